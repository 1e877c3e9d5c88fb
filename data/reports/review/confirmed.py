"""What a quarter confirms, and what of it is new since the review of the quarter before."""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from data.model.records import records
from data.model.verdict import CLEAR, Verdict
from data.reports.panel import Link
from data.reports.review.asked import Quarter
from data.statistics.space.new_spots import Standing
from data.words.review import phrase

COLUMNS = ["kind", "key", "what", "now", "before", "verdict", "is_marked", "link", "since"]
NEW, STILL, OVER = "new", "still", "over"
RISES = {Standing.NEW: Verdict.CLEAR_RISE, Standing.GONE: Verdict.CLEAR_FALL}


def since_last(quarter: Quarter, earlier: Quarter | None) -> pd.DataFrame:
    """Everything that is confirmed now, new things first, then what the last review confirmed and this does not.

    Columns: kind, key, what, now, before (counts of the quarter and what it is set against), verdict, is_marked, link,
    since (NEW, STILL or OVER; empty where there is no earlier review).
    """
    now, last = confirmed(quarter), confirmed(earlier) if earlier else _frame([])
    if earlier is None:
        return now.assign(since="")
    known, still = set(_keys(last)), set(_keys(now))
    now = now.assign(since=[STILL if key in known else NEW for key in _keys(now)])
    over = last[[key not in still for key in _keys(last)]].assign(since=OVER)
    joined = [now[now["since"] == NEW], now[now["since"] == STILL], over]
    return pd.concat([one for one in joined if len(one)] or [now], ignore_index=True)


def confirmed(quarter: Quarter) -> pd.DataFrame:
    """Every clear change of the quarter: crime types, wards, small spots, named places."""
    return _frame([*_types(quarter), *_wards(quarter), *_spots(quarter), *_places(quarter)])


def _frame(rows: list[dict[str, object]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=COLUMNS[:-1])


def _keys(frame: pd.DataFrame) -> list[tuple[str, str, str]]:
    return list(zip(frame["kind"], frame["key"], frame["verdict"].astype(str), strict=True))


def _types(quarter: Quarter) -> Iterator[dict[str, object]]:
    """Crime types of the whole area, and all crime."""
    if quarter.comparison is None:
        return
    own = quarter.selection
    crimes = tuple(name for name in own.all_crime_types if name not in own.not_crime)
    every = replace(own, crime_types=own.all_crime_types)
    asked = {every.types_label: crimes, **{name: (name,) for name in own.all_crime_types}}
    changes = quarter.found.figures.lookup([(own.wards, types) for types in asked.values()])
    for name, row in zip(asked, records(changes), strict=True):
        if row["verdict"] in CLEAR:
            shown = replace(own, crime_types=asked[name])
            yield _row("type", name, name, row["total_0"], row["total_1"], row["verdict"], Link(name, "/trends", shown))


def _wards(quarter: Quarter) -> Iterator[dict[str, object]]:
    """All crime of each ward."""
    if quarter.comparison is None:
        return
    own = quarter.selection
    crimes = tuple(name for name in own.all_crime_types if name not in own.not_crime)
    changes = quarter.found.figures.lookup([((ward.code,), crimes) for ward in own.vintage.wards])
    for ward, row in zip(own.vintage.wards, records(changes), strict=True):
        if row["verdict"] in CLEAR:
            shown = replace(own, wards=(ward.code,), crime_types=own.all_crime_types)
            words = phrase("in_ward", ward=ward.name)
            yield _row(
                "ward", ward.code, words, row["total_0"], row["total_1"], row["verdict"], Link(words, "/trends", shown)
            )


def _spots(quarter: Quarter) -> Iterator[dict[str, object]]:
    """Small spots that are new among those with most, or gone from them."""
    spots, own = quarter.spots, quarter.selection
    for row in records(spots[spots["standing"].isin(list(RISES))]):
        view = replace(own.map, layer="cells", pick=f"cell:{row['cell_id']}")
        words = phrase(f"spot_{row['standing']}", name=row["name"], ward=row["ward_name"])
        link = Link(words, "/hotspots", replace(own, map=view))
        usual = row["total_1"] / (len(quarter.quarters) - 1)
        yield _row("spot", str(row["cell_id"]), words, row["total_0"], usual, RISES[row["standing"]], link)


def _places(quarter: Quarter) -> Iterator[dict[str, object]]:
    """Named places."""
    listed, changes = quarter.named.frame, quarter.named.changes
    marked = set(listed.loc[listed["is_marked"].astype(bool), "place_id"])
    named = dict(zip(listed["place_id"], listed["place_name"], strict=True))
    for row in records(changes, ["place_id", "measure", "title", "total_0", "total_1", "verdict"]):
        if row["verdict"] in CLEAR:
            words = phrase("at_place", place=named[row["place_id"]], what=str(row["title"]).lower())
            found = _row(
                "place", f"{row['place_id']} {row['measure']}", words, row["total_0"], row["total_1"], row["verdict"]
            )
            yield found | {"is_marked": row["place_id"] in marked}


def _row(
    kind: str, key: str, what: str, now: float, before: float, verdict: Verdict, link: Link | None = None
) -> dict[str, object]:
    return {
        "kind": kind, "key": key, "what": what, "now": now, "before": before, "verdict": verdict, "is_marked": False,
        "link": link or Link(what, "/hotspots"),
    }  # fmt: skip
