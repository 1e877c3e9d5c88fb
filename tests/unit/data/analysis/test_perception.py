import pandas as pd

from data.analysis.perception import quarters, two_waves

ROWS = [
    (1, "trust", "2020-03-01", 12, 60.0),
    (1, "trust", "2021-03-01", 12, 72.0),
    (1, "trust", "2022-03-01", 12, 71.0),
    (1, "trust", "2021-09-01", 3, 34.0),
    (2, "worry", "2021-03-01", 12, 22.0),
    (2, "worry", "2022-03-01", 12, 33.0),
    (3, "asked once", "2022-03-01", 12, 50.0),
]


def estimates() -> pd.DataFrame:
    frame = pd.DataFrame(ROWS, columns=["display_order", "question_id", "wave_end", "wave_months", "estimate_pct"])
    return frame.assign(area_code="E07900001", wave_end=pd.to_datetime(frame["wave_end"])).sample(
        frac=1, random_state=1
    )


def test_the_latest_year_stands_beside_the_one_before_in_percentage_points() -> None:
    waves = two_waves(estimates())
    assert waves["question_id"].tolist() == ["trust", "worry"]
    assert waves[["before_pct", "now_pct", "difference_points"]].to_numpy().tolist() == [[72, 71, -1], [22, 33, 11]]
    assert waves["before_end"].dt.strftime("%Y-%m").tolist() == ["2021-03", "2021-03"]


def test_a_question_asked_in_one_year_only_has_no_difference() -> None:
    assert "asked once" not in set(two_waves(estimates())["question_id"])


def test_quarters_are_never_joined_to_years() -> None:
    assert quarters(estimates())["estimate_pct"].tolist() == [34]


def test_no_estimates_give_no_waves() -> None:
    assert two_waves(estimates().iloc[:0]).empty
