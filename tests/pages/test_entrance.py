"""Nobody comes in to a police extract without a role, everybody at this computer to the rest."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from geo_csp.pages import data_sets, entrance, own_register, server_setup
from geo_csp.register import audit, viewers
from tests.pages.conftest import FRAME
from tests.pages.protected import AUTH, STREET, claims, load_extract, with_roles
from tests.pages.reading import words_of

ROWS = [{"date_from": "05/06/2025", "offence": "Burglary"}] * 3
ROLES = {"ann": "analyst", "bob": "board", "adam": "administrator"}
CENTRAL = "Central"


@pytest.fixture
def store(data_folder, tmp_path, herefordshire, monkeypatch) -> Path:
    store = tmp_path / "store"
    load_extract(store, herefordshire, ROWS, tmp_path / "files")
    monkeypatch.setenv("GEO_CSP_STORE", str(store))
    entrance._ended.clear()
    return store


@pytest.fixture
def register(store, herefordshire):
    opened = with_roles(store, herefordshire, ROLES)
    yield opened
    opened.close()


def visit(user: dict | None = None, auth: dict | None = AUTH, **address: str) -> AppTest:
    app = AppTest.from_file(str(FRAME), default_timeout=120)
    app.user = user or {"is_logged_in": False}
    if auth:
        app.secrets["auth"] = auth
    for name, value in address.items():
        app.query_params[name.rstrip("_")] = value
    app.run()
    assert not app.exception
    return app


def shows_nothing(app: AppTest) -> bool:
    return STREET not in words_of(app) and not app.get("bidi_component") and len(app.selectbox) == 1


def test_an_extract_is_not_served_without_sign_in_and_the_page_says_what_is_missing(store):
    app = visit(auth=None)
    assert "Nothing is shown without sign-in" in words_of(app)
    assert "secrets.toml with the table [auth]" in words_of(app)
    assert shows_nothing(app)
    assert not (store / "register.db").exists()


@pytest.mark.parametrize("name", AUTH)
def test_each_setting_that_is_missing_is_named(store, name):
    app = visit(claims("ann"), {key: value for key, value in AUTH.items() if key != name})
    assert f"In [auth] of secrets.toml: {name}." in words_of(app)
    assert shows_nothing(app)


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("server.enableXsrfProtection", False),
        ("server.enableCORS", False),
        ("server.enableAgentApi", True),
        ("server.enableStaticServing", True),
        ("server.trustedUserHeaders", {"X-User": "sub"}),
        ("server.allowedHosts", []),
        ("server.allowedHosts", ["*"]),
        ("client.disableDataExport", False),
        ("client.showErrorDetails", "full"),
    ],
)
def test_a_loosened_server_serves_no_extract(register, monkeypatch, option, value):
    true_option = st.get_option
    monkeypatch.setattr(
        server_setup.st, "get_option", lambda name: value if name == option else true_option(name)
    )
    app = visit(claims("ann"))
    assert f"The option {option}" in words_of(app)
    assert shows_nothing(app)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("issuer", "http://sign-in.example", "issuer must begin with https://"),
        ("redirect_uri", "http://csp.example/oauth2callback", "redirect_uri must begin with"),
        ("cookie_secret", "short", "32 or more random characters"),
    ],
)
def test_a_weak_setting_is_as_good_as_missing(store, name, value, words):
    assert words in words_of(visit(claims("ann"), {**AUTH, name: value}))


def test_whoever_has_not_signed_in_is_asked_to(register):
    app = visit()
    assert [button.label for button in app.button] == ["Sign in"]
    assert shows_nothing(app)


def test_a_role_opens_the_page_and_leaves_a_line(register):
    app = visit(claims("ann"), ward="Central")
    assert STREET in words_of(app)
    (line,) = audit.lines(register, kind="consultation")
    assert (line.entry.who, line.entry.about) == ("ann", "Map")
    assert line.entry.filter["ward"] == "E05009449"
    app.run()
    assert len(audit.lines(register, kind="consultation")) == 1
    app.selectbox(key="category").set_value("burglary").run()
    newest = audit.lines(register, kind="consultation")[0]
    assert newest.entry.filter["category"] == "burglary"


def test_a_board_member_sees_no_street(register):
    app = visit(claims("bob"), ward=CENTRAL)
    assert "released only to roles that task" in words_of(app)
    assert STREET not in words_of(app)


def test_a_revoked_role_bites_at_the_next_rerun(register):
    app = visit(claims("ann"), ward=CENTRAL)
    assert STREET in words_of(app)
    viewers.revoke(register, "ann", "adam")
    app.run()
    assert "hold no role here" in words_of(app)
    assert shows_nothing(app)


def test_an_identity_that_expires_bites_at_the_next_rerun(register, monkeypatch):
    app = visit(claims("ann"), ward=CENTRAL)
    assert STREET in words_of(app)
    later = time.time() + 3601
    monkeypatch.setattr(entrance.time, "time", lambda: later)
    app.run()
    assert "Your sign-in has expired" in words_of(app)
    assert shows_nothing(app)


@pytest.mark.parametrize(
    ("user", "words"),
    [
        (claims("nobody"), 'You are known here as "nobody"'),
        (claims("ann", iss="https://elsewhere.example"), "takes the word of"),
        (claims("ann", exp=1), "expired"),
        (claims("ann", sub=None), 'does not say "sub"'),
        (claims("ann", aud="another"), "made for another service"),
        (claims("<script>alert(1)</script>"), "<script>alert(1)</script>"),
    ],
)
def test_whoever_is_refused_is_told_why_and_sees_nothing(register, user, words):
    app = visit(user, ward=CENTRAL)
    assert words in words_of(app)
    assert shows_nothing(app)
    assert audit.lines(register, kind="consultation") == ()


def test_a_copy_of_a_sign_in_is_worthless_after_signing_out(register):
    user = claims("ann")
    app = visit(user, ward=CENTRAL)
    app.button(key="sign-out").click().run()
    copied = visit(user, ward=CENTRAL)
    assert "You have signed out" in words_of(copied)
    assert shows_nothing(copied)
    assert STREET in words_of(visit(claims("ann", iat=time.time()), ward=CENTRAL))


def test_open_data_and_the_demonstration_ask_nothing_and_open_no_register(store, monkeypatch):
    monkeypatch.setattr(own_register, "open_register", None)
    for data in ("Open data", "Demonstration"):
        app = visit(auth=None, data=data)
        assert len(app.selectbox) > 1
        assert not app.button


@pytest.mark.parametrize("address", ["0.0.0.0", "", "192.168.1.5"])
def test_bound_elsewhere_even_open_data_are_for_those_who_signed_in(
    store, register, monkeypatch, address
):
    true_option = st.get_option
    monkeypatch.setattr(
        server_setup.st,
        "get_option",
        lambda name: address if name == "server.address" else true_option(name),
    )
    assert "can be reached from other computers" in words_of(visit(auth=None, data="Open data"))
    assert "hold no role" in words_of(visit(claims("nobody"), data="Open data"))
    assert "neighbourhood crime" in words_of(visit(claims("bob"), data="Open data")).lower()


def test_the_administrator_reads_the_audit_and_no_figure(register):
    app = visit(claims("adam"))
    assert "not released to the role Administrator" in words_of(app)
    app.switch_page("audit_log.py").run()
    assert "OFFICIAL-SENSITIVE" in words_of(app)
    assert "adam" in words_of(app)
    assert {"consultation"} == {line.entry.kind for line in audit.lines(register, who="adam")}
    app.selectbox(key="kind").set_value("alteration").run()
    assert "3 lines" in words_of(app)
    next(button for button in app.button if button.label == "Verify the chain").click().run()
    assert "are whole" in app.success[0].value


@pytest.mark.parametrize("subject", ["ann", "bob"])
def test_others_do_not_read_the_audit(register, subject):
    app = visit(claims(subject))
    app.switch_page("audit_log.py").run()
    assert "shown to an administrator" in words_of(app)
    assert "set-up" not in words_of(app)


def test_made_up_rows_among_true_ones_offer_no_choice_of_role(tmp_path, herefordshire, monkeypatch):
    store = tmp_path / "mixed"
    made_up = ROWS[0] | {"markers": "synthetic demonstration data"}
    other = made_up | {"date_from": "05/07/2025"}
    load_extract(store, herefordshire, [*ROWS, made_up, other], tmp_path / "files")
    monkeypatch.setenv("GEO_CSP_STORE", str(store))
    assert next(data.is_protected for data in data_sets.data_sets())
    register = with_roles(store, herefordshire, ROLES)
    app = visit(claims("bob"))
    assert "role" not in {box.key for box in app.selectbox}
    register.close()
