"""The places that partners put forward, and those that can be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from geo_csp.disclosure.data_set import DataSet
from geo_csp.disclosure.known_places import KnownPlace, places_for
from geo_csp.disclosure.voices import check_reads_voices, place_in_words
from geo_csp.months import shift
from geo_csp.register.opening import Register
from geo_csp.register.proposals import Proposal, proposals
from geo_csp.roles import Viewer


@dataclass(frozen=True)
class ToldProposal:
    """``place`` in words."""

    proposal: Proposal
    place: str


def told_proposals(
    data: DataSet, viewer: Viewer, register: Register, today: date
) -> tuple[ToldProposal, ...]:
    """Those that count now, the newest first. Raises NotReleasedError for roles that read none."""
    check_reads_voices(viewer)
    month = shift(f"{today:%Y-%m}", 1 - data.profile.tasking.voice_months)
    found = proposals(register, date.fromisoformat(f"{month}-01"))
    return tuple(
        ToldProposal(each, place_in_words(data, each.place))
        for each in sorted(found, key=lambda p: (p.put_forward_on, p.number), reverse=True)
        if each.stands
    )


def can_be_put_forward(data: DataSet, viewer: Viewer) -> Mapping[str, KnownPlace]:
    """The places of the newest run, by code. A ward is no place for the list."""
    known = places_for(data, viewer)
    return {code: place for code, place in known.items() if code != place.ward}
