"""Make one build: find the files, load, stage, make the marts, check, publish."""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from data.settings import REFERENCE, Settings
from etl import marts
from etl.datasets import NAMING, Dataset, all_datasets
from etl.errors import MissingError, SourceError
from etl.geography import grid
from etl.geography.chosen_area import choose_area
from etl.geography.locate import locate_at_nearest
from etl.protected.publish import publish_protected
from etl.publish import checks, news, notices, provenance
from etl.publish import publishing as publish
from etl.publish.before import readable
from etl.sources.folders import links_not_followed
from etl.sources.mapped import mapped
from etl.sources.source_files import SourceFile, find_source_files, unread_files
from etl.sources.unrecognised import kind_reason, reason

Report = Callable[[str], None]
Assigned = tuple[Dataset, list[SourceFile]]
MOST_NAMED = 3
STAGING, SURVEY, RECORDS, FORCES = (
    (Path(__file__).parent / f"{name}.sql").read_text(encoding="utf-8")
    for name in ("staging", "survey", "records", "forces")
)


def build(
    raw: Path,
    settings: Settings,
    report: Report = print,
    snapshot: str | None = None,
    accept_losses: bool = False,
) -> Path:
    """Build from every recognised file below ``raw``, check it and publish it; return the published file.

    snapshot: YYYY-MM in which the files that are in no archive were downloaded. accept_losses: publish although less is
    in it than in the build before. Raises SourceError, CheckError or StoreError; the current build is then as it was.
    """
    started = datetime.now(UTC)
    build_id = started.strftime("%Y%m%dT%H%M%S%fZ")
    with publish.new_build(settings.store, build_id) as path:
        datasets, unread = given(raw, settings, path, snapshot)
        with duckdb.connect() as connection, named_where_one_is_missing(unread):
            check_needed(datasets)
            prepare(connection, path.parent)
            area = stage_all(connection, datasets, settings, report)
            count_records(connection, [dataset for dataset, _ in datasets])
            grid.make_grids(connection)
            locate_at_nearest(connection)
            with publishing(connection, path):
                for name in marts.NAMES:
                    connection.execute(marts.mart_sql(name))
                publish_protected(connection, settings.small_count)
                provenance.record_rows(connection)
                provenance.record(connection, build_id, started, area)
                before = readable(publish.current(settings.store), report)
                said = notices.record(connection, before)
                news.create(connection)
                # A file that nobody reads is said aloud: a misspelt header looks just like one not needed.
                for line in unread:
                    report(f"not read: {line}")
                for label in open_extracts(datasets):
                    report(f"{label}: everybody on this machine can read this extract; close it with chmod 640")
                # Said before the checks: it may tell why one does not hold.
                report("\n".join([provenance.summary(connection), *said]))
                checks.check(connection, None if accept_losses else before)
        for line in news.record(path, before):
            report(line)
        published = publish.publish(settings.store, path)
        publish.prune(settings.store)
    return published


def given(raw: Path, settings: Settings, path: Path, snapshot: str | None) -> tuple[list[Assigned], list[str]]:
    """What there is to build from, dataset by dataset, and a line on each unread file; path: of the build."""
    files = [
        replace(file, snapshot=file.snapshot or snapshot)
        for file in find_source_files([raw, REFERENCE], path.parent)
        if not file.path.resolve().is_relative_to(settings.store.resolve() / "builds")
    ]
    files = mapped(files, path.parent)
    datasets = assign(files)
    unread = unrecognised(files, datasets)
    unread += [f"{name}: {kind_reason(name)}" for name in unread_files(raw, settings.store.resolve())]
    return datasets, unread + links_not_followed(raw)


def stage_all(
    connection: duckdb.DuckDBPyConnection, datasets: list[Assigned], settings: Settings, report: Report
) -> tuple[str, ...]:
    """Load and check every dataset; return the area that is built."""
    for dataset, own in datasets[: len(NAMING)]:
        stage(connection, dataset, own, report)
    area = choose_area(connection, settings.area)
    connection.execute(SURVEY)
    for dataset, own in datasets[len(NAMING) :]:
        stage(connection, dataset, own, report)
    return area


def count_records(connection: duckdb.DuckDBPyConnection, datasets: list[Dataset]) -> None:
    """Lay the staged records of every source beside each other, and tell the forces whose records are the area's.

    Raises SourceError where records of the area would be lost.
    """
    tables = [f"stg_{dataset.name}" for dataset in datasets if dataset.meta.get("holds_records")]
    connection.execute("SET VARIABLE record_tables = $tables", {"tables": ["no_record", *tables]})
    connection.execute(RECORDS)
    connection.execute(FORCES)
    notices.check_losses(connection)


def assign(files: list[SourceFile]) -> list[Assigned]:
    """Each dataset with the files that it recognises."""
    return [(d, [file for file in files if d.loader.recognises(file)]) for d in all_datasets()]


def unrecognised(files: list[SourceFile], assigned: list[Assigned]) -> list[str]:
    """A line on each file that no dataset recognises."""
    recognised = {file.file_id for _, own in assigned for file in own}
    known = [column["name"] for dataset, _ in assigned for column in dataset.meta.get("columns", ())]
    known += [column for dataset, _ in assigned for column in getattr(dataset.loader, "HEADER", ())]
    tables = {dataset.meta["title"]: dataset.meta.get("known_by", ()) for dataset, _ in assigned}
    others = [file for file in files if file.file_id not in recognised]
    return [f"{file.label}: not recognised, {reason(file, known, tables)}" for file in others]


def open_extracts(assigned: list[Assigned]) -> list[str]:
    """The extracts of partners that every account of the machine may read; none on Windows, which has other rights."""
    partners = [
        own for dataset, own in assigned if dataset.meta.get("holds_records") and dataset.meta["audience"] != "public"
    ]
    files = [file for own in partners for file in own]
    return [file.label for file in files if os.name == "posix" and file.path.stat().st_mode & stat.S_IROTH]


def check_needed(assigned: list[Assigned]) -> None:
    """Raise MissingError where a dataset that every build needs has no file."""
    # Street-level crime comes last and is asked for first: it is what most people forget.
    for dataset, own in reversed(assigned):
        if not own and "missing" in dataset.meta:
            raise MissingError(dataset.meta["missing"])


@contextmanager
def named_where_one_is_missing(unread: list[str]) -> Iterator[None]:
    """Name files that were not read where one is missing: it may be one of them, under another header or ending."""
    try:
        yield
    except MissingError as error:
        raise SourceError("; ".join([str(error), *unread[:MOST_NAMED]])) from error


def prepare(connection: duckdb.DuckDBPyConnection, work: Path) -> None:
    """Tables that staging writes to, and limits that keep a build small."""
    # A council server may have little memory; DuckDB spills to the work folder beyond this.
    connection.execute("SET memory_limit = '1GB'")
    # No build may reach for the network.
    connection.execute("SET autoinstall_known_extensions = false")
    connection.execute(f"SET temp_directory = '{work.as_posix()}'")
    connection.execute("CREATE TABLE chosen_district (district_code VARCHAR)")
    connection.execute(
        "CREATE TABLE raw_file "
        "(file_id INTEGER, source VARCHAR, file VARCHAR, snapshot VARCHAR, sha256 VARCHAR, rows_read BIGINT, "
        "is_own BOOLEAN)"
    )
    connection.execute("CREATE TABLE raw_reject (file_id INTEGER, line BIGINT, reason VARCHAR, content VARCHAR)")
    # Of national files most rows lie elsewhere: they are counted as they are read, and not kept.
    connection.execute("CREATE TABLE raw_left_out (file_id INTEGER, fate VARCHAR, rows BIGINT)")
    connection.execute(
        "CREATE TABLE raw_point_area "
        "(longitude VARCHAR, latitude VARCHAR, area_type VARCHAR, vintage VARCHAR, area_code VARCHAR)"
    )
    connection.execute(STAGING)
    provenance.create_tables(connection, all_datasets())


def stage(connection: duckdb.DuckDBPyConnection, dataset: Dataset, files: list[SourceFile], report: Report) -> None:
    """Load a dataset's files as they are, then type and check them."""
    rows = dataset.loader.extract(connection, files)
    for file, rows_read in zip(files, rows, strict=True):
        connection.execute(
            "INSERT INTO raw_file VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                *(file.file_id, dataset.name, file.label, file.snapshot, file.sha256(), rows_read),
                file.path.is_relative_to(REFERENCE),
            ],
        )
    connection.execute(dataset.staging_sql)
    provenance.date_attribution(connection, dataset, [file.year for file in files])
    report(f"{dataset.meta['title']}: {len(files)} files, {sum(rows):,} rows")


@contextmanager
def publishing(connection: duckdb.DuckDBPyConnection, path: Path) -> Iterator[None]:
    """Create tables in the new file, where those that describe the sources are already; it is whole on leaving."""
    connection.execute(f"ATTACH '{path.as_posix()}' AS published")
    for (table,) in connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY ALL").fetchall():
        if table.startswith(("dim_", "fct_", "meta_")):
            connection.execute(f"CREATE TABLE published.{table} AS FROM {table}")
    # Made where they are published, large tables need not be copied; staged ones are found behind them.
    connection.execute("SET search_path = 'published.main,memory.main'")
    try:
        yield
    finally:
        connection.execute("USE memory.main")
        connection.execute("DETACH published")
