"""Builds that many tests read: each is made once in a run, when a test first asks for it, and written to by none."""

import gc
import os
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest
from dash import Dash
from filelock import FileLock

from data.build import database
from data.settings import ROOT, Settings
from etl.demo import write_demo_files
from etl.pipeline import build
from tests.fixtures.small_raw import build_small, write_small_raw

THURROCK = ("E06000034",)

# What is imported and collected stays to the end: looking among it for what can go takes a fifth of that time.
gc.disable()


def pytest_collection_finish() -> None:
    """Look for what can go from now on, among what the tests make."""
    gc.freeze()
    gc.enable()


# What a test finds never depends on how busy the machine is.
hypothesis.settings.register_profile("dashboard", deadline=None)
hypothesis.settings.load_profile("dashboard")


def quiet(_line: str) -> None:
    """Take what a build reports, and print nothing."""


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real source files: DASHBOARD_TEST_DATA, else beside the project."""
    folder = Path(os.environ.get("DASHBOARD_TEST_DATA", ROOT.parent / "shared" / "data")).resolve()
    if not (folder / "street").is_dir():
        pytest.skip(f"no real source files in {folder}: set DASHBOARD_TEST_DATA to a folder that holds street/")
    return folder


@pytest.fixture(scope="session")
def london_series() -> Path:
    """Months of 32 London boroughs: in DASHBOARD_TEST_SERIES, else beside the project."""
    folder = Path(os.environ.get("DASHBOARD_TEST_SERIES", ROOT.parent / "shared" / "series")).resolve()
    path = folder / "london_boroughs_2010_2016.csv"
    if not path.is_file():
        pytest.skip(f"no series in {folder}: set DASHBOARD_TEST_SERIES to a folder that holds {path.name}")
    return path


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """The folder of this name, made by the first process of the run that asks for it."""
    run = factory.getbasetemp()
    # The workers of a run have folders side by side.
    run = run.parent if "PYTEST_XDIST_WORKER" in os.environ else run
    folder = run / name
    with FileLock(run / f"{name}.lock"):
        if not folder.exists():
            make(run / f"{name}-begun")
            # A build that failed is not taken for one that was made.
            (run / f"{name}-begun").rename(folder)
    return folder


@pytest.fixture(scope="session")
def real_store(tmp_path_factory: pytest.TempPathFactory, real_data: Path) -> Path:
    """A store whose build holds the real source files."""
    return made_once(
        tmp_path_factory,
        "real-store",
        lambda store: build(real_data, Settings(store=store, area=THURROCK), quiet),
    )


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration files."""
    return made_once(tmp_path_factory, "demo-files", write_demo_files)


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory, demo_folder: Path) -> Path:
    """A store whose build holds the demonstration files."""
    return made_once(
        tmp_path_factory,
        "demo-store",
        lambda store: build(demo_folder, Settings(store=store, area=THURROCK), quiet),
    )


@pytest.fixture(scope="session")
def small_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose build holds the smallest source files."""

    def make(folder: Path) -> None:
        build_small(write_small_raw(folder / "raw"), folder / "store")

    return made_once(tmp_path_factory, "small", make) / "store"


@pytest.fixture
def use_store(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """A function that makes a store the one that data.build.database reads, until the test ends."""
    database._pinned.set(None)

    def use(store: Path) -> None:
        database._pinned.set(None)
        monkeypatch.setenv("DASHBOARD_STORE", str(store))

    return use


@pytest.fixture(scope="session")
def dashboard() -> Dash:
    """The application: Dash allows one a process."""
    from app import app

    return app
