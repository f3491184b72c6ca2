"""The board's one screen as a table: a row an area, a column a category. On a phone each area is a
card of its own.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence

from geo_csp.disclosure.trends import SYMBOLS, WORDS, ThemeTotal, Trend
from geo_csp.drawing.sparkline import sparkline_html

Link = Callable[[Trend], str]
_KEY = {
    "exceptional": "a month far outside, or months on one side of, what its own months before were",
    "change": "more than chance brings, against the same quarter a year before",
    "no evidence of change": "a difference as chance may well bring",
    "too few to tell": "even a doubling of so few could be chance",
    "not comparable": "the quarter a year before, or this one, has no figure that is shown",
}


def board_table_html(
    rows: Sequence[Trend],
    categories: Sequence[tuple[str, str]],
    caption: str,
    href: Callable[[Trend], str] | None = None,
) -> str:
    """``rows``: area by area, each with its trends in the order of ``categories``. ``href``: where
    an area's name leads; empty for no link.
    """
    heads = "".join(f'<th scope="col">{html.escape(phrase)}</th>' for _, phrase in categories)
    width = len(categories)
    areas = [rows[at : at + width] for at in range(0, len(rows), width)]
    body = "".join(_row(area, categories, href(area[0]) if href else "") for area in areas)
    return (
        f'<table class="geo-board"><caption>{html.escape(caption)}</caption>'
        f'<thead><tr><th scope="col">Area</th>{heads}</tr></thead><tbody>{body}</tbody></table>'
    )


def _row(area: Sequence[Trend], categories: Sequence[tuple[str, str]], href: str) -> str:
    name = html.escape(area[0].area_name)
    if href:
        name = f'<a class="geo-link" href="{html.escape(href)}">{name}</a>'
    kind = ' class="geo-whole"' if area[0].level == "county" else ""
    cells = "".join(
        f'<td data-label="{html.escape(phrase)}">{_cell(trend)}</td>'
        for trend, (_, phrase) in zip(area, categories, strict=True)
    )
    return f'<tr{kind}><th scope="row">{name}</th>{cells}</tr>'


def _cell(trend: Trend) -> str:
    if trend.quarter.count is None:
        words = trend.quarter.words.split(" for ")[0].split(":")[0]
        return f'<span class="geo-none">{html.escape(words)}</span>{sparkline_html(trend)}'
    figure = f'<span class="geo-count">{trend.quarter.count:,}</span>'
    return f"{figure}{sparkline_html(trend)}{change_html(trend)}"


def change_html(trend: Trend) -> str:
    up_or_down = f", {trend.direction}" if trend.direction else ""
    kind = "geo-change geo-exceptional" if trend.change == "exceptional" else "geo-change"
    return (
        f'<span class="{kind}"><span aria-hidden="true">{trend.symbol}</span> '
        f"{html.escape(trend.change)}{up_or_down}</span>"
    )


def key_html() -> str:
    """What the symbols say."""
    items = "".join(
        f'<li><span aria-hidden="true">{"/".join(dict.fromkeys(_symbols(word)))}</span> '
        f"<strong>{word}</strong>: {_KEY[word]}</li>"
        for word in WORDS
    )
    return f'<ul class="geo-board-key" aria-label="The words and symbols">{items}</ul>'


def _symbols(word: str) -> list[str]:
    return [symbol for (named, _), symbol in SYMBOLS.items() if named == word]


def reasons(rows: Sequence[Trend]) -> tuple[str, ...]:
    """Why figures are missing or cannot be compared, each reason once with what it is true of."""
    by_reason: dict[tuple[str, str], dict[str, None]] = {}
    for trend in rows:
        if trend.why:
            what = "no figure" if trend.quarter.count is None else "not comparable"
            by_reason.setdefault((what, trend.why), {}).setdefault(trend.phrase)
    return tuple(
        f"{what}: {', '.join(phrases)}: {why}" for (what, why), phrases in by_reason.items()
    )


def themes_html(totals: Sequence[ThemeTotal], caption: str) -> str:
    """One theme's lines: the quarter, the year, and what each is against a year before."""
    rows = "".join(_theme_row(total) for total in totals)
    return (
        f'<table class="geo-table geo-themes"><caption>{html.escape(caption)}</caption><thead><tr>'
        '<th scope="col">What</th><th scope="col">This quarter</th>'
        '<th scope="col">12 months</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _theme_row(total: ThemeTotal) -> str:
    found = ", mostly found by police" if total.is_police_found else ""
    quarter = _pair(total.quarter, total.quarter_before, total.change)
    year = _pair(total.year, total.year_before, total.year_change)
    return (
        f'<tr><th scope="row">{html.escape(total.phrase + found)}</th>'
        f"<td>{quarter} {sparkline_html(total)}</td>"
        f"<td>{year}<br/><small>{html.escape(total.year_span.in_words())}</small></td></tr>"
    )


def _pair(now: object, before: object, change: str) -> str:
    count, was = getattr(now, "count", None), getattr(before, "count", None)
    if count is None:
        return html.escape(str(getattr(now, "words", "")))
    if was is None:
        return f"<strong>{count:,}</strong>, {html.escape(change)}"
    return f"<strong>{count:,}</strong>, a year before {was:,}: {html.escape(change)}"
