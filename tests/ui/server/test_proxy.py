"""The page behind nginx with TLS, by the example in deploy/."""

from __future__ import annotations

import re
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from http.client import HTTPSConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from loaders.access.audit import AuditLog
from loaders.access.role import Role
from tests.support.requirements import need
from tests.support.served_page import request, served_page
from tests.support.stores import Server
from ui.access.accounts import AccountFile, UserAccount
from ui.access.passwords import hash_password
from ui.access.sessions import SESSION_COOKIE
from ui.server.process import free_port

pytestmark = pytest.mark.full_profile
NAME, PASSWORD = "kg.example.gov.cn", "long enough to be one"
EXAMPLE = Path(__file__).parents[3] / "deploy" / "nginx" / "liantu.conf"
MAIN = (
    "daemon off; pid {folder}/pid; error_log {folder}/error.log;\nevents {{}}\nhttp {{ access_log off;\n{server}\n}}\n"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("proxy")
    account = UserAccount(id="chief", name="局长", role=Role.ADMIN, password=hash_password(PASSWORD))
    AccountFile(folder / "accounts.yaml").change(lambda accounts: accounts.added(account))
    return folder


@pytest.fixture(scope="module")
def ports(home: Path, embedded_server: Server) -> Iterator[tuple[int, int]]:
    """The port of nginx, and that of the page itself."""
    need("nginx", "" if shutil.which("nginx") and shutil.which("openssl") else "nginx and openssl")
    embedded_server.loaded()
    outer, inner = free_port("127.0.0.1"), free_port("127.0.0.1")
    environment = {"LIANTU_HOME": str(home), "LIANTU_PROXIES": "127.0.0.1", "LIANTU_URL": f"https://{NAME}:{outer}"}
    with served_page(inner, embedded_server.url, environment):
        nginx = subprocess.Popen(["nginx", "-c", configuration(home, outer, inner), "-p", home])
        try:
            wait_for(outer)
            yield outer, inner
        finally:
            nginx.terminate()
            nginx.wait(10)


def configuration(home: Path, outer: int, inner: int) -> Path:
    """The example with the test's own ports and certificate."""
    subject = ["-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", *subject]
    subprocess.run([*made, "-keyout", home / "key.pem", "-out", home / "cert.pem"], check=True, capture_output=True)
    text = EXAMPLE.read_text("utf-8")
    text = text.replace("listen 443", f"listen 127.0.0.1:{outer}").replace("127.0.0.1:8501", f"127.0.0.1:{inner}")
    text = re.sub(r"(ssl_certificate\s+)\S+;", rf"\1{home}/cert.pem;", text)
    text = re.sub(r"(ssl_certificate_key\s+)\S+;", rf"\1{home}/key.pem;", text)
    text = text.replace("Host $host", "Host $http_host")  # the port, which the test's address has, is part of an Origin
    path = home / "nginx.conf"
    path.write_text(MAIN.format(folder=home, server=text))
    return path


def wait_for(port: int) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            send(port, "GET", "/healthz")
            return
        except OSError:
            time.sleep(0.05)
    pytest.fail("nginx did not start")


def send(port: int, method: str, path: str, body: str | None = None, **headers: str):  # type: ignore[no-untyped-def]
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    connection = HTTPSConnection("127.0.0.1", port, context=context, timeout=20)
    own = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body, {"Host": f"{NAME}:{port}", **own})
    response = connection.getresponse()
    response.read()
    connection.close()
    return response


def test_people_sign_in_over_tls_and_their_own_address_is_kept(ports: tuple[int, int], home: Path) -> None:
    outer, _ = ports
    form = urlencode({"account": "chief", "password": PASSWORD, "to": "/gaps"})
    response = send(
        outer,
        "POST",
        "/sign-in",
        form,
        Origin=f"https://{NAME}:{outer}",
        Content_Type="application/x-www-form-urlencoded",
        X_Forwarded_For="203.0.113.9",
    )
    assert (response.status, response.getheader("location")) == (303, "/gaps")
    cookie = response.getheader("set-cookie")
    assert cookie.startswith(SESSION_COOKIE)
    assert {"HttpOnly", "Secure", "SameSite=lax"} <= set(cookie.split("; "))
    (entry,) = AuditLog(home / "audit.jsonl").entries()
    assert (entry.who, entry.subject) == ("局长(chief)", "127.0.0.1")  # not the address that the browser made up
    page = send(outer, "GET", "/_stcore/health", Cookie=cookie.split(";")[0])
    assert page.status == 200


def test_a_stranger_is_sent_to_sign_in_through_the_proxy(ports: tuple[int, int]) -> None:
    outer, inner = ports
    assert send(outer, "GET", "/gaps", Accept="text/html").status == 303
    assert send(outer, "GET", "/_stcore/stream").status == 401
    assert send(outer, "GET", "/", Host="evil.example").status == 421
    assert request(f"http://127.0.0.1:{inner}", "GET", "/_stcore/health").status == 401
