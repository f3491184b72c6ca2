"""What each role sees, and under which marking."""

from __future__ import annotations

import itertools

import pytest

from geo_csp.disclosure import release
from geo_csp.errors import NotReleasedError
from geo_csp.months import parse_span
from geo_csp.roles import ROLES, Viewer
from geo_csp.vocabulary import LEVELS, OFFICIAL, OFFICIAL_SENSITIVE
from tests.disclosure.conftest import published

CENTRAL = "E05009449"
YEAR = [f"2025-{month:02d}" for month in range(1, 13)]


def viewer(role, *wards):
    return Viewer(ROLES[role], frozenset(wards))


def figures(data, who, level, selection, span="2025-06"):
    return release.figures(data, who, level, selection, parse_span(span))


def row(released, area):
    return released.table.set_index("area_code").loc[area]


# What a role gets of hate in June 2025 in the ward of Central: the count, words, or a refusal.
TASKS, LADDER, REFUSED = 3, "not shown", "refused"
EXPECTED = {
    ("public", "ward"): LADDER,
    ("board", "ward"): LADDER,
    ("partner", "ward"): TASKS,
    ("neighbourhood", "ward"): LADDER,
    ("analyst", "ward"): TASKS,
    ("administrator", "ward"): REFUSED,
    ("public", "locality"): LADDER,
    ("board", "locality"): LADDER,
    ("partner", "locality"): TASKS,
    ("neighbourhood", "locality"): LADDER,
    ("analyst", "locality"): TASKS,
    ("administrator", "locality"): REFUSED,
    ("public", "county"): LADDER,
    ("board", "county"): LADDER,
    ("partner", "county"): TASKS,
    ("neighbourhood", "county"): LADDER,
    ("analyst", "county"): TASKS,
    ("administrator", "county"): REFUSED,
    ("public", "lsoa"): LADDER,
    ("board", "lsoa"): REFUSED,
    ("partner", "lsoa"): TASKS,
    ("neighbourhood", "lsoa"): REFUSED,
    ("analyst", "lsoa"): TASKS,
    ("administrator", "lsoa"): REFUSED,
}


def test_the_table_of_expectations_holds_every_role_and_level():
    assert set(EXPECTED) == set(itertools.product(ROLES, LEVELS))


@pytest.mark.parametrize("selection", ["hate", "hate-race"])
@pytest.mark.parametrize(("role", "level"), EXPECTED)
def test_each_role_sees_hate_as_its_table_says(hate_in_central, role, level, selection):
    expected = EXPECTED[role, level]
    data = published(hate_in_central)
    if expected == REFUSED:
        with pytest.raises(NotReleasedError, match="not released to the role"):
            figures(data, viewer(role), level, selection)
        return
    released = figures(data, viewer(role), level, selection)
    if expected == TASKS:
        # none of the rows has an LSOA: the sum is kept apart, and every LSOA has a count
        assert set(released.table["suppressed"]) == {""}
        assert released.table["count"].sum() == (0 if level == "lsoa" else 3)
    else:
        assert set(released.table["suppressed"]) == {expected}
        assert released.table["count"].isna().all()


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("selection", ["asb", "violence", "burglary", "noise", "all"])
def test_what_is_not_sensitive_is_shown_to_all_who_see_the_level(hate_in_central, level, selection):
    for role in ROLES.values():
        if level in role.levels and (role.tasks or (selection, level) != ("noise", "lsoa")):
            table = figures(hate_in_central, Viewer(role), level, selection).table
            assert set(table["suppressed"]) == {""}


def test_a_neighbourhood_team_sees_hate_unsuppressed_in_its_own_wards_only(hate_in_central):
    team = viewer("neighbourhood", CENTRAL)
    released = figures(hate_in_central, team, "ward", "hate")
    assert row(released, CENTRAL)["count"] == 3
    others = released.table[released.table["area_code"] != CENTRAL]
    assert set(others["suppressed"]) == {"not shown"}
    assert released.marking == OFFICIAL_SENSITIVE
    assert figures(hate_in_central, team, "county", "hate").marking == OFFICIAL


@pytest.mark.parametrize(
    ("who", "level", "selection", "marking"),
    [
        ("board", "ward", "hate", OFFICIAL),
        ("analyst", "ward", "hate", OFFICIAL_SENSITIVE),
        ("analyst", "county", "hate", OFFICIAL_SENSITIVE),  # 3: the ladder hides it
        ("analyst", "ward", "asb", OFFICIAL),
        ("analyst", "ward", "all", OFFICIAL),
        ("analyst", "ward", "neighbourhood", OFFICIAL_SENSITIVE),
        ("board", "ward", "neighbourhood", OFFICIAL),
    ],
)
def test_the_marking_follows_what_is_shown(hate_in_central, who, level, selection, marking):
    assert figures(hate_in_central, viewer(who), level, selection).marking == marking


def test_what_the_ladder_publishes_anyway_is_official_for_the_analyst_too(data_set):
    rows = [{"ward": CENTRAL, "month": "2025-06", "is_hate": True, "strands": 1}] * 8
    released = figures(published(data_set(YEAR, rows)), viewer("analyst"), "county", "hate")
    assert (row(released, "E06000019")["count"], released.marking) == (8, OFFICIAL)


def test_a_change_from_a_count_the_ladder_hides_is_sensitive(data_set):
    """8 this year is published, the 2 of the year before are not: the change would tell."""
    hate = {"ward": CENTRAL, "is_hate": True, "strands": 1}
    rows = [{**hate, "month": "2025-06"}] * 8 + [{**hate, "month": "2024-06"}] * 2
    data = published(data_set(["2024-06", "2025-06"], rows))
    assert figures(data, viewer("analyst"), "county", "hate").marking == OFFICIAL_SENSITIVE
    assert figures(data, viewer("board"), "county", "hate").marking == OFFICIAL


def test_open_data_is_official_and_has_words_for_hate(data_set):
    data = data_set(YEAR, [], kind="open")
    released = figures(data, viewer("analyst"), "ward", "hate")
    assert released.marking == OFFICIAL
    assert set(released.table["suppressed"]) == {"not in the source"}
    assert "not a figure of zero" in released.sentence
    assert any("Hate crime is not in the source for June 2025" in n for n in released.notices)


def test_neighbourhood_crime_less_its_parts_shows_no_hate(hate_in_central):
    """2 hate incidents are violence: who does not task in every ward must not find them."""
    for role in ("public", "board", "neighbourhood"):
        parts = [
            row(figures(hate_in_central, viewer(role, CENTRAL), "ward", s), CENTRAL)["count"]
            for s in ("neighbourhood", "asb", "acquisitive")
        ]
        assert parts[0] - parts[1] - parts[2] == 0
        notices = figures(hate_in_central, viewer(role), "ward", "neighbourhood").notices
        assert any("not included: hate incidents of other categories" in n for n in notices)
    whole = row(figures(hate_in_central, viewer("analyst"), "ward", "neighbourhood"), CENTRAL)
    assert whole["count"] == 2 + 2  # two of anti-social behaviour, two more of hate


def test_types_of_asb_by_lsoa_are_for_those_who_task(hate_in_central):
    with pytest.raises(NotReleasedError, match="Noise by LSOA is not released to the role Public"):
        figures(hate_in_central, viewer("public"), "lsoa", "noise")
    assert figures(hate_in_central, viewer("public"), "lsoa", "asb").level == "lsoa"
