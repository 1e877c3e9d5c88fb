"""The way from what is picked on the map to the other pages."""

from data.model.selection import Selection
from data.reports.panel import Link, Note


def links(selection: Selection, label: str) -> Note:
    """The same selection on the other pages; label: its wards."""
    return (
        Link(f"Crime trends: {label}", "/trends", selection),
        " · ",
        Link(f"Summary: {label}", "/", selection),
        " · ",
        Link("Compare", "/compare", selection),
    )
