"""Each indicator as the board sees it: its figure, its verdict, whether it is late, on target, and what was agreed."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from data.model.period import Period, add_months
from data.model.schema import STREET_CRIME
from data.model.verdict import Verdict
from data.queries import board
from data.queries.board import Row
from data.reports.board import history
from data.reports.board.asked import Asked
from data.reports.board.speaks import MAKERS, bounds, changed, worse
from data.statistics.board.windows import Window
from data.statistics.board.year_range import YearRange, year_range
from data.words import board as w
from data.words import findings
from data.words import formatting as f

# Months that may pass until the next figure is due.
DUE_MONTHS = {"Monthly": 1, "Quarterly": 3, "Annual": 12}
BAD = {"down": True, "up": False}
DECIMALS = {"count": 0, "level": 0, "percent": 1, "per 1,000": 2, "per 100,000": 1}
SIGNS = {"percent": "%"}
KEPT = ("change", "lower", "upper", "verdict", "state", "months", "is_partner")


def statuses(asked: Asked, measures: Mapping[str, list[Row]]) -> list[Row]:
    """Every indicator in its order, a row each.

    Keys: those of ``dim_indicator``, label, before, now, change, lower, upper, verdict and state, months, how (where
    the figure is from), target, is_missed, late (since when a figure is due), action, is_late_action, is_worse, why
    (what needs the board's eye, empty where nothing does), is_partner, group (what it is computed from, where several
    share that).
    """
    windows = {one.key: one for one in asked.windows}
    # The first open action of each subject.
    targets, actions = _targets(asked), {one["subject_id"]: one for one in reversed(open_actions(asked))}
    found = []
    for one in board.indicators():
        key = one["indicator_id"]
        mapped = measures.get(key, [])
        row = {**one, **_BLANK, "label": label(one)}
        if key in asked.given:
            row |= _supplied(asked, one, asked.given[key])
        elif mapped:
            row |= _mapped(asked, one, mapped)
        row |= _target(asked, one, windows.get(key), mapped, targets.get(key)) | _action(actions.get(key))
        reasons = ["eye_worse"] * (row["is_worse"] is True) + ["overdue"] * bool(row["late"])
        reasons += ["eye_target"] * bool(row["is_missed"]) + ["eye_action"] * bool(row["is_late_action"])
        found.append(row | {"why": f.joined([w.phrase(reason) for reason in reasons])})
    return found


_BLANK: dict[str, Any] = {
    "before": "", "now": "", "change": "", "lower": None, "upper": None, "verdict": None,
    "state": w.phrase("no_figure_given"), "months": "", "how": "", "late": "", "target": "", "is_missed": False,
    "action": "", "is_late_action": False, "is_worse": None, "is_partner": False, "group": "", "refusal": "",
    "spark": history.NONE,
}  # fmt: skip


def label(one: Row) -> str:
    """What an indicator is called, under its heading where it has one."""
    heading, name = one["heading"], str(one["indicator"])
    return w.phrase("under", heading=heading, label=name) if isinstance(heading, str) else name


def figure(value: float, unit: str) -> str:
    """A figure in the unit of its indicator; empty where there is none."""
    return "" if pd.isna(value) else f.number(value, DECIMALS.get(unit, 0)) + SIGNS.get(unit, "")


def _supplied(asked: Asked, one: Row, found: Row) -> Row:
    """The figures that the owner gives, against the same months a year before."""
    unit, verdict = one["unit"], Verdict(found["verdict"])
    kind = "points" if unit == "percent" else "pct"
    size = found["difference_points" if unit == "percent" else "change_pct"]
    if unit == "percent" and pd.notna(size):
        size = f.difference(found["now"], found["before"], DECIMALS[unit])
    can = verdict != Verdict.CANNOT_COMPARE
    late = _late(asked, one, found)
    low, high = bounds(found, kind)
    return {
        "before": "" if late else figure(found["before"], unit),
        "now": w.phrase("since", month=f.month(found["last"])) if late else figure(found["now"], unit),
        "change": w.change(size, unit) if can and not late else "",
        "lower": low,
        "upper": high,
        "verdict": None if late else verdict,
        "state": w.phrase("overdue") if late else "",
        "refusal": "" if can or late else str(found["refusal"]),
        "months": f.year_to(Period(found["first"], found["last"])),
        "how": w.phrase("supplied"),
        "late": late,
        "is_worse": None if late else worse(verdict, BAD.get(one["aim"])),
        "is_partner": one["indicator_id"] in asked.for_partners,
        "spark": history.given(asked, one["indicator_id"], asked.step(one["indicator_id"])),
    }


def _late(asked: Asked, one: Row, found: Row) -> str:
    """Since which month a figure is due; empty where none is late, or nothing says how often it comes."""
    due = DUE_MONTHS.get(one["frequency"])
    gone = len(Period(found["last"], asked.until).months) - 1
    return f.month(add_months(found["last"], due)) if due and gone > due else ""


def _mapped(asked: Asked, one: Row, mapped: list[Row]) -> Row:
    """A figure computed from police data, or asked by the survey: judged where it stands, and not here."""
    types = [m["measure"] for m in mapped if m["kind"] == "crime_type" and asked.has(m["dataset"], m["measure"])]
    datasets = {m["dataset"] for m in mapped if m["kind"] == "crime_type"}
    if len(types) > 1 and len(datasets) == 1:
        return _computed(asked, one, mapped[0], datasets.pop(), tuple(types))
    for m in mapped:
        if m["kind"] == "crime_type" and types:
            return _computed(asked, one, m, m["dataset"], (m["measure"],))
        if found := MAKERS[m["kind"]](asked, m) if m["kind"] in MAKERS else []:
            return _measured(one, m, found[0])
    return {}


def _measured(one: Row, mapped: Row, found: Row) -> Row:
    """A flag, or a question of the survey, as it is measured; what is near, or of another time, calls for nothing."""
    how = "asked_by" if mapped["kind"] == "survey_question" else "computed"
    is_told = found["is_tested"] and mapped["fit"] != "near"
    return {name: found[name] for name in KEPT} | {
        "now": found["count"],
        "is_worse": worse(found["verdict"], BAD.get(one["aim"])) if is_told else None,
        "how": w.phrase(how, what=found["what"]),
        "group": found["what"] if mapped["fit"] != "same" else "",
    }


def _computed(asked: Asked, one: Row, first: Row, dataset: str, types: tuple[str, ...]) -> Row:
    found, compared = asked.counted[dataset].change(types), asked.counted[dataset].comparison
    fit = f" ({w.phrase(first['fit'])})" if first["fit"] != "same" else ""
    return {
        **changed(found, "pct", up_is_bad=BAD.get(one["aim"])),
        "label": findings.of_months(label(one), compared),
        "before": f.number(found["total_1"]) if compared else "",
        "now": f.number(found["total_0"]) if compared else "",
        "state": "",
        "months": f.year_to(compared.now) if compared else "",
        "how": w.phrase("computed", what=f"{f.joined(types)}{fit}"),
        "is_partner": dataset != STREET_CRIME,
        "spark": history.counted(asked, dataset, types, compared.now.last) if compared else history.NONE,
        "group": findings.of_months(f.joined(types), compared) if first["fit"] != "same" else "",
    }


def _targets(asked: Asked) -> dict[str, Row]:
    """The latest target of each indicator whose year has begun, or begins next month."""
    next_month = add_months(asked.until, 1)
    return {one["indicator_id"]: one for one in board.targets() if one["year_from"].date() <= next_month}


def _known(asked: Asked, window: Window | None, mapped: Sequence[Row]) -> tuple[Window, float, float] | None:
    """The figures that a year is told from, with their dispersion and how well that is known."""
    if window is not None:
        given = asked.given[window.key]
        return window, float(given["dispersion"]), float(given["freedom"])
    types = tuple(one["measure"] for one in mapped if one["kind"] == "crime_type" and one["fit"] == "same")
    return asked.crime_window(STREET_CRIME, types) if types and asked.has(STREET_CRIME, types[0]) else None


def _target(asked: Asked, one: Row, window: Window | None, mapped: Sequence[Row], target: Row | None) -> Row:
    """Target, range and whether the target is in it."""
    if target is None:
        return {}
    first = target["year_from"].date()
    aimed = w.target(first, figure(target["target"], one["unit"]))
    known = _known(asked, window, mapped)
    found = year_range(known[0], first, *known[1:]) if known else None
    is_partner = {"is_partner": True} if target["audience"] == "partner" else {}
    if found is None:
        return {"target": w.phrase("untold", target=aimed), "target_value": target["target"]} | is_partner
    state = target_state(found, target["target"], one["aim"])
    low, high = (figure(end, one["unit"]) for end in (found.lower, found.upper))
    said = w.phrase("reached" if found.is_complete else "range", target=aimed, value=low, low=low, high=high,
                    state=w.phrase(state))  # fmt: skip
    return {
        "target": said, "target_value": target["target"], "range_low": found.lower, "range_high": found.upper,
        "is_missed": state in ("beyond", "missed"),
    } | is_partner  # fmt: skip


def target_state(found: YearRange, target: float, aim: str) -> str:
    """met or missed where the year is complete, else in_range, beyond (on the wrong side of the range) or ahead."""
    is_met = found.upper <= target if aim == "down" else found.lower >= target
    is_out = found.lower > target if aim == "down" else found.upper < target
    if not aim:
        is_out = not found.lower <= target <= found.upper
        is_met = False
    if found.is_complete:
        return "missed" if is_out else "met"
    return "beyond" if is_out else "ahead" if is_met else "in_range"


def open_actions(asked: Asked) -> list[Row]:
    """The actions that are open on the day, the first due on top, each with is_late."""
    listed = [one for one in board.actions() if one["opened_on"].date() <= asked.as_at]
    return [
        {**one, "is_late": one["due_on"].date() < asked.as_at}
        for one in listed
        if pd.isna(one["closed_on"]) or one["closed_on"].date() > asked.as_at
    ]


def _action(one: Row | None) -> Row:
    if one is None:
        return {}
    said = w.phrase("action_of", action=one["action"], owner=one["owner"], day=f.day(one["due_on"].date()))
    is_partner = {"is_partner": True} if one["audience"] != "public" else {}
    return {"action": said, "is_late_action": one["is_late"]} | is_partner
