"""Datasets whose columns meta.yml declares: one loader, and the checks and the staging that the declaration gives."""

from dataclasses import dataclass

import duckdb

from etl.geography.locate import locate_points
from etl.sources.declared import DATASETS, DeclaredColumn, declared_columns, header, read_declared, read_meta
from etl.sources.frames import add_frame
from etl.sources.source_files import TEXT_SUFFIXES, SourceFile

# What is said of a cell that is not of its format; as_<format> of staging.sql is null where it is not.
FORMATS = {
    "text": "",
    "word": "",
    "area": "",
    "short": "is longer than 200 characters",
    "reference": "is not a reference of at most 100 characters, or is the worked example of the template",
    "name": "is not letters, digits, dots, dashes and underscores, 64 at most",
    "ward": "is not the code of a ward",
    "address": "does not begin with https:// or http://",
    "day": "is not a day, YYYY-MM-DD",
    "month": "is not a month, YYYY-MM",
    "whole": "is not a whole number of 0 or more",
    "number": "is not a number",
    "flag": "is not true or false, yes or no",
    "percent": "is not a percentage",
    "base": "is not a whole number of 1 or more, nor a bound as <50",
    "stated_day": "is not a day, YYYY-MM-DD",
    "stated_whole": "is not a whole number of 1 or more",
}
# The lines that keep to their columns, typed, as typed_<name>; the others are refused, with every reason.
CHECKED = """
CREATE TABLE checked_{name} AS
WITH typed AS (SELECT *, {typed} FROM raw_{name})
SELECT * EXCLUDE ({columns}), {values}, concat_ws('; ', {reasons}) AS refused FROM typed;

INSERT INTO raw_reject SELECT file_id, line, refused, NULL FROM checked_{name} WHERE refused <> '';

CREATE VIEW typed_{name} AS SELECT * EXCLUDE (refused) FROM checked_{name} WHERE refused = '';
"""
# Of lines with one key the first counts, and raw files come before our own; a line without an area is for every area.
FIRST_OF_KEY = """
CREATE TABLE stg_{name} AS
SELECT
    CASE
        WHEN {area} NOT IN (SELECT district_code FROM chosen_district) THEN 'outside'
        WHEN row_number() OVER (PARTITION BY {key} ORDER BY file_id, line) > 1 THEN 'duplicate'
        ELSE 'loaded'
    END AS fate,
    *
FROM typed_{name};
"""
# Lines of which each cell is right by itself are refused where they are wrong together, by a query of the dataset.
TOGETHER = """
CREATE TABLE wrong_{name} AS {wrong};

INSERT INTO raw_reject SELECT file_id, line, reason, NULL FROM wrong_{name} WHERE reason <> '';

UPDATE stg_{name} SET fate = 'rejected'
FROM wrong_{name} AS w
WHERE stg_{name}.file_id = w.file_id AND stg_{name}.line = w.line AND w.reason <> '';
"""
RECORDS = "CREATE TABLE stg_{name} AS SELECT * FROM placed_extract('typed_{name}');\n"
ESTIMATES = """
CREATE TABLE stg_{name} AS SELECT * FROM judged_survey('typed_{name}', 'raw_{name}');

INSERT INTO raw_reject SELECT file_id, line, reason, NULL FROM stg_{name} WHERE fate = 'rejected';

INSERT INTO survey_figure
SELECT series, survey, question_id, source, file_id, line, estimate_pct, is_of_area AND area_kind <> 'other'
FROM stg_{name} WHERE fate = 'loaded';
"""
HALF_A_POINT = """
CASE WHEN (longitude IS NULL) <> (latitude IS NULL) THEN 'only one of longitude and latitude is given' END"""


@dataclass
class DeclaredTable:
    """The loader of a dataset that needs no ``extract.py``."""

    dataset: str

    def recognises(self, file: SourceFile) -> bool:
        """By the columns that ``known_by`` names, where none is there that ``unless`` names."""
        meta, columns = read_meta(self.dataset), set(file.columns)
        is_known = set(meta["known_by"]) <= columns and columns.isdisjoint(meta.get("unless", ()))
        return file.path.suffix.lower() in TEXT_SUFFIXES and is_known

    def extract(self, connection: duckdb.DuckDBPyConnection, files: list[SourceFile]) -> list[int]:
        """Load the lines as text into ``raw_<dataset>``; return the rows read of each file.

        Raises SourceError where a header is another than the declared one.
        """
        columns = ", ".join(f'"{name}" VARCHAR' for name in header(self.dataset))
        connection.execute(f"CREATE TABLE raw_{self.dataset} (file_id INTEGER, line INTEGER, {columns})")
        rows = []
        for file in files:
            frame, records = read_declared(connection, file, self.dataset)
            add_frame(connection, f"raw_{self.dataset}", frame.assign(file_id=file.file_id))
            rows.append(records)
        if read_meta(self.dataset).get("holds_records"):
            locate_points(connection, f"raw_{self.dataset}")
            # A line that could not be split may name somebody.
            own = [file.file_id for file in files]
            connection.execute("UPDATE raw_reject SET content = NULL WHERE list_contains($own, file_id)", {"own": own})
        return rows


def declared_sql(dataset: str) -> str:
    """The SQL that checks ``raw_<dataset>``, and stages it where it holds records or estimates, or has a key."""
    meta, columns = read_meta(dataset), declared_columns(dataset)
    holds_records = meta.get("holds_records", False)
    # Of a record or a person nothing is repeated: a cell that is wrong may name somebody.
    is_shown = not (holds_records or meta.get("is_of_people", False))
    reasons = [reason for column in columns if (reason := _reason(column, is_shown))]
    values = [f'{_typed(column)} AS "{fill}"' for column in columns for fill in column.fills or (column.name,)]
    staging, wrong = "", DATASETS / dataset / f"wrong_{dataset}.sql"
    if holds_records:
        reasons.append(HALF_A_POINT)
        values += [f"'{dataset}' AS source", "longitude AS longitude_text", "latitude AS latitude_text"]
        staging = RECORDS
    elif meta.get("holds_estimates"):
        values.append(f"'{dataset}' AS source")
        values += [f"'{meta['audience']}' AS audience"] if "audience" not in header(dataset) else []
        staging = ESTIMATES
    elif "key" in meta:
        staging = FIRST_OF_KEY + (TOGETHER if wrong.exists() else "")
    return (CHECKED + staging).format(
        name=dataset,
        typed=", ".join(f"as_{column.format}({_cell(column)}) AS {_typed(column)}" for column in columns),
        columns=", ".join(name for column in columns for name in (f'"{column.name}"', _typed(column))),
        wrong=wrong.read_text(encoding="utf-8") if wrong.exists() else "",
        values=", ".join(values),
        reasons=",".join(reasons),
        key=", ".join(meta.get("key", ())),
        area=next((column.name for column in columns if column.format == "area"), "CAST(NULL AS VARCHAR)"),
    )


def _cell(column: DeclaredColumn) -> str:
    return f"coalesce({column.name}, {column.otherwise})" if column.otherwise else f'"{column.name}"'


def _typed(column: DeclaredColumn) -> str:
    return f"typed_{column.name}"


def _reason(column: DeclaredColumn, is_shown: bool) -> str:
    """SQL for what is wrong with a cell, null where nothing is; empty where nothing can be.

    is_shown: whether the cell is repeated.
    """
    cell, value, said = _cell(column), _typed(column), FORMATS[column.format]
    named = f"'{column.name}'" + (f" || ' ' || shown({cell})" if is_shown else "")
    holds, damage = f"{value} IS NOT NULL", f" || damage({cell})"
    if column.values:
        holds, damage = f"{value} IN ({', '.join(map(_quoted, column.values))})", ""
        said = f"is none of {', '.join(column.values)}"
    elif column.within:
        low, high = column.within
        holds, said = f"{value} BETWEEN {low} AND {high}", f"is not a number of {low} to {high}"
    if column.format == "percent":
        # Where its sign may stand, the sign is not what is wrong.
        damage = f" || damage(rtrim({cell}, '% '))"
    cases = [f"WHEN {cell} IS NULL THEN " + (f"'{column.name} is empty'" if column.required else "NULL")]
    if said:
        cases.append(f"WHEN ({holds}) IS NOT TRUE THEN {named} || {_quoted(f' {said}')}{damage}")
    if column.past:
        cases.append(f"WHEN {value} > current_date THEN {named} || ' is after today'")
    return f"CASE {' '.join(cases)} END" if said or column.required else ""


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
