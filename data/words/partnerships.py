"""What has to be known of partnerships: who shares one, and who takes no part in a rate."""

import pandas as pd

from data.words import formatting as f


def partnership_notes(listed: pd.DataFrame, members: pd.DataFrame) -> list[str]:
    """The area's shared partnerships, the publisher's notes on any that is shown, and who is left out and why.

    listed: csp_name, district_names, is_own, note of each partnership; members: csp_name, left_out, of every side.
    """
    shown = listed[listed["csp_name"].isin(members["csp_name"])]
    shared = [
        f"{row.csp_name} is the partnership of {f.joined(list(row.district_names))} together: its counts are of all of "
        "them, and its rates per resident of all of them."
        for row in shown[shown["is_own"].astype(bool)].itertuples()
        if len(row.district_names) > 1
    ]
    noted = [f"The publisher notes: {note}" for note in dict.fromkeys(shown["note"]) if note]
    named = ~members["csp_name"].str.lower().str.contains("unassigned")
    reasons = members[(members["left_out"] != "") & named].drop_duplicates("csp_name").groupby("left_out", sort=False)
    left_out = [f"Left out of the rates: {f.joined(list(rows['csp_name']))}, since {why}." for why, rows in reasons]
    return [*shared, *left_out, *noted]
