"""A council's reports of anti-social behaviour: some tell of what the police have, most do not.

What is told twice is told a little differently, as people do: another spot of the street, another
time, sometimes no time or the day after, sometimes another type. Nothing here was ever reported.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from geo_csp.area_profile import AreaProfile, Extract
from geo_csp.demo.generate import SEED, SPOT_SPREAD_M, drawn
from geo_csp.demo.levels import DEMONSTRATION_MONTHS, SHARE_OF_ASB_TYPES
from geo_csp.demo.planted_truth import PLANTS
from geo_csp.demo.source_files import write_months
from geo_csp.demo.street_points import StreetPoints
from geo_csp.errors import GeoCspError
from geo_csp.vocabulary import SYNTHETIC


@dataclass(frozen=True)
class Telling:
    """How an incident is told the second time, and how often.

    ``twice``: the share of the police's incidents of anti-social behaviour that the council was
    told too; ``alone``: how many times as many it was told alone. ``place_m`` and ``time_min``:
    standard deviations of how far off place (east and north) and time are, at most three times
    that. The others are shares of what is told twice.
    """

    twice: float = 0.15
    alone: float = 1.5
    place_m: float = 20.0
    time_min: float = 40.0
    no_time: float = 0.15
    day_after: float = 0.03
    no_type: float = 0.05
    other_type: float = 0.10


# A stream of chance of its own: nothing else that is drawn changes.
_STREAM = 7_001


def write_council_reports(profile: AreaProfile, out: Path, seed: int = SEED) -> list[Path]:
    """Write ``out``/partner/: one CSV a month, and told_twice.json with the pairs of references.

    Nothing where the profile maps no partner's reports of anti-social behaviour.
    """
    mappings = [m for m in profile.extracts if m.source == "partner" and m.all_are == "asb"]
    if not mappings:
        return []
    points, incidents = drawn(profile, seed, PLANTS)
    told = council_reports(points, incidents, np.random.default_rng([seed, _STREAM]))
    try:
        return _written(mappings[0], points, told, out / "partner")
    except OSError as error:
        raise GeoCspError(f"{out}: the demonstration cannot be written here: {error}") from error


def _written(
    mapping: Extract, points: StreetPoints, told: pd.DataFrame, folder: Path
) -> list[Path]:
    files = write_months(mapping, points, told, folder)
    twice = told[told["told_of"] != ""]
    pairs = dict(zip(twice["reference"], twice["told_of"], strict=True))
    answers = folder / "told_twice.json"
    content = {"label": SYNTHETIC, "police_reference_of": pairs}
    answers.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    return [*files, answers]


def council_reports(
    points: StreetPoints,
    incidents: pd.DataFrame,
    rng: np.random.Generator,
    telling: Telling = Telling(),
) -> pd.DataFrame:
    """Reports in the columns of ``incidents``, in order of time; ``told_of``: the police's
    reference where it is one of theirs.
    """
    again, alone = rng.spawn(2)
    asb = incidents[incidents["offence"] == "asb"]
    same = _told_again(points, asb, telling, again)
    own = _told_alone(points, round(telling.alone * len(same)), telling, alone)
    told = pd.concat([same, own], ignore_index=True).sort_values("when", ignore_index=True)
    month = told["when"].to_numpy().astype("datetime64[M]").astype(np.int64)
    first = np.datetime64(DEMONSTRATION_MONTHS.first, "M").astype(np.int64)
    number = pd.Series(range(1, len(told) + 1)).astype(str).str.zfill(6)
    return told.assign(
        month=month - first,
        reference="DEMO-C-" + number,
        offence="asb",
        home_office=0,
        strands=0,
        until=told["when"],
    )


def _told_again(
    points: StreetPoints, asb: pd.DataFrame, telling: Telling, rng: np.random.Generator
) -> pd.DataFrame:
    chosen = asb[rng.random(len(asb)) < telling.twice]
    count = len(chosen)
    away = telling.place_m * rng.normal(size=(2, count)).clip(-3, 3)
    minutes = (telling.time_min * rng.normal(size=count).clip(-3, 3)).round()
    when = chosen["when"].to_numpy() + minutes.astype("timedelta64[m]")
    when = _some_without_time(when, telling.no_time, rng)
    is_late = rng.random(count) < telling.day_after
    when = np.where(is_late, when.astype("datetime64[D]") + np.timedelta64(1, "D"), when)
    types = np.array(list(SHARE_OF_ASB_TYPES), object)
    chance = rng.random(count)
    other = np.where(chance < telling.no_type, "", rng.choice(types, size=count))
    point = chosen["point"].to_numpy()
    east = np.where(chosen["easting"].isna(), points.easting[point], chosen["easting"])
    north = np.where(chosen["northing"].isna(), points.northing[point], chosen["northing"])
    told = pd.DataFrame(
        {
            "point": point,
            "when": when,
            "asb_type": np.where(
                chance < telling.no_type + telling.other_type, other, chosen["asb_type"]
            ),
            "easting": (east + away[0]).round(2),
            "northing": (north + away[1]).round(2),
            "told_of": chosen["reference"].to_numpy(),
        }
    )
    months = told["when"].dt.strftime("%Y-%m")
    within: pd.DataFrame = told[
        months.between(DEMONSTRATION_MONTHS.first, DEMONSTRATION_MONTHS.last)
    ]
    return within


def _told_alone(
    points: StreetPoints, count: int, telling: Telling, rng: np.random.Generator
) -> pd.DataFrame:
    """Where and when the police's own happen, which is where one is most easily taken for another:
    any hour from noon to midnight.
    """
    point = rng.choice(len(points.street), size=count, p=points.weights["asb"])
    first = np.datetime64(DEMONSTRATION_MONTHS.first, "D")
    end = (np.datetime64(DEMONSTRATION_MONTHS.last, "M") + 1).astype("datetime64[D]")
    day = first + rng.integers(0, (end - first).astype(np.int64), size=count)
    when = day.astype("datetime64[s]") + (60 * rng.integers(12 * 60, 24 * 60, count))
    shares = np.array(list(SHARE_OF_ASB_TYPES.values()))
    spread = rng.normal(0.0, SPOT_SPREAD_M + telling.place_m, size=(2, count))
    return pd.DataFrame(
        {
            "point": point,
            "when": _some_without_time(when, telling.no_time, rng),
            "asb_type": rng.choice(list(SHARE_OF_ASB_TYPES), count, p=shares / shares.sum()),
            "easting": (points.easting[point] + spread[0]).round(2),
            "northing": (points.northing[point] + spread[1]).round(2),
            "told_of": "",
        }
    )


def _some_without_time(when: np.ndarray, share: float, rng: np.random.Generator) -> np.ndarray:
    day = when.astype("datetime64[D]").astype("datetime64[s]")
    return np.where(rng.random(len(when)) < share, day, when.astype("datetime64[s]"))
