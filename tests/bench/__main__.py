"""Pages from a change of a filter to the answer, and builds from files to tables, each beside the usual way.

python -m tests.bench; python -m tests.bench.speed for the builds alone.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from data.queries import choices
from data.settings import ROOT, Settings
from etl.demo import write_demo_files
from etl.pipeline import build
from tests.bench import baseline, briefings, pages, speed
from tests.bench.selections import Chosen, random_selections

COUNT, WARM_UP = 80, 10
# A first view takes 40 ms at most where the usual way takes so many: how busy the machine is, both are.
MOST_MS, USUAL_MS = 40, 40
MOST_RATIO = MOST_MS / USUAL_MS
AREA = ("E06000034",)


def quiet(_line: str) -> None:
    """Take what a build reports, and print nothing."""


def make_build(store: Path) -> str:
    """Build from the real files if they are there, else from the demonstration; give the name of what was built."""
    raw = Path(os.environ.get("DASHBOARD_TEST_DATA", ROOT.parent / "shared" / "data")).resolve()
    name = "real files"
    if not (raw / "street").is_dir():
        raw, name = store / "raw" / "demo", "demonstration files"
        write_demo_files(raw)
    build(raw, Settings(store=store, area=AREA), quiet)
    return name


def timed(work: Callable[[Chosen], int], selections: list[Chosen]) -> tuple[list[float], list[int]]:
    """Milliseconds of the processor and bytes of the work on each selection, after a warm-up on the first ones."""
    for chosen in selections[:WARM_UP]:
        work(chosen)
    spent, sizes = [], []
    for chosen in selections[WARM_UP:]:
        start = time.thread_time()
        sizes.append(work(chosen))
        spent.append(1000 * (time.thread_time() - start))
    return spent, sizes


def line(name: str, spent: list[float], sizes: list[int], raw_bytes: float, usual_ms: float) -> str:
    """A row of the table."""
    median, late = statistics.median(spent), statistics.quantiles(spent, n=20)[-1]
    ratio = median / usual_ms
    within = "within" if ratio <= MOST_RATIO else "ABOVE"
    return (
        f"{name:<22}{median:>9.1f}{late:>9.1f}{ratio:>10.2f}{statistics.median(sizes):>14,.0f}"
        f"{max(sizes):>12,}{raw_bytes:>14,.0f}  {within} {MOST_RATIO:.2f}"
    )


def measure(name: str) -> None:
    """Time every page and the usual way on the build of the store, and print them."""
    from app import app

    client = app.server.test_client()
    # Dash knows the callbacks of its pages from the first request on.
    client.get("/_dash-dependencies")
    offered = choices.filter_choices()
    selections = random_selections(offered, COUNT + WARM_UP)
    records = baseline.all_records(offered.vintages[0].vintage)
    drawn = pages.drawn_map(app, client)
    usual, usual_bytes = timed(partial(baseline.answer, records), selections)
    usual_ms = statistics.median(usual)
    print(f"{name}: {len(records):,} records of the area, {COUNT} selections after {WARM_UP} to warm up")
    print(f"{'':<22}{'median':>9}{'95th':>9}{'to usual':>10}{'bytes sent':>14}{'most':>12}{'uncompressed':>14}")
    for page in pages.PAGES:
        spent, sizes = timed(partial(pages.answer_bytes, app, client, page, drawn), selections)
        shown = selections[WARM_UP:]
        raw = [len(pages.ask(app, client, page, one.search, drawn, compressed=False)) for one in shown]
        print(line(f"{page}, ms", spent, sizes, statistics.median(raw), usual_ms))
    print(line("pandas and px, ms", usual, usual_bytes, statistics.median(usual_bytes), usual_ms))
    print(
        f"A first view within {MOST_RATIO:.2f} of the usual way is within {MOST_MS} ms where that takes {USUAL_MS} ms."
    )
    briefings.measure()
    print("The usual way makes one chart and one count, without page, table, files, checks or compression.")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        os.environ["DASHBOARD_STORE"] = folder
        measure(make_build(Path(folder)))
    speed.measure()
