"""Would an operation over these areas show anything: the smallest fall that would be found, by how long it lasts."""

import pandas as pd

from data.model.choices import Choices
from data.model.comparison import JUST_BEFORE, before_of
from data.model.period import Period, ending
from data.model.schema import DEFAULT_CELL_SIZE_M
from data.queries.cells import monthly_by_cell
from data.reports.operations.case import Case
from data.reports.operations.panels import areas
from data.reports.panel import Panel, Words
from data.reports.table import Column, Table
from data.statistics.effect.plan import Plan, plan
from data.words import formatting as f
from data.words import operations as said
from data.words.prose import phrases

LENGTHS = (3, 6, 12)
FALLS = (0.2, 0.4)


def planner_panel(case: Case, offered: Choices, source: str, marking: str) -> Panel | None:
    """For each length the smallest fall found four times in five, and how likely two falls are found."""
    if case.design is None:
        return None
    plans = [made for length in LENGTHS if (made := _plan(case, offered, length))]
    if not plans:
        return None
    rows = pd.DataFrame([_row(now, made) for now, made in plans])
    columns = [
        Column("length", "How long", "short"),
        Column("months", "Against"),
        Column("before", "Recorded", "number"),
        Column("smallest", "Smallest fall seen, %", "number", absent="none"),
        *(Column(f"chance_{fall:.0%}", f"A fall of {fall:.0%} is found, %", "number") for fall in FALLS),
    ]
    what = said.noun(case.selection)
    caption = (
        f"{what.capitalize()} in {areas(case).lower()}. Smallest fall: found four times in five. "
        f"{phrases('operations')['plan_short']}"
    )
    words = Words(
        str(phrases("operations")["plan"]), caption, source, scope=str(case.row["operation_name"]), short=_short(plans)
    )
    return Panel("operations-plan", words, Table(rows, columns), notes=_apart(case), marking=marking)


def _apart(case: Case) -> list[str]:
    """Why another smallest fall is named of the operation itself, where one is."""
    if case.effect is None or case.refusal or case.months is None:
        return []
    before, after = f.period(case.months.before), f.period(case.months.after)
    return [str(phrases("operations")["plan_apart"]).format(before=before, after=after)]


def _plan(case: Case, offered: Choices, length: int) -> tuple[Period, Plan] | None:
    """The latest whole months of this length, and the plan from them and a year before, else from those just before."""
    ends = sorted(offered.present, reverse=True)
    for last in ends:
        now = ending(last, length)
        for earlier in (before_of(now, key) for key in ("1", JUST_BEFORE)):
            if not offered.missing(now) and not offered.missing(earlier):
                made = _of(case, offered, now, earlier)
                return (now, made) if made else None
    return None


def _of(case: Case, offered: Choices, now: Period, earlier: Period) -> Plan | None:
    assert case.design is not None
    counts = [
        monthly_by_cell(case.selection, offered, one.months, DEFAULT_CELL_SIZE_M, only_points=True)
        .to_numpy()
        .sum(axis=1)
        for one in (now, earlier)
    ]
    return plan(case.design, counts[0], counts[1])


def _row(now: Period, made: Plan) -> dict[str, object]:
    smallest = made.detectable_pct
    return {
        "length": f"{len(now.months)} months",
        "months": f.period(now),
        "before": float(made.totals.sum()),
        "smallest": smallest if smallest is not None else float("nan"),
        **{f"chance_{fall:.0%}": 100 * made.chance(fall) for fall in FALLS},
    }


def _short(plans: list[tuple[Period, Plan]]) -> str:
    """Whether half a year would show anything, in a sentence."""
    now, made = next((pair for pair in plans if len(pair[0].months) == 6), plans[-1])
    smallest, length = made.detectable_pct, len(now.months)
    if smallest is None:
        return f"{length} months over these areas would show nothing: too little is recorded."
    return f"{length} months over these areas would show a fall of {smallest:.0f}% or more against {f.period(now)}."
