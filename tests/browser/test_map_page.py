"""The main job in a browser: find hate crime in a ward and a month, by pointer and by keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reading import (
    choose,
    figure_in_table,
    figure_on_map,
    point_inside,
    serious_findings,
    shown,
    ward,
    ward_map,
)

pytestmark = pytest.mark.browser

HATE = "?data=Demonstration&category=Hate+crime&from=June+2025"
# The extract's streets and points, its months and its types are all on the page.
WARD_VIEW = f"{HATE}&ward=Widemarsh"


def test_by_pointer_the_wards_figure_is_the_same_on_the_map_and_in_the_table(open_view):
    page = open_view("?data=Demonstration")
    shown(page)
    choose(page, "Category", "Hate crime")
    choose(page, "From", "June 2025")
    expect(page.get_by_text("Hate crime in Herefordshire, June 2025")).to_be_visible()
    chosen = ward(page, "Hampton")
    x, y = point_inside(chosen)
    page.mouse.move(x, y)
    tip = page.locator(".geo-tip")
    expect(tip).to_contain_text("Hampton")
    assert figure_on_map(chosen) == tip.inner_text().splitlines()[1].split(" ")[0]
    page.mouse.click(x, y)
    expect(page.get_by_role("heading", name="Hampton ward")).to_be_visible()
    expect(chosen).to_have_attribute("aria-pressed", "true")
    assert figure_on_map(chosen) == figure_in_table(page, "Hampton")
    _the_address_opens_the_same_view(page)


def test_by_keyboard_alone_the_same(open_view):
    page = open_view("?data=Demonstration")
    shown(page)
    _tab_to(page, "Category")
    page.keyboard.type("Hate crime")
    page.keyboard.press("Enter")
    _tab_to(page, "From")
    page.keyboard.type("June 2025")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Hate crime in Herefordshire, June 2025")).to_be_visible()
    shown(page)
    _tab_to(page, re.compile(r".+\. \d+ incident"))
    for key in ("ArrowRight", "ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    name = _focused_label(page).split(". ")[0]
    expect(page.locator(".geo-tip")).to_contain_text(name)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=f"{name} ward")).to_be_visible()
    assert _focused_label(page).startswith(name)  # the keyboard is still where it was
    assert figure_on_map(ward(page, name)) == figure_in_table(page, name)
    _the_address_opens_the_same_view(page)


def test_another_month_restyles_the_map_and_keeps_where_it_is(open_view):
    page = open_view("?data=Demonstration&category=Anti-social+behaviour")
    before = shown(page)
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_function("!document.querySelector('.leaflet-zoom-anim')")
    page.wait_for_timeout(400)
    outline = ward(page, "Hampton").get_attribute("d")
    choose(page, "From", "March 2025")
    expect(page.get_by_text("Herefordshire, March 2025")).to_be_visible()
    expect(ward_map(page)).not_to_have_attribute("data-shown", before)
    assert ward(page, "Hampton").get_attribute("d") == outline


def test_the_smallest_wards_carry_their_number_where_the_map_is_sent_to_their_town(open_view):
    page = open_view("?data=Demonstration&category=Anti-social+behaviour")
    shown(page)
    zooms = page.get_by_role("group", name="Zoom the map to")
    whole = ward(page, "Hampton").get_attribute("d")
    marks = ward_map(page).locator(".geo-mark")
    before = marks.count()
    zooms.get_by_role("button", name="Hereford", exact=True).focus()
    page.keyboard.press("Enter")
    expect(ward(page, "Hampton")).not_to_have_attribute("d", whole)
    assert marks.count() > before
    _is_in_sight_with_its_number(page, "Central")
    zooms.get_by_role("button", name="Herefordshire").click()
    expect(ward(page, "Hampton")).to_have_attribute("d", whole)


def test_going_to_the_other_page_and_back_keeps_the_data_set(open_view):
    page = open_view("?data=Demonstration")
    shown(page)
    page.get_by_role("link", name="About the data").click()
    expect(page.get_by_role("heading", name="About the data")).to_be_visible()
    expect(page.get_by_text("Made up for demonstration")).to_be_visible()
    page.get_by_role("link", name="Map", exact=True).click()
    shown(page)
    expect(page.get_by_text("This is synthetic demonstration data")).to_be_visible()


def test_own_data_comes_first_and_a_hostile_street_is_only_a_name(open_view):
    page = open_view("?category=Anti-social+behaviour&ward=Central")
    expect(page.get_by_text("Your own data.")).to_be_visible()
    hostile = "<img src=x onerror='window.hacked=1'>"
    expect(page.get_by_role("rowheader", name=hostile)).to_be_visible()
    point = page.locator(".geo-places path[role=img]")
    expect(point).to_have_attribute("aria-label", f"{hostile}. 3 incidents")
    point.hover()
    expect(page.locator(".geo-tip")).to_contain_text(hostile)
    assert page.evaluate("window.hacked") is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", [WARD_VIEW, "?data=Open+data&show=Change", "about-the-data"])
def test_axe_finds_nothing_serious(open_view, view, scheme):
    page = open_view(view, color_scheme=scheme)
    _settle(page, view)
    assert serious_findings(page) == []


@pytest.mark.parametrize("width", [390, 320])
@pytest.mark.parametrize("view", [WARD_VIEW, "about-the-data"])
def test_on_a_phone_nothing_scrolls_sideways(open_view, view, width):
    page = open_view(view, viewport={"width": width, "height": 844})
    _settle(page, view)
    scroller = "document.querySelector('[data-testid=stMain]')"
    assert page.evaluate(f"{scroller}.scrollWidth <= {scroller}.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("form", ["CSV", "GeoJSON", "Map (PNG)"])
def test_what_is_shown_can_be_taken_away_with_its_marking(open_view, form):
    page = open_view(HATE)
    shown(page)
    with page.expect_download() as download:
        page.get_by_role("button", name=form).click()
    name = download.value.suggested_filename
    assert name.startswith("OFFICIAL-SENSITIVE_synthetic-demonstration-data_herefordshire_hate")
    assert download.value.path().stat().st_size > 1000


def _is_in_sight_with_its_number(page: Page, name: str) -> None:
    area, box = ward(page, name).bounding_box(), ward_map(page).bounding_box()
    assert box["x"] < area["x"]
    assert area["x"] + area["width"] < box["x"] + box["width"]
    inside = [
        mark.bounding_box()
        for mark in ward_map(page).locator(".geo-mark").all()
        if mark.inner_text()
    ]
    assert any(
        area["x"] < m["x"] + m["width"] / 2 < area["x"] + area["width"]
        and area["y"] < m["y"] + m["height"] / 2 < area["y"] + area["height"]
        for m in inside
    )


def _settle(page: Page, view: str) -> None:
    if view.startswith("?"):
        shown(page)
    else:
        expect(page.get_by_role("heading", name="Licence and attribution")).to_be_visible()
        page.wait_for_timeout(500)


def _the_address_opens_the_same_view(page: Page) -> None:
    seen = shown(page)
    address = page.url
    assert "category=Hate+crime" in address
    assert "from=June+2025" in address
    page.reload()
    expect(ward_map(page)).to_have_attribute("data-shown", seen)
    assert page.url == address


def _tab_to(page: Page, name: str | re.Pattern[str]) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        label = _focused_label(page)
        if re.fullmatch(name, label) if isinstance(name, str) else name.match(label):
            return
    raise AssertionError(f"80 presses of Tab do not reach {name}")


def _focused_label(page: Page) -> str:
    return page.evaluate(
        """() => {
          let at = document.activeElement;
          while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
          return at?.getAttribute("aria-label") ?? at?.textContent ?? "";
        }"""
    )
