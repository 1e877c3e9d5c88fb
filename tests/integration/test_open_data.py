"""The open tables: the figures of the pages, for the viewer who asks, whole from one build."""

import csv
import io
import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from itertools import count, product
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from dash import Dash
from flask import Flask
from werkzeug.test import TestResponse

from components import url_state
from data.build import database
from data.model.open_tables import OPEN_TABLES
from data.model.period import add_months
from data.model.selection import Selection
from data.queries import choices
from data.reports.compare.report import report as compare
from data.reports.panel import Report
from data.reports.summary.report import report as summary
from data.reports.trends import report as trends
from tests.fixtures.small_raw import build_small, record, write, write_small_raw

CLIENTS = count()
UseStore = Callable[[Path], None]
CHANGE = {"total_0": "count_now", "total_1": "count_before", "change_pct": "change_pct", "lower_ci_pct": "lower_ci_pct",
          "upper_ci_pct": "upper_ci_pct", "verdict": "verdict"}  # fmt: skip
RATE = ("rate_per_1000", "lower_ci_per_1000", "upper_ci_per_1000", "rank", "best_rank", "worst_rank")


def get(dashboard: Dash, path: str, headers: dict[str, str] | None = None) -> TestResponse:
    # Each time another client: what one may ask in a minute is tested by itself.
    client = {"REMOTE_ADDR": f"192.0.2.{next(CLIENTS)}"}
    server: Flask = dashboard.server
    return server.test_client(use_cookies=False).get(path, headers=headers, environ_base=client)


def table(dashboard: Dash, path: str, headers: dict[str, str] | None = None) -> pd.DataFrame:
    """A CSV as a tool reads it."""
    answer = get(dashboard, path, headers)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return pd.read_csv(io.BytesIO(answer.data), dtype={"vintage": str})


@pytest.fixture
def demo(demo_store: Path, use_store: UseStore) -> None:
    use_store(demo_store)


def selections() -> Iterator[tuple[str, Selection]]:
    """Each comparison with each length: everything and a ward, or a type and a type in a ward, as an address has them.

    Months, wards and types are others each time.
    """
    offered = choices.filter_choices()
    wards, types = [ward.code for ward in offered.vintages[-1].wards], offered.crime_types
    for place, (compared, length) in enumerate(product(("1", "just_before"), (2, 3, 6, 12))):
        last = offered.months[-1 - place]
        kind, ward = f"&type={types[place]}", f"&ward={wards[-1 - 2 * place]}"
        is_of_types = (place + place // 4) % 2
        for choice in (kind, kind + ward) if is_of_types else ("", ward):
            query = f"?from={add_months(last, 1 - length):%Y-%m}&to={last:%Y-%m}{choice}&compared={compared}"
            yield compared, url_state.read(query, offered).selection.held(offered)


def rows(report: Report, panel: str) -> list[dict[str, Any]]:
    found = next(one.table for one in report.panels if one.id == panel)
    assert found is not None
    return [{str(key): value for key, value in row.items()} for row in found.frame.to_dict("records")]


def alike(shown: Any, given: Any) -> bool:
    if pd.isna(shown) or pd.isna(given):
        return bool(pd.isna(shown) and pd.isna(given))
    return str(shown) == given if isinstance(given, str) else abs(float(shown) - float(given)) < 1e-9


def test_values_are_those_of_the_pages(demo: None, dashboard: Dash) -> None:
    seen = 0
    for compared, chosen in selections():
        offered, months = choices.filter_choices(), f"from={chosen.period.first:%Y-%m}&to={chosen.period.last:%Y-%m}"
        changes = table(dashboard, f"/data/latest/changes.csv?{months}&compared={compared}")
        rates = table(dashboard, f"/data/latest/rates.csv?{months}")
        counts = table(dashboard, f"/data/latest/counts.csv?{months}")
        judged = changes.set_index(["area_code", "crime_type"]).to_dict("index")
        ranked = rates.set_index(["area_code", "crime_type"]).to_dict("index")
        whole = chosen.is_whole_area
        area = "area" if whole else chosen.wards[0]
        for row in rows(summary(chosen, offered), "summary-changes"):
            given = judged[area, row["offence"]]
            assert [name for name, ours in CHANGE.items() if not alike(row[name], given[ours])] == [], (chosen, row)
            seen += 1
        for row in rows(compare(chosen, offered), "compare-ranks"):
            given = ranked[row["area_code"], row["measure"]]
            assert [name for name in RATE if not alike(row[name], given[name])] == [], (chosen, row)
        monthly = counts[(counts["area_code"] == area) & counts["crime_type"].isin(chosen.counted_types)]
        ours = monthly.groupby("month")["offence_count"].sum().to_dict()
        for row in rows(trends.report(chosen, offered), "trends-total"):
            month = f"{row['period_month']:%Y-%m}"
            if row["phase"] is not None and month in ours:
                assert row["value"] == ours[month], (chosen, month)
                seen += 1
    assert seen > 200


@pytest.mark.parametrize("name", OPEN_TABLES)
def test_a_csv_opens_without_garbling(demo: None, dashboard: Dash, name: str) -> None:
    answer = get(dashboard, f"/data/latest/{name}.csv")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    read = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))
    assert read[0] == [field.name for field in OPEN_TABLES[name].fields]
    assert {len(row) for row in read} == {len(read[0])}
    if "month" in read[0]:
        at = read[0].index("month")
        assert {date.fromisoformat(f"{row[at]}-01").day for row in read[1:]} == {1}
    cells = [cell for row in read[1:] for cell in row]
    assert [cell for cell in cells if cell[:1] in "=@" and cell] == []


# Of one build alone nothing is new: its rows are in test_what_is_new.py.
@pytest.mark.parametrize("name", sorted(set(OPEN_TABLES) - {"news"}))
def test_every_kind_of_file_holds_the_same_rows(demo: None, dashboard: Dash, name: str, tmp_path: Path) -> None:
    import duckdb

    plain = table(dashboard, f"/data/latest/{name}.csv")
    listed = get(dashboard, f"/data/latest/{name}.json").get_json()
    path = tmp_path / "table.parquet"
    path.write_bytes(get(dashboard, f"/data/latest/{name}.parquet").data)
    relation = duckdb.connect().execute(f"FROM '{path.as_posix()}'")
    described = {column[0]: str(column[1]) for column in relation.description or []}
    packed = relation.df()
    assert len(plain) == len(listed) == len(packed) > 0
    assert list(plain.columns) == list(listed[0]) == list(packed.columns)
    for field in OPEN_TABLES[name].fields:
        assert described[field.name] == ("DATE" if field.kind == "MONTH" else field.kind)
        filled = [row[field.name] is not None for row in listed]
        assert filled == packed[field.name].notna().tolist() == plain[field.name].notna().tolist()
        if field.kind in {"DOUBLE", "BIGINT"}:
            exact = [row[field.name] for row in listed if row[field.name] is not None]
            assert exact == packed[field.name].dropna().tolist() == plain[field.name].dropna().tolist()
    key = OPEN_TABLES[name].key.split()
    assert not packed.duplicated(subset=key).any()


def test_the_description_is_of_the_files(demo: None, dashboard: Dash) -> None:
    package = get(dashboard, "/data/latest/datapackage.json").get_json()
    assert [one["name"] for one in package["resources"]] == list(OPEN_TABLES)
    assert "(demonstration data)" in package["title"]
    for one in package["resources"]:
        head = next(csv.reader(io.StringIO(get(dashboard, f"/data/latest/{one['path']}").data.decode("utf-8-sig"))))
        assert [field["name"] for field in one["schema"]["fields"]] == head
        assert set(one["schema"]["primaryKey"]) <= set(head)
    kinds = {field["name"]: field["type"] for field in package["resources"][0]["schema"]["fields"]}
    assert (kinds["month"], kinds["offence_count"], kinds["area_code"]) == ("yearmonth", "integer", "string")


def test_rows_are_filtered_and_a_wrong_question_is_told_what_there_is(demo: None, dashboard: Dash) -> None:
    asked = "/data/latest/counts.csv?crime_type=Burglary&crime_type=Robbery&level=ward&from=2021-04&to=2021-06"
    found = table(dashboard, asked)
    assert set(found["crime_type"]) == {"Burglary", "Robbery"}
    assert set(found["level"]) == {"ward"}
    assert len(found) == 2 * 20 * 3
    for path, status, told in [
        ("counts.csv?ward=E05002229", 400, "counts has no filter ward. It has: source, level, area_code"),
        ("counts.csv?crime_type=Burglry", 400, "Known are: Anti-social behaviour; Bicycle theft; Burglary"),
        ("counts.csv?from=2021", 400, "from = 2021 is not a month that is loaded, such as 2022-03"),
        ("counts.csv?from=2022-03&to=2022-01", 400, "from = 2022-03 is after to = 2022-01"),
        ("changes.csv?compared=9", 400, "It may be: 1, 2, just_before"),
        ("changes.csv?compared=1&compared=2", 400, "compared is given more than once"),
        ("crimes.csv", 404, "There is no table crimes. There are: counts, changes"),
        ("counts.xls", 404, "It is given as: csv, parquet, json"),
    ]:
        answer = get(dashboard, f"/data/latest/{path}")
        assert (answer.status_code, answer.mimetype) == (status, "text/plain"), path
        assert told in answer.get_data(as_text=True)


def test_an_answer_that_has_not_changed_is_not_sent_again(demo: None, dashboard: Dash) -> None:
    for coding in ("gzip", "identity"):
        headers = {"Accept-Encoding": coding}
        first = get(dashboard, "/data/latest/rates.csv", headers)
        again = get(dashboard, "/data/latest/rates.csv", headers | {"If-None-Match": first.headers["ETag"]})
        other = get(dashboard, "/data/latest/rates.csv?level=ward", headers | {"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data, other.status_code) == (304, b"", 200)
    assert "Cookie" in first.headers["Vary"]
    assert first.headers["Cache-Control"] == "private, no-cache"


def test_the_address_without_a_name_answers_people_and_machines(demo: None, dashboard: Dash) -> None:
    get(dashboard, "/_dash-dependencies")
    assert get(dashboard, "/data/", {"Accept": "text/html,*/*"}).mimetype == "text/html"
    listed = get(dashboard, "/data/", {"Accept": "application/json"}).get_json()
    assert listed == json.loads(get(dashboard, "/data/index.json").data)
    assert get(dashboard, f"/data/{listed['latest']}/areas.csv").status_code == 200
    files = [path for one in listed["tables"] for path in one["files"].values()]
    assert [path for path in files if get(dashboard, f"/data/{path}").status_code != 200] == []


TWO_MONTHS = {f"2024-{month:02}": [record(10 * month + n, f"2024-{month:02}") for n in range(3)] for month in (1, 2)}


@pytest.fixture(scope="module")
def built_twice(small_store: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """A store with two builds, to be copied, and their ids: one of a month, one of two and of a partner's extract."""
    folder = tmp_path_factory.mktemp("twice")
    store = Path(shutil.copytree(small_store, folder / "store"))
    (old,) = (path.stem for path in (store / "builds").glob("*.duckdb"))
    raw = write_small_raw(folder / "raw", TWO_MONTHS)
    head = "reference,recorded_date,offence_group,longitude,latitude\n"
    rows = [f"r{n},2024-0{1 + n % 2}-15,Violence against the person,0.05,52.05" for n in range(40)]
    write(raw / "secret-extract.csv", head + "\n".join(rows) + "\n")
    return store, old, build_small(raw, store).stem


@pytest.fixture
def two_builds(built_twice: tuple[Path, str, str], tmp_path: Path, use_store: UseStore) -> tuple[Path, str, str]:
    """The same in a store of the test's own."""
    made, old, new = built_twice
    store = Path(shutil.copytree(made, tmp_path / "store"))
    use_store(store)
    return store, old, new


def test_an_older_build_keeps_its_address_until_it_is_gone(two_builds: tuple[Path, str, str], dashboard: Dash) -> None:
    store, old, new = two_builds
    assert [one["build"] for one in get(dashboard, "/data/index.json").get_json()["builds"]] == [new, old]
    months = {build: set(table(dashboard, f"/data/{build}/counts.csv")["month"]) for build in (old, new, "latest")}
    assert months == {old: {"2024-01"}, new: {"2024-01", "2024-02"}, "latest": {"2024-01", "2024-02"}}
    answer = get(dashboard, f"/data/{old}/counts.csv")
    assert (answer.headers["X-Build"], answer.headers["Cache-Control"]) == (old, "private, max-age=86400")
    (store / "builds" / f"{old}.duckdb").unlink()
    gone = get(dashboard, f"/data/{old}/counts.csv")
    assert (gone.status_code, "is no longer kept" in gone.get_data(as_text=True)) == (410, True)
    assert get(dashboard, "/data/anything/counts.csv").status_code == 404


def test_a_build_that_was_put_aside_is_not_given(two_builds: tuple[Path, str, str], dashboard: Dash) -> None:
    store, old, new = two_builds
    (store / "CURRENT").write_text(f"{old}.duckdb\n", encoding="utf-8")
    assert get(dashboard, f"/data/{new}/counts.csv").status_code == 410
    assert set(table(dashboard, "/data/latest/counts.csv")["month"]) == {"2024-01"}


def test_an_answer_is_whole_from_the_build_with_which_it_began(
    two_builds: tuple[Path, str, str], dashboard: Dash, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another build is published after the first table was read and before the rest is."""
    store, old, new = two_builds
    (store / "CURRENT").write_text(f"{old}.duckdb\n", encoding="utf-8")
    read, asked = database.rows, []

    def rows_and_publish(sql: str, **parameters: Any) -> list[tuple[Any, ...]]:
        found = read(sql, **parameters)
        asked.append(sql)
        if len(asked) == 1:
            (store / "CURRENT").write_text(f"{new}.duckdb\n", encoding="utf-8")
        return found

    monkeypatch.setattr(database, "rows", rows_and_publish)
    answer = get(dashboard, "/data/latest/counts.csv")
    assert len(asked) > 1
    assert answer.headers["X-Build"] == old
    assert set(pd.read_csv(io.BytesIO(answer.data))["month"]) == {"2024-01"}
    assert get(dashboard, "/data/latest/counts.csv").headers["X-Build"] == new


@pytest.fixture
def with_extract(built_twice: tuple[Path, str, str], use_store: UseStore) -> None:
    use_store(built_twice[0])


def test_a_partners_row_is_in_no_public_file(with_extract: None, dashboard: Dash, partner: dict[str, str]) -> None:
    files = [f"{table.name}.{ending}" for table in OPEN_TABLES.values() for ending in table.endings]
    for name in [*files, "datapackage.json"]:
        # The partner first: what was made for him is kept, and given to nobody else.
        theirs = get(dashboard, f"/data/latest/{name}", partner)
        public = get(dashboard, f"/data/latest/{name}")
        assert (public.status_code, theirs.status_code) == (200, 200)
        for secret in (b"recorded_crime", b"Violence against the person", b"OFFICIAL", b"xtract"):
            assert secret not in public.data, (name, secret)
        assert theirs.headers["Cache-Control"] == "no-store"
        assert "official" not in public.headers.get("Content-Disposition", "")
    refused = get(dashboard, "/data/latest/counts.csv?source=recorded_crime")
    assert (refused.status_code, b"Known are: street_crime" in refused.data) == (400, True)


def test_partners_get_their_rows_marked_and_none_of_a_ward(
    with_extract: None, dashboard: Dash, partner: dict[str, str]
) -> None:
    for name in ("counts", "changes", "rates"):
        answer = get(dashboard, f"/data/latest/{name}.csv", partner)
        assert "official-sensitive-" in answer.headers["Content-Disposition"]
        found = pd.read_csv(io.BytesIO(answer.data))
        theirs = found[found["source"] == "recorded_crime"]
        assert len(theirs) > 0
        assert set(theirs["level"]) <= {"area", "district"}
        assert theirs["marking"].str.startswith("OFFICIAL-SENSITIVE").all()
        assert found.loc[found["source"] == "street_crime", "marking"].isna().all()
    counts = table(dashboard, "/data/latest/counts.csv?source=recorded_crime&level=area", partner)
    assert counts["offence_count"].sum() == 40


def test_without_a_build_the_reason_is_told(tmp_path: Path, use_store: UseStore, dashboard: Dash) -> None:
    use_store(tmp_path)
    answer = get(dashboard, "/data/latest/counts.csv")
    assert (answer.status_code, "No data have been loaded yet" in answer.get_data(as_text=True)) == (503, True)
