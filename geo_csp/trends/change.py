"""Did it change, against the same months a year before? In the four words of the board."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo_csp.counts.comparison import SIGNIFICANCE
from geo_csp.statistics.e_test import e_test
from geo_csp.trends.trend import CHANGE, NOT_COMPARABLE, TOO_FEW_TO_TELL, Figure
from geo_csp.vocabulary import NO_EVIDENCE_OF_CHANGE


@dataclass(frozen=True)
class Change:
    word: str
    direction: str = ""
    p: float | None = None


def changes(
    now: Sequence[Figure], before: Sequence[Figure], scatter: Sequence[float]
) -> list[Change]:
    """Element by element. ``scatter``: how much more than chance the series scatters (1 or more).

    Change: the E-test of the counts over their scatter finds one at 5 %. Too few to tell: it finds
    none, and would not have found a doubling of so many either. Not comparable: a count is missing.
    """
    pairs = list(zip(now, before, scatter, strict=True))
    known = [(n.count, b.count, s) for n, b, s in pairs if not (n.count is None or b.count is None)]
    told = iter(_judged(np.array(known, dtype=np.float64).reshape(-1, 3)))
    return [
        Change(NOT_COMPARABLE) if n.count is None or b.count is None else next(told)
        for n, b, _ in pairs
    ]


def _judged(known: npt.NDArray[np.float64]) -> list[Change]:
    now, before, scatter = known.T
    p = e_test(now / scatter, before / scatter)
    total = (now + before) / scatter
    would_tell_doubling = np.nan_to_num(e_test(total * 2 / 3, total / 3), nan=1.0) < SIGNIFICANCE
    return [
        _word(float(each), bool(n > b), bool(told))
        for each, n, b, told in zip(p, now, before, would_tell_doubling, strict=True)
    ]


def _word(p: float, is_up: bool, would_tell_doubling: bool) -> Change:
    if p < SIGNIFICANCE:
        return Change(CHANGE, "up" if is_up else "down", p)
    known = None if np.isnan(p) else p
    return Change(NO_EVIDENCE_OF_CHANGE if would_tell_doubling else TOO_FEW_TO_TELL, "", known)
