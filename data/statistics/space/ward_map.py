"""The frame behind the ward map: counts, rates and changes of every ward, as every page has them."""

from collections.abc import Sequence

import pandas as pd

from data.model.areas import Ward
from data.model.records import side_by_side
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
    changes = figures.lookup([((code,), types) for code in codes])
    frame = side_by_side(standing.table(WARD, types, codes), changes)
    frame.insert(1, "area_name", [ward.name for ward in wards])
    value, breaks = frame[measure], [] if measure == CHANGE else round_breaks(frame[measure])
    if measure == CHANGE:
        classes = frame["verdict"].map({verdict: place for place, verdict in enumerate(VERDICT_CLASSES)})
    else:
        classes = value.map(lambda v: sum(v >= edge for edge in breaks), na_action="ignore")
    ranked = SHOWN_MEASURES[measure].rank
    rank = frame[ranked] if ranked else float("nan")
    frame = frame.assign(value=value, map_rank=rank, map_class=classes.astype(float))
    return frame.sort_values(["value", "area_name"], ascending=[False, True], ignore_index=True), breaks


def type_counts(codes: Codes, types: Types, figures: Figures, standing: Standing) -> pd.DataFrame:
    """The types of these areas together: crime_type, offence_count (of the period), total_0 and total_1 (compared)."""
    asked = [(codes, (name,)) for name in types]
    counts, (now, before) = standing.lookup(asked)["offence_count"], figures.totals(asked)
    return pd.DataFrame({"crime_type": types, "offence_count": counts, "total_0": now, "total_1": before})
