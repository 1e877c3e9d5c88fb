"""The frame behind the ward map: counts, rates and changes of every ward, as every page has them."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from data.model.areas import Ward
from data.model.schema import WARD
from data.model.shown_measure import CHANGE, SHOWN_MEASURES
from data.model.verdict import Verdict
from data.statistics.change.cube import Codes, Types
from data.statistics.change.figures import Figures
from data.statistics.change.monthly import round_breaks
from data.statistics.ranking.standing import Standing

# The classes of a map of changes, from fall to rise; a ward that cannot be compared has none.
VERDICT_CLASSES = (
    Verdict.CLEAR_FALL,
    Verdict.POSSIBLE_FALL,
    Verdict.SAME,
    Verdict.UNCLEAR,
    Verdict.TOO_FEW,
    Verdict.POSSIBLE_RISE,
    Verdict.CLEAR_RISE,
)


def mapped_wards(
    wards: Sequence[Ward], types: Types, measure: str, figures: Figures, standing: Standing
) -> tuple[pd.DataFrame, list[float]]:
    """Every ward, highest by the measure first, and the breaks between the classes of a count or a rate.

    measure: of SHOWN_MEASURES. Columns: area_code, area_name, those of ``Standing.table`` and
    of ``Figures.lookup``; value, map_rank (by the measure, NaN of a change) and map_class (0 is the lowest; of a change
    its place in VERDICT_CLASSES; NaN where there is none).
    """
    codes = tuple(ward.code for ward in wards)
    changes = figures.columns([((code,), types) for code in codes])
    columns = changes | standing.columns(WARD, types, codes)
    value, names = columns[measure], np.array([ward.name for ward in wards], dtype=object)
    breaks = [] if measure == CHANGE else round_breaks(value)
    if measure == CHANGE:
        places = {verdict: place for place, verdict in enumerate(VERDICT_CLASSES)}
        classes = np.array([places.get(verdict, np.nan) for verdict in columns["verdict"]], dtype=float)
    else:
        classes = np.where(np.isnan(value), np.nan, np.searchsorted(breaks, value, side="right"))
    ranked = SHOWN_MEASURES[measure].rank
    rank = columns[ranked] if ranked else np.full(len(value), np.nan)
    columns |= {"area_name": names, "value": value, "map_rank": rank, "map_class": classes}
    order = np.lexsort((names, -value))
    return pd.DataFrame({name: values[order] for name, values in columns.items()}), breaks


def type_counts(codes: Codes, types: Types, figures: Figures, standing: Standing) -> pd.DataFrame:
    """The types of these areas together: crime_type, offence_count (of the period), total_0 and total_1 (compared)."""
    asked = [(codes, (name,)) for name in types]
    (counts, _), (now, before) = standing.totals(asked), figures.totals(asked)
    return pd.DataFrame({"crime_type": types, "offence_count": counts, "total_0": now, "total_1": before})
