"""A verdict as an element: its sign and its fixed words, never a colour alone."""

from typing import Any

from dash import html

from data.model.verdict import Verdict
from data.words.verdicts import words


def pill_class(verdict: Any) -> str:
    """The class that gives the pill of a verdict its look."""
    return f"pill verdict-{Verdict(verdict).name.lower()}"


def badge(verdict: Verdict, months: str = "") -> html.P:
    """The verdict as a line of a panel, with its months where they are not those of the number beside it."""
    pill = html.Span(words(verdict), className=pill_class(verdict))
    return html.P([pill, f" {months}"] if months else pill, className="verdict")
