"""One partnership as data: the folder ``boundaries/NAME`` with its ``area.toml``, checked.

An error names the file and the line that is wrong, so that whoever wrote the profile can mend it.
"""

from __future__ import annotations

import functools
import json
import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from geo_csp.errors import ProfileError
from geo_csp.vocabulary import (
    ACQUISITIVE_OFFENCES,
    CATEGORIES,
    STRANDS,
    Selection,
    selections,
)

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]

# A category, or a category and one of its offences: "drugs", "acquisitive/burglary".
OffenceKey = Annotated[str, Field(pattern=r"^[a-z_]+(/[a-z0-9-]+)?$")]

POLICE_UK_CATEGORIES: dict[str, str] = {
    "Anti-social behaviour": "asb",
    "Bicycle theft": "acquisitive/bicycle-theft",
    "Burglary": "acquisitive/burglary",
    "Criminal damage and arson": "damage",
    "Drugs": "drugs",
    "Other crime": "other",
    "Other theft": "acquisitive/other-theft",
    "Possession of weapons": "weapons",
    "Public order": "public_order",
    "Robbery": "acquisitive/robbery",
    "Shoplifting": "acquisitive/shoplifting",
    "Theft from the person": "acquisitive/theft-from-the-person",
    "Vehicle crime": "acquisitive/vehicle-crime",
    "Violence and sexual offences": "violence",
}


class _Part(BaseModel):
    # Built when first used: the parts are only ever checked as part of a profile.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Force(_Part):
    """The police force whose files are read: its name in the files, and in their file names."""

    name: str
    slug: Slug


class Layer(_Part):
    """A GeoJSON file in EPSG:4326 and the properties that hold each area's code and name."""

    file: str
    code: str
    name: str


class Population(_Part):
    """Residents by area: a CSV and its columns. ``vintage`` is said on screen."""

    file: str
    code: str
    residents: str
    vintage: str


class Locality(_Part):
    code: Slug
    name: str
    kind: str = ""
    wards: tuple[str, ...] = Field(min_length=1)


class Localities(_Part):
    """``note`` is shown wherever localities are: how their wards were chosen, and by whom."""

    note: str = ""


class BaseMap(_Part):
    """What is drawn under the areas for orientation, all optional."""

    neighbours: str = ""
    roads: str = ""
    rail: str = ""
    stations: str = ""
    rivers: str = ""
    towns: str = ""


class ExtractColumns(_Part):
    """The names of an extract's columns. A file fits if its header holds all that are named."""

    reference: str = ""
    date_from: str
    date_to: str = ""
    time_from: str = ""
    easting: str = ""
    northing: str = ""
    longitude: str = ""
    latitude: str = ""
    fallback_easting: str = ""
    fallback_northing: str = ""
    offence_code: str = ""
    offence: str = ""
    asb_type: str = ""
    strands: str = ""
    markers: str = ""
    street: str = ""
    lsoa: str = ""

    def named(self) -> dict[str, str]:
        return {field: column for field, column in self.model_dump().items() if column}


class Extract(_Part):
    """How one kind of extract is read.

    ``offences``, ``asb_types`` and ``hate_strands`` translate its words into the project's.
    """

    name: Slug
    source: Literal["extract", "partner"]
    organisation: str
    date_order: Literal["day-month-year", "year-month-day", "month-day-year"]
    columns: ExtractColumns
    strand_separator: str = ";"
    precision_m: float | None = None
    fallback_precision_m: float | None = None
    all_are: OffenceKey | None = None
    offences: dict[str, OffenceKey] = {}
    asb_types: dict[str, Slug] = {}
    hate_strands: dict[str, str] = {}


class AsbReading(_Part):
    """One way to count anti-social behaviour, and the words for it on screen."""

    categories: frozenset[str]
    words: str


class AreaProfile(_Part):
    name: Slug
    folder: Path
    title: str
    partnership: str
    code: str
    force: Force
    wards: Layer
    lsoas: Layer | None = None
    county: Layer | None = None
    ward_population: Population | None = None
    lsoa_population: Population | None = None
    lsoa_name: str = ""
    lsoa_vintage: str = ""
    retired_lsoas: dict[str, tuple[str, ...]] = {}
    localities_are: Localities = Localities()
    localities: tuple[Locality, ...] = ()
    base_map: BaseMap = BaseMap()
    street_points: str = ""
    attribution: str = ""
    edge_tolerance_m: float = 25.0
    asb_reading: str = "police"
    asb_readings: dict[str, AsbReading] = {
        "police": AsbReading(categories=frozenset({"asb"}), words="as the police count it")
    }
    asb_types: dict[Slug, str] = {}
    police_uk_categories: dict[str, OffenceKey] = POLICE_UK_CATEGORIES
    police_sources: tuple[Literal["extract", "open"], ...] = ("extract", "open")
    extracts: tuple[Extract, ...] = ()
    suppression_threshold: int = Field(default=5, ge=2)
    rate_breaks: dict[str, tuple[float, ...]] = {}

    @functools.cached_property
    def selections(self) -> dict[str, Selection]:
        return selections(self.asb_types, self.asb_readings[self.asb_reading].categories)

    @functools.cached_property
    def locality_of_ward(self) -> dict[str, str]:
        return {ward: locality.code for locality in self.localities for ward in locality.wards}

    def file(self, name: str) -> Path:
        return self.folder / name


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
        where = ".".join(str(part) for part in first["loc"])
        line = _line_of(text, first["loc"], first.get("input"))
        raise ProfileError(f"{path}, line {line}: {where}: {first['msg']}") from error
    _check_words(profile, path, text)
    _check_wards(profile, path, text)
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
    offences = {"acquisitive": set(ACQUISITIVE_OFFENCES), "asb": set(profile.asb_types)}
    for key in keys:
        category, _, offence = key.partition("/")
        if category not in CATEGORIES:
            raise _wrong(path, text, key, f"names no category: {', '.join(CATEGORIES)}")
        if offence and offence not in offences.get(category, set()):
            raise _wrong(path, text, key, f"names no offence of {category}")


def _check_wards(profile: AreaProfile, path: Path, text: str) -> None:
    """Localities hold each ward of the boundary file once, and no other."""
    codes = set(layer_names(profile, profile.wards))
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
