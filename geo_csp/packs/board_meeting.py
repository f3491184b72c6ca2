"""The last page: what was escalated to the board, what was heard and done, and what it did."""

from __future__ import annotations

from collections.abc import Sequence

from geo_csp.disclosure.engagement import Engagement, Success
from geo_csp.packs.document import Block, Heading, Paragraph, Table
from geo_csp.register.action_log import Escalation

# Rows of a table that leave room for the others on the page.
_ROWS = 3
_WORDS = 110


def meeting(engaged: Engagement | None, successes: Sequence[Success]) -> Sequence[Block]:
    return [
        Heading("Escalated to the board", is_on_new_page=True),
        *_escalated(engaged.escalations if engaged else ()),
        Heading("Did actions work?", 2),
        *_worked(successes),
        *(_heard(engaged) if engaged and engaged.heard else ()),
    ]


def _escalated(found: Sequence[Escalation]) -> Sequence[Block]:
    """Those that wait first, the oldest first; then the newest answers."""
    waiting = [each for each in found if each.answer is None]
    answered = [each for each in reversed(found) if each.answer is not None]
    told = (*waiting, *answered)[:_ROWS]
    if not told:
        return [Paragraph("No question waits for the board, and none was asked.")]
    rows = tuple(
        (
            f"{each.at:%d %b %Y}",
            str(each.action),
            _short(each.question),
            "waits for the board" if each.answer is None else _short(each.answer),
        )
        for each in told
    )
    table = Table("Questions", ("Asked", "Action", "Question", "Answer"), rows, (1, 0.7, 4, 3))
    return [table, *_more(len(found) - len(told))]


def _worked(successes: Sequence[Success]) -> Sequence[Block]:
    told = successes[:_ROWS]
    if not told:
        return [Paragraph("No action has been measured yet.")]
    rows = tuple((str(each.action), each.where, each.months, each.verdict) for each in told)
    header = ("Action", "Where", "Months", "Incidents")
    table = Table("What actions did, as far as counts can tell", header, rows, (0.7, 2, 3, 2.5))
    return [table, *_more(len(successes) - len(told))]


def _heard(engaged: Engagement) -> Sequence[Block]:
    rows = tuple(
        (
            each.name,
            each.reports.words if each.reports.count is None else f"{each.reports.count:,}",
            f"{each.begun:,}",
            f"{each.done:,}",
        )
        for each in engaged.heard
    )
    return [
        Heading("What was reported, and what was done", 2),
        Table(
            "Reports of residents and partners, and actions, by locality",
            ("Locality", "Reports", "Actions begun", "Actions done so far"),
            rows,
            (2, 1, 1, 1.2),
            frozenset({2, 3}),
        ),
        *(Paragraph(f"{words[:1].upper()}{words[1:]}.", "note") for words in engaged.notices),
    ]


def _more(number: int) -> Sequence[Block]:
    return [Paragraph(f"{number} more on the board's page.", "note")] * bool(number > 0)


def _short(words: str) -> str:
    """So much of it that four pages hold the report; the whole is on the board's page."""
    whole = " ".join(words.split())
    return whole if len(whole) <= _WORDS else f"{whole[:_WORDS].rsplit(' ', 1)[0]} ..."
