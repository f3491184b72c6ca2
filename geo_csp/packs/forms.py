"""The forms that a pack is taken away in, and what its file is called."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from geo_csp.packs.document import Document
from geo_csp.packs.pdf import pdf_bytes
from geo_csp.packs.word import docx_bytes

WRITERS: Mapping[str, Callable[[Document], bytes]] = {"docx": docx_bytes, "pdf": pdf_bytes}


def file_name(marking: str, name: str, form: str) -> str:
    """``OFFICIAL-SENSITIVE_herefordshire_pack_2025-12.pdf``: the marking is read before opening."""
    return f"{marking.replace('; ', '_').replace(' ', '-')}_{name}.{form}"
