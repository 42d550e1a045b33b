"""Everything the user gives becomes articles or rejected items; nothing is lost, nothing raises."""

from __future__ import annotations

import zipfile
import zlib
from itertools import chain, islice
from typing import TYPE_CHECKING

from pipeline.errors import GriefsError, UnknownNameError
from pipeline.ingest import bounds, layouts
from pipeline.ingest.drafts import Options, Refused, UnreadableError
from pipeline.ingest.encoding import mend
from pipeline.ingest.formats import FORMATS
from pipeline.ingest.identifying import identify
from pipeline.ingest.naming import Ids
from pipeline.ingest.recognise import recognise
from pipeline.ingest.walking import STAGE, walk
from pipeline.records import Article, Rejected, RejectReason

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from pipeline.ingest.drafts import Draft
    from pipeline.ingest.sources import Source

# What else reading bytes may raise.
_REASONS: tuple[tuple[tuple[type[Exception], ...], RejectReason], ...] = (
    ((OSError,), RejectReason.UNREADABLE),
    ((EOFError,), RejectReason.TRUNCATED),
    ((zlib.error, zipfile.BadZipFile, NotImplementedError), RejectReason.MALFORMED),
    ((RecursionError, MemoryError), RejectReason.TOO_LARGE),
)
_CERTAIN_ENOUGH = 0.5  # probability below which a language is not believed


def read(
    paths: Sequence[str | Path],
    *,
    format: str | None = None,  # noqa: A002  # the user's word
    language: str | None = "fr",
    mapping: Mapping[str, str] | None = None,
) -> Iterator[Article | Rejected]:
    """Yield every item below the paths, as an article or with the reason why it is none.

    Args:
        paths: Files, folders and archives; `-` is standard input.
        format: One of `FORMATS`, forced on every file; None recognises each.
        language: ISO 639-1 code that articles must be in; None keeps all.
        mapping: Column by field of `Article`, for tables and records.

    Raises:
        UnknownNameError: There is no such format, or no such field in the mapping.
    """
    if format is not None and format not in FORMATS:
        raise UnknownNameError("format", format, FORMATS)
    if mapping:
        layouts.mapped(mapping, ())
    return _items(paths, format, language, mapping)


def _items(
    paths: Sequence[str | Path],
    forced: str | None,
    language: str | None,
    mapping: Mapping[str, str] | None,
) -> Iterator[Article | Rejected]:
    ids = Ids()
    for source in walk(paths):
        if isinstance(source, Rejected):
            yield source
        else:
            yield from read_source(source, ids, language, forced, mapping)


def read_source(
    source: Source,
    ids: Ids,
    language: str | None,
    forced: str | None = None,
    mapping: Mapping[str, str] | None = None,
) -> Iterator[Article | Rejected]:
    """Yield every item of one file."""
    name: list[str] = []
    drafts = _drafts(source, forced, mapping, name)
    first = list(islice(drafts, 2))
    alone = len(first) == 1
    for item in chain(first, drafts):
        if isinstance(item, Refused):
            yield _rejected(source, item)
            continue
        problem = _problem(item)
        found = None
        if problem is None:
            found, how = language_of(item)
            if language is not None and found is not None and found != language:
                problem = Refused(RejectReason.OTHER_LANGUAGE, how, item.position)
        if problem is None and ids.is_repeated(item, source):
            detail = f"{item.record_id} is there twice"
            problem = Refused(RejectReason.DUPLICATE_ID, detail, item.position)
        if problem is None:
            document_id = ids.document_id(item, source, alone=alone)
            yield _article(item, source, name[0], document_id, found, alone=alone)
        else:
            yield _rejected(source, problem)


def _drafts(
    source: Source, forced: str | None, mapping: Mapping[str, str] | None, name: list[str]
) -> Iterator[Draft | Refused]:
    """Yield what the reader finds; whatever goes wrong becomes the file's last item."""
    try:
        chosen = forced or recognise(source)
        name.append(chosen)
        layout = chosen if chosen in layouts.LAYOUTS else None
        found = False
        for item in FORMATS[chosen].read(source, Options(mapping, layout)):
            found = True
            yield item
        if not found:
            yield Refused(RejectReason.EMPTY, "no item in it")
    except GriefsError:
        raise
    except Exception as error:  # noqa: BLE001  # one bad file must not end a corpus
        yield _refused(error)


def _refused(error: Exception) -> Refused:
    """Return why a file is no use, by what reading it raised."""
    if isinstance(error, UnreadableError):
        return Refused(error.reason, error.detail)
    detail = str(error) or type(error).__name__
    for kinds, reason in _REASONS:
        if isinstance(error, kinds):
            return Refused(reason, detail)
    return Refused(RejectReason.CRASHED, f"{type(error).__name__}: {detail}")


def _problem(draft: Draft) -> Refused | None:
    if not draft.text or draft.text.isspace() or not any(map(str.isalnum, draft.text)):
        reason = RejectReason.EMPTY if draft.position is None else RejectReason.NO_TEXT
        return Refused(reason, "no letter in it", draft.position)
    if draft.text.endswith("\n") and draft.text[:-1] == draft.title:
        return Refused(RejectReason.NO_TEXT, f"nothing under {draft.title!r}", draft.position)
    if len(draft.text) > bounds.ARTICLE:
        detail = f"{len(draft.text)} characters in one article, more than {bounds.ARTICLE}"
        return Refused(RejectReason.TOO_LARGE, detail, draft.position)
    return None


def _article(
    draft: Draft, source: Source, name: str, document_id: str, language: str | None, *, alone: bool
) -> Article:
    return Article(
        document_id=_storable(document_id),
        text=draft.text,
        source_path=_storable(source.path),
        source_format=draft.source_format or name,
        position=None if alone and draft.position == 0 else draft.position,
        title=_line(draft.title),
        outlet=_line(draft.outlet),
        author=_line(draft.author),
        published=_line(draft.published),
        published_id=_line(draft.published_id),
        date=draft.date,
        url=_line(draft.url),
        language=language,
        partial=draft.partial,
        encoding=draft.encoding,
        metadata={_storable(key): _storable(value) for key, value in draft.metadata.items()},
    )


def language_of(draft: Draft) -> tuple[str | None, str]:
    """Return the language of an article, and how it is known.

    Texts of some length are identified. Short ones are what their record says they are; one that
    says nothing has none.
    """
    found = identify(draft.text)
    if found is not None and found[1] >= _CERTAIN_ENOUGH:
        return found[0], f"identified as {found[0]} ({found[1]:.2f})"
    return draft.language, f"declared as {draft.language}"


def _rejected(source: Source, refused: Refused) -> Rejected:
    return Rejected(
        source_path=_storable(source.path),
        stage=STAGE,
        reason=refused.reason,
        position=None if refused.position is None else str(refused.position),
        detail=None if refused.detail is None else _storable(refused.detail)[:500],
    )


def _line(value: str | None) -> str | None:
    """Return a value of one line; None where there is nothing in it."""
    if value is None:
        return None
    return _storable(" ".join(value.split())) or None


def _storable(value: str) -> str:
    """Return a text that UTF-8 can hold: names of files may be any bytes."""
    return value if value.isascii() else mend(value)[0]
