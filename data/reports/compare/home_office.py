"""The panel of Home Office recorded crime: the area beside other partnerships, by offence group and quarter."""

from collections.abc import Sequence

import pandas as pd

from data.model.measure import Measure
from data.model.period import Period, add_months
from data.model.records import records
from data.model.status import BuildStatus
from data.reports.figures import SideDots
from data.reports.panel import Panel, Words, about, source_line
from data.reports.table import Column, Table
from data.words import formatting as f

NOT_RECONCILED = (
    "Another source than data.police.uk, counted by other rules and categories: the two are not to be reconciled or "
    "added up. The filter of crime types does not apply here."
)


NOT_LOADED = (
    "Home Office recorded crime is not here",
    "The Home Office's quarterly table is not among the data, so the area is not set beside the other partnerships of "
    "its force. Whoever keeps the data can add it.",
)
NONE_MATCHED = (
    "Home Office recorded crime: no partnership of the area",
    "The Home Office's table is here, and none of its partnerships is known to be of this area. Whoever keeps the data "
    "can name it.",
)


def without_quarters(is_loaded: bool) -> Panel:
    """What to do where there is no such table, or where none of its partnerships is of the area."""
    heading, words = NONE_MATCHED if is_loaded else NOT_LOADED
    return Panel("compare-recorded", Words(heading), notes=[words])


def quarter_panel(
    quarterly: pd.DataFrame,
    members: pd.DataFrame,
    rate: Measure,
    counted: Measure,
    status: BuildStatus,
    residents: str,
    notes: Sequence[str],
) -> Panel:
    """Each offence group in the latest year: the area, the other partnerships of its forces, the most similar group.

    quarterly, members: as ``quarterly_comparison`` and ``sides`` of ``home_office`` give them; the table
    and the file hold every quarter; residents: their source; notes: who shares a partnership, and who is left out.
    """
    numbers = quarterly.assign(quarter=[_span(row) for row in records(quarterly)])
    latest = numbers[numbers["quarter"] == numbers["quarter"].iloc[0]].drop_duplicates("offence_group")
    shown = {f"{side}_rate": words for side, words in _side_names(members, status.area_name).items()}
    beside = " beside other partnerships" if len(shown) > 1 else ", beside no other partnership"
    words = Words(
        f"Home Office: {status.area_name}{beside}",
        f"{counted.title} per 1,000 residents ({residents}) by offence group, {numbers['quarter'].iloc[0]}; the table "
        f"has every quarter. {NOT_RECONCILED}",
        source_line(counted.source, status.is_demo),
        said=notes,
        scope=_scope(members, list(latest["offence_group"].iloc[1:])),
        short="Another source, counted by other rules: never add the two up. Crime types chosen do not apply here.",
    )
    columns = [
        Column("quarter", "Quarters"),
        Column("offence_group", "Offence group"),
        Column("own_count", f"{status.area_name}, {counted.unit}", "number"),
        *(Column(name, f"{title}, per 1,000", "number", rate.decimals + 1) for name, title in shown.items()),
    ]
    groups = latest.iloc[1:].sort_values("own_rate", ascending=False, kind="stable")
    table = Table(numbers, columns)
    return Panel("compare-recorded", words, table, SideDots(groups, shown, rate), folds=[about(words, notes)])


def _scope(members: pd.DataFrame, groups: Sequence[str]) -> str:
    """The partnerships and the offence groups that the file is about, by name."""
    named = dict.fromkeys(members.loc[members["left_out"] == "", "csp_name"])
    return f"Partnerships: {', '.join(named)}. Offence groups: {', '.join(groups)}."


def _side_names(members: pd.DataFrame, area_name: str) -> dict[str, str]:
    """The sides that have members, named with their number."""
    counts = members.loc[members["left_out"] == "", "side"].value_counts()
    forces = members.loc[members["side"] == "own", "force_name"].nunique()
    names = {
        "own": area_name,
        "others": f"Other {counts.get('others', 0)} of the {'force' if forces == 1 else 'forces'}",
        "similar": f"Most similar group ({counts.get('similar', 0)})",
    }
    return {side: words for side, words in names.items() if side in counts}


def _span(row: dict[str, pd.Timestamp]) -> str:
    return f.period(Period(row["first_quarter"].date(), add_months(row["last_quarter"].date(), 2)))
