"""The numbers of a panel: a frame, and how its columns are shown."""

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
from typing import Any

import numpy as np
import pandas as pd

from data.model.verdict import VERDICTS, Verdict
from data.words.formatting import MISSING, number, signed
from data.words.verdicts import words as verdict_words

# Of a change in points its interval, and the two shares of which it is the difference.
POINTS, SHARES = ("lower_ci_points", "upper_ci_points"), ("now_pct", "before_pct")


@dataclass(frozen=True)
class Column:
    """A column of a frame as it is shown.

    kind: number, change, verdict, or one of text, place, short, code, address; two are drawn: interval, a change with
    its bounds on the axis that the column shares, in the colour of the verdict beside it, and spark, of ``Sparkline``
    (which no file has). bounds: the columns of a 95 % interval, shown in brackets after the value; order: the column by
    which one that is no number sorts, where that is not its text; status: the column that says why a number is not
    there, absent: what stands there else; verdict: the column of the verdict; links: the column of the ``Link`` to
    which each cell leads; unit: of the axis of an interval; between: the columns of the two shares of which it is the
    difference in points, which agrees with them as they are shown (a file has all three unrounded).
    """

    name: str
    heading: str
    kind: str = "text"
    decimals: int = 0
    bounds: tuple[str, str] | None = None
    order: str = ""
    status: str = ""
    absent: str = MISSING
    verdict: str = ""
    links: str = ""
    unit: str = "%"
    between: tuple[str, str] | None = None

    @property
    def is_number(self) -> bool:
        """Whether it has a value, by which it is sorted."""
        return self.kind in {"number", "change", "interval"}

    @property
    def is_drawn(self) -> bool:
        """Whether its cells are pictures."""
        return self.kind in {"interval", "spark"}

    def values(self, frame: pd.DataFrame) -> list[Any]:
        """Its cells, None where there is nothing, or its status: with bounds each a list of value, lower and upper.

        Numbers are rounded here and nowhere else, so that the browser's tables and the page's have the same: a change
        has one decimal more where its own would hide its sign.
        """
        cells = [self._given(series) for series in (self._own(frame), *(frame[name] for name in self.bounds or ()))]
        if self.status:
            reasons = zip(cells[0], frame[self.status].tolist(), strict=True)
            cells[0] = [str(reason) if value is None else value for value, reason in reasons]
        return [list(cell) for cell in zip(*cells, strict=True)] if self.bounds else cells[0]

    def _own(self, frame: pd.DataFrame) -> pd.Series:
        """Its column: of a difference that of both shares as they are shown, where there is one at all."""
        if self.between is None:
            return frame[self.name]
        now, before = (frame[one].to_numpy(dtype=float, na_value=np.nan).round(self.decimals) for one in self.between)
        return pd.Series(np.where(frame[self.name].notna(), now - before, np.nan))

    def _given(self, series: pd.Series) -> list[Any]:
        if self.is_number:
            given = series.to_numpy(dtype=float, na_value=np.nan)
            numbers = given.round(self.decimals)
            if self.kind != "number":
                numbers = np.where(numbers == 0, given.round(self.decimals + 1), numbers)
            return [value if value == value else None for value in numbers.tolist()]
        return [None if value is pd.NA or value != value else value for value in series.tolist()]

    def show(self, value: Any) -> str:
        """A cell's text: of a spark line what it says."""
        if self.kind == "spark":
            return str(value.alt)
        if isinstance(value, list):
            text, low, high = (self.show(part) for part in value)
            # The bracket stays whole where the line breaks.
            return text if None in value else f"{text} ({low}\u00a0to\u00a0{high})"
        if not self.is_number or isinstance(value, str):
            if self.kind == "verdict" and value in VERDICTS:
                return verdict_words(Verdict(value))
            return "" if pd.isna(value) else str(value)
        if pd.isna(value):
            return self.absent
        if self.kind == "number":
            return number(value, self.decimals)
        return signed(value, self.decimals + (round(value, self.decimals) != value))


@dataclass(frozen=True)
class Table:
    """The numbers behind a panel, as its table and its file show them.

    marked: values of the column ``key`` whose rows stand out; apart: those whose rows are not sorted among the others,
    which they do not belong to; picks: the column with what a row picks on the map (``ward:…``, ``cell:…``,
    ``place:…``), where its rows pick something; picked: what is picked now; title: of the table, where it is not the
    finding; more: columns that the file alone has; most: how many rows are shown where its file has more; is_folded:
    closed at first, though no picture stands above it.
    """

    frame: pd.DataFrame
    columns: Sequence[Column]
    _: KW_ONLY
    marked: Sequence[str] = ()
    key: str = ""
    picks: str = ""
    picked: str = ""
    title: str = ""
    more: Sequence[Column] = ()
    most: int | None = None
    is_folded: bool = False
    apart: Sequence[str] = ()

    @property
    def shown(self) -> pd.DataFrame:
        """The rows that are shown."""
        return self.frame.head(self.most) if self.most else self.frame
