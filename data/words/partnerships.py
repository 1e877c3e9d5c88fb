"""What has to be known of partnerships: who shares one, and who takes no part in a rate."""

import pandas as pd

from data.model.period import Period, add_months
from data.words import formatting as f


def partnership_notes(listed: pd.DataFrame, members: pd.DataFrame, quarterly: pd.DataFrame) -> list[str]:
    """The area's shared partnerships and missing quarters, who is left out and why, and the publisher's notes.

    listed: csp_name, district_names, is_own, note of each partnership; members: csp_name, left_out, of every side;
    quarterly: as ``home_office.quarterly_by_group`` gives it.
    """
    shown = listed[listed["csp_name"].isin(members["csp_name"])]
    shared = [
        f"{row.csp_name} is the partnership of {f.named(list(row.district_names))} together: its counts are of all of "
        "them, and its rates per resident of all of them."
        for row in shown[shown["is_own"].astype(bool)].itertuples()
        if len(row.district_names) > 1
    ]
    noted = [f"The publisher notes: {note}" for note in dict.fromkeys(shown["note"]) if note]
    own = quarterly[quarterly["csp_name"].isin(listed.loc[listed["is_own"].astype(bool), "csp_name"])]
    lacking = own[own["offence_count"].isna()].drop_duplicates(["csp_name", "quarter_start"]).groupby("csp_name")
    missing = [
        f"Of {name} nothing, or less than a tenth of what is usual, was published for {f.joined(_spans(rows))}: no "
        "figure is given of it."
        for name, rows in lacking
    ]
    named = ~members["csp_name"].str.lower().str.contains("unassigned")
    reasons = members[(members["left_out"] != "") & named].drop_duplicates("csp_name").groupby("left_out", sort=False)
    left_out = [f"Left out of the rates: {f.named(list(rows['csp_name']))}, since {why}." for why, rows in reasons]
    return [*shared, *missing, *left_out, *noted]


def _spans(rows: pd.DataFrame) -> list[str]:
    """The quarters of the rows, each by its months."""
    return [f.period(Period(first.date(), add_months(first.date(), 2))) for first in rows["quarter_start"]]
