"""The rows of a frame, one by one: of small ones, for which pandas takes long."""

from collections.abc import Sequence
from typing import Any

import pandas as pd


def records(frame: pd.DataFrame, names: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Each row by its columns, or by those named alone: most of a wide frame is not read.

    As ``to_dict("records")`` gives it, which takes four times as long with text in it.
    """
    asked = list(names) or list(frame)
    columns = [frame[name].tolist() for name in asked]
    return [dict(zip(asked, row, strict=True)) for row in zip(*columns, strict=True)]
