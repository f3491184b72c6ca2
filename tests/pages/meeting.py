"""What the tests of the meeting's pages share: the demonstration's register, begun anew."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    told = [*app.success, *app.error, *app.warning, *app.info]
    return " ".join(each.value for each in told).replace("\\", "")
