"""A document as tagged PDF after PDF/UA-1: its parts can be read aloud, in order.

Fonts are those that come with the drawings, never the computer's own: a document looks the same,
to the byte, wherever it is made.
"""

from __future__ import annotations

import dataclasses
import json
import tempfile
from pathlib import Path
from typing import Any

import typst

from geo_csp.drawing.printed_parts import font_folder
from geo_csp.packs.document import Document, Picture

_LOOKS = Path(__file__).with_name("pack.typ")


def pdf_bytes(document: Document) -> bytes:
    """A4. The document's day is the only one in it."""
    with tempfile.TemporaryDirectory(prefix="geo-csp-pack-") as name:
        folder = Path(name)
        content = _plain(document, folder)
        (folder / "pack.json").write_text(json.dumps(content), encoding="utf-8")
        main = folder / "pack.typ"
        main.write_bytes(_LOOKS.read_bytes())
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[font_folder()]
        )
        made = folder / "pack.pdf"
        typst.compile(main, made, root=folder, font_paths=fonts, pdf_standards=["ua-1"])
        return made.read_bytes()


def _plain(document: Document, folder: Path) -> dict[str, Any]:
    """The document as JSON takes it; its pictures are files in the folder."""
    head = {field.name: getattr(document, field.name) for field in dataclasses.fields(document)}
    blocks = []
    for number, block in enumerate(document.blocks):
        content = vars(block) | {"kind": type(block).__name__}
        if isinstance(block, Picture):
            file = f"{number}.png"
            (folder / file).write_bytes(content.pop("png"))
            content["file"] = file
        content.update({k: sorted(v) for k, v in content.items() if isinstance(v, frozenset)})
        blocks.append(content)
    return head | {"made_on": document.made_on.isoformat(), "blocks": blocks}
