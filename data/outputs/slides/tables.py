"""Tables on slides: columns as wide as their words need, rows as high as their lines, over pages where they must."""

import calendar
from collections.abc import Sequence
from typing import NamedTuple

from data.model.verdict import Verdict
from data.outputs import palette
from data.outputs.harmless import harmless
from data.outputs.slides.boxes import Box, Cell
from data.outputs.slides.fit import fitted, line_height, shortened, width, wrapped
from data.reports.figures import HourTable
from data.reports.table import Column, Table

SIZES = (14.0, 13.0, 12.0, 11.0)
BESIDE = (13.0, 12.0, 11.0, 10.5)
PAD_X, PAD_Y = 8, 4
MOST_LINES = 4
# Ways to share a width that is not enough: the shortest table is taken.
SHARES = (0.2, 0.5, 0.8, 1.0)
MOST_PAGES = 3
# Between a column that is cramped and one that is as wide as it likes.
AIR = 160


class Page(NamedTuple):
    """Rows of a table that stand on one slide."""

    widths: Sequence[float]
    heights: Sequence[float]
    rows: Sequence[Sequence[Cell]]
    size: float


class Paged(NamedTuple):
    """The pages of a table, and how many rows and columns they leave out."""

    pages: Sequence[Page]
    rows_left: int
    columns_left: int


def shown_columns(table: Table) -> list[Column]:
    """The columns of a slide: a change and its drawn interval are one, pictures are none."""
    drawn = {column.name for column in table.columns if column.kind == "interval"}
    return [
        column
        for column in table.columns
        if column.kind not in ("spark", "code") and not (column.kind == "change" and column.name in drawn)
    ]


def paged(table: Table, box: Box, most_pages: int = MOST_PAGES, most_rows: int | None = None) -> Paged:
    """The table within a box, in the largest size in which it needs fewest pages.

    most_rows: of one beside a map, which has numbers only.
    """
    columns = shown_columns(table)
    if most_rows:
        columns = [column for place, column in enumerate(columns) if place == 0 or column.is_number][:3]
    frame = table.shown.head(most_rows) if most_rows else table.shown
    texts = [[harmless(column.show(value)) for value in column.values(frame)] for column in columns]
    left = 0
    while len(columns) > 1 and sum(_least(columns, texts, SIZES[-1])) > box.w:
        columns, texts, left = columns[:-1], texts[:-1], left + 1
    fills = _fills(table, len(frame))
    pages: list[Page] = []
    for size in SIZES:
        made = [found for share in SHARES if (found := _pages(columns, texts, box, size, share, fills))]
        shortest = min(made, key=lambda one: (len(one), sum(sum(page.heights) for page in one)), default=None)
        if shortest and (not pages or len(shortest) < len(pages)):
            pages = shortest
        if len(pages) == 1:
            break
    kept = pages[:most_pages]
    rows_left = len(table.frame) - sum(len(page.rows) - 1 for page in kept)
    return Paged(kept, rows_left, left)


def _fills(table: Table, count: int) -> list[str]:
    marked = set(table.marked)
    if not table.key or not marked:
        return [""] * count
    return [palette.GROUND if value in marked else "" for value in table.frame[table.key].head(count)]


def _least(columns: Sequence[Column], texts: Sequence[Sequence[str]], size: float) -> list[float]:
    """The least width of each column; the first is written bold."""
    pairs = enumerate(zip(columns, texts, strict=True))
    return [_least_of(column, cells, size, is_bold=place == 0) for place, (column, cells) in pairs]


def _least_of(column: Column, texts: Sequence[str], size: float, *, is_bold: bool) -> float:
    """Of its longest word, and for numbers of its longest text."""
    words = [word for text in [column.heading, *texts] for word in (text.split() if text else [])]
    if column.is_number and not column.bounds:
        words += texts
    longest = max((width(word, size, is_bold) for word in words), default=10)
    head = max((width(word, size, True) for word in column.heading.split()), default=10)
    return min(max(longest, head), 320) + 2 * PAD_X + 1


def _widths(
    columns: Sequence[Column], texts: Sequence[Sequence[str]], box: Box, size: float, share: float
) -> list[float] | None:
    """As wide as they like where there is room, else what is left shared by what they lack; None where none is.

    share: of what is left that all share; of the rest those that lack little get all, so that fewest rows are broken.
    """
    least = _least(columns, texts, size)
    liked = [
        max(low, min(max((width(text, size, place == 0) for text in cells), default=0) + 2 * PAD_X + 1, 520))
        for place, (low, cells) in enumerate(zip(least, texts, strict=True))
    ]
    if sum(least) > box.w:
        return None
    if sum(liked) <= box.w:
        spare = min((box.w - sum(liked)) / len(liked), AIR)
        return [one + spare for one in liked]
    lacks, spare = [like - low for like, low in zip(liked, least, strict=True)], box.w - sum(least)
    found = [low + share * spare * lack / sum(lacks) for low, lack in zip(least, lacks, strict=True)]
    spare *= 1 - share
    for place in sorted(range(len(least)), key=lambda one: liked[one] - found[one]):
        more = min(liked[place] - found[place], spare)
        found[place] += more
        spare -= more
    return found


def _pages(
    columns: Sequence[Column],
    texts: Sequence[Sequence[str]],
    box: Box,
    size: float,
    share: float,
    fills: Sequence[str],
) -> list[Page] | None:
    widths = _widths(columns, texts, box, size, share)
    if widths is None:
        return None
    head = [
        Cell(wrapped(harmless(column.heading), size, wide - 2 * PAD_X, True), column.is_number, True, palette.GROUND)
        for column, wide in zip(columns, widths, strict=True)
    ]
    rows = [
        [
            _cell(column, text, wide, size, fill, is_first=place == 0)
            for place, (column, text, wide) in enumerate(zip(columns, row, widths, strict=True))
        ]
        for row, fill in zip(zip(*texts, strict=True), fills, strict=True)
    ]
    pages: list[Page] = []
    held, room = [head], box.h - _height(head, size)
    for row in rows:
        high = _height(row, size)
        if high > room and len(held) > 1:
            pages.append(_page(widths, held, size))
            held, room = [head], box.h - _height(head, size)
        held.append(row)
        room -= high
    return [*pages, _page(widths, held, size)]


def _page(widths: Sequence[float], rows: Sequence[Sequence[Cell]], size: float) -> Page:
    return Page(widths, [_height(row, size) for row in rows], rows, size)


def _cell(column: Column, text: str, wide: float, size: float, fill: str, *, is_first: bool) -> Cell:
    lines = wrapped(text, size, wide - 2 * PAD_X, is_first)
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], shortened(lines[MOST_LINES - 1], size, wide - 2 * PAD_X, is_first)]
    return Cell(lines, column.is_number, is_first, fill, _colour(column, text))


def _colour(column: Column, text: str) -> str:
    """A clear change stands out, as in the tables of pages."""
    if column.kind != "verdict":
        return palette.INK
    clear = {Verdict.CLEAR_RISE: palette.WORDS[palette.RISE], Verdict.CLEAR_FALL: palette.FALL}
    return next((colour for verdict, colour in clear.items() if text.endswith(str(verdict))), palette.INK)


def _height(row: Sequence[Cell], size: float) -> float:
    return max(len(cell.lines) for cell in row) * line_height(size) + 2 * PAD_Y


def beside(texts: Sequence[str], room: float, high: float, *, is_right: bool) -> Page:
    """A column of texts as high as the rows of a chart, each in its middle; room: the most that it takes, px."""
    row = high / len(texts)
    for size in BESIDE:
        wide = min(room, max(width(text, size) for text in texts) + 2 * PAD_X + 1)
        lines = [wrapped(harmless(text), size, wide - 2 * PAD_X) for text in texts]
        if max(map(len, lines)) * line_height(size) <= row:
            break
    most = max(1, int(row / line_height(size)))
    kept = [one if len(one) <= most else [*one[: most - 1], shortened(one[most - 1], size, wide)] for one in lines]
    return Page([wide], [row] * len(texts), [[Cell(one, is_right, is_ruled=False)] for one in kept], size)


def hour_page(figure: HourTable, box: Box) -> Page:
    """Weekdays down, hours across, the more the darker."""
    size, first = 11.0, 92.0
    counts = figure.counts
    hours = [f"{hour:02}" for hour in counts.index]
    wide = (box.w - first) / len(hours)
    top = max(int(counts.max(axis=None)), 1)
    head = [Cell([""], fill=palette.GROUND), *(Cell([hour], True, True, palette.GROUND) for hour in hours)]
    rows = [head]
    for day in counts.columns:
        cells = [Cell([calendar.day_name[day - 1]], is_bold=True)]
        for count in counts[day].tolist():
            is_hidden = count != count
            shade = 0 if is_hidden else min(int(5 * count / top), 4)
            text = fitted(["…" if is_hidden else f"{count:,.0f}"], (wide - 2, 40), (size, 9.0)).texts
            colour = palette.WHITE if shade > 2 else palette.INK
            cells.append(Cell(text, True, False, palette.SEQUENTIAL[shade], colour))
        rows.append(cells)
    return Page([first, *[wide] * len(hours)], [min(48, box.h / 8)] * 8, rows, size)
