"""One word for one thing: the words are explained, and their synonyms stay off the screen."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from geo_csp import vocabulary
from geo_csp.roles import ROLES

ROOT = Path(__file__).resolve().parents[1]
WORDS = (ROOT / "docs" / "words.md").read_text(encoding="utf-8")
PAGES = [ROOT / "app.py", *sorted((ROOT / "geo_csp" / "pages").glob("*.py"))]

VOCABULARY = [
    *vocabulary.CATEGORIES.values(),
    *vocabulary.ACQUISITIVE_OFFENCES.values(),
    *vocabulary.STRANDS.values(),
    *vocabulary.SOURCES.values(),
    *vocabulary.LEVELS.values(),
    *(role.phrase for role in ROLES.values()),
    vocabulary.OFFICIAL,
    vocabulary.OFFICIAL_SENSITIVE,
    vocabulary.SYNTHETIC,
    vocabulary.NO_EVIDENCE_OF_CHANGE,
]


def explained() -> dict[str, str]:
    """Each word that has an entry, in small letters, and its explanation."""
    entries = re.findall(r"^- \*\*(.+?)\*\*[^:]*: (.+)$", WORDS, flags=re.MULTILINE)
    return {word.lower(): explanation for word, explanation in entries}


def synonyms() -> list[tuple[str, str]]:
    """What to say, and one word that is not used for it."""
    table = WORDS.split("| say | not |")[1]
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", table, flags=re.MULTILINE)
    return [(say, synonym) for say, not_said in rows for synonym in not_said.split(", ")]


def words_on_screen(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of every string that is no docstring."""
    tree = ast.parse(source)
    docstrings = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in docstrings:
            yield node.lineno, node.value


def found_synonyms(source: str) -> list[str]:
    return [
        f'line {line}: "{synonym}": say "{say}"'
        for line, text in words_on_screen(source)
        for say, synonym in synonyms()
        if re.search(rf"\b{re.escape(synonym)}\b", text, flags=re.IGNORECASE)
    ]


@pytest.mark.parametrize("word", VOCABULARY)
def test_every_word_of_the_vocabulary_is_explained(word: str) -> None:
    assert word.lower() in explained()


def test_each_category_has_its_code_beside_it() -> None:
    for code, phrase in vocabulary.CATEGORIES.items():
        assert re.search(rf"\*\*{re.escape(phrase)}\*\* \([^)]*`{code}`\)", WORDS), phrase


def test_an_explanation_is_one_plain_sentence() -> None:
    for word, explanation in explained().items():
        assert explanation.endswith("."), word
        assert ". " not in explanation, word
        assert len(explanation.split()) <= 40, word


def test_no_word_we_use_is_a_synonym_we_avoid() -> None:
    assert not {synonym.lower() for _, synonym in synonyms()} & set(explained())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_uses_no_synonym(page: Path) -> None:
    assert not found_synonyms(page.read_text(encoding="utf-8"))


def test_a_synonym_would_be_found() -> None:
    source = '"""A Hot spot in a docstring is no text."""\nst.write(f"{n} hot spots; a Hot spot")'
    assert found_synonyms(source) == ['line 2: "hot spot": say "hotspot"']
