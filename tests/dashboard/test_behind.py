"""Behind a proxy with a login: the configuration of docs/security.md run by a real nginx; and frames of other sites."""

from __future__ import annotations

import base64
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from dashboard.app import create_app, serve
from dashboard.embed import owners_of
from tests.dashboard.browsing import Site
from tests.dashboard.made import made
from timeline.errors import InputError

TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
NAME, HEADER, OWNER = "timeline.example", "X-Timeline-User", "https://paper.example"
PAGE = (Path(__file__).parents[2] / "docs" / "security.md").read_text("utf-8")
LOGIN = "Basic " + base64.b64encode(b"ann:secret").decode()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("behind")
    running = Site(folder / "store.sqlite3", hosts={"127.0.0.1", NAME}, user_header=HEADER, owners=(OWNER,))
    timeline = made("made0", title="Bridge")
    running.store.save(timeline.articles[0], timeline)
    yield running
    running.stop()


def test_without_a_user_nothing_is_answered(site: Site) -> None:
    for path in ("/", "/api/v1/articles", "/docs", "/embed/article/made0", "/assets/app.js"):
        for headers in ({}, {HEADER: ""}):
            assert httpx.get(site.url + path, headers=headers).status_code == 401
        assert httpx.get(site.url + path, headers={HEADER: "ann"}).status_code == 200
    other = {HEADER: "ann", "host": "elsewhere.example"}
    assert httpx.get(site.url, headers=other).status_code == 403


def test_a_frame_is_for_the_sites_that_are_named(site: Site) -> None:
    page = httpx.get(site.url + "/embed/article/made0", headers={HEADER: "public"})
    assert page.headers["content-security-policy"] == f"frame-ancestors 'self' {OWNER}"
    assert "x-frame-options" not in page.headers
    assert page.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in page.text
    again = httpx.get(page.url, headers={HEADER: "public", "if-none-match": page.headers["etag"]})
    assert again.status_code == 304
    for path in ("/", "/embed/article/none", "/embed/nothing"):
        answer = httpx.get(site.url + path, headers={HEADER: "public"})
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-frame-options"] == "DENY"


def test_without_a_named_site_there_is_no_frame(tmp_path: Path) -> None:
    plain = Site(tmp_path / "store.sqlite3")
    try:
        assert httpx.get(plain.url + "/embed/article/made0").status_code == 403
    finally:
        plain.stop()


@pytest.mark.parametrize("owner", ["paper.example", "https://paper.example/x", "https://a.example; script-src *", "*"])
def test_what_is_no_origin_may_not_frame(owner: str) -> None:
    with pytest.raises(InputError, match="no origin"):
        owners_of([owner])
    assert owners_of([OWNER, "http://*.news.example:8080"])


def test_a_proxy_without_its_header_is_refused() -> None:
    with pytest.raises(InputError, match="go together"):
        serve(behind=NAME)
    with pytest.raises(InputError, match="--behind"):
        serve(host="0.0.0.0")
    assert create_app


@pytest.fixture(scope="module")
def proxy(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """nginx with the configuration of the page: but for ports, and for the certificate, which a test has not."""
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if nginx is None:
        pytest.skip("no nginx here; install Debian's package nginx-light")
    folder = tmp_path_factory.mktemp("nginx")
    folder.chmod(0o755)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    found = re.search(r"```nginx\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None
    text = found[1].replace("http://127.0.0.1:8050", site.url).replace("/etc/nginx/timeline.users", f"{folder}/users")
    text = re.sub(r" *ssl_certificate.*\n", "", text).replace("443 ssl", f"127.0.0.1:{port}")
    text = text.replace("ssl_reject_handshake on;", "return 444;")
    (folder / "users").write_text("ann:{PLAIN}secret\n", "utf-8")
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{}}\nhttp {{ access_log off;\n"
        + "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in TEMPORARY)
        + text + "}\n", "utf-8",
    )  # fmt: skip
    for part in (folder, *folder.parents):
        if part.owner() == folder.owner() and part != Path("/"):
            part.chmod(part.stat().st_mode | 0o055)  # nginx's workers are another user
    process = subprocess.Popen([nginx, "-c", f"{folder}/nginx.conf", "-e", f"{folder}/error.log"])
    try:
        _await(port, process)
        yield port
    finally:
        process.terminate()
        process.wait()


def _await(port: int, process: subprocess.Popen[Any]) -> None:
    until = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            assert process.poll() is None and time.monotonic() < until, "nginx does not start"
            time.sleep(0.05)


def test_nginx_lets_in_who_is_logged_in_and_nobody_else(proxy: int, site: Site) -> None:
    with httpx.Client(base_url=f"http://127.0.0.1:{proxy}", headers={"host": NAME}, timeout=60) as caller:
        assert caller.get("/api/v1/articles").status_code == 401
        assert caller.get("/api/v1/articles", headers={HEADER: "boss"}).status_code == 401
        logged_in = {"authorization": LOGIN}
        assert [one["id"] for one in caller.get("/api/v1/articles", headers=logged_in).json()] == ["made0"]
        assert caller.get("/", headers=logged_in).status_code == 200
        own = {**logged_in, "origin": f"https://{NAME}"}
        assert caller.post("/api/v1/extract", content=b"{", headers=own).status_code == 400
        other = {**logged_in, "origin": "https://evil.example"}
        assert caller.post("/api/v1/extract", content=b"{", headers=other).status_code == 403
        framed = caller.get("/embed/article/made0")
        assert (framed.status_code, OWNER in framed.headers["content-security-policy"]) == (200, True)
        with pytest.raises(httpx.RemoteProtocolError):
            caller.get("/api/v1/articles", headers={**logged_in, "host": "127.0.0.1"})
