"""A statement in the making: words, not yet actors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from pipeline.records import StatementForm
    from pipeline.stance.reporting import Hit


@dataclass(frozen=True, slots=True)
class Draft:
    """Cue, source and content of one attribution.

    Attributes:
        distance: Tokens between cue and content; the nearest cue keeps a content.
    """

    hit: Hit
    source: Token | None
    content: Span
    form: StatementForm
    addressee: Token | None = None
    distance: int = 0
