"""Word files are opened as a person would, by the library that reads them."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pandas as pd
import pytest

from data.model.file_errors import TemplateError
from data.outputs.docx.document import docx_bytes
from data.outputs.docx.template import JUDGEMENT, NEEDED, own_template
from data.reports.briefing.briefing import Briefing, Part, Told
from data.reports.figures import RiskDots
from data.reports.panel import Listed, Panel, Words
from data.reports.table import Column, Table
from data.words.prose import phrases
from tests.fixtures.selections import selection, status

COLUMNS = [Column("ward", "Ward"), Column("count", "Offences", "number"), Column("code", "Code", "code")]


def table(rows: int = 3) -> Table:
    frame = pd.DataFrame({"ward": [f"Ward {n}" for n in range(rows)], "count": range(rows), "code": ["E1"] * rows})
    return Table(frame, COLUMNS)


def dots() -> RiskDots:
    rows = [("Burglary", 1, 0.5, 0.9, "No clear change", ""), ("Drugs", 2, 0.2, 0.4, "Clear rise", "")]
    frame = pd.DataFrame(rows, columns=["label", "rank", "x", "y", "verdict", "text"])
    return RiskDots(frame, "often", "harmful", [(0, "0")], [(0, "0")], "both")


def briefing(*told: Told, is_draft: bool = True) -> Briefing:
    blanks = ["Political", "Social"] if is_draft else []
    written = Told(Panel("about-pestelo", Words("Horizon scanning"), notes=["Nothing is known."], blanks=blanks))
    return Briefing(
        "Assessment", "", "OFFICIAL", "Westmere Partnership", "assessment", selection(), status(), "Wards: all.",
        "2024.", [Part("changes", "What changed", told), Part("pestelo", "Horizon", [written])], date(2025, 3, 5),
    )  # fmt: skip


def told(**given: Any) -> Told:
    words = Words("Burglary rose", "Offences, 2024.", "Police", short="In short.")
    return Told(Panel("wards", words, **given), "Up 12.5%. Clear rise.", "Wards: all.", "2024.")


def opened(made: Briefing, template: Path | None = None) -> Any:
    return docx.Document(BytesIO(docx_bytes(made, template)))


def texts(document: Any, style: str = "") -> list[str]:
    return [one.text for one in document.paragraphs if style in ("", one.style.name)]


def test_each_finding_stands_with_its_verdict_its_numbers_and_its_source() -> None:
    document = opened(briefing(told(table=table(), notes=[Listed(["First.", "Second."])])))
    assert texts(document, "Heading 1") == ["1. What changed", "2. Horizon"]
    assert "Burglary rose" in texts(document, "Heading 2")
    assert texts(document, "Verdict") == ["Up 12.5%. Clear rise."]
    assert texts(document, "List Bullet") == ["First.", "Second."]
    assert any("Offences, 2024. Wards: all. 2024. Source: Police." in text for text in texts(document, "Quiet"))
    (shown,) = document.tables
    assert [[cell.text for cell in row.cells] for row in shown.rows] == [
        ["Ward", "Offences"], ["Ward 0", "0"], ["Ward 1", "1"], ["Ward 2", "2"],
    ]  # fmt: skip


def test_places_for_judgement_are_marked_and_never_filled() -> None:
    document = opened(briefing(told()))
    found = texts(document, JUDGEMENT)
    asked = phrases("assessment")["judgement"]
    assert found == [
        f"For professional judgement – {text}" for text in (asked["changes"], "Political", "Social", asked["pestelo"])
    ]


def test_a_briefing_that_is_no_draft_has_no_such_places() -> None:
    assert texts(opened(briefing(told(), is_draft=False)), JUDGEMENT) == []


def test_a_long_table_says_how_much_the_workbook_has_more() -> None:
    document = opened(briefing(told(table=table(50))))
    assert len(document.tables[0].rows) == 21
    assert any("The workbook has 30 more rows." in text for text in texts(document))


def test_a_chart_is_drawn_by_word_and_has_its_numbers_behind_it() -> None:
    body = docx_bytes(briefing(told(figure=dots(), table=table())))
    with ZipFile(BytesIO(body)) as archive:
        names = archive.namelist()
        chart = archive.read("word/charts/chart1.xml").decode()
        document = archive.read("word/document.xml").decode()
        links = archive.read("word/charts/_rels/chart1.xml.rels").decode()
    assert "word/embeddings/sheet1.xlsx" in names
    held = re.search(r'<c:externalData r:id="(\w+)"', chart)
    assert held
    assert f'Id="{held[1]}"' in links
    assert "embeddings/sheet1.xlsx" in links
    assert 'descr="Burglary rose. In short."' in document


def test_what_is_for_partners_is_marked_on_every_page_and_beside_its_finding() -> None:
    made = replace(briefing(told(marking="OFFICIAL-SENSITIVE, for partners only")), marking="OFFICIAL-SENSITIVE")
    document = opened(made)
    assert document.sections[0].header.paragraphs[0].text == "OFFICIAL-SENSITIVE"
    assert "OFFICIAL-SENSITIVE, for partners only" in texts(document)
    # The head of the page says it on the cover too.
    assert "OFFICIAL-SENSITIVE" not in texts(document)


def test_signs_that_no_file_can_hold_are_left_out() -> None:
    document = opened(briefing(Told(Panel("wards", Words("Bur\x00glary =1+1\x0b rose")))))
    assert "Burglary =1+1 rose" in texts(document)


def test_a_template_of_ones_own_gives_the_styles_and_loses_its_text(tmp_path: Path) -> None:
    own: Any = docx.Document(BytesIO(own_template()))
    own.styles["Heading 1"].font.name = "Georgia"
    own.add_paragraph("An old report")
    own.save(str(tmp_path / "own.docx"))
    document = opened(briefing(told()), tmp_path / "own.docx")
    assert document.styles["Heading 1"].font.name == "Georgia"
    assert "An old report" not in texts(document)


def test_a_template_without_a_style_is_refused_by_name(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "bare.docx"))
    with pytest.raises(TemplateError, match="lacks the styles Quiet, Verdict, Table text, Judgement"):
        docx_bytes(briefing(told()), tmp_path / "bare.docx")
    (tmp_path / "no.docx").write_text("no")
    with pytest.raises(TemplateError, match="is no Word file"):
        docx_bytes(briefing(told()), tmp_path / "no.docx")


def test_our_own_template_has_what_is_needed() -> None:
    assert set(NEEDED) <= {style.name for style in docx.Document(BytesIO(own_template())).styles}
