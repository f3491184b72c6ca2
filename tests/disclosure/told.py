"""All that a viewer is told of a store, as text and bytes, by someone who asks for everything."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from geo_csp.disclosure import hotspots, release
from geo_csp.disclosure.data_set import DataSet
from geo_csp.disclosure.export import csv_bytes, file_name, geojson_bytes, json_bytes
from geo_csp.errors import GeoCspError
from geo_csp.months import Span
from geo_csp.roles import Viewer
from geo_csp.vocabulary import LEVELS

Told = dict[tuple[str, ...], object]
# Hate, and all that holds hate, partners' records or a category that a profile may name.
SELECTIONS = ("hate", "hate-race", "neighbourhood", "asb", "drugs", "all")


def everything_told(
    data: DataSet, viewer: Viewer, spans: Iterable[Span], wards: Iterable[str]
) -> Told:
    """By what was asked: figures in every form, the wards' views, hotspots, coverage, refusals."""
    spans = tuple(spans)
    told: Told = {("coverage",): repr(data.coverage)}
    for code in SELECTIONS:
        for level in LEVELS:
            for span in spans:
                told[level, code, str(span)] = _or_refusal(
                    _figures, data, viewer, level, code, span
                )
        for ward in wards:
            told[ward, code] = _or_refusal(_ward, data, viewer, ward, code, spans[-1])
    month = data.coverage.months[-1]
    told["hotspots", month] = _or_refusal(hotspots.hotspots, data, viewer, month)
    told["backtest", month] = _or_refusal(hotspots.backtest, data, viewer, month)
    return told


def _or_refusal(ask: Callable[..., object], *asked: object) -> object:
    try:
        return ask(*asked)
    except GeoCspError as refusal:
        return str(refusal)


def _figures(data: DataSet, viewer: Viewer, level: str, code: str, span: Span) -> object:
    released = release.figures(data, viewer, level, code, span)
    # Outlines of the county and of localities take long to join and hold no figure.
    as_map = geojson_bytes(released, data.profile, "") if (level, code) == ("ward", "hate") else b""
    return (
        csv_bytes(released),
        json_bytes(released),
        as_map,
        file_name(released, "csv"),
        released.sentence,
        released.notices,
        released.marking,
    )


def _ward(data: DataSet, viewer: Viewer, ward: str, code: str, span: Span) -> object:
    asked = (data, viewer, ward, code)
    return (
        release.ward_months(*asked).to_csv(),
        release.ward_types(*asked, span).to_csv(),
        _or_refusal(release.ward_points, *asked, span),
        _or_refusal(release.ward_streets, *asked, span),
    )
