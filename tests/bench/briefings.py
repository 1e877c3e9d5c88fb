"""The board's briefing of the whole area, from the address to the file, nothing of it made before."""

import time

from briefing import asked, files

SEARCH = "?pack=board"
TIMES = 5
MOST_SECONDS, MOST_BYTES = 3, 3_000_000


def measure() -> None:
    """Print the first time and the best of several, and the bytes, beside what they may be."""
    for kind in ("pptx", "xlsx"):
        spent, size = [], 0
        for _ in range(TIMES):
            asked.asked.cache_clear()
            files.made.cache_clear()
            start = time.perf_counter()
            made = files.made(kind, asked.WHOLE, SEARCH)
            spent.append(time.perf_counter() - start)
            size = len(made.body) if made else 0
        print(
            f"board as {kind}: first {spent[0]:.2f} s, best of {TIMES} {min(spent):.2f} s (at most {MOST_SECONDS}), "
            f"{size:,} bytes (at most {MOST_BYTES:,})"
        )
