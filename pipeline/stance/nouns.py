"""Arguments of nouns: *les accusations de Y contre X*, *l'enquête qui vise X*."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline import lexicon
from pipeline.stance.arguments import Filler, prepositional
from pipeline.stance.clause import verb_group
from pipeline.stance.grammar import normal
from pipeline.stance.inflection import verb_forms
from pipeline.stance.nominals import right_end
from pipeline.stance.parties import Target, possessor, targets
from pipeline.stance.subjects import subject_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Token

    from pipeline.stance.arguments import Reading


@lru_cache(maxsize=1)
def support_verbs() -> Mapping[str, frozenset[str]]:
    """Return form → what the verb does with a noun of accusation."""
    found: dict[str, set[str]] = {}
    for use, verbs in lexicon.read_toml("support.toml").items():
        for verb in verbs if isinstance(verbs, list) else ():
            for form in verb_forms(verb):
                found.setdefault(form.text, set()).add(use)
    return {form: frozenset(uses) for form, uses in found.items()}


def governor(head: Token) -> tuple[Token | None, frozenset[str]]:
    """Return the verb that carries the noun, and its uses."""
    uses = support_verbs()
    token = head
    for _ in range(3):
        token = token.head
        if normal(token.text) in uses:
            return token, uses[normal(token.text)]
        if token.pos_ in {"VERB", "AUX"} or token.head == token:
            break
    return None, frozenset()


def subject_targets(read: Reading, verb: Token) -> list[Target]:
    """Return the actors of the subject of another verb than the cue."""
    group = verb_group(verb, None)
    head, path = subject_of(read.mentions, group)
    if head is None:
        return []
    return targets(read, Filler(head, head.left_edge.i, right_end(head), path, head.left_edge.i))


def noun_slot(read: Reading, slot: str) -> tuple[list[Target], Filler | None]:
    """Return the actors in one slot of a noun, and what fills it."""
    head = read.cue.head
    if slot == "possessive":
        owner = possessor(read, head)
        return ([Target(owner, direct=True, edge=owner.span.start)] if owner else []), None
    if slot == "subject":
        return _support_subject(read, head, "give"), None
    if slot == "object":
        return _support_subject(read, head, "receive") or _aimed_at(read, head), None
    for filler in prepositional(read, slot):
        found = [t for t in targets(read, filler) if t.direct]
        if found:
            return found, filler
    return [], None


def _support_subject(read: Reading, head: Token, use: str) -> list[Target]:
    verb, uses = governor(head)
    if verb is None or use not in uses or head.dep_.startswith("nsubj"):
        return []
    return subject_targets(read, verb)


def _aimed_at(read: Reading, head: Token) -> list[Target]:
    """The noun is the subject of a verb of aiming, the accused its object."""
    verb, uses = governor(head)
    if verb is None or "aim" not in uses or verb.i < head.i:
        return []
    for i in range(verb.i + 1, read.doc[verb.i].sent.end):
        mention = read.mentions.starting(i)
        if mention is not None and mention.actor is not None:
            return [Target(mention, direct=True, edge=i)]
        if read.doc[i].pos_ not in {"ADV", "DET", "ADP"}:
            break
    return []
