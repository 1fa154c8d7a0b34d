from __future__ import annotations

import pytest

from plugins.importing.decoding import NotText, decode

SENTENCE = "The café’s owner said: “déjà vu” – again.\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"]
)
def test_unicode_text_is_read_with_and_without_byte_order_mark(encoding: str) -> None:
    decoded = decode(SENTENCE.encode(encoding), is_html=False)

    assert decoded.text == SENTENCE


def test_windows_1252_is_read_and_said() -> None:
    decoded = decode(SENTENCE.encode("windows-1252"), is_html=False)

    assert decoded.text == SENTENCE
    assert "windows-1252" in decoded.remarks[0]


def test_encoding_that_a_page_declares_is_used() -> None:
    page = '<meta charset="iso-8859-2"><p>Łódź leży nad rzeką.'

    decoded = decode(page.encode("iso-8859-2"), is_html=True)

    assert "Łódź leży nad rzeką" in decoded.text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Москва объявила о новых правилах.", "windows-1251"),
        ("新しい規則が発表されました。", "shift_jis"),
        ("Wąski gmach stoi nad rzeką; są tam trzej chłopcy i świerk.", "windows-1250"),
    ],
)
def test_letters_that_nobody_wrote_are_refused(text: str, encoding: str) -> None:
    with pytest.raises(NotText, match="encoding cannot be told"):
        decode(text.encode(encoding), is_html=False)


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", bytes(range(256)) * 4, b"PK\x03\x04\x14\0\0\0"]
)
def test_binary_file_is_refused(data: bytes) -> None:
    with pytest.raises(NotText):
        decode(data, is_html=False)


def test_broken_utf16_is_refused() -> None:
    with pytest.raises(NotText, match="utf-16"):
        decode(b"\xff\xfea\0b", is_html=False)


def test_line_ends_become_one_kind_and_controls_are_dropped_and_counted() -> None:
    decoded = decode("one\r\ntwo\rthree\u2028four\x07\ufeff".encode(), is_html=False)

    assert decoded.text == "one\ntwo\nthree\nfour"
    assert decoded.remarks == ("dropped 2 characters that no page can show",)
