"""Category, offence and type of anti-social behaviour of an extract's rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from geo_csp.area_profile import AreaProfile, Extract
from geo_csp.incidents import words
from geo_csp.incidents.home_office import key_of_code, key_of_wording
from geo_csp.incidents.police_uk import category_of, offence_of
from geo_csp.incidents.words import NOTHING, Words


@dataclass(frozen=True)
class Offences:
    """``category`` has NOTHING where the row says nothing of it. ``unknown``: words counted as
    other crime; ``unknown_types``: words that are no known type of anti-social behaviour.
    """

    category: Words
    offence: Words
    unknown: Mapping[str, int]
    unknown_types: Mapping[str, int]


def offences(
    code: Words, offence: Words, asb_type: Words, extract: Extract, profile: AreaProfile
) -> Offences:
    """By Home Office code, else by the words, else what ``extract.all_are`` says.

    Words are looked for in the mapping's ``offences``, the categories of data.police.uk and the
    Home Office's wordings, in this order. A row with nothing but a type is anti-social behaviour.
    """
    types = words.translate(asb_type, _finder(extract.asb_types))
    in_words = words.translate(offence, _finder_of_words(extract, profile))
    stated = words.either(words.translate(code, key_of_code), in_words)
    unknown = words.where(stated.index == NOTHING, words.either(offence, code))
    key = words.either(stated, words.translate(unknown, lambda _: extract.all_are or "other"))
    key = words.either(key, words.translate(asb_type, lambda _: "asb"))
    if extract.all_are:
        key = words.either(key, words.constant(extract.all_are, len(key.index)))
    category = words.translate(key, category_of)
    types_of_asb = words.where(words.holds(category, "asb"), types)
    return Offences(
        category,
        words.either(types_of_asb, words.translate(key, offence_of)),
        {} if extract.all_are else words.counted(unknown),
        words.counted(words.where(types.index == NOTHING, asb_type)),
    )


def _finder(translation: Mapping[str, str]) -> Callable[[str], str | None]:
    known = {_plain(word): key for word, key in translation.items()}
    return lambda word: known.get(_plain(word))


def _finder_of_words(extract: Extract, profile: AreaProfile) -> Callable[[str], str | None]:
    own, police_uk = _finder(extract.offences), _finder(profile.police_uk_categories)
    return lambda word: own(word) or police_uk(word) or key_of_wording(word)


def _plain(word: str) -> str:
    return " ".join(word.casefold().split())
