"""The briefing that an address asks for, made once for whoever asks the same."""

from collections.abc import Callable, Hashable
from contextlib import suppress
from datetime import date
from threading import Condition, Lock

from cachetools import LRUCache, cached

from components import url_state
from data.build import database
from data.model.choices import Choices
from data.model.schema import NoBuildError
from data.model.selection import Selection
from data.queries import choices
from data.reports.briefing.briefing import Briefing
from data.reports.briefing.pages import PAGES, Pages, page_of
from data.reports.briefing.report import briefing, never, one_panel
from data.settings import current

# The briefing itself, among the ids of panels.
WHOLE = "briefing"
MOST_KEPT, MOST_PAGES = 8, 2


def apart() -> Hashable:
    """What sets answers apart beside the question: build and viewer, settings, day.

    Raises NoBuildError where there is no build.
    """
    return database.build_key(), current(), date.today()


@cached(LRUCache(MOST_KEPT), key=lambda panel, search, _is_gone=never: (apart(), panel, search), condition=Condition())
def asked(panel: str, search: str, is_gone: Callable[[], bool] = never) -> Briefing | None:
    """The whole briefing, or one panel as a briefing of its own; None where there is no such panel.

    panel: WHOLE or the id of a panel; search: of the address; is_gone: whether whoever asked is. Of several who ask the
    same at once one makes it. Raises LeftError where whoever asked is gone, NoBuildError where there is no build.
    """
    offered = choices.filter_choices(url_state.source(search))
    selection = url_state.read(search, offered, page_of(panel).path).selection
    if panel == WHOLE:
        return briefing(selection, offered, is_gone=is_gone)
    # As its page has it.
    return one_panel(panel, _pages(selection.held(offered), offered))


@cached(LRUCache(MOST_PAGES), key=lambda selection, _offered: (apart(), selection), lock=Lock())
def _pages(selection: Selection, offered: Choices) -> Pages:
    """The pages of a selection: whoever saves one panel of them often saves the next."""
    return Pages(selection, offered)


def prepare() -> None:
    """Make what the pages share of the build, as the public sees it: its first visitors wait for none of it.

    Without a build there is nothing to make.
    """
    database.pin()
    with suppress(NoBuildError):
        offered = choices.filter_choices()
        every = Pages(url_state.read("", offered).selection, offered)
        for page in {page.path: name for name, page in PAGES.items()}.values():
            # One that fails says so itself when it is asked for.
            with suppress(Exception):
                list(every.panels(page))


def view_of(briefing: Briefing, server: str) -> str:
    """The address of a briefing's views: ``{path}`` stands for that of a page; server: without a slash at its end."""
    return f"{server}{{path}}{url_state.write(briefing.selection)}"
