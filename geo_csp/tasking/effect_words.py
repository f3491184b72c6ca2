"""An effect in words: what a meeting and a board can take from it, and no more than that."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from geo_csp.months import Span
from geo_csp.statistics.detectable_fall import LARGEST_CREDIBLE_FALL
from geo_csp.tasking.effect_record import (
    CANNOT_TELL,
    FELL,
    NO_EVIDENCE,
    ROSE,
    TOO_FEW,
    Effect,
)

# How far apart two yearly counts may be, in standard errors of their difference, to be "as high".
AS_HIGH = 0.5


def verdict_of(told: float) -> str:
    """``told``: as of ``detectable_fall.verdict``."""
    if math.isnan(told):
        return TOO_FEW
    return {-1.0: FELL, 0.0: NO_EVIDENCE, 1.0: ROSE}[told]


def power_words(smallest_fall: float) -> str:
    if smallest_fall >= 1.0:
        return "so few incidents that even the end of all of them would not be sure to show"
    words = f"a fall by {smallest_fall:.0%} would show four times out of five"
    if smallest_fall > LARGEST_CREDIBLE_FALL:
        return f"{words}; no action can be expected to bring so much"
    return words


def regression_words(own: int, theirs: Sequence[int]) -> str:
    """Was the place higher than what it is compared with? Then it falls back further by itself."""
    mean = float(np.mean(theirs))
    apart = (own - mean) / math.sqrt(max(own + mean, 1.0))
    said = f"in the year before, this place had {own:,} and the comparison places {mean:,.0f}"
    if apart > AS_HIGH:
        return f"{said}: it was higher than they were, so part of a fall may be chance falling back"
    if apart < -AS_HIGH:
        return f"{said}: they were higher, so more of their fall may be chance falling back"
    return f"{said}: as high, so that falling back by chance alone would show in both"


def dosage_words(dosage: Sequence[tuple[str, float]]) -> str:
    if not dosage:
        return "no visits or hours entered"
    return ", ".join(f"{amount:,g} {unit}" for unit, amount in dosage)


def sentence(effect: Effect, ward: str) -> str:
    """One line for the board: it names the ward, not the place."""
    where = f"{effect.what}{f' ({ward})' if ward else ''}"
    if effect.verdict == CANNOT_TELL:
        return f"{where}: cannot tell what it did: {effect.why}."
    return f"{where}: {_VERDICT[effect.verdict](effect)}; {effect.dosage_words}."


def _counts(effect: Effect) -> str:
    assert effect.treated
    before = np.mean([each.before for each in effect.comparisons])
    after = np.mean([each.after for each in effect.comparisons])
    months = Span(effect.first, effect.last).in_words()
    kind = f" of {effect.counted.lower()}" if effect.theme else ""
    return (
        f"from {effect.treated.before:,} to {effect.treated.after:,} incidents{kind} in {months} "
        f"against the same months a year earlier, while like places went from {before:,.0f} "
        f"to {after:,.0f}"
    )


def _fell(effect: Effect) -> str:
    return (
        f"about {_of(effect.change)} fewer than without it "
        f"({_of(effect.upper)} to {_of(effect.lower)}): {_counts(effect)}"
    )


def _rose(effect: Effect) -> str:
    return (
        f"about {_of(effect.change)} more than without it "
        f"({_of(effect.lower)} to {_of(effect.upper)}): {_counts(effect)}"
    )


def _no_evidence(effect: Effect) -> str:
    return f"{NO_EVIDENCE}: {_counts(effect)}; {effect.power_words}"


def _too_few(effect: Effect) -> str:
    return f"{TOO_FEW}: {_counts(effect)}; {effect.power_words}"


def _of(number: float | None) -> str:
    return f"{abs(number or 0.0):,.0f}"


_VERDICT = {FELL: _fell, ROSE: _rose, NO_EVIDENCE: _no_evidence, TOO_FEW: _too_few}
