"""When two records are taken for one incident: the rules one by one, and that order is nothing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_csp.incidents.duplicates import Records, counted_as
from geo_csp.partner_settings import Duplicates

RULES = Duplicates(metres=100.0, hours=3.0, days=1)

USUAL = {
    "east": 0.0,
    "north": 0.0,
    "precision": 0.0,
    "began": "2025-06-10T20:00:00",
    "category": "asb",
    "offence": "noise",
    "is_hate": False,
    "strands": 0,
}


def records(*rows):
    whole = [USUAL | row for row in rows]

    def column(name):
        return [row[name] for row in whole]

    return Records(
        easting=np.array(column("east"), np.float64),
        northing=np.array(column("north"), np.float64),
        precision_m=np.array(column("precision"), np.float64),
        began=np.array(column("began"), "datetime64[s]"),
        category=np.array(column("category"), object),
        offence=np.array(column("offence"), object),
        is_hate=np.array(column("is_hate"), np.bool_),
        strands=np.array(column("strands"), np.int64),
    )


@pytest.mark.parametrize(
    ("police", "partner", "is_one"),
    [
        ({}, {}, True),
        ({}, {"east": 60.0, "north": 80.0}, True),
        ({}, {"east": 60.0, "north": 80.1}, False),
        # How exact each says it is, on top.
        ({"precision": 50.0}, {"east": 150.0}, True),
        ({"precision": 50.0}, {"east": 150.1}, False),
        ({"precision": 30.0}, {"east": 170.0, "precision": 40.0}, True),
        ({}, {"began": "2025-06-10T23:00:00"}, True),
        ({}, {"began": "2025-06-10T17:00:00"}, True),
        ({}, {"began": "2025-06-10T23:00:01"}, False),
        ({"began": "2025-06-10T23:30:00"}, {"began": "2025-06-11T01:30:00"}, True),
        # Without a time of day: the same day, or the next.
        ({}, {"began": "2025-06-10"}, True),
        ({}, {"began": "2025-06-11"}, True),
        ({}, {"began": "2025-06-09"}, True),
        ({}, {"began": "2025-06-12"}, False),
        ({"began": "2025-06-10"}, {"began": "2025-06-11T23:00:00"}, True),
        ({"began": "2025-05-31"}, {"began": "2025-06-01"}, True),
        ({}, {"category": "damage"}, False),
        # Another type, or none: half as far, half as long, the same day.
        ({}, {"offence": "rowdy", "east": 50.0}, True),
        ({}, {"offence": "rowdy", "east": 50.1}, False),
        ({}, {"offence": "", "east": 50.1}, False),
        ({"offence": ""}, {"offence": "", "east": 50.1}, False),
        ({}, {"offence": "", "began": "2025-06-10T21:30:00"}, True),
        ({}, {"offence": "", "began": "2025-06-10T21:30:01"}, False),
        ({}, {"offence": "", "began": "2025-06-10"}, True),
        ({}, {"offence": "", "began": "2025-06-11"}, False),
        # What only the partner says of hate would be lost.
        ({}, {"is_hate": True, "strands": 1}, False),
        ({"is_hate": True, "strands": 1}, {"is_hate": True, "strands": 3}, False),
        ({"is_hate": True, "strands": 3}, {"is_hate": True, "strands": 1}, True),
        ({"is_hate": True, "strands": 3}, {}, True),
        ({"is_hate": True, "strands": 0}, {"is_hate": True, "strands": 0}, True),
    ],
)
def test_two_records_are_one_incident_by_the_stated_rules(police, partner, is_one):
    counts = counted_as([records(police), records(partner)], RULES)
    assert counts.tolist() == [0, 0 if is_one else 1]


def test_two_records_of_one_source_are_two_incidents():
    assert counted_as([records({}, {})], RULES).tolist() == [0, 1]
    assert sorted(counted_as([records({}), records({}, {})], RULES).tolist()) == [0, 0, 2]
    assert sorted(counted_as([records({}, {}), records({}, {}, {})], RULES)) == [0, 0, 1, 1, 4]


def test_the_surest_pair_comes_first():
    """Nearer before farther, with a time before without, the same type before another."""
    for worse, better in (
        ({"east": 20.0}, {"east": 10.0}),
        ({"began": "2025-06-10"}, {"east": 90.0}),
        ({"offence": "rowdy"}, {"east": 90.0, "began": "2025-06-10"}),
    ):
        assert counted_as([records({}), records(worse, better)], RULES).tolist() == [0, 1, 0]


def test_three_sources_tell_of_one_incident_and_it_counts_once():
    """The third is too far from the police's spot, but not from the council's."""
    police, council, housing = {}, {"east": 80.0}, {"east": 160.0}
    counts = counted_as([records(police), records(council), records(housing)], RULES)
    assert counts.tolist() == [0, 0, 0]
    # Without the police the council's counts, and without both each for itself.
    assert counted_as([records(), records(council), records(housing)], RULES).tolist() == [0, 0]
    assert counted_as([records(), records(), records(housing)], RULES).tolist() == [0]


def test_what_counts_must_say_the_hate_and_not_the_one_between():
    police, council = {"is_hate": True, "strands": 3}, {"east": 80.0}
    housing = {"east": 160.0, "is_hate": True, "strands": 1}
    counts = counted_as([records(police), records(council), records(housing)], RULES)
    assert counts.tolist() == [0, 0, 0]
    more = housing | {"strands": 4}
    counts = counted_as([records(police), records(council), records(more)], RULES)
    assert counts.tolist() == [0, 0, 2]


rows = st.lists(
    st.fixed_dictionaries(
        {
            "east": st.sampled_from([0.0, 30.0, 60.0, 140.0]),
            "began": st.sampled_from(
                ["2025-06-10", "2025-06-10T20:00:00", "2025-06-10T22:00:00", "2025-06-11"]
            ),
            "offence": st.sampled_from(["noise", "rowdy", ""]),
        }
    ),
    max_size=7,
)


def content(row):
    return (row["began"], row["east"], row["offence"])


@settings(max_examples=150)
@given(police=rows, council=rows, housing=rows)
def test_each_record_counts_as_one_and_one_record_as_one_of_each_source(police, council, housing):
    sources = [sorted(each, key=content) for each in (police, council, housing)]
    counts = counted_as([records(*each) for each in sources], RULES)
    assert (counts <= np.arange(len(counts))).all()
    # What counts counts for itself.
    assert (counts[counts] == counts).all()
    end = np.cumsum([len(each) for each in sources])
    for first, last in ((0, end[0]), (end[0], end[1]), (end[1], end[2])):
        assert len(set(counts[first:last])) == last - first
