"""The performance table: each offence in a period, its rate and rank, and what may be said of its change."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from data.model.areas import Ward
from data.model.records import side_by_side
from data.model.schema import ALL_BEHAVIOUR, ALL_CRIME, DISTRICT, WARD
from data.model.selection import Selection
from data.model.verdict import CLEAR
from data.statistics.change.cube import Codes, Types
from data.statistics.change.figures import Figures
from data.statistics.change.monthly import by_month
from data.statistics.ranking.standing import Standing
from data.words.what_changed import rank_sentence, what_changed

Offences = dict[str, Types]
OTHERS = {"change_pct": "others_change_pct", "lower_ci_pct": "others_lower_pct", "upper_ci_pct": "others_upper_pct"}


def offence_rows(selection: Selection) -> Offences:
    """The offences of the table by name, each with the crime types that it adds up.

    The types that are added up come first together, where there are several; anti-social behaviour beside crimes last,
    and never added in.
    """
    crimes = tuple(name for name in selection.crime_types if name not in selection.not_crime)
    counted = selection.counted_types
    is_named = selection.types_label in (ALL_CRIME, ALL_BEHAVIOUR)
    together = {selection.types_label if is_named else "Chosen types together": counted} if len(counted) > 1 else {}
    behaviour = (name for name in selection.crime_types if name in selection.not_crime)
    return together | {name: (name,) for name in (*crimes, *behaviour)}


def by_offence(monthly: pd.DataFrame, rows: Offences) -> pd.DataFrame:
    """The offences by month: period_month, offence, offence_count (NaN in a gap).

    monthly: period_month, crime_type, offence_count. A type counts from the month in which it began to be published:
    only a month without any is a gap.
    """
    wide = by_month(monthly, "crime_type")
    parts = [wide.to_numpy()[:, wide.columns.get_indexer(list(types))] for types in rows.values()]
    counts = np.column_stack([np.where(np.isnan(part).all(axis=1), np.nan, np.nansum(part, axis=1)) for part in parts])
    return pd.DataFrame(
        {
            "period_month": np.repeat(wide.index.to_numpy(), len(rows)),
            "offence": list(rows) * len(wide),
            "offence_count": counts.ravel(),
        }
    )


def performance(selection: Selection, figures: Figures, standing: Standing, similar: Sequence[str]) -> pd.DataFrame:
    """One row an offence of ``offence_rows``, in their order.

    similar: codes of the most similar group. Columns: offence, is_sum (of several types), those of ``Figures`` and of
    ``Standing.lookup``; others_change_pct, others_lower_pct, others_upper_pct (of the other areas together, 95 %; NaN
    where the row itself has no change), others_count and others_are_similar.
    """
    rows = offence_rows(selection)
    whole = _whole(selection, figures)
    alike = tuple(code for code in whole if code in similar)
    others = alike or whole
    asked = [(selection.wards, types) for types in rows.values()]
    beside = [(others, types) for types in rows.values() if others]
    changes = figures.lookup([*asked, *beside])
    table = side_by_side(changes[: len(rows)], standing.lookup(asked))
    table.insert(0, "offence", list(rows))
    table.insert(1, "is_sum", [len(types) > 1 for types in rows.values()])
    if not others:
        return table.assign(**dict.fromkeys(OTHERS.values(), np.nan), others_count=0, others_are_similar=False)
    has_change = table["change_pct"].notna().to_numpy()
    together = {
        name: np.where(has_change, changes[change].to_numpy()[len(rows) :], np.nan) for change, name in OTHERS.items()
    }
    return table.assign(**together, others_count=len(others), others_are_similar=bool(alike))


def _whole(selection: Selection, figures: Figures) -> Codes:
    """The areas beside the chosen ones that lack no month: districts, or wards where some of those are chosen."""
    level = DISTRICT if selection.is_whole_area else WARD
    chosen = figures.scope.own if selection.is_whole_area else selection.wards
    return tuple(code for code in figures.complete(level) if code not in chosen)


def ward_changes(wards: Sequence[Ward], types: Types, figures: Figures, standing: Standing) -> pd.DataFrame:
    """Every ward, the clear and then the surest change first.

    types: the crime types that are added up. Columns: area_name, those of ``Figures`` and of ``Standing``.
    """
    codes = [ward.code for ward in wards]
    table = side_by_side(figures.lookup([((code,), types) for code in codes]), standing.table(WARD, types, codes))
    table = table.assign(area_name=[ward.name for ward in wards], is_clear=table["verdict"].isin(CLEAR))
    return table.sort_values(["is_clear", "p_value", "area_name"], ascending=[False, True, True], ignore_index=True)


def offence_sentences(table: pd.DataFrame, selection: Selection) -> list[str]:
    """What changed among the crime types, and the rank of the chosen area among its peers; two to five sentences.

    table: ``performance``. Where no change can be given, the rank alone.
    """
    first = table.iloc[0]
    noun = "districts" if selection.is_whole_area else "wards"
    place = rank_sentence(selection.wards_label, first["rank_words"], noun, selection.types_label.lower())
    placed = place if first["rank_words"] else None
    if table["total_1"].isna().all() or table["total_0"].isna().all():
        return [placed] if placed else []
    return what_changed(table[~table["is_sum"]], "offence", "crime types", placed)


def ward_sentences(wards: pd.DataFrame) -> list[str]:
    """Which wards changed, in two or three sentences; none where no change can be given. wards: ``ward_changes``."""
    if wards[["total_0", "total_1"]].isna().any(axis=None):
        return []
    return what_changed(wards, "area_name", "wards", most=3)
