"""A lead: where signs of county lines have come together. Where to look, not who to blame."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from geo_csp.months import Month

TIERS = ("A", "B", "C")
State = Literal["new", "continuing", "ended"]


@dataclass(frozen=True)
class Stream:
    """One indicator at the lead's place.

    ``observed``: at the place in the months counted; ``at_place``: there in all months of the
    study; ``in_window`` and ``in_all``: in the whole area in the months counted and in all.
    ``expected`` is at_place x in_window / in_all. ``log_likelihood_ratio`` is what these come to,
    without the weight, 0 where not more came than expected. ``relative_risk`` is the median of its
    posterior against the place's own past and its surroundings, with a 95 % interval.
    """

    code: str
    phrase: str
    found_by: str
    source: str
    address: str
    weight: float
    leads: bool
    observed_by_month: tuple[int, ...]
    observed: int
    at_place: int
    in_window: int
    in_all: int
    expected: float
    log_likelihood_ratio: float
    relative_risk: float
    lower: float
    upper: float

    @property
    def contribution(self) -> float:
        return self.weight * self.log_likelihood_ratio

    @property
    def stands_out(self) -> bool:
        return self.log_likelihood_ratio > 0


@dataclass(frozen=True)
class Lead:
    """``code`` lasts from month to month and stands in addresses; it tells no place.

    ``months``: of the study; ``since``: the first of those counted, which end in the last.
    ``first_seen``: the month it was first a lead. ``statistic``: the streams' contributions added,
    with public_reports and without_strongest held to (see the methods). ``recurrence_months``: how
    often chance alone makes a lead as strong anywhere in the area. ``context`` is shown and never
    counted: what is near and at how many metres. ``outline`` is GeoJSON in EPSG:4326. Of an ended
    lead all is as it was when it was one.
    """

    code: str
    place: str
    place_code: str
    ward_code: str | None
    tier: str
    state: State
    since: Month
    first_seen: Month
    months: tuple[Month, ...]
    streams: tuple[Stream, ...]
    statistic: float
    police_found_share: float
    p: float
    recurrence_months: float
    streets: tuple[tuple[str, int], ...]
    outline: Mapping[str, Any]
    context: tuple[tuple[str, float], ...]
    unless: str
    break_words: str
    sentence: str

    @property
    def whole(self) -> float:
        return sum(stream.contribution for stream in self.streams)

    @property
    def public_reports(self) -> float:
        """What the streams that the public reports contribute."""
        return sum(stream.contribution for stream in self.streams if stream.found_by == "public")

    @property
    def without_strongest(self) -> float:
        return self.whole - max(stream.contribution for stream in self.streams)

    @property
    def observed(self) -> int:
        return sum(stream.observed for stream in self.streams if stream.stands_out)

    @property
    def expected(self) -> float:
        return sum(stream.expected for stream in self.streams if stream.stands_out)

    @property
    def observed_by_month(self) -> tuple[int, ...]:
        """Of the streams that stand out."""
        series = [stream.observed_by_month for stream in self.streams if stream.stands_out]
        return tuple(sum(month) for month in zip(*series, strict=True))


def lead_from(entry: dict[str, Any]) -> Lead:
    """As it was written."""
    streams = (
        Stream(**stream | {"observed_by_month": tuple(stream["observed_by_month"])})
        for stream in entry["streams"]
    )
    return Lead(
        **entry
        | {
            "months": tuple(entry["months"]),
            "streams": tuple(streams),
            "streets": tuple((street, count) for street, count in entry["streets"]),
            "context": tuple((what, metres) for what, metres in entry["context"]),
        }
    )
