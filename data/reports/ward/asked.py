"""Which ward of today is shown, and for which whole months."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from data.model.areas import Vintage, Ward
from data.model.choices import Choices
from data.model.period import Period
from data.model.schema import ALL_CRIME
from data.model.selection import Selection
from data.model.status import BuildStatus
from data.queries import status
from data.reports.evidence import Chosen
from data.reports.panel import Words, source_line
from data.words import findings
from data.words import formatting as f
from data.words.prose import speaker

say = speaker("ward")


@dataclass(frozen=True)
class WardRequest(Chosen):
    """One ward, or none where it is still to be chosen.

    selection: of that ward, in whole months, its vintage that of today; former: the ward of another vintage that was
    asked for; cautions: what stands first on the page.
    """

    status: BuildStatus
    ward: Ward | None
    former: str
    cautions: Sequence[str]

    @property
    def vintage(self) -> Vintage:
        """The wards that are in force, or the latest that are known."""
        return self.selection.vintage

    @property
    def what(self) -> str:
        """What is counted, in the plural."""
        return "crimes" if self.selection.types_label == ALL_CRIME else self.selection.noun

    @property
    def types(self) -> str:
        """The crime types in brackets, where they are not all."""
        label = self.selection.types_label
        return "" if label == ALL_CRIME else f" ({label.lower()})"

    @property
    def period(self) -> str:
        """The months shown: a year by its number."""
        return year_or_months(self.selection.period)

    def words(self, finding: str, caption: str = "") -> Words:
        """The words of a panel; its source goes into its file, and stands once on the page."""
        source = source_line(self.status.source, self.status.is_demo)
        return Words(
            finding, caption, source, scope=f"{findings.scope(self.selection)} {f.period(self.selection.period)}."
        )


def year_or_months(period: Period) -> str:
    """2025, the year to March 2025, or April to June 2025."""
    is_year = (period.first.month, period.last.month) == (1, 12) and len(period.months) == 12
    return f"{period.first.year}" if is_year else f.the_year_to(period)


def ward_request(selection: Selection, offered: Choices, today: date) -> WardRequest:
    """The first of the chosen wards, if it is a ward of today or its vintage was chosen."""
    selection = selection.held(offered)
    period = selection.period
    vintage = selection.vintage if selection.chosen_vintage else offered.vintage_at(today)
    vintage = vintage.residents_at(period.last)
    wards = {ward.code: ward for ward in vintage.wards}
    asked = () if selection.is_whole_area else selection.wards
    own = [wards[code] for code in asked if code in wards] or (list(vintage.wards) if len(wards) == 1 else [])
    former = [ward.name for ward in selection.vintage.wards if ward.code in asked and not own]
    shown = replace(
        selection,
        vintage=vintage,
        chosen_vintage=selection.chosen_vintage
        or (vintage.vintage if vintage.vintage != offered.vintage_at(period.last).vintage else ""),
        wards=tuple(ward.code for ward in own[:1]) or tuple(wards),
        crime_types=selection.crime_types or selection.all_crime_types,
    )
    return WardRequest(
        shown,
        offered,
        status.build_status(offered.source),
        own[0] if own else None,
        former[0] if former else "",
        [*_vintage_caution(vintage, offered, today), *_period_caution(selection, offered)],
    )


def _period_caution(selection: Selection, offered: Choices) -> list[str]:
    """Which months are missing, and what is shown instead."""
    if selection.asked is None:
        return []
    missing = offered.missing(selection.asked)
    lacks = f.capital(findings.lack(missing, offered.parts))
    return [say("gap", lacks=lacks, missing=f.runs(missing), period=f.period(selection.period))]


def _vintage_caution(vintage: Vintage, offered: Choices, today: date) -> list[str]:
    """That the wards shown are not those of today, and why."""
    if vintage.in_force(today) or vintage.valid_to is None:
        return []
    is_known = any(one.in_force(today) for one in offered.vintages)
    return [say("of_before" if is_known else "not_there", month=f.month(vintage.valid_to))]
