"""What every reader and filter promises, whatever it is given.

Each promise takes one input at a time. The tests ask for a few hundred, the benchmark for 10,000.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import markdown_it
import pandas as pd
from hypothesis import strategies as st

from geo_csp.area_profile import AreaProfile, load_profile
from geo_csp.disclosure import export, hotspots, release, taken_away, ward
from geo_csp.disclosure.release import DataSet
from geo_csp.drawing.hotspot_list import entry_html, link_html
from geo_csp.drawing.tables import table_html
from geo_csp.errors import GeoCspError
from geo_csp.incidents.archives import SourceFile, climbs_out, found
from geo_csp.incidents.load import load
from geo_csp.incidents.manifest import FILE_NAME, read_manifest
from geo_csp.incidents.parsed import Parsed
from geo_csp.incidents.police_uk import STREET_COLUMNS
from geo_csp.incidents.reading import Failure, read_source
from geo_csp.monthly.published import folder_of, read_published
from geo_csp.monthly.sensitive_tables import read_tables
from geo_csp.months import Span, parse_month, parse_span
from geo_csp.pages import plain_text
from geo_csp.pages.identity import Identity, Provider, SignInError, identity_of
from geo_csp.pages.server_setup import is_local
from geo_csp.register import audit, viewers
from geo_csp.register.opening import Register
from geo_csp.roles import ROLES, Viewer
from geo_csp.vocabulary import LEVELS
from tests.hotspot_samples import hotspot


@dataclass(frozen=True)
class Place:
    """Where promises are kept: ``folder`` is theirs to write into, ``data`` a police extract."""

    folder: Path
    profile: AreaProfile
    data: DataSet
    register: Register


@dataclass(frozen=True)
class Promise:
    """``share``: of the inputs asked for, where one takes long."""

    name: str
    inputs: st.SearchStrategy[Any]
    holds: Callable[[Place, Any], None]
    share: float = 1.0


ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "[x](javascript:alert(1))",
    "![x](https://elsewhere.example/x.png)",
    "$$\\href{javascript:alert(1)}{x}$$",
    ":material/home: :red[x]",
    '=HYPERLINK("https://elsewhere.example")',
    "+1+1",
    "@SUM(1)",
    "\t=1+1",
    "\ufeff=1+1",
    "＝1+1",  # noqa: RUF001
    "../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "/etc/passwd",
    "C:\\x",
    "%2e%2e%2f",
    "a\x00b",
    "' OR 1=1 --",
    "{{7*7}}",
    "\u202egnp.exe",
    "nan",
    "1e999",
    "",
)
TEXT = st.one_of(
    st.sampled_from(ATTACKS),
    st.text(st.characters(codec="utf-8"), max_size=30),
    st.tuples(st.sampled_from(ATTACKS), st.text(st.characters(codec="utf-8"), max_size=6)).map(
        "".join
    ),
)
CELL = st.one_of(
    TEXT,
    st.sampled_from(["2025-01", "05/01/2025", "351000", "240000", "-2.716051", "52.056204"]),
    st.sampled_from(["Burglary", "West Mercia Police", "Race", "Noise", '"', "0"]),
)
VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)


# Readers of files.


def _rows(width: int) -> st.SearchStrategy[list[list[str]]]:
    return st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=4)


def _street_rows(place: Place, rows: list[list[str]]) -> None:
    _each_row_is_kept_or_set_aside(place, STREET_COLUMNS, rows)


def _extract_rows(place: Place, rows: list[list[str]]) -> None:
    names = tuple(place.profile.extracts[0].columns.named().values())
    fitting = [(row * len(names))[: len(names)] for row in rows]
    _each_row_is_kept_or_set_aside(place, names, fitting)


def _each_row_is_kept_or_set_aside(
    place: Place, names: tuple[str, ...], rows: list[list[str]]
) -> None:
    path = place.folder / "fuzz.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([names, *rows])
    source = SourceFile(str(path), path.stat().st_size, path)
    reading = read_source(source, place.profile, [place.profile.force])
    assert isinstance(reading, Parsed), reading
    assert reading.rows.num_rows + len(reading.set_aside) == len(rows)


def _bytes_that_are_no_source(place: Place, given: tuple[bytes, str]) -> None:
    content, name = given
    path = place.folder / name
    path.write_bytes(content)
    with found([path]) as files:
        for source in files.files:
            assert isinstance(read_source(source, place.profile, []), Failure)


def _zip_of(members: list[tuple[str, bytes]]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in members:
            # One name may stand there twice.
            archive.writestr(zipfile.ZipInfo(name or "x"), content)
    return packed.getvalue()


MEMBERS = st.lists(
    st.tuples(
        st.tuples(TEXT, st.sampled_from(["", ".csv", ".xlsx", ".zip", "/x.csv"])).map("".join),
        st.binary(max_size=40),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda member: member[0],
)


def _members_that_climb(place: Place, members: list[tuple[str, bytes]]) -> None:
    path = place.folder / "fuzz.zip"
    path.write_bytes(_zip_of(members))
    with found([path]) as files:
        assert not any(climbs_out(source.member) for source in files.files)
        for source in files.files:
            assert isinstance(read_source(source, place.profile, []), (Failure, Parsed))


def _a_load_that_writes_elsewhere(place: Place, members: list[tuple[str, bytes]]) -> None:
    path = place.folder / "fuzz.zip"
    path.write_bytes(_zip_of(members))
    before = set(place.folder.parent.rglob("*"))
    store = place.folder / "loaded"
    with contextlib.suppress(GeoCspError):
        load([path], place.profile, store)
    made = set(place.folder.parent.rglob("*")) - before
    assert all(each == store or store in each.parents for each in made), made


# Readers of what the service wrote itself, damaged.


def _damaged_manifest(place: Place, given: tuple[int, Any]) -> None:
    which, value = given
    store = place.folder / "damaged"
    store.mkdir(exist_ok=True)
    whole = json.loads((place.data.store / FILE_NAME).read_text(encoding="utf-8"))
    _change(whole, which, value)
    (store / FILE_NAME).write_text(json.dumps(whole), encoding="utf-8")
    with contextlib.suppress(GeoCspError):
        read_manifest(store)


def _change(content: Any, which: int, value: Any) -> None:
    """Puts ``value`` in the place of one part of it."""
    parts = list(_parts(content))
    holder, key = parts[which % len(parts)]
    holder[key] = value


def _parts(content: Any) -> Iterator[tuple[Any, Any]]:
    keys = content if isinstance(content, dict) else range(len(content))
    for key in keys:
        yield content, key
        if isinstance(content[key], (dict, list)):
            yield from _parts(content[key])


def _damaged_tables(place: Place, content: bytes) -> None:
    folder = place.folder / "tables" / "published" / "herefordshire"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sensitive.json").write_bytes(content)
    with contextlib.suppress(GeoCspError):
        read_tables(place.folder / "tables", "herefordshire")


JSON_OR_BYTES = st.one_of(
    st.binary(max_size=60),
    VALUE.map(lambda value: json.dumps(value).encode()),
    st.fixed_dictionaries({"form": st.just(1), "tables": VALUE}).map(
        lambda v: json.dumps(v).encode()
    ),
)


# Filters: of pages, addresses and commands.


def _no_area_of_that_name(place: Place, name: str) -> None:
    try:
        profile = load_profile(name)
    except GeoCspError:
        return
    assert profile.name == name
    assert "/" not in name


def _months(place: Place, text: str) -> None:
    for read in (parse_month, parse_span):
        with contextlib.suppress(GeoCspError):
            read(text)
    with contextlib.suppress(GeoCspError):
        read_published(place.data.store, place.profile.name, text)
    with contextlib.suppress(GeoCspError):
        folder = folder_of(place.data.store, place.profile.name, parse_month(text))
        assert place.data.store in folder.resolve().parents


FILTERS = st.tuples(
    st.sampled_from(sorted(ROLES)),
    st.one_of(st.sampled_from(sorted(LEVELS)), TEXT),
    st.one_of(
        st.sampled_from(["hate", "hate-race", "asb", "all", "neighbourhood", "burglary"]), TEXT
    ),
    st.one_of(st.sampled_from(["2025-06", "2025-05", "1999-01", "9999-12"]), TEXT),
    st.one_of(st.sampled_from(["E05009449", "E05009450"]), TEXT),
)


def _figures(place: Place, given: tuple[str, str, str, str, str]) -> None:
    role, level, selection, month, code = given
    viewer = Viewer(ROLES[role])
    with contextlib.suppress(GeoCspError):
        told = release.figures(place.data, viewer, level, selection, Span(month, month))
        assert "/" not in export.file_name(told, "csv")
    with contextlib.suppress(GeoCspError):
        hotspots.hotspots(place.data, viewer, month, selection)
    for ask in (ward.ward_points, ward.ward_streets):
        with contextlib.suppress(GeoCspError):
            ask(place.data, viewer, code, selection, Span(month, month))
            assert viewer.sees_points_of(code)
    with contextlib.suppress(GeoCspError):
        ward.ward_months(place.data, viewer, code, selection)


def _audit(place: Place, given: tuple[str, str, date | None]) -> None:
    who, kind, day = given
    with contextlib.suppress(GeoCspError):
        lines = audit.lines(place.register, who=who, kind=kind, first=day, last=day)
        assert all(not who or line.entry.who == who for line in lines)


def _role_of(place: Place, subject: str) -> None:
    assert viewers.viewer_of(place.register, f"{subject} that nobody knows") is None


# Who asks.

CLAIMS = st.fixed_dictionaries(
    {},
    optional={
        "iss": st.one_of(st.just("https://a.example"), VALUE),
        "aud": st.one_of(st.just("geo-csp"), VALUE),
        "sub": VALUE,
        "iat": st.one_of(st.just(100), VALUE),
        "exp": st.one_of(st.just(10_000), VALUE),
    },
)


def _identity(place: Place, claims: dict[str, Any]) -> None:
    try:
        known = identity_of(claims, Provider("https://a.example", "geo-csp", 3600), 200.0)
    except SignInError:
        return
    assert isinstance(known, Identity)
    assert claims["iss"] == "https://a.example"
    assert known.until > 200
    viewers.viewer_of(place.register, known.subject)


def _host(place: Place, given: tuple[str, str]) -> None:
    host, forwarded = given
    assert not is_local({"Host": host, "X-Forwarded-For": forwarded})
    is_local({"Host": host})


# What goes out.


def _html(place: Place, text: str) -> None:
    for page in PAGES:
        assert _parsed(page(text)) == [
            tuple(part.replace(MARK, text) for part in event) for event in _parsed(page(MARK))
        ]
    assert _tags(plain_text.notice_list((text,))) == _tags(plain_text.notice_list((MARK,)))


MARK = "Xq7"
PAGES: tuple[Callable[[str], str], ...] = (
    lambda text: plain_text.paragraph(f"a{text}", "note"),
    lambda text: plain_text.marked_line("OFFICIAL", f"a{text}"),
    lambda text: table_html({f"a{text}": [f"b{text}"], "x": [f"c{text}"]}, f"d{text}"),
    lambda text: link_html(f"hotspot?x={text}", f"a{text}"),
    lambda text: entry_html(
        1,
        replace(hotspot("asb-1"), place=f"a{text}", sentence=f"b{text}", break_words=f"c{text}"),
        f"d{text}",
        f"hotspot?{text}",
    ),
)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.events: list[tuple[str, ...]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.events.append(("start", tag, *(f"{name}={value}" for name, value in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.events.append(("end", tag))

    def handle_data(self, data: str) -> None:
        if self.events and self.events[-1][0] == "text":
            data = self.events.pop()[1] + data
        self.events.append(("text", data))

    def handle_comment(self, data: str) -> None:
        self.events.append(("comment", data))


def _parsed(page: str) -> list[tuple[str, ...]]:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.events


def _tags(page: str) -> list[tuple[str, ...]]:
    return [event for event in _parsed(page) if event[0] != "text"]


MARKDOWN = markdown_it.MarkdownIt("gfm-like", {"linkify": False})
# An indented line and one that is underlined change how words look, not what they are.
HARMLESS = {"p", "br", "pre", "code", "h1", "h2"}


def _markdown(place: Place, text: str) -> None:
    shown = _parsed(MARKDOWN.render(plain_text.as_markdown(text)))
    assert {event[1] for event in shown if event[0] == "start"} <= HARMLESS


def _cells(place: Place, cells: list[str]) -> None:
    table = taken_away.without_formulas(pd.DataFrame({"cell": cells, "number": range(len(cells))}))
    text = table.to_csv(index=False, lineterminator="\n")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len(rows) == len(cells) + 1
    assert not any(row[0].strip().startswith(tuple("=+-@＝＋－＠")) for row in rows)  # noqa: RUF001


PROMISES = (
    Promise("rows of an open data file", _rows(len(STREET_COLUMNS)), _street_rows),
    Promise("rows of a police extract", _rows(12), _extract_rows),
    Promise(
        "bytes that are no source",
        st.tuples(st.binary(max_size=300), st.sampled_from(["x.csv", "x.xlsx", "x.zip"])),
        _bytes_that_are_no_source,
    ),
    Promise("names and contents in a zip", MEMBERS, _members_that_climb),
    Promise("loads that would write elsewhere", MEMBERS, _a_load_that_writes_elsewhere, 0.1),
    Promise("a damaged manifest", st.tuples(st.integers(0, 10**6), VALUE), _damaged_manifest),
    Promise("damaged published tables", JSON_OR_BYTES, _damaged_tables),
    Promise("names of areas", TEXT, _no_area_of_that_name),
    Promise("months", TEXT, _months),
    Promise("filters of figures, wards and hotspots", FILTERS, _figures),
    Promise(
        "filters of the audit",
        st.tuples(
            TEXT, st.one_of(st.sampled_from(sorted(audit.KINDS)), TEXT), st.none() | st.dates()
        ),
        _audit,
    ),
    Promise("subjects without a role", TEXT, _role_of),
    Promise("claims of a sign-in", CLAIMS, _identity),
    Promise("names of hosts", st.tuples(TEXT, TEXT), _host),
    Promise("text in HTML", TEXT, _html),
    Promise("text in Markdown", TEXT, _markdown),
    Promise("cells of a CSV", st.lists(TEXT, min_size=1, max_size=5), _cells),
)
