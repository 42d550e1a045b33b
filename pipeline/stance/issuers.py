"""Who speaks through a text: *le rapport de la Cour… Ce document pointe*, *la décision épingle*."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.records import Act
from pipeline.scan import scan
from pipeline.stance.arguments import fill
from pipeline.stance.beings import document_forms, is_document
from pipeline.stance.clause import Voice
from pipeline.stance.grammar import grammar
from pipeline.stance.resolve import actors_by_token, author_of
from pipeline.stance.wordclasses import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from pipeline.records import Accusation, Mention
    from pipeline.stance.arguments import Reading
    from pipeline.stance.roles import Arguments

REACH = 3  # sentences back


def with_issuer(read: Reading, found: Arguments, told: Sequence[Accusation]) -> Arguments:
    """Return the arguments, an accusing text that names no author given whose it is."""
    issuer = issued(read, found.accusers, told)
    if issuer is None or issuer.actor in {mention.actor for mention in found.accused}:
        return found
    return replace(found, accusers=(issuer,), source_path="issuer")


def issued(
    read: Reading, accusers: Sequence[Mention], told: Sequence[Accusation]
) -> Mention | None:
    """Return whose text it is that accuses, where no being does."""
    if accusers:
        alone = len(accusers) == 1 and is_document(read.doc, accusers[0])
        return _issuer(read, accusers[0].span.root, told) if alone else None
    if read.group is None or read.group.voice is not Voice.ACTIVE:
        return None
    filler = fill(read, "subject")
    if filler is None or read.words[filler.head.i] not in document_forms():
        return None
    return _issuer(read, filler.head, told)


def _issuer(read: Reading, text: Token, told: Sequence[Accusation]) -> Mention | None:
    """Return the author of the text just spoken of, or the authority that just acted."""
    doc, lexemes, rules = read.doc, scan(read.doc), grammar()
    first = text.left_edge.i
    if read.words[first] not in rules["determiners.anaphoric"] | rules["determiners.definite"]:
        return None
    low = max(0, lexemes.sentences[first] - REACH)
    actors = actors_by_token(doc)
    for i in range(first - 1, lexemes.starts[low] - 1, -1):
        if read.words[i] in document_forms() and _takes_up(text, doc[i]):
            author = author_of(doc[i], actors)
            if author is not None:
                return _nearest(read, author, first)
    if text.lemma_ not in rules["accusers.rulings"]:
        return None
    for one in reversed(told):
        near = lexemes.sentences[one.cue.start] >= low
        if one.act is Act.SUE and isinstance(one.accuser, int) and near:
            return _nearest(read, one.accuser, first)
    return None


def _takes_up(text: Token, before: Token) -> bool:
    return text.lemma_ == before.lemma_ or text.lemma_ in words_of("general_documents")


def _nearest(read: Reading, actor: int, before: int) -> Mention | None:
    found = None
    for mention in read.doc._.mentions:
        if mention.span.end > before:
            break
        if mention.actor == actor:
            found = mention
    return found
