"""The meeting's pages in a browser: the top place found, a decision kept, two editors told."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reading import serious_findings
from tests.browser.test_hotspot_pages import WHILE_THEY_ARE_MADE_MS

pytestmark = pytest.mark.browser

DEMONSTRATION = "data=Demonstration"
LIST = f"priorities?{DEMONSTRATION}"
MEETING = f"meeting?{DEMONSTRATION}"
NEW = f"action?{DEMONSTRATION}&action=new&place=E05009449"
VIEWS = (
    LIST,
    MEETING,
    f"actions?{DEMONSTRATION}",
    NEW,
    f"voices?{DEMONSTRATION}",
    f"case-reviews?{DEMONSTRATION}",
)


def test_the_top_place_its_reason_and_its_owner_are_found_in_three_clicks(open_view):
    page = open_view(f"?{DEMONSTRATION}")
    page.get_by_role("link", name="Priorities", exact=True).click()
    first = _first(page)
    place = first.locator(".geo-link").inner_text()
    reason = first.locator("li").first.inner_text()
    owner = first.locator(".geo-owner").inner_text()
    assert place.startswith("1. ")
    assert reason
    assert re.match("Owner: .+|No owner yet. Suggested lead: .+", owner)
    first.locator(".geo-link").click()
    expect(page.get_by_role("heading", name=place)).to_be_visible()
    expect(page.get_by_text(owner, exact=True)).to_be_visible()
    expect(page.get_by_text(reason)).to_be_visible()


def test_a_decision_of_the_meeting_gives_the_place_its_owner(open_view):
    page = open_view(MEETING)
    _go(page, "Next")
    place = page.locator(".st-key-meeting h2").first.inner_text()
    page.get_by_role("textbox", name="What").fill("Patrols at the hours of most incidents")
    page.get_by_role("textbox", name="Owner").fill("Sgt Ann Hill")
    page.get_by_role("button", name="Keep it and go on").click()
    expect(page.get_by_text("is kept: Sgt Ann Hill reports on")).to_be_visible()
    expect(page.get_by_text("Priority 2 of")).to_be_visible()
    _go(page, "Before")
    expect(page.get_by_role("heading", name=place)).to_be_visible()
    expect(page.locator(".geo-slide-owner")).to_contain_text("Sgt Ann Hill")


def test_the_second_of_two_editors_is_told_and_nothing_is_overwritten(open_view):
    page = open_view(NEW)
    page.get_by_role("textbox", name="What").fill("Letters to the tenants")
    page.get_by_role("textbox", name="Owner").fill("Mr Bob Lane")
    page.get_by_role("button", name="Keep this action").click()
    expect(page.get_by_text("is kept: Mr Bob Lane")).to_be_visible()
    number = re.search(r"Action (\d+) is kept", page.content()).group(1)
    one, two = (_editing(open_view, number) for _ in range(2))
    _save(one, "Ms Cath Moor")
    expect(one.get_by_text(f"Action {number} is saved.")).to_be_visible()
    _save(two, "Mr Dan Reed")
    expect(two.get_by_text("Nothing was overwritten")).to_be_visible()
    row = two.get_by_role("row").filter(has=two.get_by_role("rowheader", name="Owner"))
    expect(row).to_contain_text("Mr Bob Lane")
    expect(row).to_contain_text("Ms Cath Moor")
    expect(row).to_contain_text("Mr Dan Reed")
    fresh = open_view(f"action?{DEMONSTRATION}&action={number}")
    expect(fresh.locator(".geo-facts")).to_contain_text("Ms Cath Moor")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing_serious(open_view, view, scheme):
    page = open_view(view, color_scheme=scheme)
    _settle(page)
    assert serious_findings(page) == []
    if view == LIST:
        _first(page).locator(".geo-link").click()
        expect(page.get_by_role("heading", name="Its streets")).to_be_visible()
        page.wait_for_timeout(800)
        assert serious_findings(page) == []
    if view == MEETING:
        _go(page, "Next")
        page.wait_for_timeout(800)
        assert serious_findings(page) == []


@pytest.mark.parametrize("width", [390, 320])
def test_on_a_phone_nothing_scrolls_sideways(open_view, width):
    for view in VIEWS:
        page = open_view(view, viewport={"width": width, "height": 844})
        _settle(page)
        _check_width(page, width)
        if view == LIST:
            _first(page).locator(".geo-link").click()
            expect(page.get_by_role("heading", name="Its streets")).to_be_visible()
            page.get_by_text("Every figure of it").click()
            page.wait_for_timeout(800)
            _check_width(page, width)
        page.context.close()


def test_at_a_laptops_width_every_way_on_stands_in_the_top_bar(open_view):
    page = open_view(f"?{DEMONSTRATION}")
    for name in ("Map", "Hotspots", "Priorities", "Actions", "About the data"):
        expect(page.get_by_role("link", name=name, exact=True)).to_be_in_viewport()


def _first(page: Page):
    """The first entry of the list, once the demonstration's month is run."""
    entry = page.locator(".geo-priority").first
    expect(entry).to_be_visible(timeout=WHILE_THEY_ARE_MADE_MS)
    return entry


def _go(page: Page, button: str) -> None:
    way = page.get_by_role("button", name=button, exact=True)
    expect(way).to_be_visible(timeout=WHILE_THEY_ARE_MADE_MS)
    way.click()
    expect(page.get_by_text("Priority 1 of")).to_be_visible()


def _editing(open_view, number: str) -> Page:
    page = open_view(f"action?{DEMONSTRATION}&action={number}")
    page.get_by_text("Change this action").click()
    expect(page.get_by_role("textbox", name="Owner")).to_be_visible()
    return page


def _save(page: Page, owner: str) -> None:
    page.get_by_role("textbox", name="Owner").fill(owner)
    page.get_by_role("button", name="Save", exact=True).click()


def _settle(page: Page) -> None:
    expect(page.locator(".geo-marked").first).to_be_visible()
    if "priorities" in page.url:
        _first(page)
    if "meeting" in page.url:
        expect(page.get_by_role("button", name="Next", exact=True)).to_be_visible(
            timeout=WHILE_THEY_ARE_MADE_MS
        )
    page.wait_for_function("!document.querySelector('[data-testid=stStatusWidget]')")
    page.wait_for_timeout(800)


def _check_width(page: Page, width: int) -> None:
    scroller = "document.querySelector('[data-testid=stMain]')"
    assert page.evaluate(f"{scroller}.scrollWidth <= {scroller}.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") == width
