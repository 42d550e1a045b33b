"""From the phrase that fills a slot to the actors it holds responsible."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.records import ActorKind, MentionForm
from pipeline.scan import scan, sentence_start
from pipeline.stance.arguments import fan_out
from pipeline.stance.beings import is_casualty, is_document, is_quoted_label
from pipeline.stance.clause import Voice
from pipeline.stance.coordination import strung
from pipeline.stance.grammar import grammar
from pipeline.stance.nominals import preposition_at, right_end
from pipeline.stance.relatives import relative_head
from pipeline.stance.subjects import own_subject, subject_of
from pipeline.stance.wordclasses import words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from pipeline.records import Mention
    from pipeline.stance.arguments import Filler, Reading

NAMES = frozenset({MentionForm.NAME, MentionForm.PARTIAL_NAME, MentionForm.ACRONYM})
MAKERS = frozenset({"de", "par", "chez"})  # whose act it is: « la gestion de X », « commis par X »


@dataclass(frozen=True, slots=True)
class Target:
    """An actor named by a phrase.

    Attributes:
        direct: False when it was reached through an act, a product or a quality.
        edge: Index where its own words begin, preposition included; for trimming.
    """

    mention: Mention
    direct: bool
    edge: int


def targets(read: Reading, filler: Filler) -> list[Target]:
    """Return the actors of a filler: those it names, else those made responsible in it."""
    found: list[Target] = []
    for each in fan_out(read, filler):
        head = _said_of(read, each)
        named_here = [m for m in read.mentions.every(head) if m.actor is not None]
        if named_here:
            found.extend(Target(m, direct=True, edge=m.span.start) for m in named_here)
            continue
        mention = read.mentions.of(head)
        named = None if mention is not None else _apposed(read, head)
        if named is not None:
            found.append(Target(named, direct=True, edge=named.span.start))
        elif mention is None:
            found.extend(responsible(read, head, filler.end))
    return found


def answerable(read: Reading, filler: Filler) -> list[Target]:
    """Return the actors of a filler that can be accused, *m'* in quoted words as who speaks.

    A text or proceedings answer for nothing: their owner does, if the phrase names one.
    """
    found = targets(read, filler)
    speaker = None if found else speaker_meant(read, filler.head)
    if speaker is not None:
        return [Target(speaker, direct=True, edge=filler.start)]
    kept = [t for t in found if _can_answer(read, t)]
    if kept or not found:
        return kept
    owners = responsible(read, filler.head, filler.end)
    return [t for t in owners if _can_answer(read, t)]


def _can_answer(read: Reading, target: Target) -> bool:
    mention = target.mention
    if is_casualty(mention):
        return False
    return not (is_document(read.doc, mention) or is_quoted_label(read.doc, mention))


def _said_of(read: Reading, head: Token) -> Token:
    """Return who a predicate noun is said of: *X n'est pas un devin* speaks of X."""
    mention = read.mentions.of(head)
    if mention is None or mention.actor is None or not any(c.dep_ == "cop" for c in head.children):
        return head
    subject = own_subject(head)
    known = None if subject is None else read.mentions.of(subject)
    return head if subject is None or known is None else subject


def _apposed(read: Reading, head: Token) -> Mention | None:
    """Return the name that stands beside a noun (*le nouveau président, Paul Verne,*)."""
    for child in head.children:
        close = child.dep_ in {"appos", "flat:name", "flat:foreign"} or (
            child.dep_ == "nmod" and child.i == head.i + 1
        )
        if close and child.i > head.i:
            mention = read.mentions.of(child)
            if mention is not None and mention.actor is not None and mention.form in NAMES:
                return mention
    return None


def responsible(read: Reading, head: Token, end: int) -> list[Target]:
    """Return the actors whose act, product or quality a noun is: its possessor or complement."""
    owner = possessor(read, head)
    if owner is not None:
        return [Target(owner, direct=False, edge=owner.span.start)]
    if head.i > read.cue.head.i:
        end = _with_agent(read, max(end, right_end(head)))
    maker = _maker(read, head.i + 1, end)
    if maker is not None:
        return _with_partners(read, maker, end)
    adjective = _adjective(read, head)
    if adjective is not None:
        return [Target(adjective, direct=False, edge=adjective.span.start)]
    owner_head = relative_head(read, "de")
    named = None if owner_head is None else read.mentions.of(owner_head)
    if named is not None and named.actor is not None:
        return [Target(named, direct=False, edge=named.span.start)]
    return []


def _with_agent(read: Reading, end: int) -> int:
    """Take in *par X* behind an act, which the parser hangs on an active verb."""
    active = read.group is not None and read.group.voice is Voice.ACTIVE
    by = end < read.limit and read.words[end] in grammar()["agents.prepositions"]
    return end + (active and by)


def _adjective(read: Reading, head: Token) -> Mention | None:
    """Return whom the adjective of an act stands for, where `relational` found out."""
    for i in range(head.i + 1, min(head.i + 6, len(read.words))):
        mention = read.mentions.by_root.get(i)
        if mention is not None:
            return mention if mention.how == "relational_adjective" else None
    return None


def _with_partners(read: Reading, maker: Target, end: int) -> list[Target]:
    """Return a maker with those coordinated with it: *les mensonges de X et de Y*."""
    partners = strung(read.mentions, maker.mention, end)
    return [
        maker,
        *(Target(m, direct=False, edge=maker.edge) for m in partners[1:] if m.actor is not None),
    ]


def _maker(read: Reading, i: int, end: int) -> Target | None:
    """Return whom a noun's complements make responsible: *par X*, else the first *de X*."""
    first = None
    relatives = grammar()["relatives.subject"] | grammar()["relatives.object"]
    while i < end and read.words[i] not in relatives:
        found = preposition_at(read.words, i, grammar())
        if found is None:
            i += 1
            continue
        name, after = found
        mention = read.mentions.starting(after) or _behind_article(read, i, after)
        if name in MAKERS and mention is not None and mention.actor is not None:
            target = Target(mention, direct=False, edge=i)
            if name in grammar()["agents.prepositions"]:
                return target
            first = first or target
        i = after
    return first


def _behind_article(read: Reading, i: int, after: int) -> Mention | None:
    """Contractions may stand inside a mention's span (*du maire*)."""
    return read.mentions.starting(i) if after == i + 1 else None


def possessor(read: Reading, head: Token) -> Mention | None:
    """Return who *son*, *sa*, *leurs* before the noun stand for, where that is resolved."""
    for i in range(head.i - 1, max(sentence_start(head), head.i - 4) - 1, -1):
        if read.words[i] in grammar()["determiners.possessive"]:
            mention = read.mentions.possessive(i)
            if (
                mention is not None
                and mention.actor is not None
                and not _is_judge(read, i, mention)
            ):
                return mention
            return owner_before(read, i)
        if read.doc[i].pos_ not in {"ADJ", "NUM", "PUNCT"}:
            return None
    return None


def _is_judge(read: Reading, i: int, mention: Mention) -> bool:
    """Whether a possessive behind the cue would make the judge the owner of what he judges."""
    return read.group is not None and i >= read.begin and mention.actor in judges_of(read)


def owner_before(read: Reading, i: int) -> Mention | None:
    """Return the nearest actor before a possessive that can own: in the sentence, then before it.

    The cue's own subject judges somebody else's acts (*dénonce son bilan*), but makes its own
    accusations (*maintient ses accusations*).
    """
    doc, ends = read.doc, scan(read.doc).sentence_end
    start = sentence_start(doc[i])
    plural = read.words[i] in grammar()["determiners.plural_owner"]
    judges = judges_of(read) if i >= read.begin else frozenset()
    before: list[Mention] = [
        m
        for m in doc._.mentions
        if m.actor is not None
        and m.span.end <= i
        and m.actor not in judges
        and _fits(doc, m, plural)
    ]
    here = [m for m in before if m.span.start >= start]
    if here:
        return here[-1] if judges else here[0]
    earlier = [m for m in before if ends(m.span.start) == start]
    return earlier[0] if earlier else None


def _fits(doc: Doc, mention: Mention, plural: bool) -> bool:  # noqa: FBT001 - of the possessive
    actor = doc._.actors[mention.actor]
    if actor.number is None:
        return plural == (actor.kind is ActorKind.GROUP) or actor.kind is ActorKind.ORGANISATION
    return bool(plural == (actor.number == "Plur"))


def judges_of(read: Reading) -> frozenset[int | None]:
    """Return the actors of the cue's subject."""
    if read.group is None:
        return frozenset()
    head, _ = subject_of(read.mentions, read.group)
    return frozenset() if head is None else frozenset(m.actor for m in read.mentions.every(head))


def speaker_meant(read: Reading, head: Token) -> Mention | None:
    """Return whom *m'* and *nous* stand for in quoted words: the source of the statement."""
    if read.words[head.i] not in words_of("first_person"):
        return None
    holding = [s for s in read.doc._.statements if s.content.start <= head.i < s.content.end]
    for one in sorted(holding, key=lambda s: len(s.content)):  # *X rappelle: « nous disons que… »*
        mention = None if one.source_span is None else read.mentions.of(one.source_span.root)
        if mention is not None and mention.actor == one.source:
            return mention
    return None


def bearer(read: Reading) -> Mention | None:
    """Return the actor an adjective speaks of: its subject, or the noun it stands beside."""
    head = read.cue.head
    if head.i and read.words[head.i - 1] in grammar()["clitics.reflexive"]:
        return None  # « s'indigne » is no adjective
    if read.cue.frame.adjective_only and head.pos_ == "NOUN" and not _is_predicate(head):
        return None
    token = own_subject(head)
    if token is None and head.dep_ in {"amod", "acl", "appos", "nmod"}:
        token = head.head
    if token is None and head.dep_ == "case":  # *les agriculteurs en colère contre X*
        noun = head.head
        token = noun.head if noun.dep_ == "nmod" else own_subject(noun.head)
    if token is None and head.dep_ in {"xcomp", "obj", "conj", "obl:arg"}:
        token = own_subject(head.head)
    found = None if token is None else read.mentions.of(token)
    if found is None and token is None:
        found = _before_copula(read, head)
    return found if found is not None and found.actor is not None else None


def _before_copula(read: Reading, head: Token) -> Mention | None:
    """Return who stands right before the copula, where the parse has lost the subject."""
    i = head.i - 1
    while i > sentence_start(head) and read.doc[i].pos_ == "ADV":
        i -= 1
    auxiliary = grammar().auxiliaries.get(read.words[i])
    if auxiliary is None or auxiliary[0] not in grammar()["auxiliaries.be"]:
        return None
    return read.mentions.ending(i)


def _is_predicate(head: Token) -> bool:
    return any(child.dep_ == "cop" for child in head.children)
