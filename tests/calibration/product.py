"""The judgement of this dashboard: of the months of a comparison, and of every figure of a simulated world."""

from datetime import date

import numpy as np
import pandas as pd

from data.model.comparison import Comparison as Periods
from data.model.period import Period, month_range
from data.model.schema import AREA, DISTRICT, WARD
from data.model.verdict import CLEAR
from data.statistics.change.count_change import compare_counts
from data.statistics.change.cube import Cube, Scope
from data.statistics.change.figures import Figures
from data.statistics.change.noise import paired, pooled, squeezed, widening
from tests.calibration.null_pairs import YEAR, Comparison
from tests.calibration.series_file import ASB, Floats
from tests.calibration.worlds import OWN, TYPES, Level, World

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


def judged(one: World) -> pd.DataFrame:
    """Every named figure of a world, by the product's road, with the true ratio of now to before and what was said.

    Columns: level, code, measure, family, group, ratio (1 where nothing changed), is_called (a clear verdict), is_right
    (called, and in the right direction).
    """
    named = Figures(scope_of(one), YEARS).named
    truth = {**_truth(one.districts, (AREA, DISTRICT)), **_truth(one.wards, (WARD,))}
    keys = zip(*(named[name].tolist() for name in ("level", "code", "measure")), strict=True)
    ratio = np.array([truth[level, OWN if code == AREA else code, measure] for level, code, measure in keys])
    is_called = named["verdict"].isin(CLEAR).to_numpy()
    is_right = is_called & (np.sign(named["difference"]) == np.sign(np.log(ratio))).to_numpy()
    found = named[["level", "code", "measure", "family", "group"]]
    return found.assign(ratio=ratio, is_called=is_called, is_right=is_right)


def scope_of(one: World) -> Scope:
    """What the product makes figures from: the district that is ours, its wards, and the districts beside it."""
    districts = _cube(one.districts)
    return Scope(districts, _cube(one.wards), (OWN,), districts.codes, (ASB,))


def _cube(level: Level) -> Cube:
    """The counts of a level without the totals, which the product makes itself."""
    figures, areas = level.figures, tuple(dict.fromkeys(level.figures.areas.tolist()))
    counts = np.concatenate([figures.before, figures.now]).reshape(len(MONTHS), len(areas), -1)
    return Cube(MONTHS, areas, tuple(TYPES.tolist()), counts[:, :, : len(TYPES)])


def _truth(level: Level, names: tuple[str, ...]) -> dict[tuple[str, str, str], float]:
    keys = zip(level.figures.areas.tolist(), level.figures.types.tolist(), level.ratio.tolist(), strict=True)
    return {(name, area, crime_type): ratio for area, crime_type, ratio in keys for name in names}
