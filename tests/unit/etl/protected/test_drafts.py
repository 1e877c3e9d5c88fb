"""One year of flags as tables: what is shown of it, what is left out, and that nothing of it can be had back."""

from datetime import date

import numpy as np
import pytest

from data.model.protected import (
    AGES,
    GROUPS,
    MEASURES,
    NOT_REPEAT,
    NOT_VIOLENCE,
    REPEAT,
    SEXES,
    STRANDS,
    VIOLENCE,
    victim,
)
from data.model.schema import AREA
from etl.protected.drafts import ALL_CRIME, ANY_VIOLENCE, Cell, Year, protect
from tests.fixtures.attack import Row, told_too_well

START = date(2021, 4, 1)
QUARTERS = [START, date(2021, 7, 1), date(2021, 10, 1), date(2022, 1, 1)]
WARDS = [f"W{number}" for number in range(1, 7)]


def made_up(seed: int, mean: float, crimes: int = 60, quarters: list[date] = QUARTERS) -> Year:
    """A year of counts about a mean in each ward and quarter, with parts that add up to them."""
    rng = np.random.default_rng(seed)
    counts = {
        (measure, ward, quarter): int(count)
        for measure in MEASURES
        for ward in WARDS
        for quarter, count in zip(quarters, rng.poisson(mean * rng.lognormal(sigma=0.8), len(quarters)), strict=True)
    }
    for ward in WARDS:
        for quarter in quarters:
            violent = counts["sexual", ward, quarter] + counts["youth_violence", ward, quarter]
            counts[ANY_VIOLENCE, ward, quarter] = violent + crimes // 4
            counts[ALL_CRIME, ward, quarter] = crimes + sum(counts[measure, ward, quarter] for measure in MEASURES)
    whole = {one: sum(count for (name, *_), count in counts.items() if name == one) for one in MEASURES}
    repeat = int(min(whole["domestic_abuse"], whole["repeat_victim"]) * 0.4)
    violence = int(whole["domestic_abuse"] * 0.7)
    strands = rng.multinomial(whole["hate"], [0.7, 0.1, 0.1, 0.06, 0.03, 0.01])
    victims = rng.multinomial(whole["sexual"], rng.dirichlet(np.ones(len(AGES) * len(SEXES))))
    named = [victim(age, sex) for age in AGES for sex in SEXES]
    parts = {
        ("domestic_abuse", VIOLENCE): violence,
        ("domestic_abuse", NOT_VIOLENCE): whole["domestic_abuse"] - violence,
        ("domestic_abuse", REPEAT): repeat,
        ("domestic_abuse", NOT_REPEAT): whole["domestic_abuse"] - repeat,
        **{("hate", strand): int(count) for strand, count in zip(STRANDS, strands, strict=True)},
        **{("sexual", name): int(count) for name, count in zip(named, victims, strict=True)},
    }
    return Year(START, WARDS, counts, parts, dict.fromkeys(MEASURES, quarters))


def shown(year: Year, threshold: int = 5) -> dict[Row, int | None]:
    cells = {cell: count for group in GROUPS for cell, count in protect(year, group, threshold).items()}
    return {(*cell[:3], f"{cell.start:%Y-%m}", cell.months): count for cell, count in cells.items()}


def plain(year: Year) -> dict[tuple[str, str], tuple[int, int]]:
    return {
        (ward, f"{quarter:%Y-%m}"): (year.counts[ALL_CRIME, ward, quarter], year.counts[ANY_VIOLENCE, ward, quarter])
        for name, ward, quarter in year.counts
        if name == ALL_CRIME
    }


@pytest.mark.parametrize("mean", [0.7, 2, 6, 25])
@pytest.mark.parametrize("seed", range(2))
def test_nothing_hidden_is_told_by_all_the_tables_together(seed: int, mean: float) -> None:
    year = made_up(seed, mean)
    published = shown(year)
    assert {row[0] for row in published} == set(MEASURES)
    assert all(count is None or count >= 5 or count == 0 for count in published.values())
    assert told_too_well(published, plain(year), 5) == {}


def test_a_larger_threshold_hides_more() -> None:
    year = made_up(0, 6)
    five, ten = (list(shown(year, threshold).values()).count(None) for threshold in (5, 10))
    assert five < ten
    assert told_too_well(shown(year, 10), plain(year), 10) == {}


def test_a_figure_that_is_shown_is_the_true_one() -> None:
    year = made_up(1, 25)
    cells = {cell: count for group in GROUPS for cell, count in protect(year, group, 5).items()}
    assert cells[Cell("knife", "", AREA, START, 12)] == sum(
        count for (name, *_), count in year.counts.items() if name == "knife"
    )
    assert all(count in (None, year.count(cell)) for cell, count in cells.items() if not cell.part)


def test_a_part_of_a_year_has_its_quarters_alone() -> None:
    published = shown(made_up(0, 25, quarters=QUARTERS[:2]))
    assert {row[4] for row in published} == {3}
    assert {row[3] for row in published} == {"2021-04", "2021-07"}


def test_a_measure_that_is_not_given_has_no_row() -> None:
    year = made_up(0, 25)
    without = Year(year.start, year.wards, year.counts, year.parts, {**year.quarters, "youth_violence": [], "hate": []})
    published = shown(without)
    assert {row[0] for row in published} == {"domestic_abuse", "sexual", "repeat_victim", "knife"}
    # Ages are not known where violence by age is not.
    assert {row[1] for row in published if row[0] == "sexual"} == {""}


def test_of_a_ward_with_hardly_a_crime_quarters_are_not_given_or_no_ward_is() -> None:
    year = made_up(0, 6)
    few = {(name, ward, quarter): min(count, 2) if (ward, quarter) == (WARDS[0], QUARTERS[0]) else count
           for (name, ward, quarter), count in year.counts.items()}  # fmt: skip
    parts = {key: count for key, count in year.parts.items() if key[0] == "nothing"}
    scarce = Year(year.start, WARDS, few, parts, {"knife": QUARTERS})
    published = {
        (*cell[:3], f"{cell.start:%Y-%m}", cell.months): n for cell, n in protect(scarce, ["knife"], 5).items()
    }
    assert {row[2] for row in published if row[4] == 3} == {AREA}
    assert {row[2] for row in published if row[4] == 12} == {AREA, *WARDS}
