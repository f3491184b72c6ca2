"""Answers as text: what a command prints of what it was given. No arithmetic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo_csp.area_profile import AreaProfile
from geo_csp.vocabulary import SOURCES, SYNTHETIC

if TYPE_CHECKING:
    import pandas as pd

    from geo_csp.disclosure.release import DataSet, Release
    from geo_csp.incidents.load import LoadReport


def load_report(report: LoadReport, profile: AreaProfile) -> str:
    rows = sum(month.rows for month in report.months)
    here = sum(month.rows_by_area.get(profile.name, 0) for month in report.months)
    linked = sum(len(month.linked.get(profile.name, ())) for month in report.months)
    months = f"{len(report.months)} month{'' if len(report.months) == 1 else 's'}"
    lines = [f"Loaded {_rows(rows)} in {months} of a source, {here:,} of them in {profile.title}."]
    lines += [
        f"Not used yet: {unused.file} ({unused.kind}, {_rows(unused.rows)})"
        for unused in report.unused
    ]
    if linked:
        lines.append(f"{_rows(linked)} told by another source too; each incident counts once.")
    lines += [f"Warning: {warning}" for warning in report.warnings]
    lines += [f"Failed: {failure}" for failure in report.failures]
    if report.set_aside_file:
        lines.append(
            f"Set aside: {_rows(report.set_aside)}, each with the reason, "
            f"in {report.set_aside_file}. Put them right and load the file again."
        )
    return "\n".join(lines)


def status_report(found: dict[str, Any]) -> str:
    others = [f"Other forces loaded: {', '.join(found['other_forces'])}"]
    others = others if found["other_forces"] else []
    if not found["months"]:
        nothing = f"{found['title']}: nothing of its force is loaded in {found['store']}."
        return "\n".join([nothing, *others, "Next: geo-csp load with the month's files"])
    head = [
        found["marking"],
        f"{found['title']}: {found['rows_in_area']:,} incidents "
        f"({found['rows']:,} of the force) in {found['store']}",
        f"Newest complete month: {found['newest_complete'] or 'none'}",
        "",
        f"{'month':9}{'source':30}{'rows':>9}{'in area':>9}{'no place':>10}",
    ]
    return "\n".join([*head, *map(_month, found["months"]), "", *_warnings(found), *others])


def _month(entry: dict[str, Any]) -> str:
    said = (
        "" if entry["is_counted"] else "not counted",
        SYNTHETIC if entry["is_synthetic"] else "",
        f"incomplete: {entry['incomplete']}" if entry["incomplete"] else "",
        f"{_rows(entry['set_aside'])} set aside" if entry["set_aside"] else "",
        f"{_rows(entry['linked'])} told by another source too" if entry["linked"] else "",
    )
    in_area = "-" if entry["rows_in_area"] is None else f"{entry['rows_in_area']:,}"
    row = (
        f"{entry['month']:9}{SOURCES[entry['kind']]:30}{entry['rows']:>9,}{in_area:>9}"
        f"{entry['no_place_share']:>10.1%}"
    )
    return "  ".join([row, *filter(None, said)])


def _warnings(found: dict[str, Any]) -> list[str]:
    agreement = found["lsoa_agreement"]
    lines = [f"Missing: {gap['words']}" for gap in found["gaps"]]
    lines += [f"Not comparable: {broken['words']}" for broken in found["breaks"]]
    if found["load_again"]:
        lines.append(
            f"Load again: {', '.join(found['load_again'])} were stored before this area was known"
        )
    if found["linked"]:
        lines.append(
            f"Counted once: {_rows(found['linked'])} of partners that another source tells too"
        )
    if found["linked_otherwise"]:
        lines.append(
            f"Load again: what is told twice in {', '.join(found['linked_otherwise'])} was found "
            "by other settings than area.toml has now; loading any file looks anew"
        )
    if found["not_linkable"]:
        lines.append(
            f"May count twice: open data gives no day, so partners' records of "
            f"{', '.join(found['not_linkable'])} cannot be compared with it"
        )
    if agreement["comparable"]:
        lines.append(
            f"LSOA by point in polygon is the file's own for {agreement['share']:.1%} of "
            f"{agreement['comparable']:,} rows"
        )
    return lines


def notes(released: Release) -> str:
    """What must be said beside figures that leave as a file."""
    return "\n".join([released.sentence, *(f"Note: {notice}" for notice in released.notices)])


def figures_text(data: DataSet, released: Release, form: str) -> str:
    from geo_csp.disclosure.attribution import attribution
    from geo_csp.disclosure.export import csv_bytes, geojson_bytes, json_bytes

    if form == "csv":
        return csv_bytes(released).decode()
    if form == "json":
        return json_bytes(released).decode() + "\n"
    if form == "geojson":
        return geojson_bytes(released, data.profile, attribution(data)).decode() + "\n"
    return _table(released)


def _table(released: Release) -> str:
    from geo_csp.disclosure.taken_away import full_marking

    shown = released.table.drop(columns=["category", "months"])
    lines = [full_marking(released), released.sentence, "", _aligned(shown), ""]
    return "\n".join([*lines, *(f"Note: {notice}" for notice in released.notices)]) + "\n"


def _aligned(table: pd.DataFrame) -> str:
    """Columns as wide as their widest cell, numbers to the right; empty cells stay empty."""
    numeric = table.dtypes.map(lambda dtype: dtype.kind in "iuf")
    columns = []
    for name, is_number in zip(table.columns, numeric, strict=True):
        cells = [str(name), *map(_cell, table[name])]
        width = max(map(len, cells))
        columns.append([cell.rjust(width) if is_number else cell.ljust(width) for cell in cells])
    return "\n".join("  ".join(row).rstrip() for row in zip(*columns, strict=True))


def _cell(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return "" if value != value else f"{value:,.1f}"  # noqa: PLR0124 - NaN is not itself
    return "" if value is None or str(value) == "<NA>" else f"{value:,}"


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"
