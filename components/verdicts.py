"""A verdict as an element: its sign and its fixed words, never a colour alone."""

from dash import html

from data.model.verdict import Verdict
from data.words.verdicts import SIGNS


def badge(verdict: Verdict) -> html.P:
    """The verdict as a line of a card or a panel."""
    sign = html.Span(SIGNS[verdict], className="verdict-sign")
    return html.P([sign, " ", str(verdict)], className=f"verdict verdict-{verdict.name.lower()}")
