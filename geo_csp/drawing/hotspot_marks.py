"""How a hotspot is marked, on the map as in the list: its number in a shape that tells its kind."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from geo_csp.disclosure.hotspots import Hotspot

NOT_STABLE = "not stable"


@dataclass(frozen=True)
class Group:
    """``shape``: the outline of its mark in a box of 28 by 28, as an SVG path."""

    title: str
    said: str
    kinds: tuple[str, ...]
    shape: str
    line: str
    fill: str
    ink: str


_ARROW_UP = "M14 1.5 26 11V26H2V11Z"
_CIRCLE = "M14 2A12 12 0 1 0 14 26 12 12 0 1 0 14 2Z"
_SQUARE = "M3 3H25V25H3Z"
_ARROW_DOWN = "M14 26.5 2 17V2H26V17Z"

EMERGING = Group(
    "Emerging", "emerging", ("emerging",), _ARROW_UP, line="#ffffff", fill="#8c3b0a", ink="#ffffff"
)
WATCH = Group(
    "To watch", "to watch", ("watch",), _CIRCLE, line="#8c3b0a", fill="#ffffff", ink="#1b1b1b"
)
FALLING = Group(
    "Falling, or fallen",
    "falling or fallen",
    ("fading", "diminishing", "historical"),
    _ARROW_DOWN,
    line="#0d4a75",
    fill="#ffffff",
    ink="#1b1b1b",
)
HIGH = Group(
    "High, not rising just now",
    "high, not rising just now",
    ("new", "consecutive", "intensifying", "sporadic", "oscillating", "persistent"),
    _SQUARE,
    line="#ffffff",
    fill="#0d4a75",
    ink="#ffffff",
)
GROUPS = (EMERGING, WATCH, FALLING, HIGH)

# Each kind as it is called on screen, and what it says.
KINDS: dict[str, tuple[str, str]] = {
    "emerging": (
        "Emerging",
        "More incidents than the place's own level and the county's months would bring, and so "
        "many more that chance alone would seldom bring them.",
    ),
    "watch": (
        "To watch",
        "More incidents than usual, but chance may well have brought them. Look again next month.",
    ),
    "fading": ("Fading", "Fewer incidents than the place's own level would bring."),
    "new": ("Newly high", "High in the newest month, and never before."),
    "consecutive": ("High of late", "High in the last months without a break, and never before."),
    "intensifying": ("Long high and rising", "High in nearly all months, and it goes on rising."),
    "persistent": ("Long high", "High in nearly all months, neither rising nor falling."),
    "diminishing": ("Long high but falling", "High in nearly all months, and it is falling."),
    "sporadic": ("On and off", "High in the newest month, as on and off before."),
    "oscillating": ("High, once low", "High in the newest month, though it has been low before."),
    "historical": ("Once long high", "Was high in nearly all months, and is not any more."),
}


def group_of(found: Hotspot) -> Group:
    return next(group for group in GROUPS if found.kind in group.kinds)


def mark_svg(group: Group, text: str) -> str:
    """``text``: a number, or nothing in a legend. The shape counts: colour only helps."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28" width="28" height="28" '
        'aria-hidden="true">'
        f'<path d="{group.shape}" fill="{group.fill}" stroke="{group.line}" stroke-width="2"/>'
        f'<text x="14" y="19" text-anchor="middle" font-family="sans-serif" font-size="13" '
        f'font-weight="700" fill="{group.ink}">{text}</text></svg>'
    )


def mark_image(group: Group, text: str) -> str:
    """The same in a page, from which Streamlit takes drawings but not pictures."""
    source = f"data:image/svg+xml,{quote(mark_svg(group, text))}"
    return f'<img class="geo-kind" alt="" width="28" height="28" src="{source}">'


def mark_text(number: int | None, found: Hotspot) -> str:
    """A question mark where it is not stable."""
    return f"{number or ''}{'?' if found.is_shaky else ''}"


def stability_in_words(found: Hotspot) -> str:
    return f"{NOT_STABLE}: {found.stability_words}" if found.is_shaky else found.stability_words
