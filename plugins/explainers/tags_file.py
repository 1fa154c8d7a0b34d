"""`tags.yaml`: how tags are spelled, where they live, what they are part of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from plugins.explainers.addresses import address_name
from plugins.explainers.archive import name_key
from plugins.explainers.field_values import plain_text, text
from plugins.explainers.fields import Field, FieldTable, Reading, Values
from plugins.explainers.model import Place
from plugins.explainers.nested_fields import mapping_of, unique_list_of
from plugins.explainers.problems import Problem, has_errors
from plugins.explainers.quoting import close_name, quoted
from plugins.explainers.source_text import SourceText, decode_source
from plugins.explainers.yaml_nodes import Entry, ListNode, MappingNode, Node, TextNode
from plugins.explainers.yaml_reader import ReadLimits, read_mapping

__all__ = ["TagSettings", "parse_tags_file"]

_LIMITS = ReadLimits(characters=1024 * 1024, events=120_000, depth=3)
_LONGEST_LABEL = 100
_LONGEST_NAME = 200  # bytes of UTF-8, as file systems count
_MOST_SHOWN = 10
_TOP = Place()


@dataclass(frozen=True, slots=True)
class TagSettings:
    """One tag of the file. `parent` is a label as it is listed, or empty."""

    label: str
    slug: str = ""
    description: str = ""
    aliases: tuple[str, ...] = ()
    parent: str = ""
    place: Place = _TOP


def parse_tags_file(
    data: bytes, path: str = "tags.yaml"
) -> tuple[tuple[TagSettings, ...], tuple[Problem, ...]]:
    """The tags in the file's order, and all problems; no tags where one is an error.

    No bytes make it raise.
    """
    source = decode_source(data, path)
    if not isinstance(source, SourceText):
        return (), tuple(source)
    yaml = read_mapping(source, (0, len(source.text)), _LIMITS)
    reading = Reading(source, ZoneInfo("UTC"))
    reading.problems.extend(yaml.problems)
    tags: tuple[TagSettings, ...] = ()
    if yaml.mapping is not None:
        listed = _Listed.read(reading, yaml.mapping)
        tags = listed.tags
        reading.problems.extend(listed.problems(source))
    problems = tuple(sorted(reading.problems))
    return (() if has_errors(problems, strict=False) else tags), problems


def _slug(reading: Reading, name: str, node: Node) -> str | None:
    written = plain_text(reading, name, node)
    if written is None:
        return None
    plain = address_name(written)
    if written == plain and len(written.encode()) <= _LONGEST_NAME:
        return written
    message = f"{name} {quoted(written)} has characters that an address cannot have"
    hint = "use small letters, digits and single hyphens" + (
        f", for example {plain}" if plain else ""
    )
    if written == plain:
        message, hint = f"{name} {quoted(written)} is too long for an address", "shorten it"
    reading.report(node.index, "front-matter/slug", message, hint)
    return None


_SLUG = Field("slug", _slug, example="slug: ai")
_DESCRIPTION = Field("description", text(1_000))
_ALIASES = Field("aliases", unique_list_of(text(_LONGEST_LABEL), item_name="alias", key=name_key))
_PARENT = Field("parent", text(_LONGEST_LABEL))


def _tag(values: Values) -> TagSettings:
    return TagSettings(
        label="",
        slug=values.get(_SLUG, ""),
        description=values.get(_DESCRIPTION, ""),
        aliases=values.get(_ALIASES, ()),
        parent=values.get(_PARENT, ""),
    )


_parse_tag = mapping_of(FieldTable("tag", (_SLUG, _DESCRIPTION, _ALIASES, _PARENT)), _tag)


@dataclass(frozen=True, slots=True)
class _Listed:
    """The tags as written, each with its entry, for the checks that look at all of them."""

    written: tuple[tuple[TagSettings, Entry], ...]
    labels: Mapping[str, str]  # name key -> label

    @classmethod
    def read(cls, reading: Reading, mapping: MappingNode) -> _Listed:
        written = tuple(
            (tag, entry)
            for entry in mapping.entries
            if (tag := _read_tag(reading, entry)) is not None
        )
        labels: dict[str, str] = {}
        for tag, _ in written:
            for name in (tag.label, *tag.aliases):
                labels.setdefault(name_key(name), tag.label)
        return cls(written, labels)

    @property
    def tags(self) -> tuple[TagSettings, ...]:
        """The tags, parents spelled as they are listed."""
        return tuple(
            replace(tag, parent=self.parent_of(tag)) if tag.parent else tag
            for tag, _ in self.written
        )

    def parent_of(self, tag: TagSettings) -> str:
        return self.labels.get(name_key(tag.parent), "") if tag.parent else ""

    def problems(self, source: SourceText) -> Iterator[Problem]:
        yield from self._shared_names(source)
        yield from self._unknown_parents(source)
        yield from self._loops(source)

    def _shared_names(self, source: SourceText) -> Iterator[Problem]:
        first: dict[str, tuple[str, int, Entry]] = {}
        for _, entry in self.written:
            for name, index in _names_of(entry):
                other, other_index, owner = first.setdefault(name_key(name), (name, index, entry))
                if owner is not entry:
                    line = source.position(other_index).line
                    message = f"{quoted(name)} is the same name as {quoted(other)} on line {line}"
                    hint = "keep one of the two"
                    yield source.problem(index, "tags-file/shared-name", message, hint)

    def _unknown_parents(self, source: SourceText) -> Iterator[Problem]:
        unknown = [each for each in self.written if each[0].parent and not self.parent_of(each[0])]
        for number, (tag, entry) in enumerate(unknown):
            message = f"parent {quoted(tag.parent)} is not listed in this file"
            hint = f"add a line `{tag.parent}:`"
            # Comparing each with each would take minutes in a file where all are wrong.
            if number < _MOST_SHOWN and (close := self._close_label(tag.parent)):
                hint = f"did you mean {quoted(close)}?"
            code = "tags-file/unknown-tag"
            yield source.problem(_value_index(entry, "parent"), code, message, hint)

    def _close_label(self, written: str) -> str:
        close = close_name(name_key(written), self.labels, likeness=0.6)
        return self.labels[close] if close else ""

    def _loops(self, source: SourceText) -> Iterator[Problem]:
        entries = {tag.label: entry for tag, entry in self.written}
        for loop in _loops_in({tag.label: self.parent_of(tag) for tag, _ in self.written}):
            path = " in ".join(quoted(label) for label in [*loop, loop[0]][:_MOST_SHOWN])
            message = f"{quoted(loop[0])} is part of itself: {path}"
            hint = "delete one `parent:` of these"
            index = _value_index(entries[loop[0]], "parent")
            yield source.problem(index, "tags-file/parent-loop", message, hint)


def _loops_in(parents: Mapping[str, str]) -> Iterator[list[str]]:
    seen: set[str] = set()
    for start in parents:
        path: dict[str, None] = {}
        label = start
        while label and label not in seen and label not in path:
            path[label] = None
            label = parents[label]
        if label in path:
            walked = list(path)
            yield walked[walked.index(label) :]
        seen.update(path)


def _read_tag(reading: Reading, entry: Entry) -> TagSettings | None:
    key = TextNode(entry.key_index, entry.key, plain=False)
    label = plain_text(reading, "the tag's name", key, limit=_LONGEST_LABEL)
    value = entry.value
    if isinstance(value, TextNode) and value.plain and not value.text:
        # Listed only so that it is spelled like this.
        value = MappingNode(entry.value.index, ())
    tag = _parse_tag(reading, "tag", value)
    if tag is None or label is None:
        return None
    position = reading.source.position(entry.key_index)
    return replace(tag, label=label, place=Place(position.line, position.column))


def _names_of(entry: Entry) -> Iterator[tuple[str, int]]:
    yield entry.key, entry.key_index
    settings = entry.value
    aliases = settings.find("aliases") if isinstance(settings, MappingNode) else None
    if aliases is not None and isinstance(aliases.value, ListNode):
        for item in aliases.value.items:
            if isinstance(item, TextNode) and item.text.strip():
                yield item.text, item.index


def _value_index(entry: Entry, key: str) -> int:
    settings = entry.value
    found = settings.find(key) if isinstance(settings, MappingNode) else None
    return entry.key_index if found is None else found.value.index
