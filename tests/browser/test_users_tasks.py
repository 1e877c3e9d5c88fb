"""What three users come for, on the real files, by as few presses as they were promised."""

import re
import shutil
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from playwright.sync_api import Locator, Page, expect

from tests.browser import stored
from tests.browser.conftest import Visit
from tests.browser.driving import PHONE, control, filter_list, heading, panel, query, settle
from tests.browser.paper import flat, printed
from tests.browser.serving import Server
from tests.browser.test_files import assert_survives_alone, numbers, rows_of

WARDS = ("Belhus", "Chadwell St Mary")
TWO = "ward=E05002230&ward=E05002231&from=2025-01&to=2025-12"
VIOLENCE = "Violence and sexual offences"
NAMED_PLACE = "Orsett Heath, Chadwell St Mary"


class Presses:
    """Presses on a page, counted; each waits for the answer."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def on(self, found: Locator) -> None:
        """Press it where it is seen, and nowhere else."""
        expect(found).to_be_in_viewport()
        found.click()
        settle(self.page)
        self.count += 1


def of_both(server: Server, first: str, last: str, crime_type: str | None = None) -> int:
    """Records of both wards, asked of the build."""
    return sum(stored.offences(server.store, first, last, ward, crime_type) for ward in WARDS)


def test_what_got_worse_in_two_wards_and_one_type_takes_five_presses(begin: Visit, real_server: Server) -> None:
    page = begin(real_server)
    assert "none of 13 crime types clearly changed" in heading(page)
    press = Presses(page)
    press.on(filter_list(page, "ward").locator("> summary"))
    for ward in WARDS:
        press.on(control(page, "ward").get_by_label(ward, exact=True))
    press.on(filter_list(page, "type").locator("> summary"))
    press.on(control(page, "type").get_by_role("button", name=f"only {VIOLENCE}"))
    assert press.count == 5
    now, before = (of_both(real_server, f"{year}-01", f"{year}-04", VIOLENCE) for year in (2025, 2024))
    assert heading(page).startswith(f"{now} offences ({VIOLENCE.lower()}) in {' and '.join(WARDS)}")
    assert heading(page).endswith("no clear change")
    # Nothing lies over the answer.
    expect(control(page, "type")).to_be_hidden()
    row = panel(page, "What changed").locator("tbody tr").filter(has_text=VIOLENCE)
    change = f"{100 * (now - before) / before:+.1f}".replace("-", "−")
    assert all(words in row.inner_text() for words in (str(now), change, "No clear change"))
    alt = panel(page, "Against others").locator("img").get_attribute("src") or ""
    assert all(re.search(rf">{ward} \d+\.\d<", alt) for ward in WARDS)


def test_the_ward_of_a_named_place_and_its_site_are_two_taps_away_on_a_phone(begin: Visit, real_server: Server) -> None:
    page = begin(real_server, "/", PHONE)
    press = Presses(page)
    press.on(page.get_by_role("button", name="Filters"))
    page.get_by_label("Find a place").fill("Orsett Heath")
    press.on(page.locator("#find-found a").filter(has_text="Motorbike nuisance sites"))
    assert press.count == 2
    assert_card_is_in_sight(page)
    count = stored.offences(real_server.store, "2025-01", "2025-12", "Chadwell St Mary")
    assert heading(page).startswith(f"Chadwell St Mary: {count:,} offences")


def test_who_looks_for_a_place_among_the_wards_is_led_to_it(begin: Visit, real_server: Server) -> None:
    page = begin(real_server, "/", PHONE)
    press = Presses(page)
    press.on(page.get_by_role("link", name="Your ward"))
    offer = page.get_by_role("button", name="Look for a place of this name")
    page.get_by_label("Search the wards by name").fill("chadwell")
    expect(page.locator("#panel-ward-choose li:visible")).to_have_count(1)
    expect(offer).to_be_hidden()
    page.get_by_label("Search the wards by name").fill("Orsett Heath")
    press.on(offer)
    expect(page.get_by_label("Find a place")).to_be_focused()
    press.on(page.locator("#find-found a").filter(has_text="Motorbike nuisance sites"))
    assert press.count == 3
    assert_card_is_in_sight(page)


def assert_card_is_in_sight(page: Page) -> None:
    """The card of the motorbike site of Orsett Heath stands in the first screen, and its ward alone is chosen."""
    card = page.locator(".sheet")
    expect(card.locator("h2")).to_contain_text(NAMED_PLACE)
    expect(card.locator("h2")).to_be_in_viewport()
    expect(card.get_by_text("Op Caesar").or_(card.get_by_text("Operation Caesar")).first).to_be_in_viewport()
    assert query(page)["ward"] == ["E05002231"]
    assert query(page)["pick"] == ["place:thurrock-moto-orsett-heath"]
    expect(page.locator("#find-found")).to_be_hidden()


def test_hotspots_of_two_wards_are_about_those_two(visit: Visit, real_server: Server, tmp_path: Path) -> None:
    page = visit(real_server, f"/?{TWO}")
    press = Presses(page)
    press.on(page.locator(".site-header").get_by_role("link", name="Hotspots"))
    share = round(
        100 * of_both(real_server, "2025-01", "2025-12") / stored.offences(real_server.store, "2025-01", "2025-12")
    )
    assert heading(page) == f"Belhus and Chadwell St Mary hold {share}% of all crime in Thurrock"
    plot = "document.querySelector('#hotspots-map .js-plotly-plot')"
    codes = [stored.ward_code(real_server.store, ward) for ward in WARDS]
    coloured, *others = page.evaluate(f"{plot}.data.filter(one => one.locations).map(one => one.locations)")
    assert len(coloured) == 20
    assert sorted(codes) in [sorted(outlined) for outlined in others]
    marked = page.locator("#hotspots-ranking tbody tr.marked th")
    assert sorted(marked.all_inner_texts()) == sorted(WARDS)
    assert_survives_alone(page, ".map-panel", "Belhus, Chadwell St Mary", tmp_path)
    notes, listed = rows_of(numbers(page, page.locator("#hotspots-tools"), tmp_path))
    assert "Wards: all 20 of Thurrock" in " ".join(notes)
    assert notes[0] == "Recorded offences, by ward"
    assert notes[-1] == "Source: data.police.uk"
    assert len({row["Ward"] for row in listed}) == 20
    for row in listed:
        assert int(row["Offences"]) == stored.offences(real_server.store, "2025-01", "2025-12", row["Ward"])
    page.evaluate("scrollTo(0, 0)")
    press.on(page.locator("#hotspots-switch").get_by_role("link", name="Small spots", exact=True))
    assert press.count == 2
    assert re.fullmatch(rf"Half .* in {' and '.join(WARDS)} lies in \d+ of \d+ small spots", heading(page))
    around = page.locator("#hotspots-ranking tbody th").all_inner_texts()
    assert around
    assert all(name.endswith(WARDS) for name in around)
    if shutil.which("pdftotext"):
        assert flat(heading(page)) in flat(printed(page, tmp_path)[0])


def test_what_is_on_screen_is_a_slide_a_workbook_and_a_print_within_three_presses(
    visit: Visit, real_server: Server
) -> None:
    page = visit(real_server, f"/ward?{TWO}")
    press = Presses(page)
    press.on(page.get_by_role("link", name="Briefing"))
    files = page.locator(".briefing-files")
    names = (files.get_by_role("link", name="PowerPoint"), files.get_by_role("link", name="Excel"))
    for link, part in zip(names, ("ppt/slides/slide2.xml", "xl/sharedStrings.xml"), strict=True):
        text = text_of(page, link, part)
        assert "Belhus" in text
        assert "Chadwell St Mary" in text
    page.evaluate("window.print = () => { window.printed = true; }")
    press.on(files.get_by_text("Print or PDF"))
    assert page.evaluate("window.printed")
    assert press.count == 2


def text_of(page: Page, link: Locator, part: str) -> str:
    """A part of the file that a link saves."""
    expect(link).to_be_in_viewport()
    with page.expect_download() as download:
        link.click()
    with ZipFile(BytesIO(download.value.path().read_bytes())) as parts:
        return parts.read(part).decode("utf-8")
