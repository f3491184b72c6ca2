"""What a page of a test session says, in words and in tables."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pandas as pd
from streamlit.testing.v1 import AppTest


def html_of(app: AppTest) -> str:
    return " ".join(str(element.proto.body) for element in app.get("html"))


def words_of(app: AppTest) -> str:
    said = [*app.warning, *app.info, *app.subheader, *app.header, *app.markdown]
    return html_of(app) + " ".join(str(element.value) for element in said).replace("\\", "")


def board_tables(app: AppTest) -> list[list[list[str]]]:
    """Each table as rows of all the words in its cells."""
    found = re.findall(r"<table.*?</table>", html_of(app), flags=re.DOTALL)
    return [
        [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in tree.iter("tr")]
        for tree in map(ElementTree.fromstring, found)
    ]


def tables_of(app: AppTest) -> list[pd.DataFrame]:
    """Each table with its first column as index; that it parses shows that all is escaped."""
    found = re.findall(r"<table.*?</table>", html_of(app), flags=re.DOTALL)
    return [_frame(ElementTree.fromstring(table)) for table in found]


def _frame(table: ElementTree.Element) -> pd.DataFrame:
    heads, *rows = [[cell.text or "" for cell in row] for row in table.iter("tr")]
    return pd.DataFrame(rows, columns=heads).set_index(heads[0])
