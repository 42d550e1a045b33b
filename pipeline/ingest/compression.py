"""Streams of compressed files, bounded: a bomb ends as an error, not as a full disk."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

from pipeline.ingest import bounds
from pipeline.ingest.drafts import UnreadableError
from pipeline.records import RejectReason

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GZIP = (".gz",)
ZSTANDARD = (".zst", ".zstd")
ENDINGS = (*GZIP, *ZSTANDARD)
_CHUNK = 256 * 1024


class _Inflater(Protocol):
    eof: bool
    unused_data: bytes

    def decompress(self, data: bytes, /) -> bytes: ...


class Inflated(io.RawIOBase):
    """The decompressed bytes of a stream of gzip members or zstandard frames.

    Reading raises `UnreadableError` where the stream ends too early, breaks its format or grows
    beyond the bounds.
    """

    def __init__(self, packed: BinaryIO, start: Callable[[], _Inflater]) -> None:
        super().__init__()
        self._packed = packed
        self._start = start
        self._inflater: _Inflater | None = None
        self._ready = memoryview(b"")
        self._taken = 0
        self._given = 0

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self._packed.close()
        super().close()

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer and return how many bytes there were, 0 at the end."""
        while not self._ready:
            data = self._next()
            if data is None:
                return 0
            self._given += len(data)
            if self._given > bounds.FREE_EXPANSION + bounds.EXPANSION * self._taken:
                raise UnreadableError(
                    RejectReason.TOO_LARGE, f"expands more than {bounds.EXPANSION} times"
                )
            self._ready = memoryview(data)
        count = min(len(buffer), len(self._ready))
        buffer[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count

    def _next(self) -> bytes | None:
        inflater = self._inflater
        rest = b""
        if inflater is not None and inflater.eof:
            rest, inflater = inflater.unused_data.lstrip(b"\0"), None
        packed = rest or self._packed.read(_CHUNK)
        if not rest:
            self._taken += len(packed)
        if not packed:
            if inflater is not None:
                raise UnreadableError(RejectReason.TRUNCATED, "the compressed data end too early")
            return None
        if inflater is None:
            inflater = self._start()
        self._inflater = inflater
        try:
            return inflater.decompress(packed)
        except (zlib.error, ValueError, OSError) as error:
            raise UnreadableError(
                RejectReason.MALFORMED, f"bad compressed data: {error}"
            ) from error
        except Exception as error:
            if type(error).__name__ != "ZstdError":
                raise
            raise UnreadableError(
                RejectReason.MALFORMED, f"bad compressed data: {error}"
            ) from error


def inflated(packed: BinaryIO, ending: str) -> BinaryIO:
    """Return the bytes behind a file that ends in one of `ENDINGS`."""
    start = _gzip if ending in GZIP else _zstandard
    return cast("BinaryIO", io.BufferedReader(Inflated(packed, start), _CHUNK))


def _gzip() -> _Inflater:
    return cast("_Inflater", zlib.decompressobj(wbits=zlib.MAX_WBITS | 16))


def _zstandard() -> _Inflater:
    import zstandard  # only for files that need it

    return cast("_Inflater", zstandard.ZstdDecompressor(max_window_size=2**27).decompressobj())


def opened(path: Path) -> BinaryIO:
    """Open a file, decompressed where its name says that it is compressed."""
    file = path.open("rb")
    ending = path.suffix.lower()
    return inflated(file, ending) if ending in ENDINGS else file
