"""A page, a chart and a control, made in a copy of the project by docs/adding.md, and asked for in it."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from data.settings import ROOT
from tests.fixtures.served import Page

ASK = """
import json, sys
import app as application
from components import url_state
from data.queries import choices
from tests.fixtures import served
from tests.fixtures.served import ask
served.OUTPUTS["shares"] = "shares-content.children"
page = ask(application.app, "shares", "?order=name&from=2021-04&to=2022-03")
view = url_state.read("?order=name&from=2021-04&to=2022-03", choices.filter_choices())
vain = url_state.read("?order=size", choices.filter_choices())
print(json.dumps({"page": page.response, "address": url_state.write(view.selection), "notices": vain.notices}))
"""


def blocks(chapter: str) -> list[str]:
    """The code of a chapter of docs/adding.md, in its order."""
    text = (ROOT / "docs" / "adding.md").read_text(encoding="utf-8")
    part = text.split(f"## {chapter}\n", 1)[1].split("\n## ", 1)[0]
    return re.findall(r"^```python\n(.*?)^```$", part, re.MULTILINE | re.DOTALL)


def insert(path: Path, before: str, lines: str) -> None:
    """Write ``lines`` before the first place where ``before`` stands."""
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, lines + before, 1), encoding="utf-8")


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory, demo_store: Path) -> dict[str, Any]:
    """What the copy answers, with the page, the chart and the control of the text in it."""
    left = shutil.ignore_patterns(".*", "store", "__pycache__", "unit", "browser", "integration", "bench")
    copy = Path(shutil.copytree(ROOT, tmp_path_factory.mktemp("added") / "copy", ignore=left))
    report, page = blocks("A page")
    kind, draw = blocks("A chart")
    (control,) = blocks("A control")
    folder = copy / "data" / "reports" / "shares"
    folder.mkdir()
    (folder / "__init__.py").write_text('"""How much of all crime each crime type makes up."""\n', encoding="utf-8")
    # The page shows the chart that the text adds.
    report = report.replace('RankedBars(bars, choices.measures()["offence_count"])', "Lollipops(bars)")
    (folder / "report.py").write_text(report.replace("RankedBars", "Lollipops"), encoding="utf-8")
    (copy / "pages" / "shares.py").write_text(page, encoding="utf-8")
    (copy / "components" / "figures" / "lollipops.py").write_text(draw, encoding="utf-8")
    insert(copy / "data" / "reports" / "figures.py", "Figure = (", f"{kind}\n\n")
    insert(copy / "data" / "reports" / "figures.py", "    | Sparkline", "    | Lollipops\n")
    registry = copy / "components" / "figures" / "__init__.py"
    insert(registry, "from components.figures.month_profile", "from components.figures.lollipops import lollipops\n")
    insert(registry, "    figures.MonthlyLine:", "    figures.Lollipops: lollipops,\n")
    insert(copy / "data" / "model" / "selection.py", "    parts: str = choice", control)
    found = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy), "DASHBOARD_STORE": str(demo_store)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stderr
    told: dict[str, Any] = json.loads(found.stdout.splitlines()[-1])
    return told


def test_the_page_has_heading_table_and_file(answered: dict[str, Any]) -> None:
    page = Page(answered["page"])
    assert page.heading == "What was recorded"
    (file,) = page.downloads
    assert file.name == "shares-2022-03.csv"
    assert {row["Crime type"]: row["Offences"] for row in page.table("What was recorded")}["Burglary"] == "646"


def test_the_chart_draws_what_the_table_has(answered: dict[str, Any]) -> None:
    dots = Page(answered["page"]).figure("shares")["data"][0]
    assert dict(zip(dots["y"], dots["x"], strict=True))["Burglary"] == 646


def test_the_control_is_in_the_address_and_says_what_it_does_not_know(answered: dict[str, Any]) -> None:
    assert "order=name" in answered["address"]
    assert answered["notices"] == ["“size” is not a choice for order and was ignored."]
