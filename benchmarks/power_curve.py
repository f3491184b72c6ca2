"""How large must a rise be to be found? Size of rise against detection, by place and by history.

Run: python -m benchmarks.power_curve [runs]. Prints the shares and draws docs/power_curve.png; its
numbers stand in docs/honesty.md.

The county's snap points have the levels of anti-social behaviour that the open data of 16 months
have, with the season of the demonstration. In each run one point has a rise of so many a month on
average in the last month and the one before; the scan is asked in both months. Found: a cluster
with a recurrence interval of 24 months or more that holds the point.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from geo_csp.area_profile import AreaProfile, load_profile
from geo_csp.demo.levels import DEMONSTRATION_MONTHS, season
from geo_csp.geography.boundaries import to_national_grid
from geo_csp.statistics.scan_neighbours import Neighbours, nearest_first
from geo_csp.statistics.space_time_scan import Search, scan_by_permutation

PICTURE = Path(__file__).resolve().parents[1] / "docs" / "power_curve.png"
OPEN_DATA_MONTHS = 16
RADIUS_M = 5_000.0
EMERGING_MONTHS = 24
RUNS = 100
# Enough for a p of 1 in 24: the eighth of 200 is found, p = 0.04.
REPLICATIONS = 199
RISES = (2, 3, 4, 6, 8, 10, 12, 15)
HISTORIES = (12, 36)
WITHIN = 2


@dataclass(frozen=True)
class County:
    """``level``: incidents a month at each point."""

    level: np.ndarray
    neighbours: Neighbours

    def kinds(self) -> dict[str, np.ndarray]:
        """Points by their usual level: the busiest is one."""
        return {
            "rural": np.flatnonzero(self.level == 1 / OPEN_DATA_MONTHS),
            "town": np.flatnonzero((self.level > 0.8) & (self.level < 1.3)),
            "busiest": np.array([self.level.argmax()]),
        }


def county(profile: AreaProfile) -> County:
    points = pd.read_csv(profile.file(profile.street_points))
    where = to_national_grid(points["longitude"].to_numpy(), points["latitude"].to_numpy())
    level = points["asb"].to_numpy() / OPEN_DATA_MONTHS
    return County(level, nearest_first(*where, radius=RADIUS_M, threads=2))


def is_found(here: County, point: int, rise: int, history: int, seed: int) -> bool:
    random = np.random.default_rng([seed, history, rise, point])
    months = DEMONSTRATION_MONTHS.months()[-history - WITHIN + 1 :]
    expected = here.level[:, None] * [season("asb", month) for month in months]
    cases = random.poisson(expected)
    cases[point, -WITHIN:] += random.poisson(rise, WITHIN)
    search = Search(replications=REPLICATIONS, seed=seed, threads=2)
    for last in range(history, len(months) + 1):
        scan = scan_by_permutation(cases[:, last - history : last], here.neighbours, search)
        for cluster in scan.clusters:
            if cluster.recurrence_steps >= EMERGING_MONTHS and point in cluster.members:
                return True
    return False


def shares(here: County, runs: int) -> pd.DataFrame:
    rows = []
    for kind, points in here.kinds().items():
        for history in HISTORIES:
            for rise in RISES:
                chosen = np.random.default_rng(rise).choice(points, runs)
                found = [is_found(here, p, rise, history, run) for run, p in enumerate(chosen)]
                rows.append((kind, history, rise, np.mean(found)))
                print(f"{kind:8} {history} months +{rise:2}: {np.mean(found):.2f}", flush=True)
    return pd.DataFrame(rows, columns=["kind", "history", "rise", "share"])


def picture(table: pd.DataFrame, level: dict[str, float], runs: int) -> Figure:
    # Okabe and Ito's colours, told apart by the colour-blind; the histories differ by their line.
    colours = {"rural": "#0072B2", "town": "#D55E00", "busiest": "#000000"}
    styles = {12: "--", 36: "-"}
    figure = Figure(figsize=(7.2, 4.4), dpi=120, layout="constrained")
    axes = figure.add_subplot()
    for (kind, history), line in table.groupby(["kind", "history"], sort=False):
        words = f"{kind} ({level[kind]:.2f} a month), {history} months"
        axes.plot(line["rise"], line["share"], styles[history], color=colours[kind], label=words)
    axes.set(
        xlabel="rise, incidents a month",
        ylabel=f"share of {runs} runs that find it within two months",
        ylim=(0, 1.02),
        xticks=RISES,
    )
    axes.grid(alpha=0.3)
    axes.legend(fontsize="small", title="usual level of the point, history")
    return figure


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    here = county(load_profile("herefordshire"))
    level = {kind: float(here.level[points].mean()) for kind, points in here.kinds().items()}
    print({kind: (len(points), round(level[kind], 2)) for kind, points in here.kinds().items()})
    table = shares(here, runs)
    print(table.pivot(index=["kind", "history"], columns="rise", values="share").to_string())
    with mpl.rc_context({"font.family": "DejaVu Sans"}):
        picture(table, level, runs).savefig(PICTURE, metadata={"Software": None})


if __name__ == "__main__":
    main()
