from typing import Any

import pandas as pd
import pytest
from dash import html

from components import map_panel
from components.figures import theme
from data.reports.figures import CountBars
from data.reports.maps import AreaMap, CellMap, MapKey
from data.reports.panel import Panel, Words
from data.reports.table import Column, Table
from tests.fixtures.drawn_maps import AREAS, CELL_MAP, MAP
from tests.fixtures.served import Page, of_type, texts
from tests.unit.components.test_panel import as_json

WORDS = Words("Offences, by ward", "All crime, 2024.", "Police", scope="Wards: all 3.")
TABLE = Table(
    pd.DataFrame({"ward": ["Alder", "Beech"], "count": [3, 2], "pick": ["ward:W1", "ward:W2"]}),
    [Column("ward", "Ward"), Column("count", "Offences", "number")],
    picks="pick",
    title="Wards, most first",
)
RANKING = Panel("hotspots-ranking", WORDS, TABLE)


def page(parts: list[Any]) -> Page:
    return Page(as_json(html.Div(parts)))


def said(figure: AreaMap | CellMap) -> list[str]:
    return list(texts(page(map_panel.legend(figure)).response))


def test_the_legend_counts_the_areas_of_each_class_and_those_without_a_value() -> None:
    assert said(MAP) == [
        "Offences (number of wards)", "▼", "under 50 (1)", "●", "50 to 75 (0)", "▲", "75 and over (1)",
        "not available (1)", "outlined: Beech",
    ]  # fmt: skip


def test_what_has_no_class_is_not_in_the_legend_where_it_is_not_drawn() -> None:
    assert said(CELL_MAP) == ["Offences (number of cells)", "under 5 (1)", "5 and over (1)"]


def test_swatches_have_the_colours_of_the_classes_and_marks_their_own() -> None:
    keys = [MapKey("outlined", "chosen"), MapKey("dot", "points"), MapKey("place", "▲ Sites")]
    tree = page(map_panel.legend(MAP._replace(marks=MAP.marks._replace(keys=keys)))).response
    styles = [span["props"]["style"] for span in of_type(tree, "Span", "swatch")]
    assert [style["background"] for style in styles[:3]] == list(theme.SEQUENTIAL[-3:])
    assert [style["color"] for style in styles[:3]] == [theme.INK, theme.WHITE, theme.WHITE]
    assert (styles[4], styles[5]) == ({"borderColor": theme.OUTLINE}, {"background": theme.POINT})


def test_what_a_picture_of_the_map_names_is_folded_under_it() -> None:
    tree = page([map_panel.about(Panel("map", WORDS, figure=MAP))]).response
    assert next(texts(tree)) == "About these figures"
    (line,) = of_type(tree, "P", "quiet")
    assert (line["props"]["children"], line["props"]["data-scope"]) == (WORDS.line, "Wards: all 3.")


def test_the_numbers_of_the_map_are_those_of_its_ranking_or_of_every_cell() -> None:
    wards, cells = (Panel("hotspots-map", WORDS, figure=figure) for figure in (MAP, CELL_MAP))
    assert page([map_panel.tools(wards, RANKING)]).offered == [("csv", "hotspots-ranking")]
    assert page([map_panel.tools(cells, RANKING)]).offered == [("csv", "hotspots-cells")]


def test_the_ranking_has_its_title_as_heading_and_the_points_are_folded_with_a_file() -> None:
    ranking = page(map_panel.ranked(RANKING))
    assert [" ".join(texts(found)) for found in of_type(ranking.response, "H2")] == ["Wards, most first"]
    assert ranking.table("Wards, most first")[0] == {"Ward": "Alder", "Offences": "3"}
    points = page(map_panel.points_tool(RANKING))
    assert "Points of the police" in points.text
    assert points.offered == [("csv", "hotspots-ranking")]


def test_only_a_map_is_drawn_as_one() -> None:
    assert map_panel.map_of(Panel("map", WORDS, figure=MAP)) is MAP
    bars = CountBars(AREAS.assign(label="A", value=1.0), "Offences")
    with pytest.raises(ValueError, match="panel bars has no map"):
        map_panel.map_of(Panel("bars", WORDS, figure=bars))


def test_the_digest_of_parts_tells_whether_they_differ() -> None:
    same, other = [html.P("a")], [html.P("b")]
    assert map_panel.digest(same) == map_panel.digest([html.P("a")])
    assert map_panel.digest(same) != map_panel.digest(other)
