"""The form of an action. Whoever saves over another's change is told and shown the difference."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import streamlit as st

from geo_csp.disclosure.actions import may_be_written, released_actions
from geo_csp.disclosure.known_places import places_for
from geo_csp.drawing.tables import table_html
from geo_csp.errors import ChangedMeanwhileError, Difference, GeoCspError, NotReleasedError
from geo_csp.pages.desk import Desk, save
from geo_csp.pages.plain_text import as_markdown
from geo_csp.pages.typed_day import as_typed, day_of, day_or_none, typed_day
from geo_csp.register.actions import Action, action_history, add_action, change_action
from geo_csp.register.agreed import FIELDS, STATUSES, Agreed, changed_fields

UNTIL_REVIEW = timedelta(days=28)
TAKEN_OVER = (
    "What only the other changed is in the form below by now. Where you both changed a field it "
    "holds yours: look at it, then save again."
)


def new_agreed(at: Desk, place: str = "", partner: str = "", priority: int | None = None) -> Agreed:
    """What the form of a new action begins with."""
    return Agreed(
        what="",
        owner="",
        starts=at.today,
        review_on=at.today + UNTIL_REVIEW,
        place=place,
        partner=partner,
        priority=priority,
    )


def show_new(at: Desk, begins: Agreed, key: str = "new") -> None:
    with st.form(f"form-{key}"):
        _show_fields(at, key, begins)
        st.form_submit_button("Keep this action", type="primary", on_click=_add, args=(key, begins))


def show_change(at: Desk, action: Action) -> None:
    key = f"action-{action.number}"
    # Streamlit drops the fields of a page that is left: then the form begins anew.
    if f"{key}-what" not in st.session_state:
        forget(key)
        st.session_state[f"{key}-version"] = action.version
    if told := st.session_state.get(f"{key}-told"):
        _show_differences(*told)
    with st.form(f"form-{key}"):
        _show_fields(at, key, action.agreed)
        st.form_submit_button("Save", type="primary", on_click=_change, args=(key, action))


def was_refused(action: Action) -> bool:
    """Whether the last save of this action was."""
    return f"action-{action.number}-refused" in st.session_state


def _show_differences(message: str, differences: tuple[Difference, ...]) -> None:
    st.warning(as_markdown(message))
    if differences:
        table = {
            "Field": [each.field for each in differences],
            "When you opened it": [each.was for each in differences],
            "Now": [each.theirs for each in differences],
            "Yours": [each.yours for each in differences],
        }
        st.html(table_html(table, "The fields in which the two of you differ"))
    st.markdown(as_markdown(TAKEN_OVER))


def _show_fields(at: Desk, key: str, agreed: Agreed) -> None:
    for name, value in _as_typed(agreed).items():
        st.session_state.setdefault(f"{key}-{name}", value)
    names = {code: place.name for code, place in places_for(at.data, at.viewer).items()}
    if agreed.place:
        names.setdefault(agreed.place, f"Place {agreed.place}")
    st.text_area(
        FIELDS["what"],
        key=f"{key}-what",
        height=90,
        placeholder="What will be done, for example: patrols on Friday evenings",
    )
    st.selectbox(
        FIELDS["place"],
        list(names),
        index=None,
        format_func=names.__getitem__,
        key=f"{key}-place",
        placeholder="Type a street or a ward",
    )
    with st.container(horizontal=True):
        st.text_input(
            FIELDS["owner"], key=f"{key}-owner", width=260, placeholder="Who answers for it"
        )
        st.text_input(
            FIELDS["partner"], key=f"{key}-partner", width=260, placeholder="Their organisation"
        )
        st.selectbox(
            FIELDS["status"],
            list(STATUSES),
            format_func=STATUSES.__getitem__,
            key=f"{key}-status",
            width=170,
        )
    with st.container(horizontal=True):
        for name in ("starts", "ends", "review_on"):
            typed_day(FIELDS[name], f"{key}-{name}")
    with st.expander("A drawn area"):
        st.text_area(
            "The area as GeoJSON, in longitude and latitude",
            key=f"{key}-area",
            height=90,
            help="Instead of a place or beside it, from a map program such as QGIS.",
        )


def _as_typed(agreed: Agreed) -> dict[str, Any]:
    return {
        "what": agreed.what,
        "place": agreed.place or None,
        "owner": agreed.owner,
        "partner": agreed.partner,
        "status": agreed.status,
        "starts": as_typed(agreed.starts),
        "ends": as_typed(agreed.ends),
        "review_on": as_typed(agreed.review_on),
        "area": json.dumps(agreed.area) if agreed.area else "",
    }


def _read(key: str, before: Agreed) -> Agreed:
    typed = {name: st.session_state[f"{key}-{name}"] for name in _as_typed(before)}
    return replace(
        before,
        what=typed["what"],
        place=typed["place"] or "",
        owner=typed["owner"],
        partner=typed["partner"],
        status=typed["status"],
        starts=day_of(typed["starts"], FIELDS["starts"]),
        ends=day_or_none(typed["ends"], FIELDS["ends"]),
        review_on=day_of(typed["review_on"], FIELDS["review_on"]),
        area=_geometry(typed["area"]),
    )


def _geometry(text: str) -> Mapping[str, Any] | None:
    """A bare geometry, or a Feature as map programs write it."""
    if not text.strip():
        return None
    try:
        given = json.loads(text)
    except ValueError as error:
        raise GeoCspError(f"{FIELDS['area']}: this is no GeoJSON: {error}") from error
    if isinstance(given, dict) and given.get("type") == "FeatureCollection":
        features = given.get("features") or [None]
        given = features[0]
    if isinstance(given, dict) and given.get("type") == "Feature":
        given = given.get("geometry")
    return given if isinstance(given, dict) else {}


def _add(key: str, begins: Agreed) -> None:
    def write(at: Desk) -> str:
        register, agreed = at.to_write("actions"), _read(key, begins)
        check_place(at, agreed)
        added = add_action(register, agreed, at.who)
        return f"action {added.number} is kept: {agreed.owner} looks at it again on " + _day(agreed)

    if save(write):
        forget(key)


def _day(agreed: Agreed) -> str:
    day: date = agreed.review_on
    return f"{day.day} {day:%B %Y}"


def _change(key: str, action: Action) -> None:
    def write(at: Desk) -> str:
        register = at.to_write("actions")
        check_shown(at, action.number)
        version = st.session_state[f"{key}-version"]
        before = action_history(register, action.number)[version - 1].agreed
        yours = _read(key, before)
        check_place(at, yours)
        try:
            change_action(register, action.number, version, yours, at.who)
        except ChangedMeanwhileError as told:
            _merge(key, before, action_history(register, action.number)[-1], yours)
            st.session_state[f"{key}-told"] = (str(told), told.differences)
            raise GeoCspError("nothing was saved: another changed it first") from told
        return f"action {action.number} is saved"

    if save(write):
        forget(key)
    else:
        st.session_state[f"{key}-refused"] = True


def _merge(key: str, before: Agreed, latest: Action, yours: Agreed) -> None:
    """What the second did not touch becomes what it now is; the next save is over the latest."""
    touched = changed_fields(before, yours)
    for name, value in _as_typed(latest.agreed).items():
        if name not in touched:
            st.session_state[f"{key}-{name}"] = value
    st.session_state[f"{key}-version"] = latest.version


def check_shown(at: Desk, number: int) -> None:
    """Raises NotReleasedError for an action that this viewer is not shown."""
    shown = released_actions(at.data, at.viewer, at.register, at.today).rows
    if number not in [row.action.number for row in shown]:
        raise NotReleasedError(f"action {number} is not shown to you")


def check_place(at: Desk, agreed: Agreed) -> None:
    if (agreed.place or agreed.area) and not may_be_written(at.data, at.viewer, agreed):
        raise NotReleasedError("Place: a team writes of its own wards only")


def forget(key: str) -> None:
    """The form begins anew with what is kept."""
    for name in [name for name in st.session_state if str(name).startswith(f"{key}-")]:
        del st.session_state[name]
