"""Who is judged: from a judging word over the parse to the words that name the judged one.

Every function yields (token, weight, rule): a token that may head a mention, how directly the
judgement falls on it, and the name of the construction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.scan import sentence_start
from pipeline.stance.clause import verb_group
from pipeline.stance.constructions import (
    DIRECT,
    INDIRECT,
    WEAK,
    Bearer,
    credited,
    for_whom,
    fronted,
    named_by,
    possessor,
    said_of,
    supported,
    through,
    towards,
    with_own,
)
from pipeline.stance.dependencies import (
    CLIMBED,
    MAX_PHRASE,
    MAX_STEPS,
    SUBJECTS,
    is_dative_control,
    objects,
    phrase_heads,
    subjects,
)
from pipeline.stance.evaluations import is_passive_participle
from pipeline.stance.judging import mood_of
from pipeline.stance.polarity import Kind, PartOfSpeech, Role
from pipeline.stance.subjects import subject_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from pipeline.stance.evaluations import Evaluation
    from pipeline.stance.polarity import Evaluative
    from pipeline.stance.scene import Scene
    from pipeline.stance.shifters import Shifters

ATTRIBUTE_FROM = 3  # tokens before an adjective: *juge la peine*
DONE = frozenset({Kind.ACT, Kind.OMISSION})
FEATS = frozenset({"success", "competence"})  # fields of what is won or done well
# With which parts of speech a word may be coordinated and share what it is said of.
CONJOINED = {
    "ADJ": frozenset({"ADJ", "VERB", "NOUN"}),
    "NOUN": frozenset({"NOUN", "ADJ"}),
    "VERB": frozenset({"ADJ"}),
}


def bearers(evaluation: Evaluation, scene: Scene, table: Shifters) -> Iterator[Bearer]:
    """Yield the words that name whom an evaluation is said of, most direct first."""
    head = scene.doc[evaluation.head]
    entry = evaluation.entry
    if entry.role is Role.OBJECT and entry.kind is not Kind.CREDIT:
        yield from _judged(evaluation, head, table)
        return
    yield from _borne(entry, head, table)
    if entry.pos is PartOfSpeech.NOUN and evaluation.end - evaluation.start > 1:
        for inner in scene.doc[evaluation.start : evaluation.end]:
            if inner != head:
                yield from possessor(inner, table, INDIRECT, "quality_of")
    if entry.field in FEATS and entry.score > 0 and entry.pos is PartOfSpeech.NOUN:
        yield from for_whom(head, evaluation.end, table)
    caused = is_dative_control(head, table) or _is_caused(head, table)
    if entry.kind in DONE and not caused:
        subject, _ = subject_of(scene.mentions, verb_group(head, mood_of(head, entry.words[0])))
        if subject is not None and not is_passive_participle(head):
            yield Bearer(subject, DIRECT, "predicate_linear")


def first_conjunct(token: Token) -> Token:
    """Return the word that the first of coordinated words is: *brillant* of *brillant mais dur*."""
    for _ in range(MAX_STEPS):
        if token.dep_ != "conj" or token.head.pos_ not in CONJOINED.get(token.pos_, ()):
            break
        if any(child.dep_ in SUBJECTS | {"cop"} for child in token.children):
            break
        token = token.head
    return token


def _conjoined(head: Token, table: Shifters) -> Iterator[Bearer]:
    """What is said of the first of coordinated words is said of the others."""
    first = first_conjunct(head)
    if first != head:
        yield from _described(first, table)


def _has_manner_case(noun: Token, table: Shifters) -> bool:
    return any(
        child.dep_ == "case" and (table.has("without", child) or table.has("with", child))
        for child in noun.children
    )


def _borne(entry: Evaluative, head: Token, table: Shifters) -> Iterator[Bearer]:
    match entry.kind:
        case Kind.ACT | Kind.JUDGEMENT | Kind.OMISSION:
            yield from _acting(head, entry, table)
        case Kind.CREDIT:
            yield from credited(head)
        case Kind.PERSON:
            yield from _persona(head, entry, table)
            yield from _conjoined(head, table)
        case Kind.MANNER:
            yield from _manner(head, table)
        case Kind.EPITHET:
            yield from _conditioned(head, table)
        case Kind.QUALITY | Kind.ATTITUDE if entry.pos is PartOfSpeech.NOUN:
            yield from _qualified(head, table)
        case _:
            yield from _described(head, table)
            yield from _conjoined(head, table)


# ---------------------------------------------------------------- by what the entry says


def _acting(head: Token, entry: Evaluative, table: Shifters) -> Iterator[Bearer]:
    """X lies, fails, wins: the subject; in the passive the agent."""
    if is_passive_participle(head) and entry.pos is PartOfSpeech.VERB:
        yield from _agent(head, table)
        return
    if _is_caused(head, table):
        yield from _agent(
            head, table
        )  # *se fait éliminer par X*: the one who is made to suffer is another
        return
    yield from with_own(subjects(head, table), table, DIRECT, "predicate")


def _is_caused(verb: Token, table: Shifters) -> bool:
    """Tell whether somebody else makes it happen: *X fait gagner Y*, *X se fait battre par Y*."""
    return verb.dep_ in {"xcomp", "ccomp"} and table.has("causative", verb.head)


def _agent(verb: Token, table: Shifters) -> Iterator[Bearer]:
    """Who does it to the subject of a passive: by the parse, else the next *par* of the clause."""
    agents = [child for child in verb.children if child.dep_ == "obl:agent"]
    for child in agents:
        yield from with_own(phrase_heads(child), table, DIRECT, "agent")
    doc = verb.doc
    for i in range(verb.i + 1, min(verb.i + MAX_PHRASE, len(doc) - 2)):
        token = doc[i]
        if agents or token.is_punct or token.pos_ in {"VERB", "AUX", "SCONJ"}:
            return
        if table.has("agent_marker", token):
            named = doc[i + 2] if doc[i + 1].pos_ == "DET" else doc[i + 1]
            yield from through(phrase_heads(named), DIRECT, "agent")
            return


def _qualified(head: Token, table: Shifters) -> Iterator[Bearer]:
    """A quality or an act as a noun: its possessor, what it is said of, who does it."""
    if _has_manner_case(head, table) and head.head.pos_ in {"VERB", "AUX"}:
        yield from through(subjects(head.head, table), WEAK, "manner")
    yield from supported(head, table)
    yield from possessor(head, table, INDIRECT, "quality_of")
    yield from said_of(head, table)


def _described(head: Token, table: Shifters) -> Iterator[Bearer]:
    """An adjective: the noun it stands beside, the subject it is said of, the noun's possessor."""
    if any(child.dep_ == "cop" for child in head.children):
        yield from said_of(head, table)
        return
    judged = _attribute_of_object(head, table)
    if judged is not None:
        yield from through(phrase_heads(judged), DIRECT, "attribute")
        return
    if head.pos_ in {"NOUN", "PROPN"} or head.dep_ not in {"amod", "acl"}:
        yield from _before_name(head)
    noun = head.head
    if head.dep_ in {"amod", "acl", "appos", "nmod"} and noun != head:
        yield from through(phrase_heads(noun), DIRECT, "epithet")
        yield from named_by(noun)
        yield from possessor(noun, table, INDIRECT, "epithet_of_possession")
        yield from said_of(noun, table)
        yield from supported(noun, table, described=True)
    yield from said_of(head, table)
    yield from fronted(head)


def _attribute_of_object(head: Token, table: Shifters) -> Token | None:
    """Return what an adjective between a judging verb and a noun phrase judges.

    *X juge illégale la sélection*: not X, whatever the parser ties it to.
    """
    doc, i = head.doc, head.i
    if i - sentence_start(head) < ATTRIBUTE_FROM or i + 2 >= len(doc):
        return None
    noun = doc[i - 1]
    if noun.pos_ == "NOUN" and doc[i - 2].pos_ == "DET" and table.has("becoming", doc[i - 3]):
        return noun  # *X juge la peine disproportionnée*
    if doc[i + 1].pos_ != "DET" or noun.pos_ == "DET" or not table.has("becoming", noun):
        return None
    return doc[i + 2]


def _before_name(head: Token) -> Iterator[Bearer]:
    """*le courageux X*: taken for a noun, the adjective still belongs to the name behind it."""
    doc, i = head.doc, head.i
    if 0 < i < len(doc) - 1 and doc[i + 1].pos_ == "PROPN" and doc[i - 1].pos_ == "DET":
        yield from through(phrase_heads(doc[i + 1]), DIRECT, "epithet")


def _persona(head: Token, entry: Evaluative, table: Shifters) -> Iterator[Bearer]:
    """A person noun: whom it names, is said of, or stands in apposition to.

    After a preposition a favourable title in front of a name only says which one is meant
    (*l'absence de la championne Anne Roy*); an insult judges anywhere.
    """
    if any(child.dep_ == "cop" for child in head.children):
        yield from said_of(head, table)
        return
    if entry.score > 0 and _only_identifies(head, table):
        return
    if head.i > sentence_start(head) and head.nbor(-1).pos_ == "PROPN":  # *la Roumanie championne*
        yield from through(phrase_heads(head.nbor(-1)), DIRECT, "apposition")
    named = (token for token in phrase_heads(head) if token != head)
    yield from through(named, DIRECT, "person_noun")
    yield from named_by(head)
    yield from said_of(head, table)
    yield from fronted(head)
    if head.dep_ in SUBJECTS and head.head.pos_ in {"NOUN", "PROPN"}:
        yield from through(phrase_heads(head.head), DIRECT, "identified")
    if entry.score < 0:  # *le champion* only takes up who was named before, *le tricheur* judges
        yield Bearer(head, DIRECT, "person_noun")


def _only_identifies(head: Token, table: Shifters) -> bool:
    top = head
    for _ in range(MAX_STEPS):
        if top.dep_ not in CLIMBED:
            break
        top = top.head
    if top.i < head.i and top.pos_ == "PROPN":
        return False  # stands after the name: an apposition says something new
    if table.has("becoming", top.head):
        return False
    cases = [child for child in top.children if child.dep_ == "case"]
    return bool(cases) and top.dep_ in {"nmod", "obl:arg", "obl:mod", "obl", "conj"}


def _manner(head: Token, table: Shifters) -> Iterator[Bearer]:
    """A manner: of the one who acts so."""
    if head.head.pos_ in {"VERB", "AUX"}:
        yield from through(subjects(head.head, table), WEAK, "manner")


def _conditioned(head: Token, table: Shifters) -> Iterator[Bearer]:
    """A locution like *au-dessus de tout soupçon*: of its noun or of the subject."""
    yield from through(phrase_heads(head.head), DIRECT, "epithet")
    yield from said_of(head, table)
    if head.head.pos_ in {"VERB", "AUX"}:
        yield from through(subjects(head.head, table), DIRECT, "attribute")


def _judged(evaluation: Evaluation, head: Token, table: Shifters) -> Iterator[Bearer]:
    """Whom somebody blames or praises: the object, or what the preposition introduces."""
    if evaluation.entry.kind is Kind.ATTITUDE:
        yield from towards(head, table)
    elif evaluation.entry.complement is not None:
        for child in head.children:
            if _has_case(child, evaluation.entry.complement, table):
                yield from through(phrase_heads(child), DIRECT, "judged")
    else:
        yield from through(objects(head, table), DIRECT, "judged")
        for child in head.children:
            if child.dep_ == "obj" or (child.dep_ == "nsubj:pass" and is_passive_participle(head)):
                yield from possessor(child, table, INDIRECT, "judged_of")


def _has_case(phrase: Token, word: str, table: Shifters) -> bool:
    """Tell whether a preposition introduces a phrase, contractions included (*à*: *au*)."""
    kinds = [k for k in ("goal_marker", "bearer_marker") if word in table.kinds[k]]
    for child in phrase.children:
        if child.dep_ == "case" and (
            word in (child.lemma_, child.lower_) or any(table.has(k, child) for k in kinds)
        ):
            return True
    return False
