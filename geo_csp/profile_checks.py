"""What one setting of a profile asks of another, of the vocabulary and of the boundary files."""

from __future__ import annotations

import json
from pathlib import Path

from geo_csp.errors import ProfileError
from geo_csp.profile_lines import line_in_table, line_of, wrong, wrong_setting
from geo_csp.profile_settings import AreaProfile, Layer
from geo_csp.vocabulary import ACQUISITIVE_OFFENCES, CATEGORIES, STRANDS


def check(profile: AreaProfile, path: Path, text: str) -> None:
    """Raises ProfileError with the line of ``text``, the content of ``path``, that is wrong."""
    _check_words(profile, path, text)
    _check_wards(profile, path, text)
    _check_hotspots(profile, path, text)
    _check_sensitive(profile, path, text)
    _check_board(profile, path, text)
    _check_county_lines(profile, path, text)


def _check_words(profile: AreaProfile, path: Path, text: str) -> None:
    """Every category, offence and strand that the profile names is one of the vocabulary."""
    if profile.asb_reading not in profile.asb_readings:
        raise wrong(
            path, text, profile.asb_reading, f"is no reading: {', '.join(profile.asb_readings)}"
        )
    for reading in profile.asb_readings.values():
        for category in reading.categories - set(CATEGORIES):
            raise wrong(path, text, category, f"is no category: {', '.join(CATEGORIES)}")
    keys = list(profile.police_uk_categories.values())
    for extract in profile.extracts:
        keys += [*extract.offences.values(), *([extract.all_are] if extract.all_are else [])]
        for asb_type in set(extract.asb_types.values()) - set(profile.asb_types):
            raise wrong(path, text, asb_type, "is not among the profile's asb_types")
        for strand in set(extract.hate_strands.values()) - set(STRANDS):
            raise wrong(path, text, strand, f"is no strand: {', '.join(STRANDS)}")
    keys += [key for indicator in profile.county_lines.indicators for key in indicator.counts]
    offences = {"acquisitive": set(ACQUISITIVE_OFFENCES), "asb": set(profile.asb_types)}
    for key in keys:
        category, _, offence = key.partition("/")
        if category not in CATEGORIES:
            raise wrong(path, text, key, f"names no category: {', '.join(CATEGORIES)}")
        if offence and offence not in offences.get(category, set()):
            raise wrong(path, text, key, f"names no offence of {category}")


def _check_wards(profile: AreaProfile, path: Path, text: str) -> None:
    """Localities hold each ward of the boundary file once, and no other."""
    try:
        codes = set(layer_names(profile, profile.wards))
    except ProfileError as error:
        line = line_in_table(text, "wards", wrong_setting(profile.wards, error.__cause__))
        raise ProfileError(f"{path}, line {line}: [wards]: {error}") from error
    seen: dict[str, str] = {}
    for locality in profile.localities:
        for ward in locality.wards:
            if ward not in codes:
                raise wrong(
                    path,
                    text,
                    ward,
                    f"is no ward of {profile.wards.file} (locality {locality.name})",
                )
            if ward in seen:
                raise wrong(
                    path, text, ward, f"is in {seen[ward]} and again in {locality.name}", last=True
                )
            seen[ward] = locality.name
    missing = sorted(codes - set(seen))
    if profile.localities and missing:
        raise ProfileError(f"{path}: no locality holds the wards {', '.join(missing)}")


def _check_hotspots(profile: AreaProfile, path: Path, text: str) -> None:
    for category in profile.hotspots.categories:
        if category not in profile.selections:
            raise wrong(path, text, category, f"is none of {', '.join(profile.selections)}")


def _check_sensitive(profile: AreaProfile, path: Path, text: str) -> None:
    if profile.suppression_width > profile.suppression_threshold:
        line = line_of(text, ("suppression_width",), None)
        raise ProfileError(
            f"{path}, line {line}: suppression_width: expected at most suppression_threshold, "
            f"{profile.suppression_threshold}"
        )
    seen: set[str] = set()
    for category in profile.sensitive_categories:
        if category not in CATEGORIES:
            raise wrong(path, text, category, f"is no category: {', '.join(CATEGORIES)}")
        counted = profile.selections[category].categories or frozenset()
        if counted & seen:
            raise wrong(
                path, text, category, "is counted in another of sensitive_categories: leave it out"
            )
        seen |= counted


def _check_board(profile: AreaProfile, path: Path, text: str) -> None:
    board = profile.board
    lines = [line for theme in board.themes for line in theme.lines]
    named = [*board.categories, *board.compared, *sum((f.categories for f in board.baselines), ())]
    for category in [*named, *(line.category for line in lines if line.category)]:
        if category not in profile.selections:
            raise wrong(path, text, category, f"is none of {', '.join(profile.selections)}")
    for line in lines:
        if bool(line.category) == bool(line.markers or (line.offences and line.phrase)):
            raise wrong(
                path, text, line.phrase, "expected a category, or a phrase with markers or offences"
            )
    for figure in board.baselines:
        if figure.last < figure.first:
            raise wrong(path, text, figure.last, f"is before {figure.first}")
    known = {each.name for each in board.partnerships}
    for group in board.groups:
        for name in set(group.partnerships) - known:
            raise wrong(path, text, name, "is none of the board's partnerships", last=True)
    for ward in board.town_centre_wards:
        if profile.localities and ward not in profile.locality_of_ward:
            raise wrong(path, text, ward, f"is no ward of {profile.wards.file}", last=True)


def _check_county_lines(profile: AreaProfile, path: Path, text: str) -> None:
    settings, seen = profile.county_lines, set[str]()
    for indicator in settings.indicators:
        if indicator.code in seen:
            raise wrong(path, text, indicator.code, "names two indicators", last=True)
        if not (indicator.counts or indicator.words or indicator.markers):
            raise wrong(path, text, indicator.code, "counts nothing: give counts, words or markers")
        seen.add(indicator.code)
    limits = [settings.tiers.get(tier, 0.0) for tier in ("A", "B", "C")]
    if not 0 < limits[0] < limits[1] < limits[2] < 1:
        line = line_of(text, ("county_lines", "tiers"), None)
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
