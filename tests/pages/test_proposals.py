"""A partner's proposal of a place, on the page of what residents and partners told."""

from __future__ import annotations

from datetime import date

import pytest

from geo_csp.disclosure import known_places
from geo_csp.disclosure.known_places import KnownPlace
from geo_csp.register.proposals import proposals, put_forward, withdraw
from tests.pages.meeting import press, said
from tests.pages.reading import html_of, words_of

PAGE = "voices.py"
CENTRAL = "E05009449"
HIGH_TOWN = KnownPlace("351000-240000", "High Town, Central", CENTRAL)
WARD = KnownPlace(CENTRAL, "Central ward", CENTRAL)


@pytest.fixture(autouse=True)
def _places(monkeypatch):
    """As after a run."""
    known = {place.code: place for place in (HIGH_TOWN, WARD)}
    monkeypatch.setattr(known_places, "known_places", lambda _data: known)
    monkeypatch.setattr("geo_csp.disclosure.voices.known_places", lambda _data: known)


def test_a_place_is_put_forward_and_withdrawn(open_desk, register):
    app = open_desk(PAGE)
    # A ward is no place for the list.
    assert app.selectbox(key="proposal-place").options == [HIGH_TOWN.name]
    app.selectbox(key="proposal-place").set_value(HIGH_TOWN.code)
    partner = app.selectbox(key="proposal-organisation").options[0]
    app.selectbox(key="proposal-organisation").set_value(partner)
    app.text_area(key="proposal-reason").set_value("Bins are set on fire")
    press(app, "Put it forward")
    assert "Proposal 1 is kept." in said(app)
    (kept,) = proposals(register)
    assert (kept.place, kept.organisation, kept.put_forward_on) == (
        HIGH_TOWN.code,
        partner,
        date(2026, 1, 15),
    )
    assert "Bins are set on fire" in words_of(app)
    app.selectbox(key="withdrawal-number").set_value(1)
    press(app, "Withdraw it")
    assert "Proposal 1 is withdrawn; it stays on record." in said(app)
    assert "Bins are set on fire" not in words_of(app)
    assert not proposals(register)[0].stands


def test_what_says_too_little_is_refused_and_stays_in_the_form(open_desk, register):
    app = open_desk(PAGE)
    app.text_area(key="proposal-reason").set_value("Bins")
    press(app, "Put it forward")
    assert "Place: this must not be empty." in said(app)
    assert app.text_area(key="proposal-reason").value == "Bins"
    assert proposals(register) == ()


def test_only_what_counts_now_is_shown_and_never_as_markup(open_desk, register):
    for day in (date(2025, 7, 31), date(2025, 8, 1)):
        put_forward(register, "x", "Fire", f"<b>since</b> {day}", day=day, who="an")
    withdraw(register, put_forward(register, "x", "Fire", "gone", day=day, who="an").number, "an")
    app = open_desk(PAGE)
    assert "2025-08-01" in html_of(app)
    assert "2025-07-31" not in html_of(app)
    assert "gone" not in words_of(app)
    assert "<b>since" not in html_of(app)
