"""Zip archives, entered safely: nothing is unpacked to disk, bombs and unsafe paths are refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, cast

from pipeline.ingest import bounds, compression
from pipeline.ingest.foreign import left_over, packed_document
from pipeline.ingest.sidecars import find_sidecar
from pipeline.ingest.sources import Source
from pipeline.records import Rejected, RejectReason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.ingest.sidecars import Sidecar

_MAGIC = b"PK\x03\x04"
_EMPTY_ARCHIVE = b"PK\x05\x06"
_DECLARED = "mimetype"  # the first member of documents and e-books
_LONGEST_TYPE = 200
_OFFICE = "[Content_Types].xml"
_WEB_ARCHIVE = "archive/"  # where a WACZ keeps its WARC files
STAGE = "ingest"


def borrowed(file: BinaryIO) -> BinaryIO:
    """Return a view of a file from its beginning; closing the view leaves the file open."""
    file.seek(0)
    return cast("BinaryIO", io.BufferedReader(_View(file)))


class _View(io.RawIOBase):
    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._file = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return self._file.seek(offset, whence)

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def expanded(source: Source, depth: int = 0) -> Iterator[Source | Rejected]:
    """Yield the members of a source that is a zip archive, and the source itself if it is none.

    Documents of Office are zip archives too; they stay whole.
    """
    head = _head(source)
    if head is None or not head.startswith((_MAGIC, _EMPTY_ARCHIVE)):
        yield source
        return
    try:
        with source.open() as file, zipfile.ZipFile(_seekable(file)) as archive:
            if _OFFICE in archive.namelist():
                yield source
            elif (told := _document(archive)) is not None:
                yield _rejected(source.path, RejectReason.UNKNOWN_FORMAT, told)
            elif depth >= bounds.ARCHIVE_DEPTH:
                yield _rejected(
                    source.path, RejectReason.TOO_LARGE, "archives in archives, too deep"
                )
            else:
                yield from _members(source, archive, depth)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError) as error:
        yield _rejected(source.path, RejectReason.TRUNCATED, f"no complete zip archive: {error}")
    except OSError as error:
        yield _rejected(source.path, RejectReason.UNREADABLE, str(error))


def _document(archive: zipfile.ZipFile) -> str | None:
    """Return what document an archive is that griefs does not read, None if it is none."""
    if _DECLARED not in archive.namelist():
        return None
    with archive.open(_DECLARED) as file:
        return packed_document(file.read(_LONGEST_TYPE))


def _head(source: Source) -> bytes | None:
    """Return the first bytes; None where they cannot be read, which the reader will report."""
    try:
        return source.head()
    except Exception:  # noqa: BLE001  # whatever is wrong, reading the source says it again
        return None


def _seekable(file: BinaryIO) -> BinaryIO:
    if file.seekable():
        return file
    data = file.read(bounds.WHOLE_FILE + 1)
    if len(data) > bounds.WHOLE_FILE:
        raise ValueError(f"more than {bounds.WHOLE_FILE} bytes in one compressed archive")
    return io.BytesIO(data)


def _members(source: Source, archive: zipfile.ZipFile, depth: int) -> Iterator[Source | Rejected]:
    members = sorted(
        (member for member in archive.infolist() if not member.is_dir()),
        key=lambda member: member.filename,
    )
    packed = sum(member.compress_size for member in members)
    unpacked = sum(member.file_size for member in members)
    if len(members) > bounds.ARCHIVE_MEMBERS:
        yield _rejected(source.path, RejectReason.TOO_LARGE, f"{len(members)} members")
        return
    if unpacked > bounds.FREE_EXPANSION + bounds.EXPANSION * packed:
        yield _rejected(
            source.path, RejectReason.TOO_LARGE, f"would expand from {packed} to {unpacked} bytes"
        )
        return
    if any(member.filename.startswith(_WEB_ARCHIVE) for member in members):
        members = [member for member in members if member.filename.startswith(_WEB_ARCHIVE)]
    if not members:
        yield _rejected(source.path, RejectReason.EMPTY, "an archive without files")
    folders: dict[str, Sidecar | None] = {}
    for member in members:
        yield from _member(source, archive, member, folders, depth)


def _member(
    source: Source,
    archive: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    folders: dict[str, Sidecar | None],
    depth: int,
) -> Iterator[Source | Rejected]:
    path = PurePosixPath(member.filename.replace("\\", "/"))
    shown = f"{source.path}!{member.filename}"
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        yield _rejected(shown, RejectReason.UNSAFE_PATH, "points outside its archive")
        return
    for part in path.parts:
        told = left_over(part)
        if told is not None:
            yield _rejected(shown, RejectReason.UNKNOWN_FORMAT, told)
            return
    if member.flag_bits & 0x1:
        yield _rejected(shown, RejectReason.UNREADABLE, "encrypted")
        return
    sidecar = (
        _sidecar(archive, str(path.parent), folders)
        if path.suffix.lower() in {".txt", ".csv", ".tsv"}
        else None
    )
    if sidecar is not None and path.name == sidecar.name:
        yield from sidecar.orphans(shown)
        return
    ending = path.suffix.lower()
    packed = ending in compression.ENDINGS

    def opened() -> BinaryIO:
        file = cast("BinaryIO", archive.open(member))
        return compression.inflated(file, ending) if packed else file

    inner = Source(
        shown,
        path.stem if packed else path.name,
        f"{source.key}/{path}",
        opened,
        {} if sidecar is None else sidecar.row(path.name),
    )
    yield from expanded(inner, depth + 1)


def _sidecar(
    archive: zipfile.ZipFile, folder: str, known: dict[str, Sidecar | None]
) -> Sidecar | None:
    if folder not in known:
        prefix = "" if folder == "." else f"{folder}/"
        names = sorted(
            name.removeprefix(prefix)
            for name in archive.namelist()
            if name.startswith(prefix) and "/" not in name.removeprefix(prefix)
        )
        known[folder] = find_sidecar(
            [name for name in names if name],
            lambda name: cast("BinaryIO", archive.open(prefix + name)),
        )
    return known[folder]


def _rejected(path: str, reason: RejectReason, detail: str) -> Rejected:
    return Rejected(source_path=path, stage=STAGE, reason=reason, detail=detail)
