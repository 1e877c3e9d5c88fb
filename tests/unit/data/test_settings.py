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
        ("HOST", "0.0.0.0", "error: audience partner needs DASHBOARD_HOST to be one of 127.0.0.1,"),
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


@pytest.mark.parametrize(
    ("value", "origin", "path", "has_tls"),
    [
        ("", "http://127.0.0.1:8050", "", False),
        ("https://Example.org/", "https://example.org", "", True),
        ("https://example.org/data/Crime/", "https://example.org/data/Crime", "/data/Crime", True),
        ("http://[::1]:9000/x", "http://[::1]:9000/x", "/x", False),
    ],
)
def test_an_address_tells_the_sub_path_and_whether_there_is_tls(
    monkeypatch: pytest.MonkeyPatch, value: str, origin: str, path: str, has_tls: bool
) -> None:
    monkeypatch.setenv("DASHBOARD_ADDRESS", value)
    assert (Settings().origin, Settings().path, Settings().has_tls) == (origin, path, has_tls)


@pytest.mark.parametrize(
    "value",
    ["example.org", "ftp://example.org", "https://a@example.org", "https://example.org/?x", "https://example.org/a b",
     "https://example.org//a", "https://example.org/#a", 'https://example.org/"'],
)  # fmt: skip
def test_an_address_of_no_page_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("DASHBOARD_ADDRESS", value)
    with pytest.raises(SystemExit, match="error: DASHBOARD_ADDRESS: give the address that browsers use"):
        load_settings()


OIDC = {"SIGN_IN": "oidc", "OIDC_ISSUER": "https://id.example", "OIDC_CLIENT": "c", "OIDC_PARTNERS": "one, two"}
PROXY = {"SIGN_IN": "proxy", "PROXY_HEADER": "X-Partner", "PROXY_ADDRESSES": "127.0.0.1, 10.0.0.0/8"}


def test_lists_of_the_sign_in_are_parted_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (OIDC | PROXY).items():
        monkeypatch.setenv(f"DASHBOARD_{name}", value)
    assert Settings().oidc_partners == ("one", "two")
    assert [str(network) for network in Settings().proxy_addresses] == ["127.0.0.1/32", "10.0.0.0/8"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"SIGN_IN": "yes"}, "DASHBOARD_SIGN_IN: Input should be 'none', 'oidc' or 'proxy'"),
        ({"SIGN_IN": "oidc"}, "needs DASHBOARD_OIDC_ISSUER, DASHBOARD_OIDC_CLIENT, DASHBOARD_OIDC_PARTNERS too"),
        ({"SIGN_IN": "proxy"}, "DASHBOARD_SIGN_IN=proxy needs DASHBOARD_PROXY_HEADER, DASHBOARD_PROXY_ADDRESSES too"),
        (OIDC | {"OIDC_ISSUER": "http://id.example"}, "DASHBOARD_OIDC_ISSUER must begin with https://"),
        (OIDC | {"OIDC_ISSUER": "id.example"}, "DASHBOARD_OIDC_ISSUER must begin with https://"),
        (OIDC | {"HOST": "0.0.0.0"}, "DASHBOARD_ADDRESS must begin with https://"),
        (OIDC | {"ADDRESS": "http://example.org"}, "DASHBOARD_ADDRESS must begin with https://"),
        (PROXY | {"PROXY_ADDRESSES": "the proxy"}, "DASHBOARD_PROXY_ADDRESSES: "),
        (PROXY | {"PROXY_HEADER": "X Partner"}, "DASHBOARD_PROXY_HEADER is the name of a header"),
        (OIDC | {"AUDIENCE": "partner"}, "DASHBOARD_AUDIENCE=partner is the key for this machine alone"),
        ({"ADDRESS": "https://example.org", "AUDIENCE": "partner"}, "is the key for this machine alone"),
        ({"SESSION_HOURS": "0"}, "DASHBOARD_SESSION_HOURS: Input should be greater than 0"),
        ({"IDLE_MINUTES": "long"}, "DASHBOARD_IDLE_MINUTES: Input should be a valid number"),
    ],
    ids=str,
)
def test_a_sign_in_that_cannot_be_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], said: str
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(f"DASHBOARD_{name}", value)
    with pytest.raises(SystemExit) as ended:
        load_settings()
    assert said in str(ended.value)
    assert "\n" not in str(ended.value)


def test_the_secret_of_the_client_is_not_written_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_OIDC_SECRET", "very secret")
    assert "very secret" not in f"{Settings()!r} {Settings()} {Settings().model_dump_json()}"
