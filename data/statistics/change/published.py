"""Figures that the partnership published beside those that are computed here."""

from typing import Any

import pandas as pd

from data.model.records import records
from data.words.formatting import named

TOGETHER = "One crime type in street-level data"
OURS = {"offence_count": "ours", "change_pct": "our_change_pct", "verdict": "our_verdict"}


def beside_published(published: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Published figures of one period with ours for the same crime types, in their order.

    published: offence, crime_types (the one of ours that holds the offence, null where none does), offence_count,
    change_pct, note; table: offence, offence_count, change_pct, verdict. Adds ours, difference (ours less published),
    our_change_pct and our_verdict, null beside an offence that ours hold only together with others: those get one more
    row of their sum, after the last of them, whose published change is not known.
    """
    computed = {row["offence"]: {ours: row[name] for name, ours in OURS.items()} for row in records(table)}
    absent = dict.fromkeys(OURS.values())
    rows: list[dict[Any, Any]] = records(published)
    alike = {row["crime_types"]: [one for one in rows if one["crime_types"] == row["crime_types"]] for row in rows}
    found = []
    for row in rows:
        members = alike[row["crime_types"]] if isinstance(row["crime_types"], str) else [row]
        found.append({**row, **(absent if len(members) > 1 else computed.get(row["crime_types"], absent))})
        if len(members) > 1 and row is members[-1]:
            found.append({**_together(members), **computed.get(row["crime_types"], absent)})
    frame = pd.DataFrame(found)
    return frame.assign(difference=frame["ours"].astype(float) - frame["offence_count"])


def _together(members: list[dict[Any, Any]]) -> dict[Any, Any]:
    """Offences that are one crime type here, added up."""
    return {
        **members[-1],
        "offence": f"{named([row['offence'] for row in members])}, together",
        "offence_count": sum(row["offence_count"] for row in members),
        "change_pct": None,
        "note": TOGETHER,
    }
