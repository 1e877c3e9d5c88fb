"""Paths and switches, from environment variables that begin with DASHBOARD_."""

import os
import re
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PREFIX = "DASHBOARD_"
ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "data" / "reference"
CODE = re.compile(r"[EWSN]\d{8}", re.IGNORECASE)
NOTIFIED = ("smtp", "smtps", "http", "https")
LOOPBACK = ("127.0.0.1", "localhost", "::1", "[::1]")
# Where browsers find us: no user, query or fragment, and a sub-path of plain names.
ADDRESS = re.compile(r"https?://(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(:\d{1,5})?(/[A-Za-z0-9._~-]+)*")
HEADER = re.compile(r"[A-Za-z0-9-]+")


def split_area(text: str) -> tuple[str, ...]:
    """What commas part: codes, or names of districts, counties or forces; codes may be parted by blanks alone.

    Raises ValueError where nothing is named.
    """
    parts = [" ".join(part.split()) for part in text.split(",")]
    words = [part.split() if all(map(CODE.fullmatch, part.split())) else [part] for part in parts if part]
    if not words:
        raise ValueError("name at least one district, county or force, such as E06000034")
    return tuple(word for part in words for word in part)


class Settings(BaseSettings):
    """Everything that differs from one partnership, or one machine, to another."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True)

    store: Path = ROOT / "data" / "store"
    area: Annotated[tuple[str, ...], NoDecode] = ("E06000034",)
    host: str = "127.0.0.1"
    port: int = Field(default=8050, ge=1, le=65535)
    # Empty: that of the area, as the lookups loaded name it.
    partnership: str = ""
    contact: str = "your community safety partnership's analyst"
    # A PowerPoint file of the partnership's own, for its slides.
    template: Path | None = None
    # And a Word file, for its documents.
    word_template: Path | None = None
    basemap: str = ""
    basemap_credit: str = ""
    audience: Literal["public", "partner"] = "public"
    # Counts of flags and victims below this are hidden when a build is made, and what would tell them.
    small_count: int = Field(default=5, ge=3, le=50)
    # Processes of the server; 0: as many as there are cores, up to four.
    workers: int = Field(default=0, ge=0, le=64)
    # Files of /data/ that one address is given a minute, by each process.
    data_per_minute: int = Field(default=120, ge=1)
    # A mail server (smtp:// or smtps://) or a webhook (https://) that is told what is new; empty: nobody.
    notify: SecretStr = SecretStr("")
    notify_from: str = ""
    notify_to: str = ""
    # Whether browsers are told to ask every name below this one by TLS alone, too.
    hsts_subdomains: bool = False
    # Where browsers find the dashboard, with the sub-path if it has one, as it is written in what is sent; empty: on
    # host and port.
    address: str = ""
    # How partners sign in. With oidc: who is asked, as whom, and which values of which claim make a partner.
    sign_in: Literal["none", "oidc", "proxy"] = "none"
    oidc_issuer: str = ""
    oidc_client: str = ""
    oidc_secret: SecretStr = SecretStr("")
    oidc_scope: str = "openid profile email"
    oidc_claim: str = "groups"
    oidc_partners: Annotated[tuple[str, ...], NoDecode] = ()
    # With proxy: the header that names a partner, and the addresses that may send it.
    proxy_header: str = ""
    proxy_addresses: Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode] = ()
    session_hours: float = Field(default=8, gt=0, le=168)
    idle_minutes: float = Field(default=30, gt=0, le=1440)
    # Empty: on standard error, with the other lines.
    audit_log: Path | None = None
    police_url: str = "https://data.police.uk/data/archive"
    ons_url: str = "https://services1.arcgis.com/ESMARspQHYMw9BZ9/arcgis/rest/services"
    nomis_url: str = "https://www.nomisweb.co.uk/api/v01/dataset"

    @field_validator("area", mode="before")
    @classmethod
    def read_area(cls, value: object) -> object:
        """As ``split_area`` where it is text."""
        return split_area(value) if isinstance(value, str) else value

    @field_validator("host")
    @classmethod
    def read_host(cls, value: str) -> str:
        """Without the brackets that an address of IPv6 has in a browser."""
        return value.removeprefix("[").removesuffix("]")

    @field_validator("address")
    @classmethod
    def check_address(cls, value: str) -> str:
        """Empty, or an address with or without a sub-path, without the slash at its end."""
        scheme, mark, rest = value.rstrip("/").partition("//")
        host, slash, path = rest.partition("/")
        found = f"{scheme.lower()}{mark}{host.lower()}{slash}{path}"
        if found and not ADDRESS.fullmatch(found):
            raise ValueError("give the address that browsers use, such as https://example.org/crime")
        return found

    @field_validator("oidc_partners", "proxy_addresses", mode="before")
    @classmethod
    def read_list(cls, value: object) -> object:
        """What commas part."""
        return tuple(filter(None, map(str.strip, value.split(",")))) if isinstance(value, str) else value

    @field_validator("police_url", "ons_url", "nomis_url")
    @classmethod
    def check_url(cls, value: str) -> str:
        """An address of a web server, without the slash at its end."""
        if not value.startswith(("https://", "http://")):
            raise ValueError("give a web address, such as https://example.org/data")
        return value.rstrip("/")

    @field_validator("basemap")
    @classmethod
    def check_basemap(cls, value: str) -> str:
        """Empty, or an address of map tiles."""
        if value and not (value.startswith(("https://", "http://")) and all(f"{{{k}}}" in value for k in "zxy")):
            raise ValueError("give the address of tiles, such as https://tile.example.org/{z}/{x}/{y}.png")
        return value

    @property
    def origin(self) -> str:
        """Where browsers find the dashboard, with its sub-path and without a slash at the end."""
        return self.address or f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}"

    @property
    def path(self) -> str:
        """The sub-path of that address, empty where it has none."""
        return urlsplit(self.origin).path

    @property
    def has_tls(self) -> bool:
        """Whether browsers come by TLS."""
        return self.origin.startswith("https://")

    @model_validator(mode="after")
    def name_who_is_told(self) -> Self:
        """What is new goes to a mail server that is told from whom and to whom, or to a webhook."""
        to = self.notify.get_secret_value()
        scheme, _, rest = to.partition("://")
        if to and (scheme not in NOTIFIED or not rest):
            raise ValueError(
                "DASHBOARD_NOTIFY is smtp://server:25, smtps://user:password@server or a webhook's https://"
            )
        if scheme in {"smtp", "smtps"} and not (self.notify_from and self.notify_to):
            raise ValueError("mail needs DASHBOARD_NOTIFY_FROM and DASHBOARD_NOTIFY_TO: set both")
        return self

    @model_validator(mode="after")
    def keep_partners_here(self) -> Self:
        """The key for partners is for this machine alone."""
        if self.audience == "partner" and self.host not in LOOPBACK:
            raise ValueError(f"audience partner needs DASHBOARD_HOST to be one of {', '.join(LOOPBACK)}: set it so")
        if self.audience == "partner" and (self.sign_in != "none" or not _is_here(self.origin)):
            raise ValueError(
                "DASHBOARD_AUDIENCE=partner is the key for this machine alone: "
                "leave DASHBOARD_SIGN_IN and DASHBOARD_ADDRESS out, or the audience"
            )
        return self

    @model_validator(mode="after")
    def check_sign_in(self) -> Self:
        """What the way of signing in needs is there, and nothing of it goes over a network in the open."""
        if self.sign_in == "none":
            return self
        needs: dict[str, dict[str, object]] = {
            "oidc": {"OIDC_ISSUER": self.oidc_issuer, "OIDC_CLIENT": self.oidc_client,
                     "OIDC_PARTNERS": self.oidc_partners},
            "proxy": {"PROXY_HEADER": self.proxy_header, "PROXY_ADDRESSES": self.proxy_addresses},
        }  # fmt: skip
        missing = [f"{PREFIX}{name}" for name, value in needs[self.sign_in].items() if not value]
        if missing:
            raise ValueError(f"{PREFIX}SIGN_IN={self.sign_in} needs {', '.join(missing)} too")
        for name, address in ((f"{PREFIX}ADDRESS", self.origin), (f"{PREFIX}OIDC_ISSUER", self.oidc_issuer)):
            if address and not address.startswith("https://") and not _is_here(address):
                raise ValueError(f"{name} must begin with https://, but on this machine itself, where partners sign in")
        if self.proxy_header and not HEADER.fullmatch(self.proxy_header):
            raise ValueError(f"{PREFIX}PROXY_HEADER is the name of a header, such as X-Partner")
        return self


def _is_here(address: str) -> bool:
    """Whether an address of the web is one of this machine alone."""
    return address.startswith("http://") and urlsplit(address).hostname in LOOPBACK


def current() -> Settings:
    """The settings as the environment has them now; read again only when it changes."""
    return _settings(tuple((name, value) for name, value in os.environ.items() if name.startswith(PREFIX)))


@lru_cache(maxsize=8)
def _settings(_environment: tuple[tuple[str, str], ...]) -> Settings:
    return Settings()


def explained(error: ValidationError) -> str:
    """What is wrong with the settings, in one line."""
    named = [(f"DASHBOARD_{str(e['loc'][0]).upper()}: " if e["loc"] else "", e["msg"]) for e in error.errors()]
    # What a rule of ours says, pydantic begins with its own words.
    return "; ".join(name + message.removeprefix("Value error, ") for name, message in named)


def load_settings() -> Settings:
    """The settings; a wrong one ends the program with a line that says so."""
    try:
        return Settings()
    except ValidationError as error:
        raise SystemExit(f"error: {explained(error)}") from error
