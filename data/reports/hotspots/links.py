"""The way from what is picked on the map to the other pages."""

from data.model.selection import Selection
from data.reports.panel import Link, Note


def links(selection: Selection) -> Note:
    """The same selection on the other pages."""
    return (
        Link("Crime trends", "/trends", selection),
        " · ",
        Link("Summary", "/", selection),
        " · ",
        Link("Compare", "/compare", selection),
        " · ",
        Link("Analysis of places", "/analysis", selection),
    )
