"""What every panel of the board needs: the selection, the day, the figures of each source, the indicators' changes."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from data.model.areas import Vintage
from data.model.choices import Choices
from data.model.comparison import Comparison
from data.model.period import Period, add_months, last_day
from data.model.protected import MEASURES
from data.model.records import records
from data.model.selection import Selection
from data.model.status import BuildStatus
from data.queries import board, choices, cubes, places, published, survey
from data.queries import operations as register
from data.reports.evidence import Evidence, evidence
from data.reports.reading import doubts_of
from data.statistics.board.indicators import indicator_changes, windows
from data.statistics.board.windows import Window
from data.statistics.change.figures import Figures
from data.words import board as w
from data.words import formatting as f

PARTNER_RECORDS = "recorded_crime"


@dataclass(frozen=True)
class Counted:
    """A dataset in the whole area, which is these wards: its crime types, what is compared, and every change."""

    codes: tuple[str, ...]
    types: tuple[str, ...]
    comparison: Comparison | None
    figures: Figures

    @cached_property
    def _by_type(self) -> dict[str, dict[str, Any]]:
        found = self.figures.lookup([(self.codes, (name,)) for name in self.types])
        return dict(zip(self.types, records(found), strict=True))

    def change(self, types: tuple[str, ...]) -> dict[str, Any]:
        """The change of these types added up, as ``Figures.lookup`` gives it."""
        if len(types) == 1:
            return self._by_type[types[0]]
        return records(self.figures.lookup([(self.codes, types)]))[0]


@dataclass(frozen=True)
class Asked:
    """What is shown, and of what: the whole area, whatever wards and types the address names."""

    selection: Selection
    offered: Choices
    status: BuildStatus

    @property
    def vintage(self) -> Vintage:
        """The wards that make the area."""
        return self.selection.vintage

    @property
    def as_at(self) -> date:
        """The day by which something is late: the end of the period; of the latest, when the data were put together."""
        end = last_day(self.selection.period.last)
        is_latest = self.selection.period.last >= self.status.latest_month and not self.status.is_demo
        return max(end, self.status.built_at.date()) if is_latest else end

    @property
    def until(self) -> date:
        """The last month of which figures are used: the last whole one by ``as_at``."""
        return add_months((self.as_at + timedelta(days=1)).replace(day=1), -1)

    @property
    def scope(self) -> str:
        """What files of the board are of."""
        return w.phrase("scope", area=self.status.area_name, period=f.period(self.selection.period))

    @property
    def codes(self) -> tuple[str, ...]:
        """Every ward: the whole area."""
        return self.selection.of_every_ward.wards

    def has(self, dataset: str, crime_type: str = "") -> bool:
        """Whether the viewer may see records of a dataset, and of the type in it where one is named."""
        return dataset in self.counted and (not crime_type or crime_type in self.counted[dataset].types)

    @cached_property
    def counted(self) -> dict[str, Counted]:
        """Each dataset that the viewer may see."""
        return {dataset: self._counted(dataset) for dataset, _ in self.offered.sources}

    def _counted(self, dataset: str) -> Counted:
        held = choices.filter_choices(dataset)
        compared = held.comparison(self.selection.period, self.selection.comparison_key)
        figures = cubes.figures(dataset, self.vintage.vintage, compared)
        return Counted(self.codes, held.crime_types, compared, figures)

    @cached_property
    def found(self) -> Evidence:
        """The evidence of the whole area and of every type, whatever the address names."""
        types = self.selection.all_crime_types
        return evidence(replace(self.selection.of_every_ward, crime_types=types), self.offered)

    @cached_property
    def doubts(self) -> list[str]:
        """What its changes may come from that no test allows for: of the page above, of its files beside each table."""
        return doubts_of(self.found, self.offered)

    @cached_property
    def for_partners(self) -> set[str]:
        """The indicators of which a figure is for partners."""
        given = board.actuals()
        return set(given.loc[given["audience"] != "public", "key"])

    def crime_window(self, dataset: str, types: tuple[str, ...]) -> tuple[Window, float, float] | None:
        """The latest twelve months of crime types beside those before, their dispersion and how well it is known.

        None where a month of them is missing.
        """
        held = choices.filter_choices(dataset)
        last = max((month for month in held.present if month <= self.until), default=self.until)
        now = Period(add_months(last, -11), last)
        found = cubes.figures(dataset, self.vintage.vintage, held.comparison(now, "1"))
        row = found.lookup([(self.codes, types)]).iloc[0]
        sides = [found.scope.counts(self.codes, types, period.months) for period in (now, now.back(1))]
        blocks = [np.column_stack([side, np.full(len(side), np.nan)]) for side in sides]
        window = Window("+".join(types), "count", 1, last, blocks[0], blocks[1])
        is_whole = all(np.isfinite(side).all() for side in sides)
        return (window, float(row["dispersion"]), float(row["freedom"])) if is_whole else None

    @cached_property
    def windows(self) -> list[Window]:
        """What is compared of each indicator that is given, and of each flag of a partner's records."""
        actuals, flags = board.actuals(), pd.DataFrame()
        if self.has(PARTNER_RECORDS):
            flags = board.flagged(PARTNER_RECORDS)
        units = {one["indicator_id"]: one["unit"] for one in board.indicators()}
        units |= dict.fromkeys(MEASURES, "count")
        # An empty frame has no types of its own to give.
        given = [one for one in (actuals, flags) if len(one)]
        return windows(pd.concat(given), units, self.until) if given else []

    def step(self, key: str) -> int:
        """How many months each figure of an indicator that is given has."""
        return next(one.months for one in self.windows if one.key == key)

    @cached_property
    def given(self) -> dict[str, dict[str, Any]]:
        """The changes of those by key, as ``indicator_changes`` gives them."""
        changes = indicator_changes(self.windows, self.for_partners | set(MEASURES))
        return {row["key"]: row for row in records(changes)}

    @cached_property
    def waves(self) -> dict[str, dict[str, Any]]:
        """The latest wave of each question beside the one a year before, by question_id; of several the worst."""
        return {row["question_id"]: row for row in records(survey.waves()[::-1])}

    @cached_property
    def performance(self) -> dict[str, dict[str, Any]]:
        """The offences of the latest published table by name."""
        listed = published.published_performance()
        latest = listed[listed["period_to"] == listed["period_to"].max()]
        return {row["offence"]: row for row in records(latest)}

    @cached_property
    def operations(self) -> set[str]:
        """The names of the operations that the viewer may know."""
        return set(register.operations()["operation_name"])

    @cached_property
    def places(self) -> dict[str, tuple[str, int]]:
        """The kinds of places that the viewer may see: title and how many, by kind."""
        kinds = places.place_kinds()
        pairs = zip(kinds["title"], kinds["place_count"], strict=True)
        return {kind: (str(title), int(count)) for kind, (title, count) in zip(kinds["kind"], pairs, strict=True)}
