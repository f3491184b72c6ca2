"""The actions as cards: on the board in groups, one after the other on a phone."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from geo_csp.disclosure.actions import ReleasedActions, ShownAction
from geo_csp.register.action_log import UNITS
from geo_csp.register.agreed import STATUSES, Agreed

STATUS, OWNER, REVIEW, AGREED = "status", "owner", "review", "agreed"
ARRANGEMENTS = {
    STATUS: "Status",
    OWNER: "Owner",
    REVIEW: "Review date",
    AGREED: "Month it was agreed",
}
OVERDUE = "Past the review date"
CARRIED = "Carried over from earlier months"

Groups = Mapping[str, tuple[ShownAction, ...]]


def arranged(released: ReleasedActions, by: str, *, closed: bool) -> Groups:
    """Headings with their actions, none empty. ``closed``: those done or stopped are there too."""
    shown = [row for row in released.rows if row.is_open or closed]
    heading = _headings(released)[by]
    groups: dict[str, list[ShownAction]] = {}
    for row in shown:
        groups.setdefault(heading(row), []).append(row)
    return {name: tuple(groups[name]) for name in _in_order(by, groups)}


def _headings(released: ReleasedActions) -> dict[str, Callable[[ShownAction], str]]:
    first = released.on.replace(day=1)
    next_first = (first + timedelta(days=32)).replace(day=1)

    def review(row: ShownAction) -> str:
        if row.is_overdue:
            return OVERDUE
        if not row.is_open:
            return "Closed"
        return "This month" if row.agreed.review_on < next_first else "Later"

    return {
        STATUS: lambda row: STATUSES[row.agreed.status],
        OWNER: lambda row: row.agreed.owner,
        REVIEW: review,
        AGREED: lambda row: "Agreed this month" if row.since >= first else CARRIED,
    }


def _in_order(by: str, found: Mapping[str, object]) -> list[str]:
    fixed = {
        STATUS: list(STATUSES.values()),
        REVIEW: [OVERDUE, "This month", "Later", "Closed"],
        AGREED: [CARRIED, "Agreed this month"],
    }
    return [name for name in fixed.get(by, sorted(found)) if name in found]


def board_html(groups: Groups, href: Callable[[ShownAction], str]) -> str:
    """Each group a column where there is room."""
    columns = "".join(
        f'<section class="geo-lane"><h3>{html.escape(name)}: {len(rows)}</h3>'
        f"{cards_html(rows, href)}</section>"
        for name, rows in groups.items()
    )
    return f'<div class="geo-lanes">{columns}</div>'


def cards_html(rows: Sequence[ShownAction], href: Callable[[ShownAction], str] | None) -> str:
    return "".join(card_html(row, href(row) if href else "") for row in rows)


def card_html(row: ShownAction, href: str = "") -> str:
    """``href``: of the action's own page."""
    agreed = row.agreed
    what = html.escape(agreed.what)
    title = f'<a class="geo-link" href="{html.escape(href)}">{what}</a>' if href else what
    lines = [
        html.escape(row.place),
        f"<strong>{html.escape(agreed.owner)}</strong>{_with(agreed)}",
        f"{html.escape(STATUSES[agreed.status])}. Review {_review(row)}",
        html.escape(done_in_words(row.dosage)),
    ]
    if row.open_question:
        lines.append(f"With the board: {html.escape(row.open_question)}")
    body = "".join(f"<p>{line}</p>" for line in lines if line)
    kind = "geo-card geo-overdue" if row.is_overdue else "geo-card"
    return f'<article class="{kind}"><h4>{title}</h4>{body}</article>'


def _with(agreed: Agreed) -> str:
    partner = agreed.partner
    return f", with {html.escape(partner)}" if partner not in ("", agreed.owner) else ""


def _review(row: ShownAction) -> str:
    day = day_in_words(row.agreed.review_on)
    badge = ' <span class="geo-badge geo-shaky">overdue</span>' if row.is_overdue else ""
    return f"{day}{badge}"


def day_in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def done_in_words(dosage: Mapping[str, float]) -> str:
    """Visits and hours so far; empty where nothing was entered."""
    parts = [f"{amount:g} {unit}" for unit in UNITS if (amount := dosage.get(unit, 0.0))]
    return f"Done so far: {' and '.join(parts)}" if parts else ""


def board_table(rows: Sequence[ShownAction]) -> dict[str, list[str]]:
    """The same in a table."""
    return {
        "What": [row.agreed.what for row in rows],
        "Where": [row.place for row in rows],
        "Owner": [row.agreed.owner for row in rows],
        "Status": [STATUSES[row.agreed.status] for row in rows],
        "Review": [
            day_in_words(row.agreed.review_on) + (", overdue" if row.is_overdue else "")
            for row in rows
        ],
        "Done so far": [done_in_words(row.dosage).removeprefix("Done so far: ") for row in rows],
    }
