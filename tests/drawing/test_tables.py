from __future__ import annotations

from xml.etree import ElementTree

from geo_csp.drawing.tables import table_html

TABLE = {"Street": ["High Street", "<script>alert(1)</script>"], "Count": ["3", "1 & 2"]}


def test_rows_and_columns_have_headings_and_the_table_its_caption():
    table = ElementTree.fromstring(table_html(TABLE, "Streets"))
    assert table.findtext("caption") == "Streets"
    assert [cell.text for cell in table.iter("th") if cell.get("scope") == "col"] == list(TABLE)
    assert [cell.text for cell in table.iter("th") if cell.get("scope") == "row"] == TABLE["Street"]
    assert [cell.text for cell in table.iter("td")] == TABLE["Count"]


def test_a_street_named_like_a_script_is_only_a_name():
    assert "<script" not in table_html(TABLE, "<b>Streets</b>")
    assert "<b>" not in table_html(TABLE, "<b>Streets</b>")
