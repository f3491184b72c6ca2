"""Did last months' hotspots hold next month? Each month's ranking scored on the month after.

At each month hotspots are made of the months before it alone, and of the ground that comes first
in them, 1 and 2 km2, it is counted how much of the month's incidents it held; beside plain counts
and a smooth surface, which cost nothing. A method that does no better than these says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
from scipy import special

from geo_csp.hotspots.counted import Counted
from geo_csp.hotspots.rising import rises
from geo_csp.hotspots.scene import summed
from geo_csp.hotspots.score import Backtest, Score
from geo_csp.statistics.emerging_hot_spots import significant_steps
from geo_csp.statistics.gi_star import gi_star, local_means
from geo_csp.statistics.kernel_density import kernel_density
from geo_csp.statistics.prediction_accuracy import (
    Accuracy,
    accuracy_at,
    mean_over_steps,
)

Counts = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

AT_KM2 = (1.0, 2.0)
COUNTS_OF = (1, 3, 9, 12)
BANDWIDTH_M = 500.0
FEWEST_BEFORE = 6
MOST_MONTHS = 12
# To tell what comes by chance less often than every 6 months these replications will do.
ENOUGH_TO_WATCH = 199
# A ranking that holds under this share of what the best choice would have is of little use.
HARDLY = 0.3
HOTSPOTS = "hotspots"
TOO_FEW = (
    f"not tested: it needs at least {FEWEST_BEFORE + 1} comparable months, the last with incidents"
)


def backtest(counted: Counted) -> Backtest:
    months = counted.months
    scored = [
        step
        for step in range(max(FEWEST_BEFORE, len(months) - MOST_MONTHS), len(months))
        if counted.by_cell[:, step].any() and counted.by_cell[:, :step].any()
    ]
    category = counted.selection.code
    if not scored:
        return Backtest(category, (), (), TOO_FEW)
    found: dict[tuple[str, float], list[Accuracy]] = {
        (method, at_km2): [] for method in _METHODS for at_km2 in AT_KM2
    }
    for step in scored:
        for method, predict in _METHODS.items():
            predicted = predict(counted, step)
            for at_km2 in AT_KM2:
                accuracy = _accuracy(counted, step, predicted, at_km2)
                if accuracy is not None:
                    found[method, at_km2].append(accuracy)
    scores = tuple(_score(method, at_km2, each) for (method, at_km2), each in found.items())
    return Backtest(category, tuple(months[step] for step in scored), scores, _in_words(found))


def _accuracy(counted: Counted, step: int, predicted: Floats, at_km2: float) -> Accuracy | None:
    observed = counted.by_cell[:, step].astype(np.float64)
    area = np.full(observed.size, counted.scene.lattice.area_km2)
    return accuracy_at(
        observed, predicted, area, at_km2, np.asarray(counted.by_cell[:, :step].any(axis=1))
    )


def _score(method: str, at_km2: float, found: list[Accuracy]) -> Score:
    reliability = [each.reliability for each in found if each.reliability is not None]
    return Score(
        method,
        at_km2,
        mean_over_steps([each.hit_rate for each in found]),
        mean_over_steps([each.efficiency for each in found]),
        mean_over_steps(reliability),
        mean_over_steps([each.index for each in found]),
    )


def _plain_counts(months: int) -> Callable[[Counted, int], Floats]:
    def predict(counted: Counted, step: int) -> Floats:
        """A month's incidents as the mean of the last months, of as many as there are."""
        mean: Floats = counted.by_cell[:, max(step - months, 0) : step].mean(axis=1)
        return mean

    return predict


def _smooth(counted: Counted, step: int) -> Floats:
    weight = counted.by_point[:, :step].sum(axis=1) / step
    held = weight > 0
    east, north = counted.scene.points_27700[held].T
    centres = counted.scene.lattice.centres_27700
    density = kernel_density(east, north, weight[held], centres, BANDWIDTH_M)
    return density * counted.scene.lattice.area_km2


def _hotspots(counted: Counted, step: int) -> Floats:
    """First the cells that are hot by Gi* or in which the scan found a rise, by their own incidents
    a month (since the rise began, where these are more); then the others by what lies around them.
    """
    before = counted.by_cell[:, :step]
    adjacency = counted.scene.adjacency
    own = _since_a_rise(counted, step)
    is_hotspot = own > 0
    own = np.maximum(own, before.mean(axis=1))
    is_hotspot |= significant_steps(gi_star(before, adjacency))[0][:, -1]
    around = local_means(before, adjacency).mean(axis=1)
    least = own[is_hotspot & (own > 0)].min(initial=np.inf)
    # Hotspots come first, whatever else is busy.
    predicted: Floats = np.where(is_hotspot, own, np.minimum(around, np.nextafter(least, 0)))
    return predicted


def _since_a_rise(counted: Counted, step: int) -> Floats:
    """Incidents a month of the cells in which the scan found a rise, 0 in the others."""
    scene, wanted = counted.scene, counted.scene.profile.hotspots
    own = np.zeros(len(counted.by_cell))
    for rise in rises(
        counted.by_location[:, :step],
        scene.neighbours,
        wanted.longest_window,
        ENOUGH_TO_WATCH,
        wanted.watch_months,
    ):
        points = np.flatnonzero(np.isin(scene.location_of_point, rise.core))
        window = counted.by_point[points, rise.first_step : step].mean(axis=1)
        cells = scene.cell_of_point[points]
        own = np.maximum(own, summed(window[:, np.newaxis], cells, own.size)[:, 0])
    return own


_METHODS: dict[str, Callable[[Counted, int], Floats]] = {
    HOTSPOTS: _hotspots,
    **{
        f"counts of the last {'month' if months == 1 else f'{months} months'}": _plain_counts(
            months
        )
        for months in COUNTS_OF
    },
    "kernel density": _smooth,
}


def _in_words(found: Mapping[tuple[str, float], Sequence[Accuracy]]) -> str:
    """Hotspots against the best of the others, month by month, at the larger area."""
    at_km2 = AT_KM2[-1]
    held = {method: np.array([a.hit_rate for a in found[method, at_km2]]) for method in _METHODS}
    best = max(list(held)[1:], key=lambda method: held[method].mean())
    gain = held[HOTSPOTS] - held[best]
    reach = _reach(gain)
    if gain.mean() - reach > 0:
        verdict = f"Hotspots foresee more than {best}, the best of the plain ways"
    elif gain.mean() + reach < 0:
        verdict = f"Plain ways do better: {best}"
    else:
        verdict = f"Plain ways do as well: {best}"
    months = "month" if gain.size == 1 else f"{gain.size} months"
    said = (
        f"{verdict}. Chosen by hotspots, {at_km2:.0f} km² held {held[HOTSPOTS].mean():.0%} of the "
        f"next month's incidents; chosen by {best}, {held[best].mean():.0%}; over {months}."
    )
    efficiency = np.mean([a.efficiency for a in found[best, at_km2]])
    if efficiency < HARDLY:
        said += (
            " This category has no stable hotspots here: that is little beside what the "
            "same ground, well chosen, would have held."
        )
    return said


def _reach(gain: Floats) -> float:
    """Half the width of Student's 95 % interval; infinite for one month."""
    if gain.size < 2:
        return float("inf")
    error = gain.std(ddof=1) / np.sqrt(gain.size)
    return float(special.stdtrit(gain.size - 1, 0.975) * error)
