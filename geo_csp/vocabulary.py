"""The project's words, and the phrase for each on screen. docs/words.md explains them."""

from __future__ import annotations

from dataclasses import dataclass, replace

CATEGORIES: dict[str, str] = {
    "asb": "Anti-social behaviour",
    "acquisitive": "Acquisitive crime",
    "drugs": "Drugs",
    "weapons": "Possession of weapons",
    "violence": "Violence and sexual offences",
    "damage": "Criminal damage and arson",
    "public_order": "Public order",
    "other": "Other crime",
}

ACQUISITIVE_OFFENCES: dict[str, str] = {
    "burglary": "Burglary",
    "robbery": "Robbery",
    "shoplifting": "Shoplifting",
    "bicycle-theft": "Bicycle theft",
    "vehicle-crime": "Vehicle crime",
    "theft-from-the-person": "Theft from the person",
    "other-theft": "Other theft",
}

# By their "Crime type", unless the profile says otherwise.
POLICE_UK_CATEGORIES: dict[str, str] = {
    "Anti-social behaviour": "asb",
    "Bicycle theft": "acquisitive/bicycle-theft",
    "Burglary": "acquisitive/burglary",
    "Criminal damage and arson": "damage",
    "Drugs": "drugs",
    "Other crime": "other",
    "Other theft": "acquisitive/other-theft",
    "Possession of weapons": "weapons",
    "Public order": "public_order",
    "Robbery": "acquisitive/robbery",
    "Shoplifting": "acquisitive/shoplifting",
    "Theft from the person": "acquisitive/theft-from-the-person",
    "Vehicle crime": "acquisitive/vehicle-crime",
    "Violence and sexual offences": "violence",
}

HATE = "hate"

# The order is the bit order of the incident table's ``strands`` column: append, never reorder.
STRANDS: dict[str, str] = {
    "race": "Race",
    "religion": "Religion or faith",
    "sexual-orientation": "Sexual orientation",
    "disability": "Disability",
    "gender-identity": "Gender identity",
    "alternative-lifestyle": "Alternative lifestyle",
}
STRAND_BITS: dict[str, int] = {strand: 1 << bit for bit, strand in enumerate(STRANDS)}

SOURCES: dict[str, str] = {
    "open": "Open data from data.police.uk",
    "extract": "Police extract",
    "partner": "Partner records",
}

LEVELS: dict[str, str] = {
    "county": "County",
    "locality": "Locality",
    "ward": "Ward",
    "lsoa": "LSOA",
}

OFFICIAL = "OFFICIAL"
OFFICIAL_SENSITIVE = "OFFICIAL-SENSITIVE"

SYNTHETIC = "synthetic demonstration data"
NO_EVIDENCE_OF_CHANGE = "no evidence of change"
# Every count that is hidden wears the same words, or they would say which of them are small.
NOT_SHOWN = "not shown"
NOT_PUBLISHED = f"{NOT_SHOWN}: not published yet"
NOT_IN_SOURCE = "not in the source"


@dataclass(frozen=True)
class Selection:
    """Something that incidents are counted by: a category, one of its offences, hate or a strand.

    An incident is in the selection if its category is one of ``categories`` (None: any), its
    offence is ``offence`` (None: any), it carries the hate marker (``is_hate``) and its strands
    share a bit with ``strand_bit``. ``or_hate`` adds incidents that carry the hate marker
    whatever their category. ``is_sensitive``: roles that do not task see what is published of it by
    the ladder only; see ``disclosure``.
    """

    code: str
    phrase: str
    group: str
    categories: frozenset[str] | None = None
    offence: str | None = None
    is_hate: bool = False
    strand_bit: int | None = None
    or_hate: bool = False
    is_sensitive: bool = False


def selections(
    asb_types: dict[str, str], asb_reading: frozenset[str], sensitive: frozenset[str] = frozenset()
) -> dict[str, Selection]:
    """All that can be chosen, in the order of the screen.

    ``asb_types``: code to phrase, from the area profile. ``asb_reading``: the categories that the
    partnership counts as anti-social behaviour ({"asb"}, or with {"damage"} under its strategy).
    ``sensitive``: categories whose incidents are sensitive, beside hate.
    """
    acquisitive = frozenset({"acquisitive"})
    chosen = [
        Selection(
            "neighbourhood",
            "Neighbourhood crime",
            "Neighbourhood crime",
            categories=asb_reading | acquisitive,
            or_hate=True,
        ),
        Selection("asb", CATEGORIES["asb"], "Anti-social behaviour", categories=asb_reading),
        *(
            Selection(
                code, phrase, "Anti-social behaviour", categories=frozenset({"asb"}), offence=code
            )
            for code, phrase in asb_types.items()
        ),
        Selection(
            "acquisitive", CATEGORIES["acquisitive"], "Acquisitive crime", categories=acquisitive
        ),
        *(
            Selection(code, phrase, "Acquisitive crime", categories=acquisitive, offence=code)
            for code, phrase in ACQUISITIVE_OFFENCES.items()
        ),
        Selection(HATE, "Hate crime", "Hate crime", is_hate=True),
        *(
            Selection(
                f"{HATE}-{strand}",
                f"Hate crime: {phrase.lower()}",
                "Hate crime",
                is_hate=True,
                strand_bit=STRAND_BITS[strand],
            )
            for strand, phrase in STRANDS.items()
        ),
        *(
            Selection(code, CATEGORIES[code], "Other categories", categories=frozenset({code}))
            for code in ("drugs", "weapons", "violence", "damage", "public_order", "other")
        ),
        Selection("all", "All incidents", "All incidents"),
    ]
    return {
        each.code: replace(each, is_sensitive=_is_sensitive(each, sensitive)) for each in chosen
    }


def _is_sensitive(selection: Selection, sensitive: frozenset[str]) -> bool:
    """A part of what is sensitive is so itself; what holds other incidents too is not."""
    return selection.is_hate or (
        selection.categories is not None and selection.categories <= sensitive
    )
