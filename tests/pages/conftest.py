"""The app's pages run in this process, on the data sets that are there at start."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo_csp.disclosure.release import DataSet
from geo_csp.pages import data_sets, desk
from geo_csp.register.opening import Register, open_register

ROOT = Path(__file__).resolve().parents[2]
FRAME = ROOT / "geo_csp" / "pages" / "frame.py"
CENTRAL = "E05009449"

Open = Callable[..., AppTest]


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    shutil.copytree(ROOT / "data" / "open", folder / "open")
    return folder


@pytest.fixture(autouse=True)
def _served(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEO_CSP_DATA", str(data_folder))
    monkeypatch.setenv("GEO_CSP_STORE", str(data_folder / "no-store-yet"))


@pytest.fixture
def ready(_served: None) -> dict[str, DataSet]:
    return {data.name: data for data in data_sets.data_sets()}


@pytest.fixture
def open_page(_served: None) -> Open:
    """The map page (or another of the pages' files) at an address with these choices."""

    def opened(page: str = "", **choices: str | list[str]) -> AppTest:
        app = AppTest.from_file(str(FRAME), default_timeout=120)
        for name, value in choices.items():
            app.query_params[name.rstrip("_")] = value
        app.run()
        if page:
            # A test session forgets the address when it goes to another page; a browser does not.
            data = app.selectbox(key="data").value
            app.switch_page(page).run()
            app.selectbox(key="data").set_value(data).run()
        assert not app.exception
        return app

    return opened


@pytest.fixture
def open_board(open_page: Open) -> Open:
    """The board's page, on the screens of a data set and a role."""

    def opened(
        data: str = "open", role: str = "", locality: str = "", quarter: str = ""
    ) -> AppTest:
        app = open_page("board.py")
        app.selectbox(key="data").set_value(data).run()
        if role:
            app.selectbox(key="role").set_value(role).run()
        if quarter:
            app.selectbox(key="quarter").set_value(quarter).run()
        if locality:
            app.selectbox(key="locality").set_value(locality).run()
        assert not app.exception
        return app

    return opened


@pytest.fixture
def register(
    ready: dict[str, DataSet], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Register]:
    """The demonstration's, begun anew for each test. There it is 15 January 2026."""
    opened = open_register(tmp_path / "register")
    monkeypatch.setattr(desk, "_opened", lambda _store: opened)
    yield opened
    opened.close()


@pytest.fixture
def open_desk(open_page: Open, register: Register) -> Open:
    """One of the meeting's pages. A test session forgets the address when it goes to another page:
    it is chosen anew there.
    """

    def opened(page: str, data: str = "demonstration", role: str = "partner", **asked) -> AppTest:
        wards = asked.pop("wards", [])
        app = open_page(data="Demonstration")
        app.switch_page(page).run()
        app.selectbox(key="data").set_value(data)
        if data == "demonstration":
            app.selectbox(key="role").set_value(role)
        for name, value in asked.items():
            app.query_params[name] = value
        app.run()
        if wards:
            app.multiselect(key="wards").set_value(wards).run()
        assert not app.exception
        return app

    return opened
