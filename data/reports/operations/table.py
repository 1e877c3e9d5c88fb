"""Every operation of the register in one table, with its effect and its verdict."""

import json
from dataclasses import replace

import pandas as pd

from data.model.operation_view import OperationView
from data.model.selection import Selection
from data.reports.operations.case import Case
from data.reports.operations.panels import months_known
from data.reports.panel import JUDGED, Link, Panel, Words
from data.reports.table import Column, Table
from data.words import formatting as f
from data.words import operations as said
from data.words.prose import phrases


def operations_panel(selection: Selection, cases: list[Case], rows: pd.DataFrame, source: str, marking: str) -> Panel:
    """The register: effect, interval and verdict of each, what was spent and done where it is given."""
    frame = rows.assign(
        name=[case.row["operation_name"] for case in cases],
        link=[_link(selection, case) for case in cases],
        months=[months_known(case) for case in cases],
        counted=[said.noun(case.selection) for case in cases],
        why=[str(case.refusal) for case in cases],
        dosage=[_dosage(case.row) for case in cases],
        spend=[case.row["spend_pounds"] for case in cases],
        published=[case.row["published_effect"] for case in cases],
    )
    columns = [
        Column("name", "Operation", links="link"),
        Column("months", "When", "wrapped"),
        Column("counted", "Counted", "wrapped"),
        Column("difference", "Difference", "change", 0, ("lower_ci", "upper_ci"), absent="–"),
        Column("verdict", "Verdict", "verdict", order="p_value"),
        Column("why", "Why not judged", "wrapped"),
        *([Column("dosage", "Done", "wrapped")] if frame["dosage"].any() else []),
        *([Column("spend", "Spent, £", "number", absent="–")] if frame["spend"].notna().any() else []),
    ]
    caption = (
        "Offences more or fewer than expected, with 95% intervals, each as it is proposed. "
        "All operations of the register are one family."
    )
    words = Words(str(phrases("operations")["table"]), caption, source, short="Offences more or fewer than expected.")
    more = [
        Column("p_value", "p", "number", 4),
        Column("p_adjusted", "p, corrected", "number", 4),
        Column("published", "As published"),
    ]
    return Panel(
        "operations-table", words, Table(frame, columns, key="name", more=more), links=[JUDGED],
        marking=marking,
    )  # fmt: skip


def _link(selection: Selection, case: Case) -> Link:
    """To the page of one operation, as it is proposed."""
    name = str(case.row["operation_name"])
    view = OperationView(str(case.row["operation_id"]))
    return Link(name, "/operations", replace(selection, operation=view, crime_types=selection.all_crime_types))


def _dosage(row: pd.Series) -> str:
    """How much was done in all, and in how many months."""
    if not isinstance(row["dosage"], str):
        return ""
    done = json.loads(row["dosage"])
    return f"{f.number(sum(done.values()))} {row['dosage_unit']} in {len(done)} months"
