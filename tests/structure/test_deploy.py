"""The files for a server name what there is."""

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from data.settings import PREFIX, ROOT, Settings
from etl.__main__ import parse

DEPLOY = ROOT / "deploy"
UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")])
OWN = {"DASHBOARD_FROM"}


def variables(text: str) -> set[str]:
    return set(re.findall(rf"{PREFIX}\w+", text))


def test_every_setting_is_one() -> None:
    known = {PREFIX + name.upper() for name in Settings.model_fields} | OWN
    assert {name for path in DEPLOY.iterdir() for name in variables(path.read_text(encoding="utf-8"))} <= known


def test_services_run_commands_that_there_are() -> None:
    commands = dict[str, list[str]]()
    for path in DEPLOY.glob("*.service"):
        unit = configparser.RawConfigParser(strict=False)
        unit.optionxform = str  # type: ignore[assignment,method-assign]  # names of units have capital letters
        unit.read(path, encoding="utf-8")
        program, *arguments = unit["Service"]["ExecStart"].replace("${DASHBOARD_FROM}", "2023-04").split()
        assert Path(program).name == "crime-dashboard"
        assert unit["Service"]["EnvironmentFile"] == "/etc/crime-dashboard.env"
        commands[path.stem] = arguments
        after = unit["Service"].get("ExecStartPost", "").split()[1:]
        assert after == (["briefing", "notify"] if path.stem.endswith("refresh") else [])
    assert commands.pop("crime-dashboard") == ["serve"]
    assert parse(commands.pop("crime-dashboard-refresh"), "crime-dashboard").first == "2023-04"
    assert commands == {}


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_systemd_reads_the_units(unit: Path) -> None:
    found = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    # The program is not installed there on a machine that tests.
    told = [line for line in found.stderr.splitlines() if "is not executable" not in line]
    assert [line for line in told if unit.name in line] == []


def pins(text: str) -> dict[str, str]:
    """Versions by the names of packages, which know no difference of dots, lines and capitals."""
    return {
        re.sub(r"[-_.]+", "-", name).lower(): version for name, version in re.findall(r"^([\w.-]+)==(\S+)", text, re.M)
    }


def test_the_lock_holds_what_is_asked_for_each_by_its_hash() -> None:
    asked = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    # make lock writes it anew.
    assert pins(asked).items() <= pins(lock).items()
    packages = [part for part in re.split(r"^(?=[\w.-]+==)", lock, flags=re.M) if "==" in part.split("\n")[0]]
    assert len(packages) > len(pins(asked))
    assert [part for part in packages if not re.search(r"--hash=sha256:[0-9a-f]{64}\b", part)] == []
