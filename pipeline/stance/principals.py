"""Whom an accuser cannot mean, and whom he must: clients, and who spoke the words he judges.

*Me Untel, son avocat, dénonce un lynchage*: by anybody but his client. *Le maire s'insurge contre
ces propos*, *dénonce des insinuations*: of whoever said them, or accused him, last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.records import MentionForm
from pipeline.scan import sentence_start
from pipeline.stance.grammar import grammar
from pipeline.stance.nominals import preposition_at
from pipeline.stance.wordclasses import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Span, Token

    from pipeline.records import Mention, Party
    from pipeline.stance.arguments import Reading
    from pipeline.stance.suspects import Scene

REACH = 3  # sentences from words to who judges them


def described(mention: Mention, cue: Token) -> Span:
    """Return a phrase with all that describes it, but for a clause that holds the cue."""
    root = mention.span.root
    end = max(mention.span.end, root.right_edge.i + 1)
    if mention.span.end <= cue.i < end:
        end = mention.span.end
    return root.doc[root.left_edge.i : end]


def principals(read: Reading, sources: Sequence[Mention]) -> set[int]:
    """Return whom those who accuse speak for: *l'avocat de X dénonce un lynchage*."""
    found: set[int] = set()
    for source in sources:
        found |= _clients(read, source.actor)
        span = described(source, read.cue.head)
        for i in range(span.start, span.end - 1):
            if read.words[i] in words_of("loyal"):
                behind = preposition_at(read.words, i + 1, grammar())
                client = None if behind is None else read.mentions.starting(behind[1])
                if client is not None and client.actor is not None:
                    found.add(client.actor)
    return found


def _clients(read: Reading, lawyer: int | None) -> set[int]:
    """*Me Untel, son avocat,* speaks for the one whom *son* stands for."""
    mentions = read.doc._.mentions
    pronouns = {m.span.start: m.actor for m in mentions if m.form is MentionForm.PRONOUN}
    said = (m.span for m in mentions if m.actor == lawyer and lawyer is not None)
    return {
        client
        for span in said
        if read.words[span.root.i] in words_of("loyal")
        and (client := pronouns.get(span.start)) is not None
    }


def whose_words(
    scene: Scene, read: Reading, judged: Token | None, accusers: Sequence[Party]
) -> int | None:
    """Return who said the words that are judged, None where no words are.

    Args:
        scene: The article.
        read: The cue.
        judged: Head of what the cue judges.
        accusers: Who judges.
    """
    if judged is None or judged.pos_ != "NOUN":
        return None
    begin = sentence_start(read.cue.head)
    if judged.lemma_ in words_of("falsehood_nouns"):
        against = [a for a in scene.known if a.accused in accusers and a.cue.start < begin]
        if against and isinstance(against[-1].accuser, int):
            return against[-1].accuser
    elif judged.lemma_ not in words_of("utterance_nouns"):
        return None
    if read.words[judged.left_edge.i] not in grammar()["determiners.anaphoric"]:
        return None
    ranks, said = scene.sentences, None
    for statement in scene.doc._.statements:
        source, start = statement.source, statement.span.start
        is_near = 0 <= ranks[read.cue.head.i] - ranks[start] <= REACH and start < begin
        if is_near and isinstance(source, int) and source not in accusers:
            said = source
    return said
