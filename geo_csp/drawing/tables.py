"""A table of words as HTML: real headings for columns and rows, so that it can be heard as well as
seen, found by the browser's search and printed.
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence


def table_html(columns: Mapping[str, Sequence[str]], caption: str) -> str:
    """The first column heads its rows. ``caption`` is for those who cannot see the page."""
    heads = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in columns)
    rows = "".join(_row(cells) for cells in zip(*columns.values(), strict=True))
    return (
        f'<table class="geo-table"><caption>{html.escape(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(cells: Sequence[str]) -> str:
    first, *others = (html.escape(cell) for cell in cells)
    return f'<tr><th scope="row">{first}</th>{"".join(f"<td>{c}</td>" for c in others)}</tr>'
