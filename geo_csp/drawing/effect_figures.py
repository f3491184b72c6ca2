"""What an action did, in a sentence and in figures: the areas, the change, and how sure that is."""

from __future__ import annotations

import html

from geo_csp.disclosure.priorities import BeforeAfter, Effect
from geo_csp.months import Span

# A mark beside the words: neither says more than the other.
_SIGNS = {
    "fell": "\u2193",
    "rose": "\u2191",
    "no evidence of change": "\u2192",
    "too few to tell": "?",
    "cannot tell": "?",
}


def verdict_html(effect: Effect) -> str:
    verdict = f"{_SIGNS.get(effect.verdict, '')} {effect.verdict}".strip()
    return (
        f'<p class="geo-said"><span class="geo-badge">{html.escape(verdict)}</span> '
        f"{html.escape(effect.sentence)}</p>"
    )


def change_table(effect: Effect) -> dict[str, list[str]]:
    rows = {
        "Months looked at": Span(effect.first, effect.last).in_words(),
        "Against": effect.before.in_words() if effect.before else "",
        "Counted": effect.counted,
        "Change, moved incidents counted in": _range(effect.change, effect.lower, effect.upper),
        "In days of harm": _range(effect.harm_change, effect.harm_lower, effect.harm_upper),
        "Chance of such a fall if nothing changed (p)": _p(effect.p),
        "What could have been found": effect.power_words,
        "Were the others as high before?": effect.regression_words,
        "What was done": effect.dosage_words,
        "Why nothing can be told": effect.why,
    }
    said = {what: words for what, words in rows.items() if words}
    return {"What": list(said), "Figure": list(said.values())}


def areas_table(effect: Effect) -> dict[str, list[str]]:
    """The action's place and the places that it is compared with, before and after."""
    first = (effect.treated,) if effect.treated else ()
    areas: tuple[BeforeAfter, ...] = (*first, *effect.comparisons)
    return {
        "Place": [
            f"{area.area}, where the action was" if area is effect.treated else area.area
            for area in areas
        ],
        "Before": [f"{area.before:,}" for area in areas],
        "After": [f"{area.after:,}" for area in areas],
        "Around it, before": [f"{area.buffer_before:,}" for area in areas],
        "Around it, after": [f"{area.buffer_after:,}" for area in areas],
    }


def _range(change: float | None, lower: float | None, upper: float | None) -> str:
    if change is None or lower is None or upper is None:
        return ""
    return f"{_signed(change)} (between {_signed(lower)} and {_signed(upper)}, 9 times out of 10)"


def _signed(number: float) -> str:
    return f"{number:+,.1f}"


def _p(p: float | None) -> str:
    if p is None:
        return ""
    return "under 0.0001" if p < 0.0001 else f"{p:.2g}"
