"""The made-up survey: wards, groups, other districts and waves, each marked as made up."""

from pathlib import Path

import pandas as pd
import pytest

from etl.demo.tables import home_district, read_table


@pytest.fixture(scope="module")
def figures(demo_folder: Path) -> pd.DataFrame:
    return pd.read_csv(demo_folder / "survey" / "residents_survey.csv", keep_default_na=False)


def test_every_figure_says_that_it_is_made_up(figures: pd.DataFrame, demo_folder: Path) -> None:
    partners = pd.read_csv(demo_folder / "survey" / "residents_survey_partners.csv")
    for table in (figures, partners):
        assert table["survey"].str.startswith("Made-up").all()
        assert (table["document"] == "Demonstration data, made up").all()
    assert (partners["audience"] == "partner").all()


def test_every_ward_answers_every_question_in_every_wave(figures: pd.DataFrame) -> None:
    wards = figures[figures["area_kind"] == "ward"]
    asked = wards.groupby(["question_id", "subgroup", "wave_end"])["area_code"].nunique()
    assert len(asked) == 7 * 4
    assert (asked == len(read_table("wards"))).all()


def test_the_first_wave_is_too_small_for_wards_and_the_others_are_not(figures: pd.DataFrame) -> None:
    wards = figures[(figures["area_kind"] == "ward") & (figures["unweighted_base"] != "<30")]
    bases = wards["unweighted_base"].astype(float).groupby(wards["wave_end"]).agg(["min", "max"])
    assert bases.loc["2019-03-01", "max"] < 40
    assert (bases.loc["2020-03-01":, "min"] >= 100).all()
    assert (figures["unweighted_base"] == "<30").sum() == 1


def test_groups_other_districts_and_another_survey_are_there(figures: pd.DataFrame) -> None:
    assert set(figures["subgroup_kind"]) == {"", "age", "sex", "victim", "time of day"}
    districts = figures.loc[figures["area_kind"] == "district", "area_code"]
    assert districts.nunique() == len(read_table("districts"))
    panel = figures[figures["mode"] == "online"]
    assert set(panel["area_code"]) == {home_district()}
    assert set(panel["wave_end"]) == {"2021-03-01", "2022-03-01"}
