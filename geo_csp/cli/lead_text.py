"""A month's leads as text: what a command prints of what it was given. No arithmetic."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo_csp.disclosure.county_lines import Lead, ReleasedLeads, Stream


def leads_text(released: ReleasedLeads, form: str) -> str:
    from geo_csp.disclosure.county_lines_export import csv_bytes, geojson_bytes, json_bytes

    if form == "csv":
        return csv_bytes(released).decode()
    if form == "json":
        return json_bytes(released).decode() + "\n"
    if form == "geojson":
        return geojson_bytes(released).decode() + "\n"
    return _table(released)


def leads_notes(released: ReleasedLeads) -> str:
    return "\n".join([released.sentence, *(f"Note: {notice}" for notice in released.notices)])


def _table(released: ReleasedLeads) -> str:
    from geo_csp.disclosure.taken_away import full_marking

    lines = [full_marking(released), released.sentence, ""]
    for lead in released.leads:
        lines += [*_one(lead), ""]
    lines += [f"Ended: {lead.code}, {lead.place}" for lead in released.ended]
    return "\n".join([*lines, *(f"Note: {notice}" for notice in released.notices)]) + "\n"


def _one(lead: Lead) -> list[str]:
    doubt = [f"  It may be the map and not the crime: {lead.break_words}."] * bool(lead.break_words)
    return [
        f"Tier {lead.tier}, {lead.state} ({lead.code}): {lead.sentence}",
        *(f"  {_stream(stream)}" for stream in lead.streams if stream.stands_out),
        f"  {lead.unless}",
        f"  Found by police: {lead.police_found_share:.0%} of these incidents.",
        *doubt,
    ]


def _stream(stream: Stream) -> str:
    return (
        f"{stream.phrase}: {stream.observed:,} observed, {stream.expected:,.2f} expected; "
        f"{stream.relative_risk:,.1f} times the usual ({stream.lower:,.1f} to {stream.upper:,.1f});"
        f" counts {stream.contribution:,.2f}"
    )
