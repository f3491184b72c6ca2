"""Text from files and profiles on the screen as it stands: no HTML, no Markdown, no formula."""

from __future__ import annotations

import functools
import html
import re

import streamlit as st

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&])")


@functools.lru_cache(maxsize=10_000)
def as_markdown(text: str) -> str:
    """Markdown that shows ``text`` and nothing else."""
    return _MARKDOWN.sub(r"\\\1", text)


def paragraph(text: str, kind: str) -> str:
    """HTML; ``kind``: a class of page.css."""
    return f'<p class="geo-{kind}">{html.escape(text)}</p>'


def marked_line(marking: str, text: str) -> str:
    return f'<p class="geo-marked"><strong>{html.escape(marking)}</strong> {html.escape(text)}</p>'


def notice_list(notices: tuple[str, ...]) -> str:
    """What is to be known when reading the figures beside it."""
    items = "".join(f"<li>{html.escape(sentence_of(words))}</li>" for words in notices)
    if not items:
        return ""
    return f'<div class="geo-notices"><p>To know when reading this</p><ul>{items}</ul></div>'


def show_notices(notices: tuple[str, ...]) -> None:
    """Nothing where there are none: Streamlit refuses an empty element."""
    if told := notice_list(notices):
        st.html(told)


def sentence_of(words: str) -> str:
    """A capital first and a full stop last."""
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."
