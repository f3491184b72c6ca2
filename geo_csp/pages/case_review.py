"""ASB case reviews: who is near the threshold, what became of applications, the yearly numbers."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from geo_csp.disclosure import case_review_export
from geo_csp.disclosure.voices import (
    CaseReviews,
    WatchedSubject,
    case_reviews,
    yearly_numbers,
    years,
)
from geo_csp.drawing.action_cards import day_in_words
from geo_csp.drawing.hotspot_list import link_html
from geo_csp.drawing.tables import table_html
from geo_csp.pages.action_form import forget
from geo_csp.pages.audited import taken, why_taken
from geo_csp.pages.desk import Desk, save
from geo_csp.pages.hotspot_choices import address
from geo_csp.pages.plain_text import paragraph
from geo_csp.pages.typed_day import day_of, typed_day
from geo_csp.pages.voices_desk import voices_desk
from geo_csp.register.case_review import Threshold
from geo_csp.register.case_review_numbers import STEPS, Numbers, add_application, take_step
from geo_csp.register.opening import Register
from geo_csp.vocabulary import OFFICIAL

ACT = "Anti-social Behaviour, Crime and Policing Act 2014, section 104(9)"
ONE_DAY = (
    "Reports of one place and one day count once, as do those that someone has linked: look at the "
    "reports themselves before an application is refused by this list."
)


def show() -> None:
    begun = voices_desk("Case reviews")
    if begun is None:
        return
    at, register = begun
    found = case_reviews(at.data, at.viewer, register, at.today)
    st.html(paragraph(_sentence(found), "sentence") + _ways_on(at))
    _show_watched(found)
    left, right = st.columns([1.2, 1], gap="large")
    with left:
        _show_applications(at, found)
    with right:
        _show_numbers(at, found, register)


def _sentence(found: CaseReviews) -> str:
    met = sum(each.is_met for each in found.watched)
    near = len(found.watched) - met
    return (
        f"{met or 'Nobody and no place'} {'is' if met <= 1 else 'are'} at the threshold for an "
        f"anti-social behaviour (ASB) case review, {near or 'none'} near it."
    )


def _ways_on(at: Desk) -> str:
    ways = {"Reports of residents and partners": "voices", "Actions": "actions"}
    links = (link_html(address(page, at.data, at.viewer), words) for words, page in ways.items())
    return f'<nav class="geo-ways" aria-label="For the meeting">{"".join(links)}</nav>'


def _show_watched(found: CaseReviews) -> None:
    st.subheader("Watch list", anchor=False)
    st.html(paragraph(f"{_threshold_in_words(found.threshold)} {ONE_DAY}", "note"))
    for of, heading in (("place", "Place"), ("reporter", "Reporter (hashed)")):
        listed = [each for each in found.watched if each.of == of]
        if listed:
            caption = f"{heading}s at the threshold or near it"
            st.html(table_html(_watched_table(heading, listed), caption))
    if not found.watched:
        st.html(paragraph("Nobody and no place is near the threshold.", "note"))


def _watched_table(heading: str, listed: Sequence[WatchedSubject]) -> dict[str, list[str]]:
    return {
        heading: [each.name for each in listed],
        "Threshold": ["Met" if each.is_met else "Near" for each in listed],
        "Reports that count": [_count(each) for each in listed],
        "Days of the incidents": [
            ", ".join(day_in_words(day) for day in each.incidents) for each in listed
        ],
        "So many until": [day_in_words(each.until) for each in listed],
    }


def _count(watched: WatchedSubject) -> str:
    hate = f", {watched.hate_incidents} of hate" if watched.hate_incidents else ""
    return f"{len(watched.incidents)}{hate}"


def _threshold_in_words(threshold: Threshold) -> str:
    hate = threshold.hate_reports
    also = f" {hate} of hate {'is' if hate == 1 else 'are'} enough." if hate else ""
    return (
        f"The threshold is {threshold.reports} reports in {threshold.within_months} months, each "
        f"made within {threshold.reported_within_months} "
        f"{'month' if threshold.reported_within_months == 1 else 'months'} of the incident.{also}"
    )


def _show_applications(at: Desk, found: CaseReviews) -> None:
    st.subheader("Applications", anchor=False)
    if found.applications:
        table = {
            "Reference": [each.reference for each in found.applications],
            "Received": [day_in_words(each.received_on) for each in found.applications],
            "What became of it": [
                "; ".join(f"{STEPS[s]}, {day_in_words(day)}" for s, day in each.steps.items())
                or "Open"
                for each in found.applications
            ],
        }
        st.html(table_html(table, "Applications for a case review"))
    if not at.viewer.writes("voices"):
        return
    with st.expander("Enter an application"), st.form("form-application"):
        st.text_input("Reference of the case file", key="application-reference", max_chars=200)
        typed_day("Received", "application-received_on", at.today)
        st.form_submit_button("Keep this application", on_click=_add)
    if found.applications:
        _step_form(at, found)


def _step_form(at: Desk, found: CaseReviews) -> None:
    references = {each.number: each.reference for each in found.applications}
    with st.expander("What became of one"), st.form("form-step"):
        st.selectbox(
            "Application",
            list(references),
            format_func=references.__getitem__,
            key="step-number",
        )
        st.selectbox("What", list(STEPS), format_func=STEPS.__getitem__, key="step-step")
        typed_day("On", "step-taken_on", at.today)
        st.form_submit_button("Enter it", on_click=_step)


def _add() -> None:
    def write(at: Desk) -> str:
        received = day_of(st.session_state["application-received_on"], "Received")
        reference = st.session_state["application-reference"]
        added = add_application(at.to_write("voices"), reference, received, at.who)
        return f"application {added.reference} is kept"

    if save(write):
        forget("application")


def _step() -> None:
    def write(at: Desk) -> str:
        taken_on = day_of(st.session_state["step-taken_on"], "On")
        number, step = st.session_state["step-number"], st.session_state["step-step"]
        take_step(at.to_write("voices"), number, step, taken_on, at.who)
        return f"{STEPS[step].lower()}: entered"

    if save(write):
        forget("step")


def _show_numbers(at: Desk, found: CaseReviews, register: Register) -> None:
    st.subheader("To be published each year", anchor=False)
    st.html(paragraph(f"{ACT}.", "note"))
    year = st.selectbox(
        "Year",
        list(years(found.applications, at.today)),
        format_func=lambda begun: f"April {begun} to March {begun + 1}",
        key="year",
        width=260,
    )
    told = yearly_numbers(at.viewer, register, year)
    counted = case_review_export.numbers_table(told)
    rows = {"What": list(counted), "Number": [str(number) for number in counted.values()]}
    st.html(table_html(rows, f"The four numbers of the {ACT}"))
    if "csv" in at.viewer.role.takes_away:
        _download(at, told)


def _download(at: Desk, told: Numbers) -> None:
    why = why_taken(at.data, OFFICIAL, "case-reviews")
    chosen = {"from": str(told.first), "form": "csv"}
    st.download_button(
        "CSV",
        taken(
            at.data,
            "case reviews",
            chosen,
            why or "",
            lambda: case_review_export.csv_bytes(at.data, told),
        ),
        file_name=case_review_export.file_name(at.data, told),
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key="download-case-reviews",
    )


if __name__ == "__main__":
    show()
