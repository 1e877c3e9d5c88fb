"""The register of operations for the demonstration: real names and quotes, over places and months that are made up."""

from pathlib import Path
from typing import Any

import pandas as pd

from data.settings import REFERENCE
from etl.demo.files import write_table
from etl.demo.tables import read_table
from etl.sources.declared import header

MADE_UP = "Demonstration: where and when it was, what was done each month and what it cost are made up."


def write_operations(folder: Path) -> None:
    """Write some operations of the shipped register under its header, each with areas and months of its own."""
    shipped = pd.read_csv(REFERENCE / "operations.csv", dtype="str").set_index("operation_id")
    rows = [
        _line(shipped.loc[row["operation_id"]], row) for row in read_table("operations_fictitious").to_dict("records")
    ]
    write_table(folder / "demonstration_operations.csv", pd.DataFrame(rows)[list(header("operations"))])


def _line(shipped: pd.Series, row: dict[Any, Any]) -> dict[str, Any]:
    """A line of the register; where a dose is given it is that of every month."""
    given = {name: row[name] for name in ("operation_id", "areas", "date_from", "date_to", "spend_pounds")}
    line: dict[str, Any] = shipped.to_dict() | given | {"note": MADE_UP, "dosage": None, "dosage_unit": None}
    if pd.notna(row["monthly_dose"]):
        months = pd.period_range(row["date_from"], row["date_to"], freq="M")
        dose = f"{row['monthly_dose']:g}"
        line |= {"dosage": "; ".join(f"{month}={dose}" for month in months), "dosage_unit": row["dosage_unit"]}
    return line
