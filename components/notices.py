"""Messages in words: what could not be done, and what to do."""

import logging
from collections.abc import Sequence

from dash import html, set_props

from data.model.schema import NoBuildError

SLOT = "shell-notices"
ERROR_SLOT = "shell-error"
FAILED = "Something went wrong here. What you see is unchanged; try again, or change the filters."


def notice(*texts: str) -> html.Div:
    """A message in the flow of a page."""
    return html.Div([html.P(text) for text in texts], className="notice")


def notices(texts: Sequence[str]) -> list[html.Div]:
    """One message for several texts, nothing where there are none."""
    return [notice(*texts)] if texts else []


def tell(error: Exception) -> None:
    """Say in words that a callback failed; what is on the page stays."""
    # An empty store is a state, not a fault: it is told to the user and not to the log.
    if not isinstance(error, NoBuildError):
        logging.getLogger("dashboard").error("a callback failed", exc_info=error)
    set_props(ERROR_SLOT, {"children": notice(str(error) if isinstance(error, NoBuildError) else FAILED)})
