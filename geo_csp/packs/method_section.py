"""The method in a page, in the words and with the settings of this partnership."""

from __future__ import annotations

from collections.abc import Sequence

from geo_csp.area_profile import AreaProfile
from geo_csp.disclosure.priorities import FACTORS, ReleasedPriorities
from geo_csp.packs.document import Block, Heading, Paragraph, Table

_FACTORS_MEAN = {
    "harm": "days of harm of the incidents counted at the place",
    "likelihood": "how many incidents, whether it is new or rising, whether it lasts",
    "confidence": "how good the data are, how steady the finding, how such findings have held",
    "capacity": "what the suggested lead partner can do about the theme",
    "voice": "what residents and partners reported, and places that partners put forward",
}


def method_section(
    profile: AreaProfile, ranked: ReleasedPriorities, attribution: str
) -> Sequence[Block]:
    return [
        Heading("The method in a page", is_on_new_page=True),
        *(
            block
            for title, words in _method(profile)
            for block in (Heading(title, 2), Paragraph(words))
        ),
        _weights(ranked),
        Paragraph(
            f"Harm of an incident: {profile.tasking.harm.source}. Anti-social behaviour and hate "
            "crime have weights that the members set.",
            "note",
        ),
        Heading("Whose data", 2),
        Paragraph(attribution, "note"),
    ]


def _method(profile: AreaProfile) -> Sequence[tuple[str, str]]:
    s, found = profile.tasking, profile.hotspots
    return (
        (
            "What is counted",
            f"Incidents of {s.window} months up to this one, at places: points that lie together, "
            "with the name of their streets. Anti-social behaviour is counted "
            f"{profile.asb_readings[profile.asb_reading].words}.",
        ),
        (
            "Where it is rising",
            f"A scan tries circles of up to {found.radius_m / 1000:g} km around every place and up "
            f"to {found.longest_window} months back, and asks where more happened than the place's "
            "own level and the county's months would bring. The same search on shuffled data tells "
            "how often chance alone would bring as much.",
        ),
        (
            "Where it has long been high",
            f"Cells of {found.side_m:g} m a side are held against all others month by month "
            "(Getis-Ord Gi*), allowing for the number of cells.",
        ),
        (
            "What first",
            "A place's score is a sum of five factors, each with a weight. The table of each place "
            "shows them all, so that anyone can add them up again and argue with them.",
        ),
        (
            "How sure a rank is",
            "The incidents are drawn anew many times at the rates that were seen; the rank lies "
            "between the two numbers 19 times out of 20.",
        ),
        (
            "Found by police, or told by the public",
            "Drugs and weapons offences follow where the police look. They carry a label wherever "
            "they raise a score, and the list can be ranked without them.",
        ),
        (
            "Did an action work",
            "The change at its place is held against places that were as high before, and "
            "around it for crime that moved (weighted displacement difference). Small numbers are "
            "called too few to tell.",
        ),
    )


def _weights(ranked: ReleasedPriorities) -> Table:
    return Table(
        "The five factors and their weights",
        ("Factor", "Weight", "What it counts"),
        tuple(
            (phrase, f"{ranked.weights.of(name):g}", _FACTORS_MEAN[name])
            for name, phrase in FACTORS.items()
        ),
        (1.4, 0.7, 5),
    )
