"""The month's run: from the store to a published month, for one partnership."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from geo_csp.area_profile import AreaProfile
from geo_csp.errors import NotLoadedError
from geo_csp.hotspots.backtest import backtest
from geo_csp.hotspots.counted import count
from geo_csp.hotspots.find import find
from geo_csp.hotspots.hotspot import KINDS, Hotspot
from geo_csp.hotspots.lasting import TOO_SHORT
from geo_csp.hotspots.scene import FORCE_COLUMNS, SCENE_COLUMNS, Scene, scene
from geo_csp.hotspots.score import Backtest
from geo_csp.hotspots.stability import OtherSettings, other_settings
from geo_csp.incidents.coverage import counted, coverage
from geo_csp.incidents.store import read_incidents, read_manifest
from geo_csp.monthly.earlier_places import earlier_places
from geo_csp.monthly.meeting import Meeting, meeting
from geo_csp.monthly.publish import publish
from geo_csp.monthly.published import PublishedMonth, read_published
from geo_csp.monthly.sensitive import publish_sensitive
from geo_csp.monthly.version import data_version
from geo_csp.months import Month, parse_month
from geo_csp.register.opening import Register
from geo_csp.tasking.effect import find_effects
from geo_csp.tasking.find import find_priorities

Progress = Callable[[int, int], None]


def run_month(
    store: Path,
    profile: AreaProfile,
    month: Month,
    progress: Progress | None = None,
    register: Register | None = None,
) -> PublishedMonth:
    """Publishes the sensitive categories up to the month, then finds, tests and publishes its
    hotspots, its priorities and what actions did. A month run again replaces these; what is
    published of sensitive categories stands.

    ``register``: whose reports and actions enter, None where there is none. ``progress``:
    categories done, and all. Raises NotLoadedError where the month cannot be studied,
    DisclosureError where a count that is not shown could be worked out.
    """
    parse_month(month)
    manifest = read_manifest(store)
    used = counted(manifest, profile)
    looked_at = scene(
        read_incidents(store, used, profile.name, SCENE_COLUMNS),
        read_incidents(store, used, None, FORCE_COLUMNS),
        profile,
        coverage(manifest, profile),
        month,
        earlier=earlier_places(store, profile.name, month),
    )
    tables = publish_sensitive(store, profile, month)
    found = _all_categories(looked_at, data_version(manifest, profile), progress)
    made = _with_tasking(looked_at, found, meeting(register, looked_at))
    publish(store, made, looked_at.places, [table.category for table in tables])
    return read_published(store, profile.name, month)


def _all_categories(looked_at: Scene, version: str, progress: Progress | None) -> PublishedMonth:
    profile = looked_at.profile
    settings = other_settings(looked_at)
    findings: list[Hotspot] = []
    backtests: list[Backtest] = []
    scanned: dict[str, Month] = {}
    not_scanned: dict[str, str] = {}
    no_history: dict[str, str] = {}
    categories = profile.hotspots.categories
    for number, category in enumerate(categories):
        if progress:
            progress(number, len(categories))
        try:
            found, tested, first, has_history = _one_category(looked_at, category, settings)
        except NotLoadedError as error:
            not_scanned[category] = str(error)
            continue
        findings += found
        backtests.append(tested)
        scanned[category] = first
        if not has_history:
            no_history[category] = TOO_SHORT
    if progress:
        progress(len(categories), len(categories))
    return PublishedMonth(
        area=profile.name,
        month=looked_at.month,
        version=version,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        is_synthetic=bool(looked_at.coverage.synthetic),
        settings=profile.hotspots.model_dump(mode="json"),
        scanned=scanned,
        not_scanned=not_scanned,
        no_history=no_history,
        findings=tuple(sorted(findings, key=lambda h: (KINDS.index(h.kind), h.p, h.code))),
        backtests=tuple(backtests),
    )


def _with_tasking(looked_at: Scene, found: PublishedMonth, met: Meeting) -> PublishedMonth:
    listed = find_priorities(looked_at, found.findings, (), met.voices, found.backtests)
    return replace(found, priorities=listed, effects=find_effects(looked_at, met.actions))


def _one_category(
    looked_at: Scene, category: str, settings: OtherSettings
) -> tuple[tuple[Hotspot, ...], Backtest, Month, bool]:
    counts = count(looked_at, category)
    found = find(counts, settings)
    return found, backtest(counts), counts.span.first, counts.found is not None
