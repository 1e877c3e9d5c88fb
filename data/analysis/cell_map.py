"""The frame behind the map of cells: counts and what they show, each with its class."""

import numpy as np
import pandas as pd

from data.analysis.change import ranks, round_breaks
from data.analysis.change_table import changes_with_verdict
from data.analysis.grid import Floats, Grid
from data.analysis.hot_spots import classes_over_time, hot_spots, kernel_density
from data.analysis.micro_area_shapes import degrees
from data.analysis.ward_map import overlaps_year_before
from data.period import Period

# Classes, the lowest first: of Gi* by its adjusted p-value, and of cells by their months.
P_CLASSES = (0.05, 0.01, 0.001)
HOT_CLASSES = ("former", "intermittent", "emerging", "persistent")
FEWEST_MONTHS = 2
# What the map shows by default where a ranking has won its trials.
SHOWN_BY_METHOD = {
    "plain_counts": "counts",
    "last_year": "last_year",
    "kernel_density": "density",
    "gi_star": "gi_star",
}


def cell_measures(monthly: Floats, grid: Grid, before: Floats | None = None, with_classes: bool = True) -> pd.DataFrame:
    """Every cell of the grid by all that its map can show.

    monthly: (cells, months) of the period, NaN in an absent month; before: one count a cell, of the months that stand
    for the year before; with_classes: whether months are tested one by one, which takes longest. Columns:
    offence_count, share_pct, gi_star, adjusted_p_value, is_hot, is_cold, density_per_km2 (NaN where the cell is not
    hot), hot_class (empty without classes, and under two months), hot_month_count, last_year_count (NaN where it is
    not known). All NaN, and nothing hot, where a month is absent.
    """
    counts = monthly.sum(axis=1)
    if np.isnan(counts).any():
        absent = ["offence_count", "share_pct", "gi_star", "adjusted_p_value", "density_per_km2", "last_year_count"]
        nothing = {"is_hot": False, "is_cold": False, "hot_class": "", "hot_month_count": 0}
        return pd.DataFrame({**dict.fromkeys(absent, np.nan), **nothing}, index=range(len(grid)))
    frame = hot_spots(counts, grid).drop(columns="p_value")
    frame.insert(0, "offence_count", counts)
    frame.insert(1, "share_pct", 100 * counts / max(counts.sum(), 1))
    frame["density_per_km2"] = np.where(frame["is_hot"], kernel_density(counts, grid), np.nan)
    is_long = with_classes and monthly.shape[1] >= FEWEST_MONTHS
    frame[["hot_class", "hot_month_count"]] = classes_over_time(monthly, grid) if is_long else ("", 0)
    return frame.assign(last_year_count=np.nan if before is None else before)


def classified_cells(frame: pd.DataFrame, show: str) -> tuple[pd.DataFrame, list[float]]:
    """The same cells with value, rank and map_class by what is shown, and the breaks between classes.

    frame: as ``cell_measures`` gives it; show: counts, gi_star, density, classes or last_year. map_class is NaN where
    nothing is drawn. Of gi_star: 0 a cold spot, 1 offences that cannot be told from chance, 2 to 4 hot spots by
    P_CLASSES; of classes: the place in HOT_CLASSES. A rank is by value.
    """
    if show == "gi_star":
        p_value, z = frame["adjusted_p_value"], frame["gi_star"]
        hot = 1 + sum((p_value < edge).astype(int) for edge in P_CLASSES)
        classes = np.select([z.isna(), frame["is_cold"], frame["is_hot"]], [np.nan, 0.0, hot], 1.0)
        value = z
        classes = np.where((classes == 1) & (frame["offence_count"] == 0), np.nan, classes)
        breaks: list[float] = []
    elif show == "classes":
        value = frame["hot_month_count"].astype(float)
        classes = frame["hot_class"].map(dict(zip(HOT_CLASSES, range(4), strict=True))).to_numpy(dtype=float)
        breaks = []
    else:
        column = {"density": "density_per_km2", "last_year": "last_year_count"}.get(show, "offence_count")
        value = frame[column]
        breaks = round_breaks(value[value > 0])
        classes = np.where(value > 0, np.searchsorted(breaks, value, side="right"), np.nan)
    return frame.assign(value=value, rank=ranks(value), map_class=classes), breaks


def shares_from_the_top(counts: Floats) -> Floats:
    """For each cell, the share (per cent) of all offences in it and every cell that holds more."""
    order = np.argsort(-counts, kind="stable")
    caught = np.empty(len(counts))
    caught[order] = np.cumsum(counts[order])
    return np.asarray(100 * caught / max(counts.sum(), 1))


def named_cells(frame: pd.DataFrame, cells: pd.DataFrame, ward_names: dict[str, str]) -> pd.DataFrame:
    """The cells with who they are: those columns of ``cells``, ward_name, longitude, latitude and cumulative_pct.

    frame: as ``classified_cells`` gives it, in the order of ``cells``: cell_id, easting, northing, is_drawn, location,
    ward_code. Only drawn cells have a position in degrees. cumulative_pct: as ``shares_from_the_top``.
    """
    named = cells[["cell_id", "easting", "northing", "is_drawn", "location", "ward_code"]].reset_index(drop=True)
    named["location"] = named["location"].str.replace("On or near ", "").fillna("no snap point")
    named["ward_name"] = named["ward_code"].map(ward_names)
    counts = frame["offence_count"].to_numpy(dtype=float)
    share = shares_from_the_top(counts) if np.isfinite(counts).all() else np.nan
    drawn = named[named["is_drawn"]]
    places = degrees(drawn["easting"].to_numpy(), drawn["northing"].to_numpy()).set_index(drawn.index)
    return named.join(places).join(frame.reset_index(drop=True)).assign(cumulative_pct=share)


def total_by_month(monthly: pd.DataFrame, crime_types: tuple[str, ...]) -> pd.DataFrame:
    """These types added up: period_month, series (always the same), offence_count; NaN in a gap.

    monthly: period_month, crime_type, offence_count.
    """
    counts = monthly[monthly["crime_type"].isin(crime_types)].groupby("period_month")["offence_count"]
    return counts.agg(lambda months: months.sum(skipna=False)).reset_index().assign(series="total")


def change_alone(total: pd.DataFrame, period: Period) -> pd.Series | None:
    """The change of one series on the year before, None where the two periods overlap.

    total: as ``total_by_month``. Returns the columns of ``changes_with_verdict``; nothing else is allowed for.
    """
    if overlaps_year_before(period):
        return None
    return changes_with_verdict(total, "series", period, period.back(1)).iloc[0]
