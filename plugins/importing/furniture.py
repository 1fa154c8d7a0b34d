"""Page furniture: lines that say something about a page, told from the text by their whole.

A line is furniture only if all of it is understood. What is half understood is text:
better a line too many in a draft than a sentence lost.
"""

from __future__ import annotations

import re
from typing import Literal

from plugins.importing.dates import iso_date
from plugins.importing.document import Furniture

__all__ = ["Place", "find_furniture"]

Place = Literal["head", "body", "tail"]

_LONGEST_LINE = 200  # characters; a longer one is text

_AI_LABEL = re.compile(
    r"(?:this (?:article|content|text|page) (?:is|was|has been) )?"
    r"(?:(?P<made>ai|artificial intelligence)[- ](?P<extent>generated|assisted)"
    r"|(?P<extent_first>generated|assisted) by (?:ai|artificial intelligence))"
    r"(?: (?:content|article|text|summary))?[.!]?",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"(?:do|did) you find this (?:article|page|explainer|story|content) (?:useful|helpful)"
    r"|(?:was|is) this (?:article|page|explainer|story|content) (?:useful|helpful)(?: to you)?",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"(?:(?:yes|no|👍|👎|not really|somewhat)[\s/|,·]*){1,3}"
    r"|(?:thanks|thank you) for your (?:feedback|answer|vote)[.!]?",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:(?:words|written|story|report|reporting|article) )?by:? (?P<names>.+)", re.I
)
_NAME = re.compile(
    r"(?:(?:Dr|Prof)\.? )?[^\W\d_][\w.'’-]*(?: (?:(?:de|da|del|di|la|van|von|der|den|bin|al|al-)"
    r"|[^\W\d_][\w.'’-]*)){1,4}"
)
_AND = re.compile(r"\s*(?:,\s*and\s|,|\sand\s|\s&\s)\s*")
_DATED = re.compile(
    r"(?:(?:first )?(?:published|posted|created|date)(?: on)?\s*:?\s*)?(?P<date>.+)", re.I
)
_MODIFIED = re.compile(
    r"(?:last )?(?:updated|modified|reviewed|edited)(?: on)?\s*:?\s*(?P<date>.+)", re.I
)
_TAGS = re.compile(
    r"(?:tags?|topics?|keywords?|filed under|tagged(?: with)?)\s*: *(?P<tags>.+)", re.I
)
_SEPARATORS = re.compile(r"\s+[|•·/]\s+|\s+[–—]\s+|\s*[|•·]\s*")

_SERVICES = (
    r"(?:facebook|twitter|x|linkedin|whatsapp|reddit|telegram|bluesky|mastodon|threads|pinterest"
    r"|e-?mail|pocket|copy link|print|flipboard|messenger)"
)
_SHARING = "a share link"
_SUBSCRIBING = "an invitation to subscribe"
_PAGE_LINK = "a link of the page"  # such words may be text, so only at a page's ends
_CHROME = (
    (r"share(?: (?:this|on|via|with)(?: \w+){0,3})?", _SHARING),
    (rf"{_SERVICES}(?:[\s,|·/]+{_SERVICES})+", _SHARING),
    (r"tweet|copy(?: the)? link|save (?:for later|article)", _SHARING),
    (r"print(?: this)?(?: page| article)?", _SHARING),
    (
        r"(?:subscribe|sign up)(?: (?:now|today|here|for free))?"
        r"(?: (?:to|for) (?:our|the|my)(?: \w+){0,2} (?:newsletters?|mailing list|updates|feed))?",
        _SUBSCRIBING,
    ),
    (r"get our newsletter|enter your e-?mail(?: address)?|newsletter(?: sign-?up)?", _SUBSCRIBING),
    (r"advert(?:isement|ising)?|sponsored(?: content)?", "an advertisement's frame"),
    (r"(?:article )?continues? below(?: this ad(?:vertisement)?)?", "an advertisement's frame"),
    (r"(?:reading time\s*:?\s*)?\d{1,3}[ -]?min(?:ute)?s?(?: (?:to )?read)?", "a reading time"),
    (r"skip to (?:main )?content|back to (?:top|home)|read (?:more|next)|see also", _PAGE_LINK),
    (r"menu|home|search|log ?in|sign in|(?:leave a |\d+ )?comments?", _PAGE_LINK),
    (r"related (?:articles|stories|posts|content)|more (?:from|on) this(?: \w+)?", _PAGE_LINK),
    (
        r"(?:(?:copyright|©|\(c\))\s*(?:©\s*)?\d{4}[^.]{0,60}\.?\s*)?(?:all rights reserved)?\.?",
        "a copyright line",
    ),
)  # fmt: skip
_CHROME_PATTERNS = tuple((re.compile(form, re.IGNORECASE), reason) for form, reason in _CHROME)


def find_furniture(plain: str, place: Place) -> tuple[Furniture, ...]:
    """What a line says about its page; empty if it is text.

    One line may say several things (`By Ada Poe | 3 March 2026 | 4 min read`).
    """
    if len(plain) > 2 * _LONGEST_LINE:
        return ()
    whole = _find_one(plain, place)
    if whole is not None:
        return (whole,)
    pieces = [piece for piece in _SEPARATORS.split(plain) if piece]
    found = [_find_one(piece, place) for piece in pieces]
    understood = tuple(item for item in found if item is not None)
    return understood if pieces and len(understood) == len(pieces) else ()


def _find_one(plain: str, place: Place) -> Furniture | None:
    line = " ".join(plain.strip("*_#[]•· ").split())
    if not line or len(line) > _LONGEST_LINE:
        return None
    label = _AI_LABEL.fullmatch(line)
    if label:
        extent = (label["extent"] or label["extent_first"]).casefold()
        return Furniture("ai", (extent,), "became `ai_generated: true`")
    if _QUESTION.fullmatch(line.rstrip("?:!. ")):
        return Furniture("question", (), "the site asks this itself")
    if _ANSWER.fullmatch(line):
        return Furniture("answer", (), "an answer to the page's question")
    return _chrome(line, place) or (_about_the_page(line) if place != "body" else None)


def _chrome(line: str, place: Place) -> Furniture | None:
    for form, reason in _CHROME_PATTERNS:
        if form.fullmatch(line.rstrip(":!… ")) and (place != "body" or reason != _PAGE_LINK):
            return Furniture("chrome", (), reason)
    return None


def _about_the_page(line: str) -> Furniture | None:
    byline = _BYLINE.fullmatch(line)
    names = _names(byline["names"]) if byline else ()
    if names:
        return Furniture("byline", names, "became the authors")
    for kind, form in (("modified", _MODIFIED), ("date", _DATED)):
        match = form.fullmatch(line)
        day = iso_date(match["date"]) if match else ""
        if day:
            is_change = kind == "modified"
            reason = "became `modified`" if is_change else "became the date"
            return Furniture("modified" if is_change else "date", (day,), reason)
    tags = _TAGS.fullmatch(line)
    if tags and not line.endswith("."):
        values = tuple(
            tag.strip(" #") for tag in re.split("[,;|]", tags["tags"]) if tag.strip(" #")
        )
        return Furniture("tags", values, "became the tags")
    return None


def _names(text: str) -> tuple[str, ...]:
    """`Ada Poe and Ben Roe` as two names; empty unless all of it is names."""
    if text.endswith((".", "?", "!")) and not re.search(r"\b[A-Z]\.$", text):
        return ()
    names = tuple(_AND.split(text.strip()))
    return names if all(_is_name(name) for name in names) else ()


def _is_name(text: str) -> bool:
    small = {"de", "da", "del", "di", "la", "van", "von", "der", "den", "bin", "al"}
    match = _NAME.fullmatch(text)
    words = text.split()
    return match is not None and all(word in small or not word[0].islower() for word in words)
