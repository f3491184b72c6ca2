"""A document as a value: what is said, in order. ``word`` and ``pdf`` write the same one.

Nothing here knows of crime, of Word or of PDF.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

WIDEST_MM = 170.0  # A4 less its margins
TALLEST_MM = 230.0  # with room for a heading above


@dataclass(frozen=True)
class Heading:
    """``level``: 1 for a part, 2 within it; a level is never skipped."""

    text: str
    level: int = 1
    is_on_new_page: bool = False


@dataclass(frozen=True)
class Paragraph:
    """``look``: "body", "lead" for the sentence that matters most, "note" for what is said small,
    "item" for one of a list.
    """

    text: str
    look: str = "body"


@dataclass(frozen=True)
class Table:
    """``widths``: each column's share of the page; ``numbers``: the columns that hold figures.

    ``caption`` says what the table shows, above it.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    numbers: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        columns = len(self.header)
        if len(self.widths) != columns or any(len(row) != columns for row in self.rows):
            raise ValueError(f"{self.caption}: every row has the {columns} cells of the header")


@dataclass(frozen=True)
class Picture:
    """A PNG and, for whoever cannot see it, ``alternative``: what it shows, never empty."""

    png: bytes
    alternative: str
    width_mm: float = WIDEST_MM

    def __post_init__(self) -> None:
        if not self.alternative.strip():
            raise ValueError("a picture without alternative text shows nothing to some readers")
        if not 0 < self.width_mm <= WIDEST_MM:
            raise ValueError(f"a picture is up to {WIDEST_MM:.0f} mm wide")


Block = Heading | Paragraph | Table | Picture


@dataclass(frozen=True)
class Document:
    """``marking`` stands on every page. ``about``: said at the foot of every page beside the page's
    number. ``made_on``: the only day in the file; the same document gives the same bytes.
    """

    title: str
    author: str
    about: str
    marking: str
    made_on: date
    blocks: tuple[Block, ...]

    def __post_init__(self) -> None:
        above = 0
        for heading in (block for block in self.blocks if isinstance(block, Heading)):
            if heading.level > above + 1:
                raise ValueError(f"{heading.text}: a heading of level {above + 1} is missing above")
            above = heading.level
