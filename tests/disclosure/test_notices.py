"""What is said beside a released table."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from geo_csp.area_profile import AreaProfile
from geo_csp.disclosure import gate
from geo_csp.disclosure.notices import LIKELY_RANGE, Asked, notices
from geo_csp.incidents.coverage import Break
from geo_csp.months import parse_span
from geo_csp.roles import ROLES, Viewer

CENTRAL = "E05009449"
MONTHS = ["2025-05", "2025-06"]
ASB = {"ward": CENTRAL, "month": "2025-06", "category": "asb"}


def said(data, selection="asb", level="ward", span="2025-06", role="analyst", **coverage):
    changed = dataclasses.replace(
        data, coverage=dataclasses.replace(data.coverage, **coverage), version=str(coverage)
    )
    viewer = Viewer(ROLES[role])
    asked = Asked(
        changed,
        viewer,
        level,
        gate.selection_of(changed, selection),
        parse_span(span),
        gate.cube_for(changed, viewer, level),
    )
    return " | ".join(notices(asked))


@pytest.fixture
def data(data_set):
    return data_set(MONTHS, [ASB])


def test_gaps_are_named_whatever_is_asked(data_set):
    words = said(data_set(["2024-04", *MONTHS], [ASB]))
    assert "no figures for May 2024 to April 2025: these months are not loaded" in words


def test_breaks_are_named(data):
    words = "the police moved their anonymised map points between March 2022 and January 2024"
    assert words in said(data, breaks=(Break("2022-03", "2024-01", "moved", words),))


def test_an_incomplete_month_says_why_where_it_is_asked_for(data):
    incomplete = {"2025-06": "June 2025 goes to 2025-06-12 only"}
    words = "incomplete: June 2025 goes to 2025-06-12 only"
    assert words in said(data, incomplete=incomplete)
    assert words not in said(data, span="2025-05", incomplete=incomplete)


def test_a_span_that_is_recorded_in_part_says_which_part(data):
    words = said(data, "hate", span="2025-05:2025-06", records_hate=frozenset({"2025-06"}))
    assert "Hate crime is not in the source for May 2025" in words
    assert "it is for June 2025, which can be chosen alone" in words


def test_months_of_several_sources_are_told_apart(data):
    sources = {"2025-05": ("open",), "2025-06": ("extract", "partner")}
    words = said(data, span="2025-05:2025-06", sources=sources)
    assert "May 2025: Open data from data.police.uk; June 2025: Police extract and Partner" in words
    assert "Open data" not in said(data, span="2025-06", sources=sources)


def test_the_source_that_does_not_count_is_named(data):
    words = said(data, not_counted={"2025-06": ("open",)})
    assert "Open data from data.police.uk of June 2025 kept and not counted" in words


def test_the_reading_of_anti_social_behaviour_is_told_with_it(data, data_set, herefordshire):
    assert "Anti-social behaviour as the police count it" in said(data)
    assert "as the police count it" in said(data, "neighbourhood")
    assert "as the police count it" not in said(data, "drugs")
    strategy = AreaProfile(**herefordshire.model_dump() | {"asb_reading": "strategy"})
    other = data_set(MONTHS, [ASB], profile=strategy)
    assert "as the partnership's strategy counts it" in said(other)


def test_neighbourhood_crime_says_where_hate_is_not_in_it(data):
    without = said(data, "neighbourhood", records_hate=frozenset())
    assert "hate crime is not in the source for June 2025, so it is not included" in without
    assert "hate" not in said(data, "neighbourhood")
    words = "not included: hate incidents of other categories"
    assert words in said(data, "neighbourhood", role="board")


def test_localities_say_that_they_are_provisional(data):
    words = "localities: provisional, to be confirmed by the partnership"
    assert words in said(data, level="locality")
    assert words not in said(data)


def test_incidents_in_no_lsoa_are_told_but_not_those_of_hate(data_set):
    hate = {**ASB, "is_hate": True, "strands": 1}
    data = data_set(MONTHS, [ASB, hate])
    assert "2 of these incidents lie in no LSOA" in said(data, level="lsoa")
    assert "lie in no" not in said(data, "hate", level="lsoa")


def test_a_share_without_a_place_is_told_from_one_in_a_hundred_on(data):
    words = "up to 2 % of the force's incidents a month have no place"
    assert words in said(data, no_place_share={"2025-06": 0.021})
    assert "have no place" not in said(data, no_place_share={"2025-06": 0.004})


def test_residents_are_dated_or_said_to_be_unknown(data, data_set, herefordshire):
    assert "rates: residents of mid-2020" in said(data)
    unknown = AreaProfile(**herefordshire.model_dump() | {"ward_population": None})
    assert "rates: no population given" in said(data_set(MONTHS, [ASB], profile=unknown))


def test_chance_is_told_where_many_areas_are_compared(data_set):
    data = data_set(["2024-06", "2025-06"], [ASB])
    assert "of 53, up to about 3 would be marked" in said(data)
    assert "by chance alone" not in said(data, level="county")


def test_months_of_another_area_are_to_be_loaded_again(data):
    words = "loaded before Herefordshire was set up, load again: June 2023"
    assert words in said(data, not_placed=("2023-06",))
    assert "load again" not in said(data)


def test_nothing_is_said_of_what_is_in_order(data):
    assert said(data, "drugs") == f"rates: residents of mid-2020. {LIKELY_RANGE}"
    assert np.isfinite(data.coverage.no_place_share["2025-06"])


def test_what_is_told_twice_is_said_to_those_whose_counts_hold_it(data):
    words = "3 of the partners' records tell of what another source tells too"
    linked = {"2025-05": 9, "2025-06": 3}
    assert words in said(data, linked=linked)
    assert "tell of what" not in said(data, linked={"2025-05": 9})
    for role in ("board", "public"):
        assert "tell of what" not in said(data, role=role, linked=linked)


def test_what_cannot_be_compared_or_was_by_other_settings_is_said(data):
    sources = {"2025-05": ("open",), "2025-06": ("open", "partner")}
    words = "partners' records of June 2025 may tell of incidents of the open data"
    assert words in said(data, sources=sources)
    assert words not in said(data, span="2025-05", sources=sources)
    changed = said(data, linked_otherwise=("2025-06",))
    assert "what is told twice in June 2025 was found by other settings" in changed
