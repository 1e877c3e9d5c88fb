"""Wards by a measure that is protected: rates and ranks of what is shown, and a table of all."""

import numpy as np
import pandas as pd

from data.model.records import records
from data.model.schema import AREA
from data.reports.figures import IntervalDots
from data.reports.harm.asked import HarmView
from data.reports.panel import Panel, about
from data.reports.table import Column, Table
from data.statistics.protection.places import ward_places
from data.words import formatting as f
from data.words.harm import measure, phrase

HIGHEST = 5
COLUMNS = (
    Column("area_name", "Ward"),
    Column("offence_count", "Crimes", "number", status="count_status"),
    Column("rate_per_1000", "Per 1,000", "number", 1, ("lower_ci_per_1000", "upper_ci_per_1000"), status="rate_status"),
    Column("place", "Rank, and where it could be", "short", order="rank"),
    Column("among", "Among the five highest", "short"),
)
MORE = (Column("rank_words", "Rank in words"),)


def ward_panel(view: HarmView, name: str) -> Panel:
    """Every ward's rate with its interval, and which could be among the five highest; hidden ones are in the table."""
    residents = np.array([ward.population for ward in view.wards], dtype=float)
    placed = ward_places(view.of_wards(name), residents, view.of_quarters(name))
    could = (placed["best_rank"] <= HIGHEST).to_numpy()
    words = [phrase("could") if is_among else phrase("could_not") for is_among in could]
    ranked = placed["rank"].notna().to_numpy()
    told = placed.assign(
        area_name=[ward.name for ward in view.wards],
        place=[_place(row) for row in records(placed)],
        among=np.where(ranked, words, placed["rate_status"]),
        is_marked=could,
    ).sort_values("rate_per_1000", ascending=False, na_position="last", ignore_index=True)
    count, finding = int(could.sum()), phrase("not_ranked", measure=f.capital(measure(name)))
    if ranked.any():
        finding = phrase("among", wards=f.in_words(count).capitalize(), measure=measure(name))
    caption, short = phrase("by_ward", measure=measure(name), **view.said), phrase("among_short", **view.said)
    words_of = view.words(finding, caption, short, _notes(view, told))
    table = Table(told, COLUMNS, more=MORE)
    folds = [about(words_of, list(words_of.said))]
    figure = _figure(told[told["rate_per_1000"].notna()]) if ranked.any() else None
    return Panel(f"harm-{name.replace('_', '-')}-wards", words_of, table, figure, folds=folds)


def _place(row: dict[str, float]) -> str:
    """The rank, and the ranks that chance leaves open; nothing for what is not ranked."""
    if row["rank"] != row["rank"]:
        return ""
    rank, place = f.ordinal(int(row["rank"])), f.place(row)
    return rank if place == rank else f"{rank} ({place})"


def _notes(view: HarmView, told: pd.DataFrame) -> list[str]:
    hidden = int(told["offence_count"].isna().sum())
    said = {**view.said, "hidden": hidden, "all": len(told)}
    return [phrase("ranks"), *([phrase("wards_hidden", **said)] if hidden else [])]


def _figure(shown: pd.DataFrame) -> IntervalDots:
    texts = [f"{row['area_name']}: {f.number(row['rate_per_1000'], 1)}" for row in records(shown)]
    drawn = pd.DataFrame(
        {
            "area_name": shown["area_name"], "value": shown["rate_per_1000"], "lower": shown["lower_ci_per_1000"],
            "upper": shown["upper_ci_per_1000"], "is_marked": shown["is_marked"],
            "label": [f.number(value, 1) for value in shown["rate_per_1000"]], "text": texts,
        }
    )  # fmt: skip
    return IntervalDots(drawn, "per 1,000 residents")


def table_panel(view: HarmView) -> Panel:
    """Every measure by ward and in all, with what is hidden."""
    names = {ward.code: ward.name for ward in view.wards} | {AREA: view.status.area_name}
    frame = pd.DataFrame({"area_name": list(names.values())})
    columns = [Column("area_name", "Ward")]
    for name in view.given:
        found = view.figures(name).set_index("area_code").reindex(list(names))
        frame[name] = found["offence_count"].to_numpy(dtype=float, na_value=np.nan)
        frame[f"{name}_status"] = found["count_status"].fillna("cannot be given").to_numpy()
        columns.append(Column(name, f.capital(measure(name)), "number", status=f"{name}_status"))
    words = view.words(phrase("by_ward_table"), phrase("by_ward_caption", **view.said))
    table = Table(frame, columns, apart=[view.status.area_name], key="area_name")
    return Panel("harm-wards", words, table)
