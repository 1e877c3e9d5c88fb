"""Builds that are killed, that run out of disk, or that meet another: what is served stays whole."""

import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from dash import Dash

from data.build import database
from etl.publish.publishing import KEPT_BUILDS, current, new_build, prune, publish
from tests.fixtures.child_builds import Harm, Step, copied, run_to_end
from tests.fixtures.served import ask
from tests.fixtures.small_raw import query, record, write_small_raw

UseStore = Callable[[Path], None]
# Where a build is killed: before it has begun, while it finds and reads its files, at the first, some and the last of
# its tables, and at each change of what is published.
BEFORE_THE_SWITCH = [
    ("shutil.rmtree", "work"),
    ("os.mkdir", "work"),
    ("open", "wards.geojson"),
    ("open", "lsoa_ward_lad.csv"),
    ("open", "*-street.csv"),
    ("open", "dim_population.sql"),
    ("open", "fct_crime.sql"),
    ("open", "fct_crime_monthly.sql"),
    ("open", "fct_cell_monthly.sql"),
    ("open", "meta_annotation.sql"),
    ("open", "CURRENT.new"),
    ("os.rename", "*.duckdb"),
    ("os.rename", "CURRENT.new"),
]
AFTER_THE_SWITCH = [("os.remove", "builds/*.duckdb"), ("os.rmdir", "work")]
# Builds of these many records follow one another, so that what is served tells which one it is; from none to the next
# is a tenth lost, which would hold the build back.
RECORDS = (40, 41, 42)


@pytest.fixture(scope="module")
def raws(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Source files of each number of records."""
    folder = tmp_path_factory.mktemp("killed")
    lines = [[record(number) for number in range(count)] for count in RECORDS]
    return [write_small_raw(folder / f"raw-{len(own)}", {"2024-01": own}) for own in lines]


@pytest.fixture(scope="module")
def first_store(tmp_path_factory: pytest.TempPathFactory, raws: list[Path]) -> Path:
    """A store with a build of the first files, to be copied."""
    path = tmp_path_factory.mktemp("first") / "store"
    assert run_to_end(raws[0], path) == (0, "")
    return path


@pytest.fixture
def store(tmp_path: Path, first_store: Path, use_store: UseStore) -> Path:
    """A store of its own with that build."""
    path = tmp_path / "store"
    shutil.copytree(first_store, path)
    use_store(path)
    return path


def served(dashboard: Dash) -> int:
    """The records of the build that the app serves, by its tables and by a page of it alike."""
    records = held()
    total = ask(dashboard, "summary").table("What changed")[0]
    assert str(records) in total.values(), total
    return records


def held() -> int:
    """The records of the build that is current."""
    database.pin()
    return int(database.rows("SELECT count(*) FROM fct_crime")[0][0])


def left_in(store: Path) -> list[str]:
    """What lies in the store beside builds that are whole; such builds are as many as are kept, at most."""
    builds = list((store / "builds").glob("*.duckdb"))
    assert len(builds) <= KEPT_BUILDS
    for path in builds:
        assert query(path, "SELECT count(*) FROM fct_crime") in [[(count,)] for count in RECORDS]
    whole = {*builds, store / "builds", store / "builds" / ".lock", store / "CURRENT"}
    return sorted(path.name for path in set(store.rglob("*")) - whole)


@pytest.fixture(scope="module")
def second_store(tmp_path_factory: pytest.TempPathFactory, first_store: Path, raws: list[Path]) -> Path:
    """A store in which the second files were built after the first, beside it copies at each step of that build."""
    store = tmp_path_factory.mktemp("second") / "store"
    shutil.copytree(first_store, store)
    (first,) = (store / "builds").glob("*.duckdb")
    # As many as are kept, so that there is an old one to delete.
    for place in range(1, KEPT_BUILDS):
        first.with_name(f"2001-{place}.duckdb").hardlink_to(first)
    assert run_to_end(raws[1], store, Harm(copied_at=(*BEFORE_THE_SWITCH, *AFTER_THE_SWITCH))) == (0, "")
    return store


@pytest.mark.parametrize("step", [*BEFORE_THE_SWITCH, *AFTER_THE_SWITCH])
def test_a_build_killed_at_any_step_leaves_a_whole_one_served_and_the_next_succeeds(
    dashboard: Dash, tmp_path: Path, use_store: UseStore, first_store: Path, second_store: Path, step: Step
) -> None:
    store = Path(shutil.copytree(copied(second_store, step), tmp_path / "store"))
    is_switched = step in AFTER_THE_SWITCH
    use_store(store)
    assert served(dashboard) == RECORDS[is_switched]
    # What the next build makes does not depend on what was left: here it is the other of the two, made already.
    put_next(store, first_store if is_switched else second_store)
    assert held() == RECORDS[not is_switched]
    assert left_in(store) == []


def put_next(store: Path, made: Path) -> None:
    """Publish the build of another store as the next one."""
    source = current(made)
    assert source
    with new_build(store, "9999-next") as path:
        shutil.copy(source, path)
        publish(store, path)
    prune(store)


def test_what_kills_leave_is_what_lay_there_and_a_whole_build_after_them_succeeds(
    dashboard: Dash, store: Path, second_store: Path, raws: list[Path]
) -> None:
    steps: list[Step] = [("open", "fct_crime_monthly.sql"), ("os.rename", "CURRENT.new")]
    for step in steps:
        assert run_to_end(raws[1], store, Harm(killed_at=step))[0] == -signal.SIGKILL
        assert served(dashboard) == RECORDS[0]
        killed, copy = (
            sorted(path.suffix for path in (one / "work").iterdir()) for one in (store, copied(second_store, step))
        )
        assert killed == copy
        assert (store / "CURRENT.new").exists() == (step[1] == "CURRENT.new")
    assert run_to_end(raws[2], store) == (0, "")
    assert served(dashboard) == RECORDS[2]
    assert left_in(store) == []


# Room for no table, and for a part of them.
@pytest.mark.parametrize("largest_file", [1_000, 20_000, 1_000_000])
def test_a_full_disk_is_said_in_one_line_and_leaves_the_build_as_it_was(
    dashboard: Dash, store: Path, raws: list[Path], largest_file: int
) -> None:
    code, said = run_to_end(raws[1], store, Harm(largest_file=largest_file))
    assert code == 1
    assert said.startswith(f"error: {store}: the disk is full")
    assert said.count("\n") == 1
    assert served(dashboard) == RECORDS[0]
    assert left_in(store) == []


def test_a_store_that_cannot_be_written_to_is_said_in_one_line(dashboard: Dash, store: Path, raws: list[Path]) -> None:
    for folder in (store, store / "builds"):
        folder.chmod(0o555)
    code, said = run_to_end(raws[1], store, Harm(powerless=True))
    assert code == 1
    assert said.startswith(f"error: {store}: it cannot be written to")
    assert said.count("\n") == 1
    assert served(dashboard) == RECORDS[0]
    assert left_in(store) == []


def test_a_store_that_cannot_be_made_is_said_in_one_line(tmp_path: Path, raws: list[Path]) -> None:
    (tmp_path / "closed").mkdir(mode=0o555)
    store = tmp_path / "closed" / "store"
    code, said = run_to_end(raws[0], store, Harm(powerless=True))
    assert code == 1
    assert said.startswith(f"error: {store}: it cannot be written to")


def test_of_two_builds_at_a_time_the_second_says_that_it_has_to_wait(
    dashboard: Dash, store: Path, second_store: Path, raws: list[Path]
) -> None:
    with new_build(store, "first") as path:
        path.write_text("half made")
        code, said = run_to_end(raws[1], store)
        assert path.read_text() == "half made"
    assert code == 1
    assert said.startswith(f"error: {store}: another build is running there")
    assert said.count("\n") == 1
    assert served(dashboard) == RECORDS[0]
    put_next(store, second_store)
    assert held() == RECORDS[1]
    assert left_in(store) == []
