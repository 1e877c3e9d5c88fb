"""The headline cards of the summary page."""

from typing import Any

import pandas as pd
from dash import html

from components.figures.sparkline import sparkline
from components.headline_card import headline_card
from components.panels.summary import Context
from components.verdicts import badge, change, interval, words
from data.model.verdict import Verdict
from data.words import formatting as f


def cards(context: Context, monthly: pd.DataFrame, waves: pd.DataFrame) -> html.Div:
    """At most four: the total, anti-social behaviour, the surest rise or else the most frequent type, and perception.

    monthly: period_month, offence, offence_count; waves: as ``perception.two_waves`` gives them, of which
    the first question for which up is worse is shown, else the first.
    """
    rows, behaviour = context.table.to_dict("records"), context.selection.not_crime
    third, why = _third(context)
    shown = {row["offence"]: (row, "") for row in (rows[0], *(row for row in rows if row["offence"] in behaviour))}
    if third is not None:
        shown.setdefault(third["offence"], (third, why))
    made = [_offence_card(context, row, note, monthly) for row, note in list(shown.values())[:3]]
    questions = sorted(waves.to_dict("records"), key=lambda row: row["is_up_bad"] is not True)
    return html.Div([*made, *(_question_card(row, context) for row in questions[:1])], className="cards")


def _third(context: Context) -> tuple[Any, str]:
    """The crime type with the surest rise, else the most frequent one, and why it is shown."""
    types = context.table[~context.table["is_sum"] & ~context.table["offence"].isin(context.selection.not_crime)]
    rises = types[types["verdict"] == Verdict.CLEAR_RISE]
    if len(rises):
        return rises.loc[rises["p_value"].idxmin()], "The surest rise of all crime types."
    if types["offence_count"].notna().any():
        return types.loc[types["offence_count"].idxmax()], "The most frequent crime type."
    return None, ""


def _offence_card(context: Context, row: Any, note: str, monthly: pd.DataFrame) -> html.Div:
    if pd.isna(row["offence_count"]):
        return headline_card(row["offence"], "No total", "", [f"Months are missing in {f.period(context.period)}"])
    is_shown = (monthly["offence"] == row["offence"]) & (monthly["period_month"] >= pd.Timestamp(context.period.first))
    values = [None if pd.isna(value) else float(value) for value in monthly.loc[is_shown, "offence_count"]]
    spoken = f"Monthly counts, {f.period(context.period)}: " + ", ".join(f.number(value) for value in values)
    lines = [*_change_lines(context, row), *_rate_lines(context, row), *([note] if note else [])]
    # The verdict on a part never stands under the count of the whole period.
    verdict = badge(row["verdict"]) if context.comparison and not context.comparison.is_part else None
    count = f.number(row["offence_count"])
    return headline_card(row["offence"], count, "recorded", lines, sparkline(values, spoken), verdict)


def _change_lines(context: Context, row: Any) -> list[str]:
    compared = context.comparison
    if compared is None:
        return []
    counts = f"{f.the_year_to(compared.before)} ({f.number(row['total_1'])})"
    part = f"{f.period(compared.now)} ({f.number(row['total_0'])}) " if compared.is_part else ""
    judged = f": {words(row['verdict'])}" if compared.is_part else ""
    lines = [f.capital(f"{part}against {counts}{judged}")]
    if row["verdict"] == Verdict.CANNOT_COMPARE:
        lines.append(f"{f.capital(row['refusal'])}.")
    if pd.notna(row["change_pct"]):
        lines.append(change(row))
    if context.others and pd.notna(row["others_change_pct"]):
        lines.append(f"{context.others}: {f.signed(row['others_change_pct'], 1, '%')}")
    return lines


def _rate_lines(context: Context, row: Any) -> list[str]:
    if pd.isna(row["rate_per_1000"]):
        return []
    rate, low, high = (f.number(row[name], 1) for name in ("rate_per_1000", "lower_ci_per_1000", "upper_ci_per_1000"))
    lines = [f"{rate} ({low} to {high}) per 1,000 residents ({context.selection.population_source})"]
    return [*lines, *([f"Among the {context.ranked}: {row['rank_words']}"] if row["rank_words"] else [])]


def _question_card(question: dict[Any, Any], context: Context) -> html.Div:
    """The answer of residents that heads the survey, published for the whole area."""
    before = f"the year to {f.month(question['before_end'])}"
    worse = "; up is worse" if question["is_up_bad"] is True else ""
    lines = [f"Published for {context.selection.area_name}, year to {f.month(question['now_end'])}{worse}"]
    if pd.notna(question["difference_points"]):
        points = f"{f.signed(question['difference_points'], 0)} percentage points {interval(question, 0, '')}"
        lines.insert(0, f"{points} on {before}")
    elif pd.notna(question["before_pct"]):
        lines.insert(0, f"Against {before} ({f.number(question['before_pct'])}%)")
    if question["verdict"] == Verdict.CANNOT_COMPARE:
        lines.append(f"{f.capital(question['refusal'])}.")
    elif question["now_base_is_assumed"] or question["before_base_is_assumed"]:
        lines.append(f"The number asked was not published; {f.number(question['now_base'])} is assumed.")
    share = f"{f.number(question['now_pct'])}%"
    return headline_card(question["question"], share, "of residents asked", lines, verdict=badge(question["verdict"]))
