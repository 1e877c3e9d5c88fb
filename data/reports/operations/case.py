"""One operation: its months, its areas and those like them, and what came of it."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from data.build import database
from data.model.choices import Choices
from data.model.operation_view import OWN, OperationView
from data.model.period import Period, add_months, month_range
from data.model.records import records
from data.model.schema import DEFAULT_CELL_SIZE_M as SIZE_M
from data.model.selection import Selection
from data.model.verdict import Refusal
from data.queries import operations as register
from data.queries import published
from data.queries.cells import grid_cells, monthly_by_cell
from data.queries.choices import filter_choices
from data.queries.operations import Located
from data.statistics.effect.design import Design, design
from data.statistics.effect.evaluation import Effect, effect
from data.statistics.effect.ground import Floats
from data.statistics.effect.judged import judged
from data.statistics.effect.months import Judged, held_part, judged_months
from data.statistics.effect.regression import Regression, chosen_again, stand_out
from data.statistics.effect.similarity import History
from data.statistics.series.phases import LOCATION

YEAR = 12
OWN_NAME = "Areas of your own"


@dataclass(frozen=True)
class Case:
    """What is known of one operation; what could not be made is None, and refusal says why.

    row: of the register; selection: with the crime types that are counted; monthly: the count of each square in each
    month from before to after; is_stand_in: whether the chosen period stands for months that are not known.
    """

    row: pd.Series
    selection: Selection
    located: Located
    refusal: Refusal = Refusal.NONE
    months: Judged | None = None
    monthly: pd.DataFrame | None = None
    design: Design | None = None
    effect: Effect | None = None
    regression: Regression | None = None
    is_high: bool = False
    is_stand_in: bool = False

    @property
    def outcome(self) -> Effect | Refusal:
        """The effect, or why none is given."""
        return self.effect if self.effect is not None and not self.refusal else self.refusal

    def sums(self, period: Period, kind: str) -> Floats:
        """The counts of ``treated`` or ``control`` areas together in each month of a period, NaN in a gap."""
        assert self.monthly is not None
        assert self.design is not None
        cells = getattr(self.design, kind).any(axis=0)
        return np.asarray(self.monthly.reindex(columns=list(period.months)).to_numpy()[cells].sum(axis=0))


@database.per_build
def every_case(vintage: str) -> tuple[list[Case], pd.DataFrame]:
    """Every operation of the register as it is proposed, by these wards, and their verdicts as one family."""
    offered = filter_choices()
    period = offered.default_period
    chosen = next(one for one in offered.vintages if one.vintage == vintage)
    base = Selection(
        period, chosen, tuple(ward.code for ward in chosen.wards), offered.crime_types, offered.crime_types,
        offered.not_crime, offered.area_name,
    )  # fmt: skip
    cases = [
        case_of(row, replace(base, operation=OperationView(str(row["operation_id"]))), offered, is_strict=True)
        for row in records(register.operations())
    ]
    return cases, judged([case.outcome for case in cases], is_registered=True)


def own_row(selection: Selection) -> pd.Series:
    """What was ticked or drawn, in the form of the register."""
    asked, period = selection.operation, selection.period
    wards = () if selection.is_whole_area else tuple(f"ward:{code}" for code in selection.wards)
    end = add_months(period.last, 1)
    row = dict.fromkeys(register.operations().columns)
    return pd.Series(
        row
        | {
            "operation_id": OWN,
            "operation_name": OWN_NAME,
            "kind": "other",
            "audience": "public",
            "areas": asked.shape or "; ".join(asked.areas or wards),
            "date_from": pd.Timestamp(period.first),
            "date_to": pd.Timestamp(end) - pd.Timedelta(days=1),
        },
        dtype=object,
    )


def case_of(row: pd.Series, selection: Selection, offered: Choices, *, is_strict: bool = False) -> Case:
    """One operation judged as the selection asks; is_strict: whether unknown months stay unknown."""
    selection = replace(selection, crime_types=_types(row, selection))
    located = register.located(_text(row["areas"]), selection.vintage.vintage)
    case = Case(row, selection, located, located.refusal)
    span = _span(row, offered)
    if span is None and is_strict:
        return replace(case, refusal=located.refusal or Refusal.NO_MONTHS)
    after = held_part(span or selection.period, offered.present)
    case = replace(case, is_stand_in=span is None)
    if located.refusal or after is None:
        return replace(case, refusal=located.refusal or Refusal.MISSING)
    return _judged(case, after, offered)


def _judged(case: Case, after: Period, offered: Choices) -> Case:
    """The months, the design and the effect, as far as each can be had."""
    selection, asked = case.selection, case.selection.operation
    year = Period(add_months(after.first, -YEAR), add_months(after.first, -1))
    held = [month for month in year.months if month in offered.present]
    ground = register.ground(selection.vintage.vintage)
    # Where it is not said on what areas were chosen, and they stand out, it was on the year before.
    chosen = _chosen(case.row)
    is_high = chosen is not None
    if chosen is None and held:
        levels = monthly_by_cell(selection, offered, held, SIZE_M, only_points=True).to_numpy().sum(axis=1)
        treated = ground.held(case.located.areas) @ levels
        side = int(np.median([area.side for area in case.located.areas]))
        is_high = stand_out(treated, ground.squares(side) @ levels)
        chosen = Period(held[0], held[-1]) if is_high else None
    years = None if asked.before == "auto" else int(asked.before)
    months = judged_months(after, offered.present, chosen, years)
    if months is None:
        return replace(case, refusal=Refusal.NO_YEAR, is_high=is_high)
    span = month_range(min(months.before.first, months.likened[0]), after.last)
    monthly = monthly_by_cell(selection, offered, span, SIZE_M, only_points=True)
    made = design(
        ground, case.located.areas, _history(case, monthly, months.likened, offered), asked.around_m, asked.each,
        _places_of(asked.without, selection),
    )  # fmt: skip
    before, now = (monthly[list(period.months)].to_numpy().sum(axis=1) for period in (months.before, after))
    found = effect(made, before, now)
    refusal = _refused(months, found)
    regression = None
    if found is not None and is_high:
        tiles = ground.tiles(int(np.median([area.side for area in made.areas]))) @ before
        regression = chosen_again(tiles, len(made.areas), found.noise)
    return replace(
        case, months=months, monthly=monthly, design=made, effect=found, refusal=refusal, regression=regression,
        is_high=is_high,
    )  # fmt: skip


def _places_of(cell_ids: tuple[str, ...], selection: Selection) -> list[int]:
    """The places of squares, named by their ids, among those of the ground."""
    cells = grid_cells(SIZE_M, selection.vintage.vintage, only_points=True)["cell_id"].astype(str)
    return list(np.flatnonzero(cells.isin(cell_ids)))


def _refused(months: Judged, found: Effect | None) -> Refusal:
    if found is None:
        return Refusal.NO_OFFENCES
    # The police may have renewed their points after the first month that is judged, up to the last.
    events = published.annotations(Period(add_months(months.before.first, 1), months.after.last))
    if (events["kind"] == LOCATION).any():
        return Refusal.MOVED
    return Refusal.CHOSEN if months.is_contaminated else Refusal.NONE


def _history(case: Case, monthly: pd.DataFrame, likened: tuple[date, ...], offered: Choices) -> History:
    """What areas are likened by, in these months."""
    half = len(likened) // 2
    counts = monthly[list(likened)].to_numpy()
    halves = np.stack([counts[:, :half].sum(axis=1), counts[:, half:].sum(axis=1)], axis=1)
    selection = case.selection
    types = [
        monthly_by_cell(replace(selection, crime_types=(name,)), offered, likened, SIZE_M, only_points=True)
        for name in selection.counted_types
    ]
    return History(halves, np.stack([one.to_numpy().sum(axis=1) for one in types], axis=1))


def _types(row: pd.Series, selection: Selection) -> tuple[str, ...]:
    """The types chosen, else those that the operation aims at, else all."""
    aimed = tuple(one for one in selection.all_crime_types if one in _text(row["crime_types"]).split("; "))
    return aimed if aimed and selection.has_all_types else selection.crime_types


def _span(row: pd.Series, offered: Choices) -> Period | None:
    """The months of an operation, to the last loaded where it goes on; None where its beginning is not known."""
    if pd.isna(row["date_from"]):
        return None
    last = offered.months[-1] if pd.isna(row["date_to"]) else row["date_to"].date().replace(day=1)
    first = row["date_from"].date().replace(day=1)
    return Period(first, max(first, last))


def _chosen(row: pd.Series) -> Period | None:
    """The months on which the areas were chosen, where the register says so."""
    if pd.isna(row["chosen_from"]):
        return None
    return Period(row["chosen_from"].date(), row["chosen_to"].date())


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else ""
