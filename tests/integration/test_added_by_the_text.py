"""A page, a chart, a control, a measure and what cells show, made in a copy of the project by docs/adding.md."""

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
import json
from etl import __main__ as command
assert command.main(["build", "--raw", "raw"]) == 0
import app as application
from components import url_state
from data.queries import choices
from tests.fixtures import served
from tests.fixtures.served import ask
served.OUTPUTS["shares"] = "shares-content.children"
page = ask(application.app, "shares", "?order=name&from=2021-04&to=2022-03")
view = url_state.read("?order=name&from=2021-04&to=2022-03", choices.filter_choices())
vain = url_state.read("?order=size", choices.filter_choices())
wards = ask(application.app, "hotspots", "?measure=share_pct&from=2021-04&to=2022-03")
cells = ask(application.app, "hotspots", "?layer=cells&show=share&from=2021-04&to=2022-03")
maps = {"wards": wards.response, "cells": cells.response}
file = page.download("shares")
told = {**maps, "page": page.response, "file": file, "address": url_state.write(view.selection)}
print(json.dumps({**told, "notices": vain.notices}))
"""


def blocks(chapter: str, language: str = "python") -> list[str]:
    """The code of a chapter of docs/adding.md, in its order."""
    text = (ROOT / "docs" / "adding.md").read_text(encoding="utf-8")
    part = text.split(f"## {chapter}\n", 1)[1].split("\n## ", 1)[0]
    return re.findall(rf"^```{language}\n(.*?)^```$", part, re.MULTILINE | re.DOTALL)


def insert(path: Path, before: str, lines: str) -> None:
    """Write ``lines`` before the first place where ``before`` stands."""
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, lines + before, 1), encoding="utf-8")


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory, demo_folder: Path) -> dict[str, Any]:
    """What the copy answers, with the page, the chart and the control of the text in it."""
    # What is compiled is copied too: the copy has not to be compiled anew.
    left = shutil.ignore_patterns(".*", "store", "unit", "browser", "integration", "bench")
    copy = Path(shutil.copytree(ROOT, tmp_path_factory.mktemp("added") / "copy", ignore=left))
    report, page = blocks("A page")
    kind, draw = blocks("A chart")
    (control,) = blocks("A control")
    folder = copy / "data" / "reports" / "shares"
    folder.mkdir()
    (folder / "__init__.py").write_text('"""How much of all crime each crime type makes up."""\n', encoding="utf-8")
    # The page shows the chart that the text adds.
    report = report.replace('CountBars(bars, "Offences")', "Lollipops(bars)")
    (folder / "report.py").write_text(report.replace("CountBars", "Lollipops"), encoding="utf-8")
    (copy / "pages" / "shares.py").write_text(page, encoding="utf-8")
    (copy / "components" / "figures" / "lollipops.py").write_text(draw, encoding="utf-8")
    insert(copy / "data" / "reports" / "figures.py", "Figure = (", f"{kind}\n\n")
    insert(copy / "data" / "reports" / "figures.py", "    | Sparkline", "    | Lollipops\n")
    pages = copy / "data" / "reports" / "briefing" / "pages.py"
    insert(pages, "from data.reports.summary.report", "from data.reports.shares.report import report as shares\n")
    insert(pages, '    "summary": Page(', '    "shares": Page("/shares", shares),\n')
    registry = copy / "components" / "figures" / "__init__.py"
    insert(registry, "from components.figures.month_profile", "from components.figures.lollipops import lollipops\n")
    insert(registry, "    figures.MonthlyLine:", "    figures.Lollipops: lollipops,\n")
    insert(copy / "data" / "model" / "selection.py", "    parts: str = choice", control)
    (measure,), (cells,) = blocks("A measure"), blocks("What cells show")
    (words,) = blocks("A measure", "yaml")
    insert(copy / "data" / "model" / "shown_measure.py", "    # Its classes are verdicts.", f"{measure.rstrip()},\n")
    insert(copy / "data" / "model" / "shown_cells.py", ")\n# By their names", f"{cells.rstrip()},\n")
    insert(copy / "etl" / "datasets" / "street_crime" / "meta.yml", "  rate_per_1000:", words)
    # The words of a measure come with a build; of all the files it needs few.
    months = [f"street/{folder.name}" for folder in sorted((demo_folder / "street").iterdir())[-12:]]
    for name in ("boundaries", "lookups", "population", *months):
        shutil.copytree(demo_folder / name, copy / "raw" / "demo" / name)
    told: dict[str, Any] = json.loads(run(copy, "-c", ASK).splitlines()[-1])
    return told


def run(copy: Path, *arguments: str) -> str:
    """What Python prints in the copy, on a store of its own."""
    environment = {**os.environ, "PYTHONPATH": str(copy), "DASHBOARD_STORE": str(copy / "store")}
    found = subprocess.run(
        [sys.executable, *arguments], cwd=copy, env=environment, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stderr
    return found.stdout


def test_the_page_has_heading_table_and_file(answered: dict[str, Any]) -> None:
    page = Page(answered["page"])
    assert page.heading == "What was recorded"
    assert page.offered == [("csv", "shares")]
    _panel, name, notes, body = answered["file"]
    assert "_shares_2021-04-to-2022-03_" in name
    assert notes[0] == "# What was recorded"
    assert "Burglary,646" in body.splitlines()
    assert {row["Crime type"]: row["Offences"] for row in page.table("What was recorded")}["Burglary"] == "646"


def test_the_chart_draws_what_the_table_has(answered: dict[str, Any]) -> None:
    dots = Page(answered["page"]).figure("shares")["data"][0]
    assert dict(zip(dots["y"], dots["x"], strict=True))["Burglary"] == 646


def test_the_control_is_in_the_address_and_says_what_it_does_not_know(answered: dict[str, Any]) -> None:
    assert "order=name" in answered["address"]
    assert [notice.split(" and ")[0] for notice in answered["notices"]] == ["“size” is not a choice for order"]


def test_the_measure_is_on_the_map_in_its_table_and_in_its_file(answered: dict[str, Any]) -> None:
    page = Page(answered["wards"])
    rows = page.table("20 wards, highest share first")
    shares = [float(row["Share of all, %"]) for row in rows]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) == pytest.approx(100, abs=1)
    assert any(
        f"{rows[0]['Share of all, %']} % of all" in text for text in page.figure("hotspots-map")["data"][0]["text"]
    )


def test_what_cells_show_has_its_legend_and_its_tooltip(answered: dict[str, Any]) -> None:
    page = Page(answered["cells"])
    assert "Share of all, small spots" in page.text
    assert "Share of all, % (number of small spots)" in page.text
    templates = [trace.get("hovertemplate", "") for trace in page.figure("hotspots-map")["data"]]
    assert any("%{customdata}% of all" in text for text in templates)
