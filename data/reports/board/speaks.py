"""What speaks to a priority, an indicator or a concern: a row a measure, each with its own verdict."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from data.model.period import Period, add_months, ending
from data.model.schema import STREET_CRIME
from data.model.verdict import CLEAR, Verdict
from data.queries.board import Row
from data.reports.board.asked import Asked
from data.reports.table import Column
from data.statistics.survey.perception import PUBLIC
from data.words import board as w
from data.words import formatting as f
from data.words.places import in_sentence

YEAR = 12
# Kinds that are counted or asked, and so have a change; places and operations are named beside them.
MEASURED = ("crime_type", "flag", "survey_question")
# How a table shows what it gives, and what of it the file has beside.
MOVED = (Column("moved", "Now (change)", order="lower"), Column("verdict", "Verdict", "verdict", status="state"))
NUMBERS = (Column("count", "Now"), Column("change", "Change"))


def speaking(asked: Asked, measures: Sequence[Row]) -> list[Row]:
    """The rows of what is measured; where nothing is, of what was published; empty where nothing is either.

    measures: as ``dim_board_measure`` has them, of one subject. Keys: kind, measure, what, count, change, lower, upper,
    verdict (None where there is none), state (what stands in its place), is_worse (None where neither way is, or
    nothing is clear), is_tested (of the period, and compared), months, is_partner.
    """
    found = [row for one in measures if one["kind"] in MEASURED for row in MAKERS[one["kind"]](asked, one)]
    if found:
        return found
    return [row for one in measures if one["kind"] == "published" for row in _published(asked, one)]


def beside(asked: Asked, measures: Sequence[Row]) -> list[str]:
    """Places and operations of a subject, in words: those of which the viewer may know."""
    texts = []
    for one in measures:
        if one["kind"] == "place_kind" and one["measure"] in asked.places:
            title, count = asked.places[one["measure"]]
            texts.append(w.phrase("places_of", title=in_sentence(title), count=count))
        elif one["kind"] == "operation" and one["measure"] in asked.operations:
            texts.append(one["measure"])
    return texts


def worse(verdict: Verdict, is_up_bad: bool | None) -> bool | None:
    """Whether a clear change is for the worse; None where it is not clear, or neither way is worse."""
    if verdict not in CLEAR or is_up_bad is None:
        return None
    return (verdict == Verdict.CLEAR_RISE) == is_up_bad


def _row(one: Row, what: str, **more: Any) -> Row:
    blank = {
        "count": "", "change": "", "moved": "", "lower": None, "upper": None, "verdict": None, "state": "",
        "is_worse": None, "is_tested": more.get("verdict") not in (None, Verdict.CANNOT_COMPARE), "months": "",
        "is_partner": False,
    }  # fmt: skip
    fit = f" ({w.phrase(one['fit'])})" if one["fit"] != "same" else ""
    change = f" ({more['change']})" if more.get("change") else ""
    named = {"kind": one["kind"], "measure": one["measure"], "what": f"{what}{fit}"}
    return {**blank, **named, **more, "moved": f"{more.get('count', '')}{change}"}


def nothing() -> Row:
    """The row of a subject that nothing speaks to."""
    return _row({"kind": "", "measure": "", "fit": "same"}, w.phrase("no_figure"), state=w.phrase("not_measured"))


def _crime_type(asked: Asked, one: Row) -> list[Row]:
    dataset, name = one["dataset"], one["measure"]
    if not asked.has(dataset, name):
        return []
    found, compared = asked.counted[dataset].change((name,)), asked.counted[dataset].comparison
    is_partner = dataset != STREET_CRIME
    row = _row(
        one,
        w.phrase("by_partner", what=name) if is_partner else name,
        count=f.number(found["total_0"]) if compared else "",
        is_partner=is_partner,
        **changed(found, "pct", up_is_bad=True),
    )
    return [_dated(asked, row, compared.now) if compared else row]


def _flag(asked: Asked, one: Row) -> list[Row]:
    found = asked.given.get(one["measure"])
    if found is None:
        return []
    what = w.phrase("by_partner", what=w.phrase(one["measure"]))
    row = _row(one, what, count=f.number(found["now"]), is_partner=True, **changed(found, "pct", up_is_bad=True))
    return [_dated(asked, row, Period(found["first"], found["last"]))]


def _question(asked: Asked, one: Row) -> list[Row]:
    found = asked.waves.get(one["measure"])
    if found is None:
        return []
    is_up_bad = None if pd.isna(found["is_up_bad"]) else bool(found["is_up_bad"])
    row = _row(
        one,
        f"“{found['question']}”",
        count=w.phrase("asked", now=f.number(found["now_pct"])),
        is_partner=found["audience"] != PUBLIC,
        **changed(found, "points", up_is_bad=is_up_bad),
    )
    return [_dated(asked, row, ending(found["now_end"].date(), int(found["wave_months"])))]


def _published(asked: Asked, one: Row) -> list[Row]:
    found = asked.performance.get(one["measure"])
    if found is None:
        return []
    row = _row(
        one,
        w.phrase("as_published", what=found["offence"]),
        count=f.number(found["offence_count"]),
        change="" if pd.isna(found["change_pct"]) else f.signed(found["change_pct"], 0, "%"),
        state=w.phrase("not_tested"),
    )
    return [_dated(asked, row, Period(found["period_from"].date(), found["period_to"].date()))]


def _dated(asked: Asked, row: Row, of: Period) -> Row:
    """The row with its months, named where they are not the page's; one too old or too new calls for nothing."""
    shown, months = asked.selection.period, f.year_to(of)
    what = row["what"] if of == shown else w.phrase("dated", what=row["what"], months=months)
    is_of_now = add_months(shown.last, -YEAR) < of.last <= shown.last
    return {**row, "what": what, "months": months} | ({} if is_of_now else {"is_worse": None, "is_tested": False})


MAKERS: dict[str, Callable[[Asked, Row], list[Row]]] = {
    "crime_type": _crime_type,
    "flag": _flag,
    "survey_question": _question,
}


def bounds(found: Row, unit: str) -> list[float | None]:
    """The ends of the interval of a change, None where it is not known; unit: pct or points."""
    ends = [found[f"{end}_ci_{unit}"] for end in ("lower", "upper")]
    return [None if pd.isna(end) else float(end) for end in ends]


def changed(found: Row, unit: str, *, up_is_bad: bool | None) -> Row:
    """Change, bounds and verdict; unit: pct or points."""
    size = found["change_pct" if unit == "pct" else "difference_points"]
    if unit == "points" and pd.notna(size):
        size = f.difference(found["now_pct"], found["before_pct"])
    text = w.change(size, "percent" if unit == "points" else "", 0)
    low, high = bounds(found, unit)
    verdict = Verdict(found["verdict"])
    return {"change": text, "lower": low, "upper": high, "verdict": verdict, "is_worse": worse(verdict, up_is_bad)}
