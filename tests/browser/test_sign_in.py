"""Sign-in from end to end: a real provider on this machine, a real browser, a police extract."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from geo_csp.area_profile import AreaProfile
from geo_csp.register import viewers
from geo_csp.register.opening import Register
from tests.browser.conftest import free_port, serving
from tests.browser.provider import ProviderMock, cookie, provider, secrets_file
from tests.pages.protected import STREET, load_extract, with_roles

pytestmark = pytest.mark.browser

WARD = "?ward=Central"
REFUSED = "Sign-in refused"


@dataclass(frozen=True)
class Service:
    address: str
    mock: ProviderMock
    register: Register
    profile: AreaProfile


@pytest.fixture(scope="module")
def service(
    chromium: str, data_folder: Path, tmp_path_factory: pytest.TempPathFactory, herefordshire
) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("signed-in")
    store = folder / "store"
    load_extract(
        store, herefordshire, [{"date_from": "05/06/2025", "offence": "Burglary"}] * 3, folder
    )
    register = with_roles(store, herefordshire, {"ann": "analyst", "bob": "board"})
    port, mock_port = free_port(), free_port()
    with provider(mock_port) as mock:
        secrets = secrets_file(folder, mock.issuer, port)
        with serving(data_folder, store, port, f"--secrets.files={secrets}") as address:
            yield Service(address, mock, register, herefordshire)
    register.close()


@pytest.fixture
def visit(service: Service, browser: Browser) -> Iterator[Callable[..., Page]]:
    """A person at a browser of their own; with ``claims``, signed in and so described."""
    contexts = []

    def visited(view: str = WARD, cookies: list[dict[str, object]] | None = None) -> Page:
        context = browser.new_context()
        context.set_default_timeout(60_000)
        contexts.append(context)
        # The provider's pages ask for a style sheet from elsewhere.
        context.route(
            lambda url: "localhost" not in url and "127.0.0.1" not in url,
            lambda route: route.abort(),
        )
        if cookies:
            context.add_cookies(cookies)
        page = context.new_page()
        page.goto(f"{service.address}/{view}")
        return page

    yield visited
    for context in contexts:
        context.close()


def sign_in(page: Page, subject: str) -> None:
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name=subject, exact=True).click()


def click_something(page: Page) -> None:
    page.get_by_role("radiogroup", name="Show").locator("label").last.click()


def shows_nothing(page: Page) -> None:
    expect(page.locator(".st-key-map")).to_have_count(0)
    expect(page.get_by_text(STREET)).to_have_count(0)


def test_from_the_button_to_the_provider_to_the_page_and_out_again(service, visit):
    page = visit()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    shows_nothing(page)
    sign_in(page, "ann")
    expect(page.locator(".st-key-map .geo-map")).to_be_visible()
    copied = page.context.cookies()
    page.goto(f"{service.address}/{WARD}")
    expect(page.get_by_text(STREET).first).to_be_visible()
    expect(page.locator(".geo-marked")).to_contain_text("OFFICIAL-SENSITIVE")
    page.get_by_role("button", name="Data and role").click()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="End session").click()
    expect(page.get_by_text("You have signed out.")).to_be_visible()
    shows_nothing(page)
    replayed = visit(cookies=copied)
    expect(replayed.get_by_role("heading", name=REFUSED)).to_be_visible()
    shows_nothing(replayed)


def test_a_revoked_role_bites_at_the_next_click(service, visit):
    page = visit(cookies=[cookie(service.address, service.mock.issuer, "bob")])
    expect(page.locator(".st-key-map .geo-map")).to_be_visible()
    viewers.revoke(service.register, "bob", "adam")
    click_something(page)
    expect(page.get_by_text("hold no role here")).to_be_visible()
    shows_nothing(page)
    viewers.grant(service.register, service.profile, "bob", "board", who="adam")


def test_whoever_the_provider_vouches_for_and_nobody_knows_sees_nothing(visit):
    page = visit()
    sign_in(page, "nobody")
    expect(page.get_by_role("heading", name="No role")).to_be_visible()
    expect(page.get_by_text('You are known here as "nobody"')).to_be_visible()
    shows_nothing(page)


@pytest.mark.parametrize(
    "claims", [{"iss": "https://elsewhere.example"}, {"exp": 1_000_000_000}, {"nonce": "another"}]
)
def test_what_the_provider_should_not_have_said_is_refused(service, visit, claims):
    service.mock.set_claims("mallory", **claims)
    page = visit()
    page.get_by_role("button", name="Sign in").click()
    page.get_by_placeholder("sub").fill("mallory")
    page.get_by_role("button", name="Authorize").click()
    expect(page.get_by_text("The provider's answer was not accepted")).to_be_visible()
    shows_nothing(page)


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ({"iss": "https://elsewhere.example"}, "takes the word of"),
        ({"exp": 1_000_000_000}, "Your sign-in has expired"),
        ({"sub": None}, 'does not say "sub"'),
        ({"exp": None}, 'does not say "exp"'),
        ({"aud": "another"}, "made for another service"),
    ],
)
def test_a_sign_in_that_is_not_in_order_is_refused_with_a_clear_page(service, visit, claims, words):
    page = visit(cookies=[cookie(service.address, service.mock.issuer, "ann", **claims)])
    expect(page.get_by_role("heading", name=REFUSED)).to_be_visible()
    expect(page.get_by_text(words)).to_be_visible()
    shows_nothing(page)


def test_a_sign_in_that_expires_ends_at_the_next_click(service, visit):
    soon = int(time.time()) + 20
    known = cookie(service.address, service.mock.issuer, "ann", exp=soon)
    page = visit(cookies=[known])
    expect(page.get_by_text(STREET).first).to_be_visible()
    page.wait_for_timeout(max(0, (soon - time.time()) * 1000 + 500))
    click_something(page)
    expect(page.get_by_text("Your sign-in has expired")).to_be_visible()
    shows_nothing(page)


def test_a_sign_in_that_somebody_made_up_is_none(service, visit):
    forged = cookie(service.address, service.mock.issuer, "ann", secret="f" * 32)
    page = visit(cookies=[forged])
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    shows_nothing(page)
