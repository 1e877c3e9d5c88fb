"""Monthly series of wards, of groups of areas and of crime types, as trends draw them."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from data.model.period import Period
from data.model.selection import REST, Selection
from data.statistics.change.cube import Codes, Types
from data.statistics.change.monthly import by_month
from data.words.formatting import named


def grouped(monthly: pd.DataFrame, groups: Mapping[str, Sequence[str]], measure: str) -> pd.DataFrame:
    """One series a group of areas, added up: period_month, series, value (null in a gap).

    monthly: period_month, area_code, population, offence_count; groups: codes by name, a group without any left out.
    """
    return _series(monthly, "area_code", groups, _residents_of(monthly), measure)


def by_ward(monthly: pd.DataFrame, codes: Sequence[str], measure: str) -> pd.DataFrame:
    """One series a ward of ``codes``; columns as in ``grouped``."""
    names = ward_names(monthly)
    return grouped(monthly, {names[code]: [code] for code in codes}, measure)


def by_type(monthly: pd.DataFrame, types: Sequence[str], population: int | None, measure: str) -> pd.DataFrame:
    """One series a crime type; columns as in ``grouped``."""
    residents = dict.fromkeys(types, np.nan if population is None else population)
    return _series(monthly, "crime_type", {name: [name] for name in types}, residents, measure)


def _residents_of(monthly: pd.DataFrame) -> dict[str, float]:
    """The residents of each area by its code, NaN where they are unknown."""
    known = monthly["population"].to_numpy(dtype=float).tolist()
    return dict(zip(monthly["area_code"].tolist(), known, strict=True))


def ward_names(monthly: pd.DataFrame) -> dict[str, str]:
    """The name of each area by its code."""
    return dict(zip(monthly["area_code"].tolist(), monthly["area_name"].tolist(), strict=True))


def _series(
    monthly: pd.DataFrame, key: str, groups: Mapping[str, Sequence[str]], residents: Mapping[str, float], measure: str
) -> pd.DataFrame:
    """Counts or rates of each group that has members; a group with unknown residents has no rate."""
    wide = by_month(monthly, key)
    counts, places = wide.to_numpy(), {member: place for place, member in enumerate(wide.columns)}
    values = {}
    for name, members in groups.items():
        if members:
            # In a gap every member is absent, and so is their sum.
            total = counts[:, [places[member] for member in members]].sum(axis=1)
            per = sum(residents[member] for member in members) if measure == "rate_per_1000" else 1000
            values[name] = 1000 * total / (per or np.nan)
    return pd.DataFrame(
        {
            "period_month": np.tile(wide.index.to_numpy(), len(values)),
            "series": np.repeat(np.array(list(values), dtype=object), len(wide)),
            "value": np.concatenate(list(values.values())),
        }
    )


def total_counts(monthly: pd.DataFrame, groups: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """The same groups as counts to be compared: period_month, name, offence_count, month by month."""
    wide = by_month(monthly, "area_code")
    sums = [wide[list(codes)].sum(axis=1, skipna=False).to_numpy() for codes in groups.values()]
    return pd.DataFrame(
        {
            "period_month": np.repeat(wide.index.to_numpy(), len(groups)),
            "name": np.tile(np.array(list(groups), dtype=object), len(wide)),
            "offence_count": np.column_stack(sums).astype(float).ravel(),
        }
    )


def figures_of(selection: Selection) -> dict[str, tuple[Codes, Types]]:
    """Every figure that the page speaks of by name, with its areas and types: each chosen type, each chosen ward.

    Where one of them is chosen it is the whole, and left out; where both are one, the whole alone.
    """
    found: dict[str, tuple[Codes, Types]] = {}
    if len(selection.crime_types) > 1:
        found |= {name: (selection.wards, (name,)) for name in selection.crime_types}
    if len(selection.wards) > 1:
        names = {ward.code: ward.name for ward in selection.vintage.wards}
        found |= {names[code]: ((code,), selection.counted_types) for code in selection.wards}
    whole = f"{selection.types_label} in {selection.wards_label}"
    return found or {whole: (selection.wards, selection.counted_types)}


def figure_noun(selection: Selection) -> str:
    """What the figures of ``figures_of`` are together."""
    if len(selection.crime_types) > 1 and len(selection.wards) > 1:
        return "crime types and wards"
    return "crime types" if len(selection.crime_types) > 1 else "wards"


def compared_groups(selection: Selection, monthly: pd.DataFrame) -> dict[str, list[str]]:
    """The two groups of areas that are compared, by name; one is empty where nothing is left for it.

    monthly: wards with area_code, area_name; or, with the column is_own, districts. Other districts count only where
    they have every month that the own ones have.
    """
    if "is_own" in monthly:
        return _district_groups(selection, monthly)
    left = {code: name for code, name in ward_names(monthly).items() if code not in selection.wards}
    if selection.against != (REST,):
        left = {code: name for code, name in left.items() if code in selection.against}
        label = named(list(left.values())) if len(left) <= 2 else f"{len(left)} other wards"
    else:
        label = f"Rest of {selection.area_name}"
    return {selection.wards_label: list(selection.wards), label: list(left)}


def _district_groups(selection: Selection, monthly: pd.DataFrame) -> dict[str, list[str]]:
    is_own = monthly["is_own"].astype(bool)
    own = list(monthly.loc[is_own, "area_code"].unique())
    wide = by_month(monthly, "area_code")
    is_there = wide.notna().to_numpy()
    needed = is_there[:, wide.columns.get_indexer(own)].all(axis=1)
    has_all = is_there[needed].all(axis=0).tolist()
    others = [code for code, is_whole in zip(wide, has_all, strict=True) if is_whole and code not in own]
    return {selection.area_name: own, f"{len(others)} other district{'' if len(others) == 1 else 's'}": others}


def residents(monthly: pd.DataFrame, groups: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """The residents of each group of areas, 0 where those of any area are unknown."""
    known = _residents_of(monthly)
    sums = {name: sum(known[code] for code in codes) for name, codes in groups.items()}
    return {name: 0 if np.isnan(total) else int(total) for name, total in sums.items()}


def residents_source(districts: pd.DataFrame) -> str:
    """Where the residents of districts come from; districts: population_source."""
    return ", ".join(sorted(set(districts["population_source"].dropna())))


def since(frame: pd.DataFrame, period: Period) -> pd.DataFrame:
    """The rows from the first month of the period on; frame: period_month."""
    return frame[frame["period_month"] >= pd.Timestamp(period.first)].reset_index(drop=True)
