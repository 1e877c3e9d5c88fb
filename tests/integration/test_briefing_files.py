"""Files of panels against the pages that they are of: every number the same, read back from each kind of file."""

import csv
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO, StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pytest
from pptx import Presentation
from shapely import MultiPoint

from components import url_state
from data.build import database
from data.model.choices import Choices
from data.model.selection import Selection
from data.outputs.csv import csv_text, file_frame
from data.outputs.pptx.deck import pptx_bytes
from data.outputs.slides.bodies import charts_of
from data.outputs.slides.maps import drawn_map
from data.outputs.slides.tables import shown_columns
from data.outputs.xlsx import ABSENT, xlsx_bytes
from data.queries import choices
from data.reports.briefing.briefing import Briefing
from data.reports.briefing.report import briefing
from data.reports.panel import Panel

SECTIONS = (
    "headlines", "changes", "performance", "multiples", "where", "wards", "spots", "funnel", "season", "others",
    "compare", "perception", "published", "ward-spots", "ward-types", "places",
)  # fmt: skip


@pytest.fixture(scope="module")
def offered(demo_store: Path) -> Iterator[Choices]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_STORE", str(demo_store))
        database._pinned.set(None)
        yield choices.filter_choices()


@pytest.fixture(autouse=True)
def demo(use_store: Callable[[Path], None], demo_store: Path) -> None:
    use_store(demo_store)


def chosen(offered: Choices, months: int, wards: int, types: int) -> Selection:
    """The latest months, and the first wards and types: so many of each, all of them where it is 0; every section."""
    period = offered.months[-months:]
    named = [("ward", ward.code) for ward in offered.vintages[-1].wards[:wards]]
    named += [("type", name.replace(" ", "+")) for name in offered.crime_types[:types]]
    search = "".join(f"&{key}={text}" for key, text in named)
    selection = url_state.read(f"?from={period[0]:%Y-%m}&to={period[-1]:%Y-%m}{search}", offered).selection
    return replace(selection, briefing=replace(selection.briefing, sections=SECTIONS))


def sections(offered: Choices, *names: str) -> Selection:
    """The latest year of the first ward, with these sections alone."""
    selection = chosen(offered, 12, 1, 0)
    return replace(selection, briefing=replace(selection.briefing, sections=names))


def same(read: list[float | None], column: "pd.Series[Any]", rel: float = 1e-12) -> None:
    """The same numbers, and none where there is none."""
    expected = [None if pd.isna(value) else float(value) for value in column]
    assert [value is None for value in read] == [value is None for value in expected]
    known = [(one, other) for one, other in zip(read, expected, strict=True) if one is not None and other is not None]
    assert [one for one, _ in known] == pytest.approx([other for _, other in known], rel=rel)


def check_csv(panel: Panel) -> None:
    """The file's numbers are those of the table, to seven digits."""
    assert panel.table is not None
    expected = file_frame(panel.table)
    lines = [line for line in csv_text(panel).splitlines() if not line.startswith("# ")]
    _head, *rows = list(csv.reader(StringIO("\n".join(lines))))
    for place, (_, column) in enumerate(expected.items()):
        if pd.api.types.is_numeric_dtype(column) and column.dtype != bool:
            read = [float(row[place]) if row[place] else None for row in rows]
            same(read, column, rel=1e-6)


def check_sheet(panel: Panel, sheet: Any, place: int) -> None:
    """The sheet's table has the same columns and numbers, as numbers."""
    assert panel.table is not None
    expected = file_frame(panel.table)
    corner, end = sheet.tables[f"table_{place}"].ref.split(":")
    _head, *rows = [[cell.value for cell in row] for row in sheet[corner:end]]
    assert len(rows) == len(expected)
    for at, (_, column) in enumerate(expected.items()):
        if pd.api.types.is_numeric_dtype(column) and column.dtype != bool:
            read = [row[at] for row in rows]
            assert all(value == ABSENT or isinstance(value, int | float) for value in read)
            known = [None if value == ABSENT else float(value) for value in read]
            same(known, column)


def values_of(chart: Any) -> list[tuple[str, list[float | None]]]:
    return [(series.name, list(series.values)) for plot in chart.plots for series in plot.series]


def check_slides(panel: Panel, slides: list[Any]) -> None:
    """Charts hold the numbers of the figure, in the chart and in the sheet behind it; tables the words of the page."""
    frames = [shape for slide in slides for shape in slide.shapes]
    charts = [shape.chart for shape in frames if shape.has_chart]
    expected = charts_of(panel)
    assert len(charts) == len(expected)
    for chart, figure in zip(charts, expected, strict=True):
        for (name, values), series in zip(values_of(chart), figure.series, strict=True):
            assert name == series.name
            known = [value for value in series.ys if value is not None]
            assert [value for value in values if value is not None] == pytest.approx(known)
        behind = openpyxl.load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob)).worksheets[0]
        held = np.sort([float(cell) for row in behind.values for cell in row if isinstance(cell, float | int)])
        drawn = np.array([value for series in figure.series for value in (*series.ys, *series.xs) if value is not None])
        assert len(held) >= len(drawn)
        # The nearest of those held is next to where the value would stand among them.
        after = np.searchsorted(held, drawn).clip(1, len(held) - 1)
        nearest = np.minimum(abs(held[after - 1] - drawn), abs(held[after] - drawn))
        assert (nearest < 1e-9 * np.maximum(1, abs(drawn))).all()
    if not expected and panel.figure is None and panel.table is not None and len(panel.table.frame):
        check_table(panel, [shape.table for shape in frames if shape.has_table])


def check_table(panel: Panel, tables: list[Any]) -> None:
    """The cells of the slides are those that the page shows, row by row, as far as they go."""
    assert panel.table is not None
    columns = shown_columns(panel.table)
    texts = [[column.show(value) for value in column.values(panel.table.shown)] for column in columns]
    rows = [[cell.text for cell in row.cells] for table in tables for row in list(table.rows)[1:]]
    for read, shown in zip(rows, zip(*texts, strict=True), strict=False):
        for cell, text in zip(read, shown, strict=False):
            words = " ".join(text.split())
            assert cell.lstrip("'").replace(" ", "") == words.replace(" ", "") or (
                cell.endswith("…") and words.replace(" ", "").startswith(cell[:-1].replace(" ", ""))
            )


def by_panel(made: Briefing, slides: list[Any]) -> Iterator[tuple[Panel, list[Any]]]:
    """The slides of each panel, found by the first line of their notes."""
    rest = list(slides)
    for told in made.told:
        own = []
        while rest and rest[0].notes_slide.notes_text_frame.text.split("\n")[0] == (told.panel.words.finding):
            own.append(rest.pop(0))
        assert own, told.panel.id
        yield told.panel, own


@pytest.mark.parametrize(("months", "wards", "types"), [(12, 0, 0), (24, 1, 0), (3, 5, 4), (1, 1, 1)])
def test_every_number_of_a_selection_is_the_same_in_every_file(
    offered: Choices, months: int, wards: int, types: int
) -> None:
    made = briefing(chosen(offered, months, wards, types), offered)
    assert not [told.panel.id for told in made.told if told.is_failed]
    book = openpyxl.load_workbook(BytesIO(xlsx_bytes(made)))
    slides = list(Presentation(BytesIO(pptx_bytes(made))).slides)[1:]
    for place, (panel, own) in enumerate(by_panel(made, slides), start=1):
        check_slides(panel, own)
        if panel.table is not None and len(panel.table.frame):
            check_csv(panel)
            check_sheet(panel, book.worksheets[2 + place], place)


def pack(offered: Choices, search: str) -> Briefing:
    return briefing(url_state.read(search, offered).selection, offered)


@pytest.fixture(scope="module")
def boards(offered: Choices) -> dict[str, bytes]:
    """Every pack, and one with texts as long as they can be."""
    ward = offered.vintages[-1].wards[0].code
    long = "A+very+long+title+with+many+words+" * 6
    searches = {
        "executive": "?pack=executive",
        "board": "?pack=board",
        "ward": f"?pack=ward&ward={ward}",
        "long": f"?pack=board&title={long}&meeting={long}"
        + "".join(f"&ward={one.code}" for one in offered.vintages[-1].wards[1:]),
        "all": "?sections=" + ".".join((*SECTIONS, "ward", "ward-places", "methods")),
    }
    return {name: pptx_bytes(pack(offered, search), None, "http://here{path}?x=1") for name, search in searches.items()}


PACKS = ("executive", "board", "ward", "long", "all")


@pytest.fixture(scope="module")
def decks(boards: dict[str, bytes]) -> dict[str, Any]:
    """The packs as they are opened."""
    return {name: Presentation(BytesIO(content)) for name, content in boards.items()}


@pytest.mark.parametrize("name", PACKS)
def test_every_object_is_named_and_described_in_reading_order(decks: dict[str, Any], name: str) -> None:
    for slide in decks[name].slides:
        shapes = list(slide.shapes)
        for shape in shapes:
            described = next(one for one in shape._element.iter() if one.tag.endswith("}cNvPr"))
            assert described.get("descr"), (slide.slide_id, shape.name)
            assert described.get("name")
        assert shapes[0].name == "Title"
        assert [shape.name for shape in shapes[-2:]] == ["Marking top", "Marking bottom"]
        assert len({shape.shape_id for shape in shapes}) == len(shapes)


@pytest.mark.parametrize("name", PACKS)
def test_nothing_lies_over_anything_or_beyond_the_page(decks: dict[str, Any], name: str) -> None:
    presentation = decks[name]
    for slide in presentation.slides:
        boxes = [(s.name, s.left, s.top, s.left + s.width, s.top + s.height) for s in slide.shapes]
        for _, left, top, right, foot in boxes:
            assert left >= 0
            assert top >= 0
            assert right <= presentation.slide_width + 1
            assert foot <= presentation.slide_height + 1
        for place, (one, left, top, right, foot) in enumerate(boxes):
            for other, x1, y1, x2, y2 in boxes[place + 1 :]:
                apart = right <= x1 + 9525 or x2 <= left + 9525 or foot <= y1 + 9525 or y2 <= top + 9525
                assert apart, (one, other)


def lowest(table: Any) -> int:
    return sum(row.height for row in table.rows)


@pytest.mark.parametrize("name", PACKS)
def test_tables_are_as_high_as_their_rows(decks: dict[str, Any], name: str) -> None:
    for slide in decks[name].slides:
        for shape in slide.shapes:
            if shape.has_table:
                assert abs(lowest(shape.table) - shape.height) < 9525 * 3
                assert abs(sum(column.width for column in shape.table.columns) - shape.width) < 9525 * 3


def test_the_wards_of_a_map_are_shapes_with_their_names(decks: dict[str, Any], offered: Choices) -> None:
    groups = [s for slide in decks["all"].slides for s in slide.shapes if s.shape_type == 6]
    names = [{shape.name for shape in group.shapes} for group in groups]
    wards = {ward.name for ward in offered.vintages[-1].wards}
    assert len(groups) == 2
    assert all(wards <= found for found in names)


def test_the_small_spots_of_a_ward_are_drawn_over_the_ward_alone_which_is_outlined(offered: Choices) -> None:
    (part,) = briefing(sections(offered, "spots"), offered).parts
    drawn = drawn_map(part.told[0].panel)
    assert drawn is not None
    name = offered.vintages[-1].wards[0].name
    (_, edge) = [one for one in drawn.shapes if one.name == name and not one.fill]
    seen, ward = (MultiPoint([p for one in shapes for ring in one.rings for p in ring]).bounds
                  for shapes in (drawn.shapes, [edge]))  # fmt: skip
    longest = max(ward[2] - ward[0], ward[3] - ward[1])
    assert max(abs(far - own) for far, own in zip(seen, ward, strict=True)) < 0.1 * longest
    assert drawn.key[-1].words == f"Outlined: {name}"


def test_a_title_says_what_it_is_of(offered: Choices) -> None:
    asked = sections(offered, "methods")
    name, packs = offered.vintages[-1].wards[0].name, ("ward", "board", "assessment")
    titles = [briefing(replace(asked, briefing=replace(asked.briefing, pack=pack)), offered).title for pack in packs]
    months = "April 2021 to March 2022"
    assert titles == [
        f"{kind}, {name}: {months}" for kind in ("Community safety", "Community safety board", "Strategic assessment")
    ]


def test_the_notes_say_method_source_what_is_left_out_and_where_the_view_is(decks: dict[str, Any]) -> None:
    slides = list(decks["board"].slides)[1:]
    for slide in slides[:-2]:
        notes = slide.notes_slide.notes_text_frame.text
        for words in ("Method:", "Source:", "Left out:", "This view: http://here/"):
            assert words in notes


def test_the_file_holds_no_formula_and_no_address_outside(boards: dict[str, bytes]) -> None:
    with zipfile.ZipFile(BytesIO(boards["all"])) as parts:
        for name in parts.namelist():
            if name.endswith(".xlsx"):
                with zipfile.ZipFile(BytesIO(parts.read(name))) as book:
                    assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
            if name.endswith(".rels"):
                assert b'TargetMode="External"' not in parts.read(name)


def test_slides_are_numbered_in_their_order(decks: dict[str, Any]) -> None:
    found = []
    for slide in list(decks["board"].slides)[1:]:
        number = next(shape for shape in slide.shapes if shape.name == "Slide number")
        found.append(int("".join(one.text for one in number._element.iter() if one.tag.endswith("}t"))))
    assert all(after == before + 1 for before, after in pairwise(found))
