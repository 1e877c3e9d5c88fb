"""The panel of the summary page that ranks the districts."""

import pandas as pd

from data.model.count_status import CountStatus
from data.model.measure import Measure
from data.model.schema import STREET_CRIME
from data.model.selection import Selection
from data.model.status import BuildStatus
from data.reports.figures import RankedBars
from data.reports.panel import Panel, Words, source_line
from data.reports.table import Column, Table
from data.words import findings
from data.words import formatting as f


def district_panel(selection: Selection, status: BuildStatus, rate: Measure, districts: pd.DataFrame) -> Panel:
    """Every district of the lookup by rate, the area's own marked with its rank and what chance leaves open.

    districts: as ``districts.compared_districts`` gives it.
    """
    ranked = districts.dropna(subset="rate_per_1000")
    own = ranked[ranked["is_own"]]
    if len(ranked) < 2:
        why = _why_not(selection, status, districts)
        return Panel("summary-districts", Words("Districts are not ranked"), notes=[why])
    heading = f"Rates of {len(ranked)} districts"
    if len(own) == 1:
        heading = f"{own['area_name'].iloc[0]} is {own['rank_words'].iloc[0]}"
    columns = [
        Column("area_name", "District"),
        Column("rank_words", "Rank"),
        Column("offence_count", f.capital(selection.noun), "number", status="count_status"),
        Column("count_rank_words", "Rank by number"),
        Column(
            "rate_per_1000",
            "Per 1,000",
            "number",
            rate.decimals,
            ("lower_ci_per_1000", "upper_ci_per_1000"),
            status="rate_status",
        ),
        Column("population", "Residents", "number"),
        Column("area_code", "Code", "code"),
    ]
    source, scope = source_line(status.source, status.is_demo), findings.districts_scope(selection)
    return Panel(
        "summary-districts",
        Words(heading, _caption(selection, districts), source, scope=scope),
        Table(districts, columns, f"districts-{selection.period.last:%Y-%m}", list(own["area_name"]), "area_name"),
        RankedBars(ranked.assign(value=ranked["rate_per_1000"], is_marked=ranked["is_own"]), rate),
    )


def _caption(selection: Selection, districts: pd.DataFrame) -> str:
    has_rate = districts["rate_status"] == CountStatus.COUNTED
    absent = districts[~has_rate]
    left_out = f" Left out: {f.joined(list(absent['area_name']))} ({findings.reasons(absent['rate_status'])})."
    return (
        f"{selection.types_label} per 1,000 residents, whole districts, {f.period(selection.period)}, highest first; "
        f"population: {', '.join(sorted(set(districts.loc[has_rate, 'population_source'])))}. The ranks that chance "
        "leaves open hold for all districts together nine times in ten." + (left_out if len(absent) else "")
    )


def _why_not(selection: Selection, status: BuildStatus, districts: pd.DataFrame) -> str:
    if selection.source != STREET_CRIME:
        return (
            f"{status.source} holds the records of {selection.area_name} alone: there is no other district to compare "
            "with. Choose data.police.uk as the source to see the districts."
        )
    if len(districts) < 2:
        return "Only one district is in the lookups."
    return f"{f.capital(findings.reasons(districts['rate_status']))} in {f.period(selection.period)}."
