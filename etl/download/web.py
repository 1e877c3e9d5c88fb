"""One way to ask a web server: patient with its failures, plain about what cannot be mended."""

import json
import os
import time
from http import HTTPStatus
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

from etl.errors import DownloadError

TRIES = 5
BACKOFF = 1.0  # seconds before the second try, doubled before each after it
LONGEST_WAIT = 600  # a server may ask for hours; a timer comes again sooner
TIMEOUT = (30, 120)
BUSY = (429, 500, 502, 503, 504)
# A body that ends early, or stops coming.
CUT = (requests.exceptions.ChunkedEncodingError, requests.ConnectionError)
AGENT = "crime-and-perception-dashboard (+https://data.police.uk/docs/)"


def open_session() -> requests.Session:
    """A session that tries busy servers again, honours Retry-After, and takes proxy and CA from the environment."""
    retry = Retry(
        total=TRIES, status_forcelist=BUSY, backoff_factor=BACKOFF, raise_on_status=False, retry_after_max=LONGEST_WAIT
    )
    session = requests.Session()
    session.headers["User-Agent"] = AGENT
    session.mount("https://", HTTPAdapter(max_retries=retry))
    session.mount("http://", HTTPAdapter(max_retries=retry))
    # requests knows REQUESTS_CA_BUNDLE, which wins; the rest of the system says SSL_CERT_FILE.
    session.verify = os.environ.get("SSL_CERT_FILE") or True
    return session


def pause(turn: int) -> None:
    """Wait before another try, longer after each that failed."""
    time.sleep(BACKOFF * 2**turn)


def ask(
    session: requests.Session, url: str, params: dict[str, str] | None = None, headers: dict[str, str] | None = None
) -> requests.Response:
    """The answer to a GET, its body still to be read: 2xx, 304 or 416. Raises DownloadError on any other."""
    try:
        response = session.get(url, params=params, headers=headers, timeout=TIMEOUT, stream=True)
    except requests.exceptions.SSLError as error:
        raise DownloadError(
            f"{url}: its certificate is not trusted; name your organisation's CA file in REQUESTS_CA_BUNDLE"
        ) from error
    except OSError as error:
        raise DownloadError(f"{url}: cannot be reached ({_short(error)}); see the network and HTTPS_PROXY") from error
    if response.status_code >= 400 and response.status_code != HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
        response.close()
        cure = "try again later" if response.status_code in BUSY else "see whether the address has moved"
        raise DownloadError(f"{url}: answered {response.status_code} {response.reason}; {cure}")
    return response


def ask_text(session: requests.Session, url: str, params: dict[str, str] | None = None) -> str:
    """The whole body of an answer as text. Raises DownloadError."""
    for turn in range(TRIES):
        with ask(session, url, params) as response:
            try:
                return response.content.decode("utf-8-sig", "replace")
            except CUT:
                pause(turn)
    raise DownloadError(f"{url}: cut off {TRIES} times; try again later")


def ask_json(session: requests.Session, url: str, params: dict[str, str] | None = None) -> dict[str, Any]:
    """The JSON object that an address answers with.

    Raises DownloadError where it is none, or an error reported with status 200 as ArcGIS does.
    """
    text = ask_text(session, url, params)
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        refuse_web_page(url, text.encode())
        raise DownloadError(f"{url}: not JSON, or cut short ({error}); try again later") from error
    if not isinstance(found, dict) or "error" in found:
        wrong = found.get("error") if isinstance(found, dict) else "not an object"
        said = wrong.get("message") or wrong.get("code") if isinstance(wrong, dict) else wrong
        raise DownloadError(f"{url}: answered with an error ({said}); see whether the layer has moved")
    return found


def refuse_web_page(url: str, start: bytes) -> None:
    """Raise DownloadError where a body begins as HTML does."""
    if start.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        raise DownloadError(
            f"{url}: a web page instead of data; open the address in a browser: a proxy or sign-in may stand between"
        )


def _short(error: Exception) -> str:
    """The innermost cause, which is what a person can act on."""
    reason = getattr(error.args[0] if error.args else None, "reason", None) or error
    return " ".join(str(reason).split()).split(": ", 1)[-1][:200]
