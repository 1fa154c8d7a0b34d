"""What words may have been meant to be that the archive does not know.

Chooses as `forgive.js` does: docs/search.md says what ("Forgiveness"), the limits here are
those of that module. Like it, this looks into a few blocks of the lexicon, not into all.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from plugins.search_index.index import IndexState
from plugins.search_index.lexicon import Block, backwards, read_forms
from plugins.search_index.query import Word
from plugins.search_index.terms import english_stem
from plugins.search_index.words import spelled_words

__all__ = ["Lexicon", "forgive", "mistakes_in"]

_MOST_WORDS = 8  # unknown ones of a query that are looked after
_MOST_LONGER = 8
_MOST_LONGER_OF_SHORT = 2  # for beginnings of one or two letters
_MOST_DOCUMENTS = 8000  # in the lists of what a beginning stands for
_MOST_NEAR = 3
_MOST_BLOCKS = 6
_MOST_BLOCKS_AT_LAST = 16
_SHORT = 3  # letters; shorter words have no mistakes
_LONG = 8  # letters; words so long may have two
_FEW_BLOCKS = 2
_MUCH_RARER = 10  # times rarer than the best, and it is not meant


@dataclass(frozen=True, slots=True)
class _Candidate:
    form: str
    df: int
    terms: tuple[str, ...] = ()  # besides the English stem


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The forms of an index, and what it has for them. `has_term` knows all terms."""

    state: IndexState
    load: Callable[[str], bytes]
    has_term: Callable[[str], bool]
    stops: Collection[str]

    def terms_of(self, form: str, *, is_stop: bool = False) -> tuple[str, ...]:
        """The terms of a form in the index; a stop word's is what it is itself, in titles."""
        terms = dict.fromkeys((form if is_stop else english_stem(form), *self._other_terms(form)))
        return tuple(filter(self.has_term, terms))

    def block(self, block: Block) -> Iterator[_Candidate]:
        """The forms of a block."""
        for form, entry in read_forms(block, self.load):
            terms = tuple(term.decode() for term in entry.terms)
            yield _Candidate(form.decode(), entry.df, terms)

    def _other_terms(self, form: str) -> Iterator[str]:
        key, others = form.encode(), self.state.other_terms
        place = bisect_left(others, (key, b"", 0))
        while place < len(others) and others[place][0] == key:
            yield others[place][1].decode()
            place += 1


def forgive(words: Iterable[Word], lexicon: Lexicon) -> None:
    """Gives words without terms what stands for them."""
    unknown = [
        word for word in words if not word.terms and (word.is_open or _may_be_mistaken(word))
    ]
    for word in sorted(unknown, key=lambda each: not each.is_open)[:_MOST_WORDS]:
        forms: Sequence[str] = ()
        if word.is_open and not word.is_stop:
            forms = _known(_longer_forms(word.form, lexicon), lexicon)
        if not forms and _may_be_mistaken(word):
            forms = _known(_near_forms(word.form, lexicon), lexicon)
        word.instead = tuple(forms)
        terms = (term for form in forms for term in lexicon.terms_of(form))
        word.terms = tuple(dict.fromkeys(terms))


def _may_be_mistaken(word: Word) -> bool:
    is_number = all(unicodedata.category(letter)[0] == "N" for letter in word.form)
    return not (word.is_stop or word.is_quoted or is_number or len(word.form) < _SHORT)


def _known(forms: Iterable[str], lexicon: Lexicon) -> list[str]:
    return [form for form in forms if lexicon.terms_of(form)]


def _longer_forms(beginning: str, lexicon: Lexicon) -> list[str]:
    """The most frequent forms that begin so, each with terms of its own."""
    found = sorted(_forms_from(beginning, lexicon), key=lambda each: (-each.df, _units(each.form)))
    is_short = len(beginning) < _SHORT and not any(map(_is_without_blanks, beginning))
    most = _MOST_LONGER_OF_SHORT if is_short else _MOST_LONGER
    limit = max(found[0].df if found else 0, _MOST_DOCUMENTS)
    seen: set[str] = set()
    chosen: list[str] = []
    documents = 0
    for each in found:
        terms = {english_stem(each.form), *each.terms}
        if terms <= seen:
            continue
        documents += each.df
        if len(chosen) == most or documents > limit:
            break
        seen |= terms
        chosen.append(each.form)
    return chosen


def _forms_from(beginning: str, lexicon: Lexicon) -> list[_Candidate]:
    """The forms that begin so; where they are many, some frequent ones of them."""
    blocks, key = lexicon.state.forward, beginning.encode()
    start = max(0, _place(blocks, key))
    end = start + 1
    while end < len(blocks) and blocks[end].first.startswith(key):
        end += 1
    some: Iterable[_Candidate]
    if end - start > _FEW_BLOCKS:
        some = (_Candidate(block.top.decode(), block.df) for block in blocks[start:end])
    else:
        some = (each for block in blocks[start:end] for each in lexicon.block(block))
    return [
        each
        for each in some
        if each.form.startswith(beginning)
        and each.form != beginning
        and each.form not in lexicon.stops
    ]


def _near_forms(word: str, lexicon: Lexicon) -> list[str]:
    """The nearest forms by the number of mistakes; frequent ones first."""
    # What is long counts, not what is left of it: two letters may be missing.
    allowed = _allowed(len(word) + 2)
    found = _forms_around(word, _shared_by(word, allowed), _MOST_BLOCKS, lexicon)
    near = _near_in(found, word, allowed, lexicon)
    if not near and _allowed(len(word)) > 1:
        # Two mistakes may leave but one letter at either end.
        found = _forms_around(word, (1, 1), _MOST_BLOCKS_AT_LAST, lexicon)
        near = _near_in(found, word, allowed, lexicon)
    near.sort(
        key=lambda pair: (pair[0], _first_unit(pair[1].form) != _first_unit(word), -pair[1].df),
    )
    chosen = [
        each.form
        for mistakes, each in near
        if mistakes == near[0][0] and each.df >= near[0][1].df / _MUCH_RARER
    ]
    return chosen[:_MOST_NEAR]


def _allowed(letters: int) -> int:
    return 1 if letters < _LONG else 2


def _near_in(
    forms: Iterable[_Candidate], word: str, allowed: int, lexicon: Lexicon
) -> list[tuple[int, _Candidate]]:
    """Those with few enough mistakes, each with how many."""
    counted = [
        (mistakes_in(word, each.form, allowed), each)
        for each in forms
        if each.form not in lexicon.stops
    ]
    return [pair for pair in counted if pair[0] <= _allowed(max(len(word), len(pair[1].form)))]


def _shared_by(word: str, allowed: int) -> tuple[int, int]:
    """How many letters a form shares with the word at its beginning, or at its end.

    With one mistake, all forms that it may be meant for begin with the first half of the word
    or end with the other, the letter in the middle in neither; so none is missed where the
    blocks with these are few.
    """
    half, third = (len(word) - 1) // 2, len(word) // 3
    return (half, len(word) - 1 - half) if allowed == 1 else (third, third)


def _forms_around(
    word: str, least: tuple[int, int], most: int, lexicon: Lexicon
) -> list[_Candidate]:
    """The forms of the blocks that share most letters with the word, from either end."""
    state, reverse = lexicon.state, word[::-1]
    rows = [(shared, block, False) for shared, block in _around(state.forward, word, least[0])]
    rows += [(shared, block, True) for shared, block in _around(state.backward, reverse, least[1])]
    rows.sort(key=lambda row: -row[0])
    found: dict[str, _Candidate] = {}
    for _, block, is_reversed in rows[:most]:
        for each in lexicon.block(block):
            form = backwards(each.form.encode()).decode() if is_reversed else each.form
            found[form] = _Candidate(form, each.df)
    return list(found.values())


def _around(blocks: Sequence[Block], word: str, least: int) -> Iterator[tuple[int, Block]]:
    """Blocks that may have forms that begin with so many letters of the word, and how many."""
    own = max(0, _place(blocks, word.encode()))
    for place, block in enumerate(blocks):
        # What is between two forms shares no more with the word than the nearer of them.
        nearest = blocks[place + 1] if place < own else block
        shared = len(word) if place == own else _shared_letters(word, nearest.first.decode())
        if shared >= least:
            yield shared, block


def _place(blocks: Sequence[Block], key: bytes) -> int:
    return bisect_right(blocks, key, key=lambda block: block.first) - 1


def _shared_letters(word: str, form: str) -> int:
    pairs = enumerate(zip(word, form, strict=False))
    shorter = min(len(word), len(form))
    return next((place for place, (one, other) in pairs if one != other), shorter)


def mistakes_in(word: str, form: str, allowed: int) -> int:
    """Letters that are missing, too many, others, or swapped with a neighbour.

    The distance of optimal string alignment; may be more than it is where it is above `allowed`.
    """
    if abs(len(word) - len(form)) > allowed:
        return max(len(word), len(form))
    before: list[int] = []
    last = list(range(len(form) + 1))
    for i, letter in enumerate(word, 1):
        row = [i]
        for j, other in enumerate(form, 1):
            least = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == form[j - 2] and word[i - 2] == other:
                least = min(least, before[j - 2] + 1)
            row.append(least)
        before, last = last, row
    return last[-1]


def _is_without_blanks(letter: str) -> bool:
    # Such letters are taken in pairs.
    return len(spelled_words(letter * 3)) > 1


def _units(text: str) -> int:
    # JavaScript counts UTF-16.
    return len(text.encode("utf-16-le"))


def _first_unit(text: str) -> bytes:
    return text.encode("utf-16-le")[:2]
