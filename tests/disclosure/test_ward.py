"""What one ward's view shows to whom."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from geo_csp.disclosure import release
from geo_csp.disclosure.ward import ward_marking
from geo_csp.errors import GeoCspError, NotLoadedError, NotReleasedError
from geo_csp.months import parse_span
from geo_csp.roles import ROLES, Viewer
from geo_csp.vocabulary import OFFICIAL, OFFICIAL_SENSITIVE

CENTRAL, TUPSLEY = "E05009449", "E05009486"
JUNE = parse_span("2025-06")


def viewer(role, *wards):
    return Viewer(ROLES[role], frozenset(wards))


@pytest.fixture
def data(data_set):
    hate = {"ward": CENTRAL, "month": "2025-06", "is_hate": True, "strands": 1}
    asb = {"ward": CENTRAL, "month": "2025-06", "category": "asb"}
    rows = [
        *[hate] * 3,
        *[asb | {"offence": "noise", "street": "Mill Lane", "easting": 352_000.0}] * 2,
        asb | {"offence": "begging"},
        asb | {"month": "2025-03", "offence": "noise"},
        asb | {"ward": TUPSLEY},
    ]
    return data_set(["2025-03", "2025-04", "2025-06"], rows)


def test_every_month_is_listed_and_a_missing_one_is_not_zero(data):
    months = release.ward_months(data, viewer("board"), CENTRAL, "asb")
    assert months["month"].tolist() == ["2025-03", "2025-04", "2025-05", "2025-06"]
    assert months["count"].tolist() == [1, 0, pd.NA, 3]
    assert months["words"].tolist() == ["", "", "not loaded", ""]


def test_hate_by_ward_and_month_is_shown_to_those_who_task_only(data):
    shown = release.ward_months(data, viewer("analyst"), CENTRAL, "hate")
    assert shown["count"].tolist() == [0, 0, pd.NA, 3]
    own = release.ward_months(data, viewer("neighbourhood", CENTRAL), CENTRAL, "hate")
    assert own["count"].tolist() == [0, 0, pd.NA, 3]
    for who in (viewer("board"), viewer("public"), viewer("neighbourhood", TUPSLEY)):
        hidden = release.ward_months(data, who, CENTRAL, "hate")
        assert hidden["count"].isna().all()
        assert hidden["words"].tolist() == ["not shown", "not shown", "not loaded", "not shown"]


def test_points_and_streets_are_counted_for_those_who_task(data):
    for who in (viewer("partner"), viewer("analyst"), viewer("neighbourhood", CENTRAL)):
        points = release.ward_points(data, who, CENTRAL, "asb", JUNE)
        assert points[["street", "count"]].to_numpy().tolist() == [
            ["Mill Lane", 2],
            ["High Street", 1],
        ]
        streets = release.ward_streets(data, who, CENTRAL, "asb", JUNE)
        assert streets.to_numpy().tolist() == [["Mill Lane", 2], ["High Street", 1]]


@pytest.mark.parametrize(
    ("who", "words"),
    [
        (viewer("public"), "released only to roles that task"),
        (viewer("board"), "released only to roles that task"),
        (
            viewer("neighbourhood", TUPSLEY),
            "of its own wards only: choose the team's wards under “Data and role”",
        ),
        (viewer("administrator"), "not released to the role Administrator"),
    ],
)
def test_points_and_streets_are_refused_to_the_others(data, who, words):
    for ask in (release.ward_points, release.ward_streets):
        with pytest.raises(NotReleasedError, match=words):
            ask(data, who, CENTRAL, "asb", JUNE)


def test_an_administrator_sees_no_figures_of_a_ward(data):
    with pytest.raises(NotReleasedError, match="it sees no figures"):
        release.ward_types(data, viewer("administrator"), CENTRAL, "asb", JUNE)


def test_points_of_neighbourhood_crime_are_those_its_figure_counts(data):
    """A team bound to its wards has the figure without hate of other categories."""
    for who, expected in ((viewer("analyst"), 6), (viewer("neighbourhood", CENTRAL), 3)):
        points = release.ward_points(data, who, CENTRAL, "neighbourhood", JUNE)
        table = release.figures(data, who, "ward", "neighbourhood", JUNE).table
        figure = table.set_index("area_code").loc[CENTRAL, "count"]
        assert points["count"].sum() == figure == expected


def test_the_types_of_a_selection_are_listed_by_count(data):
    types = release.ward_types(data, viewer("board"), CENTRAL, "asb", JUNE)
    assert types["code"].tolist()[:2] == ["noise", "begging"]
    assert types["count"].tolist()[:3] == [2, 1, 0]
    whole = release.ward_types(data, viewer("analyst"), CENTRAL, "neighbourhood", JUNE)
    assert dict(zip(whole["code"], whole["count"], strict=True)) == {
        "asb": 3,
        "acquisitive": 0,
        "hate": 3,
    }
    every = release.ward_types(data, viewer("board"), CENTRAL, "all", JUNE)
    assert every["count"].sum() == 6
    assert release.ward_types(data, viewer("board"), CENTRAL, "drugs", JUNE).empty


def test_hate_among_the_types_is_hidden_from_those_who_do_not_task(data):
    types = release.ward_types(data, viewer("board"), CENTRAL, "neighbourhood", JUNE)
    hate = types.set_index("code").loc["hate"]
    assert (hate["words"], pd.isna(hate["count"])) == ("not shown", True)
    strands = release.ward_types(data, viewer("board"), CENTRAL, "hate", JUNE)
    assert strands["count"].isna().all()


def test_points_of_what_is_not_in_the_source_are_refused_and_not_empty(data_set):
    data = data_set(["2025-06"], [], kind="open")
    with pytest.raises(NotLoadedError, match="Hate crime is not in the source for June 2025"):
        release.ward_points(data, viewer("analyst"), CENTRAL, "hate", JUNE)
    types = release.ward_types(data, viewer("analyst"), CENTRAL, "asb", JUNE)
    assert set(types["words"]) == {"not in the source"}


def test_points_of_missing_months_and_unknown_wards_are_refused(data):
    with pytest.raises(NotLoadedError, match="no figures for May 2025"):
        release.ward_points(data, viewer("analyst"), CENTRAL, "asb", parse_span("2025-04:2025-06"))
    with pytest.raises(GeoCspError, match='"E05000001" is no ward of this area'):
        release.ward_months(data, viewer("analyst"), "E05000001", "asb")


def test_a_wards_view_of_an_extract_is_sensitive_and_one_of_open_data_is_not(data, data_set):
    assert ward_marking(data, "asb", JUNE) == OFFICIAL_SENSITIVE
    assert ward_marking(data_set(["2025-06"], [], kind="open"), "asb", JUNE) == OFFICIAL


def test_a_wards_months_of_hate_are_sensitive_although_the_span_is_open_data(data):
    """The months beside the points are all that are loaded."""
    sources = dict(data.coverage.sources) | {"2025-06": ("open",)}
    mixed = dataclasses.replace(
        data, coverage=dataclasses.replace(data.coverage, sources=sources), version="mixed"
    )
    assert ward_marking(mixed, "asb", JUNE) == OFFICIAL
    assert ward_marking(mixed, "hate", JUNE) == OFFICIAL_SENSITIVE
    assert ward_marking(mixed, "neighbourhood", JUNE) == OFFICIAL_SENSITIVE
