"""Shares that are flagged, strands, victims, quarters, and what hiding costs."""

import numpy as np
import pandas as pd

from data.model.count_status import CountStatus
from data.model.period import Period, add_months
from data.model.protected import AGES, EVERY, QUARTER_MONTHS, REPEAT, SEXES, STRANDS, VIOLENCE, victim
from data.model.records import records
from data.model.schema import AREA
from data.queries.protected import published_shares
from data.reports.figures import CountBars
from data.reports.harm.asked import HarmView
from data.reports.panel import Panel, about
from data.reports.table import Column, Table
from data.statistics.survey.proportions import wilson_interval
from data.words import formatting as f
from data.words.harm import measure, phrase
from data.words.prose import phrases


def share_panel(view: HarmView) -> Panel:
    """What share is flagged, each with its own denominator, beside what was published."""
    flagged = view.total("domestic_abuse")
    violent, others = view.total("domestic_abuse", VIOLENCE), view.year.any_violence - view.total("sexual")
    published = published_shares()
    rows = [
        _row("all", flagged, view.year.all_crime, published, "000-da-share-all"),
        _row("violence", violent, others, published, "000-da-share-violence"),
        _row("repeat", view.total("domestic_abuse", REPEAT), flagged, published),
    ]
    frame = pd.DataFrame(rows)
    intervals = wilson_interval(frame["share_pct"], frame["whole"], design_effect=1.0)
    frame = pd.concat([frame, intervals], axis=1)
    words = view.words(_finding(frame), phrase("share_caption", **view.said), phrase("share_short"))
    columns = [
        Column("what", "What"),
        Column("share_pct", "Here, %", "number", 1, ("lower_ci_pct", "upper_ci_pct"), status="status"),
        Column("published_pct", "Published, %", "number", 1, absent="none"),
        Column("published_of", "Published of"),
    ]
    more = [Column("published_period", "Published for"), Column("paragraph", "Paragraph", "short")]
    table = Table(frame, columns, more=more)
    doubtful = records(published[published["is_doubtful"].astype(bool)])
    doubts = [phrase("doubt", value=f.number(row["value"]), note=row["note"]) for row in doubtful]
    return Panel("harm-shares", words, table, notes=_rank(published), folds=[about(words, doubts)])


def _row(key: str, part: float, whole: float, published: pd.DataFrame, figure_id: str = "") -> dict[str, object]:
    """A share by its key among the words, and the published figure of this id beside it."""
    is_known = part == part and whole > 0
    row = {"what": phrases("harm")["shares"][key], "whole": whole if is_known else np.nan, "published_pct": np.nan}
    row |= {"published_of": "", "published_period": "", "paragraph": ""}
    row |= {"share_pct": 100 * part / whole if is_known else np.nan}
    row |= {"status": CountStatus.COUNTED if is_known else CountStatus.SUPPRESSED}
    if figure_id in published.index:
        found = published.loc[figure_id]
        row |= {"published_pct": found["value"], "published_of": found["denominator"], "paragraph": found["paragraph"]}
        row |= {"published_period": f.year_to(_months(found))}
    return row


def _months(found: pd.Series) -> Period:
    return Period(found["period_from"].date(), found["period_to"].date())


def _finding(frame: pd.DataFrame) -> str:
    first = frame.iloc[0]
    if pd.isna(first["share_pct"]):
        return phrase("share_none")
    here = f.number(first["share_pct"])
    if pd.isna(first["published_pct"]):
        return phrase("share_alone", here=here)
    return phrase("share", here=here, published=f.number(first["published_pct"]))


def _rank(published: pd.DataFrame) -> list[str]:
    if "000-da-rank" not in published.index:
        return []
    found = published.loc["000-da-rank"]
    said = {"rank": f.ordinal(int(found["value"])), "of": found["denominator"], "period": f.year_to(_months(found))}
    return [phrase("rank", **said)]


def hate_panels(view: HarmView) -> list[Panel]:
    """Strands of hate crime, the most frequent on top; a hidden one has a word and no bar."""
    counts = {strand: view.total("hate", strand) for strand in STRANDS}
    if "hate" not in view.given:
        return []
    frame = pd.DataFrame({"strand": [f.capital(name) for name in counts], "offence_count": list(counts.values())})
    frame["status"] = np.where(frame["offence_count"].isna(), CountStatus.SUPPRESSED, CountStatus.COUNTED)
    frame = frame.sort_values("offence_count", ascending=False, na_position="last", ignore_index=True)
    shown = frame.dropna(subset=["offence_count"])
    finding = phrase("hate", strand=frame["strand"].iloc[0]) if len(shown) else f.capital(measure("hate"))
    words = view.words(finding, phrase("hate_caption", **view.said), phrase("hate_short", **view.said))
    columns = [Column("strand", "Strand"), Column("offence_count", "Crimes", "number", status="status")]
    bars = (
        CountBars(shown.assign(label=shown["strand"], value=shown["offence_count"]), "Crimes") if len(shown) else None
    )
    table = Table(frame, columns)
    hidden, why = list(frame.loc[len(shown) :, "strand"]), f"{CountStatus.SUPPRESSED}, {phrase('hidden', **view.said)}"
    notes = [f"{f.joined(hidden)}: {why}."] if hidden else []
    return [Panel("harm-hate", words, table, bars, notes=notes, folds=[about(words)])]


def sexual_panels(view: HarmView) -> list[Panel]:
    """Sexual offences by the age and the sex of the victim."""
    of = view.year.figures
    if not ((of["measure"] == "sexual") & (of["part"] != "")).any():
        return []
    ages, sexes = (*AGES, EVERY), (*SEXES, EVERY)
    frame = pd.DataFrame({"age": [*(f.capital(age) for age in AGES), phrase("every")]})
    columns = [Column("age", "Age")]
    for sex in sexes:
        frame[sex] = [view.total("sexual", "" if age == sex == EVERY else victim(age, sex)) for age in ages]
        frame[f"{sex}_status"] = np.where(frame[sex].isna(), CountStatus.SUPPRESSED, CountStatus.COUNTED)
        heading = phrase("every") if sex == EVERY else f.capital(sex)
        columns.append(Column(sex, heading, "number", status=f"{sex}_status"))
    words = view.words(phrase("sexual"), phrase("sexual_caption", **view.said), phrase("sexual_short", **view.said))
    table = Table(frame, columns, key="age", apart=[phrase("every")])
    return [Panel("harm-sexual", words, table, notes=[f"“{CountStatus.SUPPRESSED}”: {phrase('hidden', **view.said)}."])]


def quarter_panel(view: HarmView) -> Panel:
    """Each measure in each quarter, of the whole area."""
    starts = [add_months(view.year.start, QUARTER_MONTHS * number) for number in range(4)]
    frame = pd.DataFrame({"measure": [f.capital(measure(name)) for name in view.given]})
    columns = [Column("measure", "Measure")]
    for start in starts:
        label = f.period(Period(start, add_months(start, QUARTER_MONTHS - 1)))
        found = [_quarter(view, name, start) for name in view.given]
        frame[label], frame[f"{label} status"] = zip(*found, strict=True) if found else ((), ())
        columns.append(Column(label, label, "number", status=f"{label} status"))
    words = view.words(phrase("quarters"), phrase("quarters_caption", **view.said))
    return Panel("harm-quarters", words, Table(frame, columns))


def _quarter(view: HarmView, name: str, start: object) -> tuple[float, str]:
    found = view.figures(name, QUARTER_MONTHS)
    row = found[(found["area_code"] == AREA) & (found["period_start"].dt.date == start)]
    if row.empty:
        return float("nan"), CountStatus.REFUSED
    count, told = row[["offence_count", "count_status"]].iloc[0]
    return (float("nan") if pd.isna(count) else float(count)), str(told)


def cost_panel(view: HarmView) -> Panel:
    """How many figures of each measure are hidden, and the rule."""
    rows = [(name, view.year.figures[view.year.figures["measure"] == name]) for name in view.given]
    frame = pd.DataFrame(
        [{"measure": f.capital(measure(name)), "all": len(of), "hidden": view.hidden(of)} for name, of in rows]
    )
    columns = [
        Column("measure", "Measure"),
        Column("all", "Figures", "number"),
        Column("hidden", "Hidden", "number"),
    ]
    words = view.words(phrase("cost", **view.said), phrase("cost_caption"))
    notes = [text.format(**view.said) for text in phrases("harm")["cost_notes"]]
    return Panel("harm-hidden", words, Table(frame, columns), notes=notes)
