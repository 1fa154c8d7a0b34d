"""Parsers of single values: text, words to choose from, dates, addresses."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from plugins.explainers.dates import DateMistake, Moment, is_partial_date, parse_moment
from plugins.explainers.fields import Parser, Reading
from plugins.explainers.quoting import close_name, quoted
from plugins.explainers.slugs import LONGEST_SLUG, is_slug, suggested_path
from plugins.explainers.web_addresses import (
    AddressMistake,
    alias_mistake,
    has_scheme,
    url_mistake,
)
from plugins.explainers.yaml_nodes import ListNode, Node, TextNode, UnusableNode

__all__ = [
    "LONGEST_TEXT",
    "alias",
    "boolean",
    "choice",
    "date_text",
    "identifier",
    "language",
    "later_date",
    "moment",
    "partial_date",
    "path_slug",
    "plain_text",
    "report_file_name",
    "slug",
    "source_text",
    "text",
    "url",
]

Word = TypeVar("Word", bound=str)

LONGEST_TEXT = 5_000
_LONGEST_PATH = 500
_LONGEST_ID = 200
_WEB = re.compile(r"https?://", re.IGNORECASE)
# Ordinary blanks only: a no-break space stands where somebody put it.
_BLANKS = re.compile(r"[ \t\r\n]+")
# What RFC 4151 allows in a tag URI's specific part, less what would have to be
# percent-encoded in addresses or quoted in shells.
_ID = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._/-]*[A-Za-z0-9])?")
# RFC 5646: language, script, region, variants, extensions, private use. A language of
# more than three letters is registered to nobody and means `English`.
_LANGUAGE = re.compile(
    r"[a-z]{2,3}(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*"
    r"(?:-x(?:-[a-z0-9]{1,8})+)?",
    re.IGNORECASE,
)
_TRUE_WORDS = frozenset({"true", "yes", "on", "1", "y"})
_FALSE_WORDS = frozenset({"false", "no", "off", "0", "n"})


def plain_text(reading: Reading, name: str, node: Node, *, limit: int = LONGEST_TEXT) -> str | None:
    """A scalar on one line: what folds over several lines is joined by blanks."""
    if not isinstance(node, TextNode):
        if isinstance(node, UnusableNode):
            return None
        shape = "a list" if isinstance(node, ListNode) else "a mapping"
        message = f"{name} is {shape}, not text"
        hint = "put text that starts with a bracket in quotes"
        reading.report(node.index, "front-matter/type", message, hint)
        return None
    line = _on_one_line(node.text)
    if not line or line.isspace():
        hint = "write a value, or delete the line"
        reading.report(node.index, "front-matter/empty", f"{quoted(name)} has no value", hint)
        return None
    if len(line) > limit:
        message = f"{name} has {len(line):,} characters; the limit is {limit:,}"
        reading.report(node.index, "front-matter/too-long", message, "shorten it")
        return None
    return line


def _on_one_line(written: str) -> str:
    # Hardly any text holds what the expression would change, which takes it longer to find out.
    if "  " in written or "\n" in written or "\t" in written or "\r" in written:
        written = _BLANKS.sub(" ", written)
    return written.strip(" ")


def text(limit: int = LONGEST_TEXT) -> Parser[str]:
    """Text of at most `limit` characters."""
    return lambda reading, name, node: plain_text(reading, name, node, limit=limit)


def slug(reading: Reading, name: str, node: Node) -> str | None:
    """An address: small letters, digits, single hyphens."""
    written = plain_text(reading, name, node)
    if written is None or is_slug(written):
        return written
    _report_slug(reading, node.index, f"{name} {quoted(written)}", written)
    return None


def path_slug(reading: Reading, name: str, node: Node) -> str | None:
    """The address of a free page: slugs with `/` between them."""
    written = plain_text(reading, name, node)
    if written is not None and len(written) > _LONGEST_PATH:
        message = f"{name} has {len(written):,} characters; the limit is {_LONGEST_PATH}"
        reading.report(node.index, "front-matter/too-long", message, "shorten it")
        return None
    if written is None or all(is_slug(part) for part in written.split("/")):
        return written
    _report_slug(reading, node.index, f"{name} {quoted(written)}", written)
    return None


def report_file_name(reading: Reading, named: str) -> None:
    """Reports that the file's name gives no address; `named` is what it gives instead."""
    message = f"the file's name gives no address: {quoted(named)} is no slug"
    if not named:
        message = "the file has no name to make an address of: it stands in no folder"
    suggestion = suggested_path(named) or "a-few-words"
    reading.report(0, "front-matter/slug", message, f"add `slug: {suggestion}`")


def _report_slug(reading: Reading, index: int, subject: str, written: str) -> None:
    suggestion = suggested_path(written)
    message = f"{subject} has characters that an address cannot have"
    hint = "use small letters, digits and single hyphens"
    if max(map(len, written.split("/"))) > LONGEST_SLUG:
        message = f"{subject} has more than {LONGEST_SLUG} characters"
        hint = "shorten it"
    elif suggestion:
        hint = f"{hint}, for example {suggestion}"
    reading.report(index, "front-matter/slug", message, hint)


def identifier(reading: Reading, name: str, node: Node) -> str | None:
    """A lasting name, fit for a tag URI."""
    written = plain_text(reading, name, node)
    if written is None:
        return None
    if len(written) > _LONGEST_ID:
        message = f"{name} has {len(written)} characters; the limit is {_LONGEST_ID}"
        reading.report(node.index, "front-matter/too-long", message, "shorten it")
        return None
    if _ID.fullmatch(written):
        return written
    message = f"{name} {quoted(written)} has characters that a lasting name cannot have"
    hint = "use letters from a to z, digits and . _ - / between them"
    reading.report(node.index, "front-matter/id", message, hint)
    return None


def language(reading: Reading, name: str, node: Node) -> str | None:
    """A language tag such as `en` or `pt-BR`."""
    written = plain_text(reading, name, node)
    if written is None or _LANGUAGE.fullmatch(written):
        return written
    dashed = written.replace("_", "-")
    hint = dashed if _LANGUAGE.fullmatch(dashed) else "a tag such as en, de or pt-BR"
    message = f"{name} {quoted(written)} is not a language tag"
    reading.report(node.index, "front-matter/language", message, f"write {hint}")
    return None


def choice(words: tuple[Word, ...]) -> Parser[Word]:
    """One of some words: the arguments of a `Literal` type."""
    by_text: dict[str, Word] = {str(word): word for word in words}

    def parse(reading: Reading, name: str, node: Node) -> Word | None:
        written = plain_text(reading, name, node)
        if written is None or written in by_text:
            return None if written is None else by_text[written]
        listed = f"{', '.join(words[:-1])} or {words[-1]}"
        close = close_name(written, words, likeness=0.6)
        hint = f"did you mean {quoted(close)}?" if close else "write one of these words"
        message = f"{name} {quoted(written)} is not {listed}"
        reading.report(node.index, "front-matter/choice", message, hint)
        return None

    return parse


def boolean(reading: Reading, name: str, node: Node) -> bool | None:
    """`true` or `false`, spelled so: YAML's other spellings differ from tool to tool."""
    written = plain_text(reading, name, node)
    if written in {"true", "false", None}:
        return None if written is None else written == "true"
    meant = {**dict.fromkeys(_TRUE_WORDS, "true"), **dict.fromkeys(_FALSE_WORDS, "false")}
    hint = f"write {name}: {meant.get(written.lower(), 'true or false')}"
    message = f"{name} {quoted(written)} is not true or false"
    reading.report(node.index, "front-matter/choice", message, hint)
    return None


def moment(reading: Reading, name: str, node: Node) -> Moment | None:
    """A date or date-time."""
    written = plain_text(reading, name, node)
    if written is None:
        return None
    parsed = parse_moment(written, reading.zone)
    if isinstance(parsed, Moment):
        return parsed
    _report_date(reading, node.index, f"{name} {quoted(written)}", parsed)
    return None


def later_date(reading: Reading, name: str, node: Node) -> str | None:
    """UTC text of a date that does not lie before the explainer's own.

    A bare date that is the day of publication counts as that moment.
    """
    parsed = moment(reading, name, node)
    published = reading.published
    if parsed is None:
        return None
    if published is None:
        return parsed.utc
    if parsed.is_before(published):
        message = f"{name} '{_shown(parsed)}' lies before the explainer's date, {_shown(published)}"
        hint = "correct one of the two"
        reading.report(node.index, "front-matter/date-order", message, hint)
        return None
    return max(parsed.utc, published.utc) if parsed.bare else parsed.utc


def date_text(reading: Reading, name: str, node: Node) -> str | None:
    """UTC text of a date that may lie anywhere."""
    parsed = moment(reading, name, node)
    return None if parsed is None else parsed.utc


def partial_date(reading: Reading, name: str, node: Node) -> str | None:
    """A year, month or day, kept as it is written."""
    written = plain_text(reading, name, node)
    if written is None or is_partial_date(written):
        return written
    parsed = parse_moment(written, reading.zone)
    reason = parsed.reason if isinstance(parsed, DateMistake) else "a time is too exact here"
    hint = "write YYYY-MM-DD, YYYY-MM or YYYY, for example 2026-11-23"
    _report_date(reading, node.index, f"{name} {quoted(written)}", DateMistake(reason, hint))
    return None


def _report_date(reading: Reading, index: int, subject: str, mistake: DateMistake) -> None:
    reason = f": {mistake.reason}" if mistake.reason else ""
    message = f"{subject} is not a date{reason}"
    reading.report(index, "front-matter/date", message, mistake.hint)


def _shown(parsed: Moment) -> str:
    return parsed.day if parsed.bare else parsed.utc


def url(reading: Reading, name: str, node: Node) -> str | None:
    """An http or https link."""
    return _address(reading, name, node, (url_mistake, "front-matter/url"))


def source_text(reading: Reading, name: str, node: Node) -> str | None:
    """A link where it looks like one, else the name of a source."""
    written = node.text.strip() if isinstance(node, TextNode) else ""
    # A blank in a web address is a mistake; behind another word and a colon a name goes on.
    looks_like_link = _WEB.match(written) or (has_scheme(written) and " " not in written)
    return url(reading, name, node) if looks_like_link else plain_text(reading, name, node)


def alias(reading: Reading, name: str, node: Node) -> str | None:
    """An old path of this site."""
    return _address(reading, name, node, (alias_mistake, "front-matter/alias"))


def _address(
    reading: Reading,
    name: str,
    node: Node,
    rule: tuple[Callable[[str], AddressMistake | None], str],
) -> str | None:
    find_mistake, code = rule
    written = plain_text(reading, name, node)
    mistake = find_mistake(written) if written is not None else None
    if mistake is None:
        return written
    message = f"{name} {quoted(written or '')} {mistake.reason}"
    reading.report(node.index, code, message, mistake.hint)
    return None
