"""Counts of two or more areas by month, as a trend is counted from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from geo_csp.area_profile import AreaProfile
from geo_csp.counts.cube import Cube
from geo_csp.geography.areas import Areas
from geo_csp.incidents.breaks import Break
from geo_csp.incidents.coverage import Coverage
from geo_csp.months import Span, gaps
from geo_csp.trends.series import Asked


def coverage_of(
    months: Sequence[str],
    *,
    incomplete: Mapping[str, str] | None = None,
    breaks: Sequence[Break] = (),
    sources: Mapping[str, tuple[str, ...]] | None = None,
    records_hate: Sequence[str] = (),
) -> Coverage:
    return Coverage(
        area="herefordshire",
        months=tuple(months),
        gaps=tuple(gaps(list(months))),
        incomplete=incomplete or {},
        synthetic=frozenset(),
        sources=dict.fromkeys(months, ("open",)) | dict(sources or {}),
        not_counted={},
        records_hate=frozenset(records_hate),
        records_asb_types=frozenset(),
        breaks=tuple(breaks),
        no_place_share={},
        newest_complete=months[-1],
    )


def asked_of(
    profile: AreaProfile,
    counts: Sequence[Sequence[int]],
    months: Sequence[str],
    *,
    level: str = "locality",
    hidden: Mapping[str, Sequence[str]] | None = None,
    residents: Sequence[float] | None = None,
    **facts: object,
) -> Asked:
    """``counts`` [area, month] of anti-social behaviour. ``hidden``: words by area, of a span."""
    table = np.array(counts, dtype=np.int64)
    names = tuple(f"Area {number}" for number in range(len(table)))
    people = np.array(residents or [1000.0] * len(table))
    cube = Cube(
        areas=Areas(level, tuple(f"a{n}" for n in range(len(table))), names, people, "mid-2020"),
        months=tuple(months),
        selections=("asb",),
        counts=table[:, :, None],
        in_no_area=np.zeros((len(months), 1), dtype=np.int64),
    )

    def unseen(span: Span) -> Sequence[str]:
        return (hidden or {}).get(str(span), [""] * len(table))

    return Asked(
        counts=cube,
        unseen=unseen,
        coverage=coverage_of(months, **facts),  # type: ignore[arg-type]
        profile=profile,
        selection=profile.selections["asb"],
    )


def months_of(first: str, last: str) -> tuple[str, ...]:
    return Span(first, last).months()
