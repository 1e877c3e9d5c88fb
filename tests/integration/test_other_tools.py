"""docs/other-tools.md, recipe by recipe, with the client itself where one can be had, else as it asks."""

import io
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import duckdb
import pandas as pd
import pytest
from dash import Dash
from werkzeug.serving import make_server

from data.settings import ROOT

EXAMPLE = "http://127.0.0.1:8050"
TEXT = (ROOT / "docs" / "other-tools.md").read_text(encoding="utf-8")
# What Excel and Power BI send: Power Query's own name, and no cookie.
POWER_QUERY = {
    "User-Agent": "Microsoft.Data.Mashup (https://go.microsoft.com/fwlink/?LinkID=304225)",
    "Accept-Encoding": "gzip, deflate",
}


def chapter(name: str) -> str:
    found = re.search(rf"^## {name}\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


@pytest.fixture
def address(dashboard: Dash, demo_store: Path, use_store: Callable[[Path], None]) -> Iterator[str]:
    """The address of the dashboard, served over the demonstration build."""
    use_store(demo_store)
    server = make_server("127.0.0.1", 0, dashboard.server, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def fetched(address: str, headers: dict[str, str] | None = None) -> tuple[int, dict[str, str], bytes]:
    with urlopen(Request(address, headers=headers or {}), timeout=60) as answer:
        return answer.status, dict(answer.headers), answer.read()


@pytest.mark.parametrize("tool", ["Excel", "Power BI", "QGIS", "pandas", "DuckDB"])
def test_each_recipe_has_five_steps(tool: str) -> None:
    assert [number for number in "123456789" if re.search(rf"(^|\s){number}\. ", chapter(tool))] == list("12345")


def test_pandas(address: str) -> None:
    code = re.search(r"```python\n(.*?)```", chapter("pandas"), re.DOTALL)
    assert code
    names: dict[str, pd.DataFrame] = {}
    exec(code[1].replace(EXAMPLE, address), names)
    assert names["burglary"].shape == (36, 20)
    assert names["burglary"].index[0] == pd.Timestamp("2019-04-01")
    assert set(names["clear"]["verdict"]) <= {"Clear rise", "Clear fall"}
    assert len(names["clear"]) > 0


def test_duckdb(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = chapter("DuckDB")
    assert "curl -o counts.parquet http://127.0.0.1:8050/data/latest/counts.parquet" in text
    for name in ("counts", "changes"):
        (tmp_path / f"{name}.parquet").write_bytes(fetched(f"{address}/data/latest/{name}.parquet")[2])
    monkeypatch.chdir(tmp_path)
    query = re.search(r"```sql\n(.*?)```", text, re.DOTALL)
    assert query
    with duckdb.connect() as connection:
        found = connection.execute(query[1]).df()
        changes = connection.execute("FROM 'changes.parquet' WHERE level = 'ward' AND crime_type NOT LIKE 'All %'").df()
    counted = found.set_index(["area_name", "crime_type"])["offences"]
    named = changes.set_index(["area_name", "crime_type"])["count_now"]
    assert len(counted) == len(named) == 20 * 14
    assert (counted.astype(int).sort_index() == named.astype(int).sort_index()).all()


def test_qgis_reads_the_layers_by_gdal(address: str, tmp_path: Path) -> None:
    import geopandas
    import pyogrio

    (outlines, changes) = re.findall(r"`(http\S+)`", chapter("QGIS"))
    wards = geopandas.read_file(outlines.replace(EXAMPLE, address))
    assert (len(wards), wards.crs.to_epsg(), set(wards.geom_type)) == (20, 4326, {"Polygon"})
    path = tmp_path / "areas.gpkg"
    path.write_bytes(fetched(f"{address}/data/latest/areas.gpkg")[2])
    layers = {name: pyogrio.read_info(path, layer=name)["features"] for name, _ in pyogrio.list_layers(path)}
    assert layers["ward-2004"] == 20
    assert set(layers) >= {"district-2022", "lsoa-2021", "ward-2004"}
    joined = wards.merge(pd.read_csv(changes.replace(EXAMPLE, address)), on="area_code")
    assert len(joined) == 20
    assert joined["verdict"].notna().all()


@pytest.mark.parametrize("tool", ["Excel", "Power BI"])
def test_excel_and_power_bi_get_what_they_read(address: str, tool: str) -> None:
    import gzip

    asked = re.search(r"`(http\S+\.csv)`", chapter(tool))
    assert asked
    status, headers, body = fetched(asked[1].replace(EXAMPLE, address), POWER_QUERY)
    assert (status, headers["Content-Type"]) == (200, "text/csv; charset=utf-8")
    assert "Set-Cookie" not in headers
    plain = gzip.decompress(body) if headers.get("Content-Encoding") == "gzip" else body
    assert plain.startswith(b"\xef\xbb\xbf")
    read = pd.read_csv(io.BytesIO(plain), encoding="utf-8-sig")
    assert len(read) > 400
    # A refresh asks again, with what it has.
    assert headers["ETag"]
