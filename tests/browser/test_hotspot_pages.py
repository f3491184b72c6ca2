"""Hotspots in a browser: made beside the app after its first start, picked from the map, read."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.reading import choose, serious_findings

pytestmark = pytest.mark.browser

LIST = "hotspots?data=Demonstration"
HELD = "how-well-it-worked?data=Demonstration"
# A run takes about a minute for each data set on two free cores.
WHILE_THEY_ARE_MADE_MS = 900_000


def test_a_hotspot_picked_from_the_map_has_the_same_figures_on_its_page(open_view):
    page = open_view(LIST)
    mark = _first_mark(page)
    place, kind, incidents, stability = _said(mark)
    mark.hover()
    expect(page.locator(".geo-tip")).to_contain_text(incidents)
    sentence = page.locator(".geo-entry").first.locator("p").nth(2).inner_text()
    mark.click()
    expect(page.get_by_role("heading", name=place.removeprefix("1. "))).to_be_visible()
    expect(page.get_by_text(sentence)).to_be_visible()
    expect(page.locator(".geo-entry-head")).to_contain_text(kind)
    assert f"{_figure(page, 'Incidents')} incidents" == incidents.split(",")[0]
    assert _figure(page, "Stability") in stability
    _the_address_opens_the_same(page, place)


def test_by_keyboard_alone_the_same_and_back(open_view):
    page = open_view(LIST)
    mark = _first_mark(page)
    mark.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    focused = page.locator(".geo-spot:focus")
    place = _said(focused)[0]
    expect(page.locator(".geo-tip")).to_contain_text(place)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.sub(r"^\d+\. ", "", place))).to_be_visible()
    page.get_by_role("link", name="All hotspots").press("Enter")
    expect(page.locator(".geo-spot").first).to_be_visible()
    expect(page.get_by_text("This is synthetic demonstration data")).to_be_visible()


def test_the_address_holds_category_and_month_and_the_list_leads_to_one(open_view):
    page = open_view(LIST)
    _first_mark(page)
    choose(page, "Category", "Anti-social behaviour")
    expect(page.get_by_text("Anti-social behaviour in December 2025:")).to_be_visible()
    assert "about=Anti-social+behaviour" in page.url
    page.reload()
    expect(page.get_by_text("Anti-social behaviour in December 2025:")).to_be_visible()
    link = page.locator(".geo-link").first
    place = link.inner_text().removeprefix("1. ")
    link.click()
    expect(page.get_by_role("heading", name=place)).to_be_visible()
    assert "month=December+2025" in page.url
    _settle(page, "one")
    page.go_back()
    expect(page.get_by_text("Anti-social behaviour in December 2025:")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", [LIST, HELD])
def test_axe_finds_nothing_serious(open_view, view, scheme):
    page = open_view(view, color_scheme=scheme)
    _settle(page, view)
    assert serious_findings(page) == []
    if view == LIST:
        _first_mark(page).click()
        _settle(page, "one")
        assert serious_findings(page) == []


@pytest.mark.parametrize("width", [390, 320])
def test_on_a_phone_nothing_scrolls_sideways(open_view, width):
    page = open_view(LIST, viewport={"width": width, "height": 844})
    _settle(page, LIST)
    _check_width(page, width)
    _first_mark(page).click()
    _settle(page, "one")
    _check_width(page, width)
    other = open_view(HELD, viewport={"width": width, "height": 844})
    _settle(other, HELD)
    _check_width(other, width)


def _first_mark(page: Page) -> Locator:
    mark = page.locator(".geo-spot").first
    expect(mark).to_be_visible(timeout=WHILE_THEY_ARE_MADE_MS)
    return mark


def _said(mark: Locator) -> list[str]:
    """Place, kind, figures, stability: as a screen reader hears them."""
    place, *others = (mark.get_attribute("aria-label") or "").split(". ")
    return [f"{place}. {others[0]}", *others[1:]]


def _figure(page: Page, what: str) -> str:
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=what, exact=True))
    return row.get_by_role("cell").first.inner_text()


def _the_address_opens_the_same(page: Page, place: str) -> None:
    assert "hotspot=" in page.url
    before = _figure(page, "Times the usual")
    page.reload()
    expect(page.get_by_role("heading", name=place.removeprefix("1. "))).to_be_visible()
    assert _figure(page, "Times the usual") == before


def _settle(page: Page, view: str) -> None:
    if view == LIST:
        _first_mark(page)
    elif view == HELD:
        expect(page.get_by_role("heading", name="All categories")).to_be_visible(
            timeout=WHILE_THEY_ARE_MADE_MS
        )
    else:
        expect(page.get_by_role("heading", name="How sure is it?")).to_be_visible()
    page.wait_for_timeout(800)


def _check_width(page: Page, width: int) -> None:
    scroller = "document.querySelector('[data-testid=stMain]')"
    assert page.evaluate(f"{scroller}.scrollWidth <= {scroller}.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") == width
