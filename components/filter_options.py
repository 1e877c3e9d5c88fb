"""What the filters offer, and what is chosen in a few words."""

from typing import Any

from dash import html

from components.attributes import dashed
from data.model.choices import Choices
from data.model.selection import Selection
from data.words.formatting import before_words, capital, month


def month_options(choices: Choices) -> list[dict[str, str]]:
    """The months, the latest first; those without data say so."""
    return [
        {"value": f"{m:%Y-%m}", "label": month(m) if m in choices.present else f"{month(m)} (no data)"}
        for m in reversed(choices.months)
    ]


def compared_options(choices: Choices, selection: Selection) -> list[dict[str, str]]:
    """What the period may be compared with, the usual first."""
    period = selection.period
    return [{"value": key, "label": capital(before_words(period, key))} for key in choices.compared_keys(period)]


def type_options(choices: Choices) -> list[dict[str, str]]:
    """The crime types of the source, to tick."""
    return [{"value": name, "label": name} for name in choices.crime_types]


def source_options(choices: Choices) -> list[dict[str, str]]:
    """The sources of counts; one is shown at a time, and none is added to another."""
    return [{"value": source, "label": title} for source, title in choices.sources]


def vintage_options(choices: Choices) -> list[dict[str, str]]:
    """The wards in force at the end of the period, or those of one vintage throughout."""
    named = [{"value": v.vintage, "label": capital(v.label)} for v in choices.vintages]
    return [{"value": "", "label": "Wards in force at the end"}, *named]


def ward_options(selection: Selection) -> list[dict[str, Any]]:
    """The wards in force at the end of the period, to tick, those of several districts each under its district."""
    wards, options = selection.vintage.wards, _listed({ward.code: ward.name for ward in selection.vintage.wards})
    if len(selection.vintage.districts) < 2:
        return options
    first = {ward.district_code: ward for ward in reversed(wards)}
    return [
        {**option, "label": [_heading(ward.district_name), ward.name]} if first[ward.district_code] is ward else option
        for ward, option in zip(wards, options, strict=True)
    ]


def _heading(district: str) -> html.Span:
    """The name of a district above its wards, for the eye alone: the filter of districts says it to others."""
    return html.Span(district, className="filter-group", **dashed(aria_hidden="true"))


def district_options(selection: Selection) -> list[dict[str, Any]]:
    """The districts of the area, to tick all wards of each."""
    return _listed(selection.vintage.districts)


def _listed(named: dict[str, str]) -> list[dict[str, Any]]:
    return [{"value": code, "label": name} for code, name in named.items()]


def districts_label(selection: Selection) -> str:
    """Which districts are chosen whole, in a few words."""
    names = [selection.vintage.districts[code] for code in selection.vintage.whole_districts(selection.wards)]
    if selection.is_whole_area:
        return f"All {len(names)} districts"
    return names[0] if len(names) == 1 else f"{len(names) or 'No'} districts"


def wards_label(selection: Selection) -> str:
    """Which wards are chosen, in a few words."""
    if selection.is_whole_area:
        return f"All {len(selection.wards)} wards"
    names = [ward.name for ward in selection.vintage.wards if ward.code in selection.wards]
    return names[0] if len(names) == 1 else f"{len(names) or 'No'} wards"


def types_label(selection: Selection) -> str:
    """Which crime types are chosen, in a few words."""
    if selection.crime_types == selection.all_crime_types:
        return "All crime, and ASB"
    return (
        selection.crime_types[0] if len(selection.crime_types) == 1 else f"{len(selection.crime_types) or 'No'} types"
    )
