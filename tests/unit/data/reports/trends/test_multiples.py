import pandas as pd

from data.reports.figures import SmallMultiples
from data.reports.panel import Listed
from data.reports.trends.multiples import drawn_above, multiples_panel
from tests.fixtures.selections import ASB, months, selection
from tests.fixtures.trends import limited, trend, view

WARDS = pd.concat([limited(series="Alder"), limited(series="Beech")], ignore_index=True)


def test_the_multiples_name_the_signals_of_the_period_alone() -> None:
    signals = [
        ("Alder", "outside", months("2023-12", "2024-01")),
        ("Beech", "near", months("2023-03", "2023-03")),
    ]
    panel = multiples_panel(view(selection(parts="ward")), trend(WARDS, signals), ["Note."])
    assert panel.words.finding.startswith("1 of 2 wards")
    assert panel.folds[0].notes == [Listed(["Alder, January 2024: outside"], "◆")]
    assert panel.folds[1].notes[-1] == "Note."
    assert panel.table is not None
    assert len(panel.table.frame) == 48
    last = panel.table.frame.iloc[-1]
    shown = {column.heading: last[column.name] for column in panel.table.columns}
    assert (shown["Ward"], shown["Month"], shown["Value"]) == ("Beech", "2024-12", 23)


def test_the_scale_is_the_one_that_is_chosen() -> None:
    scales = {}
    for scale in ("common", "free"):
        panel = multiples_panel(view(selection(parts="ward", scale=scale)), trend(WARDS), [])
        assert isinstance(panel.figure, SmallMultiples)
        scales[scale] = (panel.figure.is_common, "One scale for all." in panel.words.caption)
    assert scales == {"common": (True, True), "free": (False, False)}


def test_one_alone_has_no_small_chart_and_what_has_some_is_named() -> None:
    assert drawn_above("type").endswith("Choose Ward for small charts of its parts.")
    assert drawn_above("ward").startswith("The chart above shows the one ward chosen.")


def test_nuisance_beside_crimes_has_a_small_chart_of_its_own() -> None:
    mixed = selection(wards=("W1", "W3"), crime_types=("Robbery", ASB))
    scope = f"Wards: Alder, Cedar (wards of 2004 to May 2026). Crime types: Robbery, {ASB}."
    assert multiples_panel(view(mixed), trend(), []).words.scope == scope
