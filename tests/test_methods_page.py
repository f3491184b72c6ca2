"""The analyst's page of methods: its code runs, prints what it says, and no method is left out."""

from __future__ import annotations

import ast
import contextlib
import inspect
import io
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from geo_csp.statistics.emerging_categories import CATEGORIES, RULES

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")
WORDS = (ROOT / "docs" / "words.md").read_text(encoding="utf-8")
MODULES = sorted(
    path.stem
    for path in (ROOT / "geo_csp" / "statistics").glob("*.py")
    if not path.stem.startswith("_")
)

SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", PAGE, flags=re.MULTILINE | re.DOTALL))
METHODS = [heading for heading, text in SECTIONS.items() if "**What it answers.**" in text]
BLOCK = re.compile(r"^```python\n(.*?)^```\n\n```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# A table of arguments: its head names the function.
SIGNATURE = re.compile(r"^\| `(\w+)` \|.*\| default \|\n\|[-|]+\n((?:\|.*\n)+)", re.MULTILINE)


def run(code: str) -> tuple[str, dict[str, Any]]:
    printed, names = io.StringIO(), {"__name__": "a_notebook"}
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "docs/methods.md", "exec"), names)
    return printed.getvalue(), names


def documented(rows: str) -> dict[str, str]:
    """Each argument in a table's rows with the default beside it, empty where none is given."""
    found = {}
    for row in rows.splitlines():
        names, *_, default = (cell.strip() for cell in row.strip("|").split("|"))
        found |= dict.fromkeys(re.findall(r"`(\w+)`", names), default.strip("`"))
    return found


def value(default: str) -> Any:
    return np.inf if default == "inf" else ast.literal_eval(default)


def described(function: Any) -> dict[str, Any]:
    parameters = inspect.signature(function).parameters.values()
    return {parameter.name: parameter.default for parameter in parameters}


@pytest.mark.parametrize("heading", METHODS)
def test_every_block_runs_by_itself_and_prints_what_stands_under_it(heading: str) -> None:
    blocks = BLOCK.findall(SECTIONS[heading])
    assert blocks, "a method shows how it is called"
    for code, expected in blocks:
        assert run(code)[0] == expected


def test_no_block_stands_without_what_it_prints() -> None:
    assert PAGE.count("```python") == len(BLOCK.findall(PAGE))


@pytest.mark.parametrize("heading", METHODS)
def test_every_table_of_arguments_is_the_signature(heading: str) -> None:
    names: dict[str, Any] = {}
    for code, _ in BLOCK.findall(SECTIONS[heading]):
        names |= run(code)[1]
    for function, rows in SIGNATURE.findall(SECTIONS[heading]):
        told, true = documented(rows), described(names[function])
        assert list(told) == list(true), function
        for argument, default in told.items():
            if true[argument] is inspect.Parameter.empty:
                assert not default, f"{function}: {argument} has no default"
            else:
                assert value(default) == true[argument], f"{function}: {argument}"


@pytest.mark.parametrize("heading", METHODS)
def test_every_method_is_told_whole(heading: str) -> None:
    for part in ("What it answers.", "Formula.", "When not to trust it.", "Paper."):
        assert SECTIONS[heading].count(f"**{part}**") == 1, part


def test_there_are_methods_and_tables_to_test() -> None:
    assert len(METHODS) > 20
    assert len(SIGNATURE.findall(PAGE)) > 20


@pytest.mark.parametrize("module", MODULES)
def test_every_module_of_the_statistics_is_in_the_list_of_files(module: str) -> None:
    assert f"`{module}`" in SECTIONS["Every file of geo_csp.statistics"]


def test_no_module_is_named_that_is_gone() -> None:
    listed = re.findall(r"`([a-z_0-9]+)`", SECTIONS["Every file of geo_csp.statistics"])
    named = re.findall(r"geo_csp\.statistics\.([a-z_0-9]+)", PAGE)
    assert not {*listed, *named} - set(MODULES)


def test_every_link_within_the_page_leads_to_a_heading() -> None:
    anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in SECTIONS}
    assert set(re.findall(r"\]\(#(.+?)\)", PAGE)) <= anchors


def test_the_rules_of_the_categories_stand_in_the_order_in_which_they_are_tried() -> None:
    rows = re.findall(r"^\| ([a-z]+) \| ", SECTIONS["The 17 categories"], flags=re.MULTILINE)
    assert rows == ["category", *RULES]


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_category_is_among_the_projects_words(category: str) -> None:
    assert f"- **{category.capitalize()}**: " in WORDS
