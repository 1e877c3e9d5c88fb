"""A verdict on a change, as pages show it: a sign and its fixed words, never a colour alone."""

from typing import Any

from dash import dcc, html

from components.formatting import MISSING, number, signed
from data.schema import CLEAR, WITHOUT_PERCENTAGE, Verdict

SIGNS = {
    Verdict.CLEAR_RISE: "▲",
    Verdict.CLEAR_FALL: "▼",
    Verdict.POSSIBLE_RISE: "△",
    Verdict.POSSIBLE_FALL: "▽",
    Verdict.SAME: "≈",
    Verdict.UNCLEAR: "●",
    Verdict.TOO_FEW: "○",
    Verdict.CANNOT_COMPARE: "–",
}
# What the figures of a family are together, by its name.
TOGETHER = {
    "area_type": "crime types",
    "district_headline": "other districts",
    "district_type": "other districts",
    "ward_headline": "wards",
    "ward_type": "wards, and their crime types",
    "survey_question": "questions",
    "place": "places",
}
POSSIBLE = "Beside a change that is not clear, the bracket is what remains possible."
ALONE = "All crime and anti-social behaviour of the area are each judged alone."
BY_HAND = "This sum was chosen by hand, so at most a possible change is said of it."
# The chapter of docs/methods.md, by its heading.
EXPLAINED = "changes-and-what-may-be-said-of-them"


def words(verdict: Verdict) -> str:
    """The sign and the words, for a cell of a table or a file."""
    return f"{SIGNS[verdict]} {verdict}"


def sign(verdict: Verdict) -> html.Span:
    """The sign alone, before a sentence that ends with the words."""
    return html.Span(SIGNS[verdict], className="verdict-sign")


def badge(verdict: Verdict) -> html.P:
    """The same as a line of a card or a panel."""
    return html.P([sign(verdict), " ", str(verdict)], className=f"verdict verdict-{verdict.name.lower()}")


def interval(row: Any, decimals: int = 1, unit: str = "%") -> str:
    """What remains possible of a change: (95% interval +3.1% to +12.4%), or (−45.0% to +10.2% possible).

    row: verdict, lower_ci_pct and upper_ci_pct, or those in points where ``unit`` is not "%". Nothing where the verdict
    allows no percentage. An interval beside anything but a clear change says that it is of what is possible.
    """
    ends = ("lower_ci_pct", "upper_ci_pct") if unit == "%" else ("lower_ci_points", "upper_ci_points")
    low, high = (signed(row[name], decimals, unit) for name in ends)
    if MISSING in (low, high) or row["verdict"] in WITHOUT_PERCENTAGE:
        return ""
    return f"(95% interval {low} to {high})" if row["verdict"] in CLEAR else f"({low} to {high} possible)"


def judged_with(row: Any) -> str:
    """Which figures a verdict is judged together with; row: family and comparisons."""
    name, count = row["family"], int(row["comparisons"])
    if not name:
        return BY_HAND
    return f"Judged together with all {number(count)} {TOGETHER[name]}." if name in TOGETHER else ALONE


def judged_link(search: str | None) -> dcc.Link:
    """Where the verdicts are explained."""
    return dcc.Link("How is this judged?", href=f"/methods{search or ''}#{EXPLAINED}")
