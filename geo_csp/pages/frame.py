"""What stands round every page: its title, the way to the others, which data, and whose eyes.

Nothing of a data set passes here for whoever may not come in: its pages are not run at all. Data
and role are chosen here because Streamlit keeps a choice over a change of page only if the frame
made it.
"""

from __future__ import annotations

import streamlit as st

from geo_csp.disclosure.release import DataSet
from geo_csp.drawing.ward_map import component_asset
from geo_csp.pages.audited import AUDIT_PAGE
from geo_csp.pages.choices import choose_data_set, choose_viewer
from geo_csp.pages.data_sets import area_profile
from geo_csp.pages.entrance import RefusedError, Visit, enter, sign_in, sign_out
from geo_csp.pages.plain_text import as_markdown, marked_line
from geo_csp.vocabulary import OFFICIAL

AUDIT = "audit_log.py"
_HEADINGS = {
    "Map": "Neighbourhood crime by ward",
    "Board": "The board: localities at a glance",
    "How well it worked": "How well has this worked here?",
    "County lines": "Likely county-lines locations",
    "One action": "Action",
}
_WORDS_ON_RETURN = {
    "failed": (
        "The provider's answer was not accepted, so you are not signed in. Try again; if it "
        "happens again, tell the administrator when it was."
    ),
    "ended": "You have signed out.",
}
_LOOK_AGAIN_S = 60


def show() -> None:
    st.set_page_config(layout="wide")
    st.html(f"<style>{component_asset('page.css')}</style>")
    page = st.navigation(
        [
            st.Page("wards.py", title="Map", default=True),
            st.Page("hotspots.py", title="Hotspots"),
            st.Page("county_lines.py", title="County lines", url_path="county-lines"),
            st.Page("priorities.py", title="Priorities"),
            st.Page("actions.py", title="Actions"),
            st.Page("board.py", title="Board"),
            st.Page("hotspot.py", title="One hotspot", visibility="hidden"),
            st.Page("lead.py", title="One lead", visibility="hidden"),
            st.Page(
                "how_leads_are_found.py",
                title="How leads are found",
                url_path="how-leads-are-found",
                visibility="hidden",
            ),
            st.Page("priority.py", title="One priority", visibility="hidden"),
            st.Page("meeting.py", title="Meeting view", url_path="meeting", visibility="hidden"),
            st.Page("action.py", title="One action", visibility="hidden"),
            st.Page("voices.py", title="Reports of residents and partners", visibility="hidden"),
            st.Page(
                "case_review.py",
                title="Case reviews",
                url_path="case-reviews",
                visibility="hidden",
            ),
            st.Page(
                "backtest.py",
                title="How well it worked",
                url_path="how-well-it-worked",
                visibility="hidden",
            ),
            st.Page("about_the_data.py", title="About the data", url_path="about-the-data"),
            st.Page(AUDIT, title=AUDIT_PAGE, url_path="audit", visibility="hidden"),
        ],
        position="top",
    )
    heading = _HEADINGS.get(page.title, page.title)
    st.set_page_config(page_title=f"{heading}, {area_profile().title}")
    with st.container(horizontal=True, vertical_alignment="center", key="header"):
        st.title(heading, anchor=False)
        choices = st.popover("Data and role", icon=":material/tune:")
        with choices:
            data = choose_data_set()
    try:
        visit = enter(data)
    except RefusedError as refusal:
        _say(refusal)
        return
    with choices:
        choose_viewer(data)
        _show_who(visit)
    if visit.identity:
        _watch(data)
    page.run()


def _say(refusal: RefusedError) -> None:
    st.html(marked_line(OFFICIAL, f"{area_profile().partnership}."))
    st.header(as_markdown(refusal.heading), anchor=False)
    if words := _WORDS_ON_RETURN.get(st.query_params.get("sign-in", "")):
        st.warning(as_markdown(words))
    first, *more = refusal.lines
    st.markdown(as_markdown(first))
    if more:
        st.markdown("What is missing:")
        st.markdown("\n".join(f"- {as_markdown(line)}" for line in more))
    for way in refusal.ways_on:
        if way == "sign in":
            st.button("Sign in", on_click=sign_in, type="primary")
        else:
            st.button("Sign out", on_click=sign_out)


def _show_who(visit: Visit) -> None:
    if visit.identity is None or visit.viewer is None:
        return
    role = visit.viewer.role
    st.markdown(as_markdown(f"Signed in as {st.user.get('name') or visit.who}: {role.phrase}."))
    if visit.viewer.reads("audit"):
        st.page_link(AUDIT, label="Audit", icon=":material/fact_check:")
    st.button("Sign out", on_click=sign_out, key="sign-out")


@st.fragment(run_every=_LOOK_AGAIN_S)
def _watch(data: DataSet) -> None:
    """A page that is left open is taken away when its viewer may no longer see it."""
    try:
        enter(data)
    except RefusedError:
        st.rerun()


if __name__ == "__main__":
    show()
