"""The demonstration's incidents as files: data.police.uk's shape, and the profile's extract."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pandas as pd

from geo_csp.area_profile import AreaProfile, Extract
from geo_csp.demo.levels import DEMONSTRATION_MONTHS
from geo_csp.demo.offences import HOME_OFFICE, key_of, words_of_extract
from geo_csp.demo.street_points import StreetPoints
from geo_csp.geography.boundaries import read_outlines, to_longitude_latitude
from geo_csp.vocabulary import STRAND_BITS, SYNTHETIC

DATE_FORMATS = {
    "day-month-year": "%d/%m/%Y",
    "year-month-day": "%Y-%m-%d",
    "month-day-year": "%m/%d/%Y",
}


def write_police_uk(
    profile: AreaProfile, points: StreetPoints, incidents: pd.DataFrame, folder: Path
) -> list[Path]:
    """YYYY-MM/YYYY-MM-<force>-street.csv: the month and the snap point only, no hate, no types."""
    table = _police_uk(profile, points, incidents)
    return [
        _write(table[incidents["month"] == index], folder / month / f"{month}-{_street(profile)}")
        for index, month in enumerate(DEMONSTRATION_MONTHS.months())
    ]


def _street(profile: AreaProfile) -> str:
    return f"{profile.force.slug}-street.csv"


def write_extract(
    profile: AreaProfile, points: StreetPoints, incidents: pd.DataFrame, folder: Path
) -> list[Path]:
    """As the profile's first police extract is; nothing if it has none."""
    mappings = [mapping for mapping in profile.extracts if mapping.source == "extract"]
    if not mappings:
        return []
    return write_months(mappings[0], points, incidents, folder)


def write_months(
    mapping: Extract, points: StreetPoints, incidents: pd.DataFrame, folder: Path
) -> list[Path]:
    """One CSV a month in the mapping's columns."""
    table = _extract(mapping, points, incidents)
    return [
        _write(table[incidents["month"] == index], folder / f"{month}-{mapping.name}.csv")
        for index, month in enumerate(DEMONSTRATION_MONTHS.months())
    ]


def _write(rows: pd.DataFrame, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    rows.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")
    return path


def _police_uk(profile: AreaProfile, points: StreetPoints, incidents: pd.DataFrame) -> pd.DataFrame:
    point = incidents["point"].to_numpy()
    is_asb = incidents["offence"] == "asb"
    published = {key: words for words, key in profile.police_uk_categories.items()}
    words = {offence: published[key_of(offence)] for offence in HOME_OFFICE}
    months = np.array(DEMONSTRATION_MONTHS.months())
    return pd.DataFrame(
        {
            # As published: a hash that leads to no one, and none for anti-social behaviour.
            "Crime ID": incidents["reference"].map(crime_id).where(~is_asb, ""),
            "Month": months[incidents["month"]],
            "Reported by": profile.force.name,
            "Falls within": profile.force.name,
            "Longitude": _decimals(points.longitude, 6)[point],
            "Latitude": _decimals(points.latitude, 6)[point],
            "Location": ("On or near " + points.street)[point],
            "LSOA code": points.lsoa[point],
            "LSOA name": _lsoa_names(profile, points)[point],
            "Crime type": incidents["offence"].map(words),
            "Last outcome category": np.where(is_asb, "", "Status update unavailable"),
            "Context": SYNTHETIC,
        }
    )


def crime_id(reference: str) -> str:
    return hashlib.sha256(reference.encode()).hexdigest()


def _lsoa_names(profile: AreaProfile, points: StreetPoints) -> np.ndarray:
    if not profile.lsoas:
        return points.lsoa
    outlines = read_outlines(profile, profile.lsoas)
    names = dict(zip(outlines.codes, outlines.names, strict=True))
    return np.array([names.get(code) for code in points.lsoa], object)


def _decimals(numbers: np.ndarray, places: int) -> np.ndarray:
    return np.array(["" if np.isnan(n) else f"{n:.{places}f}" for n in numbers], object)


def _extract(mapping: Extract, points: StreetPoints, incidents: pd.DataFrame) -> pd.DataFrame:
    """One column for each that the mapping names, in the mapping's order."""
    values = {
        "reference": incidents["reference"],
        **_dates(mapping, incidents),
        **_spots(points, incidents),
        **_offences(mapping, incidents),
        "strands": incidents["strands"].map(_strand_words(mapping)),
        "markers": SYNTHETIC,
        "street": points.street[incidents["point"]],
        "lsoa": points.lsoa[incidents["point"]],
    }
    return pd.DataFrame(
        {column: values[field] for field, column in mapping.columns.named().items()},
        index=incidents.index,
    )


def _dates(mapping: Extract, incidents: pd.DataFrame) -> dict[str, pd.Series]:
    style = DATE_FORMATS[mapping.date_order]
    return {
        "date_from": incidents["when"].dt.strftime(style),
        "date_to": incidents["until"].dt.strftime(style),
        "time_from": incidents["when"].dt.strftime("%H:%M"),
    }


def _spots(points: StreetPoints, incidents: pd.DataFrame) -> dict[str, np.ndarray]:
    point = incidents["point"].to_numpy()
    easting, northing = (incidents[axis].to_numpy() for axis in ("easting", "northing"))
    known = ~np.isnan(easting)
    longitude, latitude = np.full((2, len(point)), np.nan)
    longitude[known], latitude[known] = to_longitude_latitude(easting[known], northing[known])
    return {
        "easting": _decimals(easting, 2),
        "northing": _decimals(northing, 2),
        "longitude": _decimals(longitude, 6),
        "latitude": _decimals(latitude, 6),
        "fallback_easting": _decimals(points.easting, 2)[point],
        "fallback_northing": _decimals(points.northing, 2)[point],
    }


def _offences(mapping: Extract, incidents: pd.DataFrame) -> dict[str, pd.Series]:
    listed = {
        (offence, index): (code, words)
        for offence in HOME_OFFICE
        for index, (code, words, _) in enumerate(words_of_extract(mapping, offence))
    }
    pairs = pd.Series(
        list(zip(incidents["offence"], incidents["home_office"], strict=True)),
        index=incidents.index,
    ).map(listed)
    asb_words = {code: words for words, code in mapping.asb_types.items()}
    return {
        "offence_code": pairs.str[0],
        "offence": pairs.str[1],
        "asb_type": incidents["asb_type"].map(lambda code: asb_words.get(code, "")),
    }


def _strand_words(mapping: Extract) -> dict[int, str]:
    """Every sum of strand bits in the extract's own words."""
    words = {STRAND_BITS[strand]: word for word, strand in mapping.hate_strands.items()}
    return {
        total: mapping.strand_separator.join(word for bit, word in words.items() if bit & total)
        for total in range(sum(STRAND_BITS.values()) + 1)
    }
