from __future__ import annotations

from zlib import crc32

from hypothesis import given
from hypothesis import strategies as st

from plugins.search_index.cutting import Cutting, zero_bits
from plugins.search_index.recutting import Steps, recut

SMALL = Cutting(bits=2, most=40)
KEYS = st.lists(st.binary(max_size=6), unique=True).map(sorted)


def pieces_of(keys: list[bytes], cutting: Cutting = SMALL) -> list[list[bytes]]:
    cuts = cutting.pieces(keys, [len(key) + 6 for key in keys])
    return [keys[start:end] for start, end in cuts]


@given(KEYS)
def test_pieces_are_all_keys_in_their_order(keys: list[bytes]) -> None:
    pieces = pieces_of(keys)

    assert [key for piece in pieces for key in piece] == keys
    assert all(pieces)


@given(KEYS)
def test_pieces_are_not_above_the_limit_unless_they_are_one_key(keys: list[bytes]) -> None:
    for piece in pieces_of(keys):
        assert len(piece) == 1 or sum(len(key) + 6 for key in piece) <= SMALL.most


@given(KEYS)
def test_key_that_opens_a_piece_does_so_wherever_it_stands(keys: list[bytes]) -> None:
    firsts = [piece[0] for piece in pieces_of(keys)]

    assert {key for key in keys if SMALL.opens(key)} <= set(firsts)


@given(KEYS, st.binary(max_size=6))
def test_new_key_moves_no_cut_but_next_to_it(keys: list[bytes], new: bytes) -> None:
    before, after = pieces_of(keys), pieces_of(sorted({*keys, new}))

    # What lies between two keys that always open a piece is cut by itself.
    openings = [key for key in keys if SMALL.opens(key)]
    start = max((key for key in openings if key <= new), default=b"")
    end = min((key for key in openings if key > new), default=b"\xff" * 7)
    outside = [piece for piece in before if not start <= piece[0] < end]
    assert [piece for piece in after if not start <= piece[0] < end] == outside


@given(st.binary())
def test_zero_bits_are_those_of_the_checksum(key: bytes) -> None:
    bits = f"{crc32(key):032b}"

    assert zero_bits(key) == len(bits) - len(bits.rstrip("0"))


class Piece:
    """A piece that holds its items."""

    def __init__(self, items: dict[bytes, int]) -> None:
        self.items = items
        self.first = next(iter(items))


def made(items: dict[bytes, int]) -> list[Piece]:
    keys = sorted(items)
    return [Piece({key: items[key] for key in piece}) for piece in pieces_of(keys)]


ITEMS = st.dictionaries(st.binary(max_size=4), st.integers(0, 9))


@given(ITEMS, st.dictionaries(st.binary(max_size=4), st.none() | st.integers(0, 9)), st.data())
def test_changed_pieces_are_those_of_all_keys_cut_anew(
    items: dict[bytes, int], new: dict[bytes, int | None], data: st.DataObject
) -> None:
    gone = data.draw(st.sets(st.sampled_from(sorted(items)))) if items else set()
    changes = new | dict.fromkeys(gone)
    read: list[Piece] = []

    def contents(pieces: list[Piece]) -> dict[bytes, int]:
        read.extend(pieces)
        return {key: value for piece in pieces for key, value in piece.items.items()}

    before = made(items)
    steps = Steps(contents, lambda key, _: changes[key], made)
    after = list(recut(before, sorted(changes), SMALL, steps))

    wanted = {key: value for key, value in (items | changes).items() if value is not None}
    assert [piece.items for piece in after] == [piece.items for piece in made(wanted)]
    # What was not read is the same piece as before.
    assert all(piece in before for piece in after if piece not in read and piece.items in before)
