"""What a user can act on: where it went wrong, what was expected, what to do."""

from __future__ import annotations

from dataclasses import dataclass

EXIT_ALL = 0
EXIT_SOME_SET_ASIDE = 1
EXIT_FAILED = 2


class GeoCspError(Exception):
    """Something the user can put right. The message is for the screen as it stands."""


class ProfileError(GeoCspError):
    """The area profile or one of its boundary files is not usable."""


class SourceFileError(GeoCspError):
    """A whole source file cannot be read. Its message names the file."""


class StoreError(GeoCspError):
    """The store cannot be read or written: locked, read-only, full, damaged."""


class NotLoadedError(GeoCspError):
    """What was asked for needs months that are not in the store."""


class NotReleasedError(GeoCspError):
    """The viewer's role may not see what was asked for."""


@dataclass(frozen=True)
class SetAside:
    """One row that could not become an incident: where it stands, and why.

    ``text`` is the row as it stood in the file, so that it can be put right and loaded again.
    """

    file: str
    line: int
    reason: str
    text: str
