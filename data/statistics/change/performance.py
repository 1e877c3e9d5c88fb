"""The performance table: each offence in a period, its rate and rank, and what may be said of its change."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from data.model.areas import Ward
from data.model.schema import ALL_BEHAVIOUR, ALL_CRIME, DISTRICT, WARD
from data.model.selection import Selection
from data.model.verdict import CLEAR
from data.statistics.change.cube import Codes, Types
from data.statistics.change.figures import Figures
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
    changes, count = figures.columns([*asked, *beside]), len(rows)
    own = {name: values[:count] for name, values in changes.items()}
    unknown = np.isnan(own["change_pct"])
    together = {
        name: np.where(unknown, np.nan, changes[change][count:]) if others else np.nan
        for change, name in OTHERS.items()
    }
    return pd.DataFrame(
        {
            "offence": list(rows),
            "is_sum": [len(types) > 1 for types in rows.values()],
            **standing.together(asked),
            **own,
            **together,
            "others_count": len(others),
            "others_are_similar": bool(alike),
        }
    )


def _whole(selection: Selection, figures: Figures) -> Codes:
    """The areas beside the chosen ones that lack no month: districts, or wards where some of those are chosen."""
    level = DISTRICT if selection.is_whole_area else WARD
    chosen = figures.scope.own if selection.is_whole_area else selection.wards
    return tuple(code for code in figures.complete(level) if code not in chosen)


def ward_changes(wards: Sequence[Ward], types: Types, figures: Figures, standing: Standing) -> pd.DataFrame:
    """Every ward, the clear and then the surest change first.

    types: the crime types that are added up. Columns: area_name, those of ``Figures`` and of ``Standing``.
    """
    codes, names = [ward.code for ward in wards], np.array([ward.name for ward in wards], dtype=object)
    changes = figures.columns([((code,), types) for code in codes])
    is_clear = [verdict in CLEAR for verdict in changes["verdict"]]
    # What was not tested comes last, as NaN is sorted.
    order = np.lexsort((names, changes["p_value"], np.logical_not(is_clear)))
    columns = standing.columns(WARD, types, codes) | changes | {"area_name": names}
    return pd.DataFrame({name: values[order] for name, values in columns.items()})


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
