"""FactBank values: how far accuser and article commit themselves to a charge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.inflection import Mood
from pipeline.records import Act, ActType, Commitment, Factuality, Voice
from pipeline.scan import has_feature
from pipeline.stance.status import around
from pipeline.stance.status_words import status_words

if TYPE_CHECKING:
    from pipeline.records import Party
    from pipeline.stance.arguments import Reading
    from pipeline.stance.roles import Arguments


def of_source(read: Reading, found: Arguments, status: Factuality) -> Commitment:
    """Return the accuser's commitment to the charge."""
    if status in {Factuality.NEGATED, Factuality.HYPOTHETICAL}:
        return Commitment.UNCOMMITTED
    if read.cue.frame.hedged:
        return Commitment.PROBABLE
    if found.charge is not None and _conditional(found):
        return Commitment.POSSIBLE
    return Commitment.CERTAIN


def _conditional(found: Arguments) -> bool:
    charge = found.charge
    return charge is not None and any(
        token.pos_ in {"VERB", "AUX"} and has_feature(token, "Mood", "Cnd") for token in charge
    )


def of_author(read: Reading, accuser: Party, status: Factuality) -> Commitment:
    """Return the article's own commitment; by default it merely reports."""
    words, known = around(read), status_words()
    if known.has("distanced", words):
        return Commitment.NOT_CERTAIN
    if known.has("doubted", words):
        return Commitment.NOT_PROBABLE
    if known.has("endorsed", words) or accuser is Voice.AUTHOR or _convicted(read, status):
        return Commitment.CERTAIN
    hearsay = read.group is not None and read.group.mood is Mood.CONDITIONAL
    if hearsay or known.has("hedges", words):
        return Commitment.POSSIBLE
    return Commitment.UNCOMMITTED


def _convicted(read: Reading, status: Factuality) -> bool:
    frame = read.cue.frame
    sentence = frame.type is ActType.CONVICTION and frame.act is Act.SUE
    return sentence and status is Factuality.ASSERTED
