"""python -m briefing notify: tell a mail server or a webhook what is new; nobody, unless a setting names one."""

import os
import smtplib
import ssl
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

import requests

from briefing.news import Message, message
from data.settings import LOOPBACK, Settings, current

# The file in the store that names the build last told of.
TOLD = "NOTIFIED"
SECONDS = 30


class NotSentError(Exception):
    """The message was not taken: why, in a line without the key that the address may hold."""


def notify(store: Path | None = None) -> str:
    """Send what is new since it was last told, once; return what was done, in a line.

    Raises NotSentError, NoBuildError where there is no build, and OSError where the store cannot be written to.
    """
    if store:
        os.environ["DASHBOARD_STORE"] = str(store)
    settings = current()
    to = settings.notify.get_secret_value()
    if not to:
        return "nobody is told: DASHBOARD_NOTIFY names no mail server and no webhook"
    kept = settings.store / TOLD
    found = message(kept.read_text(encoding="utf-8").strip() if kept.exists() else "")
    if found is None:
        return "nothing new to tell"
    address = urlsplit(to)
    try:
        (_post if address.scheme in {"http", "https"} else _mail)(found, address, settings)
    except (OSError, smtplib.SMTPException) as error:
        # What the library says may repeat the address, and a webhook's address is its key.
        raise NotSentError(f"{address.hostname} did not take it: {type(error).__name__}") from error
    part = kept.with_name(f".{TOLD}.part")
    part.write_text(f"{found.build}\n", encoding="utf-8")
    part.replace(kept)
    return f"told {address.hostname}: {found.subject}"


def _post(found: Message, address: SplitResult, _settings: Settings) -> None:
    """To a webhook, as Teams, Slack and Mattermost take it."""
    told = {"text": f"**{found.subject}**\n\n{found.text}"}
    requests.post(address.geturl(), json=told, timeout=SECONDS, allow_redirects=False).raise_for_status()


def _mail(found: Message, address: SplitResult, settings: Settings) -> None:
    """By a mail server, over TLS where it offers it; a password goes over TLS, or to this machine, alone."""
    made = EmailMessage()
    made["Subject"], made["From"], made["To"] = found.subject, settings.notify_from, settings.notify_to
    made.set_content(found.text)
    host, secure = address.hostname or "", ssl.create_default_context()
    is_tls = address.scheme == "smtps"
    server = (
        smtplib.SMTP_SSL(host, address.port or 465, timeout=SECONDS, context=secure)
        if is_tls
        else smtplib.SMTP(host, address.port or 25, timeout=SECONDS)
    )
    with server:
        server.ehlo()
        if not is_tls and server.has_extn("starttls"):
            server.starttls(context=secure)
            is_tls = True
        if address.username:
            if not is_tls and host not in LOOPBACK:
                raise NotSentError(f"{host} offers no TLS, and a password is not sent without: use smtps://")
            server.login(unquote(address.username), unquote(address.password or ""))
        server.send_message(made)
