"""A few facts as pairs of a word and what it says, as HTML."""

from __future__ import annotations

import html
from collections.abc import Mapping


def facts_html(facts: Mapping[str, str]) -> str:
    pairs = "".join(
        f"<dt>{html.escape(what)}</dt><dd>{html.escape(said)}</dd>" for what, said in facts.items()
    )
    return f'<dl class="geo-facts">{pairs}</dl>'
