"""Files are found in folders and zips; nothing dangerous is opened."""

from __future__ import annotations

import zipfile

import pytest

from geo_csp.errors import SourceFileError
from geo_csp.incidents.archives import found


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
