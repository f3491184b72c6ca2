"""How the pages begin that show what residents and partners told."""

from __future__ import annotations

import streamlit as st

from geo_csp.disclosure.voices import check_reads_voices
from geo_csp.drawing.ward_map import component_asset
from geo_csp.errors import NotReleasedError
from geo_csp.pages.desk import NO_REGISTER, Desk, desk, say_what_was_saved
from geo_csp.pages.marking_line import marking_line
from geo_csp.pages.plain_text import as_markdown, sentence_of
from geo_csp.register.opening import Register
from geo_csp.vocabulary import OFFICIAL, OFFICIAL_SENSITIVE


def voices_desk(title: str) -> tuple[Desk, Register] | None:
    """None, and said why, for roles that may not read it and where nothing is kept."""
    at = desk()
    line = marking_line(title, at.data, at.viewer)
    st.html(f"<style>{component_asset('tasking.css')}{component_asset('hotspots.css')}</style>")
    try:
        check_reads_voices(at.viewer)
    except NotReleasedError as refusal:
        line.say(OFFICIAL)
        st.info(as_markdown(sentence_of(str(refusal))))
        return None
    line.say(OFFICIAL_SENSITIVE)
    say_what_was_saved()
    if at.register is None:
        st.info(as_markdown(NO_REGISTER))
        return None
    return at, at.register
