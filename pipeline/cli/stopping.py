"""The user's wish to stop, which must not be lost.

Python raises `KeyboardInterrupt` wherever the signal finds it. Where that is a destructor or the
tidying up after an import, it is printed and forgotten, and the run goes on. So the wish is kept
as well, and asked for whenever progress is told.
"""

from __future__ import annotations

import signal
from threading import Event
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType

_wished = Event()


def listen() -> None:
    """Let SIGTERM and the terminal's interrupt stop the run: workers ended, what is done kept."""
    signal.signal(signal.SIGTERM, _stop)
    # A shell in the background has its jobs ignore the terminal's.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _stop)


def check() -> None:
    """Stop here if the user has wished so.

    Raises:
        KeyboardInterrupt: As the signal did.
    """
    if _wished.is_set():
        raise KeyboardInterrupt


def _stop(number: int, frame: FrameType | None) -> None:
    del number, frame
    _wished.set()
    raise KeyboardInterrupt
