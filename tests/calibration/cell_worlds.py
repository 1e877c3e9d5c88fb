"""Five years of cells in which nothing was done, resampled from real cells with their season, bursts and drift."""

from pathlib import Path
from typing import NamedTuple

import duckdb
import numpy as np
import pandas as pd

from data.statistics.effect.ground import Floats, Ground
from tests.calibration.null_pairs import YEAR

YEARS, BLOCK, SIZE_M = 5, 3, 150
VIOLENCE, ASB = "Violence and sexual offences", "Anti-social behaviour"
# Measured on two Januaries to Aprils a year apart, and on odd against even months, of the cells of one county district:
# months vary by 1.1 to 1.5 × chance, and a cell's level by 40 % (quiet) to 18 % (busy) from year to year.
BURSTS, DRIFT, KEPT = (1.1, 0.4, 1.5), (0.4, 0.2), 0.6


class Cells(NamedTuple):
    """Real cells by month: counts, types (violence, other crime) × cells × months, and where they lie."""

    counts: Floats
    ground: Ground
    months: tuple[str, ...]


def read_cells(build: Path, since: str) -> Cells:
    """The cells of a build that hold a point, in its months from ``since`` (YYYY-MM) on."""
    with duckdb.connect(str(build), read_only=True) as connection:
        cells = connection.sql(
            "SELECT cell_id, grid_row, grid_column FROM dim_cell "
            f"WHERE cell_size_m = {SIZE_M} AND holds_point ORDER BY cell_id"
        ).df()
        found = connection.sql(
            f"SELECT cell_id, strftime(period_month, '%Y-%m') AS month, crime_type = '{VIOLENCE}' AS is_violence, "
            f"offence_count FROM fct_cell_monthly WHERE cell_size_m = {SIZE_M} AND crime_type <> '{ASB}'"
        ).df()
    found = found[found["month"] >= since]
    months = sorted(found["month"].unique())
    counts = np.zeros((2, len(cells), len(months)))
    where = (
        np.where(found["is_violence"], 0, 1),
        np.searchsorted(cells["cell_id"], found["cell_id"]),
        np.searchsorted(months, found["month"]),
    )
    np.add.at(counts, where, found["offence_count"].to_numpy(dtype=float))
    row, column = (cells[name].to_numpy(dtype=np.intp) for name in ("grid_row", "grid_column"))
    return Cells(counts, Ground(row, column, SIZE_M), tuple(months))


def read_seasons(series: Path) -> Floats:
    """The months of real districts, types × districts × months, each with a mean of 1, of a file as for series."""
    frame = pd.read_csv(series)
    frame = frame[frame["crime_type"] != ASB]
    is_violence = frame["crime_type"].str.startswith("Viol")
    sides = [
        frame[chosen].drop(columns="crime_type").groupby("borough").sum() for chosen in (is_violence, ~is_violence)
    ]
    return np.stack([side.to_numpy(dtype=float) / side.to_numpy().mean(axis=1, keepdims=True) for side in sides])


def world(cells: Cells, seasons: Floats, seed: int, *, is_steady: bool = False) -> Floats:
    """Counts of five years, types × cells × months, in which no cell is treated otherwise than any other.

    Each cell keeps its own mean. Blocks of three real months, the same for all cells, give their bursts and how they
    hang together; their share of the noise is what real months have beyond chance. All follow sixty months of a real
    district, its season, trend and correlation; each cell's level drifts from year to year. is_steady: every year has
    as many as any other, as a plan supposes.
    """
    rng = np.random.default_rng(seed)
    mean = cells.counts.mean(axis=2)
    months = cells.counts.shape[2]
    total = cells.counts.sum(axis=1, keepdims=True)
    level = cells.counts / total * total.mean(axis=2, keepdims=True)
    blocks = [(rng.integers(months) + np.arange(BLOCK)) % months for _ in range(YEARS * YEAR // BLOCK)]
    factor = np.minimum(BURSTS[0] + BURSTS[1] * mean, BURSTS[2])
    share = np.sqrt((factor - 1) / factor)[:, :, None]
    own = np.maximum(mean[:, :, None] + share * (level[:, :, np.concatenate(blocks)] - mean[:, :, None]), 0)
    start = rng.integers(seasons.shape[2] - YEARS * YEAR + 1)
    common = seasons[:, rng.integers(seasons.shape[1]), start : start + YEARS * YEAR]
    yearly = common.reshape(2, YEARS, YEAR).mean(axis=2).repeat(YEAR, axis=1)
    common = common / (yearly if is_steady else common.mean(axis=1, keepdims=True))
    return np.asarray(rng.poisson(common[:, None, :] * _drift(rng, mean.sum(axis=0)) * own), dtype=float)


def _drift(rng: np.random.Generator, monthly: Floats) -> Floats:
    """How far each cell's level has drifted, cells × months: steady within a year, alike from one year to the next."""
    steps = rng.normal(size=(len(monthly), YEARS))
    for year in range(1, YEARS):
        steps[:, year] = KEPT * steps[:, year - 1] + np.sqrt(1 - KEPT**2) * steps[:, year]
    spread = DRIFT[0] * np.sqrt(DRIFT[1] + (1 - DRIFT[1]) / (1 + 2 * monthly))[:, None]
    return np.asarray(np.exp(spread * steps - spread**2 / 2).repeat(YEAR, axis=1))
