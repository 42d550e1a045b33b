"""The pipeline that workers share: loaded once in a process of its own, from which they fork.

Loading takes seconds: once instead of in every worker, it leaves a processor for reading the
inputs meanwhile, a lost worker is replaced at once, and what no worker changes stands in memory
once. Systems that cannot fork safely start each worker from nothing.
"""

from __future__ import annotations

import gc
import multiprocessing as mp
import signal
import sys
from contextlib import suppress
from itertools import islice
from multiprocessing import forkserver
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import EnvironmentProblemError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.context import ForkServerContext, SpawnContext

    from spacy.language import Language

    from pipeline.config import Config

FORKS = sys.platform == "linux"
EXAMPLES = 20  # read by the template, so that no worker reads a lexicon

_kept: list[Language] = []


def begin() -> None:
    """Begin to load the template, if it is not there yet, and do not wait for it."""
    if FORKS:
        forkserver.set_forkserver_preload(["pipeline.engine.preloaded"])
        forkserver.ensure_running()


def expect(inputs: Sequence[str], out: Path) -> None:
    """Begin to load the template where a run has all its work before it.

    Called before the rest of the engine is imported: that, and reading the inputs, takes seconds.
    """
    there = all(path == "-" or Path(path).exists() for path in inputs)
    if there and not any((out / "work" / "rows").glob("*.part")):
        begin()


def context() -> ForkServerContext | SpawnContext:
    """Return what starts workers here."""
    begin()
    return mp.get_context("forkserver") if FORKS else mp.get_context("spawn")


def fill() -> None:
    """Load the pipeline and its lexicons; called in the template only."""
    from pipeline.engine.process import process  # noqa: PLC0415  # the parent needs none of it
    from pipeline.nlp import load_nlp  # noqa: PLC0415
    from pipeline.records import Article  # noqa: PLC0415
    from pipeline.stance.frames import lexicon_frames  # noqa: PLC0415

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the run decides
    gc.disable()  # all that is made here stays
    with suppress(EnvironmentProblemError):  # the workers will tell
        nlp = load_nlp()
        text = "\n\n".join(frame.example for frame in islice(lexicon_frames(), EXAMPLES))
        process(nlp, [Article(document_id="", text=text, source_path="", source_format="")])
        _kept.append(nlp)
    gc.enable()
    gc.freeze()  # collections in the workers must not touch, and so copy, what they share


def pipeline(config: Config) -> Language:
    """Return the pipeline for a worker: the template's, unless the user names actors too."""
    from pipeline.nlp import load_nlp  # noqa: PLC0415

    if not _kept or config.actors is not None:
        return load_nlp(config)
    nlp = _kept[0]
    if config.frames is not None:
        spotter: Any = nlp.get_pipe("griefs_cues")
        spotter.own = Path(config.frames)
    return nlp
