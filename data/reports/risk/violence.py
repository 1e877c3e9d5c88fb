"""Serious violence, as the duty of 2022 asks: its kinds, where and in which months, of what an extract gives."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from data.model.choices import Choices
from data.model.period import Period
from data.model.records import records
from data.model.selection import Selection
from data.queries import choices, status
from data.reports.evidence import Chosen
from data.reports.figures import Sparkline
from data.reports.panel import JUDGED, Panel, Section, Words, about, source_line
from data.reports.risk.asked import whole_area
from data.reports.table import Column, Table
from data.words import findings
from data.words import formatting as f
from data.words.prose import phrases, speaker

EXTRACT = "recorded_crime"
phrase = speaker("violence")


@dataclass(frozen=True)
class Violence(Chosen):
    """Whole area and all types of the source that tells most, in the months of a selection."""

    @property
    def kinds(self) -> list[str]:
        """The crime types of the source that are serious violence."""
        return [kind for kind in phrases("violence")["kinds"] if kind in self.selection.all_crime_types]

    @property
    def period(self) -> Period:
        """The months."""
        return self.selection.period

    @cached_property
    def frame(self) -> pd.DataFrame:
        """Each kind with its count, its change, and its months as a line, the most frequent on top."""
        asked = [(self.selection.wards, (kind,)) for kind in self.kinds]
        counts, _ = self.found.standing.totals(asked)
        months = [self._months(kind) for kind in self.kinds]
        named = self.found.figures.lookup(asked).assign(kind=self.kinds, offence_count=counts, spark=months)
        return named.sort_values("offence_count", ascending=False, ignore_index=True)

    def _months(self, kind: str) -> Sparkline:
        scope = self.found.figures.scope
        counts = scope.counts(self.selection.wards, (kind,), self.period.months)
        named = [f.month(month) for month in self.period.months]
        most, least = named[int(np.argmax(counts))], named[int(np.argmin(counts))]
        return Sparkline([float(count) for count in counts], phrase("month", month=most, least=least))

    @cached_property
    def wards(self) -> pd.DataFrame:
        """Each ward with a column a kind, and all kinds together, most on top."""
        own = self.selection.vintage.wards
        totals = self.found.standing.totals
        columns = {kind: totals([((ward.code,), (kind,)) for ward in own])[0] for kind in self.kinds}
        frame = pd.DataFrame({"ward": [ward.name for ward in own], **columns})
        return frame.assign(every=frame[self.kinds].sum(axis=1)).sort_values(
            "every", ascending=False, ignore_index=True
        )

    def words(self, finding: str, caption: str, short: str) -> Words:
        """The words of a panel."""
        said, now = phrases("violence"), status.build_status(self.choices.source)
        notes = [*said["notes"], *([] if self.choices.source == EXTRACT else [said["open"]])]
        source = source_line(now.source, now.is_demo)
        return Words(finding, caption, source, notes, findings.scope(self.selection), short)

    @property
    def marking(self) -> str:
        """How its figures are marked."""
        return status.build_status(self.choices.source).marking


def violence_sections(selection: Selection, offered: Choices) -> list[Section]:
    """By kind and by ward, from a partner's extract that holds the whole period, else from the chosen source."""
    found = Violence(*_of_extract(selection, offered))
    if not found.kinds:
        return []
    return [Section([_kind_panel(found), _ward_panel(found)], "columns").of_period(found.period)]


def _of_extract(selection: Selection, offered: Choices) -> tuple[Selection, Choices]:
    """The same months of the extract, where the viewer may see one that has all of them."""
    if EXTRACT in [source for source, _ in offered.sources]:
        extract = choices.filter_choices(EXTRACT)
        if not extract.missing(selection.period):
            vintage = extract.vintage_at(selection.period.last, selection.chosen_vintage)
            types = extract.crime_types
            own = replace(
                selection, source=EXTRACT, all_crime_types=types, not_crime=extract.not_crime, vintage=vintage
            )
            return whole_area(own), extract
    return whole_area(selection), offered


def _kind_panel(found: Violence) -> Panel:
    compared, period, said = found.found.comparison, f.period(found.period), phrase("alone")
    if compared:
        key = "compared_part" if compared.is_part else "compared"
        said = phrase(key, now=f.period(compared.now), before=f.period(compared.before))
    words = found.words(
        phrase("finding", first=str(found.frame["kind"].iloc[0]).lower()),
        phrase("caption", scope=found.selection.area_name, period=period, compared=said),
        phrase("short", period=f.the_year_to(found.period)),
    )
    columns = [
        Column("kind", "Kind"),
        Column("spark", "By month", "spark"),
        Column("offence_count", "Offences", "number"),
        Column("change_pct", findings.of_months("Change, %", compared), "change", 1, absent="–"),
        Column("verdict", findings.of_months("Verdict", compared), "verdict", order="p_value"),
    ]
    table = Table(found.frame, columns)
    notes = [*words.said, (" ", JUDGED)]
    return Panel("violence-kinds", words, table, marking=found.marking, folds=[about(words, notes)])


def _ward_panel(found: Violence) -> Panel:
    first = records(found.wards.head(1))[0]
    words = found.words(
        phrase("wards", ward=first["ward"]),
        phrase("wards_caption", scope=found.selection.area_name, period=f.period(found.period)),
        phrase("wards_short", period=f.the_year_to(found.period)),
    )
    kinds = [Column(kind, kind, "number") for kind in found.kinds]
    columns = [Column("ward", "Ward"), Column("every", "Together", "number"), *kinds]
    table = Table(found.wards, columns)
    return Panel("violence-wards", words, table, marking=found.marking, folds=[about(words)])
