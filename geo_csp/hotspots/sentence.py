"""What a hotspot says of itself, in words for a councillor."""

from __future__ import annotations

from geo_csp.months import Month, in_words

MONTHS_SAID = 24
LONGEST_SAID = 100 * 12

# Phrases are of one or many ("Drugs", "Public order"), so no verb here has to agree with them.
_LASTING = {
    "new": "{phrase}: high around {place} in {month}, for the first time.",
    "consecutive": "{phrase}: high around {place} since {since}, and not before.",
    "intensifying": "{phrase}: long high around {place}, and rising.",
    "persistent": "{phrase}: long high around {place}, with no trend either way.",
    "diminishing": "{phrase}: long high around {place}, and falling.",
    "sporadic": "{phrase}: high around {place} again, as on and off before.",
    "oscillating": "{phrase}: high around {place}, and low there before.",
    "historical": "{phrase} fell around {place}: long high, and no more.",
}


def with_reach(place: str, reach_km: float) -> str:
    """A cluster of villages goes by the streets of one: then it is said how far it reaches."""
    return place if reach_km < 1 else f"{place}, and up to {reach_km:.0f} km from there,"


def rise(
    *,
    phrase: str,
    place: str,
    since: Month,
    month: Month,
    observed: int,
    expected: float,
    every: float,
) -> str:
    """``every``: the recurrence interval in months."""
    when = f"in {in_words(month)}" if since == month else f"since {in_words(since)}"
    return (
        f"{phrase} rose around {place} {when}: {counted(observed, expected)}. "
        f"By chance {how_often(every)}."
    )


def fallen_back(month: Month, observed: int) -> str:
    return f"It has fallen back: {incidents(observed)} in {in_words(month)}."


def fall(
    *, phrase: str, place: str, since: Month, month: Month, observed: int, expected: float
) -> str:
    when = f"in {in_words(month)}" if since == month else f"since {in_words(since)}"
    return f"{phrase} fell around {place} {when}: {counted(observed, expected)}."


def lasting(word: str, phrase: str, place: str, since: Month, month: Month) -> str:
    """``word``: a Gi* category."""
    return _LASTING[word].format(
        phrase=phrase, place=place, since=in_words(since), month=in_words(month)
    )


def hot_months(hot: int, of: int) -> str:
    return f"It stood out in {hot} of {of} months."


def doubted(break_words: str) -> str:
    return f"It may be the map and not the crime: {break_words}."


def counted(observed: int, expected: float) -> str:
    usual = "less than 1" if expected < 1 else f"{expected:,.0f}"
    return f"{incidents(observed)} where {usual} would be usual"


def incidents(count: int) -> str:
    return "no incident" if count == 0 else f"{count:,} incident{'' if count == 1 else 's'}"


def how_often(months: float) -> str:
    """``about once in 13 months``, ``about once in 9 years``, ``less than once in 100 years``."""
    if months > LONGEST_SAID:
        return f"less than once in {LONGEST_SAID // 12} years"
    if months < MONTHS_SAID:
        return "about every month" if round(months) <= 1 else f"about once in {months:.0f} months"
    return f"about once in {months / 12:.0f} years"
