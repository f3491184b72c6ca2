"""How a Word file looks: styles, language, page, marking on every page, and no day but its own."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from docx.document import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from geo_csp.packs.document import Document

_FONT = "Arial"
_INK = RGBColor(0x1B, 0x1B, 0x1B)
_GREY = RGBColor(0x4D, 0x56, 0x5D)
_MARGINS_MM = {"left": 20, "right": 20, "top": 22, "bottom": 20}
# Style: size in points, bold, ink, points of space before and after.
_LOOKS = {
    "Normal": (9, False, _INK, 0, 4),
    "Title": (20, True, _INK, 0, 8),
    "Heading 1": (14, True, _INK, 6, 5),
    "Heading 2": (11, True, _INK, 10, 4),
    "Subtitle": (10.5, False, _INK, 0, 5),
    "Caption": (8.5, True, _INK, 6, 2),
    "Body Text 3": (8, False, _GREY, 3, 4),
    "List Bullet": (9, False, _INK, 0, 2),
    "Header": (9, True, _INK, 0, 0),
    "Footer": (8, False, _GREY, 0, 0),
}


def set_up(made: WordFile, document: Document) -> None:
    _set_styles(made)
    _set_language(made)
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for side, margin in _MARGINS_MM.items():
        setattr(section, f"{side}_margin", Mm(margin))
    _write_marking(section, document)
    _set_properties(made, document)


def _set_styles(made: WordFile) -> None:
    for name, (size, is_bold, ink, before, after) in _LOOKS.items():
        style: Any = made.styles[name]
        font, spacing = style.font, style.paragraph_format
        font.name, font.size, font.bold, font.italic = _FONT, Pt(size), is_bold, False
        font.color.rgb = ink
        spacing.space_before, spacing.space_after, spacing.line_spacing = (
            Pt(before),
            Pt(after),
            1.15,
        )
        # A style's theme fonts would win over its font.
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for rule in style.element.xpath(".//w:pBdr | .//w:rPr/w:spacing | .//w:rPr/w:caps"):
            rule.getparent().remove(rule)
    made.styles["Caption"].element.get_or_add_pPr().get_or_add_keepNext()


def _set_language(made: WordFile) -> None:
    (default,) = made.styles.element.xpath("//w:docDefaults/w:rPrDefault/w:rPr")
    normal = made.styles["Normal"].element.get_or_add_rPr()
    for looks in (default, normal):
        for old in looks.findall(qn("w:lang")):
            looks.remove(old)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "en-GB")
        language.set(qn("w:eastAsia"), "en-GB")
        looks.append(language)


def _write_marking(section: Section, document: Document) -> None:
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    head.text, head.alignment = document.marking, WD_ALIGN_PARAGRAPH.CENTER
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run(f"{document.marking}. ").bold = True
    foot.add_run(f"{document.about}, page ")
    _add_field(foot, "PAGE")
    foot.add_run(" of ")
    _add_field(foot, "NUMPAGES")


def _add_field(paragraph: WordParagraph, what: str) -> None:
    """A number that Word works out."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), what)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # python-docx has no fields of its own


def _set_properties(made: WordFile, document: Document) -> None:
    day = datetime.combine(document.made_on, time())
    properties = made.core_properties
    properties.title, properties.author = document.title, document.author
    properties.last_modified_by, properties.comments = document.author, document.marking
    properties.subject, properties.language = document.about, "en-GB"
    properties.created = properties.modified = day
