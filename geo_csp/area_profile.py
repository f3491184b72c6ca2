"""One partnership as data: the folder ``boundaries/NAME`` with its ``area.toml``, checked.

An error names the file and the line that is wrong, so that whoever wrote the profile can mend it.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import ValidationError

from geo_csp.errors import ProfileError
from geo_csp.profile_checks import check, layer_names
from geo_csp.profile_lines import line_of
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
        line = line_of(text, first["loc"], first.get("input"))
        raise ProfileError(f"{path}, line {line}: {where}: {first['msg']}") from error
    check(profile, path, text)
    return profile
