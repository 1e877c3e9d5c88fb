import ast
import re
from pathlib import Path

import pytest
import yaml

from data.settings import REFERENCE, ROOT
from etl.datasets import NAMES
from etl.marts import NAMES as MARTS

PAGES = sorted(path for path in (ROOT / "pages").rglob("*.py") if path.name != "__init__.py")
DATASETS = ROOT / "etl" / "datasets"
COMPONENTS = sorted((ROOT / "components").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))
THEME = ROOT / "components" / "figures" / "theme.py"
SQL = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE|JOIN|WHERE|GROUP BY|ORDER BY)\b")
# What gives another value each time it is called.
CHANGING = re.compile(r"^time\.|\b(now|utcnow|today|uuid\d|mkdtemp|mkstemp)$|^(random|secrets|rng)\b")
HEX_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").split(".")[0])
    return found


def measures() -> list[str]:
    metas = [yaml.safe_load((DATASETS / dataset / "meta.yml").read_text(encoding="utf-8")) for dataset in NAMES]
    return [measure for meta in metas for measure in meta.get("measures", {})]


def test_the_app_is_at_most_sixty_lines() -> None:
    assert len((ROOT / "app.py").read_text(encoding="utf-8").splitlines()) <= 60


def test_pages_are_flat() -> None:
    assert len(PAGES) >= 6
    assert {path.parent for path in PAGES} == {ROOT / "pages"}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_page_only_composes(page: Path) -> None:
    assert imported(page).isdisjoint({"duckdb", "pandas", "numpy", "plotly", "etl"})
    assert SQL.findall(page.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", [*PAGES, *COMPONENTS], ids=name)
def test_only_the_theme_knows_colours(path: Path) -> None:
    strings = [
        node.value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    colours = [colour for text in strings for colour in HEX_COLOUR.findall(text)]
    assert bool(colours) is (path == THEME), colours


@pytest.mark.parametrize("path", [p for p in COMPONENTS if p.parent.name in {"figures"}], ids=name)
def test_a_figure_reads_nothing(path: Path) -> None:
    assert imported(path).isdisjoint({"duckdb", "etl", "flask"})


def test_the_register_of_datasets_is_the_folders() -> None:
    folders = {path.name for path in DATASETS.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == set(NAMES)


@pytest.mark.parametrize("dataset", NAMES)
def test_a_dataset_declares_its_columns_or_has_its_three_files(dataset: str) -> None:
    files = {path.name for path in (DATASETS / dataset).iterdir() if path.is_file()}
    declared = yaml.safe_load((DATASETS / dataset / "meta.yml").read_text(encoding="utf-8")).get("columns")
    assert {"extract.py", f"stg_{dataset}.sql"} <= files or declared
    # One that is too large to be kept as text is checked while it is read, by SQL of its own.
    assert {name for name in files if not name.endswith(".py")} <= {
        "meta.yml", f"stg_{dataset}.sql", f"raw_{dataset}.sql", f"wrong_{dataset}.sql"
    }  # fmt: skip


@pytest.mark.parametrize("dataset", NAMES)
def test_a_dataset_says_where_it_comes_from(dataset: str) -> None:
    meta = yaml.safe_load((DATASETS / dataset / "meta.yml").read_text(encoding="utf-8"))
    for key in ("title", "publisher", "licence", "audience", "updated", "caveat"):
        assert meta[key], key
    assert meta.get("url", "https://").startswith("https://")
    assert meta["audience"] in {"public", "partner"}
    for measure, words in meta.get("measures", {}).items():
        assert set(words) - {"audience"} == {"title", "unit", "decimals", "caveat"}, measure
        assert words.get("audience", "public") in {"public", "partner"}


def test_every_mart_is_made() -> None:
    assert {path.stem for path in (ROOT / "etl" / "marts").glob("*.sql")} == set(MARTS)


SOURCES = {
    "annotations": {"explanation", "document"},
    "operations": {"cited_source", "document", "paragraph"},
    "places": {"cited_source", "document"},
    "perception_survey": {"source_id", "document", "paragraph"},
    "published_performance": {"document", "paragraph"},
    "priorities": {"document"},
    "concerns": {"document", "paragraph"},
    "indicators": {"document", "paragraph"},
    "published_figures": {"document", "paragraph"},
}


@pytest.mark.parametrize("table", SOURCES)
def test_every_published_fact_has_its_source(table: str) -> None:
    import csv

    with (REFERENCE / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert rows
    assert [row for row in rows if not all(row[column] for column in SOURCES[table])] == []


def test_every_reference_table_belongs_to_a_dataset() -> None:
    assert {path.stem for path in REFERENCE.glob("*.csv")} <= set(NAMES)


@pytest.fixture(scope="module")
def adding() -> str:
    return (ROOT / "docs" / "adding.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("what", [*NAMES, *(page.stem for page in PAGES), *measures()])
def test_pages_datasets_and_measures_are_documented(adding: str, what: str) -> None:
    assert re.search(rf"\b{what}\b", adding)


@pytest.mark.parametrize("path", TESTS, ids=name)
def test_cases_are_the_same_in_each_process_that_collects_them(path: Path) -> None:
    asked = {
        ast.unparse(call.func)
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef)
        for decorator in function.decorator_list
        for call in ast.walk(decorator)
        if isinstance(call, ast.Call)
    }
    assert [called for called in asked if CHANGING.search(called)] == []
