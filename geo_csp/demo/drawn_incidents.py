"""The demonstration's incidents, drawn by chance from levels, rhythm and plants."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo_csp.demo.levels import (
    A_MONTH,
    ACQUISITIVE_A_YEAR,
    DEMONSTRATION_MONTHS,
    HATE_A_MONTH,
    SECOND_STRAND,
    SHARE_OF_ACQUISITIVE,
    SHARE_OF_ASB_TYPES,
    SHARE_OF_HATE,
    SHARE_OF_STRANDS,
    hour_weights,
    season,
)
from geo_csp.demo.offences import FOUND_LATER, HOME_OFFICE
from geo_csp.demo.planted_actions import OFFENCE, ActionPlant, a_month
from geo_csp.demo.planted_truth import Plant
from geo_csp.demo.street_points import StreetPoints, points_of_street
from geo_csp.months import ordinal
from geo_csp.vocabulary import STRAND_BITS

Integers = npt.NDArray[np.int64]


def draw_incidents(
    points: StreetPoints, scale: float, plants: tuple[Plant, ...], rng: np.random.Generator
) -> pd.DataFrame:
    """One row an incident, in order of time. ``scale`` multiplies the levels.

    Each offence and each plant has its own stream of chance: a plant changes no other offence.
    """
    levels, *streams = rng.spawn(1 + len(HOME_OFFICE) + len(plants))
    in_month = _incidents_a_month(scale, plants, levels)
    frames = []
    for offence, own in zip(HOME_OFFICE, streams, strict=False):
        month = np.repeat(np.arange(len(DEMONSTRATION_MONTHS)), in_month[offence])
        point = own.choice(len(points.street), size=len(month), p=points.weights[offence])
        frames.append(_incidents(offence, month, point, own))
    for plant, own in zip(plants, streams[len(HOME_OFFICE) :], strict=True):
        month = np.arange(len(DEMONSTRATION_MONTHS)).repeat(planted_a_month(plant))
        point = own.choice(points_of_street(points, plant.ward, plant.street), size=len(month))
        frames.append(_incidents(plant.offence, month, point, own))
    incidents = pd.concat(frames, ignore_index=True)
    incidents = incidents.sort_values("when", kind="stable", ignore_index=True)
    year = incidents["when"].dt.year
    number = incidents.groupby(year).cumcount() + 1
    return incidents.assign(
        reference="DEMO-" + year.astype(str) + "-" + number.astype(str).str.zfill(6)
    )


def draw_at_actions(
    points: StreetPoints, plants: tuple[ActionPlant, ...], rng: np.random.Generator
) -> pd.DataFrame:
    """The incidents planted for actions, in the same columns, each plant with its own stream."""
    frames = []
    for plant, own in zip(plants, rng.spawn(len(plants)), strict=True):
        month = np.arange(len(DEMONSTRATION_MONTHS)).repeat(a_month(plant, own))
        point = own.choice(points_of_street(points, plant.ward, plant.street), size=len(month))
        frames.append(_incidents(OFFENCE, month, point, own))
    incidents = pd.concat(frames, ignore_index=True).sort_values(
        "when", kind="stable", ignore_index=True
    )
    number = pd.Series(range(1, len(incidents) + 1)).astype(str).str.zfill(6)
    return incidents.assign(reference="DEMO-A-" + number, strands=0)


def _incidents_a_month(
    scale: float, plants: tuple[Plant, ...], rng: np.random.Generator
) -> dict[str, Integers]:
    months = DEMONSTRATION_MONTHS.months()
    a_month = {
        offence: rng.poisson([scale * level * season(offence, month) for month in months])
        for offence, level in A_MONTH.items()
    }
    shares = np.array(
        [[share * season(o, m) for o, share in SHARE_OF_ACQUISITIVE.items()] for m in months]
    )
    acquisitive = np.zeros(shares.shape, dtype=np.int64)
    stolen = [plant for plant in plants if plant.offence in SHARE_OF_ACQUISITIVE]
    for year, total in ACQUISITIVE_A_YEAR.items():
        here = np.array([month.startswith(year) for month in months])
        left = round(scale * total) - sum(planted_a_month(p)[here].sum() for p in stolen)
        share = shares[here] / shares[here].sum()
        acquisitive[here] = rng.multinomial(left, share.ravel()).reshape(share.shape)
    return a_month | dict(zip(SHARE_OF_ACQUISITIVE, acquisitive.T, strict=True))


def planted_a_month(plant: Plant) -> Integers:
    """How many incidents the plant adds in each month of the demonstration."""
    first, last = ordinal(plant.first), ordinal(plant.last)
    months = np.array([ordinal(month) for month in DEMONSTRATION_MONTHS.months()])
    end = plant.extra_a_month if plant.falls_to is None else plant.falls_to
    level = np.interp(months, [first, last], [plant.extra_a_month, end], left=0, right=0)
    a_month: Integers = level.round().astype(np.int64)
    return a_month


def _incidents(
    offence: str, month: Integers, point: Integers, rng: np.random.Generator
) -> pd.DataFrame:
    """The incidents of one offence: when, found by when, of what type, with which strands."""
    count = len(month)
    when = _times(offence, month, rng)
    later = rng.integers(0, 3, size=count) if offence in FOUND_LATER else np.zeros(count, np.int64)
    shares = np.array([share for _, _, share in HOME_OFFICE[offence]])
    types = list(SHARE_OF_ASB_TYPES) if offence == "asb" else [""]
    type_shares = np.array([SHARE_OF_ASB_TYPES.get(code, 1.0) for code in types])
    return pd.DataFrame(
        {
            "month": month,
            "offence": offence,
            "point": point,
            "when": when.astype("datetime64[s]"),
            "until": when.astype("datetime64[D]") + later,
            "home_office": rng.choice(len(shares), size=count, p=shares / shares.sum()),
            "asb_type": rng.choice(types, size=count, p=type_shares / type_shares.sum()),
            "strands": _strands(offence, count, rng),
        }
    )


def _times(offence: str, month: Integers, rng: np.random.Generator) -> npt.NDArray[np.datetime64]:
    """To five minutes, by the offence's day and week; ``month`` in order."""
    weights = np.array([hour_weights(offence, weekday) for weekday in range(7)])
    hours = []
    for index, name in enumerate(DEMONSTRATION_MONTHS.months()):
        first = np.datetime64(name, "D")
        days = np.arange(first, (np.datetime64(name, "M") + 1).astype("datetime64[D]"))
        thursday = 3  # 1970-01-01, from which days are counted
        chances = weights[(days.astype(np.int64) + thursday) % 7].ravel()
        drawn = rng.choice(len(chances), (month == index).sum(), p=chances / chances.sum())
        hours.append(first.astype("datetime64[h]") + drawn)
    minutes: npt.NDArray[np.datetime64] = np.concatenate(hours).astype("datetime64[m]")
    return minutes + 5 * rng.integers(0, 12, size=len(month))


def _strands(offence: str, count: int, rng: np.random.Generator) -> Integers:
    """Strand bits of each incident, added up; 0 where it carries no hate marker."""
    if offence not in SHARE_OF_HATE:
        return np.zeros(count, dtype=np.int64)
    is_hate = rng.random(count) < HATE_A_MONTH * SHARE_OF_HATE[offence] / A_MONTH[offence]
    bits = np.array([STRAND_BITS[strand] for strand in SHARE_OF_STRANDS])
    shares = np.array(list(SHARE_OF_STRANDS.values()))
    first, second = rng.choice(bits, size=(2, count), p=shares / shares.sum())
    has_second = rng.random(count) < SECOND_STRAND
    strands: Integers = np.where(is_hate, first | np.where(has_second, second, 0), 0)
    return strands
