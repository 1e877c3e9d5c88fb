"""How often a family of verdicts is wrong in simulated worlds, and how much of what has changed it finds."""

from collections.abc import Iterable
from functools import cache
from math import nan
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from data.model.schema import ALL_CRIME
from data.statistics.change.judged_series import Columns
from tests.calibration.product import judged
from tests.calibration.series_file import ASB, Floats
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
    seen: dict[str, list[Floats]] = {title: [] for title in TITLES.values()}
    for one in worlds:
        for title, row in _counted(judged(one)):
            seen[title].append(row)
    means = {title: np.array(rows) for title, rows in seen.items()}
    return {
        title: Errors(rows[:, 0].mean(), rows[:, 1].mean(), rows[:, 2].sum() / (rows[:, 3].sum() or nan))
        for title, rows in means.items()
    }


def _counted(figures: Columns) -> list[tuple[str, Floats]]:
    """Each table of a world by its title: whether any verdict is false, false_share, large changes found, and all.

    Counted with numpy: over a thousand worlds, grouping frames takes longer than judging them.
    """
    is_called, is_right = figures["is_called"], figures["is_right"]
    is_large = np.abs(figures["ratio"] - 1) > LARGE
    names = tuple(zip(figures["family"].tolist(), figures["group"].tolist(), strict=True))
    of_group, groups = _places(names)
    of_table, tables = _places(tuple((family, group if family != SELECTED else "") for family, group in groups))
    given, right = np.bincount(of_group, is_called), np.bincount(of_group, is_right)
    # Of the verdicts given, the share that is false: the mean over the groups that have any, 0 where none has.
    has = given > 0
    shares = np.bincount(of_table[has], 1 - right[has] / given[has], len(tables))
    table = of_table[of_group]
    columns = (
        np.bincount(table, is_called & ~is_right) > 0,
        shares / np.maximum(np.bincount(of_table[has], minlength=len(tables)), 1),
        np.bincount(table, is_right & is_large),
        np.bincount(table, is_large),
    )
    titles = [TITLES.get(name) or TITLES[name[0], ""] for name in tables]
    return list(zip(titles, np.stack(columns, axis=1).astype(float), strict=True))


@cache
def _places(names: tuple[tuple[str, str], ...]) -> tuple[NDArray[np.intp], list[tuple[str, str]]]:
    """Which of the different names each one is, and these; they are alike in every world."""
    order = {name: place for place, name in enumerate(dict.fromkeys(names))}
    return np.array([order[name] for name in names], dtype=np.intp), list(order)
