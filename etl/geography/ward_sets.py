"""Which wards were in force together: the sets that files draw and list, by the year that their columns name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

import pandas as pd

COLUMNS = ["vintage", "ward_code", "district_code", "valid_from", "valid_to"]
# ONS names wards for the May in which they are in force: new ones come with the elections of that month.
FIRST_DAY = (5, 1)


class Listed(NamedTuple):
    """A ward as a file draws or lists it. year: of the column of its code, None where that names none."""

    district_code: str
    ward_code: str
    year: int | None


class Range(NamedTuple):
    """A line of the register: the codes of one vintage, and its first and last day where they are known."""

    vintage: str
    first_code: str
    last_code: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True)
class Vintage:
    """Wards in force together. start, end: first and last day where the register or the year says them."""

    name: str
    start: date | None = None
    end: date | None = None

    @property
    def place(self) -> tuple[date, str]:
        """What vintages are ordered by: one that nothing dates comes last."""
        return (self.start or (date.min if self.end else date.max), self.name)


Sets = dict[Vintage, frozenset[str]]


def ward_sets(drawn: Iterable[Listed], looked_up: Iterable[Listed], register: Iterable[Range]) -> pd.DataFrame:
    """Every vintage with its wards: vintage, ward_code, district_code, valid_from, valid_to.

    drawn: wards with an outline; looked_up: those that a lookup gives LSOAs. One vintage is one set: what two files
    draw alike is one, and what a lookup adds to the wards drawn belongs to them. A district without a set of its own
    in a vintage has there the one that it had before, else its first.
    """
    ranges = tuple(register)
    listed = _by_district(looked_up, ranges)
    own = {
        district: _distinct(sets, listed.get(district, {})) for district, sets in _by_district(drawn, ranges).items()
    }
    for district, sets in listed.items():
        # Nothing is drawn of it: the newest lookup tells its wards.
        own.setdefault(district, dict([max(sets.items(), key=lambda item: item[0].place)]))
    vintages = _dated(sorted({vintage for sets in own.values() for vintage in sets}, key=lambda one: one.place))
    rows = [
        (dated.name, ward, district, dated.start, dated.end)
        for vintage, dated in vintages.items()
        for district, sets in sorted(own.items())
        for ward in sorted(_in_force(sets, vintage))
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def _by_district(wards: Iterable[Listed], ranges: tuple[Range, ...]) -> dict[str, Sets]:
    files: dict[str, dict[int | None, set[str]]] = {}
    for ward in wards:
        files.setdefault(ward.district_code, {}).setdefault(ward.year, set()).add(ward.ward_code)
    return {district: _named(years, ranges) for district, years in files.items()}


def _named(years: Mapping[int | None, set[str]], ranges: tuple[Range, ...]) -> Sets:
    """The wards of each year under the register's name where it knows all of them, else under the year."""
    found: dict[Vintage, frozenset[str]] = {}
    for year, codes in years.items():
        registered = {code: _registered(code, ranges) for code in codes}
        is_known = len(set(registered.values())) == 1
        for code in codes:
            known = registered[code] if is_known or year is None else None
            vintage = known or (Vintage(str(year), date(year, *FIRST_DAY)) if year else Vintage("current"))
            found[vintage] = found.get(vintage, frozenset()) | {code}
    return found


def _registered(code: str, ranges: tuple[Range, ...]) -> Vintage | None:
    return next(
        (
            Vintage(one.vintage, one.valid_from, one.valid_to)
            for one in ranges
            if one.first_code <= code <= one.last_code
        ),
        None,
    )


def _distinct(drawn: Sets, listed: Sets) -> Sets:
    """The sets of one district, each once, with what the lookups add."""
    whole = {vintage: _completed(vintage, codes, listed) for vintage, codes in drawn.items()}
    kept: Sets = {}
    # The first year of several that agree is the one since which they are known; part of a set is no set.
    for vintage in sorted(whole, key=lambda one: one.place):
        codes = whole[vintage]
        if not any(codes < other for other in whole.values()) and codes not in kept.values():
            kept[_year_of(vintage, codes, listed)] = codes
    return kept


def _completed(vintage: Vintage, codes: frozenset[str], listed: Sets) -> frozenset[str]:
    """The wards drawn, and those that a lookup of the same wards has beside them."""
    newest = sorted(listed.items(), key=lambda item: item[0].place, reverse=True)
    wider = next((others for _, others in newest if codes <= others), None)
    return wider or codes | listed.get(vintage, frozenset())


def _year_of(vintage: Vintage, codes: frozenset[str], listed: Sets) -> Vintage:
    """A set drawn without a year has that of the lookup that lists it."""
    if vintage.start or vintage.end or vintage.name != "current":
        return vintage
    return next((one for one, others in listed.items() if others == codes), vintage)


def _in_force(sets: Sets, vintage: Vintage) -> frozenset[str]:
    order = sorted(sets, key=lambda one: one.place)
    before = [one for one in order if one.place <= vintage.place]
    return sets[before[-1] if before else order[0]]


def _dated(vintages: list[Vintage]) -> dict[Vintage, Vintage]:
    """Each vintage with the days from and to which it is in force: one ends where the next begins."""
    dated: dict[Vintage, Vintage] = {}
    for place, vintage in enumerate(vintages):
        before = dated[vintages[place - 1]] if place else None
        after = vintages[place + 1] if place + 1 < len(vintages) else None
        is_registered = vintage.start is not None and (vintage.start.month, vintage.start.day) != FIRST_DAY
        start = vintage.start
        if not is_registered:
            # Of the first wards the files do not say how long they had been in force.
            start = None if before is None else before.end + timedelta(1) if before.end else vintage.start
        end = vintage.end or (after.start - timedelta(1) if after and after.start else None)
        dated[vintage] = replace(vintage, start=start, end=end)
    return dated
