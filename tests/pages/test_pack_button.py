"""The packs at a press: offered where their page is, made by the press and not before."""

from __future__ import annotations

import io
from datetime import date

import pikepdf
import pytest

from geo_csp.disclosure.release import DataSet
from geo_csp.pages import pack_button
from geo_csp.pages.desk import Desk
from geo_csp.pages.pack_button import board_buttons
from geo_csp.roles import ROLES, Viewer


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """Each button that a page shows, with what a press would run."""
    shown: list[dict[str, object]] = []

    def keep(label: str, data: object, **settings: object) -> None:
        shown.append({"label": label, "make": data, **settings})

    monkeypatch.setattr(pack_button.st, "download_button", keep)
    return shown


def desk_of(data: DataSet, role: str) -> Desk:
    return Desk(data, Viewer(ROLES[role]), None, role, date(2026, 1, 15))


def test_the_boards_report_is_offered_in_both_forms_and_drawn_when_pressed(
    ready: dict[str, DataSet], offered: list, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = []
    draw = pack_button.board_document
    monkeypatch.setattr(pack_button, "board_document", lambda told: drawn.append(1) or draw(told))
    board_buttons(desk_of(ready["demonstration"], "board"), "2025Q4")
    assert [each["label"] for each in offered] == ["The report (Word)", "The report (PDF)"]
    assert offered[1]["file_name"] == (
        "OFFICIAL_synthetic-demonstration-data_herefordshire_board_2025Q4.pdf"
    )
    assert drawn == []
    with pikepdf.open(io.BytesIO(offered[1]["make"]())) as report:
        assert len(report.pages) <= 4
    assert drawn == [1]


def test_who_takes_nothing_away_is_offered_nothing(
    ready: dict[str, DataSet], offered: list
) -> None:
    board_buttons(desk_of(ready["demonstration"], "administrator"), "2025Q4")
    assert offered == []
