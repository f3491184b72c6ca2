"""For each role all that reaches its browser is read, and holds nothing above the role.

Planted in a police extract: a street with a hotspot, a lead and priorities, where an action was; a
count of a strand, a point, a note, and in the register the reason of a disclosure, an action and a
resident's report. Each is found with those who may see it, so that not finding it says something.
"""

from __future__ import annotations

import contextlib
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import websockets.sync.client
from playwright.sync_api import Browser
from streamlit.proto.BackMsg_pb2 import BackMsg

from geo_csp.geography.boundaries import to_longitude_latitude
from geo_csp.register import actions, audit, viewers, voices
from geo_csp.register.agreed import Agreed
from geo_csp.register.opening import Register
from geo_csp.register.voices import Told
from tests.browser.conftest import free_port, serving
from tests.browser.crawling import Heard, Person, person
from tests.browser.provider import cookie, secrets_file
from tests.hotspot_samples import CENTRAL, COLLEGE
from tests.pages.protected import NOTE, PLACE, STREET, load_extract, publish_hotspot, with_roles

pytestmark = pytest.mark.browser

STRAND = 1371
REASON = "canary in a justification"
ACTION, REPORT = "canary in an action", "canary in a report"
ISSUER = "http://localhost:9"  # nobody is there: who signed in stands in the cookie
ROLES = {
    "pat": "public",
    "bob": "board",
    "max": "partner",
    "ann": "analyst",
    "adam": "administrator",
    "nell": "neighbourhood",
}
# A team of another ward, someone without a role, someone who did not sign in.
OTHER_TEAM, NOBODY, NO_ONE = "otto", "nora", ""
TASKING = {"max", "ann", "nell"}
# Each with what the demonstration offers (a role, wards), which here must choose nothing.
VIEWS = (
    "?ward=Central&category=Hate+crime%3A+race&role=Analyst&wards=Central",
    "?ward=Central&category=Hate+crime&show=Rate&role=Administrator",
    "?category=All+incidents&locality=Hereford&show=Count",
    "hotspots?role=Analyst",
    "hotspot?hotspot=hate-1",
    "county-lines",
    "lead?lead=l1",
    "lead?lead=l2",
    "how-leads-are-found",
    "priorities",
    "priority?priority=p1",
    "priority?priority=p2",
    "meeting?priority=p1",
    "actions",
    "action?action=1",
    "action?action=new",
    "voices",
    "case-reviews",
    "how-well-it-worked",
    "board",
    "board?locality=Hereford&quarter=April+to+June+2025",
    "about-the-data",
    "audit",
)
FORGED = (
    *("manifest.json", "data/store/manifest.json", "store/register.db", "register.key"),
    *(".streamlit/secrets.toml", "app/static/secrets.toml", "static/../.streamlit/secrets.toml"),
    *("..%2f..%2fetc/passwd", "vendor/leaflet/..%2f..%2f..%2f..%2fetc/passwd"),
    *(
        "outlines/..%2f..%2fsecrets.js",
        "media/",
        f"media/{'0' * 56}.csv",
        "media/..%2fmanifest.json",
    ),
    *("_stcore/upload_file/a/b", "_stcore/metrics", "_stcore/message?hash=0", "_stcore/agent"),
    *("component/../manifest.json", "healthz/../register.db"),
)


@dataclass(frozen=True)
class Served:
    address: str
    store: Path
    canaries: dict[str, re.Pattern[str]]

    def cookies(self, subject: str) -> list[dict[str, object]]:
        return [cookie(self.address, ISSUER, subject)] if subject else []


@pytest.fixture(scope="module")
def served(
    chromium: str, data_folder: Path, tmp_path_factory: pytest.TempPathFactory, herefordshire
) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("crawled")
    store, port = folder / "store", free_port()
    race = {"date_from": "05/06/2025", "offence": "Harassment", "strands": "Race"}
    faith = race | {"strands": "Religion or faith"}
    elsewhere = race | {"easting": "349800", "northing": "259000", "street": "Elsewhere"}
    rows = [*[race] * STRAND, *[faith] * 9, *[elsewhere] * 60]
    load_extract(store, herefordshire, rows, folder)
    register = with_roles(store, herefordshire, ROLES)
    viewers.grant(register, herefordshire, OTHER_TEAM, "neighbourhood", wards=[COLLEGE], who="x")
    audit.record(register, audit.Entry("x", "disclosure", "figures", justification=REASON))
    _write_in_the_meeting(register)
    register.close()
    publish_hotspot(store, herefordshire, STRAND)
    secrets = secrets_file(folder, ISSUER, port)
    with serving(data_folder, store, port, f"--secrets.files={secrets}") as address:
        yield Served(address, store, _canaries())


def _write_in_the_meeting(register: Register) -> None:
    day = date(2025, 6, 9)
    agreed = Agreed(ACTION, owner="x", starts=day, review_on=day, place=CENTRAL)
    actions.add_action(register, agreed, "x")
    today = date.today()  # the page lists the last months' reports
    voices.add_report(register, Told("resident", "x", today, today, CENTRAL, REPORT), "x")


def _canaries() -> dict[str, re.Pattern[str]]:
    longitude, latitude = (
        str(float(value))[:8]
        for value in to_longitude_latitude(float(PLACE["easting"]), float(PLACE["northing"]))
    )
    return {
        "street": re.compile(STREET),
        "strand": re.compile(rf"(?<![\d.]){STRAND}(?![\d])|1,{STRAND - 1000}"),
        "point": re.compile(f"{re.escape(longitude)}|{re.escape(latitude)}"),
        "note": re.compile(NOTE),
        "reason": re.compile(REASON),
        "action": re.compile(ACTION),
        "report": re.compile(REPORT),
    }


def may_see(subject: str) -> set[str]:
    if subject in TASKING:
        is_in_the_meeting = ROLES[subject] != "neighbourhood"
        found = {"street", "strand", "point", "action"}
        return found | {"report"} if is_in_the_meeting else found
    return {"reason"} if ROLES.get(subject) == "administrator" else set()


@pytest.mark.parametrize("subject", [*ROLES, OTHER_TEAM, NOBODY, NO_ONE])
def test_nothing_above_the_role_reaches_the_browser(served: Served, browser: Browser, subject):
    who = person(browser, served.address, served.cookies(subject))
    # Whoever is refused is refused before any page is run.
    for view in VIEWS if subject not in (NOBODY, NO_ONE) else (VIEWS[0], "audit"):
        who.look_at(view)
        who.take_away("the crawler's reason")
    who.page.context.close()
    found = {name for name, canary in served.canaries.items() if who.heard.holds(canary)}
    assert found == may_see(subject)
    _check_files(subject, who)


def _check_files(subject: str, who: Person) -> None:
    if subject in (NOBODY, NO_ONE):
        assert who.heard.files == {}
    elif ROLES.get(subject) != "administrator":
        assert who.heard.files
    assert all(name.startswith("OFFICIAL") for name in who.heard.files)


def test_each_look_and_each_file_of_an_extract_has_its_line(served: Served, browser: Browser):
    who = person(browser, served.address, served.cookies("ann"))
    who.look_at(VIEWS[0])
    who.take_away("MATAC of 12 January")
    who.page.context.close()
    register = with_roles(served.store, None, {})
    lines = [line.entry for line in audit.lines(register, who="ann")]
    register.close()
    assert "consultation" in {line.kind for line in lines}
    reasons = [line.justification for line in lines if line.kind == "disclosure"]
    assert reasons[: len(who.heard.files)] == ["MATAC of 12 January"] * len(who.heard.files)
    assert len(who.heard.files) == 3  # CSV, GeoJSON, PNG


@pytest.mark.parametrize("path", FORGED)
def test_a_forged_address_gets_nothing(served: Served, path):
    content = _fetched(f"{served.address}/{path}")
    heard = Heard([content])
    assert not any(heard.holds(canary) for canary in served.canaries.values())
    for secret in ("cookie_secret", "root:", '"months":', "SQLite format"):
        assert secret not in content


def test_a_file_is_not_given_from_elsewhere_without_its_viewer(served: Served, browser: Browser):
    who = person(browser, served.address, served.cookies("ann"))
    asked: list[str] = []
    who.page.on("request", lambda request: asked.append(request.url))
    who.look_at(VIEWS[0])
    who.take_away("MATAC of 12 January")
    file = next(url for url in asked if "/media/" in url)
    through_a_proxy = {"X-Forwarded-For": "192.0.2.7"}
    value = served.cookies("ann")[0]["value"]
    known = through_a_proxy | {"Cookie": f"_streamlit_user={value}"}
    unknown = through_a_proxy | {"Cookie": f"_streamlit_user={value}x"}
    no_role = served.cookies(NOBODY)[0]["value"]
    revoked = through_a_proxy | {"Cookie": f"_streamlit_user={no_role}"}
    assert _fetched(file, known) != "no such file"
    for headers in (through_a_proxy, unknown, revoked):
        assert _fetched(file, headers) == "no such file"
    who.page.context.close()


def test_a_replayed_session_gets_nothing(served: Served, browser: Browser):
    """Whoever learns the name of a session, and speaks to the socket without a browser."""
    who = person(browser, served.address, served.cookies("ann"))
    who.look_at(VIEWS[0])
    (session,) = who.heard.sessions
    told = Heard(_spoken_to(served.address, session))
    who.page.context.close()
    assert told.text
    assert not any(told.holds(canary) for canary in served.canaries.values())


def _spoken_to(address: str, session: str) -> list[str]:
    message = BackMsg()
    message.rerun_script.query_string = "ward=Central&category=Hate+crime%3A+race"
    heard = []
    with (
        contextlib.suppress(TimeoutError),
        websockets.sync.client.connect(
            f"{address.replace('http', 'ws', 1)}/_stcore/stream",
            subprotocols=["streamlit", "none", session],
            additional_headers={"Origin": address},
            max_size=None,
        ) as socket,
    ):
        socket.send(message.SerializeToString())
        while True:
            heard.append(bytes(socket.recv(timeout=5)).decode("utf-8", errors="ignore"))
    return heard


def _fetched(url: str, headers: dict[str, str] | None = None) -> str:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers or {})) as answer:
            return answer.read().decode("utf-8", errors="ignore")
    except urllib.error.HTTPError as error:
        return error.read().decode("utf-8", errors="ignore")
