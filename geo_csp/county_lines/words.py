"""What is said of a lead: its sentence, and what would have to be different."""

from __future__ import annotations

from collections.abc import Sequence

from geo_csp.months import Month, in_words

MONTHS_SAID = 24
LONGEST_SAID = 1_200


def sentence(
    *,
    phrases: Sequence[str],
    place: str,
    since: Month,
    month: Month,
    observed: int,
    expected: float,
    every: float,
) -> str:
    """``every``: the recurrence interval in months."""
    when = f"in {in_words(month)}" if since == month else f"since {in_words(since)}"
    usual = "less than 1" if expected < 1 else f"{expected:,.0f}"
    return (
        f"{listed(phrases)} have come together around {place} {when}: {observed:,} incidents where "
        f"{usual} would be usual. Chance alone shows as much somewhere in the area "
        f"{how_often(every)}."
    )


def how_often(months: float) -> str:
    if months >= LONGEST_SAID:
        return f"less than once in {LONGEST_SAID // 12} years"
    if months < MONTHS_SAID:
        return "about every month" if round(months) <= 1 else f"about once in {months:.0f} months"
    return f"about once in {months / 12:.0f} years"


def unless(fewer: Sequence[tuple[str, int, int]]) -> str:
    """``fewer``: of each stream that the lead hangs on its phrase, how many of its incidents would
    have to have come in other months, and how many it has.
    """
    if not fewer:
        return "It would be a lead even if any one of its streams had been as usual."
    said = [f"{count} of {of} of {phrase.lower()}" for phrase, count, of in fewer]
    return f"It would be no lead if these had come in other months: {'; or '.join(said)}."


def listed(phrases: Sequence[str]) -> str:
    first, *others = phrases
    parts = [first, *(phrase.lower() for phrase in others)]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
