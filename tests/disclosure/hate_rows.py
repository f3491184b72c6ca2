"""Incidents like hate in Herefordshire, as rows: 30 a month, in few wards, strands that overlap."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from geo_csp.area_profile import AreaProfile
from geo_csp.geography.areas import areas
from geo_csp.vocabulary import STRANDS
from tests.statistics.simulated_counts import STRAND_SHARES, herefordshire_ladder, simulated_counts

CATEGORIES_OF_HATE = ("public_order", "violence", "damage", "asb", "drugs")


def hate_rows(profile: AreaProfile, months: Sequence[str], seed: int = 0) -> list[dict[str, Any]]:
    counts, _ = simulated_counts(herefordshire_ladder(), seed, len(months))
    rng = np.random.default_rng(seed)
    shares = STRAND_SHARES / STRAND_SHARES.sum()
    return [
        {
            "ward": ward,
            "month": month,
            "is_hate": True,
            "category": CATEGORIES_OF_HATE[rng.integers(len(CATEGORIES_OF_HATE))],
            "strands": _strands(rng, shares),
        }
        for ward, of_ward in zip(areas(profile, "ward").codes, counts.tolist(), strict=True)
        for month, count in zip(months, of_ward, strict=True)
        for _ in range(count)
    ]


def _strands(rng: np.random.Generator, shares: np.ndarray) -> int:
    first, second = rng.choice(len(STRANDS), 2, p=shares)
    return int(1 << first | (1 << second if rng.random() < 1 / 8 else 0))
