"""The address and the controls move together, in both directions."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser import stored
from tests.browser.conftest import Visit
from tests.browser.driving import choose_month, heading, open_list, query, settle, state
from tests.browser.serving import Server

WARD = "Grays Riverside"


@pytest.fixture
def code(demo_server: Server) -> str:
    return stored.ward_code(demo_server.store, WARD)


def seen(page: Page) -> tuple[str, object, list[str]]:
    """What must change together: heading, controls, and what stands on the folded lists."""
    return heading(page), state(page), page.locator("#filter-bar .filter-list > summary").all_inner_texts()


def test_choosing_by_the_controls_changes_content_and_the_address_which_share_copies(
    begin: Visit, visit: Visit, demo_server: Server, code: str
) -> None:
    page = begin(demo_server, f"/?ward={code}")
    open_list(page, "type").get_by_label("Burglary", exact=True).check()
    settle(page)
    choose_month(page, "from", "2021-01")
    choose_month(page, "to", "2021-06")
    assert query(page) == {"ward": [code], "type": ["Burglary"], "from": ["2021-01"], "to": ["2021-06"]}
    count = stored.offences(demo_server.store, "2021-01", "2021-06", WARD, "Burglary")
    assert count > 0
    assert heading(page).startswith(f"{count:,} offences (burglary) in {WARD}, January to June 2021")
    copied = visit(demo_server, page.url)
    assert seen(copied) == seen(page)
    copied.context.grant_permissions(["clipboard-read", "clipboard-write"])
    copied.get_by_role("button", name="Share").click()
    expect(copied.locator("#filter-shared")).to_have_text("Link copied")
    assert copied.evaluate("navigator.clipboard.readText()") == page.url


def test_part_that_can_be_compared_is_one_press_away(begin: Visit, real_server: Server) -> None:
    page = begin(real_server, "/?from=2025-01&to=2025-12&type=Burglary")
    part = "166 offences (burglary) in Thurrock, January to April 2025: too few to tell"
    assert heading(page) == part
    expect(page.locator(".reading")).to_contain_text("Only January to April 2025")
    page.get_by_role("link", name="Show January to April 2025 alone").press("Enter")
    settle(page)
    assert query(page) == {"type": ["Burglary"], "from": ["2025-01"], "to": ["2025-04"]}
    assert state(page)["to"] == "2025-04"
    assert heading(page) == part
    expect(page.locator(".reading")).not_to_contain_text("can be compared")


def test_back_and_forward_move_controls_and_content_together(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server, "/?from=2021-04&to=2022-03")
    steps = [seen(page)]
    choose_month(page, "from", "2021-10")
    steps.append(seen(page))
    page.get_by_label("Compared with").select_option("just_before")
    settle(page)
    steps.append(seen(page))
    assert len({step[0] for step in steps}) == len(steps)
    for step in reversed(steps[:-1]):
        page.go_back()
        settle(page)
        assert seen(page) == step
    assert "compared" not in query(page)
    page.evaluate("history.go(2)")
    settle(page)
    assert seen(page) == steps[-1]


def test_what_a_period_is_compared_with_is_in_the_address_and_follows_the_period(
    begin: Visit, demo_server: Server
) -> None:
    page = begin(demo_server, "/ward?from=2021-04&to=2022-03&compared=just_before")
    compared = page.get_by_label("Compared with")
    offered = [compared.locator("option:enabled").all_inner_texts()]
    choose_month(page, "from", "2021-12")
    offered.append(compared.locator("option:enabled").all_inner_texts())
    assert query(page)["compared"] == ["just_before"]
    expect(compared).to_have_value("just_before")
    assert [(options[0], options[-1]) for options in offered] == [
        ("The year before", "The 12 months just before"),
        ("The same months a year before", "The 4 months just before"),
    ]


def test_navigation_keeps_the_selection(begin: Visit, demo_server: Server, code: str) -> None:
    page = begin(demo_server, f"/?ward={code}&type=Burglary&from=2021-07&to=2021-12")
    chosen, before = query(page), state(page)
    links = page.get_by_role("navigation").get_by_role("link")
    assert links.count() == 9
    assert all(parse_qs(urlsplit(link.get_attribute("href") or "").query) == chosen for link in links.all())
    for name in ("Perception", "Summary"):
        links.filter(has_text=name).click()
        settle(page)
        assert query(page) == chosen
        assert {key: value for key, value in state(page).items() if key in before} == before


def test_what_an_address_asks_in_vain_is_said_and_the_rest_works(begin: Visit, demo_server: Server, code: str) -> None:
    page = begin(demo_server, f"/?ward=E05999999&ward={code}&type=Piracy&from=1999-01&to=soon&colour=blue")
    for said in ("E05999999", "Piracy", "1999-01", "soon", "colour"):
        expect(page.locator("#shell-notices")).to_contain_text(said)
    expect(page.locator("#shell-error")).to_be_empty()
    count = stored.offences(demo_server.store, "2021-04", "2022-03", WARD)
    assert heading(page).startswith(f"{count:,} crimes in {WARD}, year to March 2022")
    choose_month(page, "from", "2022-01")
    count = stored.offences(demo_server.store, "2022-01", "2022-03", WARD)
    assert heading(page).startswith(f"{count:,} crimes in {WARD}, January to March 2022")


def test_months_in_the_wrong_order_are_exchanged_and_can_then_be_changed(begin: Visit, demo_server: Server) -> None:
    page = begin(demo_server, "/?from=2022-03&to=2021-04")
    expect(page.locator("#shell-notices")).to_contain_text("exchanged")
    assert "in the year to March 2022" in heading(page)
    assert (state(page)["from"], state(page)["to"]) == ("2021-04", "2022-03")
    choose_month(page, "from", "2021-10")
    assert "October 2021 to March 2022" in heading(page)
