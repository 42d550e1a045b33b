"""Outcries: what is said accuses by its tone, or by one noun, and names nobody.

*« On l'apprend par une affichette », fulmine X*: the cue says that the words are a reproach.
*« Une trahison », réagit X*; *« C'est une insulte »*: a noun or an adjective judges what was last
told. *« La réponse est tardive », juge X*: a thing is to blame, and so is whoever made it.

Whom it blames is who acts in the words, who is spoken to, else whom the context holds responsible
(`suspects`): mostly whoever did or said the thing that is judged.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from pipeline.inflection import Mood
from pipeline.records import Accusation, Act, ActType, StatementForm
from pipeline.scan import scan, sentence_end, sentence_start
from pipeline.stance.arguments import Filler, reading
from pipeline.stance.beings import is_document, is_predicate
from pipeline.stance.contents import trimmed
from pipeline.stance.cues import Cue
from pipeline.stance.frames import Frame
from pipeline.stance.grammar import grammar, normal_words
from pipeline.stance.negative import charge_kind
from pipeline.stance.nominals import preposition_at
from pipeline.stance.principals import principals
from pipeline.stance.suspects import chosen, models, scene_of, suspects, traits_of
from pipeline.stance.verdicts import verdict
from pipeline.stance.wordclasses import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Span, Token

    from pipeline.records import Statement
    from pipeline.stance.culprits import Blame
    from pipeline.stance.nominals import Mentions
    from pipeline.stance.suspects import Scene

CLAUSES = frozenset({StatementForm.INDIRECT, StatementForm.MIXED})
MAX_APPOSED = 4  # tokens behind the source that still describe it: *X, une usagère*
ABOUT = 4  # tokens from the verb of a judgement to *de X*
REPLY_REACH = 60  # tokens from an accusation to what its accused says of it


@dataclass(frozen=True, slots=True)
class Outcry:
    """A statement that accuses.

    Attributes:
        cue: The verb of indignation, or the noun that judges.
        judges: A noun or an adjective judges what was told.
        thing: What the words blame, where it is nobody.
    """

    statement: Statement
    cue: Span
    lemma: str
    judges: bool
    thing: Token | None = None


def outcries(
    doc: Doc, mentions: Mentions, known: Sequence[Accusation], things: Sequence[Blame]
) -> Iterator[Accusation]:
    """Yield the accusations of outcries in which no other rule found one.

    Args:
        doc: The text.
        mentions: Its mentions.
        known: The accusations found so far.
        things: What is blamed in somebody's words and is nobody.
    """
    scene: Scene | None = None
    group = 1 + max((accusation.group for accusation in known), default=-1)
    for statement in doc._.statements:
        outcry = _outcry(statement) or _of_thing(statement, things)
        if outcry is None or _is_told(outcry, known):
            continue
        found = None if outcry.thing is not None else _named(outcry, mentions)
        if found is None and _needs_context(outcry):
            scene = scene_of(doc, normal_words(doc), known) if scene is None else scene
            found = _answered(outcry, known) or _suspect(outcry, mentions, scene)
        if found is not None and found[0] != statement.source:
            yield _accusation(outcry, *found, group)
            group += 1


def _outcry(statement: Statement) -> Outcry | None:
    if statement.source_span is None:
        return None
    judging = verdict(statement)
    lemma, cue = statement.cue_lemma, statement.cue
    told = statement.form is StatementForm.INDIRECT or _is_indignant(statement)
    if judging is not None and cue is not None and told:
        return Outcry(statement, cue, judging.lemma_, judges=True)
    if judging is not None:
        span = judging.doc[judging.i : judging.i + 1]
        return Outcry(statement, span, judging.lemma_, judges=True)
    if lemma is None or cue is None or not _is_reproach(statement, cue):
        return None
    return Outcry(statement, cue, lemma, judges=False)


def _of_thing(statement: Statement, things: Sequence[Blame]) -> Outcry | None:
    content = statement.content
    for blame in things:
        token = blame.sighting.token
        if content.start <= token.i < content.end:
            cue = statement.cue or token.doc[token.i : token.i + 1]
            lemma = statement.cue_lemma or token.lemma_
            return Outcry(statement, cue, lemma, judges=False, thing=blame.culprit)
    return None


def _needs_context(outcry: Outcry) -> bool:
    return outcry.judges or outcry.thing is not None or _is_indignant(outcry.statement)


def _is_reproach(statement: Statement, cue: Span) -> bool:
    """Tell *« … », fulmine X*, *X s'emporte : « … »* and *X déplore que …* from a mere object."""
    content = statement.content
    is_direct = statement.form is StatementForm.DIRECT
    if _is_indignant(statement):
        opening = scan(content.doc).lower[max(0, content.start - 2) : content.start]
        return is_direct and (content.end <= cue.start or ":" in opening)
    is_clause = statement.form in CLAUSES and cue.end <= content.start
    return statement.cue_lemma in words_of("deploring_verbs") and (is_direct or is_clause)


def _is_indignant(statement: Statement) -> bool:
    return statement.cue_lemma in words_of("indignant_verbs")


def _is_told(outcry: Outcry, known: Sequence[Accusation]) -> bool:
    """Tell whether the words, or their source in this sentence, are known to accuse."""
    statement = outcry.statement
    content, cue = statement.content, outcry.cue
    for accusation in known:
        start = accusation.cue.start
        if content.start <= start < content.end or cue.start <= start < cue.end:
            return True
        if accusation.accuser == statement.source and accusation.cue.sent.start == cue.sent.start:
            return True
    return False


def _named(outcry: Outcry, mentions: Mentions) -> tuple[int, str] | None:
    """Return who acts in the words, or who is spoken to."""
    statement = outcry.statement
    owner = _owner(outcry, mentions) or _spoken_of(outcry, mentions) if outcry.judges else None
    if owner is not None and owner != statement.source:
        return owner, "of"
    for token in statement.content:
        if token.lower_ in words_of("second_person") and statement.addressee is not None:
            return statement.addressee, "addressee"
        if token.dep_ != "nsubj" or token.head.pos_ not in {"VERB", "AUX", "ADJ", "NOUN"}:
            continue
        mention = mentions.of(token)
        if mention is None or mention.actor in {None, statement.source}:
            continue
        is_own = mention.span[0].lower_ in words_of("first_person")
        is_party = not is_document(mentions.doc, mention) and not is_predicate(mention)
        if is_party and not is_own:
            return mention.actor, "subject"
    return None


def _owner(outcry: Outcry, mentions: Mentions) -> int | None:
    """Return whose the judged thing is: *c'est une manœuvre de X*."""
    noun = outcry.cue.root
    if noun.lemma_ in words_of("object_genitives"):
        return None
    for child in noun.children:
        is_complement = any(case.lower_ in words_of("genitives") for case in child.children)
        mention = mentions.of(child) if is_complement and child.i > noun.i else None
        if mention is not None and mention.actor is not None:
            return mention.actor
    return None


def _spoken_of(outcry: Outcry, mentions: Mentions) -> int | None:
    """Return whom a judgement is about: *« C'est un voleur », dit-elle de X*."""
    cue, content = outcry.statement.cue, outcry.statement.content
    if cue is None or cue.start < content.end:
        return None
    words = mentions.words
    for i in range(cue.end, min(cue.end + ABOUT, sentence_end(cue.root) - 1)):
        found = preposition_at(words, i, grammar())
        if found is not None and found[0] == "de":
            mention = mentions.starting(found[1]) or mentions.starting(i)
            return None if mention is None else mention.actor
    return None


def _answered(outcry: Outcry, known: Sequence[Accusation]) -> tuple[int, str] | None:
    """Return whose words the judgement answers: who accused the speaker, else who spoke last."""
    statement = outcry.statement
    start, source = statement.span.start, statement.source
    if not outcry.judges or source is None:
        return None
    accusers = [
        (a.cue.start, a.accuser)
        for a in known
        if 0 < start - a.cue.start <= REPLY_REACH and a.accused == source and a.accuser != source
    ]
    if outcry.lemma in words_of("falsehood_nouns"):
        accusers += [
            (a.cue.start, a.accuser)
            for a in known
            if 0 < start - a.cue.start <= REPLY_REACH and a.accuser != source
        ]
        accusers += [
            (one.span.start, one.source)
            for one in statement.content.doc._.statements
            if 0 < start - one.span.start <= REPLY_REACH and one.source != source
        ]
    last = max(accusers, key=itemgetter(0), default=(0, None))[1]
    return (last, "answer") if isinstance(last, int) else None


def _receivers(content: Span) -> Iterator[Token]:
    """Yield the heads of whom something is done to in the words.

    *une insulte aux éleveurs*, *cela met en danger les usagers*
    """
    for token in content:
        if token.dep_ == "obj" or any(
            case.lower_ in words_of("dative_prepositions") for case in token.children
        ):
            yield token


def _suspect(outcry: Outcry, mentions: Mentions, scene: Scene) -> tuple[int, str] | None:
    """Return whom the context holds most likely responsible."""
    statement = outcry.statement
    source = statement.source_span
    barred = {statement.source} if isinstance(statement.source, int) else set()
    near: set[int] = set()
    if source is not None:
        root, doc = source.root, mentions.doc
        end = max(source.end, root.right_edge.i + 1)
        around = doc[min(source.start, root.left_edge.i) : min(len(doc), end + MAX_APPOSED)]
        met = [mentions.covering(token.i) for token in (*around, *_receivers(statement.content))]
        near = {m.actor for m in met if m is not None and m.actor is not None}
    frame = Frame(cue=outcry.lemma, act=Act.CRITICISE)
    cue = Cue(frame, outcry.cue.root, (outcry.cue.start,), Mood.INDICATIVE)
    weights = models()[2]
    read = reading(mentions, scene.words, cue)
    accuser = statement.source if isinstance(statement.source, int) else None
    here = scene.sentences[outcry.cue.start]
    own = scene.mentions.get(accuser, []) if accuser is not None else []
    barred |= principals(read, [m for m in own if scene.sentences[m.span.start] == here])
    filler, thing = None, outcry.thing
    if thing is not None:
        first = thing.left_edge.i
        filler = Filler(thing, first, thing.i + 1, "subject", first)
    some = [
        (actor, traits_of(scene, read, filler, actor, accuser))
        for actor in suspects(scene, read, barred)
        if not all(map(is_predicate, scene.mentions[actor]))
    ]
    some = [pair for pair in some if pair[0] not in near] or some
    return (chosen(some, weights), "context") if some else None


def _rule(outcry: Outcry) -> str:
    if outcry.thing is not None:
        return "content.thing"
    return "content.judgement" if outcry.judges else "content.outcry"


def _accusation(outcry: Outcry, accused: int, path: str, group: int) -> Accusation:
    content = outcry.statement.content
    start = max(content.start, sentence_start(outcry.cue.root))
    end = min(content.end, sentence_end(outcry.cue.root))
    charge = content if not outcry.judges else trimmed(content.doc, start, end) or content
    return Accusation(
        accuser=outcry.statement.source,
        accused=accused,
        act=Act.CRITICISE,
        act_type=ActType.LABEL if outcry.judges else ActType.CRITICISE,
        cue=outcry.cue,
        cue_lemma=outcry.lemma,
        rule=_rule(outcry),
        group=group,
        charge=charge,
        charge_kind=charge_kind(charge),
        features={"path": path, "strength": 1.0, "category": "noun" if outcry.judges else "verb"},
    )
