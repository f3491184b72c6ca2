"""What the meeting tells the board: what was escalated, what actions did, what was reported.

It stands beside the figures, and is for whoever the desk says is looking: figures of open data are
everybody's, what a meeting wrote is not.
"""

from __future__ import annotations

import html
from datetime import date

import streamlit as st

from geo_csp.disclosure import engagement
from geo_csp.drawing.tables import table_html
from geo_csp.errors import NotReleasedError
from geo_csp.months import Span
from geo_csp.pages.board_answer import ANSWERED_BY, answer_form, may_answer
from geo_csp.pages.desk import Desk, today
from geo_csp.pages.plain_text import notice_list, paragraph, sentence_of
from geo_csp.register.action_log import Escalation


def escalations(at: Desk, quarter: Span) -> None:
    found = _engagement(at, quarter, "Escalated to the board")
    if found is None:
        return
    if not found.escalations:
        st.html(paragraph("No question waits for the board, and none was asked.", "note"))
        return
    waiting = [each for each in found.escalations if each.answer is None]
    for each in waiting:
        st.html(_list(_waiting(each, today())))
        if may_answer(at):
            answer_form(each)
    if waiting and not may_answer(at):
        st.html(paragraph(f"{sentence_of(ANSWERED_BY)} They can do so here.", "note"))
    answered = [each for each in reversed(found.escalations) if each.answer is not None]
    if answered:
        st.html(_list(*(_answered(each) for each in answered)))


def _waiting(asked: Escalation, now: date) -> str:
    days = (now - asked.at.date()).days
    return (
        f"<strong>Waits since {asked.at:%d %B %Y}, {days} {'day' if days == 1 else 'days'}"
        f"</strong>: {html.escape(asked.question)} <small>Action {asked.action}, asked by "
        f"{html.escape(asked.who)}.</small>"
    )


def _answered(asked: Escalation) -> str:
    return (
        f"<strong>Answered on {asked.answered_at:%d %B %Y}</strong>: "
        f"{html.escape(asked.question)} <em>{html.escape(asked.answer or '')}</em> "
        f"<small>Action {asked.action}, {html.escape(asked.answered_by or '')}.</small>"
    )


def _list(*items: str) -> str:
    said = "".join(f"<li>{item}</li>" for item in items)
    return f'<ul class="geo-list">{said}</ul>'


def successes(at: Desk, quarter: Span) -> None:
    if not at.viewer.reads("priorities"):
        return
    st.subheader("Did actions work?", anchor=False)
    found = engagement.successes(at.data, at.viewer, quarter)
    if not found:
        st.html(paragraph("No action has been measured yet.", "note"))
        return
    columns = {
        "Action": [str(each.action) for each in found],
        "Where": [each.where for each in found],
        "Months": [each.months for each in found],
        "Incidents": [each.verdict for each in found],
    }
    said = "".join(paragraph(each.sentence, "note") for each in found)
    st.html(table_html(columns, "What actions did, as far as counts can tell") + said)


def heard(at: Desk, quarter: Span) -> None:
    found = _engagement(at, quarter, "What was reported, and what was done")
    if found is None or not found.heard:
        return
    columns = {
        "Locality": [each.name for each in found.heard],
        "Reports in the quarter": [
            each.reports.words if each.reports.count is None else f"{each.reports.count:,}"
            for each in found.heard
        ],
        "Actions begun in it": [f"{each.begun:,}" for each in found.heard],
        "Actions done by its end": [f"{each.done:,}" for each in found.heard],
    }
    st.html(
        table_html(columns, "Reports of residents and partners, and actions, by locality")
        + notice_list(found.notices)
    )


def _engagement(at: Desk, quarter: Span, heading: str) -> engagement.Engagement | None:
    """None, and said why, where there is nothing to show."""
    st.subheader(heading, anchor=False)
    try:
        if at.register is not None:
            return engagement.engagement(at.data, at.viewer, at.register, quarter)
        words = (
            "nothing is kept beside the open data that comes with geo_csp: what a meeting writes "
            "stays with your own data, or with the demonstration"
        )
    except NotReleasedError as refusal:
        words = str(refusal)
    st.html(paragraph(sentence_of(words), "note"))
    return None
