"""An index that is brought up to date is the index made anew, byte for byte."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from msgspec.structs import replace

from plugins.explainers.model import Body, BodyPart
from plugins.search_index.document_words import BodyWords, derive_words, read_body_words
from plugins.search_index.documents import Document
from plugins.search_index.index import IndexState, KeptWords, MadeIndex, Source
from plugins.search_index.index_files import inflated
from plugins.search_index.term_shards import read_entries
from plugins.search_index.updating import update_index
from tests.search_index.corpus import made_index, make_limits_small, source_of

LETTERS = "abcdefghijklmnopqrstuvwxyz"
FOREIGN = ("häuser", "été", "étés", "дома", "домах", "模型学习", "ธนาคาร", "don't", "4.1", "the")
LANGUAGES = ("en", "en", "en", "de", "fr", "ru", "ja", "xx")
WITHDRAWN = Document(is_live=False)


class Author:
    """Makes up documents; the same number makes the same author."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.bodies: dict[str, BodyWords] = {}
        made = (self._word() for _ in range(600))
        self._vocabulary = [*FOREIGN, *made]

    def document(self, number: int) -> Document:
        chance = self.chance
        texts = [self._text(chance.randint(0, 40)) for _ in range(3)]
        parts = tuple(BodyPart(f"s{place}", f"S{place}", "", named=True) for place in range(3))
        digest = f"{number}-{chance.random()}"
        body = Body(parts, text="\n".join(texts))
        self.bodies[digest] = read_body_words(derive_words(body))
        tags = sorted(chance.sample(range(9), chance.randint(0, 3)))
        return Document(
            is_live=True,
            title=self._text(chance.randint(0, 5)) if chance.random() > 0.1 else "What Now?",
            slug=f"slug-{number}",
            day=f"{2010 + number // 12}-01-01",
            label=chance.randrange(3),
            lang=chance.choice(LANGUAGES),
            summary=chance.choice((texts[0][:30], self._text(8), "")),
            tags=tuple((f"T{tag}", f"t{tag}") for tag in tags),
            body_digest=digest,
        )

    def edited(self, documents: Sequence[Document]) -> list[Document]:
        """A few documents changed, withdrawn or added; some now and then elsewhere than at the end.

        Those come, go or move, and the numbers of all behind them with that.
        """
        chance, edited = self.chance, list(documents)
        if chance.random() < 0.6:
            for _ in range(chance.randint(0, 3)):
                new = self.document(chance.randrange(1_000, 1_000_000))
                edited.insert(chance.randrange(len(edited) + 1), new)
            for _ in range(chance.randint(0, 3)):
                del edited[chance.randrange(len(edited))]
            for _ in range(chance.randint(0, 2)):
                moved = edited.pop(chance.randrange(len(edited)))
                if moved.is_live:
                    moved = replace(moved, day=f"20{chance.randint(10, 30)}-02-01")
                edited.insert(chance.randrange(len(edited) + 1), moved)
        for _ in range(chance.randint(0, 3)):
            number = chance.randrange(len(edited))
            withdrawn = chance.random() < 0.2
            edited[number] = WITHDRAWN if withdrawn else self.document(number)
        for _ in range(chance.randint(0, 2)):
            edited.append(self.document(len(edited)))
        return edited

    def source(self, documents: list[Document]) -> Source:
        return source_of(documents, self.bodies.__getitem__)

    def _text(self, count: int) -> str:
        last = len(self._vocabulary) - 1
        places = (int(self.chance.paretovariate(0.6)) - 1 for _ in range(count))
        words = (self._vocabulary[min(place, last)] for place in places)
        return "".join(word + self.chance.choice((" ", " ", " ", ", ", ". ")) for word in words)

    def _word(self) -> str:
        return "".join(self.chance.choice(LETTERS) for _ in range(self.chance.randint(2, 9)))


class Shelf:
    """What is kept between builds."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.parts: dict[int, KeptWords] = {}

    def payload(self, key: str) -> bytes:
        return inflated(self.files[key])

    def words(self, number: int) -> KeptWords:
        return self.parts.get(number, [])

    def raw_words(self, number: int) -> Any:
        return self.words(number)

    def put(self, made: MadeIndex) -> IndexState:
        self.files.update(made.files.new)
        for number, part in made.words:
            self.parts[number] = part  # at once, as on a shelf: what follows may read it
        return made.state


@pytest.fixture
def everything_small(monkeypatch: pytest.MonkeyPatch) -> None:
    make_limits_small(monkeypatch)


def series(seed: int, count: int, edits: int) -> Iterator[tuple[MadeIndex, MadeIndex, Shelf]]:
    """After each edit: the index brought up to date, the index made anew, and what is kept."""
    author, shelf = Author(seed), Shelf()
    documents = [author.document(number) for number in range(count)]
    state = shelf.put(made_index(author.source(documents)))
    for _ in range(edits):
        documents = author.edited(documents)
        source = author.source(documents)
        anew = made_index(source)
        updated = update_index(state, source, shelf) or anew
        state = shelf.put(updated)
        yield updated, anew, shelf


def assert_same(updated: MadeIndex, anew: MadeIndex, shelf: Shelf) -> None:
    for field in IndexState.__struct_fields__:
        assert getattr(updated.state, field) == getattr(anew.state, field), field
    for key, data in anew.files.new.items():
        assert shelf.files[key] == data, key
    kept = {part: words for part, words in shelf.parts.items() if words}
    assert kept == dict(anew.words)


@pytest.mark.parametrize("seed", range(4))
def test_series_of_edits_gives_what_is_made_anew(seed: int) -> None:
    for updated, anew, shelf in series(seed, count=120, edits=12):
        assert updated is not anew
        assert_same(updated, anew, shelf)


@pytest.mark.usefixtures("everything_small")
@pytest.mark.parametrize("seed", range(12))
def test_series_of_edits_gives_what_is_made_anew_in_an_archive_like_a_huge_one(seed: int) -> None:
    # Some begin below the size from which there are several tables, and grow above it.
    count = (40, 60, 125)[seed % 3]

    for updated, anew, shelf in series(seed, count=count, edits=14):
        assert_same(updated, anew, shelf)


@pytest.mark.usefixtures("everything_small")
def test_archive_like_a_huge_one_has_all_that_huge_ones_have() -> None:
    author, shelf = Author(1), Shelf()

    state = shelf.put(made_index(author.source([author.document(n) for n in range(80)])))

    keys = set(state.files())
    kinds = {key.partition("/")[0] for key in keys}
    entries = [entry for shard in state.terms for entry in read_entries(shard, shelf.payload)]
    assert {"pages", "lists", "positions", "lengths", "forms", "records"} <= kinds
    assert sum(key.startswith("lengths/") for key in keys) == 5
    assert {entry.has_lengths for entry in entries} == {True, False}
    assert {bool(entry.list_name) for entry in entries} == {True, False}
    assert state.other_terms
    assert len(state.forward) > 20


def test_edit_of_one_text_makes_few_files() -> None:
    author, shelf = Author(3), Shelf()
    documents = [author.document(number) for number in range(300)]
    state = shelf.put(made_index(author.source(documents)))
    documents[150] = author.document(150)

    updated = update_index(state, author.source(documents), shelf)

    assert updated is not None
    assert len(updated.files.new) < len(set(state.files())) / 2


def test_nothing_changed_makes_no_file() -> None:
    author, shelf = Author(3), Shelf()
    source = author.source([author.document(number) for number in range(30)])
    state = shelf.put(made_index(source))

    updated = update_index(state, source, shelf)

    assert updated is not None
    assert updated.files.new == {}
    assert updated.state == state


@pytest.mark.parametrize("place", [0, 63, 64, 150, 191])
def test_one_can_come_or_go_anywhere(place: int) -> None:
    author, shelf = Author(6), Shelf()
    documents = [author.document(number) for number in range(192)]
    state = shelf.put(made_index(author.source(documents)))
    for changed in ([*documents[:place], *documents[place + 1 :]], documents):
        source = author.source(changed)

        updated = update_index(state, source, shelf)

        assert updated is not None
        state = shelf.put(updated)
        assert_same(updated, made_index(source), shelf)


@pytest.mark.parametrize("left", [129, 128, 127, 124, 90])
def test_newest_can_go(left: int) -> None:
    author, shelf = Author(6), Shelf()
    documents = [author.document(number) for number in range(130)]
    state = shelf.put(made_index(author.source(documents)))
    source = author.source(documents[:left])

    updated = update_index(state, source, shelf)

    assert updated is not None
    shelf.put(updated)
    assert_same(updated, made_index(source), shelf)


def test_many_can_come_at_once_between_others() -> None:
    author, shelf = Author(6), Shelf()
    documents = [author.document(number) for number in range(200)]
    state = shelf.put(made_index(author.source(documents)))
    new = [author.document(number) for number in range(1_000, 1_048)]
    source = author.source([*documents[:10], *new, *documents[10:30], *documents[78:]])

    updated = update_index(state, source, shelf)

    assert updated is not None
    shelf.put(updated)
    assert_same(updated, made_index(source), shelf)


def test_many_changes_are_not_worth_an_update() -> None:
    author, shelf = Author(3), Shelf()
    documents = [author.document(number) for number in range(60)]
    state = shelf.put(made_index(author.source(documents)))

    changed = [author.document(number) for number in range(60)]

    assert update_index(state, author.source(changed), shelf) is None
    assert update_index(state, author.source(documents[:5]), shelf) is None
    more = [*documents, *(author.document(number) for number in range(60, 120))]
    assert update_index(state, author.source(more), shelf) is None


def test_update_needs_the_old_words() -> None:
    author, shelf = Author(3), Shelf()
    documents = [author.document(number) for number in range(30)]
    state = shelf.put(made_index(author.source(documents)))
    shelf.parts.clear()
    documents[3] = author.document(3)

    assert update_index(state, author.source(documents), shelf) is None


def test_files_that_were_known_are_not_compressed_again() -> None:
    author = Author(4)
    source = author.source([author.document(number) for number in range(30)])
    first = made_index(source)

    again = made_index(source, known=first.files.new)

    assert again.files.new == {}
    assert again.state == first.state


def test_archive_of_nothing_has_an_index() -> None:
    made = made_index(Author(1).source([]))

    assert made.state.count == 0
    assert made.state.terms == []


def test_index_grows_from_nothing() -> None:
    author, shelf = Author(5), Shelf()
    documents: list[Document] = []
    state = shelf.put(made_index(author.source(documents)))
    for number in range(8):
        documents = [*documents, author.document(number)]
        source = author.source(documents)

        updated = update_index(state, source, shelf)

        assert updated is not None
        state = shelf.put(updated)
        assert_same(updated, made_index(source), shelf)
