"""Where every number comes from: sources, files, rows left out and why, and the build itself."""

from collections.abc import Iterable
from datetime import datetime

import duckdb

from etl.datasets import Dataset

FATES = {
    "rows_loaded": "loaded",
    "rows_outside_area": "outside",
    "rows_no_location": "no_location",
    "rows_duplicate": "duplicate",
}


def create_tables(connection: duckdb.DuckDBPyConnection, datasets: Iterable[Dataset]) -> None:
    """meta_source, dim_source, meta_measure and meta_crime_type, from every dataset's meta.yml."""
    connection.execute(
        """
        CREATE TABLE meta_source (
            source VARCHAR, title VARCHAR, short_title VARCHAR, publisher VARCHAR, url VARCHAR, licence VARCHAR,
            attribution VARCHAR, audience VARCHAR, updated VARCHAR, lag_months INTEGER, caveat VARCHAR
        );
        CREATE TABLE meta_measure (
            measure VARCHAR, source VARCHAR, audience VARCHAR, title VARCHAR, unit VARCHAR, decimals INTEGER,
            caveat VARCHAR
        );
        CREATE TABLE meta_crime_type (
            source VARCHAR, name VARCHAR, crime_type VARCHAR, is_crime BOOLEAN, display_order INTEGER,
            first_month DATE, last_month DATE
        );
        """
    )
    for dataset in datasets:
        _describe(connection, dataset)
    connection.execute("CREATE TABLE dim_source AS SELECT source, title, audience FROM meta_source ORDER BY source")


def _describe(connection: duckdb.DuckDBPyConnection, dataset: Dataset) -> None:
    meta = dataset.meta
    keys = ("publisher", "url", "licence", "attribution", "audience", "updated", "lag_months", "caveat")
    connection.execute(
        "INSERT INTO meta_source VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [dataset.name, meta["title"], meta.get("short_title", meta["title"]), *(meta.get(key) for key in keys)],
    )
    for measure, words in meta.get("measures", {}).items():
        said = [
            words.get("audience", meta["audience"]),
            *(words[key] for key in ("title", "unit", "decimals", "caveat")),
        ]
        connection.execute("INSERT INTO meta_measure VALUES (?, ?, ?, ?, ?, ?, ?)", [measure, dataset.name, *said])
    # The order in meta.yml is the order on every page.
    for order, crime_type in enumerate(meta.get("crime_types", ()), start=1):
        known = (crime_type["crime_type"], crime_type["is_crime"], order)
        months = (crime_type.get("first_month"), crime_type.get("last_month"))
        for name in (crime_type["crime_type"], *crime_type.get("once", ()), *crime_type.get("given_as", ())):
            row = [dataset.name, name, *known, *months]
            connection.execute("INSERT INTO meta_crime_type VALUES (?, ?, ?, ?, ?, ?, ?)", row)


def date_attribution(connection: duckdb.DuckDBPyConnection, source: str, years: Iterable[int]) -> None:
    """Fill the year that a licence asks for in meta_source: the latest of the files' own."""
    latest = str(max(years, default=""))
    connection.execute(
        "UPDATE meta_source SET attribution = trim(replace(attribution, '{year}', $latest)) WHERE source = $source",
        {"latest": latest, "source": source},
    )


def record(
    connection: duckdb.DuckDBPyConnection,
    build_id: str,
    built_at: datetime,
    area: tuple[str, ...],
    schema_version: int,
) -> None:
    """meta_load and meta_reject from the staged rows, and meta_build, once the marts are made."""
    staged = " UNION ALL ".join(_staged(connection))
    counts = ", ".join(
        f"coalesce(sum(s.rows) FILTER (WHERE s.fate = '{fate}'), 0)::BIGINT AS {name}" for name, fate in FATES.items()
    )
    connection.execute(
        f"""
        CREATE TABLE meta_reject AS
        SELECT f.source, f.file, r.line, r.reason, r.content
        FROM raw_reject AS r JOIN raw_file AS f ON r.file_id = f.file_id
        ORDER BY f.source, f.file, r.line;

        CREATE TABLE meta_load AS
        WITH rejected AS (SELECT file_id, count(DISTINCT line) AS rows_rejected FROM raw_reject GROUP BY file_id)
        SELECT
            f.source, f.file, f.snapshot, f.sha256, any_value(f.rows_read) AS rows_read, {counts},
            any_value(coalesce(r.rows_rejected, 0)) AS rows_rejected
        FROM raw_file AS f
        LEFT JOIN ({staged}) AS s ON f.file_id = s.file_id
        LEFT JOIN rejected AS r ON f.file_id = r.file_id
        GROUP BY f.file_id, f.source, f.file, f.snapshot, f.sha256
        ORDER BY f.source, f.file, f.file_id;
        """
    )
    connection.execute(
        """
        CREATE TABLE meta_build AS
        SELECT
            $build_id AS build_id, $built_at::TIMESTAMP AS built_at, $schema_version AS schema_version,
            $area AS area_codes, (SELECT area_name FROM own_area) AS area_name,
            (SELECT partnership FROM own_area) AS partnership,
            -- Demonstration records say so themselves, so the label cannot be lost on the way.
            EXISTS (SELECT 1 FROM fct_coverage WHERE force_name LIKE '%demonstration%') AS is_demo
        """,
        {
            "build_id": build_id,
            "built_at": built_at.replace(tzinfo=None),
            "schema_version": schema_version,
            "area": list(area),
        },
    )


def _staged(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The queries of how many rows of each file met each fate: left out as they were read, and the rest."""
    sources = connection.execute("SELECT DISTINCT source FROM raw_file ORDER BY source").fetchall()
    counted = [f"SELECT file_id, fate, count(*) AS rows FROM stg_{source} GROUP BY ALL" for (source,) in sources]
    return ["SELECT file_id, fate, rows FROM raw_left_out", *counted]


def summary(connection: duckdb.DuckDBPyConnection) -> str:
    """A table of rows read, loaded and left out, a line for each source and one for all."""
    columns = ("rows_read", *FATES, "rows_rejected")
    sums = ", ".join(f"sum({column})::BIGINT" for column in columns)
    rows = connection.execute(
        f"SELECT coalesce(source, 'all'), {sums} FROM meta_load "
        "GROUP BY ROLLUP (source) ORDER BY source IS NULL, source"
    ).fetchall()
    heads = ["source", *(column.removeprefix("rows_").replace("_", " ") for column in columns)]
    lines = [f"{row[0]:<24}" + "".join(f"{value:>14,}" for value in row[1:]) for row in rows]
    return "\n".join([f"{heads[0]:<24}" + "".join(f"{head:>14}" for head in heads[1:]), *lines])
