"""The built tables against figures that were counted independently of this project."""

import csv
from pathlib import Path

import pytest

from etl.publish.publishing import current
from tests.fixtures.small_raw import query

BY_MONTH = {
    "2024-01": 1385, "2024-02": 1449, "2024-03": 1395, "2024-04": 1286, "2025-01": 1345, "2025-02": 1236,
    "2025-03": 1517, "2025-04": 1422, "2025-05": 1495, "2025-06": 1521, "2025-07": 1612, "2025-08": 1482,
    "2025-09": 1393, "2025-10": 1351, "2025-11": 1472, "2025-12": 1370,
}  # fmt: skip
BY_TYPE = {
    "Violence and sexual offences": 5790, "Shoplifting": 1992, "Vehicle crime": 1786,
    "Criminal damage and arson": 1576, "Other theft": 1099, "Public order": 1074, "Drugs": 763, "Burglary": 516,
    "Other crime": 384, "Robbery": 170, "Possession of weapons": 155, "Theft from the person": 112,
    "Bicycle theft": 107, "Anti-social behaviour": 1692,
}  # fmt: skip
IN_2025 = "period_month BETWEEN DATE '2025-01-01' AND DATE '2025-12-01'"


@pytest.fixture(scope="module")
def real(real_store: Path) -> Path:
    path = current(real_store)
    assert path is not None
    return path


def counts(path: Path, sql: str) -> dict[object, object]:
    return {row[0]: row[1] for row in query(path, sql)}


def test_every_row_is_read_and_those_in_the_area_are_kept(real: Path) -> None:
    assert query(real, "SELECT sum(rows_read)::INT FROM meta_load WHERE source = 'street_crime'") == [(225840,)]
    assert query(real, "SELECT count(*) FROM fct_crime") == [(24290,)]


def test_the_rows_of_every_file_are_accounted_for(real: Path, real_data: Path) -> None:
    loads = query(
        real,
        "SELECT file, rows_read, rows_loaded + rows_outside_area + rows_no_location + rows_duplicate + rows_rejected "
        "FROM meta_load",
    )
    assert len(loads) == 41
    assert [load for load in loads if load[1] != load[2]] == []
    for file, read, _ in loads:
        if str(file).startswith("street/"):
            assert read == (real_data / str(file)).read_bytes().count(b"\n") - 1, file


def test_months_are_as_counted(real: Path) -> None:
    found = counts(real, "SELECT strftime(period_month, '%Y-%m'), count(*) FROM fct_crime GROUP BY ALL")
    assert {month: found[month] for month in BY_MONTH} == BY_MONTH
    assert set(found) == {*BY_MONTH, "2018-01"}


def test_types_are_as_counted(real: Path) -> None:
    found = counts(real, f"SELECT crime_type, count(*) FROM fct_crime WHERE {IN_2025} GROUP BY ALL")
    assert found == BY_TYPE
    assert sum(BY_TYPE.values()) == 17216
    assert sum(BY_TYPE.values()) - BY_TYPE["Anti-social behaviour"] == 15524


def test_wards_are_as_counted(real: Path) -> None:
    found = counts(
        real,
        "SELECT a.area_name, sum(m.offence_count)::INT FROM fct_crime_monthly AS m "
        "JOIN dim_area AS a ON m.area_code = a.area_code AND m.area_type = a.area_type "
        f"WHERE m.area_type = 'ward' AND {IN_2025} GROUP BY ALL",
    )
    expected = {
        "West Thurrock and South Stifford": 3057,
        "Grays Riverside": 2322,
        "Tilbury Riverside and Thurrock Park": 1122,
        "The Homesteads": 265,
    }
    assert {name: found[name] for name in expected} == expected
    assert len(found) == 20
    assert sum(int(str(count)) for count in found.values()) == 17216


def test_districts_are_as_counted(real: Path) -> None:
    found = counts(
        real,
        "SELECT a.area_name, sum(m.offence_count)::INT FROM fct_crime_monthly AS m "
        "JOIN dim_area AS a ON m.area_code = a.area_code AND m.area_type = a.area_type "
        f"WHERE m.area_type = 'district' AND {IN_2025} GROUP BY ALL ORDER BY 2 DESC",
    )
    assert list(found.items())[:4] == [
        ("Southend-on-Sea", 19887), ("Basildon", 18833), ("Colchester", 17716), ("Thurrock", 17216),
    ]  # fmt: skip
    assert list(found.items())[-1] == ("Maldon", 3276)
    assert len(found) == 14


def test_located_rows_of_2025_outside_the_districts_are_as_counted(real: Path) -> None:
    found = query(real, "SELECT sum(rows_outside_area)::INT FROM meta_load WHERE file LIKE 'street/2025%'")
    assert found == [(155,)]


def test_rows_without_location_and_the_one_duplicate_are_as_counted(real: Path) -> None:
    found = counts(real, "SELECT file[8:14], rows_no_location FROM meta_load WHERE file LIKE 'street/%'")
    assert (found["2024-01"], found["2024-04"], found["2025-12"]) == (155, 614, 180)
    assert sum(int(str(count)) for count in found.values()) == 3535
    duplicates = query(real, "SELECT file[8:14], rows_duplicate FROM meta_load WHERE rows_duplicate > 0")
    assert duplicates == [("2025-02", 1)]
    assert query(real, "SELECT count(*) FROM meta_reject") == [(0,)]


def test_residents_are_as_counted(real: Path) -> None:
    for area_type, codes in (("ward", 20), ("lsoa", 100), ("district", 1)):
        found = query(
            real,
            "SELECT count(*), sum(population)::INT FROM dim_area "
            f"WHERE area_type = '{area_type}' AND district_code = 'E06000034' AND vintage <> '2011'",
        )
        assert found == [(codes, 175996)], area_type


@pytest.mark.parametrize(("year", "total"), [(2020, 175531), (2021, 175996)])
def test_each_year_of_residents_is_summed_by_itself(real: Path, real_data: Path, year: int, total: int) -> None:
    found = query(
        real,
        "SELECT p.area_type, count(*), sum(p.population)::INT, bool_and(p.is_common) FROM dim_population AS p "
        "JOIN dim_area AS a ON p.area_code = a.area_code AND p.vintage = a.vintage "
        f"WHERE a.district_code = 'E06000034' AND p.population_year = {year} GROUP BY ALL ORDER BY ALL",
    )
    lsoas = {2020: 98, 2021: 100}[year]
    assert found == [("district", 1, total, True), ("lsoa", lsoas, total, True), ("ward", 20, total, True)]


def test_residents_of_mid_2020_are_the_sum_of_their_ages(real: Path, real_data: Path) -> None:
    with (real_data / "population" / "lsoa11_mid2020_by_age_essex.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    expected: dict[object, object] = {}
    for row in rows:
        residents = sum(int(float(row[str(age)])) for age in range(90)) + int(float(row["90+"]))
        expected[row["ltla22_code"]] = int(str(expected.get(row["ltla22_code"], 0))) + residents
    found = counts(
        real, "SELECT area_code, population FROM dim_population WHERE area_type = 'district' AND population_year = 2020"
    )
    assert len(found) == 14
    assert found == expected


def test_the_lsoas_of_the_area_that_split_are_flagged(real: Path) -> None:
    found = query(
        real,
        "SELECT lsoa11_code, list(lsoa21_code ORDER BY lsoa21_code) FROM dim_lsoa_change "
        "WHERE is_changed AND change = 'split' AND district_code = 'E06000034' GROUP BY ALL ORDER BY ALL",
    )
    assert found == [
        ("E01015973", ["E01034368", "E01034369"]),
        ("E01016012", ["E01034370", "E01034371"]),
    ]
    unchanged = "SELECT count(*) FROM dim_lsoa_change WHERE NOT is_changed AND district_code = 'E06000034'"
    assert query(real, unchanged) == [(96,)]


def test_absent_months_are_gaps_and_not_zeros(real: Path) -> None:
    absent = query(real, "SELECT count(*), sum(record_count)::INT FROM fct_coverage WHERE NOT is_present")
    assert absent == [(79, 0)]
    assert query(real, "SELECT count(*) FROM fct_coverage WHERE is_present") == [(17,)]


def test_every_table_of_the_contract_has_its_columns(real: Path) -> None:
    promised = {
        "dim_area": "area_code vintage area_name area_type valid_from valid_to district_code population "
        "population_year population_source",
        "dim_population": "area_code vintage area_type population_year population population_source is_common",
        "dim_lsoa_change": "lsoa11_code lsoa21_code change is_changed district_code",
        "dim_source": "source title audience",
        "dim_crime_type": "crime_type is_crime display_order",
        "fct_crime": "source crime_id period_month crime_type district_code lsoa_code longitude latitude location "
        "outcome reported_by",
        "fct_crime_ward": "vintage ward_code",
        "fct_crime_monthly": "source area_type area_code vintage period_month crime_type offence_count",
        "fct_survey_estimate": "question_id area_code wave_end estimate_pct unweighted_base base_is_assumed source_id",
        "meta_load": "file sha256 rows_read rows_loaded rows_outside_area rows_no_location rows_duplicate "
        "rows_rejected",
        "meta_build": "build_id is_demo",
    }
    columns = set(query(real, "SELECT table_name, column_name FROM duckdb_columns()"))
    missing = [(table, name) for table, names in promised.items() for name in names.split()]
    assert [pair for pair in missing if pair not in columns] == []


REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference"


def reference(name: str) -> list[dict[str, str]]:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_published_performance_is_transcribed_as_printed() -> None:
    found = {row["offence"]: (int(row["offence_count"]), float(row["change_pct"]))
             for row in reference("published_performance")}  # fmt: skip
    assert found == {
        "All Crime": (16846, 12.5),
        "Violence Against Person": (6562, 5.9),
        "Sexual Offences": (558, 40.2),
        "Robbery": (171, 4.3),
        "Burglary": (646, -9.3),
        "Vehicle Offences (incl. interference)": (1969, 30.1),
        "Shoplifting": (1176, 30.7),
        "Criminal damage (incl arson)": (1676, 13.9),
        "Hate Crime (HO def)": (544, 26.5),
        "ASB": (3233, -48.9),
    }
    assert {row["paragraph"] for row in reference("published_performance")} == {"2.17"}


def test_the_published_survey_is_transcribed_as_printed() -> None:
    rows = [row for row in reference("perception_survey") if row["paragraph"] == "2.18"]
    waves = {end: {r["question_id"]: r["estimate_pct"] for r in rows if r["wave_end"] == end}
             for end in ("2021-03-01", "2022-03-01")}  # fmt: skip
    found = {key: (before, waves["2022-03-01"][key]) for key, before in waves["2021-03-01"].items()}
    assert found == {
        "confidence_local_policing": ("72", "71"),
        "uniformed_presence": ("71", "76"),
        "understand_issues": ("71", "55"),
        "feel_informed": ("35", "40"),
        "good_job": ("74", "78"),
        "dealing_with_crime_asb": ("53", "50"),
        "more_of_a_problem": ("22", "33"),
        "confidence_good_service": ("74", "72"),
    }
    assert {row["question_id"] for row in rows if row["is_up_bad"] == "true"} == {"more_of_a_problem"}


OTHER_PERCEPTIONS = {
    # question_id: (group, estimate, paragraph)
    "worried_exploited_by_gangs": [("", "50", "2.5")],
    "different_backgrounds": [("", "57", "Appendix 4.0, NI1")],
    "understanding_concerns": [("", "16", "Appendix 4.0, NI27")],
    "parents_responsibility": [("", "81", "Appendix 4.0, NI22")],
    "respect_consideration": [("", "66", "Appendix 4.0, NI23")],
    "drunk_or_rowdy": [("day", "1", "Appendix 4.0, NI41"), ("night", "5", "Appendix 4.0, NI41")],
    "drug_use_or_dealing": [("", "49", "Appendix 4.0, NI42")],
    "safe_gap_between_wards": [
        ("day", "19", "Appendix 4.0, Local Indicators (LAA 08)"),
        ("night", "35", "Appendix 4.0, Local Indicators (LAA 08)"),
    ],
    "preventing_crime_priority": [("", "80", "3.2")],
    "more_worried_fraud": [("", "16", "Goal 6B, Some key challenges")],
    "more_worried_crime": [("", "10", "Goal 6B, Some key challenges")],
}


def test_what_other_documents_say_of_perception_is_transcribed_with_its_place() -> None:
    found: dict[str, list[tuple[str, str, str]]] = {}
    for row in reference("perception_survey"):
        if row["paragraph"] not in {"2.8", "2.10", "2.18"}:
            found.setdefault(row["question_id"], []).append((row["subgroup"], row["estimate_pct"], row["paragraph"]))
    assert found == OTHER_PERCEPTIONS


def test_a_wave_or_a_base_that_no_document_states_is_none(real: Path) -> None:
    waves = query(
        real,
        "SELECT estimate_pct, wave_kind, wave_end, wave_months FROM fct_survey_estimate "
        "WHERE paragraph IN ('2.8', '2.10') ORDER BY estimate_pct",
    )
    assert [tuple(map(str, wave)) for wave in waves] == [
        ("28.0", "not stated", "None", "None"),
        ("34.0", "wave", "2021-09-01", "3"),
        ("43.0", "not stated", "None", "None"),
    ]
    bases = query(
        real, "SELECT survey, base_status, unweighted_base, count(*) FROM fct_survey_estimate GROUP BY ALL ORDER BY ALL"
    )
    assert bases == [
        ("Community consultation, October 2006", "not published", None, 1),
        ("Essex Police public perception survey", "assumed", 137, 3),
        ("Essex Police public perception survey", "assumed", 550, 16),
        ("Perception indicators of the Strategy 2008/11", "not published", None, 9),
        ("Survey cited by the Health and Wellbeing Strategy", "not published", None, 2),
        ("Youth-focused listening project", "not published", None, 1),
    ]
    gaps = query(real, "SELECT subgroup, estimate_pct FROM fct_survey_estimate WHERE quantity = 'gap' ORDER BY 1")
    assert gaps == [("day", 19.0), ("night", 35.0)]
