"""Addresses of what a page links to, below the sub-path of the dashboard."""

import pytest
from flask import Flask

from components.download import route
from components.links import at, below, part
from components.rooms import METHODS, METHODS_DOOR, rooms
from data.reports.panel import Link

ROOT = "/data/crime"


def test_without_a_request_or_a_sub_path_an_address_is_a_path() -> None:
    assert (at("/trends"), below("/trends")) == ("/trends", "/trends")
    with Flask("x").test_request_context("/"):
        assert (at("/trends"), below("/trends")) == ("/trends", "/trends")


@pytest.mark.parametrize(
    "link",
    [
        Link("Trends", "/trends"),
        Link("File", "/data/latest/counts.csv", is_file=True),
        Link("At", "/methods", anchor="a"),
    ],
    ids=["page", "file", "anchor"],
)
def test_a_link_lies_below_the_sub_path(link: Link) -> None:
    with Flask("x").test_request_context("/", environ_overrides={"SCRIPT_NAME": ROOT}):
        assert part(link, "").href.startswith(f"{ROOT}{link.path}")


def test_rooms_and_files_lie_below_it_too_and_its_own_path_does_not_count() -> None:
    with Flask("x").test_request_context("/", environ_overrides={"SCRIPT_NAME": ROOT}):
        assert f"href='{ROOT}{METHODS}?ward=E1'" in str(rooms(METHODS_DOOR, METHODS, "?ward=E1"))
        assert route("xlsx", "summary-changes", "?ward=E1") == f"{ROOT}/files/xlsx/summary-changes?ward=E1"
        assert below(f"{ROOT}/trends") == "/trends"
