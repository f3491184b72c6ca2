"""The transparency record of leads, for everybody: docs/algorithmic_transparency.md."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from geo_csp.pages.choices import viewed
from geo_csp.pages.marking_line import marking_line
from geo_csp.vocabulary import OFFICIAL

RECORD = Path(__file__).resolve().parents[2] / "docs" / "algorithmic_transparency.md"


def show() -> None:
    data, viewer = viewed()
    marking_line("How leads are found", data, viewer).say(OFFICIAL)
    if not RECORD.is_file():
        st.info("The record lies in the program's source, docs/algorithmic_transparency.md.")
        return
    _, _, text = RECORD.read_text(encoding="utf-8").partition("\n")
    st.markdown(text)


if __name__ == "__main__":
    show()
