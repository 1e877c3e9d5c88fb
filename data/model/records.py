"""The rows of a frame, one by one."""

from typing import Any

import pandas as pd


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Each row by its columns, as ``to_dict("records")`` gives it, which takes four times as long with text in it."""
    columns = [column.tolist() for _, column in frame.items()]
    return [dict(zip(frame.columns, row, strict=True)) for row in zip(*columns, strict=True)]
