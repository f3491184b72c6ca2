from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from geo_csp.errors import GeoCspError
from geo_csp.register import audit
from geo_csp.register.lead_feedback import add_feedback, feedback
from geo_csp.register.opening import DATABASE_NAME
from geo_csp.register.tables import metadata
from geo_csp.register.voices import (
    Told,
    add_report,
    erase_reports,
    link_reports,
    reporter_hash,
    reports,
)

NAME = "Jane.Zanzibar@example.org"
TOLD = Told("resident", "council", date(2026, 1, 30), date(2026, 2, 2), "high-town", "shouting")


def test_a_report_reads_back_as_it_was_told(register):
    added = add_report(register, replace(TOLD, is_hate=True, reporter=NAME), "an")
    assert reports(register) == (added,)
    assert (added.place, added.incident_on, added.is_hate) == ("high-town", TOLD.incident_on, True)
    assert added.reporter == reporter_hash(register, NAME)


def test_the_reporter_is_nowhere_in_the_register(place, register):
    add_report(register, replace(TOLD, reporter=NAME), "an")
    with register.reading() as connection:
        kept = [
            str(value)
            for table in metadata.sorted_tables
            for row in connection.execute(sa.select(table))
            for value in row
        ]
    assert any(reporter_hash(register, NAME) in value for value in kept)
    assert not any("zanzibar" in value.casefold() for value in kept)
    if not place.url:
        for file in place.store.glob(f"{DATABASE_NAME}*"):
            assert b"zanzibar" not in file.read_bytes().lower()


def test_one_reporter_is_known_again_by_any_spelling_and_two_are_not_one(register):
    spellings = ["Jane Doe", " jane  DOE ", "\uff2a\uff41\uff4e\uff45 Doe"]
    assert len({reporter_hash(register, name) for name in spellings}) == 1
    assert reporter_hash(register, "Jane Do") != reporter_hash(register, "Jane Doe")
    assert reporter_hash(register, " ") == ""


def test_a_text_that_names_the_reporter_is_refused(register):
    told = replace(TOLD, text="I, jane  doe, saw it", reporter="Jane Doe")
    with pytest.raises(GeoCspError, match="leave out who reported it"):
        add_report(register, told, "an")
    assert reports(register) == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"told_by": "police"}, '"police" is none of resident, partner'),
        ({"reported_on": date(2026, 1, 29)}, "2026-01-29 is before the incident"),
        ({"place": ""}, "place: this must not be empty"),
        ({"organisation": "\x07"}, "organisation: holds a character that is no text"),
        ({"same_as": 4}, "there is no report 4"),
    ],
)
def test_a_report_that_makes_no_sense_is_refused_whole(register, change, said):
    with pytest.raises(GeoCspError, match=said):
        add_report(register, replace(TOLD, **change), "an")
    assert reports(register) == ()
    assert audit.lines(register) == ()


def test_reports_of_one_incident_are_linked_whichever_is_named_first(register):
    first = add_report(register, TOLD, "an")
    second = add_report(register, replace(TOLD, organisation="police", same_as=first.number), "an")
    third, fourth = (add_report(register, TOLD, "an") for _ in range(2))
    link_reports(register, third.number, fourth.number, "an")
    link_reports(register, fourth.number, second.number, "an")
    assert len({report.incident for report in reports(register)}) == 1
    assert reports(register)[0].incident != ""
    with pytest.raises(GeoCspError, match="cannot be linked to itself"):
        link_reports(register, 1, 1, "an")


def test_the_audit_keeps_what_a_link_replaced(register):
    for _ in range(2):
        add_report(register, TOLD, "an")
    link_reports(register, 2, 1, "bo")
    line = audit.lines(register, kind="combination")[0]
    assert (line.entry.who, line.entry.filter["was"]) == ("bo", ["", ""])
    assert line.entry.filter["is"] == reports(register)[0].incident


def test_reports_from_a_day_on(register):
    for day in (date(2026, 1, 31), date(2026, 2, 1)):
        add_report(register, replace(TOLD, reported_on=day), "an")
    assert [r.reported_on for r in reports(register, date(2026, 2, 1))] == [date(2026, 2, 1)]


def test_erasing_removes_what_is_older_says_how_many_and_leaves_a_line(place, register):
    days = (date(2026, 1, 31), date(2026, 1, 31), date(2026, 2, 1))
    for day in days:
        add_report(register, replace(TOLD, text="xylophone", reported_on=day), "an")
    assert erase_reports(register, "2026-02", "admin", "kept for two years") == 2
    assert [r.reported_on for r in reports(register)] == [date(2026, 2, 1)]
    line = audit.lines(register, kind="erasure")[0]
    assert line.entry.filter == {"before": "2026-02", "reports": 2}
    assert line.entry.justification == "kept for two years"
    # A number is never given twice, or a note about report 1 would be about another.
    erase_reports(register, "2026-03", "admin", "test")
    assert add_report(register, TOLD, "an").number == len(days) + 1


def test_what_was_erased_is_not_left_in_the_file(place, register):
    if place.url:
        pytest.skip("PostgreSQL frees the space in its own time")
    add_report(register, replace(TOLD, text="xylophone"), "an")
    erase_reports(register, "2026-12", "admin", "test")
    register.close()
    for file in place.store.glob(f"{DATABASE_NAME}*"):
        assert b"xylophone" not in file.read_bytes()


def test_feedback_on_a_lead_is_kept_and_none_replaces_another(register):
    day = date(2026, 1, 3)
    first = add_feedback(register, "lead 7", "unknown", found_on=day, note="no answer", who="an")
    second = add_feedback(register, "lead 7", "confirmed", found_on=day, who="bo")
    other = add_feedback(register, "lead 8", "not_county_lines", found_on=day, who="an")
    assert feedback(register, "lead 7") == (first, second)
    assert feedback(register) == (first, second, other)
    with pytest.raises(GeoCspError, match='"maybe" is none of confirmed'):
        add_feedback(register, "lead 7", "maybe", found_on=day, who="an")
