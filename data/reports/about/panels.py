"""The parts of the page about the data."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from data.model.choices import Choices
from data.model.measure import Measure
from data.model.records import records
from data.model.status import BuildStatus
from data.reports.panel import Listed, Panel, Words, source_line
from data.reports.table import Column, Table
from data.words import formatting as f
from data.words import freshness
from data.words.audiences import SEEN
from data.words.prose import prose

MOST_REJECTS = 200
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FATES = (
    ("rows_read", "Read"),
    ("rows_loaded", "Kept"),
    ("rows_outside_area", "Outside the districts"),
    ("rows_no_location", "Without location"),
    ("rows_duplicate", "Duplicate"),
    ("rows_rejected", "Refused"),
)


def finding(offered: Choices) -> str:
    """How many months of the area are whole, for the heading."""
    absent = len(offered.months) - len(offered.present)
    gaps = f"{absent} between them missing" if absent else "none between them missing"
    return f"{len(offered.present)} months of police data, {gaps}"


def coverage_panel(coverage: pd.DataFrame, status: BuildStatus) -> Panel:
    """A calendar of the months present and absent, a row for each force and year."""
    months = pd.to_datetime(coverage["period_month"])
    shown = coverage.assign(
        year=months.dt.year,
        month=[MONTHS[number - 1] for number in months.dt.month],
        cell=[_cell(row) for row in records(coverage)],
    )
    wide = shown.pivot(index=["force_name", "year"], columns="month", values="cell").reindex(columns=list(MONTHS))
    frame = wide.reset_index()
    frame.insert(0, "row", frame["force_name"] + " " + frame["year"].astype(str))
    columns = [Column("row", "Force and year"), *(Column(name, name, "short") for name in MONTHS)]
    words = Words(
        "Months by force",
        "Records that each force supplied, by month, before any area is chosen. An empty box lies outside the months "
        "at hand; “no data” is a gap, not zero. A month with less than 65% of the force's usual records (25% under "
        "restrictions) counts as a gap too: its share of the usual stands beside it.",
        source_line(status.source, status.is_demo),
    )
    noted = coverage[coverage["note"].notna()]
    notes = [f"{row.force_name}, {f.month(row.period_month)}: {row.note}" for row in noted.itertuples()]
    return Panel("about-coverage", words, Table(frame, columns), notes=notes)


def _cell(row: dict[str, Any]) -> str:
    if row["record_count"] == 0:
        return f.number(0) if row["is_present"] else "no data"
    count = f.number(row["record_count"])
    return count if row["is_present"] else f"{count} (part, {f.number(row['usual_pct'])}%)"


def lack_panel(notices: Sequence[str]) -> Panel | None:
    """What the build lost or lacks, in its own words; nothing where it is whole."""
    return Panel("about-lacks", Words("What is missing"), notes=[Listed(notices)]) if notices else None


def fate_panel(loads: pd.DataFrame, status: BuildStatus, placed: Sequence[str]) -> Panel:
    """What became of the rows of every source, those read being the sum of the rest; placed: what points decided."""
    names = [name for name, _ in FATES]
    frame = loads.groupby("source", sort=False)[names].sum().reset_index()
    total = pd.DataFrame([{"source": "all", **frame[names].sum().to_dict()}])
    words = Words(
        "What became of every row",
        "Rows read are the sum of the columns that follow. Outside: in none of the districts here. Without location: "
        "neither a point nor an area. Duplicate: the same Crime ID in the same month, or a file that a newer one "
        "replaces. Refused: a line that cannot be right.",
        source_line("the files read", status.is_demo),
    )
    columns = [Column("source", "Source"), *(Column(name, heading, "number") for name, heading in FATES)]
    return Panel("about-rows", words, Table(pd.concat([frame, total]), columns), notes=list(placed))


def file_panel(loads: pd.DataFrame, status: BuildStatus) -> Panel:
    """The same for every file, with its fingerprint."""
    columns = [
        Column("file", "File"),
        *(Column(name, heading, "number") for name, heading in FATES),
        Column("snapshot", "Snapshot", "short"),
        Column("sha256", "SHA-256", "code"),
    ]
    words = Words(
        "Every file",
        f"{len(loads)} files were read; the fingerprint tells whether a file is the same as another, the snapshot "
        "which of two for the same month is newer.",
        source_line("the files read", status.is_demo),
    )
    return Panel("about-files", words, Table(loads, columns, is_folded=True))


def sheet_panel(sheets: pd.DataFrame, status: BuildStatus) -> Panel | None:
    """Every sheet of the workbooks, those that were passed over too; nothing where no workbook was read."""
    if sheets.empty:
        return None
    passed = int(sheets["rows_read"].isna().sum())
    read = ["passed over" if pd.isna(rows) else "read" for rows in sheets["rows_read"]]
    words = Words(
        "Sheets of workbooks",
        f"{len(sheets) - passed} sheets were read, {passed} passed over because they have not the columns of a table, "
        "as covers and notes.",
        source_line("the files read", status.is_demo),
    )
    columns = [
        Column("sheet", "Sheet"),
        Column("what", "What became of it", "short"),
        Column("rows_read", "Rows read", "number"),
        Column("file", "File"),
    ]
    return Panel("about-sheets", words, Table(sheets.assign(what=read), columns, is_folded=True))


def definitions(changes: dict[str, int], area_name: str) -> Panel:
    """What words mean, and what became of the area's LSOAs of 2011; changes: how many by what became of them."""
    kinds = [f"{f.number(count)} {'is' if count == 1 else 'are'} {change}" for change, count in changes.items()]
    said = f"Of the {f.number(sum(changes.values()))} LSOAs of 2011 in {area_name}, {f.joined(kinds)} in 2021."
    notes = [said] if changes else []
    return Panel("about-definitions", Words("Definitions"), text=prose("definitions"), notes=notes)


def reject_panel(rejects: pd.DataFrame, status: BuildStatus) -> Panel:
    """The lines that were refused, with the reason."""
    words = Words(
        "Lines refused",
        f"The first {MOST_REJECTS} lines that could not be read or cannot be right."
        if len(rejects)
        else "No line of any file was refused.",
        source_line("the files named", status.is_demo),
    )
    columns = [Column("file", "File"), Column("line", "Line", "number"), Column("reason", "Why")]
    return Panel("about-refused", words, Table(rejects, columns))


def measure_panel(measures: Sequence[Measure], status: BuildStatus) -> Panel:
    """What each number means."""
    frame = pd.DataFrame([vars(measure) for measure in measures])
    columns = [
        Column("title", "Measure"),
        Column("unit", "Unit"),
        Column("caveat", "Caution"),
        Column("source", "Source"),
    ]
    words = Words(
        "Measures", "Title, unit and caution travel with every number.", source_line("the files read", status.is_demo)
    )
    return Panel("about-measures", words, Table(frame, columns))


def source_panel(sources: pd.DataFrame, status: BuildStatus) -> Panel:
    """Where the data come from, and on what terms."""
    columns = [
        Column("title", "Source"),
        Column("publisher", "Publisher"),
        Column("updated", "Updated"),
        Column("licence", "Licence"),
        Column("url", "Address", "address"),
        Column("caveat", "Caution"),
    ]
    words = Words("Sources", "Every source of the figures.", source_line("the files read", status.is_demo))
    return Panel("about-sources", words, Table(sources, columns))


def audience_panel() -> Panel:
    """What the public sees, and what partners do: the same for whoever asks."""
    words = Words(
        "Who sees what",
        "Whoever has not signed in as a partner is the public. What is left out of a page is left out of its files.",
    )
    columns = [Column("what", "What"), Column("public", "The public sees"), Column("partners", "Partners see")]
    return Panel("about-audiences", words, Table(pd.DataFrame(SEEN), columns))


def status_panel(status: BuildStatus, contact: str) -> Panel:
    """How fresh and how complete the police data are, and whom to ask."""
    facts = [
        ("Latest month", f"{f.month(status.latest_month)}, {status.source}"),
        ("Put together", f"{freshness.made_on(status)}; {freshness.next_update(status)}"),
        ("Without a location", freshness.unplaced_records(status)),
        ("Revised", freshness.REVISED),
        ("Questions", contact),
    ]
    return Panel("about-status", Words("How fresh the data are"), facts=facts)
