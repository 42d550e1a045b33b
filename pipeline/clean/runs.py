"""No run of characters without a space grows so long that the tokeniser chokes on it.

The French tokeniser peels affixes off a run one by one and copies what is left each time: its time
is quadratic in runs of apostrophes, brackets or `-t-il` (measured: 11 µs a character at 128
characters, 66 µs at 1,024; a plain word or an address costs 1 µs at any length).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.clean.draft import Edit, edited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.clean.draft import Draft

# Characters. The first bound is for runs of which one in three is an affix.
MAX_MARKS = 100
MAX_RUN = 400
MIN_SHARE = 3
ADDRESS = frozenset("/.:?=&%")


def bounded(draft: Draft) -> Draft:
    """Return the draft with a space inserted wherever a run would be too long."""
    longest = max(map(len, draft.text.split()), default=0)
    return edited(draft, _edits(draft.text)) if longest > MAX_MARKS else draft


def _edits(text: str) -> Iterator[Edit]:
    start = 0
    for run in text.split():
        start = text.index(run, start)
        if len(run) > MAX_MARKS:
            size = MAX_MARKS if _is_marks(run) else MAX_RUN
            for place in range(start + size, start + len(run), size):
                yield Edit(place, place, " ")
        start += len(run)


def _is_marks(run: str) -> bool:
    """Whether any stretch of a run is one third affixes; addresses are not."""
    for start in range(0, len(run), MAX_MARKS):
        stretch = run[start : start + MAX_MARKS]
        affixes = sum(not character.isalnum() and character not in ADDRESS for character in stretch)
        if MIN_SHARE * affixes >= len(stretch):
            return True
    return False
