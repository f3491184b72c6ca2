"""What the board's page shows beside the localities, each under its heading."""

from __future__ import annotations

import base64
import html
from collections.abc import Callable, Sequence
from itertools import groupby

import streamlit as st

from geo_csp.disclosure import board_export
from geo_csp.disclosure.attribution import attribution
from geo_csp.disclosure.release import DataSet
from geo_csp.disclosure.trends import Funnel, ReleasedBoard
from geo_csp.drawing.board_pictures import funnel_in_words, funnel_png
from geo_csp.drawing.board_table import themes_html
from geo_csp.drawing.tables import table_html
from geo_csp.pages.audited import taken, why_taken
from geo_csp.pages.plain_text import paragraph, show_notices

_MIME = {"csv": "text/csv", "json": "application/json", "geojson": "application/geo+json"}


def funnels(released: ReleasedBoard, category: str) -> None:
    st.subheader("Wards, and this partnership among others", anchor=False)
    left, right = st.columns(2, gap="medium")
    with left:
        _show_funnel(next(f for f in released.funnels if f.category == category), "Wards")
    others = [f for f in released.comparisons if f.category == category]
    others = others or [f for f in released.comparisons if f.category == "all"]
    with right:
        for other in others:
            _show_funnel(other, other.title)


def _show_funnel(funnel: Funnel, title: str) -> None:
    st.html(f"<p><strong>{html.escape(title)}: {html.escape(funnel.phrase.lower())}</strong></p>")
    if not funnel.points:
        st.html(paragraph(funnel.sentence, "note"))
        return
    st.html(
        picture_html(funnel_png(funnel), funnel_in_words(funnel))
        + paragraph(f"{funnel.sentence} Counted over {funnel.span.in_words()}.", "note")
    )
    misleading = sorted({point.name for point in funnel.points if point.note and point.band > 0})
    reason = next((point.note for point in funnel.points if point.note), "")
    notes = [f"{', '.join(misleading)}: {reason}"] if misleading else []
    show_notices((*notes, *(note for note in funnel.notes if note)))
    with st.expander("The same in a table, in the order of names"):
        st.html(
            table_html(
                {
                    "Name": [point.name for point in funnel.points],
                    "Incidents": [f"{point.count:,}" for point in funnel.points],
                    "Residents": [f"{point.residents:,.0f}" for point in funnel.points],
                    "Per 1,000 a year": [f"{point.rate:,.1f}" for point in funnel.points],
                },
                funnel_in_words(funnel),
            )
        )


def picture_html(png: bytes, words: str) -> str:
    source = f"data:image/png;base64,{base64.b64encode(png).decode()}"
    return f'<img class="geo-picture" alt="{html.escape(words)}" src="{source}">'


def themes(released: ReleasedBoard) -> None:
    st.subheader("Themes of the strategy, for the whole county", anchor=False)
    grouped = [(title, list(found)) for title, found in groupby(released.themes, lambda t: t.theme)]
    for at in range(0, len(grouped), 2):
        for column, (title, totals) in zip(
            st.columns(2, gap="medium"), grouped[at : at + 2], strict=False
        ):
            column.html(
                f"<p><strong>{html.escape(title)}</strong></p>"
                + themes_html(totals, title)
                + paragraph(totals[0].note, "note")
            )


def baselines_and_surveys(data: DataSet, released: ReleasedBoard) -> None:
    if released.baselines:
        st.subheader("The strategy's own figures", anchor=False)
        st.html(_list([each.sentence for each in released.baselines]))
        st.html(paragraph(data.profile.board.baselines_note, "note"))
    if released.surveys:
        st.subheader("What residents say", anchor=False)
        st.html(_list([each.sentence for each in released.surveys]))


def _list(sentences: Sequence[str]) -> str:
    items = "".join(f"<li>{html.escape(each)}</li>" for each in sentences)
    return f'<ul class="geo-list">{items}</ul>'


def downloads(data: DataSet, released: ReleasedBoard) -> None:
    makers: dict[str, Callable[[], bytes]] = {
        "csv": lambda: board_export.csv_bytes(released),
        "json": lambda: board_export.json_bytes(released),
        "geojson": lambda: board_export.geojson_bytes(released, data.profile, attribution(data)),
    }
    why = why_taken(data, released.marking, "board")
    with st.container(horizontal=True, gap="small", key="downloads"):
        for form in (form for form in makers if form in released.forms):
            told = {"quarter": released.quarter, "form": form}
            st.download_button(
                {"csv": "CSV", "json": "JSON", "geojson": "GeoJSON"}[form],
                taken(data, "board", told, why or "", makers[form]),
                disabled=why is None,
                file_name=board_export.file_name(released, form),
                mime=_MIME[form],
                on_click="ignore",
                icon=":material/download:",
                key=f"download-board-{form}",
            )
