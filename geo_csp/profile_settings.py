"""The settings of an area profile: one class for each table of ``area.toml``."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from geo_csp.county_lines_settings import CountyLines
from geo_csp.vocabulary import Selection, selections

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
    bus_stations: str = ""


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


class Hotspots(_Part):
    """How hotspots are looked for. Lengths in metres, times in months."""

    side_m: float = Field(default=202.0, gt=0)
    offset_m: tuple[float, float] = (0.0, 0.0)
    radius_m: float = Field(default=5_000.0, gt=0)
    longest_window: int = Field(default=6, ge=1)
    history: int = Field(default=36, ge=1)
    replications: int = Field(default=9_999, ge=99)
    emerging_months: float = 24.0
    watch_months: float = 6.0
    categories: tuple[str, ...] = (
        "neighbourhood",
        "asb",
        "acquisitive",
        "hate",
        "drugs",
        "weapons",
        "violence",
        "damage",
        "public_order",
        "other",
    )


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
    suppression_width: int = Field(default=4, ge=1)
    sensitive_categories: tuple[str, ...] = ()
    sign_in_hours: float = Field(default=12.0, gt=0, le=24)
    retention_months: int = Field(default=84, ge=1)
    rate_breaks: dict[str, tuple[float, ...]] = {}
    hotspots: Hotspots = Hotspots()
    county_lines: CountyLines = CountyLines()

    @property
    def selections(self) -> dict[str, Selection]:
        reading = self.asb_readings[self.asb_reading]
        sensitive = self.sensitive_incident_categories
        return _selections(tuple(self.asb_types.items()), reading.categories, sensitive)

    @property
    def sensitive_incident_categories(self) -> frozenset[str]:
        """Categories of incidents that are sensitive whether they carry the hate marker or not."""
        reading = {"asb": self.asb_readings[self.asb_reading].categories}
        return frozenset[str]().union(
            *(reading.get(each, frozenset({each})) for each in self.sensitive_categories)
        )

    @property
    def locality_of_ward(self) -> dict[str, str]:
        return {ward: locality.code for locality in self.localities for ward in locality.wards}

    def file(self, name: str) -> Path:
        return self.folder / name


# Kept by what they are made of: kept on the profile, a changed copy of it would carry them on.
@functools.lru_cache(maxsize=8)
def _selections(
    asb_types: tuple[tuple[str, str], ...], asb_reading: frozenset[str], sensitive: frozenset[str]
) -> dict[str, Selection]:
    return selections(dict(asb_types), asb_reading, sensitive)
