"""What a viewer may see: the level, the points, which counts."""

from __future__ import annotations

from collections.abc import Sequence

from geo_csp.counts.cube import Cube
from geo_csp.disclosure.data_set import DataSet, cube, public_cube
from geo_csp.disclosure.ladder import PublishedCounts
from geo_csp.errors import GeoCspError, NotReleasedError
from geo_csp.monthly.sensitive_tables import read_tables
from geo_csp.months import Month, Span
from geo_csp.roles import Viewer
from geo_csp.vocabulary import CATEGORIES, HATE, LEVELS, Selection


def selection_of(data: DataSet, code: str) -> Selection:
    known = data.profile.selections
    if code not in known:
        raise GeoCspError(f'"{code}" is no category: expected one of {", ".join(known)}')
    return known[code]


def check_level(viewer: Viewer, level: str) -> None:
    if level not in LEVELS:
        raise GeoCspError(f'"{level}" is no level: expected one of {", ".join(LEVELS)}')
    if not viewer.sees_level(level):
        seen = [LEVELS[each] for each in LEVELS if viewer.sees_level(each)]
        raise NotReleasedError(
            f"figures by {LEVELS[level]} are not released to the role {viewer.role.phrase}: "
            f"{'choose ' + ' or '.join(seen) if seen else 'it sees no figures'}"
        )


def check_types(data: DataSet, viewer: Viewer, level: str, selection: Selection) -> None:
    """Types of anti-social behaviour are in no open data: by LSOA they are for those who task."""
    if level == "lsoa" and not viewer.role.tasks and selection.offence in data.profile.asb_types:
        raise NotReleasedError(
            f"{selection.phrase} by LSOA is not released to the role {viewer.role.phrase}: "
            "choose wards, or all anti-social behaviour"
        )


def check_points(viewer: Viewer, ward: str) -> None:
    if viewer.sees_points_of(ward):
        return
    if viewer.role.tasks:
        raise NotReleasedError(
            "a neighbourhood policing team sees the points and streets of its own wards only: "
            "choose the team's wards under “Data and role”, or see this ward's counts"
        )
    raise NotReleasedError(
        "points and streets are released only to roles that task: "
        f"as {viewer.role.phrase}, see the ward's counts"
    )


def cube_for(data: DataSet, viewer: Viewer, level: str) -> Cube:
    """One number per role: what is left out of the public's counts is counted for those who see
    every count in every ward, and for the others nowhere.
    """
    return cube(data, level) if viewer.sees_all_counts else public_cube(data, level)


def counts_for(
    data: DataSet, viewer: Viewer, level: str, selection: Selection
) -> Cube | PublishedCounts:
    """The counts that this viewer's figures are made of."""
    if not selection.is_sensitive or viewer.sees_all_counts:
        return cube_for(data, viewer, level)
    tables = {each.category: each for each in read_tables(data.store, data.profile.name)}
    wards = public_cube(data, level).areas.codes if level == "ward" else ()
    return PublishedCounts(
        cube=cube(data, level),
        selection=selection,
        table=tables.get(_table_of(selection)),
        is_published=is_published(data, selection),
        own=frozenset(ward for ward in wards if viewer.sees_points_of(ward)),
    )


def is_published(data: DataSet, selection: Selection) -> bool:
    """Of what is sensitive: a part of a category that the profile names is in no table."""
    return _table_of(selection) in (HATE, *data.profile.sensitive_categories)


def _table_of(selection: Selection) -> str:
    return HATE if selection.is_hate else selection.code


def words_for_unseen(
    data: DataSet, viewer: Viewer, level: str, selection: Selection, span: Span
) -> list[str]:
    """For each area the words in place of its count, empty where this viewer sees the count."""
    counts = counts_for(data, viewer, level, selection)
    if isinstance(counts, PublishedCounts):
        return counts.words(span)
    return [""] * len(counts.areas.codes)


def left_out(data: DataSet, selection: Selection, months: Sequence[Month]) -> list[str]:
    """What roles that do not task in every ward do not find in the selection's counts, in words.

    It is left out so that no difference of two counts shows small numbers. Nothing for a sensitive
    selection, of which they see what is published.
    """
    if selection.is_sensitive:
        return []
    sensitive = data.profile.sensitive_incident_categories
    held = sensitive if selection.categories is None else sensitive & selection.categories
    found = [CATEGORIES[category] for category in CATEGORIES if category in held]
    if selection.or_hate and data.coverage.records_hate.intersection(months):
        found.append("hate incidents of other categories")
    if any("partner" in data.coverage.sources.get(month, ()) for month in months):
        found.append("partners' records")
    return found
