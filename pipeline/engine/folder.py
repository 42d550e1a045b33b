"""The folder of a run: what stands where, and files that are whole or absent."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from pipeline.errors import EnvironmentProblemError, GriefsError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class RunFolder:
    """Final tables at the top, everything that a rerun can use again under `work/`."""

    root: Path

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
    def parses(self) -> Path:
        """Packs of parsed Docs, one a batch."""
        return self.work / "parses"

    @property
    def rows(self) -> Path:
        """Finished batches, one file each: the manifest is what stands here."""
        return self.work / "rows"

    @property
    def manifest(self) -> Path:
        """Versions, inputs, counts and hashes of the last finished run."""
        return self.root / "run.json"

    @property
    def ledger(self) -> Path:
        """The researcher's decisions on actors."""
        return self.root / "actors.csv"

    def create(self) -> None:
        """Make the folders.

        Raises:
            EnvironmentProblemError: The place cannot be written.
        """
        try:
            for folder in (self.root, self.work, self.parses, self.rows):
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


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is whole or absent, even after a power cut."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def leftovers(folder: Path) -> Iterator[Path]:
    """Yield the temporary files that a killed run left behind."""
    yield from folder.glob(".*.tmp")
