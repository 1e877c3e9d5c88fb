import pandas as pd
import pytest

THURROCK = "E06000034"
ASB = "Anti-social behaviour"


def year_of_thurrock(located: pd.DataFrame, first: str, last: str) -> pd.Series:
    year = located[(located["LAD21CD"] == THURROCK) & located["Month"].between(first, last)]
    return year["Crime type"].value_counts()


@pytest.mark.parametrize(
    ("crime_type", "year_to_2021", "year_to_2022"),
    [
        ("Violence and sexual offences", 6594, 7120),
        ("Robbery", 164, 171),
        ("Burglary", 712, 646),
        ("Vehicle crime", 1513, 1969),
        ("Shoplifting", 900, 1176),
        ("Criminal damage and arson", 1471, 1676),
        (ASB, 6327, 3233),
    ],
)
def test_published_types_sum_to_the_published_year(
    located: pd.DataFrame, crime_type: str, year_to_2021: int, year_to_2022: int
) -> None:
    assert year_of_thurrock(located, "2020-04", "2021-03")[crime_type] == year_to_2021
    assert year_of_thurrock(located, "2021-04", "2022-03")[crime_type] == year_to_2022


@pytest.mark.parametrize(
    ("first", "last", "all_crime"),
    [("2019-04", "2020-03", 16300), ("2020-04", "2021-03", 14974), ("2021-04", "2022-03", 16846)],
)
def test_all_crime_of_a_year_leaves_out_asb(located: pd.DataFrame, first: str, last: str, all_crime: int) -> None:
    assert year_of_thurrock(located, first, last).drop(ASB).sum() == all_crime


def test_every_district_has_all_14_types_and_no_empty_month(located: pd.DataFrame) -> None:
    assert located.groupby("LAD21CD")["Crime type"].nunique().tolist() == [14] * 14
    assert located.groupby("Month")["LAD21CD"].nunique().tolist() == [14] * 36


def test_restrictions_cut_theft_and_raise_asb(located: pd.DataFrame) -> None:
    thurrock = located[located["LAD21CD"] == THURROCK]
    months = pd.crosstab(thurrock["Month"], thurrock["Crime type"])
    shoplifting, asb = months["Shoplifting"], months[ASB]
    assert shoplifting["2020-04"] < 0.6 * shoplifting["2020-02"]
    assert asb["2020-04"] > 2 * asb["2020-02"]
    assert asb["2021-01"] > 1.3 * asb["2020-12"]


def test_crime_is_concentrated_as_real_crime_is(located: pd.DataFrame) -> None:
    thurrock = located[located["LAD21CD"] == THURROCK]
    at_points = thurrock["Location"].value_counts()
    points_for_half = int((at_points.cumsum() < at_points.sum() / 2).sum()) + 1
    assert 0.06 <= points_for_half / 700 <= 0.08
    share_pct = 100 * thurrock["WD21NM"].value_counts(normalize=True)
    assert share_pct.index[:2].tolist() == ["West Thurrock and South Stifford", "Grays Riverside"]
    assert share_pct.iloc[:2].tolist() == pytest.approx([18.0, 13.5], abs=0.5)
