"""The frame behind the map of cells: counts and what they show, each with its class."""

import numpy as np
import pandas as pd

from data.model.comparison import Comparison
from data.model.period import Period
from data.model.shown_cells import QUARTERS, SHOWN_CELLS
from data.statistics.change.monthly import period_totals, ranks, round_breaks
from data.statistics.space.grid import Floats
from data.statistics.space.half_quarters import half_quarter_counts
from data.statistics.space.micro_area_shapes import degrees

MOST_CLASSES = 5


def cell_measures(counts: Floats, quarterly: Floats | None = None, before: Floats | None = None) -> pd.DataFrame:
    """Every cell by all that its map can show.

    counts: one a cell, of the period, all NaN where it lacks a month; quarterly: (cells, quarters), of whole quarters;
    before: one a cell, of the months that stand for the year before. Columns: offence_count, share_pct,
    half_quarter_count (as ``half_quarter_counts``), quarters_offence_count (in those quarters together),
    last_year_count. NaN where it is not known; the quarters stand by themselves, whatever the period lacks.
    """
    known = None if quarterly is None or not quarterly.size else quarterly
    return pd.DataFrame(
        {
            "offence_count": counts,
            "share_pct": 100 * counts / max(counts.sum(), 1),
            "half_quarter_count": np.nan if known is None else half_quarter_counts(known).astype(float),
            "quarters_offence_count": np.nan if known is None else known.sum(axis=1),
            "last_year_count": np.nan if before is None or np.isnan(counts).any() else before,
        }
    )


def classified_cells(frame: pd.DataFrame, show: str, quarter_count: int = 0) -> tuple[pd.DataFrame, list[float]]:
    """The same cells with value, rank and map_class by what is shown, and the breaks between classes.

    frame: as ``cell_measures`` gives it; show: of SHOWN_CELLS; quarter_count: how many quarters there
    are. map_class is NaN, and nothing drawn, where the value is zero or not known. A rank is by value.
    """
    value = frame[SHOWN_CELLS[show].column]
    breaks = quarter_breaks(quarter_count) if show == QUARTERS else round_breaks(value[value > 0])
    classes = np.where(value > 0, np.searchsorted(breaks, value, side="right"), np.nan)
    return frame.assign(value=value, rank=ranks(value), map_class=classes), breaks


def quarter_breaks(quarter_count: int) -> list[float]:
    """The breaks between classes of 1 to ``quarter_count`` quarters: as few quarters a class as five classes allow."""
    width = -(-quarter_count // MOST_CLASSES)
    return [float(edge) for edge in range(1 + width, quarter_count + 1, width or 1)]


def shares_from_the_top(counts: Floats) -> Floats:
    """For each cell, the share (per cent) of all offences in it and every cell that holds more."""
    order = np.argsort(-counts, kind="stable")
    caught = np.empty(len(counts))
    caught[order] = np.cumsum(counts[order])
    return np.asarray(100 * caught / max(counts.sum(), 1))


def named_cells(frame: pd.DataFrame, cells: pd.DataFrame, ward_names: dict[str, str]) -> pd.DataFrame:
    """The cells with who they are: those columns of ``cells``, ward_name, around (location and ward), longitude,
    latitude and cumulative_pct.

    frame: as ``classified_cells`` gives it, in the order of ``cells``: cell_id, easting, northing, location, ward_code.
    cumulative_pct: as ``shares_from_the_top``.
    """
    named = cells[["cell_id", "easting", "northing", "location", "ward_code"]].reset_index(drop=True)
    named["location"] = named["location"].str.replace("On or near ", "").fillna("no named road")
    named["ward_name"] = named["ward_code"].map(ward_names)
    # A location such as "Supermarket" names no place by itself.
    named["around"] = named["location"] + (", " + named["ward_name"]).fillna("")
    counts = frame["offence_count"].to_numpy(dtype=float)
    share = shares_from_the_top(counts) if np.isfinite(counts).all() else np.nan
    places = degrees(named["easting"].to_numpy(), named["northing"].to_numpy())
    return named.join(places).join(frame.reset_index(drop=True)).assign(cumulative_pct=share)


def total_by_month(monthly: pd.DataFrame, crime_types: tuple[str, ...]) -> pd.DataFrame:
    """These types added up: period_month, offence_count, NaN in a gap.

    monthly: period_month, crime_type, offence_count.
    """
    counts = monthly[monthly["crime_type"].isin(crime_types)].groupby("period_month")["offence_count"]
    # A type counts from the month in which it began to be published: only a month without any is a gap.
    return counts.sum(min_count=1).reset_index()


def compared_types(monthly: pd.DataFrame, period: Period, comparison: Comparison | None) -> pd.DataFrame:
    """Each crime type of a cell: crime_type, offence_count (of the period), total_0 and total_1 (compared).

    monthly: period_month, crime_type, offence_count, of all these periods; NaN where a month is absent, or nothing is
    compared.
    """
    periods = {"offence_count": period}
    if comparison:
        periods |= {"total_0": comparison.now, "total_1": comparison.before}
    totals = period_totals(monthly, "crime_type", list(periods.values())).set_axis(list(periods), axis=1)
    return totals.reindex(columns=["offence_count", "total_0", "total_1"]).rename_axis("crime_type").reset_index()
