"""The lexicon: all written forms, in their order and backwards (docs/search.md)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from plugins.search_index.cutting import FORMS
from plugins.search_index.front_coding import front_coded, read_key
from plugins.search_index.index_files import IndexFiles
from plugins.search_index.varints import Reader, encode_number

__all__ = ["Block", "Form", "backwards", "cut_blocks", "read_forms", "rounded"]


class Form(msgspec.Struct, frozen=True, gc=False):  # made in a quarter of a dataclass's time
    """How many documents have a form; its terms that are not its English stem, sorted."""

    df: int
    terms: tuple[bytes, ...] = ()

    def bare(self) -> Form:
        """The same without terms, as backward blocks have it."""
        return Form(self.df) if self.terms else self


class Block(msgspec.Struct, frozen=True, array_like=True):
    """A block: its first form, its name, and the most frequent form with its rounded df."""

    first: bytes
    name: str
    top: bytes
    df: int


def rounded(df: int) -> int:
    """The largest power of two that is not above it."""
    return 1 << (df.bit_length() - 1) if df else 0


def backwards(form: bytes) -> bytes:
    """A form with its letters in reverse order."""
    return form[::-1] if form.isascii() else form.decode()[::-1].encode()


def cut_blocks(forms: Sequence[tuple[bytes, Form]], files: IndexFiles) -> Iterator[Block]:
    """The blocks of sorted forms: of all, or from one that opens a block on."""
    keys = [form for form, _ in forms]
    sizes = [len(form) + 3 + sum(map(len, entry.terms)) for form, entry in forms]
    for start, end in FORMS.pieces(keys, sizes):
        yield _block(forms[start:end], files)


def read_forms(block: Block, load: Callable[[str], bytes]) -> Iterator[tuple[bytes, Form]]:
    """The forms of a block, with rounded df."""
    reader = Reader(load(f"forms/{block.name}"))
    form = b""
    for _ in range(reader.number()):
        form = read_key(reader, form)
        df = reader.number()
        terms = tuple(reader.take(reader.number()) for _ in range(reader.number()))
        yield form, Form(df, terms)


def _block(forms: Sequence[tuple[bytes, Form]], files: IndexFiles) -> Block:
    payload = b"".join((encode_number(len(forms)), *_entries(forms)))
    top, entry = max(forms, key=lambda each: (rounded(each[1].df), -len(each[0]), each[0]))
    return Block(forms[0][0], files.add("forms", payload), top, rounded(entry.df))


def _entries(forms: Sequence[tuple[bytes, Form]]) -> Iterator[bytes]:
    keys = front_coded(form for form, _ in forms)
    for key, (_, entry) in zip(keys, forms, strict=True):
        yield key
        yield encode_number(rounded(entry.df))
        yield encode_number(len(entry.terms))
        for term in entry.terms:
            yield encode_number(len(term))
            yield term
