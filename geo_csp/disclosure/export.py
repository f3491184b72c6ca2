"""A release taken away as a file. The marking and what must be said beside it go with every one."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import shapely

from geo_csp.area_profile import AreaProfile
from geo_csp.disclosure.release import Release
from geo_csp.errors import NotReleasedError
from geo_csp.geography.boundaries import Outlines, read_outlines
from geo_csp.geography.geojson import geometry
from geo_csp.vocabulary import SYNTHETIC

Row = dict[str, Any]

# A spreadsheet takes a cell that begins so for a formula and runs it.
_FORMULA_STARTS = tuple("=+-@＝＋－＠")  # noqa: RUF001 - in full width some take them too
# These could begin a new cell or row in one reader and not in another, or be passed over.
_TO_SPACES = dict.fromkeys([*range(32), 0x7F, 0x85, 0x2028, 0x2029, 0x200B, 0xFEFF], " ")


def csv_bytes(release: Release) -> bytes:
    """UTF-8, one header line; the table's columns, then ``marking`` in every row, so that it stays
    with rows that are copied elsewhere.
    """
    _check_form(release, "csv")
    table = without_formulas(_with_marking(release))
    return table.to_csv(index=False, lineterminator="\n").encode()


def json_bytes(release: Release) -> bytes:
    """A list of objects, one per area, with the keys of the CSV's columns."""
    _check_form(release, "json")
    return as_json(plain_rows(_with_marking(release)))


def geojson_bytes(release: Release, profile: AreaProfile, attribution: str) -> bytes:
    """A FeatureCollection in EPSG:4326 with the table's columns as properties.

    Marking, notices, sentence and attribution are members of the collection; the marking is a
    property too, since many programs keep only those.
    """
    _check_form(release, "geojson")
    outlines = area_outlines(profile, release.level)
    features = [
        {"type": "Feature", "properties": row, "geometry": outlines[row["area_code"]]}
        for row in plain_rows(_with_marking(release))
    ]
    collection = {
        "type": "FeatureCollection",
        "marking": full_marking(release),
        "notices": list(release.notices),
        "sentence": release.sentence,
        "attribution": attribution,
        "features": features,
    }
    return as_json(collection)


def full_marking(release: Release) -> str:
    """The marking, with the words that no synthetic figure may be without."""
    return f"{release.marking}; {SYNTHETIC}" if release.is_synthetic else release.marking


def file_name(release: Release, form: str) -> str:
    """``OFFICIAL_herefordshire_asb_by-ward_2025-06.csv``: the marking is read before opening."""
    marking = full_marking(release).replace("; ", "_").replace(" ", "-")
    months = str(release.span).replace(":", "_to_")
    return f"{marking}_{release.area}_{release.selection}_by-{release.level}_{months}.{form}"


def _check_form(release: Release, form: str) -> None:
    if form not in release.forms:
        raise NotReleasedError(f"this role may not take figures away as {form}")


def _with_marking(release: Release) -> pd.DataFrame:
    return release.table.assign(marking=full_marking(release))


def without_formulas(table: pd.DataFrame) -> pd.DataFrame:
    """The table as it may go into a spreadsheet."""
    safe = table.copy()
    for column in safe.columns:
        if not pd.api.types.is_numeric_dtype(safe[column]):
            safe[column] = safe[column].map(_not_a_formula)
    return safe


def _not_a_formula(cell: Any) -> Any:  # noqa: ANN401 - a cell may be anything
    if not isinstance(cell, str):
        return cell
    line = cell.translate(_TO_SPACES)
    return f"'{line}" if line.lstrip().startswith(_FORMULA_STARTS) else line


def plain_rows(table: pd.DataFrame) -> list[Row]:
    """Plain values; what is empty in the table is None."""
    plain = table.astype(object).where(table.notna(), None)
    return [
        {str(column): value for column, value in row.items()}
        for row in plain.to_dict(orient="records")
    ]


def as_json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, allow_nan=False, default=_plain).encode()


def _plain(value: Any) -> Any:  # noqa: ANN401 - numpy's numbers know their Python form
    return value.item()


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
