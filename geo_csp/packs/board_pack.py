"""The quarter's report for the board: four pages at most, whatever there is to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from geo_csp.disclosure import engagement
from geo_csp.disclosure import trends as released_trends
from geo_csp.disclosure.attribution import attribution
from geo_csp.disclosure.engagement import Engagement, Success
from geo_csp.disclosure.release import DataSet
from geo_csp.disclosure.trends import ReleasedBoard
from geo_csp.drawing.board_table import reasons
from geo_csp.errors import NotReleasedError
from geo_csp.months import quarter_in_words
from geo_csp.packs.board_beside import funnels, themes
from geo_csp.packs.board_glance import glance
from geo_csp.packs.board_meeting import meeting
from geo_csp.packs.document import Block, Document, Heading, Paragraph
from geo_csp.packs.forms import WRITERS
from geo_csp.register.opening import Register
from geo_csp.roles import Viewer
from geo_csp.vocabulary import SYNTHETIC

_NOTICES = 12


@dataclass(frozen=True)
class BoardMaterial:
    """``engaged`` and ``successes``: None and () where nothing is kept beside the data, or where
    the reader is no member of the partnership.
    """

    data: DataSet
    made_on: date
    released: ReleasedBoard
    engaged: Engagement | None
    successes: tuple[Success, ...]

    @property
    def marking(self) -> str:
        return self.released.marking

    @property
    def full_marking(self) -> str:
        return f"{self.marking}; {SYNTHETIC}" if self.released.is_synthetic else self.marking

    @property
    def name(self) -> str:
        """Of its file."""
        return f"{self.released.area}_board_{self.released.quarter}"


def board_material(
    data: DataSet, viewer: Viewer, quarter: str, register: Register | None, made_on: date
) -> BoardMaterial:
    """``register``: None where none has been begun.

    Raises NotReleasedError where the role sees no figures or takes nothing away, NotLoadedError
    where no month of the quarter is loaded.
    """
    if not viewer.role.takes_away >= set(WRITERS):
        raise NotReleasedError(f"as {viewer.role.phrase} you may not take a report away")
    released = released_trends.board(data, viewer, quarter)
    is_member = viewer.reads("priorities")
    engaged = (
        engagement.engagement(data, viewer, register, released.span)
        if register and is_member
        else None
    )
    found = engagement.successes(data, viewer, released.span) if is_member else ()
    return BoardMaterial(data, made_on, released, engaged, found)


def board_document(told: BoardMaterial) -> Document:
    released, profile = told.released, told.data.profile
    when = quarter_in_words(released.span)
    made_on = f"{told.made_on.day} {told.made_on:%B %Y}"
    blocks: list[Block] = [
        Paragraph(f"{profile.partnership}. Made on {made_on}."),
        *glance(released),
        *funnels(released),
        *themes(released, profile.board.baselines_note),
        *meeting(told.engaged, told.successes),
        Heading("What must be said beside the figures", 2),
        Paragraph(_notices((*reasons(released.rows), *released.notices)), "note"),
        Paragraph(attribution(told.data), "note"),
    ]
    return Document(
        title=f"{profile.title}: the localities at a glance, {when}",
        author=profile.partnership,
        about=f"{profile.title}, {when}",
        marking=told.full_marking,
        made_on=told.made_on,
        blocks=tuple(blocks),
    )


def _notices(notices: Sequence[str]) -> str:
    """In one paragraph: a line for each would not leave room for them all."""
    said = [f"{words[:1].upper()}{words[1:].rstrip('.')}." for words in notices[:_NOTICES]]
    more = len(notices) - len(said)
    return " ".join([*said, *([f"{more} more are on the board's page."] if more else [])])
