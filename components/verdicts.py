"""A verdict on a change, as pages show it: a sign and its fixed words, never a colour alone."""

from dash import dcc, html

from components.formatting import MISSING, number, signed
from data.schema import Verdict

SIGNS = {
    Verdict.HIGHER: "▲",
    Verdict.LOWER: "▼",
    Verdict.NORMAL: "≈",
    Verdict.TOO_FEW: "?",
    Verdict.NOT_COMPARABLE: "–",
}
CORRECTIONS = {"holm": "Holm", "bh": "Benjamini and Hochberg"}
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


def interval(lower: float | None, upper: float | None, decimals: int = 1, unit: str = "%") -> str:
    """An interval of a change: (−3.1% to +12.4%)."""
    low, high = signed(lower, decimals, unit), signed(upper, decimals, unit)
    return "" if MISSING in (low, high) else f"({low} to {high})"


def named_interval(lower: float | None, upper: float | None) -> str:
    """The same with its level: (95% interval −3.1% to +12.4%)."""
    found = interval(lower, upper)
    return found and f"(95% interval {found[1:]}"


def allowed_for(comparisons: int, correction: str) -> str:
    """How many comparisons the verdicts allow for, and by whose method."""
    if comparisons < 2:
        return "One change is tested, so nothing else is allowed for."
    return f"The verdicts allow for {number(comparisons)} comparisons ({CORRECTIONS[correction]}'s method)."


def judged_link(search: str | None) -> dcc.Link:
    """Where the verdicts are explained."""
    return dcc.Link("How is this judged?", href=f"/methods{search or ''}#{EXPLAINED}")
