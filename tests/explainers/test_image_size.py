from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.explainers.image_size import image_size

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 640, 480)
GIF = b"GIF89a" + struct.pack("<HH", 640, 480)
FRAME = struct.pack(">BBHBHH", 0xFF, 0xC2, 17, 8, 480, 640)
TABLE = struct.pack(">BBH", 0xFF, 0xDB, 4) + b"ab"
JPEG = b"\xff\xd8" + TABLE + FRAME
TIFF = b"MM\0*" + struct.pack(">IHHHIHH", 8, 1, 0x0112, 3, 1, 6, 0)
EXIF = struct.pack(">BBH", 0xFF, 0xE1, 8 + len(TIFF)) + b"Exif\0\0" + TIFF
LOSSY = b"RIFF\0\0\0\0WEBPVP8 " + bytes(10) + struct.pack("<HH", 640, 480)
LOSSLESS = b"RIFF\0\0\0\0WEBPVP8L" + bytes(5) + struct.pack("<I", 639 | 479 << 14)
LARGE = b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + b"\x7f\x02\0" + b"\xdf\x01\0"
AVIF = b"\0\0\0\x1cftypavif" + bytes(16) + b"\0\0\0\x14ispe" + struct.pack(">III", 0, 640, 480)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}/>'


@pytest.mark.parametrize(
    "data",
    [PNG, GIF, JPEG, LOSSY, LOSSLESS, LARGE, AVIF],
    ids=["png", "gif", "jpeg", "webp", "webp-lossless", "webp-extended", "avif"],
)
def test_size_stands_in_the_head_of_each_format(data: bytes):
    assert image_size(data) == (640, 480)


def test_picture_from_a_camera_held_upright_is_higher_than_wide():
    assert image_size(b"\xff\xd8" + EXIF + FRAME) == (480, 640)


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="640" height="480px"', (640, 480)),
        ('viewBox="0 0 640 480.2"', (640, 480)),
        ('width="100%" viewBox="0,0,640,480"', (640, 480)),
        ('width="100%"', None),
        ('viewBox="0 0 a b"', None),
        ('viewBox="0 0 0 480"', None),
        ('viewBox="0 0 640px 480px"', (640, 480)),
        (f'width="{"9" * 400}" height="480"', None),
        (f'viewBox="0 0 640 {"9" * 400}"', None),
        (f'width="640.{"0" * 400}" height="480"', None),
    ],
)
def test_drawing_says_its_size_in_pixels_or_by_its_view_box(attributes: str, size: object):
    assert image_size(SVG.format(attributes).encode()) == size


@given(
    st.sampled_from([PNG, GIF, JPEG, b"\xff\xd8" + EXIF + FRAME, LOSSY, LOSSLESS, LARGE, AVIF]),
    st.integers(0, 80),
    st.binary(max_size=40),
)
def test_no_bytes_make_it_raise(data: bytes, cut: int, rest: bytes):
    size = image_size(data[:cut] + rest)

    assert size is None or all(0 < side <= 65_535 for side in size)
