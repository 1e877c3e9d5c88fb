from server.security import content_security_policy

TILES = "https://tiles.example:8443/{z}/{x}/{y}.png?key=1"


def parts(policy: str) -> dict[str, str]:
    return dict(part.split(" ", 1) for part in policy.split("; "))


def test_without_a_basemap_nothing_but_this_origin_is_asked() -> None:
    policy = content_security_policy(["'sha256-a'", "'sha256-b'"], "")
    assert "http" not in policy
    assert parts(policy)["script-src"] == "'self' 'sha256-a' 'sha256-b'"
    assert parts(policy)["connect-src"] == "'self'"


def test_a_basemap_lets_the_origin_of_its_tiles_in_for_pictures_alone() -> None:
    found = parts(content_security_policy([], TILES))
    origin = "https://tiles.example:8443"
    assert {name for name, allowed in found.items() if origin in allowed} == {"img-src", "connect-src"}
    assert found["connect-src"] == f"'self' {origin}"
    assert "key" not in str(found)
