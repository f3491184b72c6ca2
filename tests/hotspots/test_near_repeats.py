"""Near repeats are told where there are dates, and only then."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
import pyarrow as pa

from geo_csp.hotspots.near_repeats import FEWEST_INCIDENTS, near_repeats_in_words
from geo_csp.incidents.incident_table import INCIDENT_SCHEMA
from tests.hotspots.conftest import HERE

CENTRE = np.array([HERE])
NEW_YEAR = datetime(2025, 1, 1)


def incidents(places: list[tuple[float, float]], days: list[int] | None) -> pa.Table:
    return pa.Table.from_pylist(
        [
            {
                "easting": HERE[0] + east,
                "northing": HERE[1] + north,
                "date_from": None if days is None else NEW_YEAR + timedelta(days=days[i]),
            }
            for i, (east, north) in enumerate(places)
        ],
        schema=INCIDENT_SCHEMA,
    )


def test_pairs_that_come_soon_and_near_are_told() -> None:
    """Twenty spots 400 m apart in one another's reach; each is struck twice within two days."""
    spots = [(200.0 * (i % 4) - 300, 200.0 * (i // 4) - 400) for i in range(20)]
    places = [spot for spot in spots for _ in range(2)]
    days = [15 * i + again for i in range(20) for again in (0, 2)]
    said = near_repeats_in_words(incidents(places, days), CENTRE)
    assert said.startswith("One incident here tends to bring others: ")


def test_no_evidence_is_said_in_these_words() -> None:
    rng = np.random.default_rng(5)
    places = [tuple(spot) for spot in rng.uniform(-300, 300, (60, 2))]
    said = near_repeats_in_words(incidents(places, rng.integers(0, 360, 60).tolist()), CENTRE)
    assert said == "No evidence that one incident here brings others within a week and 200 m."


def test_without_dates_or_with_too_few_nothing_is_said() -> None:
    places = [(10.0 * i, 0.0) for i in range(40)]
    assert near_repeats_in_words(incidents(places, None), CENTRE) == ""
    few = FEWEST_INCIDENTS - 1
    assert near_repeats_in_words(incidents(places[:few], list(range(few))), CENTRE) == ""
    far = [(5_000.0 + 10 * i, 0.0) for i in range(40)]
    assert near_repeats_in_words(incidents(far, list(range(40))), CENTRE) == ""
