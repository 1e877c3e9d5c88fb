"""The selection in the address: the only state that a page reads."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlencode

from data.model.areas import Vintage
from data.model.briefing_view import MOST_SIGNS, BriefingView, named_sections
from data.model.choices import Choices
from data.model.controls import controls_of
from data.model.map_view import MapView
from data.model.operation_view import OperationView
from data.model.period import Period
from data.model.schema import STREET_CRIME
from data.model.selection import CONTROLS, DISTRICTS, REST, SCALE, Selection
from data.model.shown_measure import SHOWN_MEASURES

# What a page offers of a control, where it is not everything: a series has no change.
OFFERED = {("/trends", "measure"): tuple(one.name for one in SHOWN_MEASURES.values() if one.has_series)}
KEYS = (
    "source",
    "vintage",
    "ward",
    "district",
    "type",
    "from",
    "to",
    "compared",
    "places",
    "pick",
    "against",
    SCALE.key,
    *BriefingView().texts,
    *OperationView().texts,
    *OperationView().lists,
    *CONTROLS,
)


class View(NamedTuple):
    """A selection and what had to be ignored to make it."""

    selection: Selection
    notices: list[str]


def source(search: str | None) -> str:
    """The source that an address asks for, whether or not there is one."""
    return parse_qs((search or "").lstrip("?")).get("source", [STREET_CRIME])[0]


def read(search: str | None, choices: Choices, pathname: str = "") -> View:
    """The selection that an address asks for; what it asks for in vain, of its page too, is named in the notices."""
    query = parse_qs((search or "").lstrip("?"), keep_blank_values=True)
    notices = [f"“{key}” in the address is not known and was ignored." for key in query if key not in KEYS]
    period = _period(query, choices, notices)
    # The public is not told that there is a source, not even by its name's being one.
    if query.get("source", [choices.source]) != [choices.source]:
        notices.append(f"Source “{query['source'][0]}” is not known here and was ignored.")
    chosen = _one_of(query, "vintage", ("", *(v.vintage for v in choices.vintages)), notices)
    vintage = choices.vintage_at(period.last, chosen)
    selection = Selection(
        period=period,
        vintage=vintage,
        wards=_wards(query, vintage, notices),
        crime_types=_chosen(query, "type", "Crime type", choices.crime_types, notices),
        all_crime_types=choices.crime_types,
        not_crime=choices.not_crime,
        area_name=choices.area_name,
        source=choices.source,
        chosen_vintage=chosen,
        compared=_compared(query, choices.compared_keys(period), notices),
        map=_map_view(query, choices, notices),
        against=_against(query, vintage, notices),
        scale=_one_of(query, "scale", scales(query.get("parts", [""])[0]), notices),
        briefing=_briefing(query, notices),
        operation=OperationView.named(query, **_controls(OperationView, query, "", notices)),
        **_controls(Selection, query, pathname, notices),
    )
    # A partner's points are exact: only those that the police have moved are drawn.
    return View(replace(selection, points=selection.points and choices.source == STREET_CRIME), notices)


def _controls(kind: type, query: dict[str, list[str]], pathname: str, notices: list[str]) -> dict[str, Any]:
    """What the controls of ``kind`` are set to, by its fields."""
    found = {}
    for name, control in controls_of(kind).items():
        offered = OFFERED.get((pathname, control.key), tuple(control.texts))
        found[name] = control.texts[_one_of(query, control.key, offered, notices)]
    return found


def _chosen(
    query: dict[str, list[str]], key: str, title: str, offered: Sequence[str], notices: list[str]
) -> tuple[str, ...]:
    """The offered values that the address names, all where it names none that is known."""
    asked = [value for value in query.get(key, []) if value]
    notices += [f"{title} “{value}” is not known here and was ignored." for value in asked if value not in offered]
    # In the order offered, so that one choice has one address.
    return tuple(value for value in offered if value in asked) or tuple(offered)


def _wards(query: dict[str, list[str]], vintage: Vintage, notices: list[str]) -> tuple[str, ...]:
    """The wards that the address names, and those of the districts that it names."""
    if "district" not in query:
        return _chosen(query, "ward", "Ward", [ward.code for ward in vintage.wards], notices)
    of_districts = vintage.wards_of(_chosen(query, "district", "District", tuple(vintage.districts), notices))
    named = _chosen(query, "ward", "Ward", [ward.code for ward in vintage.wards], notices) if "ward" in query else ()
    return tuple(ward.code for ward in vintage.wards if ward.code in {*of_districts, *named})


def _map_view(query: dict[str, list[str]], choices: Choices, notices: list[str]) -> MapView:
    """What the map shows; what is picked on it is known to the page alone."""
    kinds = tuple(kind for kind, _ in choices.place_kinds)
    # Layers of places are off until they are asked for.
    places = _chosen(query, "places", "Layer of places", kinds, notices) if "places" in query else ()
    return MapView(
        places=tuple(kind for kind in places if kind in query["places"]),
        pick=query.get("pick", [""])[0],
        **_controls(MapView, query, "", notices),
    )


def _briefing(query: dict[str, list[str]], notices: list[str]) -> BriefingView:
    """What the briefing is made of."""
    title, meeting = (" ".join(query.get(key, [""])[0].split())[:MOST_SIGNS] for key in ("title", "meeting"))
    chosen = BriefingView(**_controls(BriefingView, query, "", notices), title=title, meeting=meeting)
    named, unknown = named_sections(query.get("sections", [""])[0], chosen.pack)
    notices += [f"Section “{name}” is not known here and was ignored." for name in unknown]
    return replace(chosen, sections=named)


def scales(parts: str) -> Sequence[str]:
    """The scales of small multiples, the first where none is asked for: types differ a hundredfold, wards do not."""
    free_first = tuple(SCALE.texts)
    return free_first[::-1] if parts == "ward" else free_first


def _against(query: dict[str, list[str]], vintage: Vintage, notices: list[str]) -> tuple[str, ...]:
    """What the chosen wards are compared with: one of the two names, or wards; the last one asked for decides."""
    wards = tuple(ward.code for ward in vintage.wards)
    asked = [value for value in query.get("against", []) if value]
    known = [value for value in asked if value in (REST, DISTRICTS, *wards)]
    notices += [f"Ward “{value}” is not known here and was ignored." for value in asked if value not in known]
    if known and known[-1] not in wards:
        return (known[-1],)
    return tuple(code for code in wards if code in known)


def _one_of(query: dict[str, list[str]], key: str, offered: Sequence[str], notices: list[str]) -> str:
    value = query.get(key, [offered[0]])[0]
    if value in offered:
        return value
    notices.append(f"“{value}” is not a choice for {key} and was ignored.")
    return offered[0]


def _compared(query: dict[str, list[str]], offered: Sequence[str], notices: list[str]) -> str:
    """What the period is set against, empty where it is what such a period is usually set against."""
    chosen = _one_of(query, "compared", ("", *offered), notices)
    return "" if chosen == offered[0] else chosen


def _period(query: dict[str, list[str]], choices: Choices, notices: list[str]) -> Period:
    default = choices.default_period
    first = _month(query, "from", default.first, choices, notices)
    last = _month(query, "to", default.last, choices, notices)
    if first <= last:
        return Period(first, last)
    if "from" in query and "to" in query:
        notices.append("The first month is after the last; the two were exchanged.")
        return Period(last, first)
    return Period(first, first) if "from" in query else Period(last, last)


def _month(query: dict[str, list[str]], key: str, default: date, choices: Choices, notices: list[str]) -> date:
    if key not in query:
        return default
    value = query[key][0]
    found = next((month for month in choices.months if f"{month:%Y-%m}" == value), None)
    if found is None:
        notices.append(f"Month “{value}” is not in the data and was ignored.")
    return found or default


def write(selection: Selection) -> str:
    """The address of a selection; the period is always in it, so that a copied link shows the same months."""
    pairs: list[tuple[str, str]] = []
    if selection.source != STREET_CRIME:
        pairs.append(("source", selection.source))
    if selection.chosen_vintage:
        pairs.append(("vintage", selection.chosen_vintage))
    if not selection.is_whole_area:
        # A district is named as one: its wards are many, and change.
        whole = [("district", code) for code in selection.districts]
        pairs += whole or [("ward", code) for code in selection.wards]
    if not selection.has_all_types:
        pairs += [("type", name) for name in selection.crime_types]
    # Always there: the default period moves when a month is loaded, and a copied link must not.
    pairs += [("from", f"{selection.period.first:%Y-%m}"), ("to", f"{selection.period.last:%Y-%m}")]
    if selection.compared:
        pairs.append(("compared", selection.compared))
    kinds = (selection, selection.map, selection.briefing, selection.operation)
    pairs += [pair for kind in kinds for pair in _set(kind)]
    pairs += [pair for kind in kinds[2:] for pair in kind.texts.items() if pair[1] != type(kind)().texts[pair[0]]]
    pairs += [(key, one) for key, listed in selection.operation.lists.items() for one in listed]
    pairs += [("pick", selection.map.pick)] if selection.map.pick else []
    pairs += [("places", kind) for kind in selection.map.places]
    pairs += [("against", name) for name in selection.against]
    if selection.scale != scales(selection.parts)[0]:
        pairs.append(("scale", selection.scale))
    return "?" + urlencode(pairs)


def _set(chosen: Selection | MapView | BriefingView | OperationView) -> list[tuple[str, str]]:
    """The controls that are set to something else than the usual."""
    held = [(control, getattr(chosen, name)) for name, control in controls_of(type(chosen)).items()]
    return [(control.key, control.text(value)) for control, value in held if value != next(iter(control.options))]


def control_values(selection: Selection) -> dict[str, Any]:
    """What each control shows for a selection, by its key: nothing is ticked where everything is shown."""
    kinds = (selection, selection.map, selection.briefing, selection.operation)
    chosen = [(kind, name, one) for kind in kinds for name, one in controls_of(type(kind)).items()]
    values = [(one, getattr(kind, name)) for kind, name, one in chosen]
    return {
        "ward": [] if selection.is_whole_area or selection.districts else list(selection.wards),
        "district": [] if selection.is_whole_area else list(selection.districts),
        "type": [] if selection.has_all_types else list(selection.crime_types),
        "period": f"{selection.period.first:%Y-%m}/{selection.period.last:%Y-%m}",
        "from": f"{selection.period.first:%Y-%m}",
        "to": f"{selection.period.last:%Y-%m}",
        "compared": selection.comparison_key,
        "source": selection.source,
        "vintage": selection.chosen_vintage,
        "places": list(selection.map.places),
        "pick": selection.map.pick,
        "against": list(selection.against),
        "scale": selection.scale,
        **selection.briefing.texts,
        **selection.operation.texts,
        **{key: list(listed) for key, listed in selection.operation.lists.items()},
        # A switch shows whether it is on.
        **{one.key: value if isinstance(value, bool) else one.text(value) for one, value in values},
    }
