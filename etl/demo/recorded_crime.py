"""The Home Office's table of recorded crime by partnership, made of the same counts as the street files."""

from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pandas as pd

from etl.demo.files import ZIP_DATE, ZIP_LEVEL
from etl.demo.tables import read_table, split_among

NAME = "prc-csp-demonstration-tables-280422.ods"
FORCE = "Essex (demonstration)"
NOTES = (
    "Police recorded crime open data: Community Safety Partnership",
    "DEMONSTRATION DATA: every count is made up; see README.txt",
)
HEADER = (
    "Financial Year", "Financial Quarter", "Police Force", "CSP Name", "Offence Description", "Offence Group",
    "Offence Subgroup", "Offence Code", "Offence Count",
)  # fmt: skip
XMLNS = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    '<manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def write_recorded_crime(folder: Path, counts: pd.DataFrame) -> None:
    """Write an ODS workbook of notes and a sheet a financial year.

    counts: district_code, crime_type, month (YYYY-MM), record_count.
    """
    table = list_recorded_crime(counts)
    sheets = {year.replace("/", "_"): rows.to_numpy().tolist() for year, rows in table.groupby("Financial Year")}
    tables = "".join(format_sheet(name, [list(HEADER), *rows]) for name, rows in sheets.items())
    notes = format_sheet("Notes", [[line] for line in NOTES])
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {XMLNS} office:version="1.3"><office:body>'
        f"<office:spreadsheet>{notes}{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    folder.mkdir(parents=True, exist_ok=True)
    with ZipFile(folder / NAME, "w") as archive:
        archive.writestr(ZipInfo("mimetype", ZIP_DATE), "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(ZipInfo("META-INF/manifest.xml", ZIP_DATE), MANIFEST)
        archive.writestr(ZipInfo("content.xml", ZIP_DATE), content, ZIP_DEFLATED, ZIP_LEVEL)


def list_recorded_crime(counts: pd.DataFrame) -> pd.DataFrame:
    """Return the columns of HEADER: the counts of each quarter, split among the offences of their type."""
    months = pd.PeriodIndex(counts["month"], freq="M")
    quarters = counts.assign(year=months.year - (months.month < 4), quarter=(months.month - 4) % 12 // 3 + 1)
    keys = ["year", "quarter", "district_code", "crime_type"]
    totals = quarters.groupby(keys, as_index=False)["record_count"].sum().rename_axis("total").reset_index()
    names = read_table("districts")[["district_code", "district_name"]]
    rows = totals.merge(names, on="district_code").merge(read_table("recorded_offences"), on="crime_type")
    parts = split_among(totals["record_count"], rows["total"], rows["share_fictitious"].to_numpy())
    years = rows["year"].astype(str) + "/" + ((rows["year"] + 1) % 100).astype(str).str.zfill(2)
    described = rows[["district_name", "offence_description", "offence_group", "offence_subgroup", "offence_code"]]
    table = pd.concat([years, rows["quarter"], described], axis=1).assign(count=parts)
    table.insert(2, "force", FORCE)
    return table.set_axis(list(HEADER), axis=1)


def format_sheet(name: str, rows: list[list[str | int]]) -> str:
    """Return a sheet as the XML of an ODS workbook."""
    lines = "".join(f"<table:table-row>{''.join(map(format_cell, row))}</table:table-row>" for row in rows)
    return f'<table:table table:name="{escape(name)}">{lines}</table:table>'


def format_cell(value: str | int) -> str:
    """Return a cell of text or of a whole number."""
    kind = f'"float" office:value="{value}"' if isinstance(value, int) else '"string"'
    return f"<table:table-cell office:value-type={kind}><text:p>{escape(str(value))}</text:p></table:table-cell>"
