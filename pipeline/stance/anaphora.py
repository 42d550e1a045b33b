"""Nouns that take up an accusation told before: *cette mise en examen*, *ces accusations*."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.records import Act
from pipeline.scan import scan, sentence_start
from pipeline.stance.answerers import speaks_for
from pipeline.stance.arguments import reading
from pipeline.stance.charges import noun_charge_span
from pipeline.stance.frames import Kind
from pipeline.stance.grammar import grammar, normal, normal_words
from pipeline.stance.nominals import mentions_of
from pipeline.stance.nouns import governor, judged_false
from pipeline.stance.roles import Arguments, noun_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Doc, Token

    from pipeline.records import Accusation, Mention
    from pipeline.stance.arguments import Reading
    from pipeline.stance.cues import Cue

REACH = 3  # sentences back
REACH_ANSWER = 6  # *ces critiques*, which somebody rejects
REACH_DEFINITE = 2  # *l'enquête* points less far than *cette enquête*


def takes_up(read: Reading, told: list[Accusation]) -> list[Accusation]:
    """Return the accusations that the noun takes up: the last ones of its kind, near enough."""
    frame = read.cue.frame
    reach = _reach(read) if frame.kind is Kind.NOUN and told else 0
    if reach == 0 or frame.act is Act.CRITICISE:
        return []
    legal = read.cue.frame.act is Act.SUE
    last = next((a for a in reversed(told) if (a.act is Act.SUE) is legal), None)
    if last is None or _sentences_between(last, read) > reach:
        return []
    return [a for a in told if a.group == last.group]


def _reach(read: Reading) -> int:
    rules, head = grammar(), read.cue.head
    for i in range(head.i - 1, max(sentence_start(head), head.i - 4) - 1, -1):
        word = read.words[i]
        if word in rules["determiners.anaphoric"]:
            return REACH
        if word in rules["determiners.definite"]:
            return REACH_DEFINITE if _is_topic(head) else 0
        if read.doc[i].pos_ not in {"ADJ", "NUM", "PUNCT"}:
            return 0
    return 0


def _is_topic(head: Token) -> bool:
    """*L'enquête a été ouverte*: a bare noun that its sentence is about."""
    about = head.dep_.startswith("nsubj")
    return about and not any(child.dep_ in {"nmod", "amod"} for child in head.children)


def _sentences_between(accusation: Accusation, read: Reading) -> int:
    doc, start, end = read.doc, accusation.cue.start, read.cue.head.i
    return sum(1 for i in range(start + 1, end + 1) if doc[i].is_sent_start)


def taken_up(read: Reading, told: list[Accusation]) -> Arguments | None:
    """Return the arguments of a noun that takes up an accusation; None when it takes up none."""
    before = takes_up(read, told)
    accused = _mentions(read, [a.accused for a in before])
    if not accused:
        return None
    sources = noun_sources(read) or _mentions(
        read, [a.accuser for a in before if isinstance(a.accuser, int)]
    )
    charge = noun_charge_span(read, read.cue.frame.charge, [])
    return Arguments(sources, accused, charge, "anaphor", "anaphor" if sources else "none")


def by_the_same(read: Reading, found: Arguments, told: list[Accusation]) -> Arguments:
    """Return the arguments with who accuses in the accusation that the noun takes up.

    *Le parquet enquête sur Novalia. Cette enquête vise aussi ses filiales.*
    """
    if found.accusers:
        return found
    accused = {mention.actor for mention in found.accused}
    before = [a for a in takes_up(read, told) if a.accused in accused]
    sources = _mentions(read, [a.accuser for a in before if isinstance(a.accuser, int)])
    return replace(found, accusers=sources, source_path="anaphor") if sources else found


def no_court(read: Reading, found: Arguments, told: list[Accusation]) -> Arguments:
    """Return the arguments with who stands accused where a pronoun would accuse the court.

    *La cour l'a condamné. Elle juge les faits graves. On lui reproche d'avoir menti.*
    """
    if found.path != "clitic" or not _is_court(read, found):
        return found
    judged = _mentions(read, [a.accused for a in told[-1:]])
    return replace(found, accused=judged) if judged else found


def _is_court(read: Reading, found: Arguments) -> bool:
    courts = grammar()["law.courts"]
    names = [read.doc._.actors[m.actor].name for m in found.accused if m.actor is not None]
    return any(word in courts for name in names for word in normal(name).split())


def adds_nothing(read: Reading, found: Arguments, told: list[Accusation]) -> bool:
    """Whether *ces accusations*, rejected by or for the one accused before, say nothing new."""
    if _is_told_by_its_verb(read, found, told):
        return True
    told_of = found.charge is not None and judged_false(read) is None
    if found.accusers or told_of or not is_rejected(read):
        return False
    known = {accusation.accused for accusation in told}
    return all(mention.actor in known or speaks_for(mention.span.root) for mention in found.accused)


def _is_told_by_its_verb(read: Reading, found: Arguments, told: list[Accusation]) -> bool:
    """*écope d'une amende*: the noun is the penalty that its verb has told."""
    if read.cue.frame.kind is not Kind.NOUN or read.cue.frame.act is not Act.SUE:
        return False
    verb, accused = read.cue.head.head.i, {mention.actor for mention in found.accused}
    return any(
        one.act is Act.SUE and one.accused in accused and one.cue.start <= verb < one.cue.end
        for one in told
    )


def is_rejected(read: Reading) -> bool:
    """Whether a noun is what somebody answers: *nie ces allégations*, *parle de faux griefs*."""
    head = read.cue.head
    if read.cue.frame.kind is Kind.NOUN and judged_false(read) is not None:
        return True
    near = read.words[max(sentence_start(head), head.i - REACH) : head.i]
    if read.cue.frame.kind is not Kind.NOUN or grammar()["determiners.anaphoric"].isdisjoint(near):
        return False
    return "answer" in governor(head)[1]


def without_echoes(doc: Doc, cues: Iterable[Cue], found: Sequence[Accusation]) -> list[Accusation]:
    """Return the accusations but for *ces critiques*, rejected, where they were told before."""
    mentions, words = mentions_of(doc), normal_words(doc)
    rank = scan(doc).sentences
    echoes = {
        cue.head.i
        for cue in cues
        if cue.frame.kind is Kind.NOUN and is_rejected(reading(mentions, words, cue))
    }
    kept = []
    for one in found:
        here = one.cue.start
        bare = one.accuser is None and one.charge is None and one.rule.startswith(Kind.NOUN)
        if bare and not echoes.isdisjoint(range(here, one.cue.end)):
            before = (a for a in found if a.cue.start < here and a.cue.start not in echoes)
            if any(rank[here] - rank[a.cue.start] <= REACH_ANSWER for a in before):
                continue
        kept.append(one)
    return kept


def _mentions(read: Reading, actors: list[int]) -> tuple[Mention, ...]:
    """Return the nearest mention before the cue of each actor."""
    found = {
        m.actor: m
        for m in read.doc._.mentions
        if m.actor in actors and m.span.end <= read.cue.head.i
    }
    return tuple(found[actor] for actor in dict.fromkeys(actors) if actor in found)
