"""How often a family of verdicts is wrong in simulated worlds, and how much of what has changed it finds."""

from collections.abc import Iterable
from math import nan
from typing import NamedTuple

import numpy as np
import pandas as pd

from data.model.schema import ALL_CRIME
from tests.calibration.product import judged
from tests.calibration.series_file import ASB
from tests.calibration.worlds import World

LARGE = 0.2
# The families whose figures are in one table whatever their group: the selection is over all of them.
SELECTED = "ward_type"
# What a reader calls the families: by name, and by measure where each measure is a table of its own.
TITLES = {
    ("area_headline", ALL_CRIME): "the area's all crime",
    ("area_headline", ASB): "the area's anti-social behaviour",
    ("area_type", ""): "the area's crime types",
    ("district_headline", ALL_CRIME): "other districts' all crime",
    ("district_headline", ASB): "other districts' anti-social behaviour",
    ("district_type", ""): "other districts, one crime type",
    ("ward_headline", ALL_CRIME): "wards' all crime",
    ("ward_headline", ASB): "wards' anti-social behaviour",
    (SELECTED, ""): "wards' crime types",
}


class Errors(NamedTuple):
    """any_false: share of the tables of a family with a false verdict; false_share: of the verdicts given, mean.

    found: share of the figures that changed by more than LARGE that are called, in the right direction; NaN where none
    did. The types of wards are one table; its false_share is in each world the mean over the types with a verdict.
    """

    any_false: float
    false_share: float
    found: float


def errors(worlds: Iterable[World]) -> dict[str, Errors]:
    """Errors of each family by its title."""
    seen: dict[str, list[tuple[float, float, float, float]]] = {title: [] for title in TITLES.values()}
    for one in worlds:
        figures = judged(one)
        for (family, group), table in _tables(figures):
            title = TITLES.get((family, group)) or TITLES[family, ""]
            large = (table["ratio"] - 1).abs() > LARGE
            is_false = bool((table["is_called"] & ~table["is_right"]).any())
            seen[title].append((is_false, _false_share(table), (table["is_right"] & large).sum(), large.sum()))
    means = {title: np.array(rows, dtype=float) for title, rows in seen.items()}
    return {
        title: Errors(rows[:, 0].mean(), rows[:, 1].mean(), rows[:, 2].sum() / (rows[:, 3].sum() or nan))
        for title, rows in means.items()
    }


def _tables(figures: pd.DataFrame) -> Iterable[tuple[tuple[str, str], pd.DataFrame]]:
    """The tables whose figures are judged together, by family and group; the types of wards all in one."""
    group = figures["group"].where(figures["family"] != SELECTED, "")
    yield from figures.groupby([figures["family"], group])


def _false_share(table: pd.DataFrame) -> float:
    """Of the verdicts given, the share that is false: the mean over the groups that have any, 0 where none has."""
    counts = table.groupby("group")[["is_called", "is_right"]].sum()
    given = counts[counts["is_called"] > 0]
    return float((1 - given["is_right"] / given["is_called"]).mean()) if len(given) else 0.0
