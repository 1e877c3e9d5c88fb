"""Each question that is about something recorded, beside what was recorded in the same months."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from data.model.choices import Choices
from data.model.comparison import Comparison
from data.model.period import Period, add_months
from data.model.records import records
from data.model.schema import ALL_CRIME
from data.model.verdict import CLEAR, Verdict
from data.queries import cubes, published, status
from data.queries.survey import marking
from data.reports.panel import JUDGED, Fold, Line, Panel, Words, source_line
from data.reports.perception.surveyed import sampled, scope, source
from data.reports.table import SHARES, Column, Table
from data.words import formatting as f
from data.words import verdicts
from data.words.prose import phrases
from data.words.survey import reads, say, wave
from data.words.verdicts import SIGNS

RECORDED = {Verdict.CLEAR_RISE: "more", Verdict.CLEAR_FALL: "less", Verdict.CANNOT_COMPARE: "none"}


@dataclass(frozen=True)
class Recorded:
    """What was recorded of something in the months of a wave against the year before.

    count, before: None where they are not known; change_pct and its bounds, per cent; verdict: None of a published
    figure; source: who says so.
    """

    what: str
    count: float | None = None
    before: float | None = None
    change_pct: float | None = None
    low: float | None = None
    high: float | None = None
    verdict: Verdict | None = None
    source: str = ""


@dataclass(frozen=True)
class Side:
    """A question and what was recorded beside it; felt: its row of the waves."""

    felt: dict[Any, Any]
    recorded: Recorded

    @property
    def reads(self) -> str:
        """The key of how the two read together."""
        worse, verdict = self.felt["is_worse"], self.recorded.verdict
        is_clear = self.felt["verdict"] in CLEAR and pd.notna(worse)
        felt = ("worse" if worse else "better") if is_clear else "open"
        if verdict is None:
            return f"{felt}_{'none' if self.recorded.change_pct is None else 'published'}"
        return f"{felt}_{RECORDED.get(verdict, 'open')}"

    @property
    def heading(self) -> str:
        """Both in ten words or so."""
        quoted = say("felt_quoted", response=self.felt["response"])
        short = phrases("ward")["survey_short"].get(self.felt["question_id"], quoted)
        felt = say("felt_said", pct=f.number(self.felt["now_pct"]), short=short)
        return say("felt_heading", felt=felt, recorded=self._recorded)

    @property
    def _recorded(self) -> str:
        what = self.recorded.what[0].lower() + self.recorded.what[1:]
        if self.recorded.verdict:
            return say("recorded_verdict", what=what, verdict=str(self.recorded.verdict).lower())
        if self.recorded.change_pct is None:
            return say("recorded_none")
        return say("recorded_published", what=what, change=f.signed(self.recorded.change_pct, 1, "%"))


def period_of(row: dict[Any, Any]) -> Period:
    """The months of a wave; row: now_end, wave_months."""
    last = date(row["now_end"].year, row["now_end"].month, 1)
    return Period(add_months(last, 1 - int(row["wave_months"])), last)


def types_of(name: str, offered: Choices) -> tuple[str, ...]:
    """The crime types that a question is about, none where they are not recorded here."""
    if name == ALL_CRIME:
        return tuple(one for one in offered.crime_types if one not in offered.not_crime)
    return (name,) if name in offered.crime_types else ()


def compared(period: Period, offered: Choices) -> Comparison | None:
    """The months of a wave against the same a year before, None where any is missing."""
    found = offered.comparison(period, "1")
    return found if found and not found.is_part else None


def linked(waves: pd.DataFrame, offered: Choices) -> list[Side]:
    """The questions that are about something recorded, the worst first; one for each thing and survey."""
    rows = records(waves[waves["crime_types"].notna()])
    return [Side(row, recorded(str(row["crime_types"]), period_of(row), offered)) for row in rows]


def recorded(what: str, period: Period, offered: Choices) -> Recorded:
    """What the police recorded, else what the partnership published of these months, else nothing."""
    types, months = types_of(what, offered), compared(period, offered)
    if types and months:
        vintage = offered.vintage_at(period.last).vintage
        row = cubes.figures(offered.source, vintage, months).lookup([(offered.area_codes, types)]).iloc[0]
        count, before, change, low, high = (
            None if pd.isna(row[name]) else float(row[name])
            for name in ("total_0", "total_1", "change_pct", "lower_ci_pct", "upper_ci_pct")
        )
        named = status.build_status(offered.source)
        said = say("source_ours", source=source_line(named.source, named.is_demo))
        return Recorded(what, count, before, change, low, high, Verdict(row["verdict"]), said)
    listed = published.published_performance()
    own = listed[listed["crime_types"].eq(what) & pd.to_datetime(listed["period_to"]).eq(pd.Timestamp(period.last))]
    # Of several offences that are one crime type here there is no sum that was published.
    if len(own) != 1 or pd.Timestamp(own["period_from"].iloc[0]) != pd.Timestamp(period.first):
        return _counted(what, types, period, offered)
    (one,) = records(own)
    return Recorded(what, float(one["offence_count"]), None, float(one["change_pct"]),
                    source=say("source_published", document=one["document"], paragraph=one["paragraph"]))  # fmt: skip


def _counted(what: str, types: tuple[str, ...], period: Period, offered: Choices) -> Recorded:
    """The number alone, where the year before is not there; nothing where the months are not."""
    if not types or offered.missing(period):
        return Recorded(what)
    found = cubes.standing(offered.source, offered.vintage_at(period.last).vintage, period)
    count = found.lookup([(offered.area_codes, types)])["offence_count"].iloc[0]
    return Recorded(what, None if pd.isna(count) else float(count), verdict=Verdict.CANNOT_COMPARE)


COLUMNS = [
    Column("question", "Question"),
    Column("reads", "Together"),
    Column("now_pct", "Felt, %", "number"),
    Column("difference_points", "Felt: points", "change", between=SHARES),
    Column("verdict", "Felt: verdict", "verdict"),
    Column("what", "Recorded"),
    Column("count", "Number", "number"),
    Column("change_pct", "Change, %", "change", 1),
    Column("recorded_verdict", "Verdict", "verdict"),
]
MORE = [
    Column("before_pct", "Felt the year before, %", "number"),
    Column("now_lower_pct", "Felt, lower 95%", "number"),
    Column("now_upper_pct", "Felt, upper 95%", "number"),
    Column("low", "Change, lower 95%", "change", 1),
    Column("high", "Change, upper 95%", "change", 1),
    Column("source", "Source of what is recorded"),
]


def side_panel(rows: list[Side], figures: pd.DataFrame) -> Panel:
    """The worst in a line, and both figures of each question in a table."""
    first = rows[0].felt
    own = figures[figures["question_key"].isin([row.felt["question_key"] for row in rows])]
    told = pd.DataFrame([{**row.felt, **vars(row.recorded), "recorded_verdict": row.recorded.verdict,
                          "verdict": row.felt["verdict"], "reads": reads(row.reads)} for row in rows])  # fmt: skip
    sources = "; ".join(dict.fromkeys([source(own), *(row.recorded.source for row in rows if row.recorded.source)]))
    words = Words(
        say("side"),
        say("side_caption", area=first["area_name"]),
        sources,
        [scope(own)],
        short=say("side_short"),
    )
    lines = [_line(rows[0])]
    table = Table(told, COLUMNS, more=MORE)
    sure = Fold("How sure is this?", [sampled(own)["bases"], say("points"), words.full, (JUDGED,)])
    return Panel(
        "perception-recorded",
        words,
        table,
        lines=lines,
        folds=[sure],
        marking=marking(pd.DataFrame([row.felt for row in rows])),
    )


def _line(row: Side) -> Line:
    felt, recorded = row.felt, row.recorded
    asked = say("side_felt", question=felt["question"], now=f.number(felt["now_pct"]),
                before=say("side_before", before=f.number(felt["before_pct"])) if pd.notna(felt["before_pct"]) else "",
                verdict=str(felt["verdict"]).lower(), wave=wave(int(felt["wave_months"]), felt["now_end"]))  # fmt: skip
    return Line(f"{f.capital(reads(row.reads))}.", f"{asked} {_recorded_line(recorded)}", SIGNS[felt["verdict"]])


def _recorded_line(recorded: Recorded) -> str:
    """What was recorded, in a sentence."""
    if recorded.count is None:
        return say("side_nothing", what=recorded.what)
    if recorded.verdict is None:
        change = f.signed(recorded.change_pct, 1, "%")
        return say("side_published", what=recorded.what, count=f.number(recorded.count), change=change)
    told = {"change_pct": recorded.change_pct, "verdict": recorded.verdict, "lower_ci_pct": recorded.low,
            "upper_ci_pct": recorded.high, "daily_pct": recorded.change_pct}  # fmt: skip
    change = verdicts.change(told)
    return say("side_ours", what=recorded.what, count=f.number(recorded.count), before=f.number(recorded.before),
               change=f", {change}" if change else "", verdict=str(recorded.verdict).lower())  # fmt: skip
