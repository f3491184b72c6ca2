"""What the board's trends are counted from, as this viewer may see it."""

from __future__ import annotations

import functools

from geo_csp.counts.reissued_points import reissues
from geo_csp.disclosure import gate
from geo_csp.disclosure.data_set import DataSet, incidents
from geo_csp.months import Month, Span, in_words
from geo_csp.roles import Viewer
from geo_csp.trends.series import Asked


def asked_of(data: DataSet, viewer: Viewer, level: str, code: str) -> Asked:
    selection = gate.selection_of(data, code)

    def unseen(span: Span) -> list[str]:
        return gate.words_for_unseen(data, viewer, level, selection, span)

    return Asked(
        counts=gate.counts_for(data, viewer, level, selection),
        unseen=unseen,
        coverage=data.coverage,
        profile=data.profile,
        selection=selection,
    )


def area_notes(data: DataSet, quarter: Span) -> dict[str, tuple[str, ...]]:
    """What is to be known of single wards: a town centre, map points issued anew since the same
    quarter a year before.
    """
    board, since = data.profile.board, quarter.a_year_before().first
    notes = {ward: [board.town_centre_note] for ward in board.town_centre_wards}
    for ward, month in _reissues(data):
        if since < month <= quarter.last:
            notes.setdefault(ward, []).append(
                f"the police issued map points anew in this ward in {in_words(month)}: incidents "
                "may have moved over its border on the map without moving on the ground"
            )
    return {ward: tuple(found) for ward, found in notes.items()}


@functools.lru_cache(maxsize=8)
def _reissues(data: DataSet) -> tuple[tuple[str, Month], ...]:
    return reissues(incidents(data), data.coverage)
