"""The only door: nothing hidden gets through it, and what does is whole."""

from __future__ import annotations

import itertools
import re

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from geo_csp.counts.figures import COLUMNS
from geo_csp.disclosure import export, release
from geo_csp.errors import GeoCspError, NotLoadedError
from geo_csp.months import parse_span
from geo_csp.roles import ROLES, Viewer
from tests.disclosure.conftest import published

CENTRAL, TUPSLEY, LEDBURY = "E05009449", "E05009486", "E05009465"
WARDS_OF_HEREFORD = (CENTRAL, TUPSLEY, "E05009450")
YEAR = [f"2025-{month:02d}" for month in range(1, 13)]
ALL_2025 = "2025-01:2025-12"

# Each example writes a store, so a failing one is reported as it was found.
RELEASING = settings(
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def viewer(role, *wards):
    return Viewer(ROLES[role], frozenset(wards))


def figures(data, who, level, selection, span="2025-06"):
    return release.figures(data, who, level, selection, parse_span(span))


def row(released, area):
    return released.table.set_index("area_code").loc[area]


CATEGORIES = ("asb", "acquisitive", "drugs", "weapons", "violence", "damage", "public_order")


def test_all_less_the_categories_is_nothing(hate_in_central):
    board = viewer("board")
    total = figures(hate_in_central, board, "ward", "all").table["count"]
    parts = [
        figures(hate_in_central, board, "ward", s).table["count"] for s in (*CATEGORIES, "other")
    ]
    assert (total == sum(parts)).all()


def _marked(incidents, hate):
    """Violence in the wards of Hereford; ``hate`` says how many of a ward's month are hate."""
    return [
        {"ward": ward, "month": month, "is_hate": n < hate.get((ward, month), 0), "strands": 1}
        for (ward, month), count in incidents.items()
        for n in range(count)
    ]


@given(
    st.dictionaries(
        st.tuples(st.sampled_from(WARDS_OF_HEREFORD), st.sampled_from(YEAR[:2])),
        st.integers(1, 2),
        min_size=2,
        max_size=4,
    )
)
@settings(RELEASING, max_examples=12)
def test_nothing_the_board_can_ask_for_tells_two_hidden_worlds_apart(data_set, hate):
    """The same incidents, the hate marker moved to another ward of the same locality and month.

    Every published cell is hidden or the same in both, so each release must be the same whole:
    table, sentence and notices.
    """
    incidents = {(ward, month): 9 for ward in WARDS_OF_HEREFORD for month in YEAR[:2]}
    turned = dict(
        zip(WARDS_OF_HEREFORD, WARDS_OF_HEREFORD[1:] + WARDS_OF_HEREFORD[:1], strict=True)
    )
    moved = {(turned[ward], month): count for (ward, month), count in hate.items()}
    by_ward = [
        sum(count for (w, _), count in hate.items() if w == ward) for ward in WARDS_OF_HEREFORD
    ]
    if max(by_ward) >= 5:
        return  # that ward's year is published
    worlds = [published(data_set(YEAR, _marked(incidents, world))) for world in (hate, moved)]
    asked = itertools.product(
        ("county", "locality", "ward"),
        ("hate", "hate-race", "neighbourhood", "violence", "all"),
        ("2025-01", "2025-01:2025-03", "2025-01:2025-06", ALL_2025),
    )
    for level, selection, span in asked:
        one, other = (figures(world, viewer("board"), level, selection, span) for world in worlds)
        pd.testing.assert_frame_equal(one.table, other.table)
        assert (one.sentence, one.notices, one.marking) == (
            other.sentence,
            other.notices,
            other.marking,
        )


@given(st.lists(st.integers(0, 9), min_size=12, max_size=12), st.sampled_from(["public", "board"]))
@settings(RELEASING, max_examples=10)
def test_a_suppressed_row_has_no_figure_anywhere(data_set, counts, role):
    rows = [
        {"ward": (CENTRAL, LEDBURY)[n % 2], "month": month, "is_hate": True, "strands": 2}
        for month, count in zip(YEAR, counts, strict=True)
        for n in range(count)
    ]
    data = published(data_set(YEAR, rows))
    for level, span in itertools.product(("county", "locality", "ward"), ("2025-06", ALL_2025)):
        released = figures(data, viewer(role), level, "hate", span)
        hidden = released.table[released.table["suppressed"] != ""]
        figures_of = ["count", "rate_per_1000", "lower", "upper", "change_count"]
        assert hidden[figures_of].isna().all(axis=None)
        assert set(hidden["change_words"]) <= {""}
        assert not any(name in released.sentence for name in hidden["area_name"].iloc[1:])
        if level == "county" and len(hidden):
            told = re.sub(r"20\d\d", "", released.sentence)
            assert not re.search(r"\d", told)
        for line in export.csv_bytes(released).decode().splitlines()[1:]:
            cells = line.split(",")
            assert cells[4] != "" or cells[6:10] == [""] * 4


def test_change_is_told_between_two_shown_counts_only(data_set):
    months = [f"{year}-06" for year in (2024, 2025)]
    hate = {"ward": CENTRAL, "is_hate": True, "strands": 1}
    few_before = [{**hate, "month": "2024-06"}] * 3 + [{**hate, "month": "2025-06"}] * 30
    few_now = [{**hate, "month": "2024-06"}] * 30 + [{**hate, "month": "2025-06"}] * 3
    both = [{**hate, "month": "2024-06"}] * 6 + [{**hate, "month": "2025-06"}] * 30
    told = {
        name: row(
            figures(published(data_set(months, rows)), viewer("board"), "county", "hate"),
            "E06000019",
        )
        for name, rows in (("before", few_before), ("now", few_now), ("both", both))
    }
    assert told["before"]["change_words"] == "figures for June 2024 not shown"
    assert pd.isna(told["before"]["change_count"])
    assert told["now"]["change_words"] == ""
    assert (told["both"]["change_words"], told["both"]["change_count"]) == ("up from 6", 24)


def test_the_columns_are_those_promised_whatever_the_view(hate_in_central):
    for selection, level in itertools.product(("hate", "asb"), ("county", "ward")):
        table = figures(hate_in_central, viewer("board"), level, selection).table
        assert tuple(table.columns) == COLUMNS


def test_a_caller_who_changes_its_table_changes_nobody_elses(hate_in_central):
    first = figures(hate_in_central, viewer("board"), "ward", "asb")
    first.table.loc[:, "count"] = 99
    again = figures(hate_in_central, viewer("board"), "ward", "asb")
    assert set(again.table["count"]) == {0, 2}


def test_synthetic_data_says_so_on_every_release(data_set):
    data = data_set(YEAR, [], is_synthetic=True)
    for level, selection in itertools.product(("county", "ward"), ("asb", "hate", "all")):
        released = figures(data, viewer("board"), level, selection)
        assert released.is_synthetic
        assert any("synthetic demonstration data" in notice for notice in released.notices)
        assert b"synthetic demonstration data" in export.csv_bytes(released)


@pytest.mark.parametrize(
    ("asked", "error", "words"),
    [
        (("ward", "arson", "2025-06"), GeoCspError, '"arson" is no category: expected one of'),
        (("street", "asb", "2025-06"), GeoCspError, '"street" is no level: expected one of county'),
        (("ward", "asb", "2024-12:2025-01"), NotLoadedError, "no figures for December 2024"),
    ],
)
def test_what_cannot_be_answered_says_why(hate_in_central, asked, error, words):
    with pytest.raises(error, match=words):
        figures(hate_in_central, viewer("board"), *asked)


def test_a_store_loaded_again_is_another_data_set(data_set, herefordshire):
    """Kept counts hang on what was loaded, not on the name of the store."""
    asb = {"ward": CENTRAL, "month": "2025-06", "category": "asb"}
    one, other = data_set(["2025-06"], [asb]), data_set(["2025-06"], [asb] * 2)
    assert one != other
    assert row(figures(one, viewer("board"), "ward", "asb"), CENTRAL)["count"] == 1
    assert row(figures(other, viewer("board"), "ward", "asb"), CENTRAL)["count"] == 2
    opened_again = release.open_data_set("own", "Your own data", one.store, herefordshire)
    assert opened_again == one
