"""Headers that keep a browser to this origin (OWASP's secure headers)."""

from dash import Dash
from flask import Response

HEADERS = {
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; script-src 'self' {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)


def secure(app: Dash) -> None:
    """Put the headers on every response; Dash's own inline scripts are allowed by their hashes."""
    policy: list[str] = []

    def add_headers(response: Response) -> Response:
        """One response, with the headers."""
        # Dash registers its last inline script at the first request, so the hashes are taken then.
        if not policy:
            policy.append(CONTENT_SECURITY_POLICY.format(scripts=" ".join(app.csp_hashes())))
        response.headers["Content-Security-Policy"] = policy[0]
        response.headers.update(HEADERS)
        return response

    app.server.after_request(add_headers)
