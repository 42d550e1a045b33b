"""Progress on standard error while a run goes on; silence when that is no terminal."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, Self

from pipeline.cli import stopping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.engine.run import Summary, Watch

_MINUTE = 60


class Watcher:
    """A context manager whose `watch` draws a bar with the time that is left."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        self.bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("articles, time left"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            # A notebook's `!` is a terminal that cannot draw over what it has drawn.
            disable=not sys.stderr.isatty() or "JPY_PARENT_PID" in os.environ,
        )
        self.reading: Any = None
        self.analysing: Any = None

    @property
    def watch(self) -> Watch:
        """Return what the engine calls."""
        from pipeline.engine.run import Watch

        return Watch(self._read, self._planned, self._done)

    def __enter__(self) -> Self:
        self.bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.bars.stop()

    def _read(self, count: int) -> None:
        stopping.check()
        if self.reading is None:
            self.reading = self.bars.add_task("Reading", total=None)
        self.bars.update(self.reading, completed=count)

    def _planned(self, articles: int, _characters: int) -> None:
        stopping.check()
        if self.reading is not None:
            self.bars.update(self.reading, visible=False)
        self.analysing = self.bars.add_task("Analysing", total=articles)

    def _done(self, articles: int, _characters: int, _rejected: int) -> None:
        stopping.check()
        self.bars.advance(self.analysing, articles)


def summary_lines(summary: Summary) -> Iterator[str]:
    """Yield what a user wants to know at the end of a run."""
    counts = summary.counts
    if counts is None:
        yield f"would analyse {summary.todo} articles, about {summary.words} words"
        yield f"of {summary.ingested.documents} read, {len(summary.ingested.rejected)} rejected"
        yield f"time: about {_duration(summary.words / WORDS_PER_SECOND)} with one worker"
        return
    for name in ("documents", "accusations", "actor_sentiment", "actors", "rejected"):
        yield str(summary.folder / f"{name}.parquet")
    yield ""
    yield f"articles      {counts.documents}"
    yield f"rejected      {counts.rejected}"
    yield f"actors        {counts.actors}"
    yield f"mentions      {counts.mentions}"
    yield f"statements    {counts.statements}"
    yield f"opinions      {counts.opinions}"
    yield f"accusations   {counts.accusations}"
    yield f"most accused  {_top(summary, 'accused')}"
    yield f"accuse most   {_top(summary, 'accuser')}"
    yield f"time          {_duration(summary.seconds)}"


# On one core of the machine that `docs/scaling.md` describes; a guess elsewhere.
WORDS_PER_SECOND = 7_000


def _top(summary: Summary, role: str) -> str:
    """Return who fills a role most, counted as the report does: by actor, of what is made."""
    from pipeline.report.counts import leading
    from pipeline.tables import load_table

    columns = [role, f"{role}_id", "factuality", "checked"]
    ranked = leading(load_table(summary.folder, "accusations", columns), role).head(3)
    found = zip(ranked[role], ranked["n"], strict=True)
    return ", ".join(f"{name} ({count})" for name, count in found) or "nobody"


def _duration(seconds: float) -> str:
    if seconds < _MINUTE:
        return f"{seconds:.0f} s"
    minutes, rest = divmod(round(seconds), _MINUTE)
    hours, minutes = divmod(minutes, _MINUTE)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s"
