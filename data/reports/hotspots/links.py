"""The way from what is picked on the map to the other pages."""

from dataclasses import replace
from typing import Any

from data.model.operation_view import OperationView
from data.model.records import records
from data.model.selection import Selection
from data.queries.operations import operations
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


def operation_links(place: Any, selection: Selection) -> list[Note]:
    """To what came of each operation of the register that was at this place; place: place_id, kind."""
    here = {f"place:{place['place_id']}", f"kind:{place['kind']}"}
    return [
        (operation_link(one, selection),)
        for one in records(operations())
        if isinstance(one["areas"], str) and here & set(one["areas"].split("; "))
    ]


def operation_link(one: Any, selection: Selection) -> Link:
    """To what came of one operation; one: operation_id, operation_name."""
    view = OperationView(str(one["operation_id"]))
    return Link(f"What came of {one['operation_name']}?", "/operations", replace(selection, operation=view))
