"""The audit, for the administrator: who did what with the data, and whether its chain is whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from geo_csp.disclosure import audit_export
from geo_csp.drawing.tables import table_html
from geo_csp.errors import GeoCspError
from geo_csp.pages.audited import AUDIT_PAGE, noted_first
from geo_csp.pages.choices import viewed
from geo_csp.pages.data_sets import area_profile
from geo_csp.pages.entrance import Visit, enter
from geo_csp.pages.marking_line import marking_line
from geo_csp.pages.own_register import own_register
from geo_csp.pages.plain_text import as_markdown, paragraph, sentence_of
from geo_csp.register import audit, chain
from geo_csp.register.audit import Entry, Line
from geo_csp.register.opening import Register
from geo_csp.vocabulary import OFFICIAL, OFFICIAL_SENSITIVE

NEWEST = 500
NOT_HERE = (
    "The audit is shown to an administrator who has signed in. At this computer the command is "
    "geo-csp audit list."
)
_SHOWN = {
    "number": "Line",
    "at": "When (UTC)",
    "who": "Who",
    "kind": "What",
    "about": "About",
    "filter": "What was chosen",
    "justification": "Why",
    "recipient": "For whom",
}


def show() -> None:
    data, viewer = viewed()
    visit, line = enter(data), marking_line(AUDIT_PAGE, data, viewer)
    register = own_register()
    if register is None or visit.viewer is None or not visit.viewer.reads("audit"):
        line.say(OFFICIAL)
        st.info(as_markdown(NOT_HERE))
        return
    chosen = _chosen()
    line.say(OFFICIAL_SENSITIVE)
    try:
        found = audit.lines(register, **chosen, newest=NEWEST)
    except GeoCspError as refusal:
        st.warning(as_markdown(sentence_of(str(refusal))))
        return
    most = f" Only the newest {NEWEST} are shown: choose days." if len(found) == NEWEST else ""
    st.html(paragraph(f"{len(found)} lines, newest first.{most}", "sentence"))
    _take_away(register, visit, found)
    _show_verdict(register)
    st.html(table_html(_columns(found), f"The audit's lines. {OFFICIAL_SENSITIVE}"))


def _chosen() -> dict[str, Any]:
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        who = st.text_input("Who", key="who", max_chars=200, help="Exactly as in the audit")
        kind = st.selectbox(
            "What",
            ["", *audit.KINDS],
            format_func=lambda code: audit.KINDS.get(code, "All"),
            key="kind",
        )
        days = [
            st.date_input(label, value=None, key=key, format="DD/MM/YYYY")
            for label, key in (("From", "first"), ("To", "last"))
        ]
    return {"who": who.strip(), "kind": kind, "first": days[0], "last": days[1]}


def _columns(found: Sequence[Line]) -> dict[str, list[str]]:
    table = audit_export.table(found)
    shown = {heading: table[column].astype(str).tolist() for column, heading in _SHOWN.items()}
    return shown | {_SHOWN["kind"]: [audit.KINDS[kind] for kind in table["kind"]]}


def _take_away(register: Register, visit: Visit, found: Sequence[Line]) -> None:
    why = st.text_input(
        "Why is it taken away, and for whom?",
        key="why-audit",
        max_chars=500,
        placeholder="Quarterly check by the data protection officer",
    ).strip()
    entry = Entry(visit.who, "disclosure", "audit", {"lines": len(found)}, justification=why)
    st.download_button(
        "CSV",
        noted_first(register, visit, entry, lambda: audit_export.csv_bytes(found)),
        file_name=audit_export.file_name(area_profile().name, "csv"),
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        disabled=not why,
        key="download-audit",
    )


def _show_verdict(register: Register) -> None:
    if not st.button("Verify the chain"):
        return
    verdict = chain.verify(register)
    for fault in verdict.faults:
        st.error(as_markdown(sentence_of(fault.words)))
    if verdict.is_whole:
        st.success(f"All {verdict.lines} lines are whole. Note the seal of the last one:")
        st.code(verdict.seal, language=None)


if __name__ == "__main__":
    show()
