"""Run the app and turn whatever happens into an exit code.

0 success, 1 internal error, 2 usage, 3 too many rejects, 4 environment, 130 interrupted.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

import typer
from click.exceptions import Abort, ClickException

from pipeline.cli import running, telling
from pipeline.cli.app import app
from pipeline.errors import GriefsError

if TYPE_CHECKING:
    from types import FrameType

# The modules whose import adds the commands, in the order that `--help` shows them.
COMMANDS = (running, telling)
INTERRUPTED = 130


def main() -> None:
    """Run the app; show an error as one line, without a traceback."""
    # Before numpy is imported by any command: one BLAS thread a process.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    signal.signal(signal.SIGTERM, _terminated)
    sys.exit(_code())


def _code() -> int:
    try:
        code = app(standalone_mode=False)
    except ClickException as error:
        error.show()
        return error.exit_code
    except GriefsError as error:
        typer.echo(f"Error: {error}", err=True)
        return error.exit_code
    except (KeyboardInterrupt, Abort):
        typer.echo("Stopped. The same command goes on from here.", err=True)
        return INTERRUPTED
    except BrokenPipeError:  # `griefs schema | head`
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
        return 0
    except Exception as error:
        if os.environ.get("GRIEFS_DEBUG"):
            raise
        kind = type(error).__name__
        typer.echo(f"Internal error: {kind}: {error}. GRIEFS_DEBUG=1 shows where.", err=True)
        return 1
    return code if isinstance(code, int) else 0


def _terminated(number: int, frame: FrameType | None) -> None:
    """End like an interrupt does: workers stopped, what is finished kept."""
    del number, frame
    raise KeyboardInterrupt
