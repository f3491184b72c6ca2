"""What a page says where there are no hotspots: that they are being made, or how to make them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import streamlit as st

from geo_csp.demo import ready_hotspots
from geo_csp.disclosure.release import DataSet
from geo_csp.errors import GeoCspError, NotLoadedError, NotReleasedError
from geo_csp.months import Month
from geo_csp.pages.data_sets import area_profile, data_folder, data_sets
from geo_csp.pages.plain_text import as_markdown, sentence_of

BEING_MADE = (
    "The hotspots of the newest month are being made. This happens once, after the first start, "
    "and takes a few minutes. They appear here by themselves; the other pages are ready."
)

# The app starts one process in its life.
_processes: list[subprocess.Popen[bytes]] = []


def start_making() -> None:
    if any(ready_hotspots.lacks_hotspots(data) for data in data_sets()):
        _processes.append(ready_hotspots.start(area_profile(), data_folder()))


def stop_making() -> None:
    for process in _processes:
        process.terminate()
        process.wait()
    _processes.clear()


def is_being_made(data: DataSet) -> bool:
    at_work = any(process.poll() is None for process in _processes)
    return at_work and ready_hotspots.lacks_hotspots(data)


def say_why_none(data: DataSet, month: Month, refusal: GeoCspError) -> None:
    words = as_markdown(sentence_of(str(refusal)))
    if isinstance(refusal, NotReleasedError):
        st.info(words)
    elif is_being_made(data):
        _wait_until_made(data)
    elif not isinstance(refusal, NotLoadedError):
        st.warning(words)
    else:
        st.info(words)
        if data.name != ready_hotspots.OWN:
            st.markdown("For this data set the command is:")
            st.code(f"geo-csp run --month {month} --store {_as_given(data.store)}", language=None)


def _as_given(store: Path) -> Path:
    """From the folder the app was started in, where the command is run too."""
    return store.relative_to(Path.cwd()) if store.is_relative_to(Path.cwd()) else store


@st.fragment(run_every=4.0)
def _wait_until_made(data: DataSet) -> None:
    """Opens the page anew when they are there."""
    if is_being_made(data):
        st.info(as_markdown(BEING_MADE), icon=":material/hourglass_top:")
    else:
        st.rerun()
