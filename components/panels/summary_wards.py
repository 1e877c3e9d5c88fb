"""The wards on the summary page: where it changed."""

from collections.abc import Sequence
from textwrap import wrap
from typing import Any

import pandas as pd
from dash import html

from components import formatting as f
from components.data_table import Column
from components.figures.interval_dots import interval_dots
from components.panel import Numbers, chart, panel
from components.panels.performance import ALONE, change_columns, rate_column
from components.panels.summary import Context
from components.verdicts import SIGNS, allowed_for
from data.schema import Verdict

NAME_CHARACTERS = 26
REAL = (Verdict.HIGHER, Verdict.LOWER)


def ward_panel(context: Context, wards: pd.DataFrame, said: Sequence[str]) -> html.Section:
    """Every ward: its change with the interval, or its rate where no change can be given; ``said`` goes into the file.

    wards: as ``data.analysis.performance.ward_changes`` gives it.
    """
    selection = context.selection
    drawn = _changes(wards) if context.is_comparable else _rates(context, wards)
    unit = "%" if context.is_comparable else ""
    heading = _finding(context, wards)
    columns = [
        Column("area_name", "Ward"),
        Column("total_0", f.capital(selection.noun), "number"),
        *(change_columns(context) if context.is_comparable else []),
        *([rate_column(context)] if wards["rate_per_1000"].notna().any() else []),
        *([Column("total_1", f"Total, {f.year_to(context.before)}", "number")] if context.is_comparable else []),
        Column("area_code", "Code", "code"),
    ]
    caption = f"{selection.types_label}, {selection.vintage.label}, {f.period(context.period)}: {_measured(context)}"
    picture = [chart("summary-wards", interval_dots(drawn, unit, from_zero=not unit), heading)] if len(drawn) else []
    shown = wards if context.is_comparable else wards.sort_values("total_0", ascending=False)
    numbers = Numbers(shown, columns, f"wards-{context.period.last:%Y-%m}")
    notes = _notes(context, wards)
    words, quiet = context.words(heading, caption, [*said, *notes]), html.P(" ".join(notes), className="quiet")
    return panel(words, numbers, *picture, notes=[quiet], folded=True)


def _finding(context: Context, wards: pd.DataFrame) -> str:
    if not context.is_comparable:
        has_rates = wards["rate_per_1000"].notna().any()
        by = f"rate of {context.selection.types_label.lower()}" if has_rates else f"number of {context.selection.noun}"
        return f"{len(wards)} wards by {by}"
    count = int(wards["verdict"].isin(REAL).sum())
    return f"{count or 'None'} of {len(wards)} wards changed by more than chance"


def _measured(context: Context) -> str:
    if context.is_comparable:
        return f"change on {f.period(context.before)} in per cent, with its 95% interval."
    return f"per 1,000 residents ({context.selection.population_source}), with the 95% interval of each rate."


def _notes(context: Context, wards: pd.DataFrame) -> list[str]:
    """How many comparisons were allowed for, and what the chart leaves out."""
    if not context.is_comparable:
        return [context.measures["rate_per_1000"].caveat]
    few = int((wards["verdict"] == Verdict.TOO_FEW).sum())
    left_out = [f"{few} with too few to tell {'is' if few == 1 else 'are'} in the table alone."] if few else []
    return [allowed_for(int(wards["comparisons"].iloc[0]), "holm"), ALONE, *left_out]


def _changes(wards: pd.DataFrame) -> pd.DataFrame:
    """What the chart draws: the largest rise on top, the verdict's sign beside each."""
    told = wards[wards["verdict"] != Verdict.TOO_FEW].dropna(subset=["change_pct", "lower_ci_pct", "upper_ci_pct"])
    labels = [
        f"{f.signed(change, 1, '%')} {SIGNS[verdict]}"
        for change, verdict in zip(told["change_pct"], told["verdict"], strict=True)
    ]
    drawn = _drawn(told, ("change_pct", "lower_ci_pct", "upper_ci_pct"), labels, told["verdict"].isin(REAL))
    drawn["text"] = [f"{text}: {verdict}" for text, verdict in zip(drawn["text"], told["verdict"], strict=True)]
    return drawn.sort_values("value", ascending=False)


def _rates(context: Context, wards: pd.DataFrame) -> pd.DataFrame:
    known = wards.dropna(subset="rate_per_1000")
    labels = [f.number(rate, context.measures["rate_per_1000"].decimals) for rate in known["rate_per_1000"]]
    drawn = _drawn(known, ("rate_per_1000", "lower_ci_per_1000", "upper_ci_per_1000"), labels, False)
    return drawn.sort_values("value", ascending=False)


def _drawn(frame: pd.DataFrame, columns: tuple[str, str, str], labels: Sequence[str], is_marked: Any) -> pd.DataFrame:
    value, lower, upper = (frame[name] for name in columns)
    text = [f"{name}: {label}" for name, label in zip(frame["area_name"], labels, strict=True)]
    # A phone has no room for a long name in one line: it is broken near its middle.
    widths = [len(name) if len(name) <= NAME_CHARACTERS else len(name) // 2 + 4 for name in frame["area_name"]]
    names = ["<br>".join(wrap(name, width)) for name, width in zip(frame["area_name"], widths, strict=True)]
    drawn = pd.DataFrame({"area_name": names, "value": value, "lower": lower, "upper": upper})
    return drawn.assign(label=list(labels), text=text, is_marked=is_marked)
