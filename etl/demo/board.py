"""What a partnership gives its board: made-up figures of indicators, targets, actions, harm and concern."""

from pathlib import Path
from typing import Any

import pandas as pd

from etl.demo.files import write_table
from etl.demo.tables import home_district, read_table

MADE_UP = "Demonstration: made up"
SOURCE = "Demonstration data, made up"
LIST_NAME = "Made-up weights of the demonstration"
ASKED = 550
# The two years that the records of the demonstration end with.
YEARS = {"year_before": "2020-04", "year_now": "2021-04"}


def write_board(folder: Path) -> None:
    """Write ``indicator_actuals``, ``indicator_targets`` and ``board_actions`` as a partnership would."""
    write_table(folder / "indicator_actuals.csv", list_actuals())
    targets = read_table("targets_fictitious").assign(area_code=home_district(), note=MADE_UP)
    write_table(folder / "indicator_targets.csv", targets)
    actions = read_table("actions_fictitious").assign(area_code=home_district())
    write_table(folder / "board_actions.csv", actions.assign(note=actions["note"].fillna(MADE_UP)))
    write_table(folder / "most_similar_groups.csv", list_family())


def list_family() -> pd.DataFrame:
    """Return a most similar group that is none: the other partnerships, named without the codes of their districts.

    Districts are compared by their codes, and go on as without a group.
    """
    districts = read_table("districts")
    names = districts.loc[districts["district_code"] != home_district(), "district_name"]
    cited = {"area_code": home_district(), "cited_source": MADE_UP, "source_date": "2022-03-31"}
    return pd.DataFrame({"similar_area_name": names, "csp_name": names}).assign(**cited)


def list_actuals() -> pd.DataFrame:
    """Return a row a figure, in the columns of ``indicator_actuals``."""
    rows: list[dict[str, Any]] = []
    for one in read_table("indicators_fictitious").to_dict("records"):
        for column, begin in YEARS.items():
            for step, figure in enumerate(str(one[column]).split()):
                first = pd.Period(begin, freq="M") + step * one["months"]
                rows.append(
                    {
                        "area_code": home_district(),
                        "indicator_id": one["indicator_id"],
                        "period_from": str(first),
                        "period_to": str(first + one["months"] - 1),
                        "actual": figure,
                        "base": one["base"],
                        "audience": one["audience"],
                        "cited_source": MADE_UP,
                    }
                )
    return pd.DataFrame(rows).astype({"base": "Int64"})


def write_risk(folder: Path) -> None:
    """Write a weight for every offence of the workbook, and the share of residents who name each crime type."""
    offences = read_table("recorded_offences")[["crime_type", "offence_code", "offence_description"]]
    weights = offences.merge(read_table("harm_fictitious"), on="offence_code")
    weights = weights.rename(columns={"offence_description": "offence"})
    write_table(
        folder / "demonstration_harm_weights.csv", weights.assign(list_name=LIST_NAME, unit="points", document=SOURCE)
    )
    asked = {"area_code": home_district(), "wave_end": "2022-03-01", "question": "What worries you where you live?"}
    concern = read_table("concern_fictitious").assign(**asked, unweighted_base=ASKED, document=SOURCE)
    write_table(folder / "demonstration_public_concern.csv", concern)
