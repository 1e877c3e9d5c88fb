"""python -m briefing: what it writes, and what it ends with."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pptx import Presentation

from briefing.__main__ import Exit, main
from data.reports.briefing.sections import SECTIONS
from data.settings import ROOT


@pytest.fixture(autouse=True)
def _store(use_store: Callable[[Path], None], demo_store: Path) -> None:
    use_store(demo_store)


def titles(folder: Path) -> list[str]:
    (path,) = folder.glob("*.pptx")
    return [str(slide.shapes.title.text) for slide in Presentation(str(path)).slides]


def test_it_writes_both_files_of_a_ward(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["--preset", "ward", "--out", str(tmp_path / "new"), "--wards", "Belhus", "--title", "Belhus forum"])
    assert code == Exit.DONE
    written = sorted(path.name for path in (tmp_path / "new").iterdir())
    assert len(written) == 2
    assert all(
        re.fullmatch(r"thurrock-\S+_ward_belhus_\d{4}-\d\d-to-\d{4}-\d\d_\d{4}-\d\d-\d\d\.(pptx|xlsx)", n)
        for n in written
    )
    assert titles(tmp_path / "new")[0] == "Belhus forum"
    assert titles(tmp_path / "new")[1].startswith("Belhus:")
    book = openpyxl.load_workbook(next((tmp_path / "new").glob("*.xlsx")))
    assert book.sheetnames[:3] == ["Cover", "Contents", "Notes"]
    assert capsys.readouterr().out.count("wrote ") == 2


def test_a_view_gives_months_and_sections(tmp_path: Path) -> None:
    view = "http://localhost:8050/trends?from=2021-10&to=2022-03&sections=changes"
    assert main(["--out", str(tmp_path), "--view", view]) == Exit.DONE
    assert len(titles(tmp_path)) == 2
    assert "_2021-10-to-2022-03_" in next(tmp_path.glob("*.pptx")).name


def test_a_ward_that_is_not_known_ends_it_with_those_that_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--out", str(tmp_path), "--wards", "Nowhere"]) == Exit.USAGE
    said = capsys.readouterr().err
    assert said.startswith("error: there is no ward Nowhere")
    assert "Belhus" in said
    assert said.count("\n") == 1


def test_without_a_build_it_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--out", str(tmp_path), "--store", str(tmp_path / "none")]) == Exit.NO_BUILD
    assert "python -m etl" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_ends_it(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert main(["--out", str(tmp_path / "file"), "--view", "?sections=methods"]) == Exit.NOT_WRITTEN


def test_a_section_that_fails_is_named_and_the_rest_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_pages: object) -> list[object]:
        raise RuntimeError("broken")

    monkeypatch.setitem(SECTIONS, "season", type(SECTIONS["season"])("season", broken))  # type: ignore[arg-type]
    assert main(["--out", str(tmp_path), "--view", "?sections=season.changes"]) == Exit.SECTION_FAILED
    assert "Seasons and hours" in capsys.readouterr().err
    assert len(titles(tmp_path)) == 3


def test_a_template_of_ones_own_is_used_and_one_that_lacks_a_layout_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "own.pptx"
    assert main(["--template", str(own)]) == Exit.DONE
    changed: Any = Presentation(str(own))
    layout = changed.slide_layouts.get_by_name("Briefing slide")
    assert layout is not None
    title = next(one for one in iter(layout.placeholders) if one.name == "Title")
    title.left = 1000000
    changed.slides.add_slide(layout)
    changed.save(str(own))
    monkeypatch.setenv("DASHBOARD_TEMPLATE", str(own))
    assert main(["--out", str(tmp_path), "--view", "?sections=changes"]) == Exit.DONE
    (path,) = tmp_path.glob("*executive*.pptx")
    slides = list(Presentation(str(path)).slides)
    assert len(slides) == 2
    assert slides[1].shapes.title.left == 1000000
    Presentation().save(str(own))
    assert main(["--out", str(tmp_path), "--view", "?sections=changes"]) == Exit.NOT_WRITTEN
    assert "Briefing cover" in capsys.readouterr().err


def test_the_document_names_every_option_and_code() -> None:
    text = (ROOT / "docs" / "briefing.md").read_text(encoding="utf-8")
    for option in (
        "--preset",
        "--out",
        "--store",
        "--wards",
        "--view",
        "--title",
        "--meeting",
        "--partner",
        "--template",
    ):
        assert f"`{option}" in text
    assert all(f"| {code.value} |" in text for code in Exit)


def test_sections_that_have_nothing_to_show_leave_files_that_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(SECTIONS, "season", type(SECTIONS["season"])("season", lambda _pages: []))
    assert main(["--out", str(tmp_path), "--view", "?sections=season", "--title", "Nothing"]) == Exit.DONE
    assert titles(tmp_path) == ["Nothing", "These sections have nothing to show"]
