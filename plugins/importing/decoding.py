"""Bytes as text, with the encoding found out, or refused where it cannot be told."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

__all__ = ["DecodedText", "NotText", "decode"]

_BYTE_ORDER_MARKS = (  # the long ones first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_DECLARED_WITHIN = 4096  # bytes; browsers look at 1024, pages are not always so tidy
_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# What the web calls by these names is windows-1252.
_WEB_NAMES = {"iso-8859-1": "windows-1252", "latin-1": "windows-1252", "us-ascii": "windows-1252"}


class NotText(Exception):
    """The bytes are no text, or text in an encoding that cannot be told; the message says which."""


@dataclass(frozen=True, slots=True)
class DecodedText:
    """Text with line ends as LF, and what was done to it that its author should know."""

    text: str
    remarks: tuple[str, ...] = ()


def decode(data: bytes, *, is_html: bool) -> DecodedText:
    """Text of the bytes: by byte order mark, as UTF-8, as declared (HTML), as windows-1252.

    Raises NotText rather than give back letters that nobody wrote.
    """
    marked = next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), "")
    if marked:
        return _cleaned(_decode_as(data, marked), "")
    if b"\0" in data:
        return _cleaned(_unmarked_utf16(data), "read as UTF-16")
    try:
        return _cleaned(data.decode("utf-8"), "")
    except UnicodeDecodeError:
        return _decode_legacy(data, _declared(data) if is_html else "")


def _decode_as(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeError):
        raise NotText(f"it says that it is {encoding}, but it is not") from None


def _unmarked_utf16(data: bytes) -> str:
    # Of Latin text in UTF-16 every other byte is 0.
    for encoding, zeros in (("utf-16-le", data[1::2]), ("utf-16-be", data[::2])):
        if len(data) % 2 == 0 and zeros.count(0) > 0.4 * len(zeros):
            text = _decode_as(data, encoding)
            if "\0" not in text:
                return text
    raise NotText("it is not a text file")


def _declared(data: bytes) -> str:
    match = _DECLARED.search(data[:_DECLARED_WITHIN])
    name = match[1].decode("ascii").casefold() if match else ""
    return _WEB_NAMES.get(name, name)


def _decode_legacy(data: bytes, declared: str) -> DecodedText:
    if declared and not declared.startswith("utf-8") and declared != "utf8":
        return _cleaned(_decode_as(data, declared), f"read as {declared}, as it says")
    hint = "save it as UTF-8"
    if sum(byte < 32 and byte not in b"\t\n\r\x0c" for byte in data) > len(data) // 100:
        raise NotText("it is not a text file")
    try:
        text = data.decode("windows-1252")
    except UnicodeDecodeError:
        raise NotText(f"its encoding cannot be told; {hint}") from None
    if not _looks_western(text):
        raise NotText(f"its encoding cannot be told; {hint}")
    return _cleaned(text, "read as windows-1252; see that accents and quotes are right")


def _looks_western(text: str) -> bool:
    """Whether text read as windows-1252 can be what was written.

    Other encodings show as many letters with accents, as runs of them, or as
    signs in the middle of words.
    """
    letters = sum(char.isalpha() for char in text)
    accented = sum(char.isalpha() and not char.isascii() for char in text)
    if accented > 0.15 * max(letters, 1) or re.search(r"[À-ÿŠšŽžŒœŸ]{4}", text):
        return False
    return not re.search(r"[^\W\d_][¡-¶¸-¿×÷ƒ†‡ˆ˜‰¦¨¯][^\W\d_]", text)


def _cleaned(text: str, remark: str) -> DecodedText:
    remarks = [remark] if remark else []
    lined = _LINE_ENDS.sub("\n", text.removeprefix("\ufeff"))
    kept = "".join(char for char in lined if char in "\n\t" or not _is_barred(char))
    if len(kept) < len(lined):
        count = len(lined) - len(kept)
        noun = "character" if count == 1 else "characters"
        remarks.append(f"dropped {count} {noun} that no page can show")
    if len(lined) - len(kept) > max(8, len(lined) // 50):
        raise NotText("it is not a text file")
    return DecodedText(kept, tuple(remarks))


def _is_barred(char: str) -> bool:
    # Controls and noncharacters, as in the project's own sources; U+FEFF inside text is invisible.
    return (
        unicodedata.category(char) == "Cc"
        or char == "\ufeff"
        or "\ufdd0" <= char <= "\ufdef"
        or ord(char) & 0xFFFE == 0xFFFE
    )
