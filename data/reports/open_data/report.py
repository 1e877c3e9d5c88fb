"""The tables that other tools may ask for, with their files, columns and addresses."""

from typing import Any

import pandas as pd

from data.build import database
from data.model.choices import Choices
from data.model.open_tables import MONTH, OPEN_TABLES, OpenTable
from data.model.selection import Selection
from data.queries import status
from data.reports.panel import Fold, Link, Listed, Note, Panel, Report, Section, Words
from data.reports.table import Column, Table
from data.words.prose import chapters, phrases

PATH = "/data/latest"
# What a column is called by its type, text where it is none of these.
KINDS = {"BIGINT": "whole", "INTEGER": "whole", "DOUBLE": "number", "BOOLEAN": "truth", "DATE": "day", MONTH: "month"}


def report(_selection: Selection, _offered: Choices) -> Report:
    """The whole page: it is about the build, whatever is chosen."""
    now, words = status.build_status(), phrases("open_tables")
    tables = [_panel(table, words) for table in OPEN_TABLES.values()]
    # The chapters on each tool.
    told = [one for one in chapters("other-tools") if "1. " in one.text]
    recipes = [Panel(one.anchor, Words(one.title), text=one.text) for one in told]
    return Report(
        words["page"]["heading"],
        now,
        [
            Section(tables, "columns"),
            Section(recipes, fold=words["page"]["recipes"]),
            Section([_addresses(words["page"])], fold=words["page"]["addresses"]),
            Section([_columns(words)], fold=words["page"]["columns"]),
        ],
        reading=[words["page"]["reading"]],
    )


def _panel(table: OpenTable, words: dict[str, Any]) -> Panel:
    """A table with its files."""
    said, endings = words["tables"][table.name], words["page"]["endings"]
    links = [Link(endings[one], f"{PATH}/{table.name}.{one}", is_file=True) for one in table.endings]
    return Panel(
        f"open-{table.name}",
        Words(said["title"], said["description"], short=words["page"]["short"][table.name]),
        links=links,
    )


def _addresses(page: dict[str, Any]) -> Panel:
    """How addresses are made, and which builds are kept."""
    builds: list[str | Link] = [Link(f"/data/{one}/", f"/data/{one}/datapackage.json", is_file=True)
                                for one in database.kept_builds()]  # fmt: skip
    machine: Note = [
        page["machines"],
        Link("index.json", "/data/index.json", is_file=True),
        page["and"],
        Link("datapackage.json", f"{PATH}/datapackage.json", is_file=True),
    ]
    return Panel(
        "open-addresses", Words(page["addresses"]), notes=[Listed(page["rules"]), machine, page["kept"], Listed(builds)]
    )


def _columns(words: dict[str, Any]) -> Panel:
    """Every column of every table in words."""
    kinds = words["page"]["kinds"]
    folds = []
    for table in OPEN_TABLES.values():
        rows = [(one.name, kinds[KINDS.get(one.kind, "text")], words["columns"][one.name]) for one in table.fields]
        frame = pd.DataFrame(rows, columns=["name", "kind", "description"])
        columns = [
            Column("name", "Column", "code"),
            Column("kind", "Kind", "short"),
            Column("description", "What it holds"),
        ]
        folds.append(Fold(words["tables"][table.name]["title"], table=Table(frame, columns)))
    return Panel("open-columns", Words(words["page"]["columns"]), folds=folds)
