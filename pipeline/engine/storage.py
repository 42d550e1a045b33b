"""Where workers leave parts and parses: a folder, or any place that fsspec knows (`s3://…`).

A location is a `Path`, or a `Remote` with those methods of a path that the engine uses. Files are
whole or absent in both: written under a temporary name, then renamed.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import EnvironmentProblemError

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, order=True)
class Remote:
    """A file or folder that fsspec reaches; a plain value, so that it can cross process borders."""

    url: str

    def __str__(self) -> str:
        return self.url

    def __truediv__(self, name: str) -> Remote:
        return Remote(f"{self.url.rstrip('/')}/{name}")

    @property
    def name(self) -> str:
        """The last part of the URL."""
        return self.url.rstrip("/").rpartition("/")[2]

    @property
    def stem(self) -> str:
        """The name without its last suffix."""
        return self.name.rpartition(".")[0] or self.name

    def with_name(self, name: str) -> Remote:
        """Return the neighbour of that name."""
        return Remote(f"{self.url.rstrip('/').rpartition('/')[0]}/{name}")

    def glob(self, pattern: str) -> Iterator[Remote]:
        """Yield the files of this folder whose names match."""
        system, path = _system(self.url)
        system.invalidate_cache()  # another process may have written
        for found in system.glob(f"{path}/{pattern}"):
            yield self / found.rpartition("/")[2]

    def exists(self) -> bool:
        """Whether the file or folder is there."""
        system, path = _system(self.url)
        return bool(system.exists(path))

    def mkdir(self, *, parents: bool = False, exist_ok: bool = False) -> None:
        """Make the folder; where there are no folders, nothing."""
        del parents
        system, path = _system(self.url)
        system.makedirs(path, exist_ok=exist_ok)

    def read_bytes(self) -> bytes:
        """Return what the file holds."""
        system, path = _system(self.url)
        data: bytes = system.cat_file(path)
        return data

    def unlink(self, *, missing_ok: bool = False) -> None:
        """Delete the file."""
        system, path = _system(self.url)
        if not missing_ok or system.exists(path):
            system.rm_file(path)

    def clear(self) -> None:
        """Delete all that stands below."""
        system, path = _system(self.url)
        if system.exists(path):
            system.rm(path, recursive=True)


Location = Path | Remote


def location(text: str) -> Location:
    """Return what a user named: a URL with `://`, or a path.

    Raises:
        EnvironmentProblemError: It is a URL whose kind is unknown or not installed.
    """
    if "://" not in text:
        return Path(text)
    remote = Remote(text.rstrip("/"))
    _system(remote.url)
    return remote


def files(folder: Location, pattern: str) -> list[Location]:
    """Return the files of a folder whose names match, in the order of their names."""
    found: list[Location] = list(folder.glob(pattern))
    return sorted(found, key=str)


def write_whole(path: Location, data: bytes) -> None:
    """Write a file so that it is whole or absent, even after a power cut."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    if isinstance(path, Remote):
        system, target = _system(path.url)
        hidden = _system(str(temporary))[1]
        system.pipe_file(hidden, data)
        system.mv(hidden, target)
        return
    local = Path(str(temporary))
    try:
        with local.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        local.replace(path)
    except OSError:
        local.unlink(missing_ok=True)
        raise


def _system(url: str) -> tuple[Any, str]:
    """Return the file system of a URL, and the path in it."""
    if find_spec("fsspec") is None:
        raise EnvironmentProblemError("fsspec is not installed. Run: pip install 'griefs[dask]'.")
    from fsspec.core import url_to_fs  # noqa: PLC0415  # an optional extra

    try:
        system, path = url_to_fs(url)  # type: ignore[no-untyped-call]
    except (ImportError, ValueError) as error:
        raise EnvironmentProblemError(f"{url} cannot be reached: {error}") from error
    return system, str(path)
