"""One partnership as data: the folder ``boundaries/NAME`` with its ``area.toml``, checked.

An error names the file and the line that is wrong, so that whoever wrote the profile can mend it.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from pydantic import ValidationError

from geo_csp.errors import ProfileError
from geo_csp.profile_settings import (
    AreaProfile,
    AsbReading,
    BaseMap,
    Extract,
    ExtractColumns,
    Force,
    Layer,
    Locality,
    Population,
)
from geo_csp.vocabulary import ACQUISITIVE_OFFENCES, CATEGORIES, STRANDS

__all__ = [
    "AreaProfile",
    "AsbReading",
    "BaseMap",
    "Extract",
    "ExtractColumns",
    "Force",
    "Layer",
    "Locality",
    "Population",
    "known_areas",
    "layer_names",
    "load_profile",
    "read_profile",
]


def boundary_folders() -> tuple[Path, ...]:
    """Where partnerships are looked for: the working directory, then the installed package."""
    package = Path(__file__).resolve().parent
    places = (Path.cwd() / "boundaries", package / "boundaries", package.parent / "boundaries")
    return tuple(dict.fromkeys(place for place in places if place.is_dir()))


def known_areas() -> dict[str, Path]:
    """Area name to its folder; the working directory's own comes before the package's."""
    found: dict[str, Path] = {}
    for place in boundary_folders():
        for profile in sorted(place.glob("*/area.toml")):
            found.setdefault(profile.parent.name, profile.parent)
    return found


def load_profile(name: str) -> AreaProfile:
    areas = known_areas()
    if name not in areas:
        known = ", ".join(sorted(areas)) or "none"
        raise ProfileError(
            f'no area "{name}": expected boundaries/{name}/area.toml. Areas found: {known}'
        )
    return read_profile(areas[name])


def read_profile(folder: Path) -> AreaProfile:
    """The checked profile of one folder: types, words, files, ward codes."""
    path = folder / "area.toml"
    try:
        text = path.read_text(encoding="utf-8")
        raw = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ProfileError(f"{path}: {error}") from error
    try:
        profile = AreaProfile.model_validate({**raw, "name": folder.name, "folder": folder})
    except ValidationError as error:
        first = error.errors()[0]
        if first["loc"] == ("name",):
            raise ProfileError(
                f"{folder}: the folder's name \"{folder.name}\" is the area's: expected small"
                " letters, digits and single hyphens, for example north-herefordshire"
            ) from error
        where = ".".join(str(part) for part in first["loc"])
        line = _line_of(text, first["loc"], first.get("input"))
        raise ProfileError(f"{path}, line {line}: {where}: {first['msg']}") from error
    _check_words(profile, path, text)
    _check_wards(profile, path, text)
    _check_hotspots(profile, path, text)
    _check_sensitive(profile, path, text)
    _check_county_lines(profile, path, text)
    return profile


def _check_words(profile: AreaProfile, path: Path, text: str) -> None:
    """Every category, offence and strand that the profile names is one of the vocabulary."""
    if profile.asb_reading not in profile.asb_readings:
        raise _wrong(
            path, text, profile.asb_reading, f"is no reading: {', '.join(profile.asb_readings)}"
        )
    for reading in profile.asb_readings.values():
        for category in reading.categories - set(CATEGORIES):
            raise _wrong(path, text, category, f"is no category: {', '.join(CATEGORIES)}")
    keys = list(profile.police_uk_categories.values())
    for extract in profile.extracts:
        keys += [*extract.offences.values(), *([extract.all_are] if extract.all_are else [])]
        for asb_type in set(extract.asb_types.values()) - set(profile.asb_types):
            raise _wrong(path, text, asb_type, "is not among the profile's asb_types")
        for strand in set(extract.hate_strands.values()) - set(STRANDS):
            raise _wrong(path, text, strand, f"is no strand: {', '.join(STRANDS)}")
    keys += [key for indicator in profile.county_lines.indicators for key in indicator.counts]
    offences = {"acquisitive": set(ACQUISITIVE_OFFENCES), "asb": set(profile.asb_types)}
    for key in keys:
        category, _, offence = key.partition("/")
        if category not in CATEGORIES:
            raise _wrong(path, text, key, f"names no category: {', '.join(CATEGORIES)}")
        if offence and offence not in offences.get(category, set()):
            raise _wrong(path, text, key, f"names no offence of {category}")


def _check_wards(profile: AreaProfile, path: Path, text: str) -> None:
    """Localities hold each ward of the boundary file once, and no other."""
    try:
        codes = set(layer_names(profile, profile.wards))
    except ProfileError as error:
        line = _line_in_table(text, "wards", _wrong_setting(profile.wards, error.__cause__))
        raise ProfileError(f"{path}, line {line}: [wards]: {error}") from error
    seen: dict[str, str] = {}
    for locality in profile.localities:
        for ward in locality.wards:
            if ward not in codes:
                raise _wrong(
                    path,
                    text,
                    ward,
                    f"is no ward of {profile.wards.file} (locality {locality.name})",
                )
            if ward in seen:
                raise _wrong(
                    path, text, ward, f"is in {seen[ward]} and again in {locality.name}", last=True
                )
            seen[ward] = locality.name
    missing = sorted(codes - set(seen))
    if profile.localities and missing:
        raise ProfileError(f"{path}: no locality holds the wards {', '.join(missing)}")


def _check_hotspots(profile: AreaProfile, path: Path, text: str) -> None:
    for category in profile.hotspots.categories:
        if category not in profile.selections:
            raise _wrong(path, text, category, f"is none of {', '.join(profile.selections)}")


def _check_sensitive(profile: AreaProfile, path: Path, text: str) -> None:
    if profile.suppression_width > profile.suppression_threshold:
        line = _line_of(text, ("suppression_width",), None)
        raise ProfileError(
            f"{path}, line {line}: suppression_width: expected at most suppression_threshold, "
            f"{profile.suppression_threshold}"
        )
    seen: set[str] = set()
    for category in profile.sensitive_categories:
        if category not in CATEGORIES:
            raise _wrong(path, text, category, f"is no category: {', '.join(CATEGORIES)}")
        counted = profile.selections[category].categories or frozenset()
        if counted & seen:
            raise _wrong(
                path, text, category, "is counted in another of sensitive_categories: leave it out"
            )
        seen |= counted


def _check_county_lines(profile: AreaProfile, path: Path, text: str) -> None:
    settings, seen = profile.county_lines, set[str]()
    for indicator in settings.indicators:
        if indicator.code in seen:
            raise _wrong(path, text, indicator.code, "names two indicators", last=True)
        if not (indicator.counts or indicator.words or indicator.markers):
            raise _wrong(
                path, text, indicator.code, "counts nothing: give counts, words or markers"
            )
        seen.add(indicator.code)
    limits = [settings.tiers.get(tier, 0.0) for tier in ("A", "B", "C")]
    if not 0 < limits[0] < limits[1] < limits[2] < 1:
        line = _line_of(text, ("county_lines", "tiers"), None)
        raise ProfileError(
            f"{path}, line {line}: tiers: expected A, B and C, each larger than the one before it "
            "and all between 0 and 1"
        )


def layer_names(profile: AreaProfile, layer: Layer) -> dict[str, str]:
    """Code to name of each area of a boundary file, in the order of the codes."""
    path = profile.file(layer.file)
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        found = {f["properties"][layer.code]: f["properties"][layer.name] for f in features}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ProfileError(
            f"{path}: expected GeoJSON with properties {layer.code} and {layer.name}: {error!r}"
        ) from error
    return dict(sorted(found.items()))


def _wrong(path: Path, text: str, value: str, what: str, *, last: bool = False) -> ProfileError:
    lines = [n for n, line in enumerate(text.splitlines(), 1) if f'"{value}"' in line] or [0]
    return ProfileError(f'{path}, line {lines[-1 if last else 0]}: "{value}" {what}')


def _wrong_setting(layer: Layer, cause: BaseException | None) -> str:
    """The setting that names a property which no feature has, else the file's."""
    lacking = cause.args[0] if isinstance(cause, KeyError) else ""
    return {layer.name: "name", layer.code: "code"}.get(lacking, "file")


def _line_in_table(text: str, table: str, key: str) -> int:
    """The line of a setting of a table, else the table's heading, else 1."""
    inside, heading = False, 1
    for number, line in enumerate(text.splitlines(), 1):
        plain = line.replace(" ", "")
        if plain.startswith("["):
            inside = plain.startswith(f"[{table}]")
            heading = number if inside else heading
        elif (inside and plain.startswith(f"{key}=")) or plain.startswith(f"{table}={{"):
            return number
    return heading


def _line_of(text: str, location: tuple[int | str, ...], value: object) -> int:
    """The line of a setting: where its value stands, else its key, else its table's heading."""
    lines = list(enumerate(text.splitlines(), 1))
    if isinstance(value, str) and value:
        for number, line in lines:
            if f'"{value}"' in line:
                return number
    for key in reversed([part for part in location if isinstance(part, str)]):
        for number, line in lines:
            if line.lstrip().startswith((f"{key} ", f"{key}=", f"[{key}]", f"[[{key}]]")):
                return number
    return 1
