"""Whose figures the open tables hold: every source that the viewer may see, and the areas of each level."""

from collections.abc import Iterator

import pandas as pd

from data.model.choices import Choices
from data.model.schema import AREA, DISTRICT, WARD
from data.queries import choices, open_tables, status
from data.queries.districts import districts
from data.reports.open_tables.asked import Asked
from data.words.prose import phrases

COLUMNS = ["source", "level", "area_code", "area_name", "vintage"]


def sources(asked: Asked) -> Iterator[Choices]:
    """What each source offers, of those asked for."""
    every = pd.DataFrame({"source": [name for name, _ in choices.filter_choices().sources]})
    for source in asked.narrow(every)["source"]:
        yield choices.filter_choices(source)


def members(offered: Choices) -> pd.DataFrame:
    """The areas of a source: COLUMNS. Of what is for partners the area and its districts alone, for small numbers."""
    known = open_tables.areas()
    own = known[known["level"] == DISTRICT]
    newest = dict(zip(own["area_code"], own["vintage"], strict=True))
    rows = [(AREA, AREA, offered.area_name, max(newest.values()))]
    rows += [
        (DISTRICT, one.area_code, one.area_name, newest[one.area_code])
        for one in districts(offered.source, offered.months[-1])
    ]
    if not status.build_status(offered.source).marking:
        rows += [(WARD, ward.code, ward.name, one.vintage) for one in offered.vintages for ward in one.wards]
    return pd.DataFrame([(offered.source, *row) for row in rows], columns=COLUMNS)


def marking(source: str) -> str:
    """How a row of a source is marked; empty where it is public and no demonstration."""
    now = status.build_status(source)
    return joined_marks(now.marking, now.is_demo)


def joined_marks(marked: str, is_demo: bool) -> str:
    """The marks of a row, a semicolon between."""
    demo = str(phrases("open_tables")["marked_demo"]) if is_demo else ""
    return "; ".join(mark for mark in (marked, demo) if mark)
