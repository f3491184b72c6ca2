"""What was agreed before, how it stands, and what it did."""

from __future__ import annotations

from collections.abc import Sequence

from geo_csp.disclosure.actions import ReleasedActions, ShownAction
from geo_csp.disclosure.priorities import Effect, ReleasedEffects
from geo_csp.months import Month
from geo_csp.packs.document import Block, Heading, Paragraph, Table
from geo_csp.register.action_log import UNITS
from geo_csp.register.agreed import STATUSES


def actions_section(
    month: Month, actions: ReleasedActions, effects: ReleasedEffects
) -> Sequence[Block]:
    """Those still open, and those that ended in the month or since."""
    shown = [row for row in actions.rows if row.is_open or _ended_since(row, month)]
    blocks: list[Block] = [
        Heading("Last month's actions, and what they did", is_on_new_page=True),
        Paragraph(actions.sentence, "lead"),
    ]
    if shown:
        blocks.append(_standing(shown))
    found = {effect.action: effect for effect in effects.effects}
    told = [found[row.action.number] for row in shown if row.action.number in found]
    if told:
        blocks += _what_they_did(told)
    elif shown:
        blocks.append(Paragraph("No effect can be told of these actions yet."))
    return blocks


def _ended_since(row: ShownAction, month: Month) -> bool:
    """Without a last day: when it was last written of."""
    ends = row.agreed.ends or row.action.at.date()
    return f"{ends:%Y-%m}" >= month


def _standing(shown: Sequence[ShownAction]) -> Table:
    rows = tuple(
        (
            str(row.action.number),
            f"{row.agreed.what}: {row.place}",
            ", ".join(filter(None, (row.agreed.owner, row.agreed.partner))),
            STATUSES[row.agreed.status],
            f"{row.agreed.review_on:%d %b %Y}{', overdue' if row.is_overdue else ''}",
            _done(row),
        )
        for row in shown
    )
    return Table(
        "How they stand, the nearest review first",
        ("No.", "What and where", "Owner, partner", "Status", "Review", "Done so far"),
        rows,
        (0.5, 3.4, 2, 1.1, 1.4, 1.4),
    )


def _done(row: ShownAction) -> str:
    done = [f"{amount:g} {UNITS[unit].lower()}" for unit, amount in sorted(row.dosage.items())]
    return ", ".join(done) or "nothing entered"


def _what_they_did(told: Sequence[Effect]) -> Sequence[Block]:
    figures = Table(
        "Change against comparison places: incidents more (+) or fewer (-) than without the action",
        ("No.", "Before", "After", "Change (likely range)", "In words"),
        tuple(_figures(effect) for effect in told),
        (0.5, 1, 1, 2.2, 2.2),
        frozenset({1, 2}),
    )
    sentences = [
        Paragraph(f"Action {each.action}, {each.place}: {each.sentence}", "item") for each in told
    ]
    return [Heading("Did they work?", 2), *sentences, figures]


def _figures(effect: Effect) -> tuple[str, ...]:
    before, after = (
        (f"{effect.treated.before:,}", f"{effect.treated.after:,}") if effect.treated else ("", "")
    )
    known = (effect.change, effect.lower, effect.upper)
    change = (
        "{:+.1f} ({:+.1f} to {:+.1f})".format(*known) if None not in known else "not worked out"
    )
    return str(effect.action), before, after, change, effect.verdict
