"""The files of deploy/, tried: nginx with TLS in front of the dashboard, and a store put back from its backup."""

import http.client
import json
import re
import shutil
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from dash import Dash

from data.settings import ROOT
from tests.browser.serving import Server, free_port, serve

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
MAIN = """daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{}}
http {{ access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s; {server} }}
"""


def own_certificate(folder: Path) -> None:
    asked_for = "-x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=dashboard.example.org -keyout key.pem -out cert.pem"
    subprocess.run(["openssl", "req", *asked_for.split()], cwd=folder, check=True, capture_output=True)


def on_loopback(server: str, folder: Path, ports: dict[int, int], behind: str) -> str:
    """The sample with a certificate of its own and free ports of this machine in place of the public ones."""
    server = re.sub(r"listen \[::\]:\d+[^;]*;", "", server)
    server = re.sub(r"listen (\d+)", lambda found: f"listen 127.0.0.1:{ports[int(found[1])]}", server)
    server = server.replace("/etc/ssl/dashboard.pem", f"{folder}/cert.pem")
    server = server.replace("/etc/ssl/private/dashboard.key", f"{folder}/key.pem")
    return server.replace("http://127.0.0.1:8050", behind)


@contextmanager
def in_front(behind: Server, folder: Path, tls: int = 0) -> Iterator[dict[int, int]]:
    """Run nginx with the sample of deploy/ before a dashboard; by public port, that of this machine.

    tls: the port for TLS, where it has to be a certain one.
    """
    ports = {443: tls or free_port(), 80: free_port()}
    own_certificate(folder)
    sample = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    server = on_loopback(sample, folder, ports, behind.origin)
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, server=server), encoding="utf-8")
    process = subprocess.Popen(
        [str(NGINX), "-p", str(folder), "-c", str(folder / "nginx.conf")], stderr=subprocess.PIPE
    )
    try:
        while not (folder / "nginx.pid").exists() and process.poll() is None:
            time.sleep(0.05)
        yield ports
    finally:
        process.terminate()
        _, said = process.communicate(timeout=30)
        assert process.returncode == 0, said


def asked(
    port: int, method: str, path: str, body: bytes | None = None, *, tls: bool = True
) -> http.client.HTTPResponse:
    """Ask nginx for the name that its sample serves."""
    unchecked = ssl._create_unverified_context()
    connection = (
        http.client.HTTPSConnection("127.0.0.1", port, timeout=60, context=unchecked)
        if tls
        else http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    )
    with closing(connection):
        connection.request(method, path, body, {"Host": "dashboard.example.org", "Content-Type": "application/json"})
        answer = connection.getresponse()
        answer.read()
    return answer


@pytest.mark.skipif(NGINX is None, reason="nginx is not on this machine")
def test_nginx_passes_pages_on_and_refuses_what_is_too_large(small_store: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with serve(small_store, log, DASHBOARD_HOST="127.0.0.1") as server, in_front(server, tmp_path) as ports:
        page = asked(ports[443], "GET", "/")
        assert page.status == 200
        assert "max-age" in page.headers["Strict-Transport-Security"]
        assert asked(ports[443], "GET", "/readyz").status == 200
        assert asked(ports[443], "POST", "/_dash-update-component", b"x" * 70_000).status == 413
        plain = asked(ports[80], "GET", "/trends?areas=all", tls=False)
        assert (plain.status, plain.headers["Location"]) == (301, "https://dashboard.example.org/trends?areas=all")
    lines = [json.loads(one) for one in log.read_text(encoding="utf-8").splitlines() if one.startswith("{")]
    # The number of the request is nginx's own: 32 hexadecimal digits.
    assert all(re.fullmatch(r"[0-9a-f]{32}", one["id"]) for one in lines if one.get("path") == "/")


def test_a_store_put_back_from_its_backup_is_served(
    small_store: Path, tmp_path: Path, dashboard: Dash, use_store: Callable[[Path], None]
) -> None:
    backup, restored = tmp_path / "backup", tmp_path / "restored"
    (backup / "builds").mkdir(parents=True)
    named = (small_store / "CURRENT").read_text(encoding="utf-8").strip()
    shutil.copy(small_store / "CURRENT", backup / "CURRENT")
    shutil.copy(small_store / "builds" / named, backup / "builds" / named)
    (restored / "builds").mkdir(parents=True)
    (backup / "builds" / named).rename(restored / "builds" / named)
    (backup / "CURRENT").rename(restored / "CURRENT")
    use_store(restored)
    assert dashboard.server.test_client().get("/readyz").status_code == 200
