"""What the page on who is harmed is made of: the protected figures of one year, the wards and the source."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.model.areas import Ward
from data.model.count_status import CountStatus
from data.model.period import Period, add_months
from data.model.protected import MEASURES, QUARTER_MONTHS, YEAR_MONTHS
from data.model.schema import AREA
from data.model.status import BuildStatus
from data.queries.protected import ProtectedYear
from data.reports.panel import Words, source_line
from data.statistics.change.noise import Floats
from data.words import formatting as f
from data.words.harm import phrase


@dataclass(frozen=True)
class HarmView:
    """One year of protected figures, with the wards that were in force and their residents."""

    year: ProtectedYear
    wards: Sequence[Ward]
    status: BuildStatus

    @property
    def period(self) -> Period:
        """The year."""
        return Period(self.year.start, add_months(self.year.start, YEAR_MONTHS - 1))

    @property
    def said(self) -> dict[str, object]:
        """What the words of every panel name."""
        named = {"area": self.status.area_name, "period": f.the_year_to(self.period), "below": self.year.hidden_below}
        return {**named, "all": len(self.year.figures), "hidden": self.hidden(self.year.figures)}

    @property
    def given(self) -> list[str]:
        """The measures of which there is a figure of the year."""
        whole = self.year.figures[self.year.figures["months"] == YEAR_MONTHS]
        return [name for name in MEASURES if name in set(whole["measure"])]

    @staticmethod
    def hidden(figures: pd.DataFrame) -> int:
        """How many of these figures are hidden."""
        return int((figures["count_status"] == CountStatus.SUPPRESSED).sum())

    def figures(self, measure: str, months: int = YEAR_MONTHS) -> pd.DataFrame:
        """The figures of a measure that are no parts."""
        of = self.year.figures
        return of[(of["measure"] == measure) & (of["part"] == "") & (of["months"] == months)]

    def total(self, measure: str, part: str = "") -> float:
        """A figure of the whole area and year: NaN where it is hidden, or not there."""
        of = self.year.figures
        row = of[(of["measure"] == measure) & (of["part"] == part) & (of["area_code"] == AREA) & (of["months"] == 12)]
        return float("nan") if row.empty else _numbers(row["offence_count"])[0]

    def of_wards(self, measure: str) -> Floats:
        """The year's count of each ward, NaN where it is hidden; all are where wards are not given."""
        counts = self.figures(measure).set_index("area_code")["offence_count"]
        return _numbers(counts.reindex([ward.code for ward in self.wards]))

    def of_quarters(self, measure: str) -> Floats:
        """The counts of the quarters: quarters × wards, NaN where hidden."""
        found = self.figures(measure, QUARTER_MONTHS)
        wide = found.pivot(index="period_start", columns="area_code", values="offence_count")
        return np.asarray(wide.reindex(columns=[ward.code for ward in self.wards]).astype(float))

    def words(self, finding: str, caption: str, short: str = "", said: Sequence[str] = ()) -> Words:
        """The words of a panel, with the source and its marking."""
        scope = phrase("unused")
        return Words(finding, caption, source_line(self.status.source, self.status.is_demo), said, scope, short)


def _numbers(counts: pd.Series) -> Floats:
    return np.asarray(counts.astype("Float64").to_numpy(dtype=float, na_value=np.nan))
