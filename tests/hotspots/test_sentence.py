from __future__ import annotations

import pytest

from geo_csp.hotspots import sentence
from geo_csp.hotspots.hotspot import KINDS


def test_a_rise_reads_as_one_would_say_it() -> None:
    said = sentence.rise(
        phrase="Anti-social behaviour",
        place="High Street and Maylord Street, Central",
        since="2025-10",
        month="2025-12",
        observed=31,
        expected=11.8,
        every=9 * 12 + 2,
    )
    assert said == (
        "Anti-social behaviour rose around High Street and Maylord Street, Central since October "
        "2025: 31 incidents where 12 would be usual. By chance about once in 9 years."
    )


@pytest.mark.parametrize(
    ("months", "words"),
    [
        (1.2, "about every month"),
        (6.0, "about once in 6 months"),
        (23.4, "about once in 23 months"),
        (24.0, "about once in 2 years"),
        (1200.0, "about once in 100 years"),
        (10_000.0, "less than once in 100 years"),
    ],
)
def test_how_often_chance_does_it_is_said_in_months_or_years(months: float, words: str) -> None:
    assert sentence.how_often(months) == words


@pytest.mark.parametrize(
    ("observed", "expected", "words"),
    [
        (0, 8.2, "no incident where 8 would be usual"),
        (1, 0.4, "1 incident where less than 1 would be usual"),
        (1200, 1100.0, "1,200 incidents where 1,100 would be usual"),
    ],
)
def test_counts_stand_beside_what_is_usual(observed: int, expected: float, words: str) -> None:
    assert sentence.counted(observed, expected) == words


@pytest.mark.parametrize("word", KINDS[3:])
def test_every_category_has_its_sentence(word: str) -> None:
    said = sentence.lasting(word, "Drugs", "High Street, Central", "2025-03", "2025-12")
    assert said.startswith("Drugs")
    assert "around High Street, Central" in said
    assert "{" not in said


def test_what_is_historical_fell() -> None:
    said = sentence.lasting("historical", "Drugs", "High Street", "2025-12", "2025-12")
    assert said.startswith("Drugs fell around High Street")


def test_a_cluster_wider_than_a_street_says_how_far_it_reaches() -> None:
    assert sentence.with_reach("High Street, Kington", 0.4) == "High Street, Kington"
    wide = "High Street, Kington, and up to 4 km from there,"
    assert sentence.with_reach("High Street, Kington", 3.7) == wide
