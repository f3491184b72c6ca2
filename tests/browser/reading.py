"""How the tests read the page: as a person would, by names and words."""

from __future__ import annotations

import re
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Locator, Page, expect

# A busy machine draws late; a test that waits is not a test that passes.

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")

ANY_SIGN = re.compile("^[0-9a-f]{12}$")

# A place inside the ward's outline: the middle of its box may lie in another ward.
_INSIDE = """path => {
  const box = path.getBoundingClientRect();
  const root = path.getRootNode();
  for (let i = 1; i < 40; i++) for (let j = 1; j < 40; j++) {
    const x = box.left + box.width * i / 40, y = box.top + box.height * j / 40;
    if (root.elementFromPoint(x, y) === path) return [x, y];
  }
  return null;
}"""


def ward_map(page: Page) -> Locator:
    return page.locator(".st-key-map .geo-map")


def shown(page: Page) -> str:
    """A sign of what the map shows, once it shows something and the app has come to rest."""
    expect(ward_map(page)).to_have_attribute("data-shown", ANY_SIGN)
    page.wait_for_function("!document.querySelector('[data-testid=stStatusWidget]')")
    return ward_map(page).get_attribute("data-shown") or ""


def ward(page: Page, name: str) -> Locator:
    return ward_map(page).locator(f'path[aria-label^="{name}."]')


def point_inside(area: Locator) -> tuple[float, float]:
    area.scroll_into_view_if_needed()
    x, y = area.evaluate(_INSIDE)
    return x, y


def figure_on_map(area: Locator) -> str:
    """ "Castle. 2 incidents. 7.1 per 1,000 ..." gives "2"."""
    return (area.get_attribute("aria-label") or "").split(". ")[1].split(" ")[0]


def figure_in_table(page: Page, name: str) -> str:
    table = page.locator(".geo-table").last
    row = table.get_by_role("row").filter(has=page.get_by_role("rowheader", name=name, exact=True))
    return row.get_by_role("cell").first.inner_text()


def choose(page: Page, label: str, option: str) -> None:
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option, exact=True).click()


def serious_findings(page: Page) -> list[str]:
    """What axe finds serious or critical on the page."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{each['id']}: {node['target']} {node.get('failureSummary', '')}"
        for each in found["violations"]
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]
