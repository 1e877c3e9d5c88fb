"""Which ward: all of them with their counts, where none is chosen yet."""

from dataclasses import replace
from typing import Any

import pandas as pd

from data.model.records import records
from data.model.schema import DEFAULT_CELL_SIZE_M
from data.model.selection import Selection
from data.queries import cells
from data.reports.panel import Link, Listed, Note, Panel, Report, Section
from data.reports.table import Column, Table
from data.reports.ward.asked import WardRequest, say
from data.statistics.space.ward_map import mapped_wards
from data.words import findings
from data.words import formatting as f

PATH = "/ward"
# A ward of today that has less of an older one is a sliver.
LEAST_SHARE = 0.05
COLUMNS = [
    Column("area_name", "Ward"),
    Column("rate_per_1000", "Per 1,000", "number", 1, ("lower_ci_per_1000", "upper_ci_per_1000"), status="rate_status"),
    Column("rank_words", "Rank", "place", order="rank"),
    Column("count_rank_words", "Rank by number", "place", order="count_rank"),
]


def choosing(asked: WardRequest, chosen: Selection) -> Report:
    """The list of wards; chosen: the selection as it was asked for."""
    found = asked.found
    wards, _ = mapped_wards(
        asked.vintage.wards, asked.selection.counted_types, "offence_count", found.figures, found.standing
    )
    listed = wards.sort_values("area_name", ignore_index=True)
    heading = say("wards_of", count=len(listed), area=asked.selection.area_name)
    count = Column("offence_count", f.capital(asked.what), "number", status="count_status")
    verdict = Column("verdict", findings.of_months("Verdict", found.comparison), "verdict", order="p_value")
    table = Table(listed, [COLUMNS[0], count, *COLUMNS[1:], verdict], is_folded=True)
    links = Listed([_link(asked, row) for row in records(listed)])
    caption = f"{f.capital(asked.what)}, {f.period(asked.selection.period)}."
    panel = Panel("ward-choose", asked.words(heading, caption), table, notes=[*_former(asked, chosen, listed), links])
    return Report(
        say("which"), asked.status, [Section([panel], "choose")], cautions=asked.cautions, says_unplaced=False
    )


def _link(asked: WardRequest, row: dict[Any, Any]) -> Link:
    """A ward with its count, as a link to its page."""
    count, ward = row["offence_count"], row["area_name"]
    words = str(ward) if pd.isna(count) else say("ward_count", ward=ward, counted=f.so_many(count, asked.what))
    return Link(words, PATH, replace(asked.selection, wards=(str(row["area_code"]),)))


def _former(asked: WardRequest, chosen: Selection, listed: pd.DataFrame) -> list[Note]:
    """That the ward asked for is one of before, and where most of it lies today."""
    if not asked.former or chosen.vintage.valid_to is None:
        return []
    now = _parts(chosen, asked)
    links = [_link(asked, row) for row in records(listed) if row["area_code"] in now]
    was = say("was_a_ward", ward=asked.former, month=f.month(chosen.vintage.valid_to))
    parts: list[Note] = [say("parts_of", ward=asked.former), Listed(links)]
    return [was, *(parts if links else [])]


def _parts(chosen: Selection, asked: WardRequest) -> set[str]:
    """The wards of today in which the small spots of the older ward lie, slivers left out."""
    before = cells.grid_cells(DEFAULT_CELL_SIZE_M, chosen.vintage.vintage)[["cell_id", "ward_code"]]
    after = cells.grid_cells(DEFAULT_CELL_SIZE_M, asked.vintage.vintage)[["cell_id", "ward_code"]]
    old = before[before["ward_code"].eq(chosen.wards[0]).fillna(False)]
    shares = old.merge(after, on="cell_id")["ward_code_y"].value_counts(normalize=True)
    return set(shares[shares >= LEAST_SHARE].index)
