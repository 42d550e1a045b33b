"""What a file is taken for, before anything is committed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.ingest.naming import Ids
from pipeline.ingest.reading import read_source
from pipeline.ingest.recognise import recognise
from pipeline.ingest.walking import walk
from pipeline.records import Article, Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pipeline.ingest.sources import Source

SHOWN = 3
_TRIED = 1000  # items, before an inspection gives up on finding articles


@dataclass(frozen=True, slots=True)
class Inspection:
    """What is in an input.

    Attributes:
        format: Name of the format of the first file that has one; None where none has.
        articles: The first articles.
        rejected: What was met before them and is no article.
    """

    format: str | None
    articles: tuple[Article, ...]
    rejected: tuple[Rejected, ...]


def inspect(
    path: str | Path,
    *,
    format: str | None = None,  # noqa: A002  # the user's word
    mapping: Mapping[str, str] | None = None,
) -> Inspection:
    """Return the format found and the first three articles of a file, folder or archive.

    Nothing is rejected for its language here.
    """
    names: list[str] = []
    articles: list[Article] = []
    rejected: list[Rejected] = []
    for item in islice(_items(path, format, mapping, names), _TRIED):
        if isinstance(item, Article):
            articles.append(item)
        else:
            rejected.append(item)
        if len(articles) == SHOWN:
            break
    return Inspection(names[0] if names else None, tuple(articles), tuple(rejected))


def _items(
    path: str | Path, forced: str | None, mapping: Mapping[str, str] | None, names: list[str]
) -> Iterator[Article | Rejected]:
    ids = Ids()
    for source in walk([path]):
        if isinstance(source, Rejected):
            yield source
            continue
        if (name := forced or _recognised(source)) is not None:
            names.append(name)
        yield from read_source(source, ids, None, forced, mapping)


def _recognised(source: Source) -> str | None:
    try:
        return recognise(source)
    except Exception:  # noqa: BLE001  # whatever is wrong, reading the source tells it
        return None
