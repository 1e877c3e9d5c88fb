"""The panels of one operation: before and after, what is left, what may be said, and what was published."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from data.model.measure import Measure
from data.model.period import Period
from data.model.schema import DEFAULT_CELL_SIZE_M
from data.model.verdict import Verdict
from data.queries import status
from data.queries.cells import grid_cells
from data.reports.figures import IntervalDots, MonthlyLine
from data.reports.operations.case import Case
from data.reports.panel import Link, Panel, Words
from data.reports.table import Column, Table
from data.statistics.effect.evaluation import Side
from data.statistics.effect.ground import Floats
from data.statistics.effect.months import so_far
from data.words import formatting as f
from data.words import operations as said
from data.words.prose import phrases

LEAVE_OUT = "Leave out"
AXIS = "fewer (−) or more (+) than expected"


def words_of(case: Case, finding: str, caption: str, source: str, short: str = "") -> Words:
    """What stands on every panel of an operation: its name, the types and the months that are judged."""
    months = [f"{f.period(case.months.after)} against {f.period(case.months.before)}"] if case.months else []
    scope = "; ".join([str(case.row["operation_name"]), ", ".join(case.selection.counted_types), *months])
    return Words(finding, caption, source, scope=scope, short=short)


def before_and_after(case: Case, measure: Measure, source: str) -> Panel:
    """Both lines month by month, those compared weighed so that they begin alike."""
    months, effect = case.months, case.effect
    assert months is not None
    assert effect is not None
    span = Period(months.before.first, months.after.last)
    own, theirs = case.sums(span, "treated"), case.sums(span, "control") * effect.inside.weight
    names = [areas(case), str(phrases("operations")["like_them"])]
    stamps = pd.to_datetime(list(span.months))
    frame = _series(stamps, dict(zip(names, (own, theirs), strict=True)))
    name = str(case.row["operation_name"])
    mark = pd.DataFrame(
        {"date_from": [stamps[-len(months.after.months)]], "date_to": [stamps[-1]], "label": [name[:24]]}
    )
    wide = pd.DataFrame({"month": [f"{one:%Y-%m}" for one in span.months], "own": own, "like": theirs})
    table = Table(
        wide,
        [Column("month", "Month", "short"), Column("own", names[0], "number"), Column("like", names[1], "number", 1)],
    )
    caption = (
        f"{f.capital(said.noun(case.selection))} recorded each month, {f.period(months.before)} and "
        f"{f.period(months.after)}; places like them are weighed so that both begin alike."
    )
    short = f"{f.capital(said.noun(case.selection))} each month, there and in places like it."
    return Panel(
        "operations-months",
        words_of(case, "Before and after", caption, source, short),
        table,
        MonthlyLine(frame, measure, months.after, mark),
        marking=marking(case),
    )


def left_over(case: Case, row: pd.Series, source: str) -> Panel:
    """The difference inside and around, with what chance leaves open; what is too few to tell has no per cent."""
    assert case.effect is not None
    ring = f"{case.selection.operation.around_m} m"
    sides = [("In the areas", case.effect.inside), (f"Around them ({ring})", case.effect.around)]
    rows = [_side_row(name, side) for name, side in sides if side is not None]
    frame = pd.DataFrame(rows)
    share = Column("pct", "In per cent of expected", "change", 1, ("lower_pct", "upper_pct"))
    columns = [
        Column("area_name", "Where"),
        Column("before", "Before", "number"),
        Column("after", "After", "number"),
        Column("expected", "Expected", "number"),
        Column("value", "Difference", "change", 0, ("lower", "upper")),
        *([] if row["verdict"] == Verdict.TOO_FEW else [share]),
        Column("detectable", "Smallest fall seen", "number", absent="none"),
    ]
    caption = "Change in the areas less the change in places like them, with the 95% interval that chance leaves open."
    return Panel(
        "operations-difference",
        words_of(
            case, "The difference that is left", caption, source, "Line: what chance leaves open. Zero: no effect."
        ),
        Table(frame, columns),
        IntervalDots(frame.assign(is_marked=[True, False][: len(frame)]), AXIS, from_zero=False),
        marking=marking(case),
    )


def _side_row(name: str, side: Side) -> dict[str, object]:
    found = side.difference
    # Of one interval: a ratio's own is of another shape, and may hold zero where this does not.
    share = 100 / side.expected if side.expected else np.nan
    open_words = said.left_open(found.lower_ci, found.upper_ci)
    return {
        "area_name": name,
        "before": side.before_and_after[0],
        "after": side.before_and_after[1],
        "expected": side.expected,
        "value": found.difference,
        "lower": found.lower_ci,
        "upper": found.upper_ci,
        "pct": found.difference * share,
        "lower_pct": found.lower_ci * share,
        "upper_pct": found.upper_ci * share,
        # More cannot fall than there was.
        "detectable": found.detectable if found.detectable <= side.before_and_after[0] else np.nan,
        "label": f.signed(found.difference, 0),
        "text": f"{name}: {f.signed(found.difference, 0)} ({open_words})",
    }


def added_up(case: Case, measure: Measure, source: str) -> Panel:
    """The difference so far, after each month, with its interval."""
    months, effect = case.months, case.effect
    assert months is not None
    assert effect is not None
    own, theirs = (
        np.column_stack([case.sums(months.before, kind), case.sums(months.after, kind)])
        for kind in ("treated", "control")
    )
    found = so_far(own, theirs, effect.inside)
    stamps = pd.to_datetime(list(months.after.months))
    names = {"So far": found.difference, "Lower end": found.lower, "Upper end": found.upper}
    frame = _series(stamps, names)
    wide = pd.DataFrame({"month": [f"{one:%Y-%m}" for one in months.after.months], **names})
    columns = [Column("month", "Month", "short"), *(Column(name, name, "change", 0) for name in names)]
    caption = "The difference added up from month to month, with the two ends of its 95% interval."
    return Panel(
        "operations-so-far",
        words_of(case, "Month by month, added up", caption, source),
        Table(wide, columns),
        MonthlyLine(frame, measure, months.after),
        marking=marking(case),
    )


def _series(stamps: pd.DatetimeIndex, named: Mapping[str, Floats]) -> pd.DataFrame:
    """The values of each series over these months, as ``MonthlyLine`` has them."""
    parts = [pd.DataFrame({"period_month": stamps, "series": name, "value": values}) for name, values in named.items()]
    return pd.concat(parts, ignore_index=True)


def compared_places(case: Case, source: str) -> Panel:
    """The places it is compared with, each of which can be left out."""
    assert case.design is not None
    assert case.monthly is not None
    assert case.months is not None
    made, vintage = case.design, case.selection.vintage
    cells = grid_cells(DEFAULT_CELL_SIZE_M, vintage.vintage, only_points=True)
    before, after = (
        case.monthly[list(one.months)].to_numpy().sum(axis=1) for one in (case.months.before, case.months.after)
    )
    wards = {ward.code: ward.name for ward in vintage.wards}
    middles = cells.iloc[made.compared.middles]
    rows = pd.DataFrame(
        {
            "place": [one if isinstance(one, str) else f"Square {cell}" for one, cell in
                      zip(middles["location"], middles["cell_id"], strict=True)],
            "ward": [wards.get(code, "") for code in middles["ward_code"]],
            "like": [made.areas[place].name for place in made.compared.like],
            "before": made.control @ before,
            "after": made.control @ after,
            "out": [LEAVE_OUT] * len(middles),
            "link": [_without(case, str(cell)) for cell in middles["cell_id"]],
            "likeness": (made.treated @ before)[made.compared.like],
        }
    )  # fmt: skip
    columns = [
        Column("place", "Place"),
        Column("ward", "Ward"),
        Column("like", "Like"),
        Column("before", "Before", "number"),
        Column("likeness", "Area it is like, before", "number"),
        Column("after", "After", "number"),
        Column("out", "Leave it out", links="link"),
    ]
    caption = "Squares of the same size whose months were most alike: level, trend, mix of types and distance."
    return Panel(
        "operations-compared",
        words_of(case, "Places it is compared with", caption, source),
        Table(rows, columns),
        marking=marking(case),
    )


def _without(case: Case, cell: str) -> Link:
    """To the same without this place, for which the next takes its turn."""
    view = case.selection.operation
    kept = replace(view, operation=str(case.row["operation_id"]), without=(*view.without, cell))
    return Link(LEAVE_OUT, "/operations", replace(case.selection, operation=kept))


def areas(case: Case) -> str:
    """What the areas of an operation are called together."""
    count = len(case.located.areas)
    return "The area" if count == 1 else f"The {count} areas"


def marking(case: Case) -> str:
    """How a panel is marked that holds what is for partners."""
    return status.MARKING if case.row["audience"] != "public" else ""


def months_known(case: Case) -> str:
    """When an operation was, in a few words."""
    first, last = case.row["date_from"], case.row["date_to"]
    if pd.isna(first):
        return "not known"
    if pd.isna(last):
        return f"since {f.month(first)}"
    return f.period(Period(first.date().replace(day=1), last.date().replace(day=1)))
