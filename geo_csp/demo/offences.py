"""The offences that the demonstration draws: their words in each source, by our own key.

Home Office codes and their words are from the list of offences by category that data.police.uk
publishes (Open Government Licence v3.0); the shares are ours.
"""

from __future__ import annotations

from geo_csp.area_profile import Extract
from geo_csp.demo.levels import SHARE_OF_ACQUISITIVE

# (Home Office code, words, share). Anti-social behaviour is no offence, and has no code.
HOME_OFFICE: dict[str, tuple[tuple[str, str, float], ...]] = {
    "asb": (("", "Anti-social behaviour", 1.0),),
    "burglary": (("28/3", "Burglary", 0.7), ("30/2", "Burglary", 0.3)),
    "robbery": (("34/1", "Robbery - personal", 1.0),),
    "shoplifting": (("46", "Theft from shops and stalls", 1.0),),
    "bicycle-theft": (("44", "Theft of a pedal cycle", 1.0),),
    "vehicle-crime": (
        ("45/10", "Theft from a motor vehicle", 0.6),
        ("48/1", "Theft of a motor vehicle", 0.3),
        ("126", "Interference with a motor vehicle", 0.1),
    ),
    "theft-from-the-person": (("39", "Theft from the person of another", 1.0),),
    "other-theft": (
        ("49/10", "Theft if not classified elsewhere", 0.75),
        ("53/25", "Making off without payment", 0.25),
    ),
    "drugs": (
        ("92/61", "Having possession of a controlled drug - cannabis", 0.7),
        ("92/30", "Supplying or offering to supply a controlled drug - Cocaine", 0.15),
        ("92/71", "Possession of a controlled drug with intent to supply - Heroin", 0.15),
    ),
    "weapons": (
        ("8/26", "Having an article with a blade or point in a public place", 0.6),
        ("8/11", "Possession of offensive weapon without lawful authority", 0.4),
    ),
    "violence": (
        ("105/1", "Common assault and battery", 0.45),
        ("8/6", "Assault occasioning actual bodily harm", 0.25),
        ("195/94", "Harassment", 0.2),
        ("3/1", "Threats to Kill", 0.05),
        ("20/5", "Sexual assault on a female", 0.05),
    ),
    "damage": (
        ("58", "Other criminal damage to a vehicle", 0.6),
        ("149", "Other criminal damage to a dwelling", 0.35),
        ("56/2", "Arson not endangering life", 0.05),
    ),
    "public_order": (
        ("125/12", "Harassment, alarm or distress", 0.5),
        ("125/11", "Fear or provocation of violence", 0.3),
        ("125/9", "Causing intentional harassment, alarm or distress", 0.2),
    ),
    "other": (
        ("33", "Going equipped for stealing etc", 0.3),
        ("54/1", "Receiving stolen goods", 0.4),
        ("79/1", "Attempting to Pervert the Course of Public Justice", 0.3),
    ),
}

# Found out later than it happened: the extract gives a first and a last date.
FOUND_LATER = frozenset({"burglary", "vehicle-crime", "bicycle-theft", "other-theft", "damage"})


def key_of(offence: str) -> str:
    """ "burglary" to "acquisitive/burglary"; a category is its own key."""
    return f"acquisitive/{offence}" if offence in SHARE_OF_ACQUISITIVE else offence


def words_of_extract(mapping: Extract, offence: str) -> tuple[tuple[str, str, float], ...]:
    """Code, words and share as this extract would have them: its own words come first."""
    own = [words for words, key in mapping.offences.items() if key == key_of(offence)]
    if own:
        return tuple((code, own[0], share) for code, _, share in HOME_OFFICE[offence])
    return HOME_OFFICE[offence]
