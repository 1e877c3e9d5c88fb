from math import nan

import pandas as pd
import pytest

from components.figures import theme
from components.panels import hotspots, map_context
from data.selection import Measure, Selection
from tests.fixtures.selections import ASB, CHANGE, COUNT, RATE, choices, months, selection, status
from tests.fixtures.served import texts
from tests.unit.components.test_panel import as_json

FRAME = pd.DataFrame(
    {
        "area_code": ["W2", "W3", "W1"],
        "area_name": ["Beech", "Cedar", "Alder"],
        "total_0": [60.0, 30.0, 10.0],
        "value": [60.0, 30.0, nan],
        "map_class": [1.0, 0.0, nan],
        "rank": [1.0, 2.0, nan],
        "rate_per_1000": [30.0, 10.0, 10.0],
    }
)


def context(
    measure: Measure = COUNT, breaks: tuple[float, ...] = (50.0,), shown: Selection | None = None
) -> map_context.Context:
    present = months("2024-01", "2024-12")
    return map_context.Context(shown or selection(), choices(present), status(), measure, FRAME, list(breaks))


@pytest.mark.parametrize(
    ("measure", "breaks", "words"),
    [
        (COUNT, [50.0, 1500.0], ["under 50", "50 to 1,500", "1,500 and over"]),
        (RATE, [2.5, 10.0], ["under 2.5", "2.5 to 10", "10 and over"]),
        (CHANGE, [-20.0, 5.0], ["under −20%", "−20% to +5%", "+5% and over"]),
        (COUNT, [], ["all wards alike"]),
    ],
)
def test_classes_are_said_in_words(measure: Measure, breaks: list[float], words: list[str]) -> None:
    assert map_context.class_words(breaks, measure) == words


def test_fewer_classes_take_the_darker_end() -> None:
    assert [c.colour for c in context().classes] == list(theme.SEQUENTIAL[-2:])
    assert [c.colour for c in context(breaks=()).classes] == [theme.SEQUENTIAL[-1]]
    assert [c.colour for c in context(CHANGE, (-20, -5, 5, 20)).classes] == list(theme.DIVERGING)


def test_the_map_gets_the_wards_in_the_order_of_their_codes() -> None:
    values = hotspots.map_values(context())
    assert values["area_code"].tolist() == ["W1", "W2", "W3"]
    assert values["text"].tolist()[:2] == ["<b>Alder</b><br>not available offences", "<b>Beech</b><br>60 offences"]


def test_the_legend_counts_the_wards_of_each_class_and_those_without_a_value() -> None:
    said = [text for part in hotspots.legend(context()) for text in texts(as_json(part))]
    assert said == ["Offences (number of wards)", "under 50 (1)", "50 and over (1)", "not available (1)"]


def test_the_heading_gives_the_share_of_the_two_highest() -> None:
    assert context().finding == "Beech and Cedar hold 90% of all crime"


def test_only_some_wards_are_outlined() -> None:
    assert context().outlined == []
    assert context(shown=selection(wards=("W2",))).outlined == ["W2"]


def test_a_change_without_the_year_before_is_refused() -> None:
    (refused,) = context(CHANGE).refusals
    assert refused.startswith("No change is given on the year before")
    assert context(COUNT).refusals == []


def test_types_that_cannot_be_added_are_said_not_to_be() -> None:
    shown = selection(crime_types=("Drugs", ASB))
    assert context(shown=shown).refusals == ["Anti-social behaviour is not added to crimes: choose it alone to map it."]


def test_points_say_how_many_records_they_stand_for() -> None:
    points = pd.DataFrame({"longitude": [0.1], "latitude": [51.5], "location": ["On or near X"], "offence_count": [7]})
    assert hotspots.point_frame(points)["text"].tolist() == ["On or near X<br>7 records at this snap point"]
    assert hotspots.point_frame(None).empty
