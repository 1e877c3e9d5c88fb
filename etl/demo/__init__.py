"""Demonstration source files: schematic areas and fictitious records in the genuine formats."""

from pathlib import Path

import numpy as np

from etl.demo.areas import list_areas
from etl.demo.counts import draw_monthly_counts
from etl.demo.files import write_readme, write_street_files
from etl.demo.geography import draw_geography
from etl.demo.ground import write_ground
from etl.demo.lookups import write_boundaries, write_lookups, write_populations
from etl.demo.named_places import write_named_places
from etl.demo.partner_extract import write_partner_extract
from etl.demo.places import place_points
from etl.demo.recorded_crime import write_recorded_crime
from etl.demo.records import draw_records
from etl.demo.risk import write_risk

SEED = 20220908
ARCHIVE_UNTIL = "2020-03"


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
    write_recorded_crime(folder / "recorded_crime", counts)
    write_risk(folder / "risk")
    write_ground(folder / "ground", geography)
    # A stream of its own: whoever changes it changes nothing else.
    write_partner_extract(folder / "partner", records, places, np.random.default_rng([SEED, 1]))
    write_readme(folder)
