"""Made-up weights of harm and a made-up survey of what worries residents, in the documented form of both files."""

from pathlib import Path

from etl.demo.files import write_table
from etl.demo.tables import home_district, read_table

SOURCE = "Demonstration data, made up"
LIST_NAME = "Made-up weights of the demonstration"
ASKED = 550


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
