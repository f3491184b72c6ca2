"""Other partnerships, counted from the police's open data by the LSOA that the files give.

All are counted by the same rule, this partnership too: its other figures stand on its wards.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo_csp.area_profile import AreaProfile
from geo_csp.board_settings import Group, Partnership
from geo_csp.counts.cube import chosen_rows
from geo_csp.errors import ProfileError
from geo_csp.incidents.completeness import why_incomplete
from geo_csp.incidents.manifest import StoredMonth
from geo_csp.months import Span, spans_in_words
from geo_csp.trends.funnels import Counted
from geo_csp.vocabulary import Selection

COMPARED_COLUMNS = ("month", "category", "offence", "is_hate", "strands", "lsoa_given")


def districts(profile: AreaProfile) -> dict[str, str]:
    """The district of each LSOA that the profile's file names."""
    path = profile.file(profile.board.lsoas)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return {row["lsoa_code"]: row["district"] for row in csv.DictReader(file)}
    except (OSError, KeyError) as error:
        raise ProfileError(f"{path}: expected columns lsoa_code and district: {error!r}") from error


def members(profile: AreaProfile, group: Group) -> list[Partnership]:
    known = {each.name: each for each in profile.board.partnerships}
    return [known[name] for name in group.partnerships]


def open_months(manifest: Sequence[StoredMonth], span: Span) -> list[StoredMonth]:
    """The open data of every force in the span."""
    wanted = set(span.months())
    return [entry for entry in manifest if entry.kind == "open" and entry.month in wanted]


def why_not_counted(
    manifest: Sequence[StoredMonth], profile: AreaProfile, partnership: Partnership, span: Span
) -> str:
    """Empty where the partnership's force has whole open data for every month of the span."""
    force = partnership.force or profile.force.slug
    held = {e.month: e for e in open_months(manifest, span) if e.force == force}
    if missing := [month for month in span.months() if month not in held]:
        return f"no open data of its force for {spans_in_words(missing)}"
    cut = [month for month, entry in held.items() if why_incomplete(entry, manifest)]
    return f"open data of {spans_in_words(cut)} incomplete" if cut else ""


def count_districts(
    incidents: pa.Table, district_of: Mapping[str, str], selections: Sequence[Selection]
) -> dict[tuple[str, str], int]:
    """Incidents by selection's code and district; those whose LSOA is in none are left out."""
    names = sorted(set(district_of.values()))
    place = {name: number for number, name in enumerate(names)}
    codes = sorted(district_of)
    lsoa = pc.index_in(incidents["lsoa_given"].cast(pa.string()), pa.array(codes, pa.string()))
    at = np.asarray(pc.fill_null(lsoa, len(codes)), dtype=np.int64)
    district = np.array([*(place[district_of[code]] for code in codes), len(names)])[at]
    found = {}
    for selection, chosen in zip(selections, chosen_rows(incidents, selections), strict=True):
        counts = np.bincount(district[chosen], minlength=len(names) + 1).tolist()
        found.update({(selection.code, name): counts[place[name]] for name in names})
    return found


def counted(
    found: Mapping[tuple[str, str], int],
    profile: AreaProfile,
    selection: Selection,
    partnerships: Sequence[Partnership],
    whys: Mapping[str, str],
) -> list[Counted]:
    """``whys``: why a partnership cannot be counted, by name. One without a single incident is not
    in the files: where they are cut to one district, the others are missing and not quiet.
    """
    own = profile.lsoa_name or profile.title
    listed = []
    for each in partnerships:
        total = sum(found.get((selection.code, name), 0) for name in each.districts)
        everything = sum(found.get(("all", name), 0) for name in each.districts)
        is_there = not whys.get(each.name) and everything > 0
        listed.append(
            Counted(
                code=each.name,
                name=each.name,
                residents=each.residents,
                count=total if is_there else None,
                is_own=own in each.districts,
            )
        )
    return listed
