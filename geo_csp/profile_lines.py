"""Which line of an ``area.toml`` an error is about."""

from __future__ import annotations

from pathlib import Path

from geo_csp.errors import ProfileError
from geo_csp.profile_settings import Layer


def wrong(path: Path, text: str, value: str, what: str, *, last: bool = False) -> ProfileError:
    lines = [n for n, line in enumerate(text.splitlines(), 1) if f'"{value}"' in line] or [0]
    return ProfileError(f'{path}, line {lines[-1 if last else 0]}: "{value}" {what}')


def wrong_setting(layer: Layer, cause: BaseException | None) -> str:
    """The setting that names a property which no feature has, else the file's."""
    lacking = cause.args[0] if isinstance(cause, KeyError) else ""
    return {layer.name: "name", layer.code: "code"}.get(lacking, "file")


def line_in_table(text: str, table: str, key: str) -> int:
    """The line of a setting of a table, else the table's heading, else 1."""
    inside, heading = False, 1
    for number, line in enumerate(text.splitlines(), 1):
        plain = line.replace(" ", "")
        if plain.startswith("["):
            inside = plain.startswith(f"[{table}]")
            heading = number if inside else heading
        elif (inside and plain.startswith(f"{key}=")) or plain.startswith(f"{table}={{"):
            return number
    return heading


def line_of(text: str, location: tuple[int | str, ...], value: object) -> int:
    """The line of a setting: where its value stands, else its key, else its table's heading."""
    lines = list(enumerate(text.splitlines(), 1))
    if isinstance(value, str) and value:
        for number, line in lines:
            if f'"{value}"' in line:
                return number
    for key in reversed([part for part in location if isinstance(part, str)]):
        for number, line in lines:
            if line.lstrip().startswith((f"{key} ", f"{key}=", f"[{key}]", f"[[{key}]]")):
                return number
    return 1
