"""Two areas side by side: is the rate of one higher than that of the other by more than chance?"""

import numpy as np
import pandas as pd

from data.analysis.change_table import judged
from data.analysis.dispersion import dispersion
from data.period import Period


def compare_rates(counts: pd.DataFrame, populations: tuple[int, int], period: Period) -> pd.Series:
    """The first series against the second in the period, each by its residents.

    counts: period_month, name, offence_count (NaN in a gap), two names that share no record; populations: residents of
    each, 0 where unknown. Index: the columns of ``judged``, change_pct being by how much the first rate is above the
    second; all NaN and not comparable where a month is missing or a population unknown. The test is that of a change,
    with residents in the place of months, and the dispersion factor of both series about their own means (quasi-Poisson
    regression on the area with residents as exposure; McCullagh and Nelder 1989).
    """
    is_shown = counts["period_month"].between(pd.Timestamp(period.first), pd.Timestamp(period.last))
    months = [part["offence_count"].to_numpy(dtype=float) for _, part in counts[is_shown].groupby("name", sort=False)]
    is_known = all(size > 0 for size in populations) and all(len(part) == len(period.months) for part in months)
    totals = [np.array([part.sum() if is_known else np.nan]) for part in months]
    sides = np.repeat([0, 1], [len(part) for part in months])
    factor, freedom = dispersion(np.concatenate(months)[:, None], sides)
    return judged(totals[0], totals[1], factor, freedom, populations if is_known else (1, 1)).iloc[0]
