"""In which of 17 words does a series of hot and cold steps fall?

A rule sees one side at a time: ``this`` is the side asked for and ``other`` its opposite, so the
cold rules are the hot ones with the sides exchanged and the trend reversed.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Steps = NDArray[np.bool_]
Trend = NDArray[np.int8]
Each = NDArray[np.bool_]
Rule = Callable[[Steps, Steps, Trend], Each]


def emerging_categories(hot: Steps, cold: Steps, trend: Trend) -> NDArray[np.int8]:
    """The category of each series, as an index into ``CATEGORIES``.

    The first rule that holds wins, in the order of ``RULES``, each tried on the hot side and then
    on the cold. So the last step decides before the past does: nine hot steps and a cold last one
    are a new cold spot, not a historical hot spot.

    ``hot`` and ``cold``: [series, step], significant and above or below the mean; never both.
    ``trend``: [series], 1 for a significant rise of the series, -1 for a fall, else 0. When not
    to trust it: *diminishing* and *historical* need nine hot steps in ten, which on sparse counts
    only the busiest places have; a fading place is told by the scan and the trend.

    The definitions follow the published emerging hot spot analysis (Esri, ArcGIS Pro).
    """
    category = np.zeros(hot.shape[0], dtype=np.int8)
    # Every rule needs a hot or a cold step, and most series on sparse counts have none.
    open_to = np.flatnonzero((hot | cold).any(axis=1))
    number = 0
    for rule in RULES.values():
        for this, other, sign in ((hot, cold, 1), (cold, hot, -1)):
            number += 1
            holds = rule(this[open_to], other[open_to], sign * trend[open_to])
            category[open_to[holds]] = number
            open_to = open_to[~holds]
    return category


def is_new(this: Steps, other: Steps, trend: Trend) -> Each:
    """In the last step, and never before."""
    return this[:, -1] & ~ever(this[:, :-1])


def is_consecutive(this: Steps, other: Steps, trend: Trend) -> Each:
    """One unbroken run of two or more steps up to the last, never before it, under 90 %."""
    has_stopped = ever(this[:, :-1] & ~this[:, 1:])
    return this[:, -1] & ever(this[:, :-1]) & ~has_stopped & ~is_in_nine_of_ten(this)


def is_intensifying(this: Steps, other: Steps, trend: Trend) -> Each:
    """In 90 % of steps or more, the last among them, with a significant trend further out."""
    return this[:, -1] & is_in_nine_of_ten(this) & (trend > 0)


def is_persistent(this: Steps, other: Steps, trend: Trend) -> Each:
    """In 90 % of steps or more, the last among them, with no trend either way."""
    return this[:, -1] & is_in_nine_of_ten(this) & np.equal(trend, 0)


def is_diminishing(this: Steps, other: Steps, trend: Trend) -> Each:
    """In 90 % of steps or more, the last among them, with a significant trend back."""
    return this[:, -1] & is_in_nine_of_ten(this) & (trend < 0)


def is_sporadic(this: Steps, other: Steps, trend: Trend) -> Each:
    """In the last step, on and off before, under 90 %, never on the other side."""
    has_stopped = ever(this[:, :-1] & ~this[:, 1:])
    return this[:, -1] & has_stopped & ~is_in_nine_of_ten(this) & ~ever(other)


def is_oscillating(this: Steps, other: Steps, trend: Trend) -> Each:
    """In the last step, on the other side in some earlier one, under 90 %."""
    return this[:, -1] & ever(other[:, :-1]) & ~is_in_nine_of_ten(this)


def is_historical(this: Steps, other: Steps, trend: Trend) -> Each:
    """Not in the last step, but in 90 % of steps or more."""
    return ~this[:, -1] & is_in_nine_of_ten(this)


def is_in_nine_of_ten(this: Steps) -> Each:
    # In whole numbers, since 0.9 has no exact binary fraction.
    return np.asarray(10 * this.sum(axis=1) >= 9 * this.shape[1])


def ever(steps: Steps) -> Each:
    return np.asarray(steps.any(axis=1))


RULES: dict[str, Rule] = {
    "new": is_new,
    "consecutive": is_consecutive,
    "intensifying": is_intensifying,
    "persistent": is_persistent,
    "diminishing": is_diminishing,
    "sporadic": is_sporadic,
    "oscillating": is_oscillating,
    "historical": is_historical,
}

CATEGORIES: tuple[str, ...] = (
    "none",
    *(f"{name} {side}" for name in RULES for side in ("hotspot", "cold spot")),
)
