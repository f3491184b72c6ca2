"""Who reads priorities and effects, and what is said beside both."""

from __future__ import annotations

from collections.abc import Mapping

from geo_csp.disclosure.data_set import DataSet
from geo_csp.errors import NotReleasedError
from geo_csp.geography.areas import areas
from geo_csp.monthly.published import PublishedMonth
from geo_csp.monthly.version import why_stale
from geo_csp.roles import Viewer
from geo_csp.vocabulary import HATE, OFFICIAL, OFFICIAL_SENSITIVE, SYNTHETIC


def check_reads(viewer: Viewer, part: str) -> None:
    if not viewer.reads(part):
        raise NotReleasedError(
            "the list of priorities and what was done are shown to those who sit in the meeting, "
            "carry out its actions or answer for them (MATAC members, neighbourhood teams, the "
            f"board, analysts): as {viewer.role.phrase}, see the wards' counts"
        )


def is_for_all(data: DataSet, theme: str) -> bool:
    """Whether a theme may be named to those who do not task: nothing in it is sensitive."""
    counted = data.profile.tasking.themes.get(theme, ())  # type: ignore[call-overload]
    return theme != HATE and not data.profile.sensitive_incident_categories & set(counted)


def said_beside(
    data: DataSet, viewer: Viewer, published: PublishedMonth, further: tuple[str, ...]
) -> tuple[str, ...]:
    said = (
        f"{SYNTHETIC}: nothing in it happened" if published.is_synthetic else "",
        why_stale(published, data.store, data.profile),
        data.coverage.incomplete.get(published.month, ""),
        *further,
        "your own wards only" if viewer.role.ward_bound else "",
    )
    return tuple(filter(None, said))


def ward_names(data: DataSet) -> Mapping[str, str]:
    wards = areas(data.profile, "ward")
    return dict(zip(wards.codes, wards.names, strict=True))


def marking_of(markings: list[str]) -> str:
    return OFFICIAL_SENSITIVE if OFFICIAL_SENSITIVE in markings else OFFICIAL
