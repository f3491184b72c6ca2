"""Leads: signs that came together are one, and what is no lead gives none."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, replace

import numpy as np
import pytest
from shapely.geometry import shape

from geo_csp.county_lines.balance import balanced_sum, hangs_on, one_sided_ratio
from geo_csp.county_lines.find import least_statistic
from geo_csp.county_lines.lead import lead_from
from geo_csp.drawing.lead_figures import arithmetic_table, streams_table
from geo_csp.geography.boundaries import to_longitude_latitude, to_national_grid
from geo_csp.statistics.balanced_scan import largest_rank_p
from tests.county_lines.conftest import HERE

TOGETHER = {"drugs": (3, 3), "weapons": (1, 1), "asb": (4, 4)}


def here(found):
    degrees = to_longitude_latitude(*(float(metres) for metres in HERE))
    at = shape({"type": "Point", "coordinates": [float(each) for each in degrees]})
    return [lead for lead in found.leads if shape(lead.outline).covers(at)]


def test_signs_that_came_together_are_a_lead_with_reasons(signs_of, find_in) -> None:
    (lead,) = here(find_in(signs_of(TOGETHER)))
    assert lead.tier == "A"
    assert lead.state == "new"
    assert lead.ward_code == "E05009449"
    assert {"drugs", "asb"} <= {each.code for each in lead.streams if each.stands_out}
    assert "have come together around Street 351000 since November 2025" in lead.sentence
    assert lead.unless.startswith("It would be no lead if these had come in other months: ")
    assert lead.police_found_share == pytest.approx(
        sum(s.observed for s in lead.streams if s.stands_out and s.found_by == "police")
        / lead.observed
    )
    assert [what.partition(":")[0] for what, _ in lead.context] == [
        "rail station",
        "bus station",
        "main road",
    ]


def test_each_contribution_is_reckoned_again_from_the_pages_figures(signs_of, find_in) -> None:
    (lead,) = here(find_in(signs_of(TOGETHER)))
    figures = arithmetic_table(lead)
    by_phrase = {stream.phrase: stream for stream in lead.streams}
    total = 0.0
    for phrase, *cells in zip(*list(figures.values())[:6], strict=True):
        c, z, w, whole = (int(cell) for cell in cells[:4])
        weight, expected = float(cells[4]), z * w / whole
        ratio = 0.0
        if c > expected:
            ratio = c * math.log(c / expected)
            ratio += (whole - c) * math.log((whole - c) / (whole - expected))
        assert weight * ratio == pytest.approx(by_phrase[phrase].contribution, abs=1e-9)
        total += weight * ratio
    assert total == pytest.approx(lead.whole, abs=1e-9)
    least = min(lead.public_reports, 2 * lead.without_strongest)
    assert lead.statistic == pytest.approx(least, abs=1e-9)


def test_as_many_incidents_in_other_months_as_it_says_are_no_lead(signs_of, find_in) -> None:
    """One fewer is still a lead, under a bound that the lead is above."""
    (lead,) = here(find_in(signs_of(TOGETHER)))
    bound = 0.9 * lead.statistic
    named = hangs_on(lead.streams, bound)
    assert named
    for phrase, fewer, of in named:
        (stream,) = [each for each in lead.streams if each.phrase == phrase]
        assert of == stream.observed
        assert _with_fewer(lead, phrase, fewer) <= bound
        assert _with_fewer(lead, phrase, fewer - 1) > bound


def _with_fewer(lead, phrase, fewer):
    parts = [
        each.weight
        * one_sided_ratio(
            each.observed - fewer * (each.phrase == phrase), each.expected, each.in_all
        )
        for each in lead.streams
    ]
    return balanced_sum(lead.streams, parts)


@pytest.mark.parametrize(
    "extra",
    [{"drugs": (0, 8), "weapons": (0, 4)}, {"asb": (20, 20)}, {"drugs": (20, 20)}],
    ids=["a week of action", "anti-social behaviour alone", "drugs alone"],
)
def test_what_only_police_find_or_one_stream_alone_is_no_lead(signs_of, find_in, extra) -> None:
    assert here(find_in(signs_of(extra, seed=4))) == []


def test_a_stream_that_the_data_lack_is_said_once(signs_of, find_in) -> None:
    said = find_in(signs_of(TOGETHER)).leads_said
    (lacking,) = [words for words in said if words.startswith("not in the data")]
    assert "cuckooing reports" in lacking
    assert "supply of drugs" in lacking
    assert not any("missing episodes" in words for words in said if words != lacking)


def test_a_lead_goes_on_under_its_code_and_then_has_ended(signs_of, find_in) -> None:
    first = find_in(signs_of({"drugs": (3,), "asb": (6,)}, month="2025-11"), None)
    assert "the month before was not run, so every lead is called new" in first.leads_said
    (new,) = here(first)
    second = find_in(signs_of(TOGETHER), first.leads)
    (going_on,) = here(second)
    assert (going_on.state, going_on.code) == ("continuing", new.code)
    assert going_on.first_seen == "2025-11"
    last = find_in(signs_of({}, seed=9), second.leads)
    assert here(last) == []
    assert new.code in {each.code for each in last.ended_leads}
    assert {each.state for each in last.ended_leads} == {"ended"}


def test_nothing_in_a_lead_names_a_household(signs_of, find_in) -> None:
    """Its code tells no place, and of addresses the outline is squares of 200 m."""
    (lead,) = here(find_in(signs_of(TOGETHER)))
    assert "351000" not in lead.code
    where = signs_of(TOGETHER)
    object.__setattr__(where, "is_open", False)
    of_addresses = find_in(where).leads[0]
    east, north = to_national_grid(*np.array(shape(of_addresses.outline).exterior.coords).T)
    for metres in (east, north):
        assert np.abs(metres / 200 - np.rint(metres / 200)).max() < 0.01
    assert all(not street[:1].isdigit() for street, _ in of_addresses.streets)


def test_it_is_written_and_read_back_the_same(signs_of, find_in) -> None:
    (lead,) = here(find_in(signs_of(TOGETHER)))
    assert lead_from(json.loads(json.dumps(asdict(lead)))) == lead


def test_the_table_shows_every_stream_of_the_data(signs_of, find_in) -> None:
    (lead,) = here(find_in(signs_of(TOGETHER)))
    assert len(streams_table(lead)["Stream"]) == 4


def test_a_stream_that_never_came_here_has_no_times_usual(signs_of, find_in) -> None:
    (lead,) = here(find_in(signs_of(TOGETHER)))
    never = replace(lead.streams[0], observed=0, at_place=0)
    told = streams_table(replace(lead, streams=(never, *lead.streams[1:])))
    risk = dict(zip(told["Stream"], told["Times usual (likely range)"], strict=True))
    assert risk.pop(never.phrase) == "none here"
    assert all(" to " in each for each in risk.values())


def test_the_least_statistic_of_a_tier_is_where_its_p_ends() -> None:
    ranks = np.arange(1.0, 100.0)
    maxima = np.stack([ranks, ranks + 3.0])  # two kinds of chance, 99 replicates
    bound = least_statistic(maxima, 0.05)
    assert largest_rank_p(bound + 1e-9, maxima) <= 0.05
    assert largest_rank_p(bound, maxima) > 0.05
