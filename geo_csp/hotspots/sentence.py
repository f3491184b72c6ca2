"""What a hotspot says of itself, in words for a councillor."""

from __future__ import annotations

from geo_csp.months import Month, in_words

MONTHS_SAID = 24
LONGEST_SAID = 100 * 12

_LASTING = {
    "new": "became high around {place} in {month}, and had not been before",
    "consecutive": "has been high around {place} since {since}, and had not been before",
    "intensifying": "has long been high around {place} and is rising",
    "persistent": "has long been high around {place}, with no trend either way",
    "diminishing": "has long been high around {place} and is falling",
    "sporadic": "is high around {place} again, as on and off before",
    "oscillating": "is high around {place}, and was low there before",
    "historical": "was long high around {place} and has fallen",
}


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
        f"By chance about once in {interval_in_words(every)}."
    )


def fallen_back(month: Month, observed: int) -> str:
    return f"It has fallen back: {incidents(observed)} in {in_words(month)}."


def fall(
    *, phrase: str, place: str, since: Month, month: Month, observed: int, expected: float
) -> str:
    when = f"in {in_words(month)}" if since == month else f"since {in_words(since)}"
    return f"{phrase} fell around {place} {when}: {counted(observed, expected)}."


def lasting(word: str, phrase: str, place: str, since: Month, month: Month) -> str:
    said = _LASTING[word].format(place=place, since=in_words(since), month=in_words(month))
    return f"{phrase} {said}."


def hot_months(hot: int, of: int) -> str:
    return f"It stood out in {hot} of {of} months."


def doubted(break_words: str) -> str:
    return f"It may be the map and not the crime: {break_words}."


def counted(observed: int, expected: float) -> str:
    usual = "less than 1" if expected < 1 else f"{expected:,.0f}"
    return f"{incidents(observed)} where {usual} would be usual"


def incidents(count: int) -> str:
    return "no incident" if count == 0 else f"{count:,} incident{'' if count == 1 else 's'}"


def interval_in_words(months: float) -> str:
    """``13 months``, ``9 years``, ``more than 100 years``."""
    if months > LONGEST_SAID:
        return f"more than {LONGEST_SAID // 12} years"
    if months < MONTHS_SAID:
        return "1 month" if round(months) == 1 else f"{months:.0f} months"
    return f"{months / 12:.0f} years"
