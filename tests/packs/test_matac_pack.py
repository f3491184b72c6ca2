"""The MATAC's pack: what was released, in order, on paper; nothing more and nothing cut off."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

import pytest

from geo_csp.disclosure.release import DataSet
from geo_csp.packs.actions_section import actions_section
from geo_csp.packs.county_section import ReleasedCounty
from geo_csp.packs.document import Document, Heading, Picture, Table
from geo_csp.packs.matac_pack import matac_document
from geo_csp.packs.pdf import pdf_bytes
from geo_csp.packs.word import docx_bytes
from geo_csp.roles import ROLES, Viewer
from tests.packs import samples
from tests.packs.reading import (
    header_rows,
    opened_in_libreoffice,
    pdf_alternatives,
    pdf_elements,
    pdf_pages,
    word_alternatives,
    word_part,
    word_texts,
)


@pytest.fixture(scope="module")
def made(data: DataSet, analyst: Viewer) -> Document:
    return matac_document(samples.material(data, analyst, leads=samples.Leads()))


@pytest.fixture(scope="module")
def pdf(made: Document) -> bytes:
    return pdf_bytes(made)


@pytest.fixture(scope="module")
def word(made: Document) -> bytes:
    return docx_bytes(made)


def with_one(data: DataSet, viewer: Viewer, **changes: object) -> Document:
    """The pack of a list of one place, which is soon drawn."""
    listed = samples.released_priorities(samples.priority(1, **changes))
    return matac_document(samples.material(data, viewer, priorities=listed))


def texts(document: Document) -> str:
    return "\n".join(word_texts(word_part(docx_bytes(document), "document")))


def test_its_parts_stand_in_the_order_of_the_meeting(made):
    parts = [b.text for b in made.blocks if isinstance(b, Heading) and b.level == 1]
    assert parts[0] == "The county"
    assert parts[1:11] == [f"{n}. Street {n} and Market Place, Central" for n in range(1, 11)]
    assert parts[11:] == [
        "Last month's actions, and what they did",
        "Serious organised crime",
        "How good the data are",
        "The method in a page",
    ]


def test_each_of_the_first_ten_has_its_map_its_reasons_its_months_and_its_streets(made):
    starts = [n for n, b in enumerate(made.blocks) if isinstance(b, Heading) and b.level == 1]
    for number in range(1, 11):
        page = made.blocks[starts[number] : starts[number + 1]]
        drawn = [block.alternative for block in page if isinstance(block, Picture)]
        place = f"Street {number} and Market Place, Central"
        assert [words.split(":")[0].split(".")[0] for words in drawn] == [
            f"Map of {place}",
            f"Incidents a month at {place}",
        ]
        said = [getattr(block, "text", "") for block in page]
        assert "Harm of it." in said
        streets, score = (block for block in page if isinstance(block, Table))
        assert streets.rows[0] == ("a", "Market Place", "13")
        points = [float(row[-1]) for row in score.rows]
        assert points[-1] == pytest.approx(sum(points[:-1]))


def test_every_picture_has_the_same_words_in_both_forms(made, pdf, word):
    words = [block.alternative for block in made.blocks if isinstance(block, Picture)]
    assert len(words) == 1 + 2 * 10
    assert all(len(each) > 40 for each in words)
    assert word_alternatives(word) == words
    assert pdf_alternatives(pdf) == words


def test_every_table_has_its_header_in_both_forms(made, pdf, word):
    tables = [block for block in made.blocks if isinstance(block, Table)]
    assert header_rows(word) == [True] * len(tables)
    tags = [tag for tag, _ in pdf_elements(pdf)]
    assert tags.count("Table") == len(tables)
    assert tags.count("TH") == sum(len(table.header) for table in tables)


def test_a_priority_fills_a_page_and_no_more(pdf, tmp_path):
    pages = pdf_pages(pdf, tmp_path)
    firsts = [next(line for line in page.splitlines()[1:] if line.strip()) for page in pages]
    priorities = [n for n, line in enumerate(firsts) if re.match(r"\s*\d+\. Street", line)]
    assert priorities == list(range(2, 12))
    assert len(pages) == 15


def test_the_same_data_give_the_same_bytes_but_for_the_day(data, analyst):
    first, second = (with_one(data, analyst) for _ in range(2))
    assert pdf_bytes(first) == pdf_bytes(second)
    assert docx_bytes(first) == docx_bytes(second)
    later = replace(first, made_on=date(2026, 1, 13))
    assert pdf_bytes(first) != pdf_bytes(later)


def test_actions_say_how_they_stand_and_what_they_did(made):
    tables = [block for block in made.blocks if isinstance(block, Table)]
    standing = next(t for t in tables if t.caption.startswith("How they stand"))
    assert standing.rows[0] == (
        "1",
        "Patrols on Friday nights: High Street, Central",
        "Insp. A. Price, West Mercia Police",
        "Under way",
        "05 Jan 2026, overdue",
        "48 visits",
    )
    did = next(t for t in tables if t.caption.startswith("Change against"))
    assert did.rows == (("1", "200", "100", "-104.0 (-140.5 to -67.5)", "fell"),)
    said = [getattr(block, "text", "") for block in made.blocks]
    assert (
        "Action 1, High Street, Central: Incidents fell by about 104 against places like it."
    ) in said


@pytest.mark.parametrize(
    ("ended", "is_told"), [(datetime(2025, 12, 1), True), (datetime(2025, 11, 30), False)]
)
def test_an_action_that_was_done_without_a_last_day_is_told_by_when_it_was_said(
    data, analyst, ended, is_told
):
    (row,) = samples.material(data, analyst).actions.rows[:1]
    agreed = replace(row.agreed, status="done", ends=None)
    done = replace(row, action=replace(row.action, agreed=agreed, at=ended), is_open=False)
    effects = samples.material(data, analyst).effects
    blocks = actions_section("2025-12", samples.released_actions(done), effects)
    assert any(isinstance(block, Table) for block in blocks) is is_told


def test_what_cannot_be_told_of_an_action_has_no_figure(data, analyst):
    unknown = samples.effect(
        *(1,), change=None, lower=None, upper=None, treated=None, verdict="cannot tell"
    )
    effects = replace(samples.material(data, analyst).effects, effects=(unknown,))
    told = samples.material(
        data, analyst, effects=effects, priorities=samples.released_priorities(samples.priority(1))
    )
    tables = [block for block in matac_document(told).blocks if isinstance(block, Table)]
    did = next(t for t in tables if t.caption.startswith("Change against"))
    assert did.rows == (("1", "", "", "not worked out", "cannot tell"),)


def test_new_leads_are_told_and_those_of_earlier_months_counted(made):
    said = texts(made)
    assert "Aylestone Hill" in said
    assert "Drugs (police find this by looking): 9, 2.0; Violence: 12, 5.0\n" in said
    assert "Eign Street" not in said.split("Serious organised crime")[1]
    assert "1 new, 1 known from earlier months." in said


def test_who_does_not_task_reads_nothing_of_organised_crime(data, analyst):
    board = Viewer(ROLES["board"])
    listed = samples.released_priorities(samples.priority(1))
    told = samples.material(data, analyst, priorities=listed, leads=samples.Leads())
    assert "Aylestone Hill" in texts(matac_document(told))
    assert "Aylestone Hill" not in texts(matac_document(replace(told, viewer=board)))


def test_what_police_found_by_looking_says_so(data, analyst):
    assert "40% of its harm is of offences that police find by looking" in texts(
        with_one(data, analyst, police_found_share=0.4)
    )
    assert "Only what police find by looking brought it here" in texts(
        with_one(data, analyst, is_police_found=True)
    )


def test_ties_are_shown_as_ties(data, analyst):
    assert "1=" in texts(with_one(data, analyst, tied_with=("p2",)))


def test_hostile_names_are_words_in_both_forms(data, analyst, tmp_path):
    streets = ((samples.HOSTILE, 13),)
    document = with_one(data, analyst, place=samples.HOSTILE, streets=streets)
    assert texts(document).count(samples.HOSTILE) >= 3
    shown = re.sub(r"\s", "", "".join(pdf_pages(pdf_bytes(document), tmp_path)))
    assert re.sub(r"\s", "", f"1. {samples.HOSTILE}") in shown


def test_the_marking_is_that_of_the_most_sensitive_part(data, analyst):
    told = samples.material(data, analyst)
    plain = {"marking": "OFFICIAL", "is_synthetic": False}
    least = replace(
        told,
        priorities=replace(told.priorities, **plain),
        actions=samples.released_actions(),
        effects=replace(told.effects, marking="OFFICIAL"),
        county=ReleasedCounty(replace(told.county.by_ward, marking="OFFICIAL"), ()),
    )
    assert least.marking == "OFFICIAL"
    assert replace(least, actions=told.actions).marking == "OFFICIAL-SENSITIVE"
    assert replace(least, leads=samples.Leads()).marking == "OFFICIAL-SENSITIVE"
    assert told.full_marking == "OFFICIAL-SENSITIVE; synthetic demonstration data"


def test_it_opens_in_libreoffice_page_for_page(word, tmp_path):
    pages = pdf_pages(opened_in_libreoffice(word, tmp_path), tmp_path)
    assert len(pages) == 15
    assert all(page.count("OFFICIAL-SENSITIVE; synthetic") == 2 for page in pages)
