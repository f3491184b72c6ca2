from __future__ import annotations

import json
import shutil

import pytest

from geo_csp.drawing.area_figures import AreaFigures, unknown_figures
from geo_csp.drawing.legend import legend
from geo_csp.drawing.ward_map import (
    area_looks,
    component_asset,
    map_data,
    outlines_module,
    zoom_places,
)
from geo_csp.geography.areas import areas

HOSTILE = "<script>alert(1)</script>"


def test_the_outlines_module_is_the_same_each_time(herefordshire):
    """Its address holds its version: a change would load and draw the map anew."""
    first = outlines_module(herefordshire.folder)
    outlines_module.cache_clear()
    assert outlines_module(herefordshire.folder) == first


def test_the_outlines_module_asks_for_nothing_from_elsewhere(herefordshire):
    assert "http" not in outlines_module(herefordshire.folder).source
    assert "http" not in component_asset("map.js").replace("http://www.w3.org/2000/svg", "")
    assert "url(" not in component_asset("map.css")


def test_the_outlines_are_small_enough_for_a_phone(herefordshire):
    assert len(outlines_module(herefordshire.folder).source) < 200_000


def test_a_place_named_like_a_script_is_only_a_name(herefordshire, tmp_path):
    folder = tmp_path / "herefordshire"
    shutil.copytree(herefordshire.folder, folder)
    towns = json.loads((folder / "places.geojson").read_text())
    towns["features"][0]["properties"]["name"] = HOSTILE
    (folder / "places.geojson").write_text(json.dumps(towns))
    source = outlines_module(folder).source
    assert "<script" not in source
    assert "script" in source  # the name is there, escaped


def test_a_ward_looks_as_its_step_and_reads_as_its_row(herefordshire):
    row = AreaFigures("E1", "Arrow", 7, 1000, 84.0, 33.8, 173.1, None, "", "")
    look = area_looks([row], legend(herefordshire, "asb", "count"), 1)["E1"]
    assert look["mark"] == "3"  # 7 lies on the step from 5 to under 10, the third
    assert look["lines"][:2] == ("Arrow", "7 incidents")
    assert not look["hatched"]


def test_a_ward_without_a_figure_is_hatched(herefordshire):
    rows = unknown_figures(areas(herefordshire, "ward"), "not loaded")
    looks = area_looks(rows, legend(herefordshire, "asb", "rate"), 1)
    assert len(looks) == 53
    assert all(look["hatched"] for look in looks.values())


@pytest.mark.parametrize("changed", [{"selected": "E1"}, {"label": "another"}, {"frame": ["E1"]}])
def test_what_is_shown_has_a_sign_that_changes_with_it(changed):
    told = {"outlines": "o.js", "label": "x", "areas": {}, "credits": ""}
    assert map_data(**told)["shown"] == map_data(**told)["shown"]
    assert map_data(**told)["shown"] != map_data(**{**told, **changed})["shown"]


def test_the_map_goes_to_the_whole_and_to_each_city_and_town(herefordshire):
    whole, *places = zoom_places(herefordshire.folder)
    assert whole == {"name": "Herefordshire"}
    assert [place["name"] for place in places][:2] == ["Hereford", "Leominster"]
    assert {place["name"]: place["reach"] for place in places}["Hereford"] == 3800


def test_without_places_the_map_has_nowhere_to_go(herefordshire, tmp_path):
    folder = tmp_path / "herefordshire"
    shutil.copytree(herefordshire.folder, folder)
    settings = folder / "area.toml"
    lines = settings.read_text().splitlines()
    settings.write_text("\n".join(line for line in lines if not line.startswith("towns =")))
    assert zoom_places(folder) == []
