"""PNG files, read as far as tests need."""

import struct
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def size(content: bytes) -> tuple[int, int]:
    """Width and height in pixels."""
    assert content.startswith(SIGNATURE)
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def pixels(content: bytes) -> bytes:
    """The lines of pixels, each after a byte for its filter; the very first pixel is as it is, whatever the filter."""
    assert content.startswith(SIGNATURE)
    place, packed = len(SIGNATURE), b""
    while place < len(content):
        (length,) = struct.unpack(">I", content[place : place + 4])
        if content[place + 4 : place + 8] == b"IDAT":
            packed += content[place + 8 : place + 8 + length]
        place += length + 12
    return zlib.decompress(packed)
