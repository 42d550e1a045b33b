"""Who accuses in a headline: *Le maire condamné*, and the first lines say by which court."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.records import Act
from pipeline.scan import scan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from pipeline.records import Accusation

REACH = 6  # sentences in which the text tells what its headline sums up


def with_headlines(doc: Doc, found: Sequence[Accusation]) -> tuple[Accusation, ...]:
    """Return the accusations, those of the headline that name no accuser given the text's."""
    sentences = scan(doc).sentences
    return tuple(
        replace(one, accuser=accuser)
        if one.accuser is None
        and sentences[one.cue.start] == 0
        and (accuser := _told_below(one, found, sentences)) is not None
        else one
        for one in found
    )


def _told_below(
    headline: Accusation, found: Sequence[Accusation], sentences: Sequence[int]
) -> int | None:
    """Return who accuses the same actor in the same manner in the first lines."""
    for other in found:
        if not 0 < sentences[other.cue.start] <= REACH or other.accused != headline.accused:
            continue
        legal = headline.act is Act.SUE
        same = other.cue_lemma == headline.cue_lemma or (legal and other.act is Act.SUE)
        if same and isinstance(other.accuser, int) and other.accuser != headline.accused:
            return other.accuser
    return None
