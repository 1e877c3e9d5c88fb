"""The map of wards on the real files: map, tooltip, table, card and file say what figures and standing say."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from dash import Dash

from components.figures import map_ground
from data.model.period import Period
from data.model.verdict import Verdict
from data.queries import cubes
from data.queries.choices import filter_choices
from data.statistics.space.ward_map import VERDICT_CLASSES
from data.words import formatting, verdicts
from tests.fixtures.served import Page, ask

SEARCH, MONTHS = "?from=2025-01&to=2025-04", Period(date(2025, 1, 1), date(2025, 4, 1))
RIVERSIDE, VIOLENCE = "Grays Riverside", "Violence and sexual offences"
BEFORE = "The same months a year before"


@pytest.fixture(autouse=True)
def _real(real_store: Path, use_store: Callable[[Path], None]) -> None:
    use_store(real_store)


def own_figure(period: Period, crime_type: str) -> tuple[str, pd.Series, pd.Series]:
    """The code of the ward, its change and where it stands, as figures and standing have them."""
    offered = filter_choices()
    vintage = offered.vintages[0]
    code = next(ward.code for ward in vintage.wards if ward.name == RIVERSIDE)
    asked = [((code,), (crime_type,))]
    figures = cubes.figures(offered.source, vintage.vintage, offered.comparison(period, "1"))
    standing = cubes.standing(offered.source, vintage.vintage, period)
    return code, figures.lookup(asked).iloc[0], standing.lookup(asked).iloc[0]


@pytest.mark.parametrize("crime_type", [VIOLENCE, "Shoplifting"])
def test_map_tooltip_table_and_file_have_the_verdict_of_the_figure(dashboard: Dash, crime_type: str) -> None:
    code, change, _ = own_figure(MONTHS, crime_type)
    page = ask(dashboard, "hotspots", f"{SEARCH}&type={crime_type}&measure=change_pct&ward={code}")
    words, counts = verdicts.words(change["verdict"]), [f"{change['total_0']:.0f}", f"{change['total_1']:.0f}"]
    is_given = change["verdict"] != Verdict.TOO_FEW
    percent = formatting.signed(change["change_pct"], 1)
    wards = page.figure("hotspots-map")["data"][map_ground.WARDS]
    place = wards["locations"].index(code)
    assert VERDICT_CLASSES[wards["z"][place]] == change["verdict"]
    said = f"{verdicts.change(change)}<br>" if is_given else ""
    assert wards["text"][place] == f"<b>{RIVERSIDE}</b><br>{said}{words}"
    row = next(row for row in page.table("20 wards") if row["Ward"] == RIVERSIDE)
    assert [row["Offences"], row[BEFORE], row["Change, %"], row["Verdict"]] == [*counts, percent, words]
    given = f", up {percent.removeprefix('+')}%" if is_given else ""
    assert page.heading == f"{counts[0]} offences in {RIVERSIDE}{given}: {change['verdict'].lower()}"
    file = page.download("hotspots-ranking")
    assert any(f"Crime types: {crime_type}." in line for line in file.notes)
    saved = next(line for line in csv.DictReader(file.body.splitlines()) if line["Ward"] == RIVERSIDE)
    assert [saved["Offences"], saved[BEFORE], saved["Verdict"]] == [*counts, words]
    bounds = [saved["Change, %"], saved["Change, lower 95%"], saved["Change, upper 95%"]]
    expected = change[["change_pct", "lower_ci_pct", "upper_ci_pct"]].tolist()
    assert [float(text or "nan") for text in bounds] == pytest.approx(expected, nan_ok=True)


@pytest.mark.parametrize("crime_type", [VIOLENCE, "Shoplifting"])
def test_the_card_has_the_verdict_and_the_ranks_of_figure_and_standing(dashboard: Dash, crime_type: str) -> None:
    code, change, stands = own_figure(MONTHS, crime_type)
    page = ask(dashboard, "hotspots", f"{SEARCH}&type={crime_type}&ward={code}")
    card = Page({"detail": page.response["hotspots-detail"]}).text
    now, before = f"{change['total_0']:.0f}", f"{change['total_1']:.0f}"
    for said in (
        str(change["verdict"]), f"{now} offences, from {before} in the same months a year before",
        verdicts.change(change), verdicts.judged_with(change), str(stands["rank_words"]),
        formatting.capital(str(stands["count_rank_words"])),
        f"{stands['rate_per_1000']:.1f} per 1,000 residents (95% interval {stands['lower_ci_per_1000']:.1f} to "
        f"{stands['upper_ci_per_1000']:.1f})",
    ):  # fmt: skip
        assert said in card, said
    if change["verdict"] == Verdict.TOO_FEW:
        assert "%" not in card.split("Judged together")[0]


def test_map_table_card_and_file_of_rates_have_those_of_the_standing(dashboard: Dash) -> None:
    code, _, stands = own_figure(MONTHS, "Shoplifting")
    page = ask(dashboard, "hotspots", f"{SEARCH}&type=Shoplifting&measure=rate_per_1000&ward={code}")
    rate, low, high = (f"{stands[f'{end}_per_1000']:.1f}" for end in ("rate", "lower_ci", "upper_ci"))
    wards = page.figure("hotspots-map")["data"][map_ground.WARDS]
    shown = f"{rate} per 1,000 residents (95% interval {low} to {high})"
    assert wards["text"][wards["locations"].index(code)] == f"<b>{RIVERSIDE}</b><br>{shown}"
    row = next(row for row in page.table("20 wards") if row["Ward"] == RIVERSIDE)
    assert [row["Rank per resident"], row["Per 1,000"]] == [f"{stands['rank']:.0f}", rate]
    assert shown in Page({"detail": page.response["hotspots-detail"]}).text
    file = page.download("hotspots-ranking")
    saved = next(line for line in csv.DictReader(file.body.splitlines()) if line["Ward"] == RIVERSIDE)
    assert saved["Place per 1,000 residents"] == stands["rank_words"]
    assert saved["Place by number"] == stands["count_rank_words"]
    assert float(saved["Per 1,000, upper 95%"]) == pytest.approx(stands["upper_ci_per_1000"])


def test_of_a_year_whose_comparison_is_a_part_no_change_is_of_other_months(dashboard: Dash) -> None:
    code, change, stands = own_figure(Period(date(2025, 1, 1), date(2025, 12, 1)), "Shoplifting")
    assert change["total_0"] < stands["offence_count"]
    page = ask(dashboard, "hotspots", f"?from=2025-01&to=2025-12&type=Shoplifting&measure=change_pct&ward={code}")
    counts = [f"{change[name]:.0f}" for name in ("total_0", "total_1")]
    months = "January to April 2025"
    verdict = str(change["verdict"]).lower()
    assert page.heading == f"{counts[0]} offences in {RIVERSIDE}, {months}, from {counts[1]}: {verdict}"
    row = next(row for row in page.table("20 wards") if row["Ward"] == RIVERSIDE)
    assert [row[f"Offences, {months}"], row["January to April 2024"]] == counts
    assert any(
        f"{months} can be compared: {counts[0]} in {RIVERSIDE}, from {counts[1]}." in said for said in page.notices
    )
    assert f"{months}: {counts[0]} offences, from {counts[1]} in January to April 2024" in page.text


@pytest.mark.parametrize("search", ["?from=2025-03&to=2025-03", "?from=2018-01&to=2018-12"])
def test_a_change_that_is_refused_is_nowhere(dashboard: Dash, search: str) -> None:
    page = ask(dashboard, "hotspots", f"{search}&measure=change_pct")
    wards = page.figure("hotspots-map")["data"][map_ground.WARDS]
    assert set(wards["z"]) == {None}
    assert {text.split("<br>")[1] for text in wards["text"]} == {"– Cannot compare"}
    assert {row.get("Change, %", "not available") for row in page.table("20 wards")} == {"not available"}
    assert "%" not in page.heading or "hold" in page.heading
    assert "Cannot compare" in " ".join(page.notices)
    file = page.download("hotspots-ranking")
    for line in csv.DictReader(file.body.splitlines()):
        assert [line.get(name) or "" for name in ("Change, %", "Change, lower 95%", "Change, upper 95%")] == [""] * 3
