"""What the risk matrix is made of, for a selection: every crime type of the whole area."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from data.model.choices import Choices
from data.model.comparison import Comparison
from data.model.selection import Selection
from data.model.status import BuildStatus
from data.queries import risk, status
from data.reports.evidence import comparison_notes, evidence
from data.reports.panel import Words, source_line
from data.statistics.risk.harm import UNKNOWN, harm_of_types
from data.statistics.risk.matrix import CRITERIA, Offences, Ranked, ranked
from data.words import findings

# The columns that ``Offences`` wants, in its order.
OFFENCES = ("offence_count", "total_0", "total_1", "dispersion", "harm_weight", "concern_pct", "unweighted_base")


@dataclass(frozen=True)
class RiskView:
    """The crime types with what is known of each, and their ranks.

    types: crime_type, offence_count, harm_weight, mix, concern_pct, unweighted_base, and those of
    ``Figures.lookup``; a row a type with a count; weights: the list, concern: the survey, as they are loaded.
    """

    selection: Selection
    status: BuildStatus
    comparison: Comparison | None
    types: pd.DataFrame
    weights: pd.DataFrame
    concern: pd.DataFrame
    notes: tuple[str, ...]

    @cached_property
    def offences(self) -> Offences:
        """The types as the statistics want them."""
        count, now, before, factor, harm, concern, base = (
            self.types[name].to_numpy(dtype=float, na_value=np.nan) for name in OFFENCES
        )
        compared = self.comparison
        lengths = compared.now.days / compared.before.days if compared else 1.0
        return Offences(count, now, before, lengths, factor, harm, concern, base)

    @cached_property
    def ranked(self) -> Ranked:
        """The ranks with the weights that the selection asks for."""
        return ranked(self.offences, WEIGHTINGS[self.selection.weighting])

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The types with their ranks, the first on top."""
        return self.types.join(self.ranked.frame).sort_values("rank", ignore_index=True)

    @cached_property
    def lacking(self) -> list[str]:
        """The types without a weight, or an answer, that others have; the first on top."""
        told = self.frame[[name for name in ("harm", "concern") if name in self.offences.known]]
        return list(self.frame.loc[told.isna().any(axis=1), "crime_type"])

    @property
    def absent(self) -> list[str]:
        """The criteria that nothing is known of."""
        return [name for name in CRITERIA if name not in self.offences.known]

    @property
    def unknown_mix(self) -> list[str]:
        """The types that have weights, and none of their own."""
        return list(self.types.loc[self.types["mix"] == UNKNOWN, "crime_type"])

    def words(self, finding: str, caption: str, short: str = "") -> Words:
        """The words of a panel, with the source and what has to be known of the comparison."""
        source = source_line(self.status.source, self.status.is_demo)
        return Words(finding, caption, source, self.notes, findings.scope(self.selection), short)


# What each criterion weighs, by the one that counts double.
WEIGHTINGS = {doubled: {name: 2.0 if name == doubled else 1.0 for name in CRITERIA} for doubled in ("equal", *CRITERIA)}


def whole_area(selection: Selection) -> Selection:
    """The same of every ward and every crime type."""
    return replace(selection.of_every_ward, crime_types=selection.all_crime_types)


def risk_view(selection: Selection, offered: Choices) -> RiskView:
    """Every crime type that was recorded in the period."""
    whole = whole_area(selection)
    found = evidence(whole, offered)
    asked = [(whole.wards, (name,)) for name in whole.all_crime_types]
    counts, _ = found.standing.totals(asked)
    weights, concern = risk.harm_weights(), risk.public_concern()
    harm = harm_of_types(weights, risk.offences_recorded(whole.period.last))
    by_type = {"crime_type": whole.all_crime_types, "offence_count": counts, **found.figures.columns(asked)}
    for known, names in ((harm, ["harm_weight", "mix"]), (concern, ["concern_pct", "unweighted_base"])):
        own = known.set_index("crime_type")[names].reindex(whole.all_crime_types)
        by_type |= {name: own[name].array for name in names}
    types = pd.DataFrame(by_type)
    types = types[types["offence_count"] > 0].reset_index(drop=True)
    notes = tuple(comparison_notes(found, offered))
    return RiskView(whole, status.build_status(offered.source), found.comparison, types, weights, concern, notes)
