"""The parts of the page that compares districts."""

from dataclasses import replace
from typing import Any

import pandas as pd
from dash import html

from components import formatting as f
from components import verdicts
from components.data_table import Column
from components.figures.funnel_plot import funnel_plot
from components.figures.interval_dots import interval_dots
from components.figures.monthly_line import monthly_line
from components.lists import series_key
from components.panel import Numbers, Words, chart, panel
from components.panels.compare_context import Context
from data.period import Period
from data.schema import Verdict
from data.selection import Measure


def rank_panel(context: Context) -> html.Section:
    """Every district by rate with its interval, and its rank with what chance leaves open."""
    decimals, ranked = context.measure.decimals, context.ranked
    places = [_places(row) for row in ranked.to_dict("records")]
    texts = [
        f"{name}: {f.number(rate, decimals)} {context.measure.unit}<br>{words}"
        for name, rate, words in zip(ranked["area_name"], ranked["rate_per_1000"], ranked["rank_words"], strict=True)
    ]
    drawn = ranked.rename(
        columns={"rate_per_1000": "value", "lower_ci_per_1000": "lower", "upper_ci_per_1000": "upper"}
    ).assign(is_marked=ranked["is_own"], label=places, text=texts)
    caption = (
        f"{context.selection.types_label} per 1,000 residents ({context.residents}), whole districts, "
        f"{f.period(context.selection.period)}: the rate, its 95% interval, and beside it the ranks that chance leaves "
        "open, all together nine times in ten. Where many people visit, residents are a poor measure."
    )
    columns = [
        Column("area_name", "District"),
        Column("rank", "Rank", "number"),
        Column("best_rank", "Plausible from", "number"),
        Column("worst_rank", "Plausible to", "number"),
        Column("offence_count", f.capital(context.selection.noun), "number"),
        Column("rate_per_1000", "Per 1,000", "number", decimals),
        Column("lower_ci_per_1000", "Lower, 95%", "number", decimals),
        Column("upper_ci_per_1000", "Upper, 95%", "number", decimals),
        Column("population", "Residents", "number"),
        Column("area_code", "Code", "code"),
    ]
    words = context.words(f"{len(ranked)} districts by rate, with plausible ranks", caption)
    figure = chart("compare-ranks", interval_dots(drawn), words.finding)
    return panel(words, context.numbers(context.compared, columns, "district-ranks"), figure)


def _places(row: dict[Any, Any]) -> str:
    if pd.isna(row["best_rank"]):
        return f.ordinal(int(row["rank"]))
    best, worst = f.ordinal(int(row["best_rank"])), f.ordinal(int(row["worst_rank"]))
    return best if best == worst else f"{best} to {worst}"


def change_panel(context: Context, changes: pd.DataFrame) -> html.Section | None:
    """The change of every district with its interval and its verdict; nothing where none can be given."""
    given = changes[changes["verdict"] != Verdict.NOT_COMPARABLE]
    if given.empty:
        return None
    period = context.selection.period
    real = int(given["verdict"].isin([Verdict.HIGHER, Verdict.LOWER]).sum())
    heading = f"{real or 'None'} of {len(given)} districts changed by more than chance"
    shown = changes.assign(verdict_words=[verdicts.words(verdict) for verdict in changes["verdict"]])
    figure = chart("compare-changes", interval_dots(_drawn_changes(given), "%", from_zero=False), heading)
    caption = (
        f"{context.selection.types_label}, whole districts, {f.period(period)}: change on {f.period(period.before)}, "
        f"per cent, with its 95% interval. {' · '.join(f'{sign} {verdict}' for verdict, sign in _signs(given))}."
    )
    columns = [
        Column("area_name", "District"),
        Column("total_0", f"{f.capital(f.year_to(period))}", "number"),
        Column("total_1", f"{f.capital(f.year_to(period.before))}", "number"),
        Column("change_pct", "Change, %", "change", 1),
        Column("lower_ci_pct", "Lower, 95%", "change", 1),
        Column("upper_ci_pct", "Upper, 95%", "change", 1),
        Column("verdict_words", "Verdict"),
        Column("area_code", "Code", "code"),
    ]
    allowed = verdicts.allowed_for(int(changes["comparisons"].iloc[0]), "holm")
    note = html.P([f"{allowed} ", verdicts.judged_link(context.search)], className="quiet")
    numbers = context.numbers(shown, columns, "district-changes")
    return panel(context.words(heading, caption), numbers, figure, notes=[note])


def _signs(changes: pd.DataFrame) -> list[tuple[Verdict, str]]:
    """The verdicts that occur, in their order, with their signs."""
    return [(verdict, sign) for verdict, sign in verdicts.SIGNS.items() if verdict in set(changes["verdict"])]


def _drawn_changes(changes: pd.DataFrame) -> pd.DataFrame:
    known = changes.dropna(subset="change_pct")
    labels = [
        f"{f.signed(change, 1, '%')} {verdicts.SIGNS[verdict]}"
        for change, verdict in zip(known["change_pct"], known["verdict"], strict=True)
    ]
    return known.assign(
        value=known["change_pct"],
        lower=known["lower_ci_pct"].fillna(known["change_pct"]),
        upper=known["upper_ci_pct"].fillna(known["change_pct"]),
        is_marked=known["is_own"],
        label=labels,
        text=[f"{name}: {label}" for name, label in zip(known["area_name"], labels, strict=True)],
    )


def funnel_panel(context: Context, areas: pd.DataFrame, limits: pd.DataFrame, overall: float) -> html.Section:
    """The rates by the size of the districts, between the limits of a funnel; arguments as ``data.analysis.funnel``."""
    out = areas[areas["position"].str.endswith("99.8% limits")]
    names = f.joined(list(out["area_name"])) or "No district"
    heading = f"{names} {'stands' if len(out) < 2 else 'stand'} out from the other districts"
    caption = (
        f"{context.selection.types_label} per 1,000 residents ({context.residents}) by number of residents, "
        f"{f.period(context.selection.period)}. Of districts that differ only as districts do, 95% and 99.8% would lie "
        "within the limits: those beyond either are diamonds with their names, and one beyond the 99.8% limits stands "
        f"out. Filled: {context.selection.area_name}."
    )
    columns = [
        Column("area_name", "District"),
        Column("population", "Residents", "number"),
        Column("offence_count", f.capital(context.selection.noun), "number"),
        Column("rate_per_1000", "Per 1,000", "number", context.measure.decimals),
        Column("position", "Place in the funnel"),
        Column("area_code", "Code", "code"),
    ]
    own = list(areas.loc[areas["is_own"], "area_code"])
    figure = chart("compare-funnel", funnel_plot(areas, limits, overall, own), heading)
    return panel(context.words(heading, caption), context.numbers(areas, columns, "district-funnel"), figure)


def rate_panel(context: Context, series: pd.DataFrame) -> html.Section:
    """The monthly rate of the area beside the other districts together, and the most similar group where given."""
    heading = f"{context.selection.area_name} beside the other districts, by month"
    caption = (
        f"{context.selection.types_label} per 1,000 residents ({context.residents}) a month, "
        f"{f.period(context.selection.period)}; the months before are dotted."
    )
    return _series_panel(context, series, context.measure, "rate", context.words(heading, caption))


def index_panel(context: Context, index: Any, base: Period) -> html.Section | None:
    """The same with the mean month of ``base`` as 100; nothing where a month of it is missing.

    index: as ``data.analysis.series.indexed`` gives it.
    """
    if index.missing:
        return None
    caption = (
        f"{context.selection.types_label}, each line's mean month of {f.period(base)} as 100: shows whether they move "
        "alike, not which is higher."
    )
    measure = replace(context.measure, name="index", title="Index", unit=f"({f.period(base)} = 100)", decimals=0)
    return _series_panel(context, index.frame, measure, "index", context.words("Do they move alike? (index)", caption))


def _series_panel(context: Context, series: pd.DataFrame, measure: Measure, name: str, words: Words) -> html.Section:
    wide = series.pivot(index="period_month", columns="series", values="value")[list(series["series"].unique())]
    decimals = measure.decimals + (measure.name != "index")
    columns = [Column(group, group, "number", decimals) for group in wide]
    frame = wide.reset_index().assign(month=list(wide.index.strftime("%Y-%m")))
    numbers = Numbers(frame, [Column("month", "Month"), *columns], f"{name}-{context.selection.period.last:%Y-%m}")
    figure = monthly_line(series, replace(measure, decimals=decimals), context.selection.period)
    return panel(words, numbers, series_key(series), chart(f"compare-{name}", figure, words.finding))


def similar_note(context: Context, similar: pd.DataFrame) -> html.Section:
    """Which areas are the most similar group, which of them can be compared, and how to give one where none was.

    similar: similar_area_code, similar_area_name, cited_source, source_date.
    """
    area = context.selection.area_name
    if similar.empty:
        texts = [
            f"No most similar group has been given for {area}, so none is compared. To give one, copy "
            "most_similar_groups.csv of data/reference to your own files, add a line for each member with the document "
            "that it is taken from, and build again (docs/adding.md, “A most similar group”)."
        ]
    else:
        is_here = similar["similar_area_code"].isin(context.ranked["area_code"])
        first, absent = similar.iloc[0], list(similar.loc[~is_here, "similar_area_name"])
        texts = [
            f"{f.joined(list(similar['similar_area_name']))}, by {first['cited_source']}, "
            f"{f.month(first['source_date'])}."
        ]
        if absent:
            texts.append(
                f"The police data loaded do not hold {f.joined(absent)}: load the files of "
                f"{'its force' if len(absent) == 1 else 'their forces'} and their lookups to compare them."
            )
    return html.Section([html.H2("Most similar group"), *(html.P(text) for text in texts)], className="panel")
