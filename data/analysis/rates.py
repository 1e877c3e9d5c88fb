"""Rates per 1,000 residents with their intervals."""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import special

from data.analysis.change import by_month
from data.analysis.count_change import LEVEL
from data.analysis.dispersion import dispersion
from data.period import Period


def rates_with_intervals(counts: ArrayLike, population: ArrayLike, dispersion: ArrayLike = 1.0) -> pd.DataFrame:
    """Offences per 1,000 residents with their 95 % intervals.

    counts: offences; population: residents; NaN where unknown, and where the population is zero; dispersion: the
    factor of the months, taken as 1 where it is below or unknown. Columns: rate_per_1000, lower_ci_per_1000,
    upper_ci_per_1000. The exact interval of a Poisson count (Garwood 1936), on the count divided by the factor.
    """
    residents = np.asarray(population, float)
    residents = np.where(residents > 0, residents, np.nan)
    factor = np.fmax(np.asarray(dispersion, float), 1)
    events, tail = np.asarray(counts, float) / factor, (1 - LEVEL) / 2
    low = np.where(events == 0, 0, special.gammaincinv(np.where(events == 0, 1, events), tail))
    high = special.gammaincinv(events + 1, 1 - tail)
    columns = {"rate_per_1000": events, "lower_ci_per_1000": low, "upper_ci_per_1000": high}
    return pd.DataFrame({name: np.atleast_1d(1000 * factor * value / residents) for name, value in columns.items()})


def period_rates(monthly: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Each area's offences in the period with its rate and interval, widened by the dispersion of its own months.

    monthly: period_month, area_code, area_name, population, offence_count. Columns: area_code, area_name, population,
    offence_count (NaN where a month is missing) and those of ``rates_with_intervals``.
    """
    wide = by_month(monthly, "area_code")
    shown = wide[(wide.index >= pd.Timestamp(period.first)) & (wide.index <= pd.Timestamp(period.last))].to_numpy()
    counts = shown.sum(axis=0) if len(shown) == len(period.months) else np.full(wide.shape[1], np.nan)
    factor, _ = dispersion(shown, np.zeros(len(shown), dtype=int))
    areas = monthly.drop_duplicates("area_code")[["area_code", "area_name", "population"]].reset_index(drop=True)
    residents = areas["population"].to_numpy(dtype=float, na_value=np.nan)
    return areas.assign(offence_count=counts).join(rates_with_intervals(counts, residents, factor))
