"""Candidates and priorities made by hand."""

from __future__ import annotations

from dataclasses import replace

from geo_csp.area_profile import AreaProfile
from geo_csp.months import Span
from geo_csp.tasking.candidates import Candidate, Reason, Voice
from geo_csp.tasking.factors import PlaceFigures, factors
from geo_csp.tasking.find import lead_partner
from geo_csp.tasking.priority import Priority
from geo_csp.tasking.rank import rerank
from geo_csp.tasking.weights import weights_of

WINDOW = Span("2025-07", "2025-12")

EMERGING = Reason(
    code="asb-1",
    words="emerging hotspot of anti-social behaviour",
    theme="asb",
    emergence=1.0,
    persistence=0.0,
    police_found=0.0,
    stability=0.75,
    stability_words="stands in 6 of 8 settings",
    held=0.6,
    break_words="",
    is_lead=False,
)
DRUGS = replace(
    EMERGING,
    code="drugs-1",
    words="persistent hotspot of drugs",
    theme="soc",
    emergence=0.0,
    persistence=1.0,
    police_found=1.0,
    stability=None,
    stability_words="no other settings to try",
    held=None,
)


def candidate(code: str, *reasons: Reason, voice: Voice | None = None) -> Candidate:
    return Candidate(code, f"{code} Street", "E05009449", None, reasons, voice or Voice(code, 0))


def priority(
    profile: AreaProfile, found: Candidate, counts: dict[str, int], *, incomplete: str = ""
) -> Priority:
    """Unranked, as ``find`` makes them."""
    settings = profile.tasking
    theme = found.reasons[0].theme or "asb" if found.reasons else "asb"
    figures = PlaceFigures(counts, WINDOW, incomplete)
    partner = lead_partner(theme, settings)
    scored = factors(found, figures, partner, theme, settings)
    return Priority(
        code=found.place_code,
        rank=0,
        rank_low=0,
        rank_high=0,
        tied_with=(),
        place=found.place,
        place_code=found.place_code,
        ward_code=found.ward_code,
        locality="Hereford",
        theme=theme,
        score=sum(each.points for each in scored),
        factors=scored,
        why=tuple(each.sentence for each in scored),
        partner=partner.name if partner else "",
        partner_can=partner.can if partner else "",
        found_from=tuple(reason.code for reason in found.reasons),
        put_forward_by=found.voice.put_forward_by,
        police_found_share=0.0,
        is_police_found=bool(found.reasons) and all(r.is_police_found for r in found.reasons),
        has_lead=False,
        streets=(),
        months=("2025-12",),
        observed_by_month=(sum(counts.values()),),
        outline={"type": "Point", "coordinates": [-2.7, 52.0]},
        marking="OFFICIAL",
    )


def ranked(profile: AreaProfile, *listed: Priority) -> tuple[Priority, ...]:
    return rerank(listed, weights_of(profile.tasking.weights))
