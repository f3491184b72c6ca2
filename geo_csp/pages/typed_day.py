"""A day, typed: a field that a keyboard, a phone and a screen reader all manage."""

from __future__ import annotations

import re
from datetime import date

import streamlit as st

from geo_csp.errors import GeoCspError

_DAY_FIRST = re.compile(r"(\d{1,2})[ /.\-](\d{1,2})[ /.\-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def typed_day(label: str, key: str, default: date | None = None, width: int = 170) -> None:
    """What was typed is in the session state under ``key``."""
    st.session_state.setdefault(key, as_typed(default))
    st.text_input(label, key=key, max_chars=20, placeholder="day/month/year", width=width)


def as_typed(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def day_of(typed: str, label: str) -> date:
    """Raises GeoCspError where it is none."""
    text = typed.strip()
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = map(int, match.groups())
    elif match := _YEAR_FIRST.fullmatch(text):
        year, month, day = map(int, match.groups())
    else:
        raise GeoCspError(f'{label}: "{text}" is no day, expected for example 09/01/2026')
    try:
        return date(year, month, day)
    except ValueError as error:
        raise GeoCspError(f'{label}: there is no day "{text}"') from error


def day_or_none(typed: str, label: str) -> date | None:
    return day_of(typed, label) if typed.strip() else None
