"""What a viewer may see: the level, the points, which counts."""

from __future__ import annotations

from geo_csp.counts.cube import Cube
from geo_csp.disclosure.data_set import (
    DataSet,
    cube,
    cube_without_other_hate,
)
from geo_csp.disclosure.ladder import words_for_hidden
from geo_csp.errors import GeoCspError, NotReleasedError
from geo_csp.months import Span
from geo_csp.roles import Viewer
from geo_csp.vocabulary import LEVELS, Selection


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
    """One number per role: hate of other categories is in neighbourhood crime for those who see
    hate in every ward, and for the others nowhere.
    """
    return cube(data, level) if viewer.sees_all_counts else cube_without_other_hate(data, level)


def words_for_unseen(
    data: DataSet, viewer: Viewer, level: str, selection: Selection, span: Span
) -> list[str]:
    """For each area the words in place of its count, empty where this viewer sees the count."""
    counts = cube_for(data, viewer, level)
    if not selection.is_sensitive or viewer.sees_all_counts:
        return [""] * len(counts.areas.codes)
    words = words_for_hidden(counts, selection, span, data.profile.suppression_threshold)
    if level != "ward":
        return words
    return [
        "" if viewer.sees_points_of(ward) else word
        for ward, word in zip(counts.areas.codes, words, strict=True)
    ]
