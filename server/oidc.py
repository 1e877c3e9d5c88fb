"""Signing in by an OpenID Connect provider: code flow with PKCE, state and nonce, by Authlib."""

import hashlib
from typing import Any, NamedTuple

from flask import Flask, Response, redirect, request, session

from data.settings import Settings
from server.sessions import Sessions

NAME = "partners"
TIMEOUT_S = 10
# How far the provider's clock may be from ours.
LEEWAY_S = 60
# With those of one secret for both sides, or none, whoever knows it, or nobody, could sign.
SIGNATURES = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
MOST_SIGNS = 100
NAMES = ("preferred_username", "email", "name", "sub")
FAILED = "Signing in did not work. Go back to the dashboard and try again."
NO_PARTNER = "You are signed in, but not as a partner. Ask whoever runs the dashboard to add you."
NO_PROVIDER = "Signing in is not possible just now. What is public is shown without it."


class Identity(NamedTuple):
    """A partner as the provider knows them: their name, what they never change, and the path that they go back to."""

    name: str
    subject: str
    back: str


class RefusedError(Exception):
    """Somebody was not let in: why, for the record; in which words they are told; who, where it is known."""

    def __init__(self, reason: str, words: str = FAILED, who: str = "") -> None:
        """As the class says."""
        super().__init__(reason)
        self.reason, self.words, self.who = reason, words, who


class Oidc:
    """The provider of one server."""

    def __init__(self, server: Flask, settings: Settings, sessions: Sessions, secret: str) -> None:
        """sessions: keep what is used once, for all processes; secret: signs the cookie of a sign-in under way."""
        # Of the few that sign in by it alone, and it takes half a second.
        from authlib.integrations.flask_client import OAuth

        mark = hashlib.sha256(settings.origin.encode()).hexdigest()[:8]
        server.config.update(
            SECRET_KEY=secret,
            SESSION_COOKIE_NAME=f"{'__Host-' if settings.has_tls else ''}sign-in-{mark}",
            SESSION_COOKIE_PATH="/" if settings.has_tls else settings.path or "/",
            SESSION_COOKIE_SECURE=settings.has_tls,
            SESSION_COOKIE_HTTPONLY=True,
            # The provider's site sends the browser back.
            SESSION_COOKIE_SAMESITE="Lax",
        )
        self._settings = settings
        secret_of_client = settings.oidc_secret.get_secret_value()
        by_secret = {} if secret_of_client else {"token_endpoint_auth_method": "none"}
        self._client = OAuth(server, cache=sessions).register(
            NAME,
            client_id=settings.oidc_client,
            client_secret=secret_of_client or None,
            server_metadata_url=f"{settings.oidc_issuer.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={
                "scope": settings.oidc_scope,
                "code_challenge_method": "S256",
                "default_timeout": TIMEOUT_S,
                **by_secret,
            },
        )

    def begin(self, back: str) -> Response:
        """Send the browser to the provider; back: the path that it comes back to, in the end.

        Raises RefusedError where the provider does not answer.
        """
        address = f"{self._settings.origin}/signed-in"
        try:
            self._check()
            made = self._client.create_authorization_url(address)
        except _faults() as error:
            raise RefusedError(_told(error), NO_PROVIDER) from error
        # One at a time: the last begun is the one that is finished.
        session.clear()
        self._client.save_authorize_data(redirect_uri=address, back=back, **made)
        answer = redirect(made["url"], 303)
        assert isinstance(answer, Response)
        return answer

    def finish(self) -> Identity:
        """Who came back from the provider; raises RefusedError for all but partners."""
        kept = self._client.framework.get_state_data(session, request.args.get("state"))
        must = {
            "iss": {"essential": True, "value": self._settings.oidc_issuer},
            "aud": {"essential": True, "value": self._settings.oidc_client},
        }
        try:
            self._check()
            token = self._client.authorize_access_token(claims_options=must, leeway=LEEWAY_S)
        except _faults() as error:
            raise RefusedError(_told(error)) from error
        finally:
            session.clear()
        claims = token.get("userinfo")
        if not claims:
            raise RefusedError("the provider gave no token of an identity")
        who = _name(next(claims[name] for name in NAMES if claims.get(name)))
        if not self._is_partner(claims):
            raise RefusedError(f"not a partner: claim {self._settings.oidc_claim}", NO_PARTNER, who)
        return Identity(who, _name(claims["sub"]), str(kept["back"]))

    def _is_partner(self, claims: dict[str, Any]) -> bool:
        found = claims.get(self._settings.oidc_claim)
        values = found if isinstance(found, list) else [found]
        return any(value in self._settings.oidc_partners for value in values if isinstance(value, str))

    def _check(self) -> None:
        """Learn of the provider, and take none but signatures of keys of its own; raises RefusedError of another."""
        told = self._client.load_server_metadata()
        if told.get("issuer") != self._settings.oidc_issuer:
            raise RefusedError("the provider is another than DASHBOARD_OIDC_ISSUER", NO_PROVIDER)
        offered = told.get("id_token_signing_alg_values_supported") or ["RS256"]
        allowed = [one for one in offered if one in SIGNATURES]
        if not allowed:
            raise RefusedError("the provider signs by no key of its own", NO_PROVIDER)
        told["id_token_signing_alg_values_supported"] = allowed


def _name(claim: object) -> str:
    """What somebody is called, in signs that can be shown."""
    return "".join(sign for sign in str(claim) if sign.isprintable())[:MOST_SIGNS]


def _faults() -> tuple[type[Exception], ...]:
    """What goes wrong between us and a provider, or one that plays it."""
    from authlib.common.errors import AuthlibBaseError
    from joserfc.errors import JoseError
    from requests import RequestException

    return AuthlibBaseError, JoseError, RequestException, ValueError, TypeError, KeyError, RuntimeError


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
