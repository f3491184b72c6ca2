"""What stands round every page: its title in the browser, its style, the way to the others."""

from __future__ import annotations

import streamlit as st

from geo_csp.drawing.ward_map import component_asset
from geo_csp.pages.data_sets import area_profile


def show() -> None:
    st.set_page_config(
        page_title=f"Neighbourhood crime by ward, {area_profile().title}", layout="wide"
    )
    st.html(f"<style>{component_asset('page.css')}</style>")
    page = st.navigation(
        [
            st.Page("wards.py", title="Map", default=True),
            st.Page("about_the_data.py", title="About the data", url_path="about-the-data"),
        ],
        position="top",
    )
    page.run()


if __name__ == "__main__":
    show()
