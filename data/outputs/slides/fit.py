"""How much room text takes: measured by the widths of DejaVu Sans, which is wider than the fonts of offices."""

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

# Line height of PowerPoint's single spacing, in sizes; px a point.
LEADING, PX = 1.2, 96 / 72
CUT = "…"


class Fitted(NamedTuple):
    """Text as it fits: its size in points, the lines of each paragraph, and whether some of it was cut."""

    size: float
    paragraphs: Sequence[Sequence[str]]
    is_cut: bool = False

    @property
    def texts(self) -> list[str]:
        """The paragraphs, each whole."""
        return [" ".join(lines) for lines in self.paragraphs]

    @property
    def height(self) -> float:
        """Of all lines, px."""
        return sum(map(len, self.paragraphs)) * line_height(self.size)


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = json.loads((Path(__file__).parent / "widths.json").read_text(encoding="utf-8"))
    return found


@lru_cache(maxsize=16384)
def em_width(text: str, is_bold: bool = False) -> float:
    """The width of one line of text in sizes; a sign that is not known is as wide as it is high."""
    table = _tables()["bold" if is_bold else "regular"]
    return sum(table.get(sign, 1.0) for sign in text)


def width(text: str, size: float, is_bold: bool = False) -> float:
    """The width of one line, px; size: points."""
    return em_width(text, is_bold) * size * PX


def line_height(size: float) -> float:
    """Of a line of so many points, px."""
    return size * PX * LEADING


def wrapped(text: str, size: float, room: float, is_bold: bool = False) -> list[str]:
    """The text in lines no wider than ``room`` px; a word that is wider is broken."""
    lines, held = [""], 0.0
    blank = width(" ", size, is_bold)
    for word in text.split():
        for piece in _pieces(word, size, room, is_bold):
            wide = width(piece, size, is_bold)
            if lines[-1] and held + blank + wide > room:
                lines.append("")
                held = 0.0
            lines[-1] = f"{lines[-1]} {piece}" if lines[-1] else piece
            held += wide + (blank if held else 0)
    return lines


def _pieces(word: str, size: float, room: float, is_bold: bool) -> list[str]:
    if width(word, size, is_bold) <= room:
        return [word]
    pieces = [""]
    for sign in word:
        if pieces[-1] and width(pieces[-1] + sign, size, is_bold) > room:
            pieces.append("")
        pieces[-1] += sign
    return pieces


def fitted(
    texts: Sequence[str], room: tuple[float, float], sizes: Sequence[float], is_bold: bool = False, gap: float = 0
) -> Fitted:
    """The paragraphs in the largest of the sizes in which they fit; in the least they are cut.

    room: width and height, px; gap: between paragraphs, px.
    """
    texts = [text for text in texts if text.strip()]
    for size in sizes:
        lines = [wrapped(text, size, room[0], is_bold) for text in texts]
        if _height(lines, size, gap) <= room[1]:
            return Fitted(size, lines)
    return _cut(lines, sizes[-1], room, is_bold, gap) if texts else Fitted(sizes[-1], [])


def _height(lines: Sequence[Sequence[str]], size: float, gap: float) -> float:
    return sum(map(len, lines)) * line_height(size) + gap * max(len(lines) - 1, 0)


def _cut(lines: Sequence[list[str]], size: float, room: tuple[float, float], is_bold: bool, gap: float) -> Fitted:
    """As many lines as there is room for, the last one ending with a sign that there is more."""
    kept: list[list[str]] = []
    for paragraph in lines:
        kept.append([])
        for line in paragraph:
            kept[-1].append(line)
            if _height(kept, size, gap) > room[1]:
                kept[-1].pop()
                kept = [one for one in kept if one]
                if not kept:
                    return Fitted(size, [], is_cut=True)
                kept[-1][-1] = shortened(kept[-1][-1], size, room[0], is_bold)
                return Fitted(size, kept, is_cut=True)
    return Fitted(size, kept)


def shortened(line: str, size: float, room: float, is_bold: bool = False) -> str:
    """The line with the sign that there is more, without the words that leave no room for it."""
    words = line.split()
    while len(words) > 1 and width(" ".join(words) + CUT, size, is_bold) > room:
        words.pop()
    return " ".join(words) + CUT
