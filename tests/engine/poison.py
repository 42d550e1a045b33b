"""Workers that die of one text: what a crash of a compiled library looks like."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from pipeline.engine import parts, worker
from pipeline.engine.parts import PARTS
from pipeline.tables.arrow import to_arrow
from tests.engine.corpus import POISON

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from pipeline.engine.tasks import Setup, Task


def serve_and_die(pipe: Connection, setup: Setup) -> None:
    """Answer every task with an empty part; die of poison, sleep over the word *sommeil*."""
    pipe.send(0)
    try:
        while True:
            task: Task = pipe.recv()
            texts = " ".join(article.text for article in task.batch.articles)
            if POISON in texts:
                os._exit(9)
            if "sommeil" in texts:
                time.sleep(60)
            empty = {name: to_arrow(name, []) for name in PARTS}
            parts.write(setup.rows, task.batch, empty)
            pipe.send(0)
    except EOFError:
        return


def serve_until_poison(pipe: Connection, setup: Setup) -> None:
    """Be a real worker, but die of poison."""
    nlp = worker.load(setup)
    pipe.send(0)
    try:
        while True:
            task: Task = pipe.recv()
            if any(POISON in article.text for article in task.batch.articles):
                os._exit(9)
            pipe.send(worker.work(nlp, setup, task))
    except EOFError:
        return
