"""What a chart shows, before it is drawn: a tuple for each kind, which components draw by a function of its name."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from data.model.measure import Measure
from data.model.period import Period
from data.reports.maps import AreaMap, CellMap, SpotMap


class MonthlyLine(NamedTuple):
    """At most four series over the months of the frame.

    frame: period_month, series, value (null in a gap), each series over the same months, one after the other; the
    months before ``period`` are context. annotations: date_from, date_to, label.
    """

    frame: pd.DataFrame
    measure: Measure
    period: Period
    annotations: pd.DataFrame | None = None


class LineWithLimits(NamedTuple):
    """One series inside its limits; the months before ``period`` are context.

    frame: period_month, series, value, phase, centre, lower_limit, upper_limit (which follow the season; all NaN where
    there are none), signals (rules, "" for none). annotations: date_from, date_to, label.
    """

    frame: pd.DataFrame
    measure: Measure
    period: Period
    annotations: pd.DataFrame | None = None


class SmallMultiples(NamedTuple):
    """Every series of the frame, in its order, in a cell of its own.

    frame: as ``LineWithLimits`` has it, any number of series over the same months, one after the other. is_common: one
    scale for all, else each its own.
    """

    frame: pd.DataFrame
    measure: Measure
    period: Period
    is_common: bool


class IntervalDots(NamedTuple):
    """Areas in order, each with its estimate and the interval that chance leaves open.

    frame: area_name, value, lower, upper, is_marked (stands out), label (short words at the right edge), text (shown on
    pointing at it); the first row on top. unit: of the axis. An axis not from_zero has a line at zero.
    """

    frame: pd.DataFrame
    unit: str = ""
    from_zero: bool = True


class FunnelPlot(NamedTuple):
    """Areas by residents and rate, inside the limits of chance.

    areas: area_code, area_name, population, rate_per_1000, position (empty or "within …" where nothing stands out);
    limits: population, lower_95, upper_95, lower_998, upper_998; overall: the rate of all areas together; all rates per
    1,000. chosen: the codes drawn in full, the others hollow.
    """

    areas: pd.DataFrame
    limits: pd.DataFrame
    overall: float
    chosen: Collection[str]


class CountBars(NamedTuple):
    """A few counts as a list of bars, each with its number; frame: label, value, in its order; of: what they are."""

    frame: pd.DataFrame
    of: str


class SideDots(NamedTuple):
    """A row for each offence group with a mark for each side, the first row on top.

    frame: offence_group and a column a side, null where there is no figure; sides: the names of at most three columns.
    """

    frame: pd.DataFrame
    sides: Mapping[str, str]
    measure: Measure


class WaveDots(NamedTuple):
    """The answers to each question in two waves, in per cent, with their difference; the first row on top.

    frame: question, before_pct (null where there is no such wave), now_pct, difference_points (percentage points),
    before_lower_pct … now_upper_pct (null where the number asked is not known), verdict (its sign stands alone where
    the difference is null), is_up_bad (null where neither way is worse), before_end, now_end (DATE): the waves.
    """

    frame: pd.DataFrame


class WaveLines(NamedTuple):
    """Answers over the waves of a survey, each question in a cell of its own, with the band that chance leaves open.

    frame: question, wave_end (DATE), estimate_pct, lower_ci_pct, upper_ci_pct (null where the number asked is not
    known), by question and wave. events: date_from.
    """

    frame: pd.DataFrame
    events: pd.DataFrame


class Quarters(NamedTuple):
    """Areas by the change of what was recorded (across) and of what was felt (upwards is worse), with both intervals.

    frame: area_name, recorded_pct, recorded_low, recorded_high (per cent), felt_points, felt_low, felt_high (percentage
    points), before_pct, now_pct, felt_verdict, is_open (it may lie in another quarter). corners: what the quarters are
    called, from the upper left, clockwise.
    """

    frame: pd.DataFrame
    corners: Sequence[str]
    across: str
    upwards: str


class MonthProfile(NamedTuple):
    """The months of the year: month (1 to 12), index, lowest_index, highest_index; 100 is the mean month of a year."""

    profile: pd.DataFrame


class HourTable(NamedTuple):
    """counts: a row an hour, 0 first, a column a weekday, 1 for Monday, NaN where it is hidden; noun: of what."""

    counts: pd.DataFrame
    noun: str


class ConcentrationCurve(NamedTuple):
    """How few squares hold how much.

    curve: cell_count, cell_share_pct, offence_share_pct, from nothing to all; half_cells: one of its cell counts.
    """

    curve: pd.DataFrame
    half_cells: int


class AccuracyDots(NamedTuple):
    """The PAI of each method at each share of one area, with its interval.

    results: method, area_share (0 to 1), pai, pai_lower_ci, pai_upper_ci, NaN where it was not tested; methods: their
    names, drawn in this order; line: the PAI to compare with.
    """

    results: pd.DataFrame
    methods: Mapping[str, str]
    line: float


class StripDots(NamedTuple):
    """Areas as dots along one axis from zero, those with is_marked told apart and the first of them named.

    frame: area_name, value, is_marked.
    """

    frame: pd.DataFrame
    measure: Measure


class RiskDots(NamedTuple):
    """Kinds of offences as dots, further right and further up the more there is to look at.

    frame: label, rank, x and y (0 to 1), verdict, text (shown on pointing at it); x_title, y_title: of the axes;
    x_ticks, y_ticks: places along them and what is written there; corner: what stands in the corner far out.
    """

    frame: pd.DataFrame
    x_title: str
    y_title: str
    x_ticks: Sequence[tuple[float, str]]
    y_ticks: Sequence[tuple[float, str]]
    corner: str


class OutlineMap(NamedTuple):
    """A map that is a picture: areas by class, from light to dark.

    shapes: of each area by its code the rings of its polygons, x to the east and y to the north in one unit; classes:
    the class of an area by its code, 0 the lowest, none where it has none; breaks: between the classes; noun: what
    is counted; outlined: the codes that stand out.
    """

    shapes: Mapping[str, Sequence[Sequence[tuple[float, float]]]]
    classes: Mapping[str, int]
    breaks: Sequence[float]
    noun: str
    outlined: Collection[str] = ()


class Sparkline(NamedTuple):
    """A word-sized line of values from zero, None in a gap; alt: the same in words.

    now, before: the first place and the one after the last of two periods that are told apart, where there are.
    """

    values: Sequence[float | None]
    alt: str
    now: tuple[int, int] | None = None
    before: tuple[int, int] | None = None


Figure = (
    MonthlyLine
    | LineWithLimits
    | SmallMultiples
    | IntervalDots
    | FunnelPlot
    | SideDots
    | WaveDots
    | WaveLines
    | Quarters
    | MonthProfile
    | HourTable
    | ConcentrationCurve
    | AccuracyDots
    | CountBars
    | AreaMap
    | CellMap
    | SpotMap
    | StripDots
    | RiskDots
    | OutlineMap
    | Sparkline
)
