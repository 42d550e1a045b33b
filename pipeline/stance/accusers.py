"""Who accuses where the cue's own arguments are silent, but the words around it tell.

*L'État a expulsé trois diplomates accusés d'espionnage*: whoever acts against somebody accused is
the accuser. *Condamné au tribunal de X*, *exclu du parti*: the body stands in another complement.
*L'ouverture par le parquet d'une enquête*: the agent belongs to the noun above.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.inflection import Mood
from pipeline.records import ActorKind, ActType
from pipeline.scan import has_feature, sentence_end, sentence_start
from pipeline.stance.clause import Voice, verb_group
from pipeline.stance.frames import Kind
from pipeline.stance.grammar import grammar
from pipeline.stance.subjects import own_subject

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from spacy.tokens import Token

    from pipeline.records import Mention
    from pipeline.stance.arguments import Reading

OBJECTS = frozenset({"obj", "obl:arg", "obl:mod", "obl", "nmod"})
NOUNS = frozenset({"NOUN", "PROPN"})
FAR = 24  # tokens from *l'ouverture* to what is opened
AGENTS = frozenset({"obl:agent", "obl:arg", "obl:mod", "obl"})


def outer_accusers(read: Reading, accused: Collection[Mention]) -> tuple[Mention, ...]:
    """Return who accuses where no slot of the frame names anybody."""
    barred = {mention.actor for mention in accused}
    for rule in (_acting_against, _court, _left_body, _agent_above, _court_before, _judge_above):
        found = [m for m in rule(read, accused) if m.actor is not None and m.actor not in barred]
        if found:
            return tuple(found)
    return ()


def _acting_against(read: Reading, accused: Collection[Mention]) -> Iterator[Mention]:
    """The subject of *expulser*, *limoger*, *rompre avec* whose object the accused is."""
    if read.group is None or read.group.voice is not Voice.PASSIVE or not read.group.bare:
        return
    for mention in accused:
        noun = mention.span.root
        verb = noun.head
        if noun.dep_ == "nmod" and verb.pos_ in NOUNS:  # « rompre ses relations avec X »
            verb = verb.head
        if verb == read.cue.head or noun.dep_ not in OBJECTS or noun.i < verb.i:
            continue
        if verb.lemma_ not in grammar()["accusers.hostile"]:
            continue
        if _is_passive(verb):
            continue
        yield from _subjects(read, verb)


def _is_passive(verb: Token) -> bool:
    mood = Mood.PARTICIPLE if has_feature(verb, "VerbForm", "Part") else Mood.INDICATIVE
    return verb_group(verb, mood).voice is Voice.PASSIVE


def _subjects(read: Reading, verb: Token) -> Iterator[Mention]:
    head = own_subject(verb)
    if head is not None:
        for token in (head, *head.conjuncts):
            yield from read.mentions.every(token)


def _court(read: Reading, accused: Collection[Mention]) -> Iterator[Mention]:
    """*jugé au tribunal de X*, *condamné devant la cour*: a court in the sentence."""
    del accused
    if read.cue.frame.cue not in grammar()["accusers.judging"]:
        return
    head, courts = read.cue.head, grammar()["accusers.courts"]
    for i in range(sentence_start(head), sentence_end(head)):
        if read.words[i] in courts and read.doc[i].pos_ in NOUNS:
            mention = read.mentions.of(read.doc[i]) or read.mentions.covering(i)
            if mention is not None and _is_placed(read, mention):
                yield mention
                return


def _court_before(read: Reading, accused: Collection[Mention]) -> Iterator[Mention]:
    """*Le tribunal a rendu son jugement. X a été reconnu coupable*: the court just spoken of."""
    del accused
    if read.cue.frame.cue not in grammar()["accusers.convicting"]:
        return
    if read.group is None or read.group.voice is not Voice.PASSIVE or read.group.bare:
        return
    start = read.cue.head.sent.start
    low = read.doc[max(0, start - 1)].sent.start
    for i in range(start - 1, low - 1, -1):
        if read.words[i] in grammar()["accusers.benches"]:
            mention = read.mentions.of(read.doc[i]) or read.mentions.covering(i)
            if mention is not None and _is_spoken_of(mention):
                yield mention
                return


def _is_spoken_of(mention: Mention) -> bool:
    root = mention.span.root
    return root.dep_.startswith("nsubj") or root.dep_ == "obl:agent"


def _is_placed(read: Reading, mention: Mention) -> bool:
    """Tell whether *au*, *devant*, *à* introduces a body."""
    start = mention.span.start
    before = {read.words[i] for i in (start - 2, start - 1, start) if i >= 0}
    return bool(before & grammar()["accusers.before_court"])


def _left_body(read: Reading, accused: Collection[Mention]) -> Iterator[Mention]:
    """*exclu du parti*, *suspendu de la fédération*: the body that puts somebody out."""
    del accused
    if read.group is None or read.group.voice is not Voice.PASSIVE:
        return
    if read.cue.frame.cue not in grammar()["accusers.excluding"]:
        return
    mention = None
    for i in range(read.begin, min(read.begin + 2, read.limit)):
        if read.words[i] in grammar()["accusers.out_of"]:
            mention = read.mentions.starting(i + 1) or read.mentions.starting(i)
            mention = mention or read.mentions.starting(i + 2)
            break
    if mention is not None and mention.actor is not None:
        kind = read.doc._.actors[mention.actor].kind
        if kind is ActorKind.ORGANISATION:
            yield mention


def _agent_above(read: Reading, accused: Collection[Mention]) -> Iterator[Mention]:
    """*l'ouverture par X (…) d'une enquête visant Y*, read off the order of the words."""
    del accused
    noun = read.cue.head
    if read.cue.frame.kind is not Kind.NOUN:
        return
    opening = grammar()["accusers.opening"]
    low = max(sentence_start(noun), noun.i - FAR)
    first = next((i for i in range(noun.i - 1, low - 1, -1) if read.words[i] in opening), noun.i)
    for i in range(first + 1, noun.i):
        if read.doc[i].pos_ == "VERB":
            return
        if read.words[i] in grammar()["agents.prepositions"]:
            mention = read.mentions.starting(i + 1) or read.mentions.starting(i + 2)
            if mention is not None:
                yield mention
            return


def _judge_above(read: Reading, accused: Collection[Mention]) -> Iterator[Mention]:
    """*X s'oppose au projet, jugé dangereux*, *le projet, jugé dangereux, est rejeté par X*."""
    del accused
    if read.cue.frame.type is not ActType.LABEL or read.group is None or not read.group.bare:
        return
    if read.cue.head.dep_ not in {"acl", "appos", "amod"}:
        return
    verb = next((t for t in read.cue.head.head.ancestors if t.pos_ == "VERB"), None)
    if verb is None or verb.lemma_ not in grammar()["accusers.opposing"]:
        return
    if not _is_passive(verb):
        yield from _subjects(read, verb)
        return
    for child in verb.children:
        if child.dep_ in AGENTS and any(
            t.lower_ in grammar()["agents.prepositions"] for t in child.lefts
        ):
            yield from read.mentions.every(child)
