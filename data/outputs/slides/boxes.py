"""What lies on a slide: boxes with what they hold. All in px of a page of 1280 by 720; sizes of text in points."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from data.outputs import palette
from data.outputs.slides.fit import Fitted

PAGE = (1280, 720)
Point = tuple[float, float]


class Box(NamedTuple):
    """A rectangle: its left and upper edge, its width and height."""

    x: float
    y: float
    w: float
    h: float

    def inner(self, left: float = 0, top: float = 0, right: float = 0, bottom: float = 0) -> "Box":
        """The same without so much at its edges."""
        return Box(self.x + left, self.y + top, self.w - left - right, self.h - top - bottom)


class Series(NamedTuple):
    """A line or dots: values along the categories of their chart, or at xs.

    line: width in points, 0 for none; dash: "", dash or dot; marker: "", circle, square, cross or diamond; size: of
    markers, points; label: written beside the last value; labels: written beside each one.
    """

    name: str
    ys: Sequence[float | None]
    colour: str = palette.ACCENT
    xs: Sequence[float | None] = ()
    line: float = 0
    dash: str = ""
    marker: str = ""
    size: int = 6
    is_hollow: bool = False
    label: str = ""
    labels: Sequence[str] = ()


class Axis(NamedTuple):
    """An axis of numbers: its title, ends, the step between two, their decimals, and what follows each.

    is_seen: whether numbers stand along it; has_grid: whether lines go across from them.
    """

    title: str = ""
    low: float = 0
    high: float = 1
    step: float = 1
    decimals: int = 0
    suffix: str = ""
    is_seen: bool = True
    has_grid: bool = True

    @property
    def ticks(self) -> list[float]:
        """Where its numbers stand."""
        return [self.low + self.step * place for place in range(round((self.high - self.low) / self.step) + 1)]


class Chart(NamedTuple):
    """A chart that the program of slides draws itself, to be edited there.

    kind: line (series along categories, which are months or words), bar (one series, the first category on top) or dots
    (series at xs and ys); colours: of each bar; room: left, above, right and below of the plot, shares of the box;
    names, ends: what stands at the left and at the right of each row, the first on top; has_key: whether the series
    with markers are named above it.
    """

    kind: str
    series: Sequence[Series]
    categories: Sequence[str] | Sequence[date] = ()
    x: Axis = Axis()
    y: Axis = Axis()
    colours: Sequence[str] = ()
    room: tuple[float, float, float, float] = (0.07, 0.04, 0.03, 0.12)
    title: str = ""
    names: Sequence[str] = ()
    ends: Sequence[str] = ()
    has_key: bool = False


class Shape(NamedTuple):
    """An area of a map: its name, what is said of it, its rings, fill ("" for none) and edge."""

    name: str
    said: str
    rings: Sequence[Sequence[Point]]
    fill: str
    edge: str = palette.WHITE
    weight: float = 0.75


class Cell(NamedTuple):
    """A cell of a table: its lines, and how they look."""

    lines: Sequence[str]
    is_right: bool = False
    is_bold: bool = False
    fill: str = ""
    colour: str = palette.INK
    is_ruled: bool = True


@dataclass(frozen=True)
class Placed:
    """Something on a slide. name: of the object; alt: what it says, for those who do not see it."""

    box: Box
    name: str
    alt: str


@dataclass(frozen=True)
class TextAt(Placed):
    """Text; place: the placeholder that holds it, empty for none; anchor: t, m or b; align: l, c or r."""

    text: Fitted
    place: str = ""
    is_bold: bool = False
    colour: str = palette.INK
    align: str = "l"
    anchor: str = "t"
    gap: float = 0


@dataclass(frozen=True)
class ChartAt(Placed):
    """A chart."""

    chart: Chart


@dataclass(frozen=True)
class TableAt(Placed):
    """A table: widths of its columns and heights of its rows in px, its cells by rows, the first of them the heads."""

    widths: Sequence[float]
    heights: Sequence[float]
    rows: Sequence[Sequence[Cell]]
    size: float


@dataclass(frozen=True)
class MapAt(Placed):
    """Areas, in px of the page."""

    shapes: Sequence[Shape]


@dataclass(frozen=True)
class Swatch(Placed):
    """A small filled box of a key."""

    fill: str


@dataclass(frozen=True)
class Slide:
    """A slide: its boxes in the order in which they are read, and its notes."""

    layout: str
    boxes: Sequence[Placed]
    notes: Sequence[str] = ()
    panel: str = ""

    @property
    def title(self) -> str:
        """The text of its title."""
        found = [one for one in self.boxes if isinstance(one, TextAt) and one.place == "Title"]
        return " ".join(found[0].text.texts) if found else ""


Frames = Mapping[str, Mapping[str, Box]]
