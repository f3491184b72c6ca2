"""Leads in a browser: from the list to one with its reasons, and what a board member is told."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.reading import serious_findings
from tests.browser.test_hotspot_pages import WHILE_THEY_ARE_MADE_MS

pytestmark = pytest.mark.browser

LIST = "county-lines?data=Demonstration"


def test_a_lead_opens_from_the_list_with_its_signs_and_what_would_undo_it(open_view):
    page = open_view(LIST)
    expect(page.get_by_text("Where to look, not who to blame.").first).to_be_visible()
    link = _first(page).locator(".geo-link")
    place = link.inner_text().removeprefix("1. ")
    sentence = _first(page).locator("p").last.inner_text()
    link.click()
    expect(page.get_by_role("heading", name=place)).to_be_visible()
    expect(page.get_by_text(sentence)).to_be_visible()
    expect(page.get_by_role("heading", name="What would have to be different")).to_be_visible()
    undone = "It would be no lead if these had come in other months"
    expect(page.get_by_text(undone)).to_be_visible()
    address = page.url
    again = open_view(address.rpartition("/")[2])
    expect(again.get_by_role("heading", name=place)).to_be_visible()
    page.get_by_role("link", name="All leads").click()
    expect(_first(page)).to_be_visible()


def test_a_mark_in_the_list_is_picked_by_keyboard(open_view):
    page = open_view(LIST)
    _first(page)
    mark = page.locator(".geo-spot").first
    place = re.sub(r"^\d+\. ", "", (mark.get_attribute("aria-label") or "").split(". Tier")[0])
    mark.press("Enter")
    expect(page.get_by_role("heading", name=place)).to_be_visible()


def test_the_board_is_told_that_leads_exist_and_who_may_see_them(open_view):
    page = open_view(f"{LIST}&role=Board+member")
    expect(page.get_by_text("released to those who send people to places")).to_be_visible()
    expect(page.locator(".geo-entry")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(open_view, scheme):
    page = open_view(LIST, color_scheme=scheme)
    _first(page)
    assert serious_findings(page) == []
    _open_first(page)
    assert serious_findings(page) == []


@pytest.mark.parametrize("width", [390, 320])
def test_on_a_phone_nothing_scrolls_sideways(open_view, width):
    page = open_view(LIST, viewport={"width": width, "height": 844})
    _first(page)
    _check_width(page, width)
    _open_first(page)
    page.get_by_text("How it is reckoned").click()
    page.wait_for_timeout(800)
    _check_width(page, width)


def _first(page: Page) -> Locator:
    """The first entry of the list, once the demonstration's month is run."""
    entry = page.locator(".geo-entry").first
    expect(entry).to_be_visible(timeout=WHILE_THEY_ARE_MADE_MS)
    return entry


def _open_first(page: Page) -> None:
    _first(page).locator(".geo-link").click()
    expect(page.get_by_role("heading", name="Its signs")).to_be_visible()
    page.wait_for_timeout(800)


def _check_width(page: Page, width: int) -> None:
    scroller = "document.querySelector('[data-testid=stMain]')"
    assert page.evaluate(f"{scroller}.scrollWidth <= {scroller}.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") == width
