"""Document ids: stable, unique in a run, readable."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.ingest.drafts import Draft
    from pipeline.ingest.sources import Source

_RECORD_ID = re.compile(r"[\w.:·-]{1,100}")
_SHORT = 8  # letters of a hash


class Ids:
    """Gives ids and knows which items came before."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._items: set[tuple[str, str, int]] = set()

    def is_repeated(self, draft: Draft, source: Source) -> bool:
        """Tell whether this very item, same record id and same text, was there before."""
        if draft.record_id is None:
            return False
        scope = draft.source_format if draft.vendor else source.path
        item = (scope or "", draft.record_id, hash(draft.text))
        if item in self._items:
            return True
        self._items.add(item)
        return False

    def document_id(self, draft: Draft, source: Source, *, alone: bool) -> str:
        """Return the id of an article.

        One whose plain id is taken gets a few letters that depend on its path below the input and
        its place in the file only, so that they stay when the corpus moves.

        Args:
            draft: The article.
            source: Its file.
            alone: The file holds nothing else.
        """
        name = draft.document_id or (source.stem if alone else f"{source.stem}-{_within(draft)}")
        if name in self._taken:
            where = f"{source.key}\0{draft.position}\0{draft.record_id}"
            mark = hashlib.sha256(where.encode("utf-8", "replace")).hexdigest()
            base, length = name, _SHORT
            name = f"{base}-{mark[:length]}"
            while name in self._taken:
                mark = hashlib.sha256(mark.encode()).hexdigest()
                name = f"{base}-{mark[:length]}"
        self._taken.add(name)
        return name


def _within(draft: Draft) -> str:
    if draft.record_id is not None and _RECORD_ID.fullmatch(draft.record_id):
        return draft.record_id
    return str(draft.position or 0)
