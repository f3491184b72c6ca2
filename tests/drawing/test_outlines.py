from __future__ import annotations

import json

import numpy as np
import pytest
import shapely

from geo_csp.drawing.outlines import base_layers, base_map_key, towns, ward_features
from geo_csp.errors import ProfileError
from geo_csp.geography.boundaries import locate, read_outlines, to_national_grid


@pytest.fixture(scope="module")
def features(herefordshire):
    return ward_features(herefordshire)


def polygons_of(features):
    return np.array([shapely.from_geojson(json.dumps(f["geometry"])) for f in features])


def test_every_ward_has_an_outline_with_its_code_and_name(herefordshire, features):
    outlines = read_outlines(herefordshire, herefordshire.wards)
    assert tuple(f["properties"]["code"] for f in features) == outlines.codes
    assert tuple(f["properties"]["name"] for f in features) == outlines.names


def test_neighbouring_wards_still_share_their_borders(features):
    """Together they cover their union: no overlap and no sliver between them."""
    polygons = polygons_of(features)
    assert shapely.coverage_is_valid(polygons)


def test_the_screen_outlines_have_far_fewer_points_than_the_file(herefordshire, features):
    full = read_outlines(herefordshire, herefordshire.wards).polygons_27700
    small = shapely.get_num_coordinates(polygons_of(features)).sum()
    assert small < shapely.get_num_coordinates(full).sum() / 1.5


def test_a_mark_stands_inside_its_ward(herefordshire, features):
    labels = np.array([f["properties"]["label"] for f in features])
    outlines = read_outlines(herefordshire, herefordshire.wards)
    easting, northing = to_national_grid(labels[:, 1], labels[:, 0])
    assert locate(easting, northing, outlines).tolist() == list(range(len(features)))


def test_the_base_map_has_the_layers_that_the_profile_names(herefordshire):
    assert [layer.kind for layer in base_layers(herefordshire)] == [
        "neighbours",
        "rivers",
        "roads",
        "rail",
    ]
    bare = herefordshire.model_copy(
        update={"base_map": herefordshire.base_map.model_copy(update={"roads": "", "rail": ""})}
    )
    assert [layer.kind for layer in base_layers(bare)] == ["neighbours", "rivers"]


def test_the_edge_of_the_neighbours_file_is_not_drawn_as_a_border(herefordshire):
    """The file is cut to a box from 3.20 W to 2.28 W: no border runs along its sides."""
    (neighbours,) = (x for x in base_layers(herefordshire) if x.kind == "neighbours")
    lines = shapely.from_geojson(json.dumps(neighbours.features[0]["geometry"]))
    xy = shapely.get_coordinates(lines)
    on_the_edge = np.isclose(xy[:, 0], -3.20, atol=1e-3) | np.isclose(xy[:, 0], -2.28, atol=1e-3)
    assert on_the_edge.sum() <= 20  # where a border meets the edge


def test_towns_villages_and_neighbours_are_told_apart(herefordshire):
    kinds = {town.name: town.kind for town in towns(herefordshire)}
    assert kinds["Hereford"] == "city"
    assert kinds["Leominster"] == "town"
    assert kinds["Shropshire"] == "neighbour"
    assert "Abergavenny" not in kinds  # a town, but not in the county


def test_a_broken_base_map_file_is_named(herefordshire, tmp_path):
    (tmp_path / "towns.geojson").write_text("{}")
    broken = herefordshire.model_copy(
        update={
            "folder": tmp_path,
            "base_map": herefordshire.base_map.model_copy(update={"towns": "towns.geojson"}),
        }
    )
    with pytest.raises(ProfileError, match=r"towns\.geojson"):
        towns(broken)


@pytest.mark.parametrize(
    ("without", "words"),
    [
        (
            (),
            "Brown lines are main roads, dashed ones railways, blue ones rivers, all simplified.",
        ),
        (("roads",), "Dashed lines are railways, blue ones rivers, all simplified."),
        (("roads", "rail"), "Blue lines are rivers, simplified."),
        (("roads", "rail", "rivers"), ""),
    ],
)
def test_only_lines_that_are_drawn_are_explained(herefordshire, without, words):
    files = herefordshire.base_map.model_copy(update=dict.fromkeys(without, ""))
    assert base_map_key(herefordshire.model_copy(update={"base_map": files})) == words
