"""Headers that keep a browser to this origin (OWASP's secure headers)."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from dash import Dash
from flask import Response

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; script-src 'self' {scripts}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:{tiles}; connect-src 'self'{tiles}; worker-src 'self' blob:; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)


def content_security_policy(scripts: Sequence[str], basemap: str) -> str:
    """The policy: inline scripts by their hashes, and of other origins only that of the basemap's tiles, if any."""
    address = urlsplit(basemap)
    tiles = f" {address.scheme}://{address.netloc}" if basemap else ""
    return CONTENT_SECURITY_POLICY.format(scripts=" ".join(scripts), tiles=tiles)


def secure(app: Dash, basemap: str = "", with_subdomains: bool = False) -> None:
    """Put the headers on every response; Dash's own inline scripts are allowed by their hashes.

    with_subdomains: whether the names below this one are asked by TLS alone, too.
    """
    policy: list[str] = []
    strict = f"max-age=63072000{'; includeSubDomains' if with_subdomains else ''}"

    def add_headers(response: Response) -> Response:
        """One response, with the headers."""
        # Dash registers its last inline script at the first request, so the hashes are taken then.
        if not policy:
            policy.append(content_security_policy(app.csp_hashes(), basemap))
        response.headers["Content-Security-Policy"] = policy[0]
        response.headers.update(HEADERS | {"Strict-Transport-Security": strict})
        return response

    app.server.after_request(add_headers)
