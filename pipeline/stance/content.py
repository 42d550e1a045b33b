"""Content accusations: what a source says in a statement blames somebody.

A neutral cue with accusing content (*X affirme que Y a trahi sa mission*, *« Y est un escroc »*,
*selon X, Y aurait détourné des fonds*) counts only where a predicate of the lexicon of blameworthy
predicates stands in the content, unnegated, with an actor in the role of the culprit; *je* and
*vous* go to the statement's source and addressee.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.records import Accusation, Act, ActType, Voice
from pipeline.scan import scan, sentence_start
from pipeline.stance.answerers import is_client
from pipeline.stance.beings import is_document, is_predicate
from pipeline.stance.blame import Category, Culprit, Needs, blame_lexicon
from pipeline.stance.claims import may_blame, status_of
from pipeline.stance.contents import trimmed
from pipeline.stance.culprits import blame_of
from pipeline.stance.grammar import grammar
from pipeline.stance.hearsay import hearsay
from pipeline.stance.negative import evaluation
from pipeline.stance.nominals import mentions_of
from pipeline.stance.outcries import outcries
from pipeline.stance.questions import questions
from pipeline.stance.reported import admits, carried_on, reported, statements_by_token
from pipeline.stance.wordclasses import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Doc, Span, Token

    from pipeline.records import Party, Statement
    from pipeline.stance.blame import Sighting
    from pipeline.stance.culprits import Blame
    from pipeline.stance.nominals import Mentions

TOLD = "content"  # how the rules of this module and its helpers begin
INHERITED = frozenset({"control", "coordination", "left"})
MIN_REPORTED, MIN_HEARSAY, MIN_AUTHOR = 2, 2, 3  # strength that a predicate needs


def with_contents(doc: Doc, frames: Sequence[Accusation]) -> tuple[Accusation, ...]:
    """Return the accusations of the frames and of the contents, in text order, with reporters."""
    mentions, around = mentions_of(doc), statements_by_token(doc)
    told, things = content_accusations(doc, mentions, frames, around)
    found = [*frames, *told]
    found.extend(questions(doc, mentions, found))
    found.extend(outcries(doc, mentions, found, things))
    found.extend(hearsay(doc, mentions, found, around))
    nobody = {i for i, one in enumerate(doc._.actors) if one.name in grammar()["accusers.nobody"]}
    found = [one for one in found if not one.rule.startswith(TOLD) or one.accused not in nobody]
    found.sort(key=lambda accusation: (accusation.cue.start, accusation.group))
    return tuple(reported(found, around))


def content_accusations(
    doc: Doc, mentions: Mentions, known: Sequence[Accusation], around: Mapping[int, Statement]
) -> tuple[list[Accusation], list[Blame]]:
    """Return the accusations that stand in what people say, and what is said of things there.

    Those of the frames are left out.
    """
    things: list[Blame] = []
    taken = _taken(known)
    group = 1 + max((accusation.group for accusation in known), default=-1)
    found: dict[tuple[object, ...], Accusation] = {}
    for readings in blame_lexicon().sightings(doc, around):
        token = readings[0].token
        statement = around.get(token.i)
        if token.i in taken or not may_blame(token, statement):
            continue
        if readings[0].predicate.category is Category.ADVERB and token.head.i in taken:
            continue  # *injustement accusé*: what the text thinks of the accusation
        blamed = list(_blamed(readings, mentions, statement))
        if not blamed and statement is not None and isinstance(statement.source, int):
            things.extend(_of_things(readings, mentions, statement))
        for blame, accused in blamed:
            accusation = _accusation(doc, blame, accused, statement, group + len(found))
            if accusation is not None and not (
                _is_known(accusation, known) or _is_defence(blame, accusation, known)
            ):
                key = (accusation.accuser, accused, accusation.cue.start, sentence_start(token))
                found.setdefault(key, accusation)
            break
    return list(found.values()), things


def _is_defence(blame: Blame, accusation: Accusation, known: Sequence[Accusation]) -> bool:
    """Tell *« Il n'a rien fait »*, said for who stands accused, from the reproach of inaction."""
    if blame.sighting.predicate.lemma not in words_of("innocent_inactions"):
        return False
    charged = [a for a in known if a.accused == accusation.accused and a.act is not Act.CRITICISE]
    return bool(charged) and all(a.accuser != accusation.accuser for a in charged)


def _of_things(
    readings: Sequence[Sighting], mentions: Mentions, statement: Statement
) -> Iterator[Blame]:
    """Yield the first reading that blames a thing (*cette évolution trahit nos statuts*)."""
    for sighting in readings:
        blame = blame_of(mentions, sighting)
        lemma = sighting.predicate.lemma
        weak = sighting.predicate.strength < MIN_REPORTED or lemma in words_of("misfortunes")
        is_duty = sighting.predicate.needs is Needs.CONDITIONAL
        if blame is None or weak or is_duty or evaluation(blame.culprit) < 0:
            continue
        culprit = blame.culprit
        inside = statement.content.start <= culprit.i < statement.content.end
        told = _is_own(blame) and mentions.of(culprit) is None
        if inside and told and (_is_thing(culprit) or _is_they(blame)):
            yield blame
        return


def _is_own(blame: Blame) -> bool:
    """Tell *la réforme va creuser les écarts* from *un billet utilisé pour dissimuler*."""
    token = blame.sighting.token
    if blame.path == "control":
        return token.dep_ == "xcomp" and not any(c.dep_ in {"case", "mark"} for c in token.children)
    if any(child.lower_ in words_of("relative_subjects") for child in token.children):
        return False  # what is told of a thing beside what is said
    if blame.path == "copula":  # *c'est faux*: `verdicts` reads those
        return blame.culprit.lower_ not in words_of("neuter_subjects")
    return blame.path == "subject"


def _is_they(blame: Blame) -> bool:
    """Tell *on nous a menti*: done to the speaker, *on* is whom the context blames."""
    if blame.culprit.lower_ not in words_of("indefinite_subjects"):
        return False
    words = scan(blame.culprit.doc).lower
    done_to = words[blame.culprit.i + 1 : blame.sighting.end + 1]
    return not words_of("first_person").isdisjoint(done_to)


def _is_thing(culprit: Token) -> bool:
    """Whether an actor may stand behind a subject that is none: a deed, *ils* with no name."""
    if culprit.pos_ == "NOUN":
        return culprit.lemma_ not in words_of("misfortunes")
    return culprit.lower_ in words_of("unnamed_subjects") | words_of("neuter_subjects")


def _blamed(
    readings: Sequence[Sighting], mentions: Mentions, statement: Statement | None
) -> Iterator[tuple[Blame, int]]:
    """Yield the readings that blame an actor, with the actor."""
    for sighting in readings:
        blame = blame_of(mentions, sighting)
        accused = None if blame is None else _accused(blame, mentions, statement)
        if blame is not None and accused is not None:
            yield blame, accused


def _taken(known: Sequence[Accusation]) -> set[int]:
    taken: set[int] = set()
    for accusation in known:
        taken.update(range(accusation.cue.start, accusation.cue.end))
        if accusation.charge is not None:
            taken.update(range(accusation.charge.start, accusation.charge.end))
    return taken


def _accused(blame: Blame, mentions: Mentions, statement: Statement | None) -> int | None:
    culprit = blame.culprit
    if is_client(culprit):  # whom a lawyer speaks for, he does not blame
        return None
    if statement is not None and culprit.lower_ in words_of("first_person"):
        return statement.source if isinstance(statement.source, int) else None
    if statement is not None and culprit.lower_ in words_of("second_person"):
        return statement.addressee
    if statement is not None and (blame.path in INHERITED or _is_source(culprit, statement)):
        culprit = _inside(culprit, blame.sighting.token, statement, mentions)
    mention = mentions.of(culprit)
    if mention is not None and not is_document(mentions.doc, mention):
        is_said = is_predicate(mention) and not _is_cleft(culprit)
        return None if blame.path == "epithet" or is_said else mention.actor
    return _owner(culprit, mentions)


def _is_source(token: Token, statement: Statement) -> bool:
    source = statement.source_span
    return source is not None and source.start <= token.i < source.end


def _inside(culprit: Token, verb: Token, statement: Statement, mentions: Mentions) -> Token:
    """Return the culprit, or the last subject before the verb where it stands outside the words.

    The parser hangs *X dit que Y a fait « remplir des urnes »* and *selon X, Y ment* on X.
    """
    content = statement.content
    if content.start <= culprit.i < content.end:
        return culprit
    first = mentions.starting(content.start)
    if first is not None and first.span.end <= verb.i:
        return first.span.root
    for token in reversed(culprit.doc[content.start : verb.i]):
        if token.dep_ == "nsubj" and mentions.of(token) is not None:
            return token
    return culprit


def _is_cleft(noun: Token) -> bool:
    """Tell *ce sont les soldats qui ont tiré* from *c'est un menteur*."""
    presented = any(child.lower_ in words_of("presenting_subjects") for child in noun.children)
    return presented and any(child.dep_ == "acl:relcl" for child in noun.children)


def _owner(noun: Token, mentions: Mentions) -> int | None:
    """Return whose act, product or quality the subject is (*la réponse de X est tardive*)."""
    if noun.pos_ != "NOUN":
        return None
    for child in noun.children:
        is_possessive = child.lower_ in words_of("possessives") and child.i < noun.i
        is_complement = any(case.lower_ in words_of("genitives") for case in child.children)
        if is_possessive or (child.dep_ == "nmod" and is_complement):
            mention = mentions.of(child)
            if mention is not None and mention.actor is not None:
                return mention.actor
    return None


def _accusation(
    doc: Doc, blame: Blame, accused: int, statement: Statement | None, group: int
) -> Accusation | None:
    predicate = blame.sighting.predicate
    scene = _scene(blame, statement)
    if scene is None:
        return None
    accuser, cue, lemma, rule = scene
    if accuser == accused and not admits(statement):
        return None
    is_label = predicate.category is Category.ADJECTIVE or predicate.culprit is Culprit.IS
    end = (
        blame.end
        if statement is None
        else min(blame.end, max(statement.content.end, blame.start + 1))
    )
    charge = trimmed(doc, blame.start, end)
    return Accusation(
        accuser=accuser,
        accused=accused,
        act=predicate.act,
        act_type=ActType.LABEL if is_label else ActType.ALLEGE,
        cue=cue,
        cue_lemma=lemma,
        rule=rule,
        group=group,
        charge=charge,
        charge_kind=predicate.charge_kind,
        factuality=status_of(statement, conditional=blame.conditional),
        features={
            "path": blame.path,
            "strength": float(predicate.strength),
            "category": str(predicate.category),
        },
    )


def _scene(blame: Blame, statement: Statement | None) -> tuple[Party, Span, str, str] | None:
    """Return accuser, cue, its lemma and the rule's name; None where nobody accuses."""
    sighting = blame.sighting
    token, strength = sighting.token, sighting.predicate.strength
    own = token.doc[token.i : token.i + 1]
    if statement is not None:
        if strength < MIN_REPORTED:
            return None
        cue = own if statement.cue is None else statement.cue
        lemma = statement.cue_lemma or sighting.predicate.lemma
        return statement.source, cue, lemma, f"content.{statement.form}"
    if blame.conditional and strength >= MIN_HEARSAY:
        start = min(blame.start, token.i)
        return (
            carried_on(token),
            token.doc[start : start + 1],
            sighting.predicate.lemma,
            "content.hearsay",
        )
    if strength >= MIN_AUTHOR and sighting.predicate.category is Category.ADVERB:
        return Voice.AUTHOR, own, sighting.predicate.lemma, "content.author"
    return None


def _is_known(accusation: Accusation, known: Sequence[Accusation]) -> bool:
    """Tell whether a frame has this event: same accused, same words, no other accuser."""
    return any(
        other.accused == accusation.accused
        and other.accuser in {accusation.accuser, None}
        and _shares_words(accusation, other)
        for other in known
    )


def _shares_words(one: Accusation, other: Accusation) -> bool:
    """Tell whether the cues overlap, or the charge of one holds the cue of the other."""
    spans = [span for span in (other.cue, other.charge) if span is not None]
    own = [span for span in (one.cue, one.charge) if span is not None]
    return any(a.start < b.end and b.start < a.end for a in spans for b in own)
