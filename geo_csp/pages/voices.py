"""Reports of residents and partners: a form for what was told, and what was told lately."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from geo_csp.disclosure.known_places import places_for
from geo_csp.disclosure.voices import ToldReport, told_reports
from geo_csp.drawing.action_cards import day_in_words
from geo_csp.drawing.hotspot_list import link_html
from geo_csp.drawing.tables import table_html
from geo_csp.errors import GeoCspError
from geo_csp.months import shift
from geo_csp.pages.action_form import forget
from geo_csp.pages.desk import Desk, save
from geo_csp.pages.hotspot_choices import address
from geo_csp.pages.plain_text import paragraph
from geo_csp.pages.proposals_shown import show_proposals
from geo_csp.pages.typed_day import day_of, typed_day
from geo_csp.pages.voices_desk import voices_desk
from geo_csp.register.voices import TOLD_BY, Told, add_report, link_reports
from geo_csp.vocabulary import OFFICIAL_SENSITIVE

SHOWN_MONTHS = 6
KEY = "report"
HASHED = (
    "An e-mail address, a telephone number or a name. It is kept as a keyed hash only: enough to "
    "know that two reports are one person's, not whose. Leave it empty where they would not say."
)


def show() -> None:
    begun = voices_desk("Reports of residents and partners")
    if begun is None:
        return
    at, register = begun
    told = told_reports(at.data, at.viewer, register, _since(at.today))
    st.html(paragraph(_sentence(told), "sentence") + _ways_on(at))
    left, right = st.columns([1, 1.25], gap="large")
    with left:
        if at.viewer.writes("voices"):
            _show_form(at, told)
    with right:
        _show_told(told)
        if at.viewer.writes("voices") and len(told) > 1:
            _show_linking(told)
    show_proposals(at, register)


def _since(today: date) -> date:
    return date.fromisoformat(f"{shift(f'{today:%Y-%m}', 1 - SHOWN_MONTHS)}-01")


def _sentence(told: Sequence[ToldReport]) -> str:
    if not told:
        return f"No report was entered that was made in the last {SHOWN_MONTHS} months."
    places = len({each.place for each in told})
    return (
        f"{len(told)} {'report' if len(told) == 1 else 'reports'} of {places} "
        f"{'place' if places == 1 else 'places'} in the last {SHOWN_MONTHS} months."
    )


def _ways_on(at: Desk) -> str:
    ways = {"Case reviews": "case-reviews", "Actions": "actions"}
    links = (link_html(address(page, at.data, at.viewer), words) for words, page in ways.items())
    return f'<nav class="geo-ways" aria-label="For the meeting">{"".join(links)}</nav>'


def _show_form(at: Desk, told: Sequence[ToldReport]) -> None:
    st.subheader("Enter a report", anchor=False)
    names = {code: place.name for code, place in places_for(at.data, at.viewer).items()}
    with st.form(f"form-{KEY}"):
        st.radio(
            "Told by",
            list(TOLD_BY),
            format_func=TOLD_BY.__getitem__,
            key=f"{KEY}-told_by",
            horizontal=True,
        )
        st.selectbox(
            "Organisation it was made to, or that made it",
            _organisations(at, told),
            index=None,
            key=f"{KEY}-organisation",
            accept_new_options=True,
            placeholder="Choose one or type its name",
        )
        with st.container(horizontal=True):
            typed_day("Day of the incident", f"{KEY}-incident_on")
            typed_day("Day of the report", f"{KEY}-reported_on", at.today)
        st.selectbox(
            "Place",
            list(names),
            index=None,
            format_func=lambda code: names.get(code, code),
            key=f"{KEY}-place",
            accept_new_options=True,
            placeholder="Type a street, or what the place is called",
        )
        st.checkbox("They felt it was driven by hostility (hate)", key=f"{KEY}-is_hate")
        st.text_area("What happened", key=f"{KEY}-text", height=100)
        st.text_input("Who reported it", key=f"{KEY}-reporter", max_chars=200, help=HASHED)
        _choose_report("The same incident as", told, f"{KEY}-same_as")
        st.form_submit_button("Keep this report", type="primary", on_click=_add)


def _organisations(at: Desk, told: Sequence[ToldReport]) -> list[str]:
    catalogue = [partner.name for partner in at.data.profile.tasking.partners]
    return list(dict.fromkeys([*catalogue, *(each.report.organisation for each in told)]))


def _choose_report(label: str, told: Sequence[ToldReport], key: str) -> None:
    words: Mapping[int, str] = {
        each.report.number: f"{each.report.number}: {day_in_words(each.report.incident_on)}, "
        f"{each.place}"
        for each in told
    }
    st.selectbox(
        label,
        list(words),
        index=None,
        format_func=words.__getitem__,
        key=key,
        placeholder="No earlier report",
    )


def _add() -> None:
    def write(at: Desk) -> str:
        given = {name: st.session_state[f"{KEY}-{name}"] for name in Told.__dataclass_fields__}
        days = {"incident_on": "Day of the incident", "reported_on": "Day of the report"}
        given |= {name: day_of(given[name], label) for name, label in days.items()}
        texts = {name: given[name] or "" for name in ("organisation", "place")}
        added = add_report(at.to_write("voices"), Told(**given | texts), at.who)
        return f"report {added.number} is kept"

    if save(write):
        forget(KEY)


def _show_told(told: Sequence[ToldReport]) -> None:
    st.subheader(f"Reported in the last {SHOWN_MONTHS} months", anchor=False)
    if not told:
        st.html(paragraph("Nothing.", "note"))
        return
    table = {
        "Place": [each.place for each in told],
        "Incident": [day_in_words(each.report.incident_on) for each in told],
        "From": [f"{TOLD_BY[each.report.told_by]}, {each.report.organisation}" for each in told],
        "What happened": [_said(each) for each in told],
        "No.": [str(each.report.number) for each in told],
    }
    st.html(table_html(table, f"Reports, the newest first. {OFFICIAL_SENSITIVE}"))


def _said(told: ToldReport) -> str:
    report = told.report
    marks = [
        "hate" if report.is_hate else "",
        f"reporter {told.reporter}" if told.reporter else "",
        f"counts with {report.incident}" if report.incident else "",
    ]
    known = "; ".join(filter(None, marks))
    return f"{report.text} ({known})".strip() if known else report.text


def _show_linking(told: Sequence[ToldReport]) -> None:
    with st.expander("Two reports tell of one incident"), st.form("form-link"):
        _choose_report("This report", told, "link-number")
        _choose_report("tells of the same incident as", told, "link-same_as")
        st.form_submit_button("Count them once", on_click=_link)


def _link() -> None:
    def write(at: Desk) -> str:
        number, same_as = (st.session_state[f"link-{name}"] for name in ("number", "same_as"))
        if number is None or same_as is None:
            raise GeoCspError("choose both reports")
        link_reports(at.to_write("voices"), number, same_as, at.who)
        return f"reports {number} and {same_as} count as one incident"

    if save(write):
        forget("link")


if __name__ == "__main__":
    show()
