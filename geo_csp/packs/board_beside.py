"""The second and third page: wards and partnerships as funnels, themes, the strategy's figures."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from geo_csp.disclosure.trends import Funnel, ReleasedBoard, ThemeTotal
from geo_csp.drawing.board_pictures import funnel_in_words, funnel_png
from geo_csp.packs.board_glance import charted
from geo_csp.packs.document import Block, Heading, Paragraph, Picture, Table

_FUNNEL_MM = 88.0
_FUNNELS = 2
_SENTENCES = 8
_HOW_TO_READ = (
    "In a funnel each mark is a ward or a partnership. Between the lines is what chance brings "
    "where all have the same rate: 95 % and 99.8 % limits. A triangle is outside them, a square is "
    "this partnership."
)


def funnels(released: ReleasedBoard) -> Sequence[Block]:
    """A page: what stands out as a chart, then a ward or partnership among others, never a league
    table.
    """
    wards = [funnel for funnel in released.funnels if funnel.points]
    others = [funnel for funnel in released.comparisons if funnel.points]
    shown = [*wards[:1], *others[:1], *wards[1:]][:_FUNNELS]
    whys = {each.sentence for each in (*released.funnels, *released.comparisons)}
    return [
        Heading("In pictures", is_on_new_page=True),
        *charted(released),
        *([Paragraph(_HOW_TO_READ)] if shown else []),
        *(block for funnel in shown for block in _funnel(funnel)),
        *(Paragraph(words) for words in sorted(whys)[:_SENTENCES] if not shown),
    ]


def _funnel(funnel: Funnel) -> Sequence[Block]:
    misleading = [point for point in funnel.points if point.note and point.band > 0]
    named = ", ".join(point.name for point in misleading)
    note = f" {named}: {misleading[0].note}." if misleading else ""
    is_named = funnel.title.startswith(funnel.phrase)
    return [
        Heading(funnel.title if is_named else f"{funnel.title}: {funnel.phrase.lower()}", 2),
        Picture(funnel_png(funnel), funnel_in_words(funnel), _FUNNEL_MM),
        Paragraph(f"{funnel.sentence} Counted over {funnel.span.in_words()}.{note}", "note"),
    ]


def themes(released: ReleasedBoard, baselines_note: str) -> Sequence[Block]:
    blocks: list[Block] = [Heading("Themes of the strategy, for the county", is_on_new_page=True)]
    for title, totals in groupby(released.themes, lambda total: total.theme):
        blocks += _theme(title, list(totals))
    if released.baselines:
        blocks.append(Heading("The strategy's own figures", 2))
        blocks += [Paragraph(each.sentence, "item") for each in released.baselines[:_SENTENCES]]
        blocks += [Paragraph(baselines_note, "note")] * bool(baselines_note)
    if released.surveys:
        blocks.append(Heading("What residents say", 2))
        blocks += [Paragraph(each.sentence, "item") for each in released.surveys[:_SENTENCES]]
    return blocks


def _theme(title: str, totals: Sequence[ThemeTotal]) -> Sequence[Block]:
    table = Table(
        title,
        ("What", "This quarter", "A year before", "In words"),
        tuple(_row(total) for total in totals),
        (2.4, 1.4, 1.4, 2),
    )
    return [table, *([Paragraph(totals[0].note, "note")] if totals[0].note else [])]


def _row(total: ThemeTotal) -> tuple[str, ...]:
    found = ", mostly found by police" if total.is_police_found else ""
    now, before = (
        each.words.split(" for ")[0].split(":")[0] if each.count is None else f"{each.count:,}"
        for each in (total.quarter, total.quarter_before)
    )
    return f"{total.phrase}{found}", now, before, total.change
