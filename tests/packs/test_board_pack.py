"""The board's report: what the board's page says, on four pages at most."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from geo_csp.disclosure.engagement import Engagement, Heard, Success
from geo_csp.disclosure.release import DataSet
from geo_csp.disclosure.trends import Figure
from geo_csp.errors import NotReleasedError
from geo_csp.packs.board_pack import BoardMaterial, board_document, board_material
from geo_csp.packs.document import Document, Picture, Table
from geo_csp.packs.pdf import pdf_bytes
from geo_csp.packs.word import docx_bytes
from geo_csp.register.action_log import Escalation
from geo_csp.roles import ROLES, Viewer
from tests.packs.reading import (
    opened_in_libreoffice,
    pdf_alternatives,
    pdf_pages,
    word_alternatives,
    word_part,
    word_texts,
)
from tests.packs.samples import HOSTILE

MADE_ON = date(2026, 1, 20)
ASKED = datetime(2025, 12, 1, 9)
BOARD = Viewer(ROLES["board"])


def escalation(number: int, answer: str | None = None) -> Escalation:
    question = f"Question {number}: who pays for the lights? " + "It has been asked before. " * 20
    answered = (answer, ASKED, "chair") if answer else (None, None, None)
    return Escalation(number, number, question, ASKED, "analyst", *answered)


@pytest.fixture(scope="module")
def told(three_years: DataSet) -> BoardMaterial:
    return board_material(three_years, BOARD, "2025Q4", None, MADE_ON)


@pytest.fixture(scope="module")
def made(told: BoardMaterial) -> Document:
    return board_document(told)


@pytest.fixture(scope="module")
def full(told: BoardMaterial, herefordshire) -> Document:
    """More than a quarter can bring."""
    localities = [(each.code, each.name) for each in herefordshire.localities]
    heard = tuple(Heard(*each, Figure(12), 3, 2) for each in localities)
    asked = tuple(escalation(n, "Yes. " * 100 if n % 2 else None) for n in range(30))
    successes = tuple(
        Success(n, "Council", "Ross-on-Wye", "July 2025 to December 2025", "too few to tell", "")
        for n in range(30)
    )
    engaged = Engagement(told.released.span, heard, asked, ("reports: few are not shown",))
    notices = tuple(f"Notice {n}: {'words ' * 22}" for n in range(40))
    released = replace(told.released, notices=notices)
    return board_document(replace(told, engaged=engaged, successes=successes, released=released))


def tables(document: Document) -> dict[str, Table]:
    return {block.caption: block for block in document.blocks if isinstance(block, Table)}


def texts(document: Document) -> str:
    return "\n".join(word_texts(word_part(docx_bytes(document), "document")))


def test_each_locality_has_a_row_with_the_figures_of_the_page(told, made):
    caption = "Incidents in October to December 2025, and against the same quarter a year before"
    table = tables(made)[caption]
    assert table.header == ("Area", *(phrase for _, phrase in told.released.categories))
    assert len(table.rows) == 1 + 9
    # Hereford's noise: 3 + 30 + 3 in the quarter, three a month the year before.
    hereford = next(row for row in table.rows if row[0] == "Hereford")
    assert hereford[2].startswith("36 (was 9) ▲▲ exceptional, up")


def test_what_stands_out_is_told_and_drawn(made):
    assert "Hereford, Anti-social behaviour: Exceptional: 30 in November 2025" in texts(made)
    words = [block.alternative for block in made.blocks if isinstance(block, Picture)]
    assert words[0].startswith("Control chart of neighbourhood crime in Herefordshire")
    assert any(each.startswith("Funnel: ") for each in words)


@pytest.mark.parametrize("which", ["made", "full"])
def test_it_has_four_pages_at_most_in_both_forms(which, request, tmp_path):
    document = request.getfixturevalue(which)
    assert len(pdf_pages(pdf_bytes(document), tmp_path)) <= 4
    laid_out = opened_in_libreoffice(docx_bytes(document), tmp_path)
    assert len(pdf_pages(laid_out, tmp_path)) <= 4


def test_what_has_no_room_is_counted(full):
    said = texts(full)
    assert said.count("27 more on the board's page.") == 2
    assert "29 more are on the board's page." in said
    asked = tables(full)["Questions"].rows
    assert [row[3] == "waits for the board" for row in asked] == [True] * 3


def test_every_picture_has_the_same_words_in_both_forms(made):
    words = [block.alternative for block in made.blocks if isinstance(block, Picture)]
    assert len(words) >= 2
    assert word_alternatives(docx_bytes(made)) == words
    assert pdf_alternatives(pdf_bytes(made)) == words


def test_it_names_no_street(full):
    assert HOSTILE not in texts(full)
    assert "High Street" not in texts(full)


def test_the_same_data_give_the_same_bytes_but_for_the_day(told):
    first, second = (board_document(told) for _ in range(2))
    assert pdf_bytes(first) == pdf_bytes(second)
    assert docx_bytes(first) == docx_bytes(second)
    assert docx_bytes(board_document(replace(told, made_on=date(2026, 1, 21)))) != docx_bytes(first)


def test_who_sees_no_figures_has_no_report(three_years):
    with pytest.raises(NotReleasedError):
        board_material(
            three_years, Viewer(ROLES["administrator"]), "2025Q4", None, date(2026, 1, 20)
        )


def test_file_and_marking_are_those_of_the_quarter(told):
    assert (told.name, told.full_marking) == ("herefordshire_board_2025Q4", "OFFICIAL")
