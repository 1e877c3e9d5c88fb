"""What is asked of a page that stands still: whether it is accessible, fits the screen and is in plain words."""

import re

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, ViewportSize

from tests.browser.driving import Size, settle, start_anew

# What stands for others before axe-core looks, since each element costs it: of the rows of a table that are made alike
# the first, and a picture without its lines, which are one thing to who hears it.
TAKE_OUT = """() => {
    const given = ({name, value}) => `${name}=${['class', 'role', 'style'].includes(name) ? value : !!value.trim()}`;
    const made = (one) => [one.tagName, !!one.textContent.trim(), ...[...one.attributes].map(given)].join();
    const meant = 'a, button, input, title, desc, [role], [tabindex], [aria-label]';
    const alike = [...document.querySelectorAll('tbody')].flatMap((body) => {
        const seen = new Set();
        return [...body.rows].filter((row) => {
            const look = [row, ...row.querySelectorAll('*')].map(made).join(' ');
            return seen.has(look) || !seen.add(look);
        });
    });
    const lines = [...document.querySelectorAll('[role=img] svg > *')]
        .filter((part) => !part.matches(meant) && !part.querySelector(meant));
    window.putBack = [...alike, ...lines].map((part) => {
        const place = document.createComment('');
        part.replaceWith(place);
        return () => place.replaceWith(part);
    });
}"""
# Marks what has words that look as other words do, on the same ground: the contrast of both is the same.
MARK_ALIKE = """() => {
    const grounds = new Map(), seen = new Set();
    const named = (found) => `${found.tagName}.${found.getAttribute('class')}`;
    const ground = (found) => {
        if (!found) return '';
        if (!grounds.has(found)) {
            const {backgroundColor, backgroundImage, opacity, position, filter, mixBlendMode} = getComputedStyle(found);
            const own = [backgroundColor, backgroundImage, opacity, position, filter, mixBlendMode].join();
            const isBare = own === 'rgba(0, 0, 0, 0),none,1,static,none,normal';
            grounds.set(found, ground(found.parentElement) + (isBare ? '' : `${own};`));
        }
        return grounds.get(found);
    };
    for (const found of document.querySelectorAll('body *')) {
        const isWorded = [...found.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
        const isSeen = isWorded && found.checkVisibility({visibilityProperty: true, opacityProperty: true});
        const {color, fontSize, fontWeight, textShadow} = isSeen ? getComputedStyle(found) : {};
        const isOff = isSeen && !!found.closest(':disabled, [aria-disabled=true]');
        const names = [named(found), named(found.parentElement), ground(found)];
        const look = [...names, color, fontSize, fontWeight, textShadow, isOff].join();
        found.toggleAttribute('data-alike', isSeen && seen.has(look));
        if (isSeen) seen.add(look);
    }
}"""
# Contrast takes axe-core longer than all other rules together; of words drawn as SVG it cannot tell the ground.
CONFIGURE = "axe.configure({rules: [{id: 'color-contrast', selector: '*:not([data-alike], svg *)'}]})"
# What is in order is not told in full: that takes axe-core longer than to look.
ASK = """async (within) => {
    const {violations} = await axe.run(within || document, {resultTypes: ['violations'], preload: false});
    putBack.forEach((put) => put());
    return violations.map((rule) => `${rule.id}: ${rule.nodes.slice(0, 3).map((node) => node.html.slice(0, 160))}`);
}"""
# Gives the focus to all that takes it, as Tab does, and tells what has then no ring: an outline of 2 px or more.
UNRINGED = """() => [...document.querySelectorAll('body *:not(svg *)')].filter((found) => {
    if (found.tabIndex < 0 && found.hasAttribute('tabindex') || !found.checkVisibility()) return false;
    found.focus({preventScroll: true});
    if (found !== document.activeElement) return false;
    const style = getComputedStyle(found);
    return style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2;
}).map((found) => found.outerHTML.slice(0, 120))"""
# Words outside tables that a first screen may hold, and what may move while a page is loading.
MOST_WORDS, MOST_SHIFT = 170, 0.1
FIRST_SCREEN = """async () => {
    const count = (text) => text.trim().split(/\\s+/).filter(Boolean).length;
    // Tables are laid out for another width by the next frame.
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    let words = 0;
    while (walk.nextNode()) {
        const within = walk.currentNode.parentElement;
        if (!within.checkVisibility() || within.closest('table, svg, .visually-hidden, #filter-said')) continue;
        const range = document.createRange();
        range.selectNodeContents(walk.currentNode);
        const box = range.getBoundingClientRect();
        if (box.width && box.top + scrollY < innerHeight) words += count(walk.currentNode.data);
    }
    return words;
}"""
TRADE = re.compile(
    r"\b(?:plausibly|signals?|Holm|Benjamini|Hochberg|dispersion|snap points?|cells?|PAI|PEI|kernel|Gi\*|quasi-Poisson"
    r"|Wilson|design effect|waves?|builds?|vintages?|micro-areas?|backtest|mean month|limits?|index|loaded"
    r"|within normal variation|than chance would explain|not comparable|the surest|hold together)(?!\w)",
    re.IGNORECASE,
)
# Where the trade speaks to the trade: what each word means stands there; open tables name their columns.
EXPERT = {"/methods", "/analysis", "/data"}
# Of what is folded too.
PROSE = """() => {
    const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    const found = [];
    while (walk.nextNode()) if (!walk.currentNode.parentElement.closest('table')) found.push(walk.currentNode.data);
    return found.join(' ');
}"""


def sized(page: Page, size: Size) -> None:
    """See that the window has this size, and that all is drawn for it."""
    wanted: ViewportSize = {"width": size[0], "height": size[1]}
    if page.viewport_size != wanted:
        page.set_viewport_size(wanted)
        settle(page)


def violations(page: Page, within: str | None = None) -> list[str]:
    """What axe-core objects to, with the first places."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(f"{AXE_SCRIPT};{CONFIGURE}")
    page.evaluate(TAKE_OUT)
    page.evaluate(MARK_ALIKE)
    found: list[str] = page.evaluate(ASK, within)
    return found


def overflow(page: Page) -> int:
    """Pixels of the document to the right of the screen."""
    wide: int = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return wide


def unringed(page: Page) -> list[str]:
    """What can have the focus without its being seen, for one who uses the keyboard."""
    start_anew(page)
    # The browser takes what a script gives the focus from here on as reached by keyboard.
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches(':focus-visible')")
    found: list[str] = page.evaluate(UNRINGED)
    return found


def first_screen(page: Page, size: Size) -> int:
    """Words outside tables that are seen without scrolling in a window of this size.

    Charts may be drawn for it later: they keep their height, and their words do not count.
    """
    page.set_viewport_size({"width": size[0], "height": size[1]})
    words: int = page.evaluate(FIRST_SCREEN)
    return words


def words_of_the_trade(page: Page) -> list[str]:
    """The trade's own words that stand on the page, folded or not."""
    found: list[str] = TRADE.findall(page.evaluate(PROSE))
    return found
