"""Reports of residents and partners, the watch list of case reviews and the yearly numbers."""

from __future__ import annotations

from datetime import date

import pytest

from geo_csp.register import voices
from geo_csp.register.case_review_numbers import add_application, applications, take_step
from geo_csp.register.voices import Told, add_report
from tests.pages.meeting import press, said
from tests.pages.reading import html_of, tables_of, words_of

REPORTS, REVIEWS = "voices.py", "case_review.py"
CENTRAL = "E05009449"
HOSTILE = "<script>alert(1)</script>"
RESIDENT = "ann@example.org"


@pytest.fixture
def tell(register):
    def told(day: date, place: str = CENTRAL, **changes: object) -> int:
        made = {"told_by": "resident", "organisation": "Council", "reporter": RESIDENT} | changes
        report = add_report(
            register, Told(incident_on=day, reported_on=day, place=place, **made), "x"
        )
        return report.number

    return told


def fill(app, **typed: str) -> None:
    for name, value in typed.items():
        app.text_input(key=f"report-{name}").set_value(value)


def test_a_report_is_kept_with_its_reporter_hashed(open_desk, tell, register):
    tell(date(2025, 12, 1))  # a test session types no organisation: it chooses one known
    app = open_desk(REPORTS)
    app.selectbox(key="report-organisation").set_value("Council")
    app.selectbox(key="report-place").set_value(CENTRAL)
    app.text_area(key="report-text").set_value("Shouting at night")
    fill(app, incident_on="13/01/2026", reporter=RESIDENT)
    press(app, "Keep this report")
    assert "Report 2 is kept." in said(app)
    kept = voices.reports(register)[-1]
    assert (kept.place, kept.reported_on) == (CENTRAL, date(2026, 1, 15))
    assert RESIDENT not in html_of(app) + str(kept)
    (table,) = tables_of(app)
    assert table.index[0] == "Central ward"
    assert table.iloc[0]["What happened"] == f"Shouting at night (reporter {kept.reporter[:8]})"


def test_a_report_that_cannot_be_kept_says_why_and_stays_in_the_form(open_desk, tell, register):
    tell(date(2025, 12, 1))
    app = open_desk(REPORTS)
    fill(app, incident_on="21/01/2026")
    app.selectbox(key="report-organisation").set_value("Council")
    app.selectbox(key="report-place").set_value(CENTRAL)
    press(app, "Keep this report")
    assert "2026-01-15 is before the incident, 2026-01-21" in said(app)
    assert app.text_input(key="report-incident_on").value == "21/01/2026"
    assert len(voices.reports(register)) == 1


def test_two_reports_of_one_incident_are_linked_and_count_once(open_desk, tell, register):
    tell(date(2026, 1, 5))
    tell(date(2026, 1, 6), reporter="")
    app = open_desk(REPORTS)
    app.selectbox(key="link-number").set_value(2)
    app.selectbox(key="link-same_as").set_value(1)
    press(app, "Count them once")
    assert "Reports 2 and 1 count as one incident." in said(app)
    assert len({each.incident for each in voices.reports(register)}) == 1


def test_only_reports_of_the_last_six_months_are_listed(open_desk, tell):
    tell(date(2025, 7, 31), text="Long ago")
    tell(date(2025, 8, 1), text="Still shown")
    words = html_of(open_desk(REPORTS))
    assert "Still shown" in words
    assert "Long ago" not in words
    assert "1 report of 1 place in the last 6 months." in words


def test_the_watch_list_has_places_and_reporters_at_the_threshold_and_near_it(open_desk, tell):
    for day in (date(2025, 11, 3), date(2025, 12, 4), date(2026, 1, 5)):
        tell(day)
    for day in (date(2025, 12, 24), date(2026, 1, 2)):
        tell(day, "The old mill", reporter="")
    app = open_desk(REVIEWS)
    places, reporters, _ = tables_of(app)
    assert places.to_dict("index") == {
        "Central ward": {
            "Threshold": "Met",
            "Reports that count": "3",
            "Days of the incidents": "3 November 2025, 4 December 2025, 5 January 2026",
            "So many until": "2 May 2026",
        },
        "The old mill": {
            "Threshold": "Near",
            "Reports that count": "2",
            "Days of the incidents": "24 December 2025, 2 January 2026",
            "So many until": "23 June 2026",
        },
    }
    assert reporters["Threshold"].tolist() == ["Met"]
    assert RESIDENT not in html_of(app)
    assert (
        "2 are at the threshold for an anti-social behaviour (ASB) case review, 1 near it."
        in html_of(app)
    )


def test_the_four_yearly_numbers_are_counted_by_year(open_desk, register):
    add_application(register, "CR 1", date(2025, 3, 20), "x")
    add_application(register, "CR 2", date(2025, 6, 2), "x")
    take_step(register, 1, "reviewed", date(2025, 4, 2), "x")
    take_step(register, 1, "recommended", date(2025, 4, 9), "x")
    app = open_desk(REVIEWS)
    assert app.selectbox(key="year").options == [
        "April 2025 to March 2026",
        "April 2024 to March 2025",
    ]
    assert tables_of(app)[-1]["Number"].to_dict() == {
        "Applications": "1",
        "Threshold not met": "0",
        "Reviews carried out": "1",
        "Reviews that resulted in recommendations": "1",
    }
    app.selectbox(key="year").set_value(2024).run()
    assert tables_of(app)[-1]["Number"]["Applications"] == "1"
    assert [each.label for each in app.get("download_button")] == ["CSV"]


def test_applications_and_their_steps_are_entered(open_desk, register):
    app = open_desk(REVIEWS)
    app.text_input(key="application-reference").set_value("CR 7")
    press(app, "Keep this application")
    app.selectbox(key="step-step").set_value("recommended")
    press(app, "Enter it")
    assert "Recommendations follow a review" in said(app)
    app.selectbox(key="step-step").set_value("threshold_not_met")
    press(app, "Enter it")
    assert dict(applications(register)[0].steps) == {"threshold_not_met": date(2026, 1, 15)}
    assert "Threshold not met, 15 January 2026" in html_of(app)


@pytest.mark.parametrize("role", ["public", "board", "neighbourhood", "administrator"])
@pytest.mark.parametrize("page", [REPORTS, REVIEWS])
def test_who_may_not_see_reports_is_told_that_they_exist_and_who_may(open_desk, tell, page, role):
    tell(date(2026, 1, 5), text="Shouting")
    app = open_desk(page, role=role)
    assert "is shown to MATAC members and analysts" in words_of(app)
    assert "Shouting" not in words_of(app)
    assert not tables_of(app)
    assert not app.text_input


@pytest.mark.parametrize("page", [REPORTS, REVIEWS])
def test_open_data_that_comes_with_the_program_has_no_reports(open_desk, tell, page):
    tell(date(2026, 1, 5), text="Shouting")
    app = open_desk(page, data="open")
    assert "nothing is kept beside it" in words_of(app)
    assert "Shouting" not in words_of(app)


def test_a_report_like_a_script_is_only_text(open_desk, tell):
    tell(date(2026, 1, 5), place=HOSTILE, text=HOSTILE, organisation=HOSTILE)
    tell(date(2026, 1, 6), place=HOSTILE)
    for page in (REPORTS, REVIEWS):
        assert HOSTILE not in html_of(open_desk(page))
