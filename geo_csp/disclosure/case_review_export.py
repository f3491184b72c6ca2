"""The four numbers of ASB case reviews as text and as files: those that the Act says to publish."""

from __future__ import annotations

import csv
import io
import json

from geo_csp.register.case_review_numbers import Numbers
from geo_csp.vocabulary import OFFICIAL

# Anti-social Behaviour, Crime and Policing Act 2014 s.104(9), (a) to (d), in its order.
PHRASES: dict[str, str] = {
    "applications": "applications for an ASB case review",
    "threshold_not_met": "times it was decided that the threshold was not met",
    "reviews": "ASB case reviews carried out",
    "reviews_with_recommendations": "of these that resulted in recommendations",
}


def sentences(found: Numbers) -> list[str]:
    return [
        f"ASB case reviews from {found.first} to {found.last}",
        *(f"{getattr(found, name):>6,}  {phrase}" for name, phrase in PHRASES.items()),
    ]


def csv_bytes(found: Numbers) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(_row(found)), lineterminator="\n")
    writer.writeheader()
    writer.writerow(_row(found))
    return text.getvalue().encode()


def json_bytes(found: Numbers) -> bytes:
    return json.dumps(_row(found), indent=2).encode()


def _row(found: Numbers) -> dict[str, str | int]:
    days = {"first": found.first.isoformat(), "last": found.last.isoformat()}
    return {**days, **{name: getattr(found, name) for name in PHRASES}, "marking": OFFICIAL}
