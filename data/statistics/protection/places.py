"""Where wards stand by a measure of which some numbers are hidden: made of what is shown, and of nothing else."""

import numpy as np
import pandas as pd

from data.model.count_status import CountStatus
from data.statistics.change.noise import Floats
from data.statistics.ranking.rank_intervals import rate_ranks
from data.statistics.ranking.rates import rates_with_intervals
from data.statistics.ranking.standing import PER_RESIDENT, shared_season


def ward_places(counts: Floats, residents: Floats, quarters: Floats) -> pd.DataFrame:
    """Each ward's rate and rank with what chance leaves open, of those that are shown.

    counts: of the year, NaN where hidden; residents: NaN where unknown; quarters: quarters × wards, NaN where hidden.
    Columns: offence_count, count_status, rate_status, those of ``rates_with_intervals`` and ``rate_ranks``. Quarters
    that vary more than chance widen all intervals by one factor, that of the wards of which all quarters are shown.
    """
    hidden = np.isnan(counts)
    factor = np.full(len(counts), shared_noise(quarters))
    status = np.where(hidden, CountStatus.SUPPRESSED, CountStatus.COUNTED)
    rate_status = np.where(~hidden & ~(residents > 0), CountStatus.NO_RESIDENTS, status)
    return pd.DataFrame(
        {
            "offence_count": counts,
            "count_status": status,
            "rate_status": rate_status,
            **rates_with_intervals(counts, residents, factor),
            **rate_ranks(counts, residents, factor, PER_RESIDENT),
        }
    )


def shared_noise(quarters: Floats) -> float:
    """How much more quarters vary than separate records would: 1 or more, 1 where too few are shown to tell."""
    shown = quarters[:, ~np.isnan(quarters).any(axis=0)]
    if shown.shape[1] < 2:
        return 1.0
    chi_squared, freedom = shared_season(shown)
    return max(1.0, float(chi_squared.sum() / freedom.sum())) if freedom.sum() > 0 else 1.0
