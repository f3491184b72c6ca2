"""What is written beside an action: notes, what was done, questions to the board and answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

import streamlit as st

from geo_csp.disclosure.actions import ShownAction
from geo_csp.drawing.action_cards import day_in_words
from geo_csp.drawing.tables import table_html
from geo_csp.errors import GeoCspError
from geo_csp.pages.action_form import check_shown, forget
from geo_csp.pages.board_answer import READ_BY_THE_BOARD, answer_form, may_answer
from geo_csp.pages.desk import Desk, save
from geo_csp.pages.plain_text import paragraph
from geo_csp.pages.typed_day import day_of, typed_day
from geo_csp.register import action_log as log
from geo_csp.register.opening import Register


class _Asked(NamedTuple):
    """``words``: said when it is kept. ``warning``: under the field, of who will read it."""

    name: str
    label: str
    button: str
    write: Callable[[Register, int, str, str], object]
    words: str
    warning: str = ""


_NOTE = _Asked("note", "A note", "Add the note", log.add_note, "the note is kept")
_QUESTION = _Asked(
    "question",
    "A question to the board",
    "Put it to the board",
    log.escalate,
    "the question stands with the board",
    READ_BY_THE_BOARD,
)


def show(at: Desk, row: ShownAction, register: Register) -> None:
    number = row.action.number
    writes = at.viewer.writes("actions")
    st.subheader("What was done", anchor=False)
    _show_dosage(register, number)
    if writes:
        _dosage_form(at, number)
    st.subheader("Notes", anchor=False)
    for note in log.notes(register, number):
        st.html(paragraph(note.text, "said") + paragraph(_signed(note.who, note.at), "note"))
    if writes:
        _one_field(number, _NOTE)
    st.subheader("Questions to the board", anchor=False)
    _show_escalations(at, register, number)
    if writes:
        _one_field(number, _QUESTION)


def _show_dosage(register: Register, number: int) -> None:
    entries = log.dosages(register, number)
    if not entries:
        st.html(paragraph("Nothing was entered yet.", "note"))
        return
    table = {
        "Day": [day_in_words(entry.day) for entry in entries],
        "How much": [f"{entry.amount:g} {entry.unit}" for entry in entries],
        "Note": [entry.note for entry in entries],
    }
    st.html(table_html(table, "Visits and hours, by day"))


def _dosage_form(at: Desk, number: int) -> None:
    key = f"dosage-{number}"
    with st.expander("Enter what was done"), st.form(f"form-{key}"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            typed_day("Day", f"{key}-day", at.today)
            st.text_input("How much", key=f"{key}-amount", max_chars=10, width=110)
            st.selectbox(
                "Of what",
                list(log.UNITS),
                format_func=log.UNITS.__getitem__,
                key=f"{key}-unit",
                width=120,
            )
        st.text_input("What it was", key=f"{key}-note", max_chars=500)
        st.form_submit_button("Enter it", on_click=_record, args=(number, key))


def _record(number: int, key: str) -> None:
    def write(at: Desk) -> str:
        register = at.to_write("actions")
        check_shown(at, number)
        typed = {name: st.session_state[f"{key}-{name}"] for name in ("amount", "unit", "note")}
        day = day_of(st.session_state[f"{key}-day"], "Day")
        amount = _number(typed["amount"])
        entry = log.Dosage(number, day, amount, typed["unit"], typed["note"])
        log.record_dosage(register, [entry], at.who)
        return f"{amount:g} {typed['unit']} on {day_in_words(day)} are entered"

    if save(write):
        forget(key)


def _number(typed: str) -> float:
    try:
        return float(typed.strip().replace(",", "."))
    except ValueError as error:
        raise GeoCspError(f'How much: "{typed}" is no number') from error


def _one_field(number: int, asked: _Asked) -> None:
    key = f"{asked.name}-{number}"
    with st.expander(asked.label), st.form(f"form-{key}"):
        st.text_area(asked.label, key=f"{key}-text", height=80)
        if asked.warning:
            st.caption(asked.warning)
        st.form_submit_button(asked.button, on_click=_write_one, args=(number, key, asked))


def _write_one(number: int, key: str, asked: _Asked) -> None:
    def written(at: Desk) -> str:
        register = at.to_write("actions")
        check_shown(at, number)
        asked.write(register, number, st.session_state[f"{key}-text"], at.who)
        return asked.words

    if save(written):
        forget(key)


def _show_escalations(at: Desk, register: Register, number: int) -> None:
    for asked in (each for each in log.escalations(register) if each.action == number):
        st.html(paragraph(asked.question, "said") + paragraph(_signed(asked.who, asked.at), "note"))
        if asked.answer is not None and asked.answered_at is not None:
            by = _signed(asked.answered_by or "", asked.answered_at)
            st.html(paragraph(f"The board: {asked.answer}", "said") + paragraph(by, "note"))
        elif may_answer(at):
            answer_form(asked)
        else:
            st.html(paragraph("Not answered yet.", "note"))


def _signed(who: str, at: datetime) -> str:
    return f"{who}, {day_in_words(at.date())}"
