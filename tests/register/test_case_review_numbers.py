from __future__ import annotations

from datetime import date

import pytest

from geo_csp.errors import GeoCspError
from geo_csp.register import audit
from geo_csp.register.case_review_numbers import (
    Numbers,
    add_application,
    applications,
    numbers,
    take_step,
)

FIRST, LAST = date(2025, 4, 1), date(2026, 3, 31)


def ask(register, reference, received_on, **steps):
    number = add_application(register, reference, received_on, "an").number
    for step, day in steps.items():
        take_step(register, number, step, day, "an")
    return number


def test_the_four_numbers_count_each_step_on_its_own_day(register):
    may, june, next_year = date(2025, 5, 1), date(2025, 6, 1), date(2026, 4, 1)
    ask(register, "1", may, threshold_not_met=june)
    ask(register, "2", may, reviewed=june, recommended=next_year)
    ask(register, "3", may, reviewed=june)
    ask(register, "4", may, reviewed=next_year, recommended=next_year)
    # Not met, and reviewed all the same to reassure the applicant: both are counted.
    ask(register, "5", date(2025, 3, 31), threshold_not_met=FIRST, reviewed=LAST)
    assert numbers(register, FIRST, LAST) == Numbers(
        FIRST,
        LAST,
        applications=len("1234"),
        threshold_not_met=len("15"),
        reviews=len("235"),
        reviews_with_recommendations=len("2"),
    )
    later = numbers(register, next_year, date(2027, 3, 31))
    assert (later.applications, later.reviews, later.reviews_with_recommendations) == (0, 1, 1)


def test_a_year_without_applications_says_nought(register):
    assert numbers(register, FIRST, LAST) == Numbers(FIRST, LAST, 0, 0, 0, 0)


@pytest.mark.parametrize("last", [date(2026, 4, 1), date(2025, 3, 31)])
def test_a_reporting_period_has_at_most_twelve_months(register, last):
    with pytest.raises(GeoCspError, match="at most twelve months"):
        numbers(register, FIRST, last)


def test_steps_are_taken_once_and_in_order(register):
    number = ask(register, "1", date(2025, 5, 2))
    for step, day, said in (
        ("reviewed", date(2025, 5, 1), "2025-05-01 is before 2025-05-02"),
        ("recommended", date(2025, 6, 1), "recommendations follow a review"),
        ("closed", date(2025, 6, 1), '"closed" is none of'),
    ):
        with pytest.raises(GeoCspError, match=said):
            take_step(register, number, step, day, "an")
    take_step(register, number, "reviewed", date(2025, 6, 1), "an")
    with pytest.raises(GeoCspError, match="entered already, on 2025-06-01"):
        take_step(register, number, "reviewed", date(2025, 6, 2), "an")
    with pytest.raises(GeoCspError, match="2025-05-31 is before 2025-06-01"):
        take_step(register, number, "recommended", date(2025, 5, 31), "an")
    assert applications(register)[0].steps == {"reviewed": date(2025, 6, 1)}


def test_a_reference_stands_for_one_application(register):
    ask(register, "CR/7", date(2025, 5, 2))
    with pytest.raises(GeoCspError, match='reference "CR/7" is there already'):
        add_application(register, "CR/7", date(2025, 5, 3), "an")
    with pytest.raises(GeoCspError, match="there is no application 9"):
        take_step(register, 9, "reviewed", date(2025, 6, 1), "an")
    assert len(audit.lines(register)) == 1
