"""A store with a police extract, and people who have signed in to see it, or say so."""

from __future__ import annotations

import csv
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from geo_csp.area_profile import AreaProfile
from geo_csp.county_lines.lead import Lead
from geo_csp.incidents.load import load
from geo_csp.monthly.publish import publish
from geo_csp.months import Span
from geo_csp.register import viewers
from geo_csp.register.opening import Register, open_register
from geo_csp.tasking.effect_record import BeforeAfter, Effect
from geo_csp.vocabulary import OFFICIAL_SENSITIVE
from tests.hotspot_samples import CENTRAL, TESTED, hotspot
from tests.lead_samples import lead
from tests.packs.samples import effect, priority
from tests.published_samples import published_month

ISSUER = "https://sign-in.example/tenant/v2.0"
AUTH = {
    "redirect_uri": "http://localhost:8501/oauth2callback",
    "cookie_secret": "0123456789abcdef0123456789abcdef",
    "client_id": "geo-csp",
    "client_secret": "not a secret here",
    "server_metadata_url": f"{ISSUER}/.well-known/openid-configuration",
    "issuer": ISSUER,
}
STREET = "Canary Row"
NOTE = "canary in the markers"
# In Central ward of Hereford.
PLACE = {"easting": "351000", "northing": "239950", "street": STREET, "markers": NOTE}


def load_extract(
    store: Path,
    profile: AreaProfile,
    rows: Sequence[Mapping[str, str]],
    folder: Path,
    source: int = 0,
) -> None:
    """``source``: which of the profile's extracts; the police's is the first."""
    columns = profile.extracts[source].columns.named()
    path = folder / f"extract-{source}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns.values())
        writer.writerows([(PLACE | row).get(field, "") for field in columns] for row in rows)
    report = load([path], profile, store)
    assert report.exit_code == 0, report


def publish_hotspot(store: Path, profile: AreaProfile, count: int) -> None:
    """In June 2025, in the street of the extract: a hotspot of hate, a lead, both on the list, and
    what an action there did.
    """
    month = "2025-06"
    found = hotspot(
        "hate-1",
        category="hate",
        place=f"{STREET}, Central",
        ward_code=CENTRAL,
        since=month,
        months=(month,),
        observed_by_month=(count,),
        streets=((STREET, count),),
        sentence=f"Hate crime rose on {STREET}.",
    )
    there = {"place": found.place, "streets": found.streets, "marking": OFFICIAL_SENSITIVE}
    made = published_month(
        profile,
        month,
        store,
        is_synthetic=False,
        scanned={"hate": month},
        findings=(found,),
        backtests=(TESTED,),
        leads=(_lead(found.place, count, "l1"),),
        ended_leads=(_lead(found.place, count, "l2"),),
        priorities=(
            priority(1, found_from=("hate-1",), **there),
            priority(2, found_from=("l1",), theme="soc", has_lead=True, **there),
        ),
        effects=(_effect(found.place),),
    )
    publish(store, made, (), ())


def _lead(place: str, count: int, code: str) -> Lead:
    """A lead in the street of the extract."""
    return lead(
        code,
        place=place,
        ward_code=CENTRAL,
        since="2025-05",
        first_seen="2025-06",
        months=Span("2024-07", "2025-06").months(),
        streets=((STREET, count),),
        unless=f"It would be no lead without {STREET}.",
        sentence=f"Signs have come together on {STREET}.",
    )


def _effect(place: str) -> Effect:
    """Of the first action of the register, which its meeting called after the street."""
    return effect(
        1,
        what=f"Patrols on {STREET}",
        place=place,
        ward_code=CENTRAL,
        first="2025-06",
        last="2025-06",
        before=Span("2024-06", "2024-06"),
        treated=BeforeAfter(STREET, 200, 100, 40, 41),
        sentence=f"Patrols on {STREET} (Central): about 104 fewer than without it.",
    )


def with_roles(store: Path, profile: AreaProfile, roles: Mapping[str, str]) -> Register:
    register = open_register(store)
    for subject, role in roles.items():
        wards = [CENTRAL] if role == "neighbourhood" else []
        viewers.grant(register, profile, subject, role, wards=wards, who="set-up")
    return register


def claims(subject: str, **changed: Any) -> dict[str, Any]:
    now = time.time()
    told = {"iss": ISSUER, "aud": "geo-csp", "sub": subject, "iat": now - 5, "exp": now + 3600}
    return {"is_logged_in": True, **told, **changed}
