"""The words of a cue as the tables show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span

    from pipeline.stance.arguments import Reading


def cue_span(read: Reading) -> Span:
    """Return the cue: its words, with the auxiliaries and the reflexive of its verb group."""
    tokens = read.cue.tokens
    start, end = min(tokens), max(tokens) + 1
    if end - start > len(tokens) + 4:  # a locution that holds its object
        end = read.cue.head.i + 1
    group = read.group
    if group is not None:
        clitic = group.clitics.get("reflexive")
        if clitic is not None:
            start = min(start, clitic.i)
        start = min(start, group.carrier.i)
        if group.finite is not None and not group.negated and group.finite.i >= start - 3:
            start = min(start, group.finite.i)
    return read.doc[start:end]
