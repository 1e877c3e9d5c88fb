"""What is known of a named place, in words."""

from typing import Any

import pandas as pd

from data.words import formatting as f


def since(row: Any) -> str:
    """From when to when a place is active, as far as it is known."""
    start = f"since {f.month(row['active_from'])}" if pd.notna(row["active_from"]) else ""
    end = f"until {f.month(row['active_to'])}" if pd.notna(row["active_to"]) else ""
    return " ".join(part for part in (start, end) if part) or "dates not published"


def published(row: Any) -> str:
    """The rank or total that a document gives of a place, with what else it says."""
    to = f" to {f.month(row['published_to'])}" if pd.notna(row["published_to"]) else ""
    rank = f"{f.ordinal(int(row['published_rank']))} of its list{to}" if pd.notna(row["published_rank"]) else ""
    unit = row["published_unit"] if isinstance(row["published_unit"], str) else ""
    count = f"{f.number(row['published_count'])} {unit}{to}" if pd.notna(row["published_count"]) else ""
    note = row["published_note"] if isinstance(row["published_note"], str) else ""
    return ". ".join(part for part in (rank, count, note) if part)


def approximate(row: Any) -> str:
    """That a position is approximate, where it is."""
    return "position approximate" if row["is_approximate"] else ""
