from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo_csp.errors import GeoCspError, RegisterError
from geo_csp.register import audit
from geo_csp.register.chain import verify
from geo_csp.register.tables import audit_line
from geo_csp.vocabulary import CATEGORIES


def look(who="s-1", page="wards", **chosen):
    return audit.Entry(who, "consultation", page, chosen)


def test_a_line_says_who_when_what_and_the_filter(register):
    before = datetime.now(UTC)
    written = audit.record(register, look(months="2025-01:2025-06", category="asb"))
    (read,) = audit.lines(register)
    assert read == written
    assert (read.entry.who, read.entry.kind, read.entry.about) == ("s-1", "consultation", "wards")
    assert read.entry.filter == {"months": "2025-01:2025-06", "category": "asb"}
    assert before <= read.at <= datetime.now(UTC)


@pytest.mark.parametrize("kind", audit.KINDS)
def test_each_operation_of_the_act_can_be_logged(register, kind):
    audit.record(register, audit.Entry("s", kind, "incidents", {}, "asked by the court", "court"))
    assert audit.lines(register, kind=kind)[0].entry.recipient == "court"


def test_there_is_no_disclosure_without_its_justification(register):
    with pytest.raises(GeoCspError, match="justification: this must not be empty"):
        audit.record(register, audit.Entry("s", "disclosure", "wards.csv", {}, "  "))
    assert audit.lines(register) == ()


@pytest.mark.parametrize(
    "entry",
    [look(who=""), look(page=""), audit.Entry("s", "looking", "wards"), look(who="a\x00b")],
)
def test_a_line_that_says_too_little_is_refused(register, entry):
    with pytest.raises(GeoCspError):
        audit.record(register, entry)
    assert verify(register).lines == 0


def test_the_lines_can_be_chosen_by_who_what_and_day(register):
    for who, kind in (("a", "collection"), ("b", "collection"), ("a", "erasure")):
        audit.record(register, audit.Entry(who, kind, "incidents"))
    today = datetime.now(UTC).date()
    day = timedelta(days=1)
    numbers = lambda **chosen: [line.number for line in audit.lines(register, **chosen)]  # noqa: E731
    assert numbers() == [3, 2, 1]
    assert numbers(newest=2) == [3, 2]
    assert numbers(who="a") == [3, 1]
    assert numbers(who="a", kind="collection") == [1]
    assert numbers(first=today - day, last=today + day) == [3, 2, 1]
    assert numbers(last=today - day) == []
    assert numbers(first=today + day) == []
    assert numbers(first=date(2020, 1, 1)) == [3, 2, 1]


def test_the_database_refuses_to_change_or_remove_a_line(register):
    audit.record(register, look())
    for attack in (sa.update(audit_line).values(who="x"), sa.delete(audit_line)):
        with (
            pytest.raises((RegisterError, sa.exc.IntegrityError), match="never changed"),
            register.writing() as connection,
        ):
            connection.execute(attack)
    assert verify(register).is_whole


def test_a_damaged_line_is_said_in_words_when_read(register, attack):
    audit.record(register, look())
    attack("UPDATE audit_line SET at = 'long ago'")
    with pytest.raises(RegisterError, match="geo-csp audit verify"):
        audit.lines(register)


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM audit_head",
        "UPDATE audit_head SET lines = 0, seal = ''",
    ],
)
def test_where_the_chain_was_changed_nothing_is_added_and_words_say_so(register, attack, damage):
    audit.record(register, look())
    attack(damage)
    with pytest.raises(RegisterError, match="geo-csp audit verify"):
        audit.record(register, look())


def test_nothing_of_a_failed_change_is_kept_and_no_line_of_it(register):
    def fail_after_the_line():
        with register.writing() as connection:
            audit.append(register, connection, look())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_after_the_line()
    assert verify(register).lines == 0
    assert audit.record(register, look()).number == 1


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text() | st.sampled_from(sorted(CATEGORIES)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(who=st.text(), about=st.text(), chosen=st.dictionaries(st.text(), json_values, max_size=4))
def test_whatever_is_written_reads_back_the_same_or_is_refused(register, who, about, chosen):
    try:
        written = audit.record(register, audit.Entry(who, "consultation", about, chosen))
    except GeoCspError:
        return
    assert audit.lines(register, newest=1) == (written,)
    assert verify(register).is_whole
