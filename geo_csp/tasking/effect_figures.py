"""The weighted displacement difference of one action, from counts: plain, and by harm."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from geo_csp.statistics.comparison_areas import choose_comparison_areas
from geo_csp.statistics.detectable_fall import LEVEL, POWER, detectable_fall, verdict
from geo_csp.statistics.dispersion import dispersion_of_change, pearson_dispersion
from geo_csp.statistics.displacement_difference import Estimate, harm_weighted, net_change

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]

CONFIDENCE = 0.90  # its limits exclude none exactly where the one-sided test at 5 % tells a change
FEWEST = 5
ENOUGH_AREAS = 20
A_MONTH = 1.0


@dataclass(frozen=True, eq=False)
class Series:
    """Incidents by kind of one area and of its buffer: [kind, month].

    ``history``: the months before the action that the comparison areas were chosen by.
    """

    before: Counts
    after: Counts
    history: Counts

    def totals(self) -> Counts:
        """[2], before and after, all kinds."""
        return np.array([self.before.sum(), self.after.sum()])

    def by_kind(self) -> Counts:
        """[kind, 2]."""
        return np.stack([self.before.sum(axis=1), self.after.sum(axis=1)], axis=1)

    def dispersion(self, per_incident: float) -> float:
        """The larger of what its months scatter and of what such areas move from year to year."""
        months = self.history.sum(axis=0)
        # Below one a month the months tell nothing of their scatter.
        by_month = pearson_dispersion(months).applied if months.mean() >= A_MONTH else 1.0
        return max(float(by_month), 1.0 + per_incident * float(self.totals().sum()))


@dataclass(frozen=True, eq=False)
class Figures:
    """``told``: as of ``detectable_fall.verdict``, NaN for too few."""

    plain: Estimate
    harm: Estimate
    dispersion: float
    smallest_fall: float
    told: float


def year_to_year(before: Counts, after: Counts) -> float:
    """How much more than chance like areas' counts move, for each incident of an area: 0 where
    there are too few areas to say. ``before`` and ``after``: [area], without those acted on.
    """
    size = before + after
    if (size > 0).sum() < ENOUGH_AREAS:
        return 0.0
    beyond = dispersion_of_change(before, after) - 1.0
    return float((beyond[size > 0] / size[size > 0]).max())


def nearest_first(history: Counts, own: Counts, is_near: npt.NDArray[np.bool_]) -> Counts:
    """The like areas in the order of how alike they were, those that pass the rules only.

    Nothing of the months after is looked at. ``history``: [area, month] before the action, ``own``:
    [month] of the site. ``is_near``: those not to be taken.
    """
    whole = np.vstack([own, history])
    busy = whole[whole.mean(axis=1) >= A_MONTH]
    scatter = float(np.mean(pearson_dispersion(busy).ratio)) if len(busy) else 1.0
    found = choose_comparison_areas(
        whole,
        0,
        np.concatenate([[True], is_near]),
        dispersion=max(scatter, 1.0),
        wanted=len(whole),
    )
    return found.chosen - 1


def figures(
    site: tuple[Series, Series],
    comparisons: list[tuple[Series, Series]],
    harm_weights: Floats,
    per_incident: float,
) -> Figures:
    """``site`` and each of ``comparisons``: the series of an area and of its buffer."""
    local, moved = (
        _half(site[which], [c[which] for c in comparisons], harm_weights, per_incident)
        for which in (0, 1)
    )
    plain, harm = local[0] + moved[0], local[1] + moved[1]
    smallest = float(detectable_fall(*strength_of_test(site, comparisons, per_incident, plain)))
    own, theirs = site[0].totals()[0], np.mean([c[0].totals()[0] for c in comparisons])
    is_too_few = min(float(own), float(theirs)) < FEWEST
    told = np.nan if is_too_few else float(verdict(plain, smallest))
    return Figures(plain, harm, max(local[2], moved[2]), smallest, told)


def _half(
    own: Series, theirs: list[Series], harm_weights: Floats, per_incident: float
) -> tuple[Estimate, Estimate, float]:
    """Of the areas, or of the buffers: plain, by harm, and the dispersion of its own counts."""
    own_dispersion = own.dispersion(per_incident)
    dispersions = np.array([each.dispersion(per_incident) for each in theirs])
    degrees = own.history.shape[1] - 1
    plain = net_change(
        own.totals(),
        np.stack([each.totals() for each in theirs]),
        treated_dispersion=own_dispersion,
        comparison_dispersions=dispersions,
        dispersion_degrees=degrees,
    )
    by_kind = net_change(
        own.by_kind(),
        np.stack([each.by_kind() for each in theirs], axis=1),
        treated_dispersion=own_dispersion,
        comparison_dispersions=dispersions,
        dispersion_degrees=degrees,
    )
    return plain, harm_weighted(by_kind, harm_weights), own_dispersion


def strength_of_test(
    site: tuple[Series, Series],
    comparisons: list[tuple[Series, Series]],
    per_incident: float,
    plain: Estimate,
) -> tuple[float, list[float], float]:
    """What ``power_of_test`` and ``detectable_fall`` ask for: the place's count before, those of
    the comparison places, and a dispersion.

    Both add dispersion x 2 sum(C) / n^2 to the variance for n comparison places. Buffers add
    2 B + 2 sum(D) / n^2, which is that of C + D + n B in each place's stead; each count is
    multiplied by its own dispersion over the place's. The dispersions are estimated, so the test is
    Student's, and the dispersion is widened by as much as its quantile lies beyond the normal's.
    """
    own, buffer = (_weighed(series, per_incident) for series in site)
    theirs = [[_weighed(series, per_incident) for series in pair] for pair in comparisons]
    scale = site[0].dispersion(per_incident)
    standing = [(sum(pair) + len(theirs) * buffer) / scale for pair in theirs]
    normal, certain = special.ndtri(1 - LEVEL), special.ndtri(POWER)
    wider = (special.stdtrit(float(plain.degrees), 1 - LEVEL) + certain) / (normal + certain)
    return own / scale, standing, scale * float(wider) ** 2


def _weighed(series: Series, per_incident: float) -> float:
    """Its count before times its dispersion: its share of the variance."""
    return float(series.totals()[0]) * series.dispersion(per_incident)
