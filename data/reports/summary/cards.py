"""The headline cards of the summary page."""

from typing import Any

import pandas as pd

from data.model.count_status import CountStatus
from data.model.records import records
from data.model.verdict import Verdict
from data.reports.figures import Sparkline
from data.reports.panel import Panel, Value, Words
from data.reports.summary.view import SummaryView
from data.words import formatting as f
from data.words.verdicts import change, interval
from data.words.verdicts import words as verdict_words


def cards(view: SummaryView, monthly: pd.DataFrame, waves: pd.DataFrame) -> list[Panel]:
    """At most four: the total, anti-social behaviour, the surest rise or else the most frequent type, and perception.

    monthly: period_month, offence, offence_count; waves: as ``perception.two_waves`` gives them, of which
    the first question for which up is worse is shown, else the first.
    """
    rows, behaviour = records(view.table), view.selection.not_crime
    third, why = _third(view)
    chosen = {row["offence"]: (row, "") for row in (rows[0], *(row for row in rows if row["offence"] in behaviour))}
    if third is not None:
        chosen.setdefault(third["offence"], (third, why))
    made = [
        _offence_card(view, row, note, monthly, place) for place, (row, note) in enumerate(list(chosen.values())[:3])
    ]
    questions = sorted(records(waves), key=lambda row: row["is_up_bad"] is not True)
    return [*made, *(_question_card(view, row) for row in questions[:1])]


def _third(view: SummaryView) -> tuple[Any, str]:
    """The crime type with the surest rise, else the most frequent one, and why it is shown."""
    types = view.table[~view.table["is_sum"] & ~view.table["offence"].isin(view.selection.not_crime)]
    rises = types[types["verdict"] == Verdict.CLEAR_RISE]
    if len(rises):
        return rises.loc[rises["p_value"].idxmin()], "The surest rise of all crime types."
    if types["offence_count"].notna().any():
        return types.loc[types["offence_count"].idxmax()], "The most frequent crime type."
    return None, ""


def _offence_card(view: SummaryView, row: Any, note: str, monthly: pd.DataFrame, place: int) -> Panel:
    panel_id, words = f"summary-card-{place}", Words(row["offence"])
    if row["count_status"] != CountStatus.COUNTED:
        why = f"{f.capital(str(row['count_status']))} for part of {f.period(view.period)}"
        return Panel(panel_id, words, value=Value("No total"), notes=[why])
    is_shown = (monthly["offence"] == row["offence"]) & (monthly["period_month"] >= pd.Timestamp(view.period.first))
    values = [None if pd.isna(value) else float(value) for value in monthly.loc[is_shown, "offence_count"]]
    spoken = f"Monthly counts, {f.period(view.period)}: " + ", ".join(f.number(value) for value in values)
    lines = [*_change_lines(view, row), *_rate_lines(view, row), *([note] if note else [])]
    # The verdict on a part never stands under the count of the whole period.
    verdict = row["verdict"] if view.comparison and not view.comparison.is_part else None
    count = Value(f.number(row["offence_count"]), "recorded")
    return Panel(panel_id, words, figure=Sparkline(values, spoken), value=count, verdict=verdict, notes=lines)


def _change_lines(view: SummaryView, row: Any) -> list[str]:
    compared = view.comparison
    if compared is None:
        return []
    counts = f"{f.the_year_to(compared.before)} ({f.number(row['total_1'])})"
    part = f"{f.period(compared.now)} ({f.number(row['total_0'])}) " if compared.is_part else ""
    judged = f": {verdict_words(row['verdict'])}" if compared.is_part else ""
    lines = [f.capital(f"{part}against {counts}{judged}")]
    if row["verdict"] == Verdict.CANNOT_COMPARE:
        lines.append(f"{f.capital(row['refusal'])}.")
    if pd.notna(row["change_pct"]):
        lines.append(change(row))
    if view.others and pd.notna(row["others_change_pct"]):
        lines.append(f"{view.others}: {f.signed(row['others_change_pct'], 1, '%')}")
    return lines


def _rate_lines(view: SummaryView, row: Any) -> list[str]:
    if pd.isna(row["rate_per_1000"]):
        return []
    rate, low, high = (f.number(row[name], 1) for name in ("rate_per_1000", "lower_ci_per_1000", "upper_ci_per_1000"))
    lines = [f"{rate} ({low} to {high}) per 1,000 residents ({view.selection.population_source})"]
    return [*lines, *([f"Among the {view.ranked}: {row['rank_words']}"] if row["rank_words"] else [])]


def _question_card(view: SummaryView, question: dict[Any, Any]) -> Panel:
    """The answer of residents that heads the survey, published for the whole area."""
    before = f"the year to {f.month(question['before_end'])}"
    worse = "; up is worse" if question["is_up_bad"] is True else ""
    lines = [f"Published for {view.selection.area_name}, year to {f.month(question['now_end'])}{worse}"]
    if pd.notna(question["difference_points"]):
        points = f"{f.signed(question['difference_points'], 0)} percentage points {interval(question, 0, '')}"
        lines.insert(0, f"{points} on {before}")
    elif pd.notna(question["before_pct"]):
        lines.insert(0, f"Against {before} ({f.number(question['before_pct'])}%)")
    if question["verdict"] == Verdict.CANNOT_COMPARE:
        lines.append(f"{f.capital(question['refusal'])}.")
    elif question["now_base_is_assumed"] or question["before_base_is_assumed"]:
        lines.append(f"The number asked was not published; {f.number(question['now_base'])} is assumed.")
    share, words = Value(f"{f.number(question['now_pct'])}%", "of residents asked"), Words(question["question"])
    return Panel("summary-card-survey", words, value=share, verdict=question["verdict"], notes=lines)
