"""From the paths a user gives to the files to read, in one order, whatever the disk's order."""

from __future__ import annotations

import errno
import os
import stat
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from pipeline.ingest import archives, compression
from pipeline.ingest.exports import section
from pipeline.ingest.foreign import left_over
from pipeline.ingest.sidecars import find_sidecar
from pipeline.ingest.sources import Source
from pipeline.records import Rejected, RejectReason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.ingest.sidecars import Sidecar


STDIN = "-"
STAGE = "ingest"
_SIDECARS = frozenset({".txt", ".csv", ".tsv"})  # files that have, or may be, a metadata table
_IN_MEMORY = 64 * 1024 * 1024


def walk(paths: Sequence[str | Path]) -> Iterator[Source | Rejected]:
    """Yield every file below the paths: folders and archives are entered.

    The paths are taken in the order given, what lies below one of them in the order of names.
    """
    walker = _Walker()
    for given in paths:
        if str(given) == STDIN:
            yield from _standard_input()
        else:
            path = Path(given)
            yield from walker.visit(path, path.name)


def _explains(name: str) -> bool:
    """Tell whether a file is about its folder; one that the user names is read all the same."""
    return Path(name).stem.lower() in section("folders")["about"]


class _Walker:
    """Remembers which files were read, and the metadata table of each folder."""

    def __init__(self) -> None:
        self._seen: dict[tuple[int, int], str] = {}
        self._sidecars: dict[Path, Sidecar | None] = {}

    def visit(self, path: Path, key: str) -> Iterator[Source | Rejected]:
        """Yield the files at and below a path."""
        try:
            status = path.stat()
        except OSError as error:
            yield _unreadable(path, error)
            return
        if stat.S_ISDIR(status.st_mode):
            yield from self._folder(path, key)
        else:
            yield from self._plain(path, key, status)

    def _plain(self, path: Path, key: str, status: os.stat_result) -> Iterator[Source | Rejected]:
        identity = (status.st_dev, status.st_ino)
        if not stat.S_ISREG(status.st_mode):
            yield Rejected(
                source_path=str(path),
                stage=STAGE,
                reason=RejectReason.UNREADABLE,
                detail="neither a file nor a folder",
            )
        elif status.st_ino and (earlier := self._seen.get(identity)) is not None:
            yield Rejected(
                source_path=str(path),
                stage=STAGE,
                reason=RejectReason.DUPLICATE_ID,
                detail=f"the same file as {earlier}",
            )
        else:
            self._seen[identity] = str(path)
            yield from self._file(path, key)

    def _folder(self, top: Path, key: str) -> Iterator[Source | Rejected]:
        # A stack, not recursion: folders may be nested deeper than Python's own.
        waiting: list[tuple[Path, str, frozenset[tuple[int, int]]]] = [(top, key, frozenset())]
        while waiting:
            path, key, above = waiting.pop()
            told = left_over(path.name) if above else None
            if told is not None:
                yield Rejected(
                    source_path=str(path),
                    stage=STAGE,
                    reason=RejectReason.UNKNOWN_FORMAT,
                    detail=told,
                )
                continue
            try:
                status = path.stat()
                is_folder = stat.S_ISDIR(status.st_mode)
                names = sorted(os.listdir(path)) if is_folder else []  # noqa: PTH208  # names only
            except OSError as error:
                yield _unreadable(path, error)
                continue
            if not is_folder:
                yield from self._plain(path, key, status)
                continue
            identity = (status.st_dev, status.st_ino)
            if identity in above:
                yield Rejected(
                    source_path=str(path),
                    stage=STAGE,
                    reason=RejectReason.UNREADABLE,
                    detail="a link back to a folder above it",
                )
                continue
            below = above | {identity}
            waiting.extend(
                (path / name, f"{key}/{name}", below)
                for name in reversed(names)
                if not _explains(name)
            )

    def _file(self, path: Path, key: str) -> Iterator[Source | Rejected]:
        ending = path.suffix.lower()
        sidecar = self._sidecar(path.parent) if ending in _SIDECARS else None
        if sidecar is not None and path.name == sidecar.name:
            yield from sidecar.orphans(str(path))
            return
        name = path.name
        if ending in compression.ENDINGS:
            name = path.stem
        row = {} if sidecar is None else sidecar.row(name)
        source = Source(str(path), name, key, lambda: compression.opened(path), row)
        yield from archives.expanded(source)

    def _sidecar(self, folder: Path) -> Sidecar | None:
        """Return the metadata table of a folder."""
        if folder not in self._sidecars:
            try:
                names = sorted(os.listdir(folder))  # noqa: PTH208  # names only
            except OSError:
                names = []
            self._sidecars[folder] = find_sidecar(
                [name for name in names if left_over(name) is None],
                lambda name: (folder / name).open("rb"),
            )
        return self._sidecars[folder]


def _standard_input() -> Iterator[Source]:
    """Yield what stands in standard input, kept aside: recognising it takes a second look."""
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as store:
        while chunk := sys.stdin.buffer.read(1024 * 1024):
            store.write(chunk)
        yield Source(STDIN, "stdin", "stdin", lambda: archives.borrowed(cast("BinaryIO", store)))


def _unreadable(path: Path, error: OSError) -> Rejected:
    loop = error.errno == errno.ELOOP
    return Rejected(
        source_path=str(path),
        stage=STAGE,
        reason=RejectReason.UNREADABLE,
        detail="a link that leads back to itself" if loop else error.strerror or str(error),
    )
