"""Briefings in the browser: three clicks to a file, sections by mouse and keys, and the same on paper."""

from pathlib import Path

from playwright.sync_api import Page, expect
from pptx import Presentation

from tests.browser.conftest import Visit
from tests.browser.driving import control, panel, query, settle
from tests.browser.serving import Server
from tests.browser.test_files import saved

PERIOD = "from=2021-04&to=2022-03"


def order(page: Page) -> list[str]:
    """The sections that are ticked, in their order."""
    ticked = page.locator("li[data-section]:has(input:checked)")
    return [str(row.get_attribute("data-section")) for row in ticked.all()]


def row(page: Page, name: str) -> str:
    return f'li[data-section="{name}"]'


def test_three_clicks_lead_from_a_page_to_slides(begin: Visit, demo_server: Server, tmp_path: Path) -> None:
    page = begin(demo_server, f"/methods?{PERIOD}&type=Burglary&sections=changes.where")
    page.get_by_role("link", name="Briefing").click()
    settle(page)
    assert query(page)["type"] == ["Burglary"]
    path = saved(page, page.get_by_role("link", name="PowerPoint"), tmp_path)
    slides = Presentation(str(path)).slides
    expect(page.locator("main h1")).to_have_text(f"Briefing: {len(slides)} slides, ready")
    assert "_executive_2021-04-to-2022-03_" in path.name


def test_sections_are_moved_by_buttons_and_keys_and_ticked(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server, f"/briefing?{PERIOD}")
    before = order(page)
    page.locator(f"{row(page, before[1])} [data-move='-1']").click()
    settle(page)
    assert order(page)[:2] == [before[1], before[0]]
    assert query(page)["sections"][0].split(".")[:2] == [before[1], before[0]]
    page.locator(f"{row(page, before[0])} input").press("Alt+ArrowUp")
    settle(page)
    assert order(page) == before
    assert "sections" not in query(page)
    page.locator(f"{row(page, before[0])} input").uncheck()
    settle(page)
    assert order(page) == before[1:]


def test_a_title_goes_onto_the_cover_and_another_pack_brings_its_own_sections(
    begin: Visit, demo_server: Server
) -> None:
    page = begin(demo_server, f"/briefing?{PERIOD}&sections=where")
    control(page, "title").fill("For the board")
    control(page, "title").press("Enter")
    settle(page)
    cover = page.locator(".slide img").first
    expect(cover).to_have_attribute("alt", "Slide 1: For the board")
    control(page, "pack").select_option("board")
    settle(page)
    assert "sections" not in query(page)
    assert len(order(page)) > 8
    expect(cover).to_have_attribute("alt", "Slide 1: For the board")


def test_a_slide_is_read_whole_when_it_is_pressed(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server, f"/briefing?{PERIOD}&sections=where")
    slide = page.locator(".slide").nth(1)
    small = slide.bounding_box()
    slide.click()
    large = slide.bounding_box()
    assert small
    assert large
    assert large["width"] > 1.6 * small["width"]


def test_paper_has_contents_a_page_a_section_and_sources(visit: Visit, demo_server: Server, tmp_path: Path) -> None:
    page = visit(demo_server, f"/briefing?{PERIOD}&sections=where.changes.methods")
    path = tmp_path / "paper.pdf"
    page.pdf(path=str(path), prefer_css_page_size=True, tagged=True, outline=True)
    body = path.read_bytes()
    # A cover with contents, three sections of which one has three pages, and the sources.
    assert body.count(b"/Type /Page\n") == 7
    assert b"/StructTreeRoot" in body
    page.emulate_media(media="print")
    expect(page.locator(".briefing")).to_be_hidden()
    expect(page.locator(".paper table caption")).to_contain_text(["Where", "Shoplifting"])
    titles = page.locator(".paper h2").all_inner_texts()
    assert titles[-1] == "Sources"
    links = page.locator(".paper ol a").all()
    assert [link.inner_text() for link in links] == titles[1:-1]


def test_a_panel_is_saved_as_a_slide_and_its_finding_is_copied(
    begin: Visit, demo_server: Server, tmp_path: Path
) -> None:
    page = begin(demo_server, f"/?{PERIOD}")
    where = panel(page, "Where:")
    where.locator("details.save > summary").click()
    path = saved(page, where.get_by_role("link", name="Slide"), tmp_path)
    assert len(Presentation(str(path)).slides) == 1
    expect(where.locator(".save-said")).to_have_text("Saved")
    where.get_by_role("button", name="Copy finding").click()
    expect(where.locator(".save-said")).not_to_have_text("Saved")
