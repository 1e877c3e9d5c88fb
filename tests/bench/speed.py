"""How long a build takes beside DuckDB's bare reading of the same files, and how fast its cube answers."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from components import url_state
from data.model.period import Period
from data.model.selection import Selection
from data.queries import choices, offences
from tests.bench.selections import random_selections
from tests.bench.street_files import large_set

KINDS = ("build", "file", "memory")
SMALL, LARGE, ROUNDS, SELECTIONS = 1, 11, 3, 40
MOST_RATIO, MOST_GROWTH, MOST_MB, MOST_MS = 3.0, 1.2, 2048, 50
QUERIES: dict[str, Callable[[Selection, Period], object]] = {
    "monthly_by_type": offences.monthly_by_type,
    "monthly_by_ward": offences.monthly_by_ward,
    "monthly_by_district": offences.monthly_by_district,
}


class Load(NamedTuple):
    """What one load took: seconds, seconds of processors, megabytes at the peak."""

    seconds: float
    processor: float
    megabytes: float


def run(kind: str, folder: Path) -> Load:
    """One load in a process and a store of its own."""
    with tempfile.TemporaryDirectory(prefix="bench-") as store:
        command = [sys.executable, "-m", "tests.bench.loading", kind, str(folder), store]
        return Load(*json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def compare(forces: int) -> float:
    """Load the files of so many forces in every way by turns; print the medians; return the ratio of times."""
    folder = large_set(forces)
    rows = sum(path.read_bytes().count(b"\n") - 1 for path in folder.rglob("*-street.csv"))
    for kind in KINDS:
        run(kind, folder)
    loads: dict[str, list[Load]] = {kind: [] for kind in KINDS}
    for _ in range(ROUNDS):
        for kind in KINDS:
            loads[kind].append(run(kind, folder))
    print(f"{rows:,} records of {forces} forces, {ROUNDS} rounds after one to warm up")
    print(f"{'':<26}{'median s':>10}{'least':>8}{'most':>8}{'processor s':>13}{'peak MB':>9}")
    medians = {kind: Load(*(statistics.median(column) for column in zip(*loads[kind], strict=True))) for kind in KINDS}
    names = {"build": "full build", "file": "bare read_csv to a file", "memory": "bare read_csv to memory"}
    for kind, median in medians.items():
        seconds = [load.seconds for load in loads[kind]]
        peak = max(load.megabytes for load in loads[kind])
        print(
            f"{names[kind]:<26}{median.seconds:>10.2f}{min(seconds):>8.2f}{max(seconds):>8.2f}"
            f"{median.processor:>13.2f}{peak:>9,.0f}"
        )
    ratio, processor = (medians["build"][place] / medians["file"][place] for place in (0, 1))
    in_memory = medians["build"].seconds / medians["memory"].seconds
    print(f"build / bare: {ratio:.2f} of time, {processor:.2f} of processors; {in_memory:.2f} of the time to memory")
    print(judged("peak memory, MB", max(load.megabytes for load in loads["build"]), MOST_MB))
    return ratio


def judged(what: str, value: float, most: float) -> str:
    """A line that says whether a figure is within its bound."""
    return f"{what}: {value:,.2f}, {'within' if value <= most else 'ABOVE'} {most:,}"


def time_queries(forces: int) -> None:
    """Build from the files of so many forces, and print how fast the cube answers."""
    with tempfile.TemporaryDirectory(prefix="bench-") as store:
        command = [sys.executable, "-m", "tests.bench.loading", "build", str(large_set(forces)), store]
        subprocess.run(command, check=True, capture_output=True)
        os.environ["DASHBOARD_STORE"] = store
        offered = choices.filter_choices()
        asked = [url_state.read(chosen.search, offered).selection for chosen in random_selections(offered, SELECTIONS)]
        for name, query in QUERIES.items():
            spent = []
            for selection in asked:
                period = Period(selection.period.back(1).first, selection.period.last)
                start = time.perf_counter()
                query(selection, period)
                spent.append(1000 * (time.perf_counter() - start))
            print(judged(f"{name}, median ms", statistics.median(spent), MOST_MS))


def measure() -> None:
    """Print every figure of the ETL's speed with its bound."""
    small, large = compare(SMALL), compare(LARGE)
    print(judged("build / bare read_csv, large", large, MOST_RATIO))
    print(judged("ratio, large / small", large / small, MOST_GROWTH))
    time_queries(LARGE)


if __name__ == "__main__":
    measure()
