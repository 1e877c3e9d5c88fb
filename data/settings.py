"""Paths and switches, from environment variables that begin with DASHBOARD_."""

import os
import re
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PREFIX = "DASHBOARD_"
ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "data" / "reference"
CODE = re.compile(r"[EWSN]\d{8}", re.IGNORECASE)
NOTIFIED = ("smtp", "smtps", "http", "https")
LOOPBACK = ("127.0.0.1", "localhost", "::1", "[::1]")


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
    basemap: str = ""
    basemap_credit: str = ""
    audience: Literal["public", "partner"] = "public"
    # Processes of the server; 0: as many as there are cores, up to four.
    workers: int = Field(default=0, ge=0, le=64)
    # Files of /data/ that one address is given a minute, by each process.
    data_per_minute: int = Field(default=120, ge=1)
    # A mail server (smtp:// or smtps://) or a webhook (https://) that is told what is new; empty: nobody.
    notify: SecretStr = SecretStr("")
    notify_from: str = ""
    notify_to: str = ""
    # Where people find the dashboard, as it is written in what is sent.
    address: str = ""
    # Whether browsers are told to ask every name below this one by TLS alone, too.
    hsts_subdomains: bool = False
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

    @field_validator("address")
    @classmethod
    def check_address(cls, value: str) -> str:
        """Empty, or the address of a web server, without the slash at its end."""
        if value and not value.startswith(("https://", "http://")):
            raise ValueError("give the dashboard's address, such as https://crime.example.org")
        return value.rstrip("/")

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
        """Data for partners are shown on this machine alone, until there is a sign-in."""
        if self.audience == "partner" and self.host not in LOOPBACK:
            raise ValueError(f"audience partner needs DASHBOARD_HOST to be one of {', '.join(LOOPBACK)}: set it so")
        return self


def current() -> Settings:
    """The settings as the environment has them now; read again only when it changes."""
    return _settings(tuple((name, value) for name, value in os.environ.items() if name.startswith(PREFIX)))


@lru_cache(maxsize=8)
def _settings(_environment: tuple[tuple[str, str], ...]) -> Settings:
    return Settings()


def explained(error: ValidationError) -> str:
    """What is wrong with the settings, in one line."""
    named = [(f"DASHBOARD_{str(e['loc'][0]).upper()}: " if e["loc"] else "", e["msg"]) for e in error.errors()]
    return "; ".join(name + message for name, message in named)


def load_settings() -> Settings:
    """The settings; a wrong one ends the program with a line that says so."""
    try:
        return Settings()
    except ValidationError as error:
        raise SystemExit(f"error: {explained(error)}") from error
