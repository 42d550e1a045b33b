"""What a reader yields: an article that has no id yet, or why an item is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.ingest.sources import Source
    from pipeline.records import RejectReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One article as its reader found it; the fields of `Article` mean the same here.

    Attributes:
        record_id: The item's own id in its file or vendor's database.
        document_id: An id that the user gave in a column of that very name.
        vendor: True when `record_id` is unique beyond its file.
        language: Code as declared by the item; texts of some length are identified anyway.
    """

    text: str
    position: int | None = None
    record_id: str | None = None
    document_id: str | None = None
    vendor: bool = False
    source_format: str | None = None
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    published_id: str | None = None
    date: str | None = None
    url: str | None = None
    language: str | None = None
    partial: bool = False
    encoding: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refused:
    """One item of a file that is no article."""

    reason: RejectReason
    detail: str | None = None
    position: int | str | None = None


class UnreadableError(Exception):
    """The rest of a file cannot be read; the loop over files turns it into a `Rejected`."""

    def __init__(self, reason: RejectReason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Options:
    """What the user declared about the files.

    Attributes:
        mapping: Column of a table or record by field of `Article`.
        layout: Name of a known layout of records; None guesses.
    """

    mapping: Mapping[str, str] | None = None
    layout: str | None = None


Reader = Callable[["Source", Options], Iterator[Draft | Refused]]
