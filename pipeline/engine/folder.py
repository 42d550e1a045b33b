"""The folder of a run: what stands where, and files that are whole or absent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from pipeline.engine.storage import location, write_whole
from pipeline.errors import EnvironmentProblemError, GriefsError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.engine.storage import Location


@dataclass(frozen=True, slots=True)
class RunFolder:
    """Final tables at the top, everything that a rerun can use again under `work/`."""

    root: Path

    @property
    def store(self) -> Location:
        """Where workers leave parses and rows: `work`, or the place that the file `store` names."""
        if self._store.exists():
            return location(self._store.read_text(encoding="utf-8"))
        return self.work

    @property
    def _store(self) -> Path:
        return self.work / "store"

    @property
    def work(self) -> Path:
        """What a run leaves for the next one; may be deleted when no run is going on."""
        return self.root / "work"

    @property
    def articles(self) -> Path:
        """Raw texts and metadata as ingest read them, in input order."""
        return self.root / "articles.parquet"

    @property
    def ingested(self) -> Path:
        """What was ingested: fingerprint of the inputs, counts, rejected items, duplicates."""
        return self.work / "ingested.json"

    @property
    def cleaned(self) -> Path:
        """Clean texts, alignments, blocks and repairs (left by `griefs clean`)."""
        return self.work / "cleaned.parquet"

    @property
    def parses(self) -> Location:
        """Packs of parsed Docs, one a batch."""
        return self.store / "parses"

    @property
    def rows(self) -> Location:
        """Finished batches, one file each: the manifest is what stands here."""
        return self.store / "rows"

    @property
    def manifest(self) -> Path:
        """Versions, inputs, counts and hashes of the last finished run."""
        return self.root / "run.json"

    @property
    def ledger(self) -> Path:
        """The researcher's decisions on actors."""
        return self.root / "actors.csv"

    def create(self, store: str | None = None) -> None:
        """Make the folders.

        Args:
            store: Folder or URL where workers are to leave parses and rows; it is remembered.

        Raises:
            EnvironmentProblemError: The place cannot be written.
        """
        try:
            self.work.mkdir(parents=True, exist_ok=True)
            if store is not None:
                write_whole(self._store, str(location(store)).encode())
            for folder in (self.parses, self.rows):
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise EnvironmentProblemError(
                f"Cannot write in {self.root}: {error.strerror}. Choose another folder with --out."
            ) from error

    def lock(self) -> FileLock:
        """Return the held lock of this folder; release it when the run ends.

        Raises:
            GriefsError: Another run holds it.
        """
        lock = FileLock(self.work / "lock")
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise GriefsError(
                f"Another run is writing in {self.root}. Wait for it or choose another --out."
            ) from error
        except OSError as error:
            raise EnvironmentProblemError(
                f"Cannot write in {self.root}: {error.strerror}. Choose another folder with --out."
            ) from error
        return lock


def leftovers(folder: Location) -> Iterator[Location]:
    """Yield the temporary files that a killed run left behind."""
    yield from folder.glob(".*.tmp")
