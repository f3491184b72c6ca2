"""How good the data are that the pack stands on, and how well its findings have held."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from geo_csp.disclosure.hotspots import ReleasedBacktest
from geo_csp.disclosure.release import DataSet
from geo_csp.months import Month, Span, in_words, shift
from geo_csp.packs.document import Block, Heading, Paragraph, Table
from geo_csp.vocabulary import SOURCES

_MONTHS_LISTED = 6


def quality_section(
    data: DataSet, month: Month, notices: Iterable[str], tested: ReleasedBacktest
) -> Sequence[Block]:
    """``notices``: what the releases in the pack say beside their figures; each is said once."""
    said = dict.fromkeys(_sentence(notice) for notice in (*notices, *tested.notices))
    held = [
        (data.profile.selections[each.category].phrase, each.words) for each in tested.backtests
    ]
    return [
        Heading("How good the data are", is_on_new_page=True),
        *(Paragraph(words, "item") for words in said),
        _months(data, month),
        Heading("Have such findings held?", 2),
        Paragraph(
            "Hotspots of earlier months, held against what happened in the month after, beside "
            "plain counts."
        ),
        *(Paragraph(f"{phrase}: {words}", "item") for phrase, words in held),
    ]


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def _months(data: DataSet, month: Month) -> Table:
    found = data.coverage
    rows = tuple(
        (
            in_words(each),
            " and ".join(SOURCES[kind] for kind in found.sources.get(each, ())) or "not loaded",
            _state(data, each),
            f"{found.no_place_share.get(each, 0.0):.1%}" if each in found.months else "",
        )
        for each in reversed(Span(shift(month, 1 - _MONTHS_LISTED), month).months())
    )
    return Table(
        "The newest months",
        ("Month", "Counted from", "State", "Without a place"),
        rows,
        (1.3, 2.2, 3, 1.1),
        frozenset({3}),
    )


def _state(data: DataSet, month: Month) -> str:
    if month not in data.coverage.months:
        return "not loaded"
    return data.coverage.incomplete.get(month, "complete")
