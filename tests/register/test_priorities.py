from __future__ import annotations

import pytest

from geo_csp.errors import GeoCspError
from geo_csp.register import audit
from geo_csp.register.priorities import priorities, publish, published_months


def test_a_month_reads_back_as_it_was_published_in_the_order_of_rank(register):
    body = {"score": 0.1 + 0.2, "why": ["rising", "street “A”"], "nested": {"b": None, "a": True}}
    written = publish(register, "2025-12", [("p9", body), ("p1", {}), ("p5", {"score": 1})], "an")
    assert priorities(register, "2025-12") == written
    assert [(p.rank, p.place) for p in written] == [(1, "p9"), (2, "p1"), (3, "p5")]
    assert written[0].body == body
    assert (written[0].who, written[0].edition) == ("an", 1)


def test_a_month_published_again_is_a_new_edition_and_the_first_stays(register):
    publish(register, "2025-12", [("p1", {"score": 1})], "an")
    publish(register, "2025-12", [("p2", {"score": 2}), ("p1", {"score": 1})], "other")
    assert [p.place for p in priorities(register, "2025-12")] == ["p2", "p1"]
    assert [p.place for p in priorities(register, "2025-12", edition=1)] == ["p1"]


def test_the_same_list_published_again_stays_the_edition_that_it_is(register):
    first = publish(register, "2025-12", [("p1", {"months": ("2025-11", "2025-12")})], "an")
    again = publish(register, "2025-12", [("p1", {"months": ("2025-11", "2025-12")})], "other")
    assert again == first
    assert len(audit.lines(register)) == 1
    assert publish(register, "2025-12", [("p1", {})], "other")[0].edition == 2


def test_months_are_told_apart(register):
    publish(register, "2025-11", [("p1", {})], "an")
    publish(register, "2025-12", [("p2", {})], "an")
    assert published_months(register) == ("2025-11", "2025-12")
    assert [p.place for p in priorities(register, "2025-11")] == ["p1"]
    assert priorities(register, "2025-10") == ()


@pytest.mark.parametrize(
    ("month", "ranked", "said"),
    [
        ("2025-13", [("p1", {})], "is not a month"),
        ("2025-12", [], "without a priority"),
        ("2025-12", [("p1", {}), ("", {})], "place of priority 2"),
        ("2025-12", [("p1", {"score": float("nan")})], "priority 1 holds what JSON cannot"),
        ("2025-12", [("p1", {"seen": {1, 2}})], "priority 1 holds what JSON cannot"),
    ],
)
def test_what_cannot_be_published_is_refused_whole(register, month, ranked, said):
    with pytest.raises(GeoCspError, match=said):
        publish(register, month, ranked, "an")
    assert published_months(register) == ()
    assert audit.lines(register) == ()
