"""What is new as a feed and as a message: of what is public alone, whoever asks."""

from typing import NamedTuple

from data.build import database
from data.model.viewer import PUBLIC
from data.outputs.atom import Entry, Feed, atom_bytes
from data.queries import choices, news, status
from data.queries.news import Update
from data.settings import current
from data.words import news as words
from data.words.prose import phrases

PAGE, FEED = "/changes", "/changes.atom"


class Message(NamedTuple):
    """A plain text with its subject; build: the newest that it tells of."""

    subject: str
    text: str
    build: str


def feed(server: str) -> bytes:
    """The feed of what is new; server: its address, without a slash at its end.

    Raises NoBuildError where there is no build.
    """
    # A mail program brings no key, and a feed is passed on: it never holds what is for partners.
    database.pin(PUBLIC)
    now, offered = status.build_status(), choices.filter_choices()
    told = [one for one in news.updates() if not one.is_empty]
    entries = [Entry(one.build_id, _title(one), f"{one.built_at:%Y-%m-%dT%H:%M:%SZ}", _lines(one)) for one in told]
    newest = told[0].built_at if told else now.built_at
    return atom_bytes(
        Feed(
            known_by=f"crime-dashboard {' '.join(offered.area_codes)}",
            title=_marked(str(phrases("notify")["feed"]).format(area=now.area_name), now.is_demo),
            author=current().partnership or now.partnership or now.area_name,
            address=f"{server}{FEED}",
            page=f"{server}{PAGE}",
            updated=f"{newest:%Y-%m-%dT%H:%M:%SZ}",
            entries=entries,
        )
    )


def message(since: str = "") -> Message | None:
    """What is new after the build ``since``, or in the newest alone where none is named; None where nothing is."""
    database.pin(PUBLIC)
    now, said, updates = status.build_status(), phrases("notify"), news.updates()
    told = [one for one in updates if not one.is_empty and (one.build_id > since if since else one is updates[0])]
    if not told:
        return None
    lines = [line for one in told for line in _lines(one)]
    address = current().address
    closing = [str(said["page"]).format(address=f"{address}{PAGE}")] if address else []
    subject = _marked(f"{now.area_name}. {_title(told[0])}", now.is_demo)
    return Message(subject, "\n".join([*lines, "", str(said["how"]), *closing]), updates[0].build_id)


def _title(update: Update) -> str:
    return words.heading(update.months, update.revisions, update.verdicts)


def _lines(update: Update) -> list[str]:
    return words.lines(update.months, update.revisions, update.verdicts)


def _marked(title: str, is_demo: bool) -> str:
    return f"{title} ({str(phrases('open_tables')['marked_demo']).lower()})" if is_demo else title
