"""A month's hotspots as text: what a command prints of what it was given. No arithmetic."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo_csp.disclosure.hotspots import Hotspot, ReleasedHotspots
    from geo_csp.monthly.published import PublishedMonth


def run_report(made: PublishedMonth) -> str:
    kinds = [found.kind for found in made.findings]
    lines = [
        f"{made.month}: {kinds.count('emerging')} emerging hotspots, {kinds.count('watch')} to "
        f"watch, {len(kinds)} findings in all, in {len(made.scanned)} categories."
    ]
    lines += [f"Not looked at: {why}" for why in made.not_scanned.values()]
    lines += [
        f"{found.kind:9} {found.sentence}"
        for found in made.findings
        if found.kind in ("emerging", "watch")
    ]
    lines.append(f"{len(made.leads)} leads: likely county-lines locations.")
    asked = ("hotspots", "county-lines", "priorities")
    following = "; ".join(f"geo-csp {name} --month {made.month}" for name in asked)
    return "\n".join([*lines, f"Next: {following}"])


def hotspots_text(released: ReleasedHotspots, form: str) -> str:
    from geo_csp.disclosure.hotspots_export import csv_bytes, geojson_bytes, json_bytes

    if form == "csv":
        return csv_bytes(released).decode()
    if form == "json":
        return json_bytes(released).decode() + "\n"
    if form == "geojson":
        return geojson_bytes(released).decode() + "\n"
    return _table(released)


def hotspots_notes(released: ReleasedHotspots) -> str:
    return "\n".join([released.sentence, *(f"Note: {notice}" for notice in released.notices)])


def _table(released: ReleasedHotspots) -> str:
    from geo_csp.disclosure.taken_away import full_marking

    lines = [full_marking(released), released.sentence, ""]
    for found in released.findings:
        lines += [f"{found.kind}: {found.sentence}", f"  {_numbers(found)}", ""]
    return "\n".join([*lines, *(f"Note: {notice}" for notice in released.notices)]) + "\n"


def _numbers(found: Hotspot) -> str:
    said = [
        f"{found.observed:,} incidents, {found.expected:,.1f} expected",
        f"ratio {found.ratio:.1f} ({found.lower:.1f} to {found.upper:.1f})",
        f"p {found.p:.2g}",
        found.stability_words,
        "not stable" if found.is_shaky else "",
        found.near_repeat,
    ]
    return "; ".join(filter(None, said))
