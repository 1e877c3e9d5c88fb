"""What the filters offer, and how they name what is chosen."""

from data.model.choices import Choices
from data.model.period import Period, unbroken
from data.model.selection import Selection
from data.words import formatting as f
from data.words.presets import named_periods

Options = list[dict[str, str]]


def source_options(choices: Choices) -> Options:
    """The sources of counts; one is shown at a time, and none is added to another."""
    return [{"value": source, "label": title} for source, title in choices.sources]


def vintage_options(choices: Choices) -> Options:
    """The wards in force at the end of the period, or those of one vintage throughout."""
    named = [{"value": v.vintage, "label": f.capital(v.label)} for v in choices.vintages]
    return [{"value": "", "label": "Wards in force at the end"}, *named]


def ward_options(selection: Selection) -> Options:
    """The wards in force at the end of the period, to tick; of several districts each with its district."""
    several = len(selection.vintage.districts) > 1
    return [
        {"value": ward.code, "label": f"{ward.name} ({ward.district_name})" if several else ward.name}
        for ward in selection.vintage.wards
    ]


def district_options(selection: Selection) -> Options:
    """The districts of the area, to tick all wards of each."""
    return [{"value": code, "label": name} for code, name in selection.vintage.districts.items()]


def type_options(choices: Choices) -> Options:
    """The crime types of the source, to tick."""
    return [{"value": name, "label": name} for name in choices.crime_types]


def period_options(choices: Choices, selection: Selection) -> Options:
    """The periods that have a name, with their months, and that of the selection where it has none."""
    named = named_periods(choices)
    listed = [{"value": period_value(period), "label": f"{name}: {f.period(period)}"} for period, name in named.items()]
    shown = selection.period
    other = {"value": period_value(shown), "label": f"Other months: {f.period(shown)}"}
    return listed if shown in named else [*listed, other]


def period_value(period: Period) -> str:
    """How the control of periods writes one: 2024-01/2024-12."""
    return f"{period.first:%Y-%m}/{period.last:%Y-%m}"


def month_options(choices: Choices, selection: Selection) -> list[dict[str, str | bool]]:
    """The months with data, the latest first, and those of the selection; others are folded into runs, not chosen."""
    listed = choices.present | ({selection.period.first, selection.period.last} & set(choices.months))
    gaps = {run.first: run for run in unbroken(month for month in choices.months if month not in listed)}
    offered: list[dict[str, str | bool]] = []
    for month in reversed(choices.months):
        if month in listed:
            label = f.month(month) if month in choices.present else f"{f.month(month)} (no data)"
            offered.append({"value": f"{month:%Y-%m}", "label": label})
        elif month in gaps:
            offered.append({"value": f"{month:%Y-%m}", "label": f"{f.period(gaps[month])}: no data", "disabled": True})
    return offered


def compared_options(choices: Choices, selection: Selection) -> Options:
    """What the period may be compared with, the usual first."""
    period = selection.period
    return [{"value": key, "label": f.capital(f.before_words(period, key))} for key in choices.compared_keys(period)]


def labels(selection: Selection) -> dict[str, str]:
    """What stands on the folded lists: everything, one name, or how many."""
    wards = [ward.name for ward in selection.vintage.wards if ward.code in selection.wards]
    types = selection.crime_types
    districts = [selection.vintage.districts[code] for code in selection.districts]
    every = selection.is_whole_area or not districts
    return {
        "district": f"All {len(selection.vintage.districts)} districts" if every else _named(districts, "districts"),
        "ward": f"All {len(wards)} wards" if selection.is_whole_area else _named(wards, "wards"),
        "type": "All crime, and ASB" if selection.has_all_types else _named(types, "types"),
        "period": f.capital(f.year_to(selection.period)),
    }


def _named(names: list[str] | tuple[str, ...], kind: str) -> str:
    return names[0] if len(names) == 1 else f"{len(names)} {kind}"
