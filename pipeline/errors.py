"""Errors a user can cause. Each message names the culprit and the way out."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path


class GriefsError(Exception):
    """Base class; the command line prints the message alone and exits with `exit_code`."""

    exit_code = 2


class LexiconError(GriefsError):
    """A row of a lexicon file breaks the rules of its file."""

    exit_code = 4

    def __init__(self, path: Path, line: int | str, problem: str) -> None:
        super().__init__(f"{path}:{line}: {problem}")


class UnknownNameError(GriefsError):
    """A stage, table, format or option value that does not exist."""

    def __init__(self, kind: str, name: str, known: Collection[str]) -> None:
        close = difflib.get_close_matches(name, known, n=1)
        guess = f" Did you mean {close[0]!r}?" if close else ""
        names = ", ".join(sorted(known))
        super().__init__(f"There is no {kind} {name!r}.{guess} Known: {names}.")


class InputError(GriefsError):
    """An input path, folder or table that cannot be used at all."""


class ConfigError(GriefsError):
    """A configuration file or option that makes no sense."""


class EnvironmentProblemError(GriefsError):
    """The installation lacks something: a model, a package, a right."""

    exit_code = 4


class TooManyRejectsError(GriefsError):
    """More items were rejected than the user allows."""

    exit_code = 3
