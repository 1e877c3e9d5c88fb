"""What documents and comments name is there: rooms, files, names in capitals, settings."""

import re
from pathlib import Path

import pytest

from data.settings import PREFIX, ROOT, Settings

GUIDES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
COMMENTED = [ROOT / "Makefile", ROOT / "pyproject.toml", *sorted(ROOT.glob("requirements*.txt"))]
ROOMS = "briefing|components|data|deploy|etl|pages|server|tests"
# Made by whoever follows the text, or by a build.
MADE = {"pages/shares.py", "data/store"}
ENVIRONMENT = {"HTTPS_PROXY", "NO_PROXY", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"}
CODE = "\n".join(
    path.read_text(encoding="utf-8")
    for folder in ROOMS.split("|")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if folder != "tests"
)


@pytest.mark.parametrize("path", [*GUIDES, *COMMENTED], ids=lambda path: path.name)
def test_a_room_that_is_named_is_there(path: Path) -> None:
    named = re.findall(rf"(?<![/\w.])(?:{ROOMS})/[a-z_]+(?:\.[a-z]+)?(?![\w-])", path.read_text(encoding="utf-8"))
    assert [one for one in named if one not in MADE and not (ROOT / one).exists()] == []


@pytest.mark.parametrize("guide", ["adding", "architecture", "briefing", "deploy"])
def test_a_name_in_capitals_is_in_the_code(guide: str) -> None:
    named = set(re.findall(r"`([A-Z][A-Z_]{3,})`", (ROOT / "docs" / f"{guide}.md").read_text(encoding="utf-8")))
    settings = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    assert [one for one in sorted(named - settings - ENVIRONMENT) if not re.search(rf"\b{one}\b", CODE)] == []


def test_the_readme_lists_each_setting_once() -> None:
    rows = re.findall(r"^\| (`DASHBOARD_.*?) \|", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    listed = [name for row in rows for name in re.findall(r"`(DASHBOARD_\w+)`", row)]
    assert sorted(set(listed)) == sorted(listed)
    assert {name.removeprefix(PREFIX).lower() for name in listed} <= set(Settings.model_fields)
