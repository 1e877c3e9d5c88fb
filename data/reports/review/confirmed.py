"""What a quarter confirms, what of it is new since the review of the quarter before, and how the rest stands now."""

from collections.abc import Collection
from dataclasses import replace

import numpy as np
import pandas as pd

from data.build import database
from data.model.comparison import Comparison
from data.model.records import records
from data.model.selection import Selection
from data.model.verdict import CLEAR, Verdict
from data.queries import cubes
from data.reports.panel import Link
from data.reports.review.asked import Quarter
from data.reports.review.places import NamedPlaces
from data.statistics.space.new_spots import Standing
from data.words.review import phrase

NEW, STILL, OVER = "new", "still", "over"
KEY = ["kind", "key"]
CONFIRMED = [Standing.NEW, Standing.GONE]
TESTED = [*KEY, "what", "now", "before", "verdict", "standing", "is_confirmed", "is_marked"]


def since_last(quarter: Quarter, earlier: Quarter | None) -> pd.DataFrame:
    """Everything that is confirmed now, new things first, then what the last review confirmed and this does not.

    Columns as ``judged``, all of this quarter, and said, link, since (NEW, STILL or OVER; empty where there is no
    earlier review).
    """
    last = judged(earlier) if earlier is not None else None
    found = judged(quarter, () if last is None else last["key"].tolist())
    now = found[found["is_confirmed"]].assign(since="")
    if last is not None:
        was = last[last["is_confirmed"]]
        known = set(_verdicts(was))
        now = now.assign(since=[STILL if one in known else NEW for one in _verdicts(now)])
        still = set(_keys(now))
        is_over = [key not in still for key in _keys(was)]
        over = was.loc[is_over, [*KEY, "what"]].merge(found.drop(columns="what"), on=KEY, how="left")
        now = pd.concat([now, over.assign(since=OVER, verdict=over["verdict"].fillna(Verdict.CANNOT_COMPARE))])
        now = now.sort_values("since", key=lambda since: since.map([NEW, STILL, OVER].index), kind="stable")
    rows = records(now)
    told = now.assign(said=[_said(row) for row in rows], link=[_link(quarter, row) for row in rows])
    return told.reset_index(drop=True)


def judged(quarter: Quarter, spots: Collection[str] = ()) -> pd.DataFrame:
    """The tests of the quarter: of crime types, wards, named places, and small spots that are confirmed or asked for.

    Columns: kind (type, ward, spot, place), key and what (unique within it, and its name), now, before (counts of the
    quarter and what it is set against), verdict, standing (of a small spot), is_confirmed, is_marked (for partners).
    """
    own = quarter.selection
    whole = replace(own, crime_types=own.all_crime_types)
    parts = [_offences(whole, quarter.comparison), _spots(quarter, spots), _places(quarter.named)]
    found = pd.concat([one for one in parts if len(one)] or parts, ignore_index=True)
    is_spot = found["kind"] == "spot"
    is_confirmed = found["standing"].isin(CONFIRMED) | (~is_spot & found["verdict"].isin(CLEAR))
    return found.assign(is_confirmed=is_confirmed)[TESTED]


def _keys(frame: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(frame["kind"], frame["key"], strict=True))


def _verdicts(frame: pd.DataFrame) -> list[tuple[str, str, str]]:
    return list(zip(frame["kind"], frame["key"], frame["verdict"].astype(str), strict=True))


@database.per_build
def _offences(whole: Selection, compared: Comparison | None) -> pd.DataFrame:
    """Crime types of the whole area, all crime of it, and all crime of each ward."""
    vintage, crimes, label = whole.vintage, whole.counted_types, whole.types_label
    asked = {
        ("type", label, label): (whole.wards, crimes),
        **{("type", name, name): (whole.wards, (name,)) for name in whole.crime_types},
        **{("ward", ward.code, ward.name): ((ward.code,), crimes) for ward in vintage.wards},
    }
    if compared is None:
        counts, _ = cubes.standing(whole.source, vintage.vintage, whole.period).totals(list(asked.values()))
        changes = pd.DataFrame({"total_0": counts, "total_1": np.nan, "verdict": Verdict.CANNOT_COMPARE})
    else:
        changes = cubes.figures(whole.source, vintage.vintage, compared).lookup(list(asked.values()))
    kinds, keys, names = zip(*asked, strict=True)
    return _tests(changes, kind=kinds, key=keys, what=names)


def _spots(quarter: Quarter, keys: Collection[str]) -> pd.DataFrame:
    """Small spots, set against the mean of the earlier quarters: those that are confirmed, and those of these keys."""
    every = quarter.spots
    spots = every[every["standing"].isin(CONFIRMED) | every["cell_id"].astype(str).isin(keys)]
    means = spots.assign(total_1=spots["total_1"] / max(len(quarter.quarters) - 1, 1))
    names = [f"{name}, {ward}" for name, ward in zip(spots["name"], spots["ward_name"], strict=True)]
    return _tests(means, kind="spot", key=spots["cell_id"].astype(str), what=names, standing=spots["standing"])


@database.per_build
def _places(places: NamedPlaces) -> pd.DataFrame:
    """Named places, by what is reported there."""
    listed, changes = places.frame, places.changes
    marked = set(listed.loc[listed["is_marked"].astype(bool), "place_id"])
    named = dict(zip(listed["place_id"], listed["place_name"], strict=True))
    rows = records(changes, ["place_id", "measure", "title"])
    return _tests(
        changes,
        kind="place",
        key=[f"{row['place_id']} {row['measure']}" for row in rows],
        what=[phrase("at_place", place=named[row["place_id"]], what=str(row["title"]).lower()) for row in rows],
        is_marked=[row["place_id"] in marked for row in rows],
    )


def _tests(changes: pd.DataFrame, **columns: object) -> pd.DataFrame:
    named = {"now": changes["total_0"], "before": changes["total_1"], "verdict": changes["verdict"].astype(object)}
    return pd.DataFrame({"standing": "", "is_marked": False} | named).assign(**columns)


def _said(row: dict[str, object]) -> str:
    """What a row is of, in words: a small spot by what is confirmed of it."""
    if row["kind"] == "ward":
        return phrase("in_ward", ward=row["what"])
    if row["kind"] == "spot":
        return phrase("spot_over" if row["since"] == OVER else f"spot_{row['standing']}", what=row["what"])
    return str(row["what"])


def _link(quarter: Quarter, row: dict[str, object]) -> Link:
    """Where it is shown."""
    own, key = quarter.selection, str(row["key"])
    every, said = own.all_crime_types, _said(row)
    match row["kind"]:
        case "type":
            chosen = (key,) if key in every else tuple(name for name in every if name not in own.not_crime)
            return Link(said, "/trends", replace(own, crime_types=chosen))
        case "ward":
            return Link(said, "/trends", replace(own, wards=(key,), crime_types=every))
        case "spot":
            return Link(said, "/hotspots", replace(own, map=replace(own.map, layer="cells", pick=f"cell:{key}")))
        case _:
            return Link(said, "/hotspots")
