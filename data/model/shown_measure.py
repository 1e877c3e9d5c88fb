"""The measures that maps colour and series follow: where each stands in a frame, and the words that only they need."""

from dataclasses import dataclass

CHANGE = "change_pct"


@dataclass(frozen=True)
class ShownMeasure:
    """A measure of ``meta_measure``, whose title, unit and decimals it has; its column has its name.

    label: on the control; classes: what its classes are of; order: "20 wards, … first"; by: what its rank is by;
    rank: the column of the rank, empty where it has none; bounds: the columns of its 95 % interval; has_series: whether
    trends show it. In the words of an order or a class, offences are incidents where those are counted.
    """

    name: str
    label: str
    classes: str
    order: str
    by: str = ""
    rank: str = ""
    bounds: tuple[str, str] | None = None
    has_series: bool = False


_ALL = (
    ShownMeasure("offence_count", "Count", "Offences", "most offences", "by number", "count_rank", has_series=True),
    ShownMeasure(
        "rate_per_1000",
        "Rate per 1,000",
        "Per 1,000",
        "highest rate",
        "per resident",
        "rank",
        ("lower_ci_per_1000", "upper_ci_per_1000"),
        has_series=True,
    ),
    # Its classes are verdicts.
    ShownMeasure(CHANGE, "Change", "", "highest rise"),
)
# By their names, the usual first.
SHOWN_MEASURES = {measure.name: measure for measure in _ALL}
