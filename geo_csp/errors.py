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


class DisclosureError(GeoCspError):
    """From what would be published a count that is not shown could be worked out."""


class RegisterError(GeoCspError):
    """The register cannot be opened, read or written: locked, damaged, of another version."""


@dataclass(frozen=True)
class Difference:
    """A field that two people changed: as it was, as it now stands, as the second would have it."""

    field: str
    was: str
    theirs: str
    yours: str


class ChangedMeanwhileError(GeoCspError):
    """Someone else changed it first. Nothing was overwritten; ``differences`` is for the screen."""

    def __init__(self, message: str, differences: tuple[Difference, ...]) -> None:
        super().__init__(message)
        self.differences = differences


@dataclass(frozen=True)
class SetAside:
    """One row that could not become an incident: where it stands, and why.

    ``text`` is the row as it stood in the file, so that it can be put right and loaded again.
    """

    file: str
    line: int
    reason: str
    text: str
