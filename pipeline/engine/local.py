"""The local engine: this process, or a pool of processes that share the model.

Stock pools lose tasks or hang when a worker is killed (`nlp.pipe(n_process=2)`, `mp.Pool`), so
the parent supervises: one pipe a worker, one batch at a time, a deadline for each. A batch whose
worker died or overran is tried once more, then halved until the culprit stands alone and becomes
a row of `rejected`. A worker gets its next batch only when it asks for one, so a slow disk slows
the reading down instead of filling the memory.
"""

from __future__ import annotations

import signal
import time
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import TYPE_CHECKING

from pipeline.engine import template
from pipeline.engine.retry import Queue
from pipeline.errors import EnvironmentProblemError
from pipeline.records import RejectReason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from pipeline.engine.retry import Job
    from pipeline.engine.tasks import Setup, Task

# A worker is replaced after so many characters, whatever it did to its memory.
CHARACTERS_PER_WORKER = 100_000_000
LOADING_SECONDS = 300.0
SECONDS_PER_BATCH = 120.0
CHARACTERS_PER_SECOND = 1_000  # a fiftieth of the slowest speed measured


@dataclass(slots=True)
class _Member:
    """A worker process, seen from the parent."""

    process: BaseProcess
    pipe: Connection
    ready: bool = False
    job: Job | None = None
    deadline: float = 0.0
    characters: int = 0


def run(
    setup: Setup,
    tasks: Iterator[Task],
    progress: Callable[[int, int, int], None],
    *,
    workers: int,
) -> None:
    """Do all batches, in this process when there are no workers."""
    if workers == 0:
        run_here(setup, tasks, progress)
    else:
        run_pool(setup, tasks, progress, workers=workers)


def run_here(
    setup: Setup, tasks: Iterator[Task], progress: Callable[[int, int, int], None]
) -> None:
    """Do all batches in this process."""
    from pipeline.engine import worker  # noqa: PLC0415  # spaCy, which a supervisor does without

    nlp = None
    for task in tasks:
        nlp = nlp or worker.load(setup)
        rejected = worker.work(nlp, setup, task)
        progress(len(task.batch.articles), task.batch.characters, rejected)


def run_pool(
    setup: Setup,
    tasks: Iterator[Task],
    progress: Callable[[int, int, int], None],
    *,
    workers: int,
    seconds_per_batch: float = SECONDS_PER_BATCH,
    target: Callable[[Connection, Setup], None] | None = None,
) -> None:
    """Do all batches in `workers` processes.

    Args:
        setup: What each worker needs to know.
        tasks: Batches, read no faster than workers take them.
        progress: Called after each batch with its articles, characters and rejects.
        workers: Processes, 1 or more.
        seconds_per_batch: What a batch may take, beside its share for length.
        target: What a worker runs; `serve` unless told.

    Raises:
        EnvironmentProblemError: Workers cannot start or cannot write.
    """
    pool = _Pool(setup, tasks, progress, seconds_per_batch, target or serve)
    try:
        pool.run(workers)
    finally:
        pool.close()


class _Pool:
    """The supervisor. All its state is the queue and the members."""

    def __init__(
        self,
        setup: Setup,
        tasks: Iterator[Task],
        progress: Callable[[int, int, int], None],
        seconds_per_batch: float,
        target: Callable[[Connection, Setup], None],
    ) -> None:
        self.setup = setup
        self.queue = Queue(tasks)
        self.progress = progress
        self.seconds_per_batch = seconds_per_batch
        self.target = target
        self.members: list[_Member] = []
        self.failed_starts = 0

    def run(self, workers: int) -> None:
        waiting = self.queue.fill(workers)
        while waiting or any(member.job for member in self.members):
            for member in self.members:
                if member.ready and member.job is None and (job := self.queue.take()) is not None:
                    self._give(member, job)
            # No more than one batch a worker is read ahead: that is the back-pressure.
            waiting = self.queue.fill(workers)
            busy = sum(member.job is not None for member in self.members)
            while len(self.members) < min(workers, busy + waiting):
                self.members.append(self._start())
            self._listen()
            waiting = self.queue.fill(workers)

    def close(self) -> None:
        for member in self.members:
            self._stop(member)
        self.members.clear()

    def _start(self) -> _Member:
        context = template.context()
        ours, theirs = context.Pipe()
        process = context.Process(target=self.target, args=(theirs, self.setup), daemon=True)
        process.start()
        theirs.close()
        return _Member(process, ours, deadline=time.monotonic() + LOADING_SECONDS)

    def _give(self, member: _Member, job: Job) -> None:
        member.job = job
        characters = job.task.batch.characters
        allowed = self.seconds_per_batch + characters / CHARACTERS_PER_SECOND
        member.deadline = time.monotonic() + allowed
        member.characters += characters
        try:
            member.pipe.send(job.task)
        except OSError:  # it died idle: the next look at its pipe says so
            return

    def _listen(self) -> None:
        """Wait for something to happen and deal with it."""
        busy = [m for m in self.members if m.job is not None or not m.ready]
        if not busy:
            return
        first = min(member.deadline for member in busy)
        pipes = [member.pipe for member in self.members]
        heard = wait(pipes, timeout=max(first - time.monotonic(), 0.0))
        for member in tuple(self.members):
            if member.pipe in heard:
                self._hear(member)
            elif member in busy and time.monotonic() > member.deadline:
                self._lose(member, RejectReason.TIMED_OUT)

    def _hear(self, member: _Member) -> None:
        try:
            message = member.pipe.recv()
        except (EOFError, OSError):
            self._lose(member, RejectReason.CRASHED)
            return
        if isinstance(message, str):
            raise EnvironmentProblemError(message)
        member.ready = True
        if member.job is None:
            self.failed_starts = 0
            return
        batch = member.job.task.batch
        member.job = None
        self.progress(len(batch.articles), batch.characters, message)
        if member.characters > CHARACTERS_PER_WORKER:
            self._stop(member)
            self.members.remove(member)

    def _lose(self, member: _Member, reason: RejectReason) -> None:
        """Replace a dead or overdue worker and put its batch back."""
        job = member.job
        self._stop(member)
        self.members.remove(member)
        if job is None:
            self.failed_starts += not member.ready
            if self.failed_starts > 3:  # noqa: PLR2004  # it is not chance any more
                raise EnvironmentProblemError(
                    "Workers end before they are ready. Try --workers 0, and griefs doctor."
                )
            return
        code = member.process.exitcode
        detail = "no answer in time" if reason is RejectReason.TIMED_OUT else f"exit code {code}"
        rejected = self.queue.failed(self.setup, job, reason, detail)
        if rejected is not None:
            batch = job.task.batch
            self.progress(len(batch.articles), batch.characters, rejected)

    def _stop(self, member: _Member) -> None:
        member.pipe.close()
        member.process.kill()
        member.process.join()


def serve(pipe: Connection, setup: Setup) -> None:
    """Be a worker: say that you are ready, then answer every task with its number of rejects.

    A string instead of a number is an error that no other worker would mend.
    """
    from pipeline.engine import worker  # noqa: PLC0415  # spaCy, which a supervisor does without

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    try:
        nlp = worker.load(setup)
        pipe.send(0)
        while True:
            task: Task = pipe.recv()
            pipe.send(worker.work(nlp, setup, task))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # the parent is gone, or has no more work
    except OSError as error:
        pipe.send(f"Cannot write in {setup.rows}: {error.strerror}. Free some space and run again.")
    except EnvironmentProblemError as error:
        pipe.send(str(error))
