import os
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

import command
from components.filter_bar import FILTERS
from data.settings import ROOT
from tests.fixtures.small_raw import query, write_small_raw


def entry() -> tuple[str, str]:
    """The module and the function that pyproject.toml gives the command."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    module, function = project["project"]["scripts"]["crime-dashboard"].split(":")
    return module, function


def run(folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """The command as it is installed, from another folder than the project's."""
    module, function = entry()
    return python(
        folder,
        f"import sys; sys.argv[0] = 'crime-dashboard'; from {module} import {function}; {function}()",
        *arguments,
        **settings,
    )


def python(folder: Path, code: str, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Code of the project in another folder than its own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DASHBOARD_")}
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        env=environment | {"PYTHONPATH": str(ROOT)} | settings,
        capture_output=True,
        text=True,
        check=False,
    )


def ended(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> object:
    """What the command ends with, in this process: a code, or a line for the standard error."""
    monkeypatch.setattr(sys, "argv", ["crime-dashboard", *arguments])
    with pytest.raises(SystemExit) as left:
        command.main()
    return left.value.code


def test_serving_has_no_options(monkeypatch: pytest.MonkeyPatch) -> None:
    assert str(ended(monkeypatch, "serve", "--help")).startswith("usage: crime-dashboard serve (it has no options")


def test_the_command_is_there() -> None:
    module, function = entry()
    assert callable(getattr(import_module(module), function))


def test_it_builds_and_tells_from_any_folder(tmp_path: Path) -> None:
    write_small_raw(tmp_path / "files")
    built = run(tmp_path, "build", "--raw", "files", "--store", "store", "--area", "Westmere", "--area", "E07900001")
    assert (built.returncode, built.stderr) == (0, "")
    name = (tmp_path / "store" / "CURRENT").read_text().strip()
    assert query(tmp_path / "store" / "builds" / name, "SELECT area_codes FROM meta_build") == [(["E07900001"],)]
    told = run(tmp_path, "status", DASHBOARD_STORE=str(tmp_path / "store"))
    assert told.stdout.startswith("Westmere, build ")


def test_the_pages_know_each_other_from_any_folder(tmp_path: Path) -> None:
    code = "import app; from components.shell import unused; print(*(len(unused(p)[0]) for p in ('/', '/none')))"
    told = python(tmp_path, code)
    assert (told.returncode, told.stdout.split()) == (0, ["0", str(len(FILTERS))]), told.stderr


def test_a_wrong_area_is_one_line_with_the_nearest_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_small_raw(tmp_path / "files")
    monkeypatch.setenv("DASHBOARD_AREA", "Westmer")
    files, store = str(tmp_path / "files"), str(tmp_path / "store")
    assert ended(monkeypatch, "build", "--raw", files, "--store", store) == 1
    said = capsys.readouterr().err
    assert said.startswith("error: DASHBOARD_AREA: “Westmer” is no district")
    assert said.partition("; ")[2] == "nearest: Westmere, Eastmere\n"


@pytest.mark.parametrize("arguments", [["serv"], []])
def test_what_is_no_command_is_answered_with_those_there_are(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert ended(monkeypatch, *arguments) == 2
    assert "usage: crime-dashboard" in capsys.readouterr().err
