"""A release taken away as a file. The marking and what must be said beside it go with every one."""

from __future__ import annotations

from typing import Any

import shapely

from geo_csp.area_profile import AreaProfile
from geo_csp.disclosure.release import Release
from geo_csp.disclosure.taken_away import (
    as_csv,
    as_json,
    feature_collection,
    marked,
    name_of_file,
    plain_rows,
)
from geo_csp.geography.boundaries import Outlines, read_outlines
from geo_csp.geography.geojson import geometry


def csv_bytes(release: Release) -> bytes:
    """UTF-8, one header line; the table's columns, then ``marking`` in every row, so that it stays
    with rows that are copied elsewhere.
    """
    return as_csv(marked(release, "csv"))


def json_bytes(release: Release) -> bytes:
    """A list of objects, one per area, with the keys of the CSV's columns."""
    return as_json(plain_rows(marked(release, "json")))


def geojson_bytes(release: Release, profile: AreaProfile, attribution: str) -> bytes:
    """A FeatureCollection in EPSG:4326 with the table's columns as properties.

    Marking, notices, sentence and attribution are members of the collection; the marking is a
    property too, since many programs keep only those.
    """
    rows = plain_rows(marked(release, "geojson"))
    outlines = area_outlines(profile, release.level)
    features = [
        {"type": "Feature", "properties": row, "geometry": outlines[row["area_code"]]}
        for row in rows
    ]
    return feature_collection(release, features, attribution=attribution)


def file_name(release: Release, form: str) -> str:
    """``OFFICIAL_herefordshire_asb_by-ward_2025-06.csv``: the marking is read before opening."""
    months = str(release.span).replace(":", "_to_")
    return name_of_file(release, f"{release.selection}_by-{release.level}_{months}", form)


def area_outlines(profile: AreaProfile, level: str) -> dict[str, Any]:
    """GeoJSON geometry of each area of a level, in EPSG:4326."""
    layer = profile.lsoas if level == "lsoa" and profile.lsoas else profile.wards
    outlines = read_outlines(profile, layer)
    if level in ("ward", "lsoa"):
        shapes = dict(zip(outlines.codes, outlines.polygons_27700, strict=True))
    else:
        shapes = _joined(profile, level, outlines)
    return {code: geometry(shape) for code, shape in shapes.items()}


def _joined(profile: AreaProfile, level: str, wards: Outlines) -> dict[str, shapely.Geometry]:
    """Localities and the county are their wards put together, on the map as in the counts."""
    of_ward = profile.locality_of_ward if level == "locality" else {}
    parts: dict[str, list[shapely.Geometry]] = {}
    for ward, polygon in zip(wards.codes, wards.polygons_27700, strict=True):
        parts.setdefault(of_ward.get(ward, profile.code), []).append(polygon)
    return {code: shapely.union_all(polygons) for code, polygons in parts.items()}
