"""What is said of surveys: when people were asked, how many, and where an area stands."""

from typing import Any

import pandas as pd

from data.words import formatting as f
from data.words.prose import phrases, speaker

say = speaker("perception")


def when(row: Any) -> str:
    """When people were asked, or what a document says of it; row: wave_months, wave_end, wave_said."""
    if pd.isna(row["wave_end"]):
        return str(row["wave_said"]) if pd.notna(row["wave_said"]) else say("not_stated")
    return wave(int(row["wave_months"]), row["wave_end"])


def wave(months: int, end: Any) -> str:
    """A wave of so many months that ends with the month of ``end``."""
    known = phrases("perception")["months"]
    return str(known.get(months, say("months_other", count=months, month="{month}"))).format(month=f.month(end))


def waves_to(months: int, end: Any) -> str:
    """Waves of so many months: years to March, or quarters to March."""
    known = phrases("perception")["waves"]
    return str(known.get(months, known["other"])).format(count=months, month=f"{end:%B}")


def base_kind(row: Any) -> str:
    """Whether a number asked is published, assumed, or only a bound; row: base_status, base_below."""
    below = "" if pd.isna(row["base_below"]) else int(row["base_below"])
    return str(phrases("perception")["bases"][row["base_status"]]).format(count=below)


def intervals(effects: pd.Series, assumed: float) -> str:
    """How wide the intervals are made; effects: as surveys give them, null where they do not, which is ``assumed``."""
    if effects.notna().any():
        return say("widened_given")
    return say("widened_assumed", effect=f.number(assumed, 1))


def place(row: Any) -> str:
    """2nd worst of 14, from 1st to 9th by chance; nothing where no other area is there.

    row: rank, best_rank, worst_rank, rank_of, is_up_bad.
    """
    if pd.isna(row["rank"]):
        return ""
    key = "place_highest" if pd.isna(row["is_up_bad"]) else "place"
    found = say(key, rank=f.ordinal(int(row["rank"])), count=int(row["rank_of"]))
    if pd.isna(row["best_rank"]) or row["best_rank"] == row["worst_rank"]:
        return found
    best, worst = (f.ordinal(int(row[f"{end}_rank"])) for end in ("best", "worst"))
    return say("place_open", place=found, best=best, worst=worst)


def points(row: Any) -> str:
    """The change of an answer, as both waves are shown; row: difference_points (which it has), now_pct, before_pct."""
    return f.signed(f.difference(row["now_pct"], row["before_pct"]), 0)


def way(is_worse: Any) -> str:
    """Whether an answer moved for the worse or the better; nothing where neither."""
    return "" if pd.isna(is_worse) else say("worse" if is_worse else "better")


def reads(key: str) -> str:
    """How what is felt and what is recorded read together; key: of both, as worse_less or open_published."""
    felt, recorded = key.split("_")
    said = phrases("perception")
    return f"{said['felt'][felt]}, {said['recorded'][recorded]}"
