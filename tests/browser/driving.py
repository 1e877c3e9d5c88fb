"""What a user does on a page, and waiting until the page has answered."""

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

Size = tuple[int, int]
DESKTOP: Size = (1440, 900)
PHONE: Size = (390, 844)
PATHS = (
    "/", "/ward", "/trends", "/compare", "/hotspots", "/analysis", "/perception", "/perception/over-time",
    "/perception/wards", "/perception/recorded", "/perception/you-said", "/board", "/board/harm",
    "/board/risk", "/board/review", "/operations", "/methods", "/about-the-data",
    "/data", "/changes", "/briefing", "/no-such-page",
)  # fmt: skip
PATIENCE_SECONDS = 60
QUIET_POLLS = 3

COUNT_REQUESTS = """
    window.waiting = 0;
    const send = window.fetch;
    window.fetch = (...given) => {
        window.waiting += 1;
        return send(...given).finally(() => { window.waiting -= 1; });
    };
"""
# How far what stands on a page has moved since a time. The browser tells of it some frames later.
COUNT_SHIFT = """
    {
        let shift = 0, since = 0;
        const add = (entries) => entries.forEach(({startTime, value}) => { if (startTime >= since) shift += value; });
        const seen = new PerformanceObserver((list) => add(list.getEntries()));
        seen.observe({type: 'layout-shift', buffered: true});
        const painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        window.countAnew = async () => { await painted(); shift = 0; since = performance.now(); };
        window.counted = async () => { await painted(); add(seen.takeRecords()); return shift; };
    }
"""
DRAWN = """() => {
    const isDrawn = (graph) => {
        const plot = graph.querySelector('.js-plotly-plot');
        if (!plot || !plot._fullLayout || !plot.querySelector('.main-svg')) return false;
        const map = (plot._fullLayout.map || {})._subplot;
        return !plot._fullLayout.map || !!(map && map.map && map.map.loaded());
    };
    const isSet = (text) => !!text.querySelector('.prose');
    return window.waiting === 0 && document.title !== 'Updating...' && !!document.querySelector('main h1')
        && !document.querySelector('[data-dash-is-loading="true"]')
        && [...document.querySelectorAll('.dash-graph')].filter((graph) => graph.offsetParent).every(isDrawn)
        && [...document.querySelectorAll('.chapter')].every(isSet);
}"""


def until(page: Page, condition: str, polls: int = 1) -> None:
    """Wait until a JavaScript function of the page gives true, so many times in a row."""
    # Asked from within: each question from without costs the test as much as many from within.
    met = f"(found) => {{ found.met = ({condition})() ? found.met + 1 : 0; return found.met >= {polls}; }}"
    page.wait_for_function(met, arg={"met": 0}, polling=30, timeout=1000 * PATIENCE_SECONDS)


def settle(page: Page) -> None:
    """Wait until every callback has answered and every chart and map is drawn."""
    until(page, DRAWN, QUIET_POLLS)


def shifted(page: Page) -> float:
    """How far what stands on the page moved since it was loaded, or turned to anew."""
    return float(page.evaluate("counted()"))


def turn_to(page: Page, address: str) -> None:
    """Have an address of the same server drawn as a link does: the page changes, and nothing is loaded again."""
    page.evaluate("to => { history.pushState({}, '', to); dispatchEvent(new PopStateEvent('popstate')); }", address)
    settle(page)


def start_anew(page: Page) -> None:
    """Take the focus away, so that the next Tab goes to the first thing of the page, as after a load."""
    page.evaluate(
        "() => { const {body} = document; body.tabIndex = -1; body.focus(); body.removeAttribute('tabindex'); }"
    )


def heading(page: Page) -> str:
    """The finding at the top of the page."""
    return page.locator("main h1").inner_text()


def query(page: Page) -> dict[str, list[str]]:
    """The selection in the address."""
    return parse_qs(urlsplit(page.url).query, keep_blank_values=True)


def control(page: Page, key: str) -> Locator:
    """The control of one key of the address."""
    return page.locator(f'[id=\'{{"key":"{key}","type":"control"}}\']')


def filter_list(page: Page, key: str) -> Locator:
    """The folded list of wards, of crime types or of periods."""
    return page.locator("details.filter-list").filter(has=control(page, key))


def open_list(page: Page, key: str) -> Locator:
    """The same list, opened."""
    found = filter_list(page, key)
    if found.get_attribute("open") is None:
        found.locator("> summary").click()
    expect(control(page, key)).to_be_visible()
    return found


def choose_only(page: Page, key: str, *labels: str) -> None:
    """Tick these entries of a list and no others, and close it."""
    found = open_list(page, key)
    found.get_by_role("button", name="Clear").click()
    settle(page)
    for label in labels:
        found.get_by_label(label, exact=True).check()
        settle(page)
    page.keyboard.press("Escape")
    expect(control(page, key)).to_be_hidden()


def choose_month(page: Page, key: str, value: str) -> None:
    """Choose the first or the last month, and close the list of periods."""
    found = open_list(page, "period")
    if control(page, key).is_hidden():
        found.get_by_text("Choose months").click()
    control(page, key).select_option(value)
    settle(page)
    page.keyboard.press("Escape")
    expect(control(page, "period")).to_be_hidden()


def choose_measure(page: Page, label: str) -> None:
    """Choose what is shown on the trends page."""
    choose(page, "measure", label)


def choose_view(page: Page, label: str) -> None:
    """Choose what the map shows by its switch."""
    page.locator("#hotspots-switch").get_by_role("link", name=label, exact=True).click()
    settle(page)


def choose(page: Page, key: str, label: str) -> None:
    """Choose one of a page's own radio buttons."""
    control(page, key).get_by_label(label, exact=True).check()
    settle(page)


def state(page: Page) -> dict[str, object]:
    """What the controls show, by key: ticked values, chosen months, measure and points where they are."""
    script = """() => {
        const controls = [...document.querySelectorAll('[id^=\\'{"key":\\'][id$=\\'"type":"control"}\\']')];
        return Object.fromEntries(controls.map((found) => {
            const key = JSON.parse(found.id).key;
            const boxes = [...found.querySelectorAll('input')];
            if (found.tagName === 'SELECT') return [key, found.value];
            if (!boxes.length) return [key, found.checked];
            return [key, boxes.filter((box) => box.checked).map((box) => box.value)];
        }));
    }"""
    found: dict[str, object] = page.evaluate(script)
    return found


def panel(page: Page, title: str) -> Locator:
    """The panel whose heading begins with ``title``."""
    return page.locator("section.panel").filter(has=page.locator("h2", has_text=title)).first


def open_fold(page: Page, words: str) -> Locator:
    """What is folded under these words, opened."""
    found = page.locator("details.fold").filter(has=page.locator("summary", has_text=words))
    if found.get_attribute("open") is None:
        found.locator("summary").first.click()
    return found
