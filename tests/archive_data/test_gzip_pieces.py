from __future__ import annotations

import gzip
import zlib

from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.archive_data.gzip_pieces import gzip_of, gzip_piece


@settings(max_examples=60, deadline=None)
@given(st.lists(st.binary(max_size=400) | st.just(b"line\n" * 20_000), max_size=5))
def test_file_has_what_its_pieces_have(texts: list[bytes]) -> None:
    whole = gzip_of(map(gzip_piece, texts))

    # This checks length and checksum.
    assert gzip.decompress(whole) == b"".join(texts)


def test_readers_that_stop_after_the_first_member_get_all() -> None:
    whole = gzip_of([gzip_piece(b"January\n"), gzip_piece(b"February\n")])
    reader = zlib.decompressobj(wbits=31)

    assert reader.decompress(whole) == b"January\nFebruary\n"
    assert reader.eof
    assert reader.unused_data == b""


def test_head_says_nothing_of_time_or_machine() -> None:
    assert gzip_of([])[:10] == bytes([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255])
