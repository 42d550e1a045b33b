"""Run the app and turn whatever happens into an exit code.

0 success, 1 internal error, 2 usage, 3 too many rejects, 4 environment, 130 interrupted.
"""

from __future__ import annotations

import gc
import os
import sys

import typer

from pipeline.cli import (
    checking,
    explaining,
    judging,
    lexicons,
    panels,
    reporting,
    running,
    stopping,
    telling,
)
from pipeline.cli.app import app
from pipeline.engine.tasks import THREAD_VARIABLES
from pipeline.errors import EnvironmentProblemError, GriefsError

# The modules whose import adds the commands; `--help` shows them by what they are for.
COMMANDS = (running, telling, reporting, checking, explaining, judging)
_ORDER = [module.__name__ for module in COMMANDS]
app.registered_commands.sort(
    key=lambda command: (
        panels.ORDER.index(str(command.rich_help_panel)),
        _ORDER.index(getattr(command.callback, "__module__", "")),
    )
)
app.add_typer(lexicons.lexicon, name="lexicon", rich_help_panel=panels.KNOW)
INTERRUPTED = 130


def main() -> None:
    """Run the app; show an error as one line, without a traceback."""
    # Before numpy is imported by any command: one BLAS thread a process.
    for name in THREAD_VARIABLES:
        os.environ.setdefault(name, "1")
    # Tables are millions of objects without a cycle: looking for one as often as Python does by
    # default takes a fifth of the time.
    gc.set_threshold(50_000, 20, 100)
    stopping.listen()
    try:
        app()
    except GriefsError as error:
        typer.echo(f"Error: {error}", err=True)
        sys.exit(error.exit_code)
    except SystemExit as end:
        if end.code == INTERRUPTED:
            typer.echo("Stopped. The same command goes on from here.", err=True)
        raise
    except OSError as error:  # a file that is not there, a full disk: nothing to mend in here
        if os.environ.get("GRIEFS_DEBUG"):
            raise
        typer.echo(_told(error), err=True)
        sys.exit(EnvironmentProblemError.exit_code)
    except Exception as error:
        if os.environ.get("GRIEFS_DEBUG"):
            raise
        kind = type(error).__name__
        typer.echo(f"Internal error: {kind}: {error}. GRIEFS_DEBUG=1 shows where.", err=True)
        sys.exit(1)


def _told(error: OSError) -> str:
    if isinstance(error, FileNotFoundError | PermissionError | IsADirectoryError):
        return f"Error: {error.filename}: {error.strerror}."
    where = f"{error.filename}: " if error.filename else ""
    return (
        f"Error: {where}{error.strerror or error}. What is finished is kept: when that is mended, "
        "the same command goes on."
    )
