"""Demonstration source files: schematic areas and fictitious records in the genuine formats."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from etl.demo.areas import list_areas
from etl.demo.board import write_board, write_risk
from etl.demo.counts import draw_monthly_counts
from etl.demo.files import write_street_files, write_text
from etl.demo.geography import draw_geography
from etl.demo.ground import write_ground
from etl.demo.lookups import write_boundaries, write_lookups, write_populations
from etl.demo.named_places import write_named_places
from etl.demo.operations import write_operations
from etl.demo.partner_extract import write_partner_extract
from etl.demo.places import place_points
from etl.demo.recorded_crime import write_recorded_crime
from etl.demo.records import draw_records
from etl.demo.survey import write_survey
from etl.demo.tables import TABLES

SEED = 20220908
ARCHIVE_UNTIL = "2020-03"


@contextmanager
def without_latest_month(folder: Path) -> Iterator[None]:
    """The set as it was a month before, until the end: what is held against it has something new."""
    *_, latest = sorted(path for path in (folder / "street").iterdir() if path.is_dir())
    aside = folder.parent / f"{folder.name}-{latest.name}"
    shutil.rmtree(aside, ignore_errors=True)
    latest.rename(aside)
    try:
        yield
    finally:
        aside.rename(latest)


def write_demo_files(folder: Path) -> None:
    """Write the whole demonstration set below `folder`: the same bytes at every run."""
    # one stream for all: another draw in between changes everything that follows
    rng = np.random.default_rng(SEED)
    geography = draw_geography()
    areas = list_areas(rng)
    places = place_points(geography, areas, rng)
    counts = draw_monthly_counts(rng)
    records = draw_records(counts, places, rng)
    write_street_files(folder / "street", records, ARCHIVE_UNTIL)
    write_boundaries(folder / "boundaries", geography, areas)
    write_lookups(folder / "lookups", areas)
    write_populations(folder / "population", areas)
    write_named_places(folder / "places", geography, places)
    write_operations(folder / "operations")
    write_recorded_crime(folder / "recorded_crime", counts)
    write_risk(folder / "risk")
    write_ground(folder / "ground", geography)
    write_survey(folder / "survey")
    # A stream of its own: whoever changes it changes nothing else.
    write_partner_extract(folder / "partner", records, places, np.random.default_rng([SEED, 1]))
    write_board(folder / "board")
    # What in the folder is made up and what is restated.
    write_text(folder / "README.txt", (TABLES / "readme.txt").read_text(encoding="utf-8"))
