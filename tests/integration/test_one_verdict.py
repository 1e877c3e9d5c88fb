"""Every figure through every place that shows it: one verdict, one interval, one rank."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from dash import Dash

from components import url_state
from data.model.choices import Choices
from data.model.period import Period, add_months
from data.model.schema import DISTRICT, WARD
from data.model.selection import Selection
from data.model.verdict import WITHOUT_PERCENTAGE, Verdict
from data.queries import choices
from data.queries.districts import districts
from data.reports.evidence import Evidence, evidence
from data.statistics.change.performance import offence_rows
from tests.fixtures.served import Page, ask

LENGTHS = (3, 4, 6, 12)
SIGNED = re.compile(r"[+−]?[\d,]+\.\d+")
CLEAR_WORDS = {"rose": "Clear rise", "fell": "Clear fall"}
VERDICTS = "|".join(verdict.lower() for verdict in Verdict)


class Sight(NamedTuple):
    """What a place says of a figure (areas, types): its verdict, its change with bounds, its rate, or its rank."""

    place: str
    figure: tuple[tuple[str, ...], tuple[str, ...]]
    facet: str
    said: tuple[str, ...]


def spread(offered: Choices, length: int) -> list[Period]:
    """Five periods of so many months, from the first to the last that have a complete comparison; none where none has.

    Where fewer have one they come again.
    """
    periods = [Period(add_months(last, 1 - length), last) for last in offered.months]
    found = [(period, offered.comparison(period, "1")) for period in periods if period.first >= offered.months[0]]
    known = [period for period, comparison in found if comparison and not comparison.is_part]
    return [known[round(place * (len(known) - 1) / 4)] for place in range(5)] if known else []


def addresses(offered: Choices) -> Iterator[str]:
    """Each length with each choice: one type in one ward, one ward, one type, one type left out, and everything."""
    ward, kind = f"&ward={offered.vintages[0].wards[6].code}", "&type=Vehicle+crime"
    unticked = "".join(f"&type={name.replace(' ', '+')}" for name in offered.crime_types if name != "Drugs")
    for length in LENGTHS:
        for period, choice in zip(spread(offered, length), (ward + kind, ward, kind, unticked, ""), strict=False):
            yield f"?from={period.first:%Y-%m}&to={period.last:%Y-%m}{choice}"


def numbers(text: str) -> tuple[str, ...]:
    """The change and its bounds, as the page prints them but to one decimal; nothing where it prints none."""
    return tuple(one_decimal(found) for found in SIGNED.findall(text.replace("-", "−")))


def one_decimal(text: str) -> str:
    return f"{round(float(text.replace(',', '').replace('−', '-')), 1) + 0.0:+,.1f}"


def in_tables(place: str, page: Page, named: dict[str, dict[str, Any]]) -> Iterator[Sight]:
    """What the tables say; named: by the heading of the first column, the figure of each name in it."""
    for caption, _ in page.tables:
        for row in page.table(caption):
            heading, name = next(iter(row.items()))
            figure = named.get(heading, {}).get(name)
            if figure is None or "Note" in row:
                continue
            change = next((text for column, text in row.items() if column.startswith("Change, %")), None)
            if "Verdict" in row:
                yield Sight(place, figure, "verdict", (row["Verdict"][2:],))
                if (change is not None and "(" in change) or change in ("", "not available"):
                    yield Sight(place, figure, "change", numbers(change or ""))
            if "(" in row.get("Per 1,000", ""):
                yield Sight(place, figure, "rate", tuple(re.findall(r"[\d,]+\.\d", row["Per 1,000"])))
            for column in ("Rank", "Rank among districts", "Rank among wards", "Rank by number"):
                if " of " in row.get(column, ""):
                    facet = "count rank" if column == "Rank by number" else "rank"
                    yield Sight(place, figure, facet, (row[column],))


def in_sentences(place: str, page: Page, named: dict[str, Any]) -> Iterator[Sight]:
    """What the sentences on changes say of each name."""
    for name, figure in named.items():
        pattern = (
            rf"\b{re.escape(name)} (?:rose|fell|went|stayed) [^:]*?(?:\((?P<change>[^)]*)\))?: (?P<said>{VERDICTS})\."
        )
        for found in re.finditer(pattern, page.text):
            yield Sight(place, figure, "verdict", (found["said"].capitalize(),))
            if found["change"]:
                change, bounds = found["change"].split(";")
                yield Sight(place, figure, "change", (*numbers(change)[:1], *numbers(bounds)[-2:]))


def in_map(page: Page, named: dict[str, Any]) -> Iterator[Sight]:
    """What hovering over a ward says of its change."""
    figure = page.figure("hotspots-map")
    for trace in figure["data"]:
        for text in trace.get("text") or []:
            found = re.match(r"<b>(?P<name>.+?)</b><br>(?:.*?, )?\S (?P<said>[A-Z].+)$", str(text))
            if found and found["name"] in named and found["said"] in set(Verdict):
                yield Sight("tooltip", named[found["name"]], "verdict", (found["said"],))


def sights(dashboard: Dash, address: str, selection: Selection, named_districts: dict[str, Any]) -> Iterator[Sight]:
    """What every page says of every figure that this address shows."""
    counted, wards = selection.counted_types, {w.name: (w.code,) for w in selection.vintage.wards}
    offences = {name: (selection.wards, types) for name, types in offence_rows(selection).items()}
    by_ward = {name: (codes, counted) for name, codes in wards.items()}
    by_district = {name: (codes, counted) for name, codes in named_districts.items()}
    named: dict[str, dict[str, Any]] = {"Offence": offences, "Ward": by_ward, "District": by_district}
    types = {name: (selection.wards, (name,)) for name in selection.crime_types}
    served = {name: ask(dashboard, name, address) for name in ("summary", "compare", "trends", "ward")}
    served["hotspots"] = ask(dashboard, "hotspots", f"{address}&measure=change_pct")
    for place, page in served.items():
        yield from in_tables(place, page, named)
    yield from in_map(served["hotspots"], by_ward)
    yield from in_sentences("summary", served["summary"], types | by_ward)
    yield from in_sentences("compare", served["compare"], by_district)
    yield from in_sentences("trends", served["trends"], types | (by_ward if selection.is_whole_area else {}))
    yield from in_headings(served, (selection.wards, counted), types)


def in_headings(served: dict[str, Page], figure: Any, types: dict[str, Any]) -> Iterator[Sight]:
    """The verdicts in the headings of the summary, of trends and of a ward: in fixed words, or in a clear verb."""
    for place in ("summary", "trends", "ward"):
        found = re.search(rf"[:,] ({VERDICTS})(?:;|$)", served[place].heading)
        if found:
            yield Sight(f"heading of {place}", figure, "verdict", (found[1].capitalize(),))
    first, _, rest = served["summary"].heading.partition("; ")
    moved = re.search(r" (rose|fell) (?P<change>[\d.,]+)% in ", first)
    if moved:
        yield Sight("verb of summary", figure, "verdict", (CLEAR_WORDS[moved[1]],))
    for named, verb in re.findall(r"(.+?) clearly (rose|fell)(?: and )?", rest):
        for name in types:
            if re.search(rf"\b{re.escape(name.lower())}\b", named):
                yield Sight("types in the heading", types[name], "verdict", (CLEAR_WORDS[verb],))


def expected(found: Evidence, figures: list[Any]) -> dict[Any, dict[str, tuple[str, ...]]]:
    """What the one road has for each figure, by facet."""
    changes, places = found.figures.lookup(figures), found.standing.lookup(figures)
    told = {}
    for figure, row, placed in zip(figures, changes.to_dict("records"), places.to_dict("records"), strict=True):
        values = [row[name] for name in ("change_pct", "lower_ci_pct", "upper_ci_pct")]
        is_blank = row["verdict"] in WITHOUT_PERCENTAGE or any(value != value for value in values)
        rates = (placed[name] for name in ("rate_per_1000", "lower_ci_per_1000", "upper_ci_per_1000"))
        told[figure] = {
            "verdict": (str(row["verdict"]),),
            "change": () if is_blank else tuple(one_decimal(str(float(value))) for value in values),
            "rate": tuple(f"{value:,.1f}" for value in rates),
            "rank": (placed["rank_words"],),
            "count rank": (placed["count_rank_words"],),
        }
    return told


def walk(dashboard: Dash) -> dict[str, int]:
    """Hold every sight of every address to the one road; how many sights each place gave."""
    offered = choices.filter_choices()
    counted: dict[str, int] = {}
    for address in addresses(offered):
        selection = url_state.read(address, offered).selection
        names = {one.area_name: (one.area_code,) for one in districts(selection.source, selection.period.last)}
        seen = list(sights(dashboard, address, selection, names))
        told = expected(evidence(selection, offered), list(dict.fromkeys(sight.figure for sight in seen)))
        for sight in seen:
            assert sight.said == told[sight.figure][sight.facet], (address, sight)
            key = f"{sight.place}: {sight.facet}"
            counted[key] = counted.get(key, 0) + 1
    return counted


@pytest.mark.parametrize("store", ["demo_store", "real_store"])
def test_no_figure_has_two_verdicts_intervals_or_ranks(
    store: str, request: pytest.FixtureRequest, use_store: Callable[[Path], None], dashboard: Dash
) -> None:
    use_store(request.getfixturevalue(store))
    counted = walk(dashboard)
    pages = {"summary", "compare", "hotspots", "ward", "heading of ward"}
    assert {f"{page}: verdict" for page in (*pages, "trends", "heading of summary", "tooltip")} <= set(counted)
    assert {"summary: change", "compare: change", "summary: rate", "summary: rank", "summary: count rank"} <= set(
        counted
    )
    if store == "demo_store":
        assert {"verb of summary: verdict", "types in the heading: verdict"} <= set(counted)
    assert sum(counted.values()) > 500


def test_a_verdict_does_not_hang_on_what_else_is_ticked(demo_store: Path, use_store: Callable[[Path], None]) -> None:
    use_store(demo_store)
    offered = choices.filter_choices()
    read = partial(url_state.read, choices=offered)
    for period in (period for length in LENGTHS for period in spread(offered, length)):
        months = f"?from={period.first:%Y-%m}&to={period.last:%Y-%m}"
        everything, one = read(months).selection, read(f"{months}&type=Burglary&type=Robbery").selection
        asked = [(everything.wards, ("Burglary",)), (everything.wards[:1], ("Burglary",))]
        first, second = (evidence(s, offered).figures.lookup(asked) for s in (everything, one))
        assert first.equals(second)
        tables = [
            evidence(s, offered).standing.table(level, ("Burglary",))
            for s in (everything, one)
            for level in (DISTRICT, WARD)
        ]
        assert tables[0].equals(tables[2])
        assert tables[1].equals(tables[3])
