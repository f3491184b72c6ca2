"""What stands round every page: its title, the way to the others, which data, and whose eyes.

Nothing of a data set that needs sign-in passes here: its pages are not run at all. Data and role
are chosen here because Streamlit keeps a choice over a change of page only if the frame made it.
"""

from __future__ import annotations

import streamlit as st

from geo_csp.drawing.ward_map import component_asset
from geo_csp.pages.choices import choose_data_set, choose_viewer
from geo_csp.pages.data_sets import area_profile, needs_sign_in
from geo_csp.pages.plain_text import as_markdown

_HEADINGS = {
    "Map": "Neighbourhood crime by ward",
    "How well it worked": "How well has this worked here?",
}
NEEDS_SIGN_IN = (
    "Your own data holds a police extract or partner records, which are shown only to people who "
    "have signed in. Signing in is not part of this app yet, so nothing of it is shown. Choose "
    "Open data or the Demonstration under Data and role. The command geo-csp figures reads it."
)


def show() -> None:
    st.set_page_config(
        page_title=f"Neighbourhood crime by ward, {area_profile().title}", layout="wide"
    )
    st.html(f"<style>{component_asset('page.css')}</style>")
    page = st.navigation(
        [
            st.Page("wards.py", title="Map", default=True),
            st.Page("hotspots.py", title="Hotspots"),
            st.Page("hotspot.py", title="One hotspot", visibility="hidden"),
            st.Page("backtest.py", title="How well it worked", url_path="how-well-it-worked"),
            st.Page("about_the_data.py", title="About the data", url_path="about-the-data"),
        ],
        position="top",
    )
    with st.container(horizontal=True, vertical_alignment="center", key="header"):
        st.title(_HEADINGS.get(page.title, page.title), anchor=False)
        with st.popover("Data and role", icon=":material/tune:"):
            data = choose_data_set()
            if not needs_sign_in(data):
                choose_viewer(data)
    if needs_sign_in(data):
        st.warning(as_markdown(NEEDS_SIGN_IN))
    else:
        page.run()


if __name__ == "__main__":
    show()
