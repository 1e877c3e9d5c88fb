"""Paths and switches, from environment variables that begin with DASHBOARD_."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "data" / "reference"


class Settings(BaseSettings):
    """Everything that differs from one partnership, or one machine, to another."""

    model_config = SettingsConfigDict(env_prefix="DASHBOARD_", frozen=True)

    store: Path = ROOT / "data" / "store"
    area: Annotated[tuple[str, ...], NoDecode] = ("E06000034",)
    host: str = "127.0.0.1"
    port: int = Field(default=8050, ge=1, le=65535)
    partnership: str = "Thurrock Community Safety Partnership"
    contact: str = "your community safety partnership's analyst"
    police_url: str = "https://data.police.uk/data/archive"
    ons_url: str = "https://services1.arcgis.com/ESMARspQHYMw9BZ9/arcgis/rest/services"
    nomis_url: str = "https://www.nomisweb.co.uk/api/v01/dataset"

    @field_validator("area", mode="before")
    @classmethod
    def split_area(cls, value: object) -> object:
        """One or more local authority codes, separated by commas or spaces."""
        if isinstance(value, str):
            codes = tuple(value.replace(",", " ").split())
            if not codes:
                raise ValueError("name at least one local authority code, such as E06000034")
            return codes
        return value

    @field_validator("police_url", "ons_url", "nomis_url")
    @classmethod
    def check_url(cls, value: str) -> str:
        """An address of a web server, without the slash at its end."""
        if not value.startswith(("https://", "http://")):
            raise ValueError("give a web address, such as https://example.org/data")
        return value.rstrip("/")
