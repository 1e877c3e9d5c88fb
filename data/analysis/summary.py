"""The question that heads the survey, for the summary."""

from typing import Any

import pandas as pd

from data.analysis.proportions import compare_waves


def headline_question(estimates: pd.DataFrame) -> dict[Any, Any] | None:
    """The latest yearly wave of one question beside that of the year before; None where no question has both.

    estimates: as the query of the survey gives them; of its questions the first for which up is worse, else the first.
    Keys: those of its row, now_pct, before_pct, now_end, before_end, base_is_assumed (of either wave), and those of
    ``compare_waves``: "not comparable" where the number of people asked is not known.
    """
    waves = {
        (row["area_code"], row["question_id"], row["wave_end"]): row
        for row in estimates[estimates["wave_months"] == 12].to_dict("records")
    }
    latest = {key[:2]: key for key in sorted(waves, key=lambda key: key[2])}
    pairs = [(waves[key], waves.get((*key[:2], key[2] - pd.DateOffset(years=1)))) for key in latest.values()]
    found = [(now, before) for now, before in pairs if before is not None]
    if not found:
        return None
    now, before = min(found, key=lambda pair: (pair[0]["is_up_bad"] is not True, pair[0]["display_order"]))
    asked = [[float("nan") if pd.isna(wave["unweighted_base"]) else wave["unweighted_base"]] for wave in (now, before)]
    compared = compare_waves([now["estimate_pct"]], [before["estimate_pct"]], asked[0], asked[1]).iloc[0]
    return {
        **now,
        "now_pct": now["estimate_pct"],
        "before_pct": before["estimate_pct"],
        "now_end": now["wave_end"],
        "before_end": before["wave_end"],
        "base_is_assumed": bool(now["base_is_assumed"] or before["base_is_assumed"]),
        **compared.to_dict(),
    }
