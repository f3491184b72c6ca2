"""Coordinates as a file gives them: numbers, and a guess at what went wrong where they cannot be.

Longitude and latitude are EPSG:4326 degrees, easting and northing EPSG:27700 metres. The boxes are
wider than Great Britain, so that nothing real is lost.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from geo_csp.incidents.words import NOTHING, Words

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Axes:
    """What a pair of columns is called, and the box that a point of Great Britain lies in."""

    x: str
    y: str
    x_limits: tuple[float, float]
    y_limits: tuple[float, float]

    def hold(self, x: Floats, y: Floats) -> npt.NDArray[np.bool_]:
        inside: npt.NDArray[np.bool_] = (
            (x >= self.x_limits[0])
            & (x <= self.x_limits[1])
            & (y >= self.y_limits[0])
            & (y <= self.y_limits[1])
            & ((x != 0) | (y != 0))
        )
        return inside


DEGREES = Axes("longitude", "latitude", (-9.0, 2.1), (49.8, 61.0))
METRES = Axes("easting", "northing", (0.0, 700_000.0), (0.0, 1_300_000.0))


@dataclass(frozen=True)
class Points:
    """Numbers of each row, NaN where it has no place. ``wrong``: rows with unusable coordinates."""

    x: Floats
    y: Floats
    wrong: dict[int, str]


def points(axes: Axes, x_column: Words, y_column: Words) -> Points:
    x, y = _numbers(x_column), _numbers(y_column)
    is_empty = (x_column.index == NOTHING) & (y_column.index == NOTHING)
    wrong = np.flatnonzero(~axes.hold(x, y) & ~is_empty).tolist()
    reasons = {
        row: _reason(axes, x_column.of_row(row), y_column.of_row(row), x[row], y[row])
        for row in wrong
    }
    x[wrong] = y[wrong] = np.nan
    return Points(x, y, reasons)


def is_origin(x_column: Words, y_column: Words) -> npt.NDArray[np.bool_]:
    """Rows with 0, 0, which some systems write where there is no place."""
    origin: npt.NDArray[np.bool_] = (_numbers(x_column) == 0) & (_numbers(y_column) == 0)
    return origin


def _numbers(column: Words) -> Floats:
    try:
        values = column.values.cast(pa.float64()).to_numpy()
    except pa.ArrowInvalid:
        values = np.array([_number(text) for text in column.values.to_pylist()], np.float64)
    return np.append(values, np.nan)[column.index]


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan


def _reason(axes: Axes, x_text: str, y_text: str, x: float, y: float) -> str:
    pair = f"{axes.x} {x_text or 'empty'}, {axes.y} {y_text or 'empty'}"
    if not x_text or not y_text:
        return f"{pair}: one without the other"
    if not (math.isfinite(x) and math.isfinite(y)):
        return f"{pair}: expected numbers"
    return f"{pair}: {_guess(axes, x, y)}"


def _guess(axes: Axes, x: float, y: float) -> str:
    if x == y == 0:
        return "0, 0 stands for no place: leave both empty"
    if axes is DEGREES and abs(x) > 180 and (abs(y) > 90 or DEGREES.y_limits[0] <= y <= 61):
        return "this looks like an easting in the longitude column"
    if axes is METRES and abs(x) <= 180 and abs(y) <= 90:
        return "these look like degrees, not metres of the National Grid"
    if axes.hold(np.array([y]), np.array([x])).all():
        return f"{axes.x} and {axes.y} look swapped"
    return "outside Great Britain"
