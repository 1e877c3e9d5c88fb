"""The judgement of this dashboard: of the months of a comparison, and of every figure of a simulated world."""

from datetime import date
from functools import cache

import numpy as np
from numpy.typing import NDArray

from data.model.comparison import Comparison as Periods
from data.model.period import Period, month_range
from data.model.schema import AREA, WARD
from data.model.verdict import CLEAR
from data.statistics.change.count_change import compare_counts
from data.statistics.change.cube import Cube, Scope
from data.statistics.change.figures import Figures
from data.statistics.change.judged_series import Columns
from data.statistics.change.noise import paired, pooled, squeezed, widening
from tests.calibration.null_pairs import YEAR, Comparison
from tests.calibration.series_file import ASB, Floats
from tests.calibration.worlds import OWN, TYPES, Level, World

Keys = tuple[tuple[str, str], ...]

# Two years without a 29 February, as the simulated worlds have them.
MONTHS = month_range(date(2022, 1, 1), date(2023, 12, 1))
NOW = Period(MONTHS[YEAR], MONTHS[-1])
YEARS = Periods(NOW, Period(MONTHS[0], MONTHS[YEAR - 1]), NOW, "1")


def dashboard(one: Comparison) -> Floats:
    """p-values of all series, the noise of each crime type pooled over the areas; as between two years alone.

    The product's own functions, joined as ``Figures`` does. With more years to measure it on, the product may take a
    higher serial correlation, never a lower one.
    """
    months = one.days_now.ravel(), one.days_before.ravel()
    factor, freedom = np.empty((2, len(one.types)))
    for group in np.unique(one.groups):
        alike = one.groups == group
        pairs = paired(one.now[:, alike], one.before[:, alike], months)
        factor[alike], freedom[alike] = squeezed(pairs, pooled(pairs))
    exposure = float(months[0].sum()), float(months[1].sum())
    factor *= widening(len(one.now))
    changes = compare_counts(one.now.sum(axis=0), one.before.sum(axis=0), factor, freedom, exposure)
    return np.asarray(changes["p_value"], dtype=float)


def judged(one: World) -> Columns:
    """Every named figure of a world, by the product's road, with the true ratio of now to before and what was said.

    Columns: level, code, measure, family, group, ratio (1 where nothing changed), is_called (a clear verdict), is_right
    (called, and in the right direction).
    """
    named = Figures(scope_of(one), YEARS).named_columns
    keys = tuple(zip(*(named[name].tolist() for name in ("level", "code", "measure")), strict=True))
    places = _places(keys, _keys(one.districts), _keys(one.wards))
    ratio = np.concatenate([one.districts.ratio, one.wards.ratio])[places]
    is_called = np.array([verdict in CLEAR for verdict in named["verdict"].tolist()])
    is_right = is_called & (np.sign(named["difference"]) == np.sign(np.log(ratio)))
    labels = {name: named[name] for name in ("level", "code", "measure", "family", "group")}
    return {**labels, "ratio": ratio, "is_called": is_called, "is_right": is_right}


def _keys(level: Level) -> Keys:
    """Area and crime type of each figure of a level."""
    return tuple(zip(level.figures.areas.tolist(), level.figures.types.tolist(), strict=True))


@cache
def _places(
    figures: tuple[tuple[str, str, str], ...],
    districts: tuple[tuple[str, str], ...],
    wards: tuple[tuple[str, str], ...],
) -> NDArray[np.intp]:
    """Where each figure, by level, code and measure, stands among districts and then wards: alike in every world."""
    known = [(False, *key) for key in districts] + [(True, *key) for key in wards]
    order = {key: place for place, key in enumerate(known)}
    return np.array([order[level == WARD, OWN if code == AREA else code, measure] for level, code, measure in figures])


def scope_of(one: World) -> Scope:
    """What the product makes figures from: the district that is ours, its wards, and the districts beside it."""
    districts = _cube(one.districts)
    return Scope(districts, _cube(one.wards), (OWN,), districts.codes, (ASB,))


def _cube(level: Level) -> Cube:
    """The counts of a level without the totals, which the product makes itself."""
    figures, areas = level.figures, tuple(dict.fromkeys(level.figures.areas.tolist()))
    counts = np.concatenate([figures.before, figures.now]).reshape(len(MONTHS), len(areas), -1)
    return Cube(MONTHS, areas, tuple(TYPES.tolist()), counts[:, :, : len(TYPES)])
