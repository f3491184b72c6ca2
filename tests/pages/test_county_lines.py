"""The pages of leads, on a month that was published before."""

from __future__ import annotations

from datetime import date

import pytest

from geo_csp.monthly.publish import publish
from geo_csp.pages.lead_addresses import register_of
from geo_csp.register.lead_feedback import add_feedback, feedback
from tests.lead_samples import MONTH, lead, stream
from tests.pages.reading import html_of, tables_of, words_of
from tests.published_samples import published_month

LIST, ONE, HOW = "county_lines.py", "lead.py", "how_leads_are_found.py"
FIRST = lead("lead-1")
SECOND = lead("lead-2", tier="C", place="Link Road, College", ward_code="E05009450", p=0.4)
OVER = lead("lead-3", state="ended", place="Old Road, Central")
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def publish_leads(ready):
    data = ready["demonstration"]

    def published(*leads, ended=()):
        made = published_month(
            data.profile,
            MONTH,
            data.store,
            scanned={"asb": "2023-01"},
            leads=leads,
            ended_leads=ended,
            leads_said=("not in the data, and so not looked at: cuckooing reports",),
        )
        publish(data.store, made, (), ())
        return data

    return published


@pytest.fixture
def open_leads(open_page, publish_leads):
    publish_leads(FIRST, SECOND, ended=(OVER,))

    def opened(page: str, code: str = "", role: str = "analyst"):
        app = open_page(data="Demonstration")
        app.switch_page(page).run()
        app.selectbox(key="data").set_value("demonstration")
        app.selectbox(key="role").set_value(role)
        if code:
            app.query_params["lead"] = code
        app.run()
        assert not app.exception
        return app

    return opened


def test_the_list_goes_by_tier_and_says_what_a_lead_is(open_leads):
    app = open_leads(LIST)
    said = html_of(app)
    assert "Where to look, not who to blame." in said
    headings = [heading.value for heading in app.subheader]
    assert headings[:3] == ["Tier A: 1", "Tier C: 1", "Ended: 1"]
    assert FIRST.sentence in said
    assert "found by police: 43%" in said
    assert "Not in the data, and so not looked at: cuckooing reports." in said
    assert "How leads are found, and how they can mislead" in said


def test_one_lead_shows_its_streams_months_streets_and_what_would_undo_it(open_leads):
    app = open_leads(ONE, "lead-1")
    said = html_of(app)
    assert FIRST.unless in said
    assert "rail station: hereford" in said.lower()
    streets = tables_of(app)[1]
    assert streets["Count"].to_dict() == {"High Street": "10", "Bewell Street": "4"}
    assert "Police found 43% of the incidents" in said
    assert "https://example.org/signs" in said


@pytest.mark.parametrize("role", ["public", "board"])
@pytest.mark.parametrize("page", [LIST, ONE])
def test_who_may_not_see_leads_is_told_that_they_exist_and_who_may(open_leads, page, role):
    app = open_leads(page, "lead-1", role)
    assert "released to those who send people to places" in words_of(app)
    assert FIRST.place not in words_of(app) + html_of(app)


def test_how_leads_are_found_is_for_everybody(open_leads):
    said = words_of(open_leads(HOW, role="public"))
    assert "known ways it can mislead" in said
    assert "what is kept out" in said


def test_a_mark_is_kept_and_precision_shows_from_the_first_on(open_leads, ready):
    app = open_leads(ONE, "lead-1")
    before = len(feedback(register_of(ready["demonstration"]), "lead-1"))
    app.radio[0].set_value("confirmed")
    app.text_area[0].set_value("Two visits.")
    app.button[0].click().run()
    marks = feedback(register_of(ready["demonstration"]), "lead-1")
    assert len(marks) == before + 1
    assert (marks[-1].verdict, marks[-1].note) == ("confirmed", "Two visits.")
    table = tables_of(open_leads(LIST))[0]
    assert table["Precision (likely range)"]["A"] == "100% (21% to 100%)"
    assert table["Precision (likely range)"]["B"] == "no mark yet"


def test_enough_marks_bring_a_proposal_to_the_analyst_that_changes_nothing(
    open_leads, publish_leads
):
    """Drugs gave more of the five that were confirmed than of the five that were not."""
    few = stream("drugs", found_by="police", leads=True, observed=3, at_place=7)
    other = (few, stream("asb", phrase="Anti-social behaviour"))
    leads = [lead(f"lead-{n}", **({} if n < 25 else {"streams": other})) for n in range(20, 30)]
    data = publish_leads(*leads)
    for each in leads:
        verdict = "confirmed" if each.code < "lead-25" else "not_county_lines"
        day = date(2026, 1, 5)
        add_feedback(register_of(data), each.code, verdict, found_on=day, who="test")
    app = open_leads(LIST)
    assert "Weights that the marks speak for" in [heading.value for heading in app.subheader]
    assert "A proposal changes nothing" in html_of(app)
    precision, proposed, effects = tables_of(app)
    assert precision["Precision (likely range)"]["A"].startswith("50% (")
    assert float(proposed["Proposed"]["Drugs"]) > float(proposed["Weight now"]["Drugs"])
    assert len(effects) == 10
    others = open_leads(LIST, role="partner")
    assert "Weights that the marks speak for" not in [each.value for each in others.subheader]


def test_the_analyst_types_themes_and_the_others_read_them(open_leads):
    app = open_leads(LIST)
    app.text_area[0].set_value("Cuckooing in the city\n\nRural fuel theft")
    next(button for button in app.button if button.label == "Save").click().run()
    seen = open_leads(LIST, role="partner")
    assert "Cuckooing in the city" in words_of(seen).replace("\\", "")
    assert not seen.text_area


@pytest.mark.parametrize(("page", "code"), [(LIST, ""), (ONE, "lead-1")])
def test_a_place_named_like_a_script_is_only_a_name(open_leads, publish_leads, page, code):
    hostile = lead("lead-1", place=HOSTILE, sentence=HOSTILE, streets=((HOSTILE, 3),))
    publish_leads(hostile)
    app = open_leads(page, code)
    assert HOSTILE not in html_of(app)


def test_a_lead_that_is_not_there_says_so(open_leads):
    assert "This is no lead that is shown to you" in words_of(open_leads(ONE, "lead-99"))
