"""Is this month within what the months before it were like? Charts of counts and of rates.

Two rules, and no others: a point outside three standard deviations, and eight points in a row on
one side of the centre. Each has its rate of false signals below, from the Poisson distribution
and not the normal one: 24 months of a mean of 4.3 have a signal by chance in one series of five.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

SIGMAS = 3.0
RUN_LENGTH = 8


@dataclass(frozen=True)
class ControlChart:
    """Rates per unit of exposure, their centre and limits, and the points either rule marks."""

    rates: Floats
    centre: Floats
    lower: Floats
    upper: Floats
    is_outside: Bools
    is_in_run: Bools


def control_chart(
    counts: npt.ArrayLike,
    exposure: npt.ArrayLike = 1.0,
    in_baseline: npt.ArrayLike = True,
    dispersion: npt.ArrayLike = 1.0,
) -> ControlChart:
    """A u-chart along the last axis; with an exposure of 1 it is a c-chart.

    centre = sum(counts) / sum(exposure) over the baseline, sd = sqrt(dispersion * centre /
    exposure), limits centre -/+ 3 sd, the lower one not below 0. ``counts`` [..., periods];
    ``exposure`` (days, residents) and ``in_baseline`` broadcast to it, ``dispersion`` to the
    leading axes.

    Below a mean of 9 (times the dispersion) there is no lower limit: a month of no events says
    nothing then. Judge new months by a baseline that ends before them; a chart that sets its
    limits by the months it judges hides what it looks for. Not for a series with a gap: a run
    must not cross it.

    Montgomery 2009, Introduction to Statistical Quality Control, 7.3.
    """
    observed, weight, base = np.broadcast_arrays(
        np.asarray(counts, dtype=np.float64),
        np.asarray(exposure, dtype=np.float64),
        np.asarray(in_baseline, dtype=np.bool_),
    )
    total = np.where(base, observed, 0.0).sum(axis=-1, keepdims=True)
    mean = total / np.where(base, weight, 0.0).sum(axis=-1, keepdims=True)
    centre = np.broadcast_to(mean, observed.shape)
    scale = np.maximum(np.asarray(dispersion, dtype=np.float64), 1.0)[..., None]
    reach = SIGMAS * np.sqrt(scale * centre / weight)
    lower, upper = np.maximum(centre - reach, 0.0), centre + reach
    rates = observed / weight
    is_outside = (rates < lower) | (rates > upper)
    return ControlChart(rates, centre, lower, upper, is_outside, ends_run(rates, centre))


def ends_run(values: npt.ArrayLike, centre: npt.ArrayLike, length: int = RUN_LENGTH) -> Bools:
    """Points that are at least the ``length``-th in a row strictly on one side of the centre.

    Along the last axis. A point on the centre ends a run.
    """
    side = np.sign(np.asarray(values, dtype=np.float64) - np.asarray(centre, dtype=np.float64))
    marked = np.zeros(side.shape, dtype=np.bool_)
    if side.shape[-1] >= length:
        windows = np.lib.stride_tricks.sliding_window_view(side, length, axis=-1)
        marked[..., length - 1 :] = np.abs(windows.sum(axis=-1)) == length
    return marked


@dataclass(frozen=True)
class FalseSignals:
    """How often a process that has not changed gives a signal.

    Per point (far enough from the start for a run to be possible) for either rule, and the chance
    that a series has at least one signal by either.
    """

    outside_per_point: float
    run_per_point: float
    any_in_series: float


def false_signals(mean: float, points: int, dispersion: float = 1.0) -> FalseSignals:
    """The rate of false signals of a chart with a known centre, by theory.

    Poisson probabilities for ``dispersion`` 1, negative binomial ones (variance = dispersion *
    mean) above it. Run: P(above)^8 + P(below)^8. Series: the distribution of the current run's
    length and side is carried from point to point; what signals drops out.

    Points are independent here. The rate of runs jumps where the mean is a whole number, for then
    a point on the centre ends a run. A centre set by few months adds signals of its own: for a
    mean of 10.4, 24 new points have one by chance in 13 % of series, in 27 % after a baseline of
    12 months (benchmarks/control_chart_rate.py). Champ & Woodall 1987, Technometrics 29: 393-399.
    """
    reach = SIGMAS * np.sqrt(max(dispersion, 1.0) * mean)
    below_limit = _at_most(np.ceil(mean - reach) - 1, mean, dispersion)
    below = _at_most(np.ceil(mean) - 1, mean, dispersion)
    at_most_centre = _at_most(np.floor(mean), mean, dispersion)
    within_limit = _at_most(np.floor(mean + reach), mean, dispersion)
    above = 1 - at_most_centre
    step = _run_steps(within_limit - at_most_centre, below - below_limit, at_most_centre - below)
    silent = np.linalg.matrix_power(step, points)[0].sum()
    return FalseSignals(
        outside_per_point=float(below_limit + 1 - within_limit),
        run_per_point=float(above**RUN_LENGTH + below**RUN_LENGTH),
        any_in_series=float(1 - silent),
    )


def _at_most(count: float, mean: float, dispersion: float) -> float:
    if count < 0:
        return 0.0
    if dispersion <= 1:
        return float(special.pdtr(count, mean))
    return float(special.betainc(mean / (dispersion - 1), count + 1, 1 / dispersion))


def _run_steps(above: float, below: float, centre: float) -> Floats:
    """Chances of going from one run to the next without a signal.

    State 0 is "no run", 1 to 7 a run of that length above the centre, 8 to 14 one below.
    """
    longest = RUN_LENGTH - 1
    step = np.zeros((2 * longest + 1, 2 * longest + 1))
    step[:, 0] = centre
    step[:, 1] = above
    step[:, longest + 1] = below
    for length in range(1, longest + 1):
        step[length, 1] = 0.0
        step[longest + length, longest + 1] = 0.0
        if length < longest:
            step[length, length + 1] = above
            step[longest + length, longest + length + 1] = below
    return step
