"""Leads made by hand, for tests of what shows them."""

from __future__ import annotations

from geo_csp.county_lines.balance import balanced_sum, one_sided_ratio
from geo_csp.county_lines.lead import Lead, Stream
from geo_csp.months import Span

MONTH = "2025-12"
MONTHS = Span("2025-01", MONTH).months()
CENTRAL = "E05009449"


def stream(code: str, **changes: object) -> Stream:
    """Of 12 incidents here in all, 8 came in the last two months of a quiet year."""
    made: dict[str, object] = {
        "code": code,
        "phrase": code.capitalize(),
        "found_by": "public",
        "source": "A guide to the signs",
        "address": "https://example.org/signs",
        "weight": 1.0,
        "leads": False,
        "observed_by_month": (1, 0, 1, 0, 0, 1, 0, 0, 1, 0, 4, 4),
        "observed": 8,
        "at_place": 12,
        "in_window": 300,
        "in_all": 1_800,
        "relative_risk": 9.5,
        "lower": 3.1,
        "upper": 33.0,
    } | changes
    made["expected"] = made["at_place"] * made["in_window"] / made["in_all"]  # type: ignore[operator]
    made["log_likelihood_ratio"] = one_sided_ratio(
        made["observed"],  # type: ignore[arg-type]
        made["expected"],  # type: ignore[arg-type]
        made["in_all"],  # type: ignore[arg-type]
    )
    return Stream(**made)  # type: ignore[arg-type]


DRUGS = stream(
    "drugs",
    found_by="police",
    leads=True,
    observed=6,
    at_place=7,
    in_window=60,
    in_all=360,
    observed_by_month=(0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 3, 3),
)
QUIET = stream("robbery", observed=0, at_place=1, observed_by_month=(1, *[0] * 11))


def lead(code: str = "lead-1", **changes: object) -> Lead:
    streams = changes.pop("streams", (DRUGS, stream("asb", phrase="Anti-social behaviour"), QUIET))
    made: dict[str, object] = {
        "code": code,
        "place": "High Street and Bewell Street, Central",
        "place_code": "351000-240000",
        "ward_code": CENTRAL,
        "tier": "A",
        "state": "new",
        "since": "2025-11",
        "first_seen": MONTH,
        "months": MONTHS,
        "streams": streams,
        "statistic": balanced_sum(streams, [each.contribution for each in streams]),  # type: ignore[arg-type, attr-defined]
        "police_found_share": 6 / 14,
        "p": 0.002,
        "recurrence_months": 500.0,
        "streets": (("High Street", 10), ("Bewell Street", 4)),
        "outline": {
            "type": "Polygon",
            "coordinates": [[[-2.72, 52.05], [-2.71, 52.05], [-2.71, 52.06], [-2.72, 52.05]]],
        },
        "context": (("rail station: Hereford", 640.0), ("main road: A49", 1_240.0)),
        "unless": "It would be no lead if these had come in other months: 3 of 6 of drugs.",
        "break_words": "",
        "sentence": f"{code}: signs have come together.",
    }
    return Lead(**made | changes)  # type: ignore[arg-type]
