"""What the trends page shows of the real and the demonstration build: limits, comparisons, wards, seasons, hours."""

import random
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from dash import Dash

from data.model.verdict import Refusal
from tests.fixtures.selections import ASB
from tests.fixtures.served import Page, ask

UseStore = Callable[[Path], None]
PARTS = ("trends", "trends-beside", "trends-more", "trends-multiples")
YEAR = {f"2025-{month:02}" for month in range(1, 13)}
GAP = [f"2024-{month:02}" for month in range(5, 13)]
PART = "January to April 2025"
WARD = "E05002234"


@pytest.fixture
def real(real_store: Path, use_store: UseStore, dashboard: Dash) -> Callable[..., Page]:
    """Ask the app over the build of the real files."""
    use_store(real_store)
    return lambda part, search="": ask(dashboard, part, search)


@pytest.fixture
def demo(demo_store: Path, use_store: UseStore, dashboard: Dash) -> Callable[..., Page]:
    """Ask the app over the demonstration build."""
    use_store(demo_store)
    return lambda part, search="": ask(dashboard, part, search)


Asking = Callable[..., Page]


def values(figure: dict[str, Any], name: str) -> dict[str, Any]:
    """The points of the traces of one name, by month."""
    found = [trace for trace in figure["data"] if trace.get("name") == name]
    return {x[:7]: y for trace in found for x, y in zip(trace["x"], trace["y"], strict=True) if x}


def whole(text: str) -> int:
    """A count as a table shows it."""
    return int(text.replace(",", ""))


def given(rows: list[dict[str, str]], column: str) -> set[str]:
    """The months in which a column has a value."""
    return {row["Month"] for row in rows if row[column] != "not available"}


def test_the_gap_is_left_open_and_named(real: Asking) -> None:
    page = real("trends")
    assert page.heading.startswith(f"4,984 crimes in Thurrock, {PART}:")
    assert page.notices[0].startswith(f"{PART} can be compared: 4,984, from 5,017.")
    assert "No data for May to December 2024" in page.text
    assert f"4,984 in {PART} against 5,017" in page.text
    assert "−0.7% (−10.5% to +12.2% possible" in page.text
    figure = page.figure("trends-total")
    assert "No data<br>May to<br>December<br>2024" in [note["text"] for note in figure["layout"]["annotations"]]
    shown = values(figure, "Thurrock")
    assert [shown[month] for month in GAP] == [None] * 8
    assert sum(value for month, value in shown.items() if month.startswith("2025")) == 15524


def test_limits_rest_on_the_year_after_the_gap_alone(real: Asking) -> None:
    page = real("trends")
    rows = page.table("No unusual month")
    assert given(rows, "Expected") == given(rows, "Usual to") == YEAR
    counts = [whole(row["Thurrock"]) for row in rows if row["Month"] in YEAR]
    reach = 2.66 * sum(abs(after - before) for before, after in pairwise(counts)) / 11
    assert rows[-1]["Expected"] == f"{15524 / 12:,.0f}"
    assert rows[-1]["Usual to"] == f"{15524 / 12 + reach:,.0f}"
    assert "usual range for January to April 2024" in page.text
    assert "out in January to December 2025" in page.text
    assert "The season is taken out" not in page.text
    band = next(trace for trace in page.figure("trends-total")["data"] if trace["name"] == "limits")
    assert (min(filter(None, band["x"])), max(filter(None, band["x"]))) == ("2024-12-16", "2025-12-15")


@pytest.mark.parametrize(
    "search", ["?", f"?ward={WARD}", "?measure=rate_per_1000", "?parts=ward", "?type=Drugs&type=Burglary"]
)
def test_no_figure_is_computed_across_the_gap(real: Asking, search: str) -> None:
    """Only 2025 has limits, a sum over twelve months, and the base of an index; changes are of four months."""
    for part in ("trends", "trends-multiples"):
        monthly, rolling, index = (real(part, f"{search}&form={form}") for form in ("month", "rolling", "index"))
        column = "Value" if part == "trends-multiples" else list(monthly.table("")[0])[1]
        assert given(monthly.table(""), column).isdisjoint(GAP)
        assert given(monthly.table(""), "Expected") == YEAR
        assert given(rolling.table(""), column) == {"2025-12"}
        assert given(index.table(""), column).isdisjoint(GAP)
        assert "month of January to December 2025 = 100" in index.text
        for page in (monthly, rolling, index):
            assert "# January to April 2025 can be" in " ".join(page.downloads[0].notes)
    assert "only over two complete years" in real("trends-more", search).text


@pytest.mark.parametrize("search", ["?type=Drugs", f"?ward={WARD}&parts=ward"])
def test_what_the_chart_above_shows_has_no_small_chart(real: Asking, search: str) -> None:
    page = real("trends-multiples", search)
    assert "The chart above shows the one " in page.text
    assert page.downloads == []


def test_a_rolling_total_of_a_gap_is_refused_by_name(real: Asking) -> None:
    page = real("trends", "?form=rolling")
    assert "is missing: May to December 2024." in page.text
    assert values(page.figure("trends-total"), "Thurrock") == {"2025-12": 15524}


def test_changes_are_given_where_both_periods_are_complete(real: Asking) -> None:
    page = real("trends", "?from=2025-01&to=2025-04")
    assert page.heading.endswith("January to April 2025: no clear change")
    assert "are each judged alone." in page.text
    part = real("trends", "?from=2025-04&to=2025-05")
    assert part.heading.startswith("2,574 crimes in Thurrock")
    assert "compared: 1,259, from 1,153." in part.text
    assert f"Cannot compare: {Refusal.ONE_MONTH}." in part.text
    assert "judged" not in part.text
    assert not re.search(r"[+−]\d+\.\d", part.text)


def test_the_types_add_up_to_the_month_and_each_has_its_own_limits(real: Asking) -> None:
    page = real("trends-multiples")
    july = [row for row in page.table("4 of 14") if row["Month"] == "2025-07"]
    assert sum(whole(row["Value"]) for row in july) == 1612
    assert len({row["Usual to"] for row in july}) > 10
    assert len(page.figure("trends-multiples-chart")["layout"]["annotations"]) == 14


def test_twenty_wards_stand_on_one_scale_and_add_up(real: Asking) -> None:
    page = real("trends-multiples", "?parts=ward")
    figure = page.figure("trends-multiples-chart")
    ranges = {tuple(axis["range"]) for name, axis in figure["layout"].items() if name.startswith("yaxis")}
    assert len(ranges) == 1
    titles = [note["text"] for note in figure["layout"]["annotations"]]
    assert len(titles) == 20
    year = [row for row in page.table("3 of 20") if row["Month"].startswith("2025")]
    assert sum(int(row["Value"]) for row in year) == 15524
    marked = {row["Ward"] for row in year if row["Unusual"]}
    assert {title.split("<b>")[1].split("</b>")[0] for title in titles if "◆" in title} == marked


def test_a_ward_stands_beside_the_rest_as_a_rate_and_each_has_its_verdict(real: Asking) -> None:
    page = real("trends-beside", f"?ward={WARD}&against=rest")
    labels = [note["text"] for note in page.figure("trends-against")["layout"]["annotations"]]
    assert "<b>Rest of Thurrock</b>" in labels
    assert "(Census 2021) a month" in page.text
    for told in ("East Tilbury: 61.1 (54.8 to 68.0)", "Rest of Thurrock: 89.4 (87.2 to 91.8)"):
        assert told in page.text
    assert re.search(r"206 to 160 \(−22.3%; [^)]+ possible", page.text)
    assert "Rest of Thurrock: this sum" in page.text
    rows = [row for row in page.table("") if row["Month"] in YEAR]
    counts = [whole(count) for row in rows for name, count in row.items() if name.endswith(", offences")]
    assert sum(counts) == 15524
    assert [note for note in page.downloads[0].notes if note.endswith("160 in East Tilbury, from 206.")]


def test_the_district_stands_beside_the_thirteen_others(real: Asking) -> None:
    page = real("trends-beside", "?against=districts")
    assert page.text.startswith("Thurrock beside 13 other districts")
    rate = f"{15524 / 175.996:.1f}"
    for told in (f"Thurrock: {rate} (86.6 to 89.8)", "13 other districts: 74.7 (74.0 to 75.4)."):
        assert told in page.text
    assert real("compare").text.count(f"{rate} offences per 1,000 residents") == 1


def test_the_whole_area_has_no_rest_and_says_so(real: Asking) -> None:
    (notice,) = real("trends-beside", "?against=rest").notices
    assert notice.startswith("There is nothing left to compare with")
    assert real("trends-beside").text == ""


def test_the_funnel_shows_every_ward_with_its_interval(real: Asking) -> None:
    page = real("trends-more")
    rows = page.table("West Thurrock and South Stifford has a rate")
    assert len(rows) == 20
    assert rows[0]["Ward"] == "West Thurrock and South Stifford"
    assert rows[0]["Position"] == "above the 99.8% line"
    for row in rows:
        lower, rate, upper = (float(row[name]) for name in ("Lower 95%", "Per 1,000", "Upper 95%"))
        assert lower < rate < upper
    assert "A rate per resident misleads" in page.text


def test_the_demonstration_year_is_judged_with_its_events(demo: Asking) -> None:
    page = demo("trends")
    assert page.heading.startswith("Crime rose 12.5% in the year")
    assert "year to March 2022 against 14,974" in page.text
    for line in (f"# {page.notices[0]}", f"# {ASB} fell from 6,327 to 3,233"):
        assert [note for note in page.downloads[0].notes if note.startswith(line)]


def test_limits_of_the_demonstration_start_anew_with_the_restrictions_and_after(demo: Asking) -> None:
    page = demo("trends")
    rows = {row["Month"]: row["Expected"] for row in page.table("No unusual month")}
    assert {rows[month] for month in ("2019-04", "2020-02")} == {"not available"}
    means = [
        sum(whole(expected) for month, expected in rows.items() if first <= month <= last) / months
        for first, last, months in (("2020-03", "2021-03", 13), ("2021-04", "2022-03", 12))
    ]
    assert means[0] < 0.9 * means[1]
    assert means[1] == pytest.approx(16846 / 12, rel=0.01)
    assert "other years of 14 districts together" in page.text
    assert "what is usual for March 2022" in page.text
    assert "for April 2019 to February 2020" in page.text


def test_an_index_of_the_demonstration_rests_on_its_first_year(demo: Asking) -> None:
    page = demo("trends", "?form=index")
    assert "month of April 2019 to March 2020" in page.text
    shown = values(page.figure("trends-total"), "Thurrock")
    assert sum(value for month, value in shown.items() if month < "2020-04") == pytest.approx(1200)


def test_the_demonstration_has_a_season_of_three_years(demo: Asking) -> None:
    page = demo("trends-more")
    rows = page.table("July is highest")
    assert [row["Month"] for row in rows][0::11] == ["January", "December"]
    assert "mean of 3 years" in page.text
    assert "within them (March 2020 to March 2021)" in page.text


def test_every_part_answers_every_selection(real: Asking) -> None:
    draw = random.Random(7)
    for _ in range(25):
        months = sorted(draw.sample([f"{y}-{m:02}" for y in (2018, 2024, 2025) for m in range(1, 13)], 2))
        keys = {
            "ward": draw.choice(["", WARD, f"{WARD}&ward=E05002229"]),
            "type": draw.choice(["", "Robbery", "Anti-social+behaviour", "Drugs&type=Bicycle+theft"]),
            "measure": draw.choice(["offence_count", "rate_per_1000"]),
            "form": draw.choice(["month", "rolling", "index"]),
            "against": draw.choice(["rest", "districts", "E05002230", "E05002230&against=E05002231"]),
            "parts": draw.choice(["type", "ward"]),
            "scale": draw.choice(["common", "free"]),
        }
        asked = "&".join(f"{key}={value}" for key, value in keys.items() if value)
        for part in PARTS:
            search = f"?from={months[0]}&to={months[1]}&{asked}"
            page = real(part, search)
            assert "nan" not in page.text.lower().split(), (part, search)
