from __future__ import annotations

from datetime import date

import pytest

from geo_csp.errors import GeoCspError
from geo_csp.register import audit
from geo_csp.register.proposals import proposals, put_forward, withdraw

DAY = date(2026, 1, 12)


def test_a_place_that_was_put_forward_reads_back_as_it_was_told(register):
    added = put_forward(register, "351000-240000", "Housing", "three calls", day=DAY, who="an")
    assert proposals(register) == (added,)
    assert (added.place, added.organisation, added.reason) == (
        "351000-240000",
        "Housing",
        "three calls",
    )
    assert added.stands
    line = audit.lines(register, newest=1)[0]
    assert (line.entry.kind, line.entry.about) == ("collection", "proposals")


def test_what_is_withdrawn_stays_on_record_and_stands_no_more(register):
    first, second = (
        put_forward(register, place, "Fire", "bins", day=DAY, who="an") for place in ("a", "b")
    )
    gone = withdraw(register, first.number, "bo")
    assert (gone.stands, gone.withdrawn_by) == (False, "bo")
    assert proposals(register) == (gone, second)
    with pytest.raises(GeoCspError, match="bo has withdrawn proposal 1 already"):
        withdraw(register, first.number, "cy")
    with pytest.raises(GeoCspError, match="there is no proposal 9"):
        withdraw(register, 9, "cy")


def test_proposals_from_a_day_on(register):
    for day in (date(2025, 12, 31), date(2026, 1, 1)):
        put_forward(register, "a", "Fire", "bins", day=day, who="an")
    assert [p.number for p in proposals(register, date(2026, 1, 1))] == [2]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"place": " "}, "place: this must not be empty"),
        ({"organisation": ""}, "organisation: this must not be empty"),
        ({"reason": ""}, "reason: this must not be empty"),
        ({"day": date(1066, 1, 1)}, "date: 1066-01-01 is not a day"),
        ({"who": ""}, "who: this must not be empty"),
    ],
)
def test_what_says_too_little_is_refused_by_its_field(register, change, said):
    usual = {"place": "a", "organisation": "Fire", "reason": "bins", "day": DAY, "who": "an"}
    with pytest.raises(GeoCspError, match=said):
        put_forward(register, **usual | change)
    assert proposals(register) == ()
    assert audit.lines(register) == ()
