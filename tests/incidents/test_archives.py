"""Files are found in folders and zips; nothing dangerous is opened."""

from __future__ import annotations

import os
import zipfile

import pytest

from geo_csp.errors import EXIT_FAILED, SourceFileError
from geo_csp.incidents.archives import found
from geo_csp.incidents.store import read_manifest


@pytest.mark.parametrize("member", ["../out-street.csv", "/abs-street.csv", "C:\\x\\y-street.csv"])
def test_a_zip_member_that_climbs_out_is_refused(loaded, street_file, tmp_path, member):
    path = tmp_path / "2025-01.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(street_file([{}]), "2025-01/2025-01-west-mercia-street.csv")
        archive.writestr(member, "x")
    before = sorted(tmp_path.rglob("*"))
    report = loaded(path)
    assert [failure.split(": not read: ")[1] for failure in report.failures] == [
        "its path leads out of the zip"
    ]
    assert report.months[0].rows == 1
    assert report.months[0].source_files == (f"{path}/2025-01/2025-01-west-mercia-street.csv",)
    assert [p for p in sorted(tmp_path.rglob("*")) if "store" not in p.parts] == before


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_zip_bomb_is_refused_unread(loaded, street_file, tmp_path, suffix):
    path = tmp_path / "2025-01.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(street_file([{}]), "2025-01-west-mercia-street.csv")
        archive.writestr(f"bomb.{suffix}", b"0" * 20_000_000)
    report = loaded(path)
    assert "would unpack to 20,000,000, which no real file does" in report.failures[0]
    assert report.months[0].rows == 1


def test_a_workbook_that_is_a_bomb_is_refused(loaded, tmp_path):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 20_000_000)
    assert "would unpack to far more than it holds" in loaded(path).failures[0]


def test_a_zip_that_is_none_says_so(loaded, tmp_path):
    path = tmp_path / "x.zip"
    path.write_text("no zip")
    assert f"{path}: is no readable zip" in loaded(path).failures[0]


def test_a_path_that_does_not_exist_is_named(loaded, tmp_path):
    with pytest.raises(SourceFileError, match="nowhere: there is no such file or folder"):
        loaded(tmp_path / "nowhere")


def test_members_of_a_zip_are_found_in_order(street_file, tmp_path):
    path = tmp_path / "all.zip"
    file = street_file([{}])
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("b/2025-02-x-street.csv", "a/2025-01-x-street.csv", "a/readme.txt"):
            archive.write(file, name)
    with found([path]) as sources:
        assert [source.name for source in sources.files] == [
            f"{path}/a/2025-01-x-street.csv",
            f"{path}/b/2025-02-x-street.csv",
        ]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_damaged_member_is_named_and_the_others_are_read(loaded, street_file, tmp_path, method):
    path = tmp_path / "all.zip"
    good = street_file([{}])
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.write(good, "2025-01-west-mercia-street.csv")
        archive.writestr("2025-02-west-mercia-street.csv", good.read_bytes() * 50)
        (_, damaged) = archive.infolist()
    content = bytearray(path.read_bytes())
    start = damaged.header_offset + 30 + len(damaged.filename) + damaged.compress_size // 2
    content[start : start + 20] = bytes(20)
    path.write_bytes(content)
    report = loaded(path)
    (failure,) = report.failures
    assert failure.startswith(f"{path}/2025-02-west-mercia-street.csv: cannot be read")
    assert [month.month for month in report.months] == ["2025-01"]


def test_a_zip_inside_a_zip_is_named_as_not_read(loaded, street_file, tmp_path):
    inner, outer = tmp_path / "inner.zip", tmp_path / "outer.zip"
    with zipfile.ZipFile(inner, "w") as archive:
        archive.write(street_file([{}]), "2025-01-west-mercia-street.csv")
    with zipfile.ZipFile(outer, "w") as archive:
        archive.write(inner, "inner.zip")
    report = loaded(outer)
    assert report.exit_code == EXIT_FAILED
    assert report.failures == (
        f"{outer}/inner.zip: not read: a zip inside a zip; unpack the outer one first",
    )


def test_what_a_mac_puts_beside_files_is_passed_over(loaded, street_file, tmp_path):
    path = tmp_path / "mac.zip"
    file = street_file([{}])
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(file, file.name)
        archive.writestr(f"__MACOSX/._{file.name}", b"\0\5\26\7")
        archive.writestr(f"._{file.name}", b"\0\5\26\7")
    (file.parent / f"._{file.name}").write_bytes(b"\0\5\26\7")
    for source in (path, file.parent):
        report = loaded(source)
        assert (report.files, report.failures) == (1, ())


def test_what_a_store_holds_is_not_read_back(loaded, street_file, store):
    loaded(street_file([{}, {"point": ("0", "0")}]))
    assert list(store.glob("set_aside/*.csv"))
    report = loaded(store)
    assert report.failures == (
        f"{store}: there is nothing to read in it: expected CSV or XLSX files",
    )


def test_a_file_name_that_is_no_utf_8_is_shown_with_its_bytes(loaded, street_file, store):
    file = street_file([{}])
    odd = os.fsdecode(os.fsencode(file.parent) + b"/2025-01-\xff-street.csv")
    try:
        file.rename(odd)
    except OSError as error:
        pytest.skip(f"this disk takes no such name: {error}")
    report = loaded(file.parent)
    assert report.months[0].source_files == (f"{file.parent}/2025-01-\\xff-street.csv",)
    assert read_manifest(store) == report.months
