"""Which months are there, which are missing or incomplete, and which cannot be compared.

Works on the manifest alone and imports no data library, so that ``status`` answers at once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geo_csp.area_profile import AreaProfile
from geo_csp.incidents.breaks import Break, breaks
from geo_csp.incidents.completeness import why_incomplete, why_not_covered
from geo_csp.incidents.manifest import StoredMonth, read_manifest
from geo_csp.months import Month, Span, gaps

__all__ = ["Break", "Coverage", "counted", "coverage", "status"]


@dataclass(frozen=True)
class Coverage:
    """What an area's figures may rest on.

    ``months``: those with a counted police source, in order; ``gaps`` lie between them.
    ``sources`` and ``not_counted``: kinds of source by month, partners' included. ``incomplete``:
    why, in words. ``records_hate``, ``records_asb_types``: months whose police source says so.
    ``no_place_share``: share of the police source's rows without a place. ``not_placed``: months
    loaded before this area was known, which must be loaded again. ``linked``: how many partners'
    records of a month are not counted since another source tells of the incident;
    ``linked_otherwise``: months whose links were made by other settings than the profile has now.
    """

    area: str
    months: tuple[Month, ...]
    gaps: tuple[Span, ...]
    incomplete: Mapping[Month, str]
    synthetic: frozenset[Month]
    sources: Mapping[Month, tuple[str, ...]]
    not_counted: Mapping[Month, tuple[str, ...]]
    records_hate: frozenset[Month]
    records_asb_types: frozenset[Month]
    breaks: tuple[Break, ...]
    no_place_share: Mapping[Month, float]
    newest_complete: Month | None
    not_placed: tuple[Month, ...] = ()
    linked: Mapping[Month, int] = field(default_factory=dict)
    linked_otherwise: tuple[Month, ...] = ()

    @property
    def not_linkable(self) -> tuple[Month, ...]:
        """Months of partners' records beside open data, which gives no day to compare."""
        return tuple(m for m in self.months if {"open", "partner"} <= set(self.sources[m]))


def counted(manifest: Sequence[StoredMonth], profile: AreaProfile) -> tuple[StoredMonth, ...]:
    """One police source for each month of the area's force, and every partner source.

    The police's come in the order of ``profile.police_sources``, extracts of several mappings in
    the profile's; but a source with rows of the area goes before one without, which was cut to
    another area.
    """
    here = [entry for entry in manifest if _is_of(profile, entry)]
    police: dict[Month, StoredMonth] = {}
    for entry in sorted(here, key=lambda entry: _precedence(entry, profile)):
        if entry.kind != "partner":
            police.setdefault(entry.month, entry)
    partners = [entry for entry in here if entry.kind == "partner"]
    return tuple(sorted([*police.values(), *partners], key=lambda e: (e.month, e.kind, e.source)))


def _is_of(profile: AreaProfile, entry: StoredMonth) -> bool:
    return entry.force == profile.force.slug and profile.name in entry.areas


def _precedence(entry: StoredMonth, profile: AreaProfile) -> tuple[bool, int, int, str]:
    kinds: list[str] = list(profile.police_sources)
    mappings = [extract.name for extract in profile.extracts]
    return (
        not entry.rows_by_area.get(profile.name),
        kinds.index(entry.kind) if entry.kind in kinds else len(kinds),
        mappings.index(entry.source) if entry.source in mappings else len(mappings),
        entry.source,
    )


def coverage(manifest: Sequence[StoredMonth], profile: AreaProfile) -> Coverage:
    chosen = counted(manifest, profile)
    police = [entry for entry in chosen if entry.kind != "partner"]
    partners = [entry for entry in chosen if entry.kind == "partner"]
    months = tuple(entry.month for entry in police)
    others = [entry for entry in manifest if _is_of(profile, entry) and entry not in chosen]
    incomplete = {
        entry.month: why
        for entry in police
        if (why := why_not_covered(entry, manifest, profile) or why_incomplete(entry, manifest))
    }
    return Coverage(
        area=profile.name,
        months=months,
        gaps=tuple(gaps(list(months))),
        incomplete=incomplete,
        synthetic=frozenset(entry.month for entry in chosen if entry.is_synthetic),
        sources=_kinds(chosen),
        not_counted=_kinds(others),
        records_hate=frozenset(entry.month for entry in police if entry.records_hate),
        records_asb_types=frozenset(entry.month for entry in police if entry.records_asb_types),
        breaks=breaks(police, profile),
        no_place_share={entry.month: entry.no_place / entry.rows for entry in police},
        newest_complete=max((m for m in months if m not in incomplete), default=None),
        not_placed=_not_placed(manifest, profile),
        linked=_linked(partners, profile.name),
        linked_otherwise=tuple(
            sorted({e.month for e in partners if not _is_linked_by(profile, e)})
        ),
    )


def _kinds(entries: Sequence[StoredMonth]) -> dict[Month, tuple[str, ...]]:
    kinds: defaultdict[Month, list[str]] = defaultdict(list)
    for entry in entries:
        if entry.kind not in kinds[entry.month]:
            kinds[entry.month].append(entry.kind)
    return {month: tuple(found) for month, found in sorted(kinds.items())}


def _linked(partners: Sequence[StoredMonth], area: str) -> dict[Month, int]:
    found = Counter[Month]()
    for entry in partners:
        found[entry.month] += len(entry.linked.get(area, ()))
    return {month: count for month, count in sorted(found.items()) if count}


def _is_linked_by(profile: AreaProfile, entry: StoredMonth) -> bool:
    return entry.linked_by.get(profile.name) == profile.linking_rules


def _not_placed(manifest: Sequence[StoredMonth], profile: AreaProfile) -> tuple[Month, ...]:
    of_force = [entry for entry in manifest if entry.force == profile.force.slug]
    return tuple(sorted({e.month for e in of_force if profile.name not in e.areas}))


def status(store: Path, profile: AreaProfile) -> dict[str, Any]:
    """What ``geo-csp status`` prints, ready for JSON."""
    manifest = read_manifest(store)
    found = coverage(manifest, profile)
    # A partner's records of a month without a police source are in no figure.
    chosen = [entry for entry in counted(manifest, profile) if entry.month in found.months]
    here = [entry for entry in manifest if entry.force == profile.force.slug]
    return {
        "area": profile.name,
        "title": profile.title,
        "store": str(store),
        "rows": sum(entry.rows for entry in chosen),
        "rows_in_area": sum(_counted_rows(entry, profile.name) for entry in chosen),
        "linked": sum(found.linked.get(month, 0) for month in found.months),
        "newest_complete": found.newest_complete,
        "gaps": [
            {"first": gap.first, "last": gap.last, "words": f"no data for {gap.in_words()}"}
            for gap in found.gaps
        ],
        "breaks": [
            {"before": b.before, "after": b.after, "what": b.what, "words": b.words}
            for b in found.breaks
        ],
        "lsoa_agreement": _agreement(chosen, profile.name),
        "load_again": list(found.not_placed),
        "linked_otherwise": list(found.linked_otherwise),
        "not_linkable": list(found.not_linkable),
        "months": [_source_status(entry, profile, found, entry in chosen) for entry in here],
        "other_forces": sorted({e.force for e in manifest if e.force != profile.force.slug}),
    }


def _counted_rows(entry: StoredMonth, area: str) -> int:
    return entry.rows_by_area[area] - len(entry.linked.get(area, ()))


def _agreement(chosen: Sequence[StoredMonth], area: str) -> dict[str, float | int | None]:
    """Rows whose LSOA by point in polygon is the one that the file gives."""
    pairs = [entry.lsoa_agreement.get(area, (0, 0)) for entry in chosen]
    agreeing, comparable = sum(a for a, _ in pairs), sum(c for _, c in pairs)
    return {
        "agreeing": agreeing,
        "comparable": comparable,
        "share": agreeing / comparable if comparable else None,
    }


def _source_status(
    entry: StoredMonth, profile: AreaProfile, found: Coverage, is_counted: bool
) -> dict[str, Any]:
    is_police = entry.kind != "partner"
    return {
        "month": entry.month,
        "kind": entry.kind,
        "source": entry.source,
        "organisation": entry.organisation,
        "is_counted": is_counted,
        "rows": entry.rows,
        "rows_in_area": entry.rows_by_area.get(profile.name),
        "linked": len(entry.linked.get(profile.name, ())),
        "no_place": entry.no_place,
        "no_place_share": entry.no_place / entry.rows,
        "set_aside": entry.set_aside,
        "is_synthetic": entry.is_synthetic,
        "incomplete": found.incomplete.get(entry.month) if is_counted and is_police else None,
        "files": list(entry.source_files),
        "loaded_at": entry.loaded_at,
    }
