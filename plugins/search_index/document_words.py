"""The words of an explainer with their places: what the index is turned round from."""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import count
from zlib import crc32

import msgspec

from plugins.explainers.model import Body
from plugins.search_index.documents import Document
from plugins.search_index.terms import term_of
from plugins.search_index.words import fold, spelled_words

__all__ = [
    "BODY_WORDS",
    "OVERLAP",
    "SLOT",
    "BodyWords",
    "Words",
    "derive_words",
    "form_and_term",
    "read_body_words",
    "words_of",
]

BODY_WORDS = "search-words"
SLOT = 64  # positions
OVERLAP = 3  # words of what follows a sentence that have positions behind it too
_SUMMARY_SLOT, _BODY_SLOT = 32, 64
# Where a sentence may end is a matter of how often positions change, of nothing else.
_SENTENCE_ENDS = (". ", "? ", "! ", "… ", "\n", "。", "！", "？")
_END_WORD = "0end0of0sentence0"  # nobody writes it; who does cannot search for it
_NAMES = re.compile(r"\b[A-Z]{2,}\b")
_OPENING = 72  # characters of each section that snippets are made from
_TERM_OF_TITLE = "\0"  # before a word that is a term as it is, though it is a stop word


class BodyWords(msgspec.Struct, frozen=True, array_like=True):
    """What the index needs of a body, worked out when its file is parsed.

    `words` are the different words as spelled, one a line, in the order in which they
    first come up; `sequence` has the number of each word of the text (native uint32, or
    uint16 where that is enough). `sentences` are the numbers of words in each, `slots` where
    the positions of each begin, in units of `SLOT`. `openings` are (anchor, heading, beginning
    of the text).
    """

    words: str
    sequence: bytes
    is_wide: bool
    sentences: tuple[int, ...]
    slots: tuple[int, ...]
    openings: tuple[tuple[str, str, str], ...]

    def spelled(self) -> list[str]:
        """The different words, by their numbers."""
        return self.words.split("\n") if self.words else []

    def numbers(self) -> array[int]:
        """The sequence."""
        return array("I" if self.is_wide else "H", self.sequence)


class Words(msgspec.Struct, frozen=True, array_like=True):
    """The words of one document: those before its body, then the body's.

    `front` are parts (position of the first word, words as spelled): title, tags, summary.
    `keys` list the document as well (see `Document.keys`).
    """

    lang: str
    front: tuple[tuple[int, tuple[str, ...]], ...]
    body: BodyWords
    first_slot: int  # of the body
    keys: tuple[bytes, ...]

    def spelled(self) -> set[str]:
        """All different words."""
        return {*self.body.spelled(), *(word for _, part in self.front for word in part)}

    @property
    def title(self) -> tuple[str, ...]:
        """The words of the title."""
        return self.front[0][1]

    def tokens(self) -> Iterator[tuple[str, int, bool]]:
        """(word, position, whether this occurrence has come before with another position)."""
        for position, part in self.front:
            yield from ((word, position + place, False) for place, word in enumerate(part))
        spelled, numbers = self.body.spelled(), self.body.numbers()
        start = 0
        for length, slot in zip(self.body.sentences, self.body.slots, strict=True):
            first = (self.first_slot + slot) * SLOT
            for place, number in enumerate(numbers[start : start + length + OVERLAP]):
                yield spelled[number], first + place, place >= length
            start += length


def derive_words(body: Body) -> bytes:
    """A body's `BodyWords` as MessagePack."""
    found, sentences = _sentences(body.text)
    # Each different word gets the next number when it is first asked for.
    number_of = defaultdict[str, int](count().__next__)
    numbers = [*map(number_of.__getitem__, found)]
    is_wide = len(number_of) > 1 << 16
    words = BodyWords(
        words="\n".join(number_of),
        sequence=array("I" if is_wide else "H", numbers).tobytes(),
        is_wide=is_wide,
        sentences=sentences,
        slots=_slots(found, sentences),
        openings=tuple(_openings(body)),
    )
    return _encode(words)


read_body_words = msgspec.msgpack.Decoder(BodyWords).decode


def words_of(document: Document, body: BodyWords) -> Words:
    """The words of a document: title, tags, the summary unless it opens the body, the body."""
    title = _title_words(document)
    front = [(0, title)]
    position = max(len(title) + 1, SLOT)
    for label, _ in document.tags:
        front.append((position, _label_words(label)))
        position += len(front[-1][1]) + 1
    if not _opens_with_summary(document, body):
        position = max(position, _SUMMARY_SLOT * SLOT)
        front.append((position, tuple(spelled_words(document.summary))))
        position += len(front[-1][1])
    first_slot = max(_BODY_SLOT, position // SLOT + 1)
    return Words(document.lang, tuple(front), body, first_slot, document.keys)


@lru_cache(maxsize=1 << 12)
def _label_words(label: str) -> tuple[str, ...]:
    return tuple(spelled_words(label))


def form_and_term(spelled: str, lang: str) -> tuple[str, str]:
    """The form and the term of a word of `Words`; either may be empty."""
    if spelled.startswith(_TERM_OF_TITLE):
        return "", fold(spelled.removeprefix(_TERM_OF_TITLE))
    return term_of(spelled, lang)


def _sentences(text: str) -> tuple[list[str], tuple[int, ...]]:
    """The words of a text, and how many each of its sentences has."""
    # One pass over the text, with a word of ours in place of each end, costs half of a pass
    # over each sentence. Most marks do not come up, which one character tells at once.
    for mark in _SENTENCE_ENDS:
        if mark[0] in text:
            text = f" {_END_WORD} ".join(text.split(mark))
    words = spelled_words(text)
    words.append(_END_WORD)
    found: list[str] = []
    lengths = []
    start = 0
    while start < len(words):
        end = words.index(_END_WORD, start)
        if end > start:
            found += words[start:end]
            lengths.append(end - start)
        start = end + 1
    return found, tuple(lengths)


def _title_words(document: Document) -> tuple[str, ...]:
    # A title of nothing but stop words ("What Now?") could not be found by it otherwise.
    words = spelled_words(document.title)
    is_stop = [not term_of(word, document.lang)[1] for word in words]
    # Nor could the WHO, which is no stop word though it looks like one.
    names = set() if document.title.isupper() else set(_NAMES.findall(document.title))
    return tuple(
        f"{_TERM_OF_TITLE}{word}" if stop and (all(is_stop) or word.upper() in names) else word
        for word, stop in zip(words, is_stop, strict=True)
    )


def _opens_with_summary(document: Document, body: BodyWords) -> bool:
    # A summary that the author left out is made of the first sentences; they count once.
    opening = next((text.removesuffix("…") for *_, text in body.openings if text), "\0")
    summary = document.summary.removesuffix("…")
    return opening.startswith(summary) or summary.startswith(opening)


def _openings(body: Body) -> Iterator[tuple[str, str, str]]:
    # `text` has a line for each part.
    lines = body.text.split("\n") if body.parts else ()
    for part, text in zip(body.parts, lines, strict=True):
        yield part.anchor, part.heading, _shortened(text)


def _shortened(text: str) -> str:
    if len(text) <= _OPENING:
        return text
    return (text[:_OPENING].rpartition(" ")[0] or text[:_OPENING]) + "…"


def _slots(words: Sequence[str], sentences: Sequence[int]) -> tuple[int, ...]:
    """Where the positions of each sentence begin; between two there is always a free one.

    That follows from the sentence's first two words, so that an edit moves the positions of
    that sentence alone. Where two want one place the later gives way.
    """
    needed = [(length + OVERLAP) // SLOT + 1 for length in sentences]
    room = 1 << (4 * sum(needed)).bit_length()
    free = _Free()
    slots = []
    start = 0
    for length, width in zip(sentences, needed, strict=True):
        first = f"{words[start]} {words[start + 1] if length > 1 else ''}"
        slots.append(free.take(crc32(first.encode()) % room, width))
        start += length
    return tuple(slots)


class _Free:
    """Slots that nobody has; finding the next one stays quick, however many are taken."""

    def __init__(self) -> None:
        self._next: dict[int, int] = {}  # of a taken slot: one that may be free, or leads to it

    def take(self, wanted: int, count: int) -> int:
        """The first of so many free slots side by side, from the wanted one on."""
        if count == 1 and wanted not in self._next:  # nearly always
            self._next[wanted] = wanted + 1
            return wanted
        slot = self._from(wanted)
        while count > 1:
            taken = next((each for each in range(slot, slot + count) if each in self._next), None)
            if taken is None:
                break
            slot = self._from(taken)
        for each in range(slot, slot + count):
            self._next[each] = slot + count
        return slot

    def _from(self, slot: int) -> int:
        passed = []
        while slot in self._next:
            passed.append(slot)
            slot = self._next[slot]
        for each in passed:
            self._next[each] = slot
        return slot


_encode = msgspec.msgpack.Encoder().encode
