"""One JSON document: an array of objects, one object, or an object that holds such an array."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pipeline.ingest.drafting import Drafter
from pipeline.ingest.drafts import Refused, UnreadableError
from pipeline.ingest.encoding import decode
from pipeline.records import RejectReason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.ingest.drafts import Draft, Options
    from pipeline.ingest.sources import Source


def read(source: Source, options: Options) -> Iterator[Draft | Refused]:
    """Yield an article per object.

    Raises:
        UnreadableError: The document is no JSON.
    """
    decoded = decode(source.read())
    try:
        document = json.loads(decoded.text)
    except json.JSONDecodeError as error:
        ended = error.pos >= len(decoded.text.rstrip())
        reason = RejectReason.TRUNCATED if ended else RejectReason.MALFORMED
        raise UnreadableError(reason, f"no JSON: {error}") from error
    except RecursionError as error:
        raise UnreadableError(RejectReason.TOO_LARGE, "nested too deep") from error
    drafter = Drafter(options)
    records = _records(document)
    if not records:
        raise UnreadableError(RejectReason.EMPTY, "no objects in it")
    for position, record in enumerate(records):
        if isinstance(record, dict):
            yield drafter.draft(record, position, decoded.encoding)
        else:
            yield Refused(RejectReason.MALFORMED, "no JSON object", position)


def _records(document: Any) -> list[Any]:
    if isinstance(document, list):
        return document
    if isinstance(document, dict):
        lists = [
            value
            for value in document.values()
            if isinstance(value, list) and value and all(isinstance(item, dict) for item in value)
        ]
        strings = [value for value in document.values() if isinstance(value, str)]
        # An envelope holds one list of objects and little else; an article has a text of its own.
        if len(lists) == 1 and not any(len(value) > _ENVELOPE for value in strings):
            return lists[0]
        return [document]
    return [document]


_ENVELOPE = 200  # characters: a longer string beside the list is an article's text
