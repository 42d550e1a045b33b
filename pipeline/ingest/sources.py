"""One input file, or member of an archive, or standard input: bytes with a name."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO

from pipeline.ingest import bounds
from pipeline.ingest.drafts import UnreadableError
from pipeline.ingest.encoding import declared_encoding, decode
from pipeline.records import RejectReason

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pipeline.ingest.encoding import Decoded

HEAD = 65_536  # bytes that are enough to tell a format


@dataclass(slots=True)
class Source:
    """Something to read.

    Attributes:
        path: As the tables show it; members of archives follow a `!`.
        name: Name of the file, without the ending of its compression.
        key: Path below the input that the user gave: the same wherever the corpus lies.
        opener: Opens the decompressed bytes.
        stem: The name without its ending; `suffix` the ending in lower case, with its point.
        sidecar: What the metadata table of the folder says about this file.
    """

    path: str
    name: str
    key: str
    opener: Callable[[], BinaryIO]
    sidecar: Mapping[str, str] = field(default_factory=dict)
    stem: str = field(init=False)
    suffix: str = field(init=False)
    _head: bytes | None = None
    _decoded_head: Decoded | None = None
    _is_whole: bool = False

    def __post_init__(self) -> None:
        name = PurePath(self.name)
        self.stem = name.stem or self.name
        self.suffix = name.suffix.lower()

    def open(self) -> BinaryIO:
        """Open the bytes from the beginning."""
        return self.opener()

    def head(self) -> bytes:
        """Return the first bytes, as far as they can be read.

        Raises:
            UnreadableError: There is no first byte.
        """
        if self._head is None:
            self._head = self._beginning()
        return self._head

    def _beginning(self) -> bytes:
        pieces: list[bytes] = []
        wanted = HEAD
        with self.open() as file:
            try:
                while wanted and (piece := file.read1(wanted)):  # type: ignore[attr-defined]
                    pieces.append(piece)
                    wanted -= len(piece)
                self._is_whole = wanted > 0
            except UnreadableError:
                if not pieces:
                    raise
        return b"".join(pieces)

    def decoded_head(self) -> Decoded:
        """Return the text of the first bytes, in the encoding that they declare if any."""
        if self._decoded_head is None:
            head = self.head()
            self._decoded_head = decode(head, declared_encoding(head))
        return self._decoded_head

    def decoded(self) -> Decoded:
        """Return the text of all bytes, in the encoding that the first declare if any."""
        head = self.decoded_head()  # recognising the format has paid for it
        return head if self._is_whole else decode(self.read(), declared_encoding(self.head()))

    def read(self) -> bytes:
        """Return all bytes.

        Raises:
            UnreadableError: There are more than memory should hold.
        """
        head = self.head()
        if self._is_whole:
            return head
        with self.open() as file:
            data = file.read(bounds.WHOLE_FILE + 1)
        if len(data) > bounds.WHOLE_FILE:
            raise UnreadableError(
                RejectReason.TOO_LARGE, f"more than {bounds.WHOLE_FILE} bytes in one piece"
            )
        return data
