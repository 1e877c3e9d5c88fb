from collections.abc import Iterable
from datetime import date

from etl.geography.ward_sets import Listed, Range, ward_sets

OLD, NEW = ("E1", "E2"), ("E1", "N2", "N3")


def listed(codes: Iterable[str], year: int | None, district: str = "D") -> list[Listed]:
    return [Listed(district, code, year) for code in codes]


def found(
    drawn: list[Listed], looked_up: list[Listed], register: Iterable[Range] = ()
) -> dict[str, tuple[tuple[str, ...], date | None, date | None]]:
    frame = ward_sets(drawn, looked_up, register)
    return {
        str(vintage): (tuple(wards["ward_code"]), wards["valid_from"].iloc[0], wards["valid_to"].iloc[0])
        for vintage, wards in frame.groupby("vintage")
    }


def test_a_lookup_of_a_year_before_adds_no_wards_to_those_drawn() -> None:
    assert found(listed(NEW, 2025), listed(OLD, 2024)) == {"2025": (NEW, None, None)}


def test_two_files_of_different_wards_are_two_vintages_that_meet_in_may() -> None:
    assert found(listed(OLD, 2022) + listed(NEW, 2024), listed(NEW, 2024)) == {
        "2022": (OLD, None, date(2024, 4, 30)),
        "2024": (NEW, date(2024, 5, 1), None),
    }


def test_two_files_of_the_same_wards_are_one_vintage() -> None:
    assert found(listed(OLD, 2022) + listed(OLD, 2025), []) == {"2022": (OLD, None, None)}


def test_wards_that_the_lookup_has_and_the_file_does_not_draw_belong_to_them() -> None:
    assert found(listed(OLD[:1], 2025), listed(OLD, 2024)) == {"2025": (OLD, None, None)}
    assert found(listed(OLD[:1], 2022) + listed(OLD, 2024), []) == {"2024": (OLD, None, None)}


def test_a_file_that_names_no_year_has_that_of_the_lookup() -> None:
    assert found(listed(OLD, None), listed(OLD, 2024)) == {"2024": (OLD, None, None)}
    assert found(listed(OLD, None), listed(NEW, 2024)) == {"current": (OLD, None, None)}


def test_the_register_names_and_dates_the_wards_that_it_knows() -> None:
    register = [Range("2004", "E1", "E9", None, date(2026, 5, 6))]
    assert found(listed(OLD, 2024) + listed(("N2", "N3"), 2026), listed(OLD, 2024), register) == {
        "2004": (OLD, None, date(2026, 5, 6)),
        "2026": (("N2", "N3"), date(2026, 5, 7), None),
    }


def test_a_district_without_new_wards_keeps_its_own_in_each_vintage() -> None:
    other = listed(("O1",), 2024, "O")
    assert found(listed(OLD, 2022) + listed(NEW, 2024) + other, []) == {
        "2022": ((*OLD, "O1"), None, date(2024, 4, 30)),
        "2024": ((*NEW, "O1"), date(2024, 5, 1), None),
    }


def test_a_district_that_nothing_draws_has_the_wards_of_its_newest_lookup() -> None:
    lookups = listed(("O1",), 2017, "O") + listed(("O2",), 2024, "O")
    assert found(listed(OLD, 2024), lookups) == {"2024": ((*OLD, "O2"), None, None)}
