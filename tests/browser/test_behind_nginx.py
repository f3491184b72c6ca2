"""nginx, as docs/nginx.conf sets it up, in front of an app that shows a police extract."""

from __future__ import annotations

import http.client
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ROOT, free_port, serving
from tests.browser.provider import provider, secrets_file
from tests.pages.protected import STREET, load_extract, with_roles

pytestmark = pytest.mark.browser

EXAMPLE = ROOT / "docs" / "nginx.conf"
NAME = "csp.example.gov.uk"


@dataclass(frozen=True)
class Proxied:
    """Ports on this machine: of the app itself, and of nginx with and without TLS."""

    app: int
    tls: int
    plain: int
    log: Path

    @property
    def address(self) -> str:
        return f"https://localhost:{self.tls}"

    def answer(self, path: str, **headers: str) -> http.client.HTTPResponse:
        """Of nginx, asked over TLS."""
        return _answer(_over_tls("localhost", self.tls), path, headers)


def _over_tls(host: str, port: int) -> http.client.HTTPConnection:
    trusting = ssl._create_unverified_context()
    return http.client.HTTPSConnection(host, port, context=trusting, timeout=10)


def _answer(
    connection: http.client.HTTPConnection, path: str, headers: dict[str, str]
) -> http.client.HTTPResponse:
    """Without its content."""
    with closing(connection):
        connection.request("GET", path, headers=headers)
        with closing(connection.getresponse()) as answer:
            answer.read()
            return answer


@pytest.fixture(scope="module")
def proxied(
    chromium: str, data_folder: Path, tmp_path_factory: pytest.TempPathFactory, herefordshire
) -> Iterator[Proxied]:
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if program is None or shutil.which("openssl") is None:
        pytest.skip("nginx or openssl is not installed")
    folder = tmp_path_factory.mktemp("proxied")
    store = folder / "store"
    rows = [{"date_from": "05/06/2025", "offence": "Burglary"}] * 3
    load_extract(store, herefordshire, rows, folder)
    with_roles(store, herefordshire, {"ann": "analyst"}).close()
    ports = Proxied(free_port(), free_port(), free_port(), folder / "access.log")
    with provider(free_port()) as mock:
        secrets = secrets_file(
            folder, mock.issuer, ports.app, redirect=f"{ports.address}/oauth2callback"
        )
        with (
            serving(data_folder, store, ports.app, f"--secrets.files={secrets}"),
            _nginx(program, folder, ports),
        ):
            yield ports


@contextmanager
def _nginx(program: str, folder: Path, ports: Proxied) -> Iterator[None]:
    site = folder / "site.conf"
    site.write_text(_on_this_machine(EXAMPLE.read_text(), folder, ports))
    made = [f"-keyout={folder}/key.pem", f"-out={folder}/certificate.pem"]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost"]
        + [part for option in made for part in option.split("=", 1)],
        check=True,
        capture_output=True,
    )
    whole = folder / "nginx.conf"
    whole.write_text(
        f"""
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    {" ".join(f"{each}_temp_path {folder}/{each};" for each in _TEMPORARY)}
    include {site};
}}
"""
    )
    command = [program, "-e", f"{folder}/error.log", "-c", str(whole)]
    subprocess.run([*command, "-t"], check=True, capture_output=True)
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(ports)
            yield
        finally:
            server.terminate()


_TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def _on_this_machine(example: str, folder: Path, ports: Proxied) -> str:
    """The example with this machine's ports, name and certificate in place of its own."""
    for there, here in (
        ("listen 443", f"listen 127.0.0.1:{ports.tls}"),
        ("listen 80", f"listen 127.0.0.1:{ports.plain}"),
        (f"https://{NAME}", ports.address),
        (f"/etc/ssl/certs/{NAME}.pem", f"{folder}/certificate.pem"),
        (f"/etc/ssl/private/{NAME}.key", f"{folder}/key.pem"),
        ("/var/log/nginx/geo-csp.log", str(ports.log)),
        (f"server_name {NAME}", "server_name localhost"),
        ("http://127.0.0.1:8501", f"http://127.0.0.1:{ports.app}"),
    ):
        assert there in example, there
        example = example.replace(there, here)
    assert NAME not in example
    return example


def _wait_for(ports: Proxied) -> None:
    for _ in range(100):
        try:
            if ports.answer("/healthz").status == http.HTTPStatus.OK:
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("nginx did not start")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(ignore_https_errors=True)
    context.set_default_timeout(60_000)
    context.route(lambda url: "localhost" not in url, lambda route: route.abort())
    yield context.new_page()
    context.close()


def test_through_tls_one_signs_in_and_sees_the_page(proxied: Proxied, page: Page):
    page.goto(f"{proxied.address}/?ward=Central")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="ann", exact=True).click()
    expect(page.locator(".st-key-map .geo-map")).to_be_visible()
    page.goto(f"{proxied.address}/?ward=Central")
    expect(page.get_by_text(STREET).first).to_be_visible()
    kept = [each for each in page.context.cookies() if each["name"].startswith("_streamlit_user")]
    assert kept
    assert all(each["secure"] and each["httpOnly"] for each in kept)


@pytest.mark.parametrize("data", ["Open data", "Demonstration"])
def test_what_is_free_at_the_machine_is_not_through_the_proxy(proxied, page: Page, data):
    """Though the browser asks for localhost, and nginx asks from there."""
    page.goto(f"{proxied.address}/?data={data}")
    expect(page.get_by_text("can be reached from other computers")).to_be_visible()
    expect(page.locator(".st-key-map")).to_have_count(0)


def test_without_tls_one_is_sent_to_where_there_is(proxied: Proxied):
    connection = http.client.HTTPConnection("127.0.0.1", proxied.plain, timeout=10)
    answer = _answer(connection, "/about-the-data?x=1", {})
    assert (answer.status, answer.getheader("location")) == (
        301,
        f"{proxied.address}/about-the-data?x=1",
    )


def test_answers_carry_the_policy_and_the_promise_of_tls(proxied: Proxied):
    answer = proxied.answer("/")
    assert "default-src 'self'" in answer.getheader("content-security-policy")
    assert answer.getheader("strict-transport-security") == "max-age=31536000"
    assert answer.getheader("server") == "nginx"


def test_another_name_gets_no_answer(proxied: Proxied):
    with pytest.raises(ssl.SSLError, match="UNRECOGNIZED_NAME"):
        _answer(_over_tls("127.0.0.1", proxied.tls), "/", {})


@pytest.mark.parametrize("path", ["/_stcore/metrics", f"/media/{'0' * 56}.csv"])
def test_what_stands_beside_the_pages_is_not_given(proxied: Proxied, path):
    # A browser that claims to be at the machine is not believed.
    assert proxied.answer(path, **{"X-Forwarded-For": "127.0.0.1"}).status == 404


def test_what_a_viewer_chose_is_not_in_the_log(proxied: Proxied):
    proxied.answer("/healthz?ward=Central&category=Hate+crime")
    time.sleep(0.2)
    logged = proxied.log.read_text()
    assert '"GET /healthz" 200' in logged
    assert "Central" not in logged
