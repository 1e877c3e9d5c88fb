from pathlib import Path

import pytest
from pydantic import ValidationError

from data.settings import ROOT, Settings, load_settings


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"DASHBOARD_{name.upper()}", raising=False)


def test_every_setting_has_a_working_default() -> None:
    settings = Settings()
    assert settings.store == ROOT / "data" / "store"
    assert settings.area == ("E06000034",)
    assert (settings.host, settings.port) == ("127.0.0.1", 8050)
    assert settings.partnership == ""


@pytest.mark.parametrize("value", ["E07000066,E07000067", "E07000066 E07000067", " E07000066, E07000067 "])
def test_area_codes_are_separated_by_commas_or_spaces(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("DASHBOARD_AREA", value)
    assert Settings().area == ("E07000066", "E07000067")


@pytest.mark.parametrize(
    ("value", "terms"),
    [
        ("Basildon", ("Basildon",)),
        ("Basildon,  Castle  Point ,", ("Basildon", "Castle Point")),
        ("E07000066 e07000067, Southend-on-Sea", ("E07000066", "e07000067", "Southend-on-Sea")),
    ],
)
def test_an_area_may_be_named(monkeypatch: pytest.MonkeyPatch, value: str, terms: tuple[str, ...]) -> None:
    monkeypatch.setenv("DASHBOARD_AREA", value)
    assert Settings().area == terms


@pytest.mark.parametrize("value", ["", " , "])
def test_an_area_of_nothing_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("DASHBOARD_AREA", value)
    with pytest.raises(ValidationError, match="name at least one district, county or force"):
        Settings()


def test_the_environment_wins_over_the_defaults(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DASHBOARD_STORE", str(tmp_path))
    monkeypatch.setenv("DASHBOARD_PORT", "9000")
    assert (Settings().store, Settings().port) == (tmp_path, 9000)


@pytest.mark.parametrize("value", ["0", "65536", "high"])
def test_a_port_that_cannot_be_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("DASHBOARD_PORT", value)
    with pytest.raises(ValidationError, match="port"):
        Settings()


def test_everybody_is_the_public_unless_a_setting_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings().audience == "public"
    monkeypatch.setenv("DASHBOARD_AUDIENCE", "partner")
    assert Settings().audience == "partner"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("HOST", "0.0.0.0", "error: Value error, audience partner needs DASHBOARD_HOST to be one of 127.0.0.1,"),
        ("AUDIENCE", "everyone", "error: DASHBOARD_AUDIENCE: Input should be 'public' or 'partner'"),
    ],
)
def test_data_for_partners_are_refused_to_a_network(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv("DASHBOARD_AUDIENCE", "partner")
    monkeypatch.setenv(f"DASHBOARD_{name}", value)
    with pytest.raises(SystemExit) as ended:
        load_settings()
    assert str(ended.value).startswith(said)
    assert "\n" not in str(ended.value)


def test_an_address_loses_the_slash_at_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_POLICE_URL", "https://mirror.example/archive/")
    assert Settings().police_url == "https://mirror.example/archive"


@pytest.mark.parametrize("name", ["police_url", "ons_url", "nomis_url"])
def test_an_address_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(f"DASHBOARD_{name.upper()}", "data.police.uk")
    with pytest.raises(ValidationError, match="give a web address"):
        Settings()
