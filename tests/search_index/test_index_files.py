from __future__ import annotations

import zlib

from hypothesis import given
from hypothesis import strategies as st

from plugins.search_index.index_files import IndexFiles, deflated, inflated


@given(st.binary())
def test_file_is_a_bare_deflate_stream_of_its_payload(payload: bytes) -> None:
    assert inflated(deflated(payload)) == payload
    assert zlib.decompressobj(-15).decompress(deflated(payload)) == payload


def test_name_follows_from_kind_and_payload() -> None:
    files, same = IndexFiles(()), IndexFiles(())

    name = files.add("terms", b"payload")

    assert len(bytes.fromhex(name)) == 6
    assert name == same.add("terms", b"payload")
    assert name not in {files.add("lists", b"payload"), files.add("terms", b"other")}


def test_same_bytes_in_other_parts_have_another_name() -> None:
    files = IndexFiles(())

    assert files.add_parts("lists", [b"ab", b"c"]) != files.add_parts("lists", [b"a", b"bc"])


def test_same_payload_is_one_file() -> None:
    files = IndexFiles(())

    names = {files.add("terms", b"payload") for _ in range(2)}

    assert list(files.new) == [f"terms/{name}" for name in names]
    assert files.named == set(files.new)


def test_known_file_is_named_but_not_made() -> None:
    name = IndexFiles(()).add("terms", b"payload")
    files = IndexFiles({f"terms/{name}"})

    def fails() -> bytes:
        raise AssertionError("made again")

    assert files.add_made("terms", b"payload", fails) == name
    assert files.new == {}
    assert files.named == {f"terms/{name}"}


def test_plain_file_is_not_compressed() -> None:
    files = IndexFiles(())

    name = files.add_plain("names", b"payload")

    assert files.new[f"names/{name}"] == b"payload"
