"""A dataset for partners, made in a copy of the project by docs/adding.md: what each viewer is told of it."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from data.settings import ROOT
from tests.fixtures.small_raw import WEST

SECRETS = ("Patrols", "a patrol", "fct_patrol", "wardens", "471123")
# In the copy: builds.
BUILD = """
from pathlib import Path
from tests.fixtures.small_raw import WEST, build_small, write, write_small_raw
raw = write_small_raw(Path("raw"))
lines = [f"{WEST},2024-01,471123", f"{WEST},2024-02,wardens-secret"]
write(raw / "wardens-secret.csv", "ward_code,period_month,patrols\\n" + "\\n".join(lines) + "\\n")
build_small(raw, Path("store"))
"""
# Asks everything of the build, as the public and as a partner.
ASK = """
import json
from contextvars import copy_context
from pathlib import Path
from tempfile import TemporaryDirectory
import app as application
from data.build import database
from data.model.viewer import PARTNER, PUBLIC
from tests.fixtures.door import let_in
from tests.fixtures.served import OUTPUTS, ask, ask_beyond

def views(viewer):
    database.pin(viewer)
    names = database.rows("SELECT view_name FROM duckdb_views() WHERE NOT internal AND database_name = 'memory'")
    return {name: str(database.rows(f"SELECT * FROM {name}")) for (name,) in names}

def pages(headers):
    client = application.server.test_client(use_cookies=False)
    told = {name: json.dumps(ask(application.app, name, headers=headers).response) for name in OUTPUTS}
    for name in ("concentration", "micro-areas", "accuracy"):
        told[name] = json.dumps(ask_beyond(application.app, name, headers=headers).response)
    told["layout"] = client.get("/_dash-layout", headers=headers).get_data(as_text=True)
    return told

def outlines(headers):
    client = application.server.test_client(use_cookies=False)
    layers = [layer for (layer,) in database.rows("SELECT layer FROM build.dim_boundary")]
    found = {layer: client.get(f"/boundaries/any/{layer}", headers=headers) for layer in [*layers, "patrols"]}
    return {layer: answer.get_data(as_text=True) for layer, answer in found.items() if answer.status_code == 200}

def both(partner):
    return {
        name: {
            "views": copy_context().run(views, viewer),
            "pages": copy_context().run(pages, headers),
            "outlines": copy_context().run(outlines, headers),
        }
        for name, viewer, headers in (("public", PUBLIC, None), ("partner", PARTNER, partner))
    }

with TemporaryDirectory() as folder:
    partner = let_in(application.door, application.server, Path(folder))
    found = both(partner)
print(json.dumps(found))
"""


def add(path: Path, before: str, lines: str) -> None:
    """Write ``lines`` before the first line that begins so."""
    text = path.read_text(encoding="utf-8")
    at = re.search(rf"^{re.escape(before)}", text, re.MULTILINE)
    assert at
    path.write_text(text[: at.start()] + lines + text[at.start() :], encoding="utf-8")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The project with the dataset of docs/adding.md, all but the declaration of its table."""
    # What is compiled is copied too: the copy has not to be compiled anew.
    left = shutil.ignore_patterns(".*", "store", "unit", "browser", "integration", "bench", "calibration")
    copy = Path(shutil.copytree(ROOT, tmp_path / "copy", ignore=left))
    for name, text in files().items():
        (copy / name).parent.mkdir(exist_ok=True)
        (copy / name).write_text(text, encoding="utf-8")
    add(copy / "etl" / "datasets" / "__init__.py", '    "annotations",', '    "patrols",\n')
    add(copy / "etl" / "marts" / "__init__.py", ")", '    "fct_patrol_monthly",\n')
    return copy


def adding() -> str:
    return (ROOT / "docs" / "adding.md").read_text(encoding="utf-8")


def files() -> dict[str, str]:
    """The files that the text gives whole, by their path."""
    return dict(re.findall(r"^`(etl/\S+)`\n\n```\w+\n(.*?)^```$", adding(), re.MULTILINE | re.DOTALL))


def declaration() -> str:
    found = re.search(r'^    Table\(\s*"fct_patrol_monthly".*?^    \),\n', adding(), re.MULTILINE | re.DOTALL)
    assert found
    return found.group()


def declare(copy: Path, text: str) -> None:
    add(copy / "data" / "model" / "tables.py", ")  # fmt: skip\nTABLES", text)


def run(copy: Path, code: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DASHBOARD_STORE": str(copy / "store"), "PYTHONPATH": str(copy)}
    return subprocess.run(
        [sys.executable, "-c", code], cwd=copy, env=environment, capture_output=True, text=True, check=False
    )


def told(found: dict[str, str]) -> dict[str, list[str]]:
    """The secrets that each text tells, where it tells any."""
    listed = {name: [secret for secret in SECRETS if secret in text] for name, text in found.items()}
    return {name: secrets for name, secrets in listed.items() if secrets}


def test_the_public_gets_nothing_of_it_and_a_partner_does(copy: Path) -> None:
    assert len(files()) == 2
    declare(copy, declaration())
    # Another table of the dataset, which has no column that says so.
    declare(copy, '    Table("fct_patrol", "ward_code", of("patrols"), "ward_code VARCHAR, patrols INTEGER"),\n')
    add(copy / "etl" / "marts" / "__init__.py", ")", '    "fct_patrol",\n')
    (copy / "etl" / "marts" / "fct_patrol.sql").write_text(
        "CREATE TABLE fct_patrol AS SELECT ward_code, patrols FROM stg_patrols WHERE fate = 'loaded'"
    )
    asked = run(copy, BUILD + ASK)
    assert asked.returncode == 0, asked.stderr
    found = json.loads(asked.stdout.splitlines()[-1])
    assert {what: told(texts) for what, texts in found["public"].items()} == {"views": {}, "pages": {}, "outlines": {}}
    seen = told(found["partner"]["views"])
    assert set(seen) == {
        "dim_source", "meta_source", "meta_measure", "meta_load", "meta_reject", "meta_notice", "fct_patrol_monthly",
        "fct_patrol",
    }  # fmt: skip
    views = (found[viewer]["views"]["fct_patrol"] for viewer in ("public", "partner"))
    assert list(views) == ["[]", f"[('{WEST}', 471123)]"]
    assert "wardens" in told(found["partner"]["pages"])["about"]
    assert len(found["public"]["outlines"]) >= 5


def test_without_a_rule_for_its_table_there_is_no_build(copy: Path) -> None:
    built = run(copy, BUILD)
    assert built.returncode == 1
    assert "table fct_patrol_monthly is not declared" in built.stderr
    assert not (copy / "store" / "CURRENT").exists()
