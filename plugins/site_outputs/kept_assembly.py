"""What was assembled last time, kept beside the parse store for builds after an edit.

Most edits change what one explainer says, and neither what stands in lists, nor in which order,
nor where links lead. Then all that was found out by looking at the whole archive still holds:
the order, who carries which tag, where links lead, and the digests of all other explainers.
Without it (or with `--fresh`) the same archive is assembled from all files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec

from plugins.explainers.archive import Archive, AssetFile, Counts, Story, Tag
from plugins.explainers.assemble import Assembly
from plugins.explainers.listing import Listing
from plugins.explainers.model import Explainer, FreePage, LinkReference
from plugins.explainers.reassemble import Edit, may_take_over
from plugins.site_outputs.examine import FileResult
from plugins.site_outputs.shelf import Shelf, shelf_path

__all__ = ["AssembledFiles", "Edits", "KeptAssembly"]

_STATE, _STRUCTURE = "state", "structure"
_DIGEST_BYTES = 16
_Places = list[int]  # of files among all, by path; for members, of explainers among the listed


@dataclass(frozen=True, slots=True)
class AssembledFiles:
    """The files of an archive: `paths` sorted, the digests of all by path, and what they hold.

    parse_key: stands for the code and settings by which they were parsed. now: UTC text.
    """

    parse_key: bytes
    paths: Sequence[str]
    digests: Mapping[str, str]
    results: Mapping[str, FileResult]
    now: str

    def digest(self, digests: Iterable[str] = ()) -> bytes:
        """16 bytes that stand for the files; with `digests`, if they were these in their order."""
        state = blake2b(self.parse_key, digest_size=_DIGEST_BYTES)
        state.update("\0".join(self.paths).encode("utf-8", "surrogatepass"))
        state.update("".join(digests or [self.digests[path] for path in self.paths]).encode())
        return state.digest()


@dataclass(frozen=True, slots=True)
class Edits:
    """Explainers before and after, by their paths; `digests` of all files before, by path."""

    of: Mapping[str, Edit]
    digests: Sequence[str]


class _Group(msgspec.Struct, frozen=True, array_like=True):
    """A tag or a story without its members, and the places of these."""

    group: tuple[Any, ...]
    members: _Places


class _Structure(msgspec.Struct, frozen=True, array_like=True):
    """All of an archive that no edit of what an explainer says can change."""

    now: str
    counts: Counts
    explainers: _Places
    withdrawn: _Places
    pages: _Places
    tags: list[_Group]
    stories: list[_Group]
    tag_of_key: dict[str, int]
    story_of_key: dict[str, int]
    files: tuple[AssetFile, ...]
    unpublished: dict[str, str]
    link_addresses: dict[str, tuple[str, ...]]
    image_sizes: dict[str, tuple[int, int]]
    outside_links: tuple[tuple[str, LinkReference], ...]


class _State(msgspec.Struct, frozen=True, array_like=True):
    """Of which files it is, to which structure it belongs, and the digests of its listing.

    entries: 16 bytes for each explainer, then for each withdrawn one.
    """

    files: bytes
    structure: bytes
    listing: bytes
    entries: bytes


_encode = msgspec.msgpack.Encoder().encode
_decode_state = msgspec.msgpack.Decoder(_State).decode
_decode_structure = msgspec.msgpack.Decoder(tuple[bytes, _Structure]).decode


class KeptAssembly:
    """The shelf. Use within `with`."""

    def __init__(self, store: Path) -> None:
        self._shelf = Shelf.open_or_rebuild(shelf_path(store, "assembly"))

    def __enter__(self) -> KeptAssembly:
        return self

    def __exit__(self, *_: object) -> None:
        self._shelf.__exit__()

    def after(self, now: AssembledFiles, edits: Edits) -> tuple[Assembly, Listing] | None:
        """What `assemble_archive` would give after these edits, with its listing.

        None where nothing is kept of the files as they were, or what is kept need not hold any
        more.
        """
        state, structure = self._read(now.digest(edits.digests))
        if state is None or structure is None or not structure.now <= now.now:
            return None
        due = structure.counts.next_due
        leads_out = any(path in edits.of for path, _ in structure.outside_links)
        if leads_out or (due and due <= now.now) or not may_take_over(edits.of.values()):
            return None
        assembly = _assembly(structure, now)
        listing = _listing(assembly.archive, state, edits.of)
        self._keep_state(now, state.structure, listing)
        return assembly, listing

    def keep(self, now: AssembledFiles, assembly: Assembly, listing: Listing) -> None:
        """Keeps what was assembled; with problems it has to be looked at again."""
        if assembly.problems:
            return
        identity = now.digest()
        structure = _encode((identity, _structure(now, assembly)))
        state = _encode(_state(identity, identity, listing))
        self._shelf.change([(_STRUCTURE, structure), (_STATE, state)])

    def _keep_state(self, now: AssembledFiles, structure: bytes, listing: Listing) -> None:
        state = _state(now.digest(), structure, listing)
        self._shelf.change([(_STATE, _encode(state))])

    def _read(self, files: bytes) -> tuple[_State | None, _Structure | None]:
        with suppress(msgspec.MsgspecError):  # of another version
            data = self._shelf.find(_STATE)
            state = _decode_state(data) if data is not None else None
            if state is not None and state.files == files:
                identity, structure = _decode_structure(self._shelf.get(_STRUCTURE))
                if identity == state.structure:  # else another build was at work meanwhile
                    return state, structure
        return None, None


def _state(files: bytes, structure: bytes, listing: Listing) -> _State:
    return _State(files, structure, listing.digest, b"".join(listing.entry_digests.values()))


def _structure(now: AssembledFiles, assembly: Assembly) -> _Structure:
    archive = assembly.archive
    file_of = {path: place for place, path in enumerate(now.paths)}
    listed = {each.path: place for place, each in enumerate(archive.explainers)}

    def places(entries: Iterable[Explainer | FreePage]) -> _Places:
        return [file_of[each.path] for each in entries]

    tags, stories = archive.tags, archive.stories
    return _Structure(
        now=now.now,
        counts=assembly.counts,
        explainers=places(archive.explainers),
        withdrawn=places(archive.withdrawn),
        pages=places(archive.pages),
        tags=[
            _Group(
                (each.label, each.name, each.description, each.parent, each.aliases),
                [listed[member.path] for member in each.members],
            )
            for each in tags
        ],
        stories=[
            _Group((each.label, each.name), [listed[member.path] for member in each.members])
            for each in stories
        ],
        tag_of_key=_numbers(archive.tag_of_key, tags),
        story_of_key=_numbers(archive.story_of_key, stories),
        files=archive.files,
        unpublished=archive.unpublished,
        link_addresses=archive.link_addresses,
        image_sizes=archive.image_sizes,
        outside_links=assembly.outside_links,
    )


def _numbers(of_key: Mapping[str, Tag | Story], groups: Sequence[Tag | Story]) -> dict[str, int]:
    number = {each.name: place for place, each in enumerate(groups)}
    return {key: number[each.name] for key, each in of_key.items()}


def _assembly(kept: _Structure, now: AssembledFiles) -> Assembly:
    paths, results = now.paths, now.results

    def explainers(places: _Places) -> tuple[Explainer, ...]:
        found = [results[paths[place]].explainer for place in places]
        return tuple(found)  # type: ignore[arg-type] # at these places there are explainers

    listed = explainers(kept.explainers)

    def members(group: _Group) -> tuple[Explainer, ...]:
        return tuple([listed[place] for place in group.members])

    tags = tuple(_tag(each.group, members(each)) for each in kept.tags)
    stories = tuple(_story(each.group, members(each)) for each in kept.stories)
    archive = Archive(
        explainers=listed,
        withdrawn=explainers(kept.withdrawn),
        pages=tuple(page for place in kept.pages if (page := results[paths[place]].page)),
        tags=tags,
        stories=stories,
        files=kept.files,
        unpublished=kept.unpublished,
        tag_of_key={key: tags[number] for key, number in kept.tag_of_key.items()},
        story_of_key={key: stories[number] for key, number in kept.story_of_key.items()},
        link_addresses=kept.link_addresses,
        image_sizes=kept.image_sizes,
        source_digests=dict(now.digests),
    )
    return Assembly(archive, kept.counts, (), kept.outside_links)


def _tag(group: tuple[Any, ...], members: tuple[Explainer, ...]) -> Tag:
    label, name, description, parent, aliases = group
    return Tag(label, name, members, description, parent, tuple(aliases))


def _story(group: tuple[Any, ...], members: tuple[Explainer, ...]) -> Story:
    label, name = group
    return Story(label, name, members)


def _listing(archive: Archive, state: _State, edits: Mapping[str, Edit]) -> Listing:
    """The listing of an archive after edits; of all other explainers the digests are known."""
    entries = state.entries
    each_path = (each.path for each in (*archive.explainers, *archive.withdrawn))
    starts = range(0, len(entries), _DIGEST_BYTES)
    digests = {
        path: entries[at : at + _DIGEST_BYTES] for path, at in zip(each_path, starts, strict=True)
    }
    return Listing(archive).knowing(digests, state.listing, again=edits.keys())
