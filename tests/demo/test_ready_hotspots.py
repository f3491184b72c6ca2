"""The hotspots of the data sets that are there at start are made once, and anew with new code."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo_csp.area_profile import AreaProfile
from geo_csp.demo import ready_hotspots
from geo_csp.demo.ready import ready_data_sets
from geo_csp.disclosure.release import DataSet, open_data_set
from geo_csp.errors import StoreError
from geo_csp.monthly.published import PublishedMonth
from tests.published_samples import published_month

Runs = list[tuple[Path, str]]


@pytest.fixture
def demonstration_alone(
    herefordshire: AreaProfile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> DataSet:
    """A data folder without the open data: the demonstration is all there is."""
    monkeypatch.delenv("GEO_CSP_STORE", raising=False)
    return ready_data_sets(herefordshire, tmp_path)[0]


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> Runs:
    """The months that were run; the run itself is tested in tests/monthly."""
    made: Runs = []

    def run(store: Path, profile: AreaProfile, month: str, **_register: object) -> PublishedMonth:
        made.append((store, month))
        return published_month(profile, month)

    monkeypatch.setattr(ready_hotspots, "run_month", run)
    return made


def test_the_newest_complete_month_is_run_once(
    demonstration_alone: DataSet, herefordshire: AreaProfile, tmp_path: Path, runs: Runs
) -> None:
    assert ready_hotspots.lacks_hotspots(demonstration_alone)
    ready_hotspots.make(herefordshire, tmp_path)
    ready_hotspots.make(herefordshire, tmp_path)
    assert runs == [(demonstration_alone.store, demonstration_alone.coverage.newest_complete)]
    assert not ready_hotspots.lacks_hotspots(demonstration_alone)


def test_other_code_runs_it_anew(
    demonstration_alone: DataSet,
    herefordshire: AreaProfile,
    tmp_path: Path,
    runs: Runs,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ready_hotspots.make(herefordshire, tmp_path)
    monkeypatch.setattr(ready_hotspots, "_key", lambda: "of other code")
    ready_hotspots.make(herefordshire, tmp_path)
    assert len(runs) == 2


def test_a_run_that_failed_is_not_taken_for_done(
    demonstration_alone: DataSet,
    herefordshire: AreaProfile,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(*_: object, **_register: object) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr(ready_hotspots, "run_month", fails)
    with pytest.raises(StoreError):
        ready_hotspots.make(herefordshire, tmp_path)
    assert ready_hotspots.lacks_hotspots(demonstration_alone)


def test_the_users_own_store_is_left_to_the_user(demonstration_alone: DataSet) -> None:
    data = demonstration_alone
    own = open_data_set(ready_hotspots.OWN, "Your own data", data.store, data.profile)
    assert not ready_hotspots.lacks_hotspots(own)


def test_the_process_beside_the_app_ends_with_the_reason(
    herefordshire: AreaProfile, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """An interpreter of its own, asked for a partnership that does not exist."""
    unknown = herefordshire.model_copy(update={"name": "nowhere"})
    assert ready_hotspots.start(unknown, tmp_path).wait(timeout=120) == 1
    assert "hotspots of the data sets that are there at start: " in capfd.readouterr().err
