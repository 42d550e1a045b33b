"""What a reader notices of a cue that names nobody: does it accuse somebody of this text?

The traits are those that told events from other uses on articles that they were not fitted on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.scan import sentence_start
from pipeline.stance.grammar import grammar
from pipeline.stance.negative import evaluation
from pipeline.stance.nominals import preposition_at
from pipeline.stance.roles import turn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Token

    from pipeline.stance.arguments import Filler, Reading
    from pipeline.stance.clause import Voice
    from pipeline.stance.frames import Frame
    from pipeline.stance.suspects import Scene

MANY = 3  # accusations of an article


def occasion(
    scene: Scene, read: Reading, filler: Filler | None, seen: set[int], *, charged: bool
) -> tuple[str, ...]:
    """Return the traits of a cue.

    Args:
        scene: The article.
        read: The cue.
        filler: What fills the slot of the accused.
        seen: Ranks of the sentences that a cue like this was met in before.
        charged: Whether the cue's own slots tell a charge.
    """
    found = ["any", *_told(scene, read, seen), *_cue(read, charged=charged)]
    found += _noun(scene, read) if read.group is None else _verb(scene, read, filler)
    return tuple(found)


def _told(scene: Scene, read: Reading, seen: set[int]) -> Iterator[str]:
    """Yield what accusations the article tells without this cue."""
    here = scene.sentences[read.cue.head.i]
    before = sum(a.cue.start < read.cue.head.i for a in scene.known)
    yield f"told {min(before, MANY)}"
    if here in seen:
        yield "second cue"
    if not scene.known:
        yield "nothing told"
    if any(scene.sentences[a.cue.start] == here for a in scene.known):
        yield "row here"


def _cue(read: Reading, *, charged: bool) -> Iterator[str]:
    frame = read.cue.frame
    yield f"cue {frame.name}"
    yield f"{frame.kind} {frame.type}"
    yield f"{frame.kind} charge {charged}"


def _noun(scene: Scene, read: Reading) -> Iterator[str]:
    head = read.cue.head
    yield f"noun {determiner(scene.words, head)}"
    yield f"noun {head.dep_.split(':')[0]}"


def _verb(scene: Scene, read: Reading, filler: Filler | None) -> Iterator[str]:
    if read.group is None:
        return
    yield f"mood {read.group.mood}"
    if filler is None:
        yield f"target none {_slot(read.cue.frame, read.group.voice)}"
        return
    yield f"target {filler.head.pos_}"
    yield f"target {determiner(scene.words, filler.head)}"
    yield f"target judged {evaluation(filler.head)}"


def _slot(frame: Frame, voice: Voice) -> str:
    """Return where the accused of a verb would stand."""
    return turn(frame, voice)[1][0] if turn(frame, voice)[1] else "nowhere"


def preposition_before(words: list[str], head: Token) -> str:
    """Return the preposition of a noun, over its determiner and adjectives."""
    for i in range(head.i - 1, max(sentence_start(head), head.i - 4) - 1, -1):
        found = preposition_at(words, i, grammar())
        if found is not None and found[1] <= head.i:
            return found[0]
        if head.doc[i].pos_ not in {"DET", "ADJ", "NUM"}:
            return "nothing"
    return "nothing"


def determiner(words: Sequence[str], head: Token) -> str:
    """Return the sort of determiner a noun has."""
    rules = grammar()
    names: Mapping[str, frozenset[str]] = {
        "null": rules["determiners.null"],
        "demonstrative": rules["determiners.anaphoric"],
        "possessive": rules["determiners.possessive"],
        "definite": rules["determiners.definite"],
    }
    for i in range(head.i - 1, max(sentence_start(head), head.i - 4) - 1, -1):
        found = next((name for name, forms in names.items() if words[i] in forms), None)
        if found is not None:
            return found
        if words[i] in rules["determiners.any"]:
            return "indefinite"
        if head.doc[i].pos_ not in {"ADJ", "NUM", "PUNCT", "ADV"}:
            return "none"
    return "none"
