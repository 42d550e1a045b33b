"""Rows of a run against events of the gold, one to one.

The pairing is the largest; among the largest it agrees most on the accused, then on the accuser
(assignment after Kuhn, in scipy's implementation).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linear_sum_assignment  # type: ignore[attr-defined]  # untyped

from pipeline.evaluate.likeness import same_actor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.evaluate.gold import Event, GoldArticle
    from pipeline.evaluate.rows import Row

# One more pair outweighs every agreement.
_PAIR, _ACCUSED, _ACCUSER = 100, 10, 1


def pair_up(
    rows: Sequence[Row], events: Sequence[Event], article: GoldArticle, *, strict: bool
) -> list[tuple[Row, Event]]:
    """Return which row found which event.

    Args:
        rows: Accusations of the article.
        events: Events of the article.
        article: Whose actors bear the aliases.
        strict: Ask that the cues overlap; else that the row's cue stands in the event's sentence.
    """
    if not rows or not events:
        return []
    weights = np.array(
        [[_weight(row, event, article, strict=strict) for event in events] for row in rows]
    )
    chosen = zip(*linear_sum_assignment(-weights), strict=True)
    return [(rows[i], events[j]) for i, j in chosen if weights[i, j] > 0]


def same_accused(row: Row, event: Event, article: GoldArticle) -> bool:
    """Return whether the row blames whom the event blames."""
    return same_actor(row["accused"], event.accused, article.actors)


def same_accuser(row: Row, event: Event, article: GoldArticle) -> bool:
    """Return whether the row has the event's accuser."""
    return same_actor(row["accuser"], event.accuser, article.actors)


def same_cue(row: Row, event: Event) -> bool:
    """Return whether the two cues overlap."""
    return bool(row["cue_raw_start"] < event.cue_end and row["cue_raw_end"] > event.cue_start)


def _weight(row: Row, event: Event, article: GoldArticle, *, strict: bool) -> int:
    low, high = (
        (event.cue_start, event.cue_end) if strict else (event.sentence.start, event.sentence.end)
    )
    if not (row["cue_raw_start"] < high and row["cue_raw_end"] > low):
        return 0
    accused = same_accused(row, event, article)
    return _PAIR + _ACCUSED * accused + _ACCUSER * same_accuser(row, event, article)
