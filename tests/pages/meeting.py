"""What the tests of the meeting's pages share."""

from __future__ import annotations

import html
import re

from streamlit.testing.v1 import AppTest

from tests.pages.reading import html_of


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    told = [*app.success, *app.error, *app.warning, *app.info]
    return " ".join(each.value for each in told).replace("\\", "")


def links_of(app: AppTest) -> dict[str, str]:
    """Words of a link, and where it leads."""
    found = re.findall(r'<a class="geo-link" href="(.*?)">(.*?)</a>', html_of(app))
    return {html.unescape(words): html.unescape(href) for href, words in found}
