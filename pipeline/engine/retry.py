"""Batches on their way, and what becomes of those whose worker died: one more try, then halves."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.engine import parts
from pipeline.engine.plan import halves
from pipeline.engine.rejecting import rejected_article
from pipeline.engine.tasks import Task
from pipeline.tables.arrow import to_arrow
from pipeline.tables.rejected import rejected_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.engine.plan import Batch
    from pipeline.engine.tasks import Setup
    from pipeline.records import RejectReason


@dataclass(frozen=True, slots=True)
class Job:
    """A batch on its way.

    Attributes:
        tried: True when a worker failed on it (or on the batch it was cut from) before.
    """

    task: Task
    tried: bool = False


class Queue:
    """Jobs to do: those that must be tried again first, then the tasks as they are read."""

    def __init__(self, tasks: Iterator[Task]) -> None:
        self.tasks = tasks
        self.waiting: deque[Job] = deque()

    def fill(self, count: int) -> int:
        """Look up to `count` jobs ahead; return how many are waiting."""
        while len(self.waiting) < count and (task := next(self.tasks, None)) is not None:
            self.waiting.append(Job(task))
        return len(self.waiting)

    def take(self) -> Job | None:
        """Return the next job; None when there is none."""
        self.fill(1)
        return self.waiting.popleft() if self.waiting else None

    def failed(self, setup: Setup, job: Job, reason: RejectReason, detail: str) -> int | None:
        """Put a job back, whole or in halves, or reject its only article.

        Returns:
            The number of articles rejected; None when the job goes on.
        """
        batch = job.task.batch
        if not job.tried:
            self.waiting.appendleft(Job(job.task, tried=True))
        elif len(batch.articles) > 1:
            for half in halves(batch):
                self.waiting.appendleft(Job(Task(half, job.task.places), tried=True))
        else:
            _reject(setup, batch, reason, f"worker ended: {detail}")
            return len(batch.articles)
        return None


def _reject(setup: Setup, batch: Batch, reason: RejectReason, detail: str) -> None:
    rows = [rejected_row(rejected_article(a, reason, detail)) for a in batch.articles]
    tables = {name: to_arrow(name, rows if name == "rejected" else []) for name in parts.PARTS}
    parts.write(setup.rows, batch, tables)
