"""Thirty builds published while eight threads read: every answer is whole, and of one build."""

import re
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import cycle
from pathlib import Path
from queue import Empty, Queue
from threading import Event

import duckdb
from dash import Dash

from etl.publish import checks
from etl.publish import publishing as publish
from tests.fixtures.served import ask
from tests.fixtures.small_raw import build_small, record, write_small_raw

UseStore = Callable[[Path], None]
BUILDS, THREADS = 30, 8
PATIENCE_SECONDS = 20
# The build of a day of March holds that many records and these.
MORE = 100
# Where each page says how many records there are, which is of one build alone.
COUNTS = {
    "summary": r"(\d+) crimes in Westmere, January 2024",
    "trends": r"(\d+) crimes in Westmere, January 2024",
    "hotspots": r"Westmere (\d+)\s+offences,",
    "about": r"Northshire Police 2024 (\d+) ",
}
BUILT = re.compile(r"Put together (\d+) March 2025; .* 0 of (\d+) Northshire Police records")


def prepare(folder: Path) -> list[Path]:
    """A build file for each day, with other numbers of records; the first and the last keep the rules of a build."""
    lines = [record(number) for number in range(BUILDS + MORE)]
    base = build_small(write_small_raw(folder / "raw", {"2024-01": lines}), folder / "base")
    made = []
    for day in range(1, BUILDS + 1):
        path = Path(shutil.copy(base, folder / f"day{day:02}.duckdb"))
        with duckdb.connect(path) as connection:
            connection.execute(
                f"""
                UPDATE meta_build SET build_id = 'day{day:02}', built_at = TIMESTAMP '2025-03-{day:02} 12:00:00';
                DELETE FROM fct_crime WHERE record_id > {day + MORE};
                DELETE FROM fct_crime_ward WHERE record_id > {day + MORE};
                UPDATE fct_crime_monthly SET offence_count = {day + MORE};
                UPDATE fct_cell_monthly SET offence_count = {day + MORE};
                UPDATE fct_coverage SET record_count = {day + MORE};
                UPDATE meta_load SET rows_read = {day + MORE}, rows_loaded = {day + MORE} WHERE source = 'street_crime'
                """
            )
            if day in (1, BUILDS):
                checks.check(connection, None)
        made.append(path)
    return made


def publish_one(store: Path, source: Path) -> None:
    """Publish a file as a build does."""
    with publish.new_build(store, source.stem) as path:
        shutil.copy(source, path)
        publish.publish(store, path)
        publish.prune(store)


def publish_all(store: Path, prepared: list[Path], answered: Queue[int], stop: Event) -> None:
    """Publish one file after another, each once somebody was answered from the one before."""
    # A reader that fails gives no more answers, and its failure is what matters.
    try:
        with suppress(Empty):
            for day, source in enumerate(prepared, 1):
                publish_one(store, source)
                while answered.get(timeout=PATIENCE_SECONDS) != day:
                    pass
    finally:
        stop.set()


def read_pages(dashboard: Dash, answered: Queue[int], stop: Event, start: int) -> list[int]:
    """Ask page after page until the end, all of each answer held to one build; return their days."""
    days = []
    pages = cycle([*COUNTS, *COUNTS][start : start + len(COUNTS)])
    while not stop.is_set():
        page = next(pages)
        answer = ask(dashboard, page)
        count = re.search(COUNTS[page], answer.text)
        assert count, answer.text
        day = int(count[1]) - MORE
        assert 1 <= day <= BUILDS, page
        if page == "about":
            built = BUILT.search(answer.text)
            assert built, answer.text
            assert (int(built[1]), int(built[2])) == (day, day + MORE)
        if page == "summary":
            changes, columns = answer.table("What changed")[0], answer.table("Performance by offence")[0]
            assert changes["January 2024"] == columns["Total, January 2024"] == count[1]
        if page == "hotspots":
            layer = answer.figure("hotspots-map")["data"][0]["geojson"]
            assert layer == f"/boundaries/day{day:02}/ward-2024"
            assert sum(int(row["Offences"]) for row in answer.table("2 wards, most")) == day + MORE
        days.append(day)
        answered.put(day)
    return days


def test_every_answer_is_of_one_build_while_thirty_are_published(
    dashboard: Dash, tmp_path: Path, use_store: UseStore
) -> None:
    prepared, store, answered, stop = prepare(tmp_path), tmp_path / "store", Queue[int](), Event()
    publish_one(store, prepared[0])
    use_store(store)
    # Dash finds the callbacks of its pages at the first request.
    assert dashboard.server.test_client().get("/_dash-dependencies").status_code == 200
    with ThreadPoolExecutor(THREADS + 1) as pool:
        readers = [
            pool.submit(read_pages, dashboard, answered, stop, number % len(COUNTS)) for number in range(THREADS)
        ]
        pool.submit(publish_all, store, prepared, answered, stop).result()
        days = [day for reader in readers for day in reader.result()]
    assert set(days) == set(range(1, BUILDS + 1))
    # Nobody is sent back to a build once a newer one has been served to him.
    assert all(reader.result() == sorted(reader.result()) for reader in readers)
    assert len(list((store / "builds").glob("*.duckdb"))) == publish.KEPT_BUILDS
