"""The month's likely county-lines locations, on the points, places and months of its scene."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from geo_csp.county_lines.find import Found, find
from geo_csp.county_lines.lead import Lead
from geo_csp.county_lines.signs import SIGN_COLUMNS, Signs, signs
from geo_csp.errors import NotLoadedError
from geo_csp.hotspots.map_or_crime import Suspect, explanations
from geo_csp.hotspots.processors import THREADS
from geo_csp.hotspots.scene import Scene
from geo_csp.incidents.coverage import counted
from geo_csp.incidents.store import read_incidents, read_manifest
from geo_csp.monthly.published import read_published
from geo_csp.months import Month, shift


def leads_of(store: Path, scene: Scene) -> Found:
    used = counted(read_manifest(store), scene.profile)
    rows = read_incidents(store, used, scene.profile.name, SIGN_COLUMNS)
    here = signs(rows, scene.profile, scene.coverage, scene.span, scene.places)
    return find(
        here,
        scene.ward_of,
        lambda points, first_step: _explained(scene, here, points, first_step),
        earlier=_earlier(store, scene.profile.name, scene.month),
        threads=THREADS,
    )


def _earlier(store: Path, area: str, month: Month) -> tuple[Lead, ...] | None:
    try:
        return read_published(store, area, shift(month, -1)).leads
    except NotLoadedError:
        return None


def _explained(scene: Scene, here: Signs, points: npt.NDArray[np.int64], first_step: int) -> str:
    """The streams are of several categories: none of them is asked whether it was recoded."""
    by_month = np.zeros(len(scene.span), dtype=np.int64)
    suspect = Suspect(
        points=points,
        in_window=here.by_point[:, points, first_step:].sum(axis=(0, 2)),
        chosen_elsewhere=by_month,
        all_elsewhere=by_month,
        phrase="",
        span=scene.span,
        since=scene.span.months()[first_step],
        rose=True,
        fell=False,
        compares=True,
    )
    return explanations(scene, suspect)
