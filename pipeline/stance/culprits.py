"""Whose wrong a blameworthy predicate is: its subject, its agent, its bearer or its possessor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.inflection import Mood
from pipeline.scan import has_feature, scan, sentence_end, sentence_start
from pipeline.stance.blame import Category, Culprit, Needs
from pipeline.stance.clause import Voice, verb_group
from pipeline.stance.grammar import grammar, normal
from pipeline.stance.infinitives import infinitive_at
from pipeline.stance.owners import introduced, is_denied, is_negated, owner_of, possessor
from pipeline.stance.subjects import own_subject, subject_of
from pipeline.stance.wordclasses import words_of

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from pipeline.stance.blame import Sighting
    from pipeline.stance.clause import VerbGroup
    from pipeline.stance.nominals import Mentions

MAX_COPULA = 6  # tokens from the copula to the predicate
CERTAIN = 3  # strength of what is blameworthy whatever the context
VERBAL = frozenset({"VERB", "AUX"})
AUXILIARIES = frozenset({"aux:tense", "aux:pass"})
SUPPORTS = frozenset({"cop", "aux:tense", "aux:pass", "aux"})
OBJECTS = frozenset({"obj", "ccomp", "xcomp", "obl:arg"})
OBJECT_CLITICS = frozenset({"object", "either", "dative", "other"})


@dataclass(frozen=True, slots=True)
class Blame:
    """A predicate with the one it blames.

    Attributes:
        culprit: The head of the phrase, a pronoun too.
        start: Index of the first word of what is blamed.
        end: Index behind its last word.
        conditional: The hearsay conditional marks it.
        path: How the culprit was reached.
    """

    sighting: Sighting
    culprit: Token
    start: int
    end: int
    conditional: bool
    path: str


def blame_of(mentions: Mentions, sighting: Sighting) -> Blame | None:
    """Return the predicate with its culprit, None where it blames nobody in this text."""
    category = sighting.predicate.category
    if category in {Category.VERB, Category.LOCUTION}:
        return _verbal(mentions, sighting)
    if category is Category.ADVERB:
        return _adverbial(mentions, sighting)
    if sighting.predicate.culprit is Culprit.OF:
        return _owned(mentions, sighting) or _predicative(sighting)
    return _predicative(sighting) or _epithet(sighting) or _apposed(sighting)


def _verbal(mentions: Mentions, sighting: Sighting) -> Blame | None:
    token, predicate = sighting.token, sighting.predicate
    group = verb_group(token, _mood(sighting))
    if group.negated is not predicate.negated or _under_negation(token):
        return None
    if predicate.negated and _is_restricted(sighting, group.first):
        return None
    is_reflexive = "reflexive" in group.clitics or group.voice is Voice.REFLEXIVE
    if predicate.reflexive is not is_reflexive and not (
        predicate.reflexive and "either" in group.clitics
    ):
        return None
    if group.voice is Voice.PASSIVE:
        return _by_agent(sighting, group)
    if not _has_needed(sighting, group):
        return None
    culprit, path = subject_of(mentions, group)
    if token.dep_ == "cop" and culprit is None:  # *n'est pas sérieux*: the adjective has it
        culprit, path = own_subject(token.head), "copula"
    return None if culprit is None else _blame(sighting, group, culprit, path)


def _is_restricted(sighting: Sighting, first: int) -> bool:
    """Tell *n'est acceptable que dans ce cas* from *n'est pas acceptable que*."""
    lower = scan(sighting.token.doc).lower
    behind = sighting.end < len(lower) and lower[sighting.end] in words_of("complementizers")
    return behind and words_of("negation_seconds").isdisjoint(lower[first : sighting.end])


def _mood(sighting: Sighting) -> Mood | None:
    """Return what a form says here: *fait*, *dit*, *pris* behind an auxiliary are participles."""
    token = sighting.token
    before = "" if token.i == 0 else normal(token.nbor(-1).text)
    compound = before in grammar().auxiliaries or any(
        c.dep_ in AUXILIARIES and c.pos_ == "AUX" for c in token.lefts
    )
    is_participle = compound and has_feature(token, "VerbForm", "Part")
    return Mood.PARTICIPLE if is_participle else sighting.mood


def _has_needed(sighting: Sighting, group: VerbGroup) -> bool:
    needs, token = sighting.predicate.needs, sighting.token
    if needs is Needs.OBJECT:
        return _has_object(token, group)
    if needs is Needs.CONDITIONAL:
        return sighting.mood is Mood.CONDITIONAL
    if needs is Needs.INFINITIVE:
        return infinitive_at(token.doc, sighting.end, scan(token.doc).words) is not None
    return True


def _blame(sighting: Sighting, group: VerbGroup, culprit: Token, path: str) -> Blame:
    token = sighting.token
    carrier = token.head if token.dep_ in SUPPORTS else token  # *a peur de*, *est payé par*
    end = max(sighting.end, carrier.right_edge.i + 1)
    if token.pos_ not in VERBAL:  # *« Il gaspille nos impôts »*, an adjective to the tagger
        end = max(end, _quotation_end(token))
    start = _group_start(token, group.first)
    if start <= culprit.i < token.i:
        start = culprit.i + 1
    is_duty = sighting.predicate.needs is Needs.CONDITIONAL
    hearsay = group.mood is Mood.CONDITIONAL and not is_duty
    return Blame(sighting, culprit, start, end, hearsay, path)


def _quotation_end(token: Token) -> int:
    """Return the index of the mark or comma behind a token; 0 where no quotation closes."""
    closing = grammar()["quotes.close"]
    for i in range(token.i + 1, sentence_end(token)):
        if token.doc[i].text in closing:
            return i
        if token.doc[i].pos_ in VERBAL or token.doc[i].is_punct:
            break
    return 0


def _group_start(verb: Token, first: int) -> int:
    """Return where a verb group starts, over *rien* and *mal*: *fait* alone says the contrary."""
    lower, low = scan(verb.doc).lower, sentence_start(verb)
    if first == 0 or lower[first - 1] not in words_of("preposed_words"):
        return first
    light = words_of("preposed_words") | words_of("auxiliaries") | words_of("negations")
    while first > low and lower[first - 1] in light:
        first -= 1
    return first


def _by_agent(sighting: Sighting, group: VerbGroup) -> Blame | None:
    if group.bare and sighting.predicate.strength < CERTAIN:
        return None
    for child in sighting.token.children:
        if child.i > sighting.token.i and introduced(child, "agent_prepositions"):
            is_duty = sighting.predicate.strength < CERTAIN and group.mood is not Mood.CONDITIONAL
            if is_duty and normal(child.text) in grammar()["law.forces"]:
                return None  # *abattu par les policiers*: told of, not blamed
            return _blame(sighting, group, child, "agent")
    return None


def _has_object(token: Token, group: VerbGroup) -> bool:
    if group.clitics.keys() & OBJECT_CLITICS:
        return True
    if any(child.dep_ in OBJECTS and child.i > token.i for child in token.children):
        return True
    if token.i and token.nbor(-1).lower_ in words_of("preposed_objects"):
        return True
    behind = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    return behind.pos_ == "DET" and behind.lower_ not in words_of("genitives")


def _under_negation(token: Token) -> bool:
    """Tell *ne veut pas trahir*: the governing verb is negated."""
    governor = token.head
    if token.dep_ not in {"xcomp", "ccomp", "obl:arg", "obl:mod"} or governor == token:
        return False
    return is_denied(governor)


def _adverbial(mentions: Mentions, sighting: Sighting) -> Blame | None:
    verb = sighting.token.head
    while sighting.token.i < verb.i < sighting.end and verb.head.i != verb.i:  # *sans le dire*
        verb = verb.head
    if verb.pos_ not in VERBAL:
        return None
    mood = Mood.PARTICIPLE if has_feature(verb, "VerbForm", "Part") else Mood.INDICATIVE
    group = verb_group(verb, mood)
    if group.negated:
        return None
    if group.voice is Voice.PASSIVE:
        return _by_agent_of(verb, sighting, group)
    culprit, path = subject_of(mentions, group)
    return None if culprit is None else _blame_verb(verb, sighting, group, culprit, path)


def _by_agent_of(verb: Token, sighting: Sighting, group: VerbGroup) -> Blame | None:
    for child in verb.children:
        if child.i > verb.i and introduced(child, "agent_prepositions"):
            return _blame_verb(verb, sighting, group, child, "agent")
    return None


def _blame_verb(
    verb: Token, sighting: Sighting, group: VerbGroup, culprit: Token, path: str
) -> Blame:
    end = max(sighting.end, verb.right_edge.i + 1)
    return Blame(sighting, culprit, group.first, end, group.mood is Mood.CONDITIONAL, path)


def _owned(mentions: Mentions, sighting: Sighting) -> Blame | None:
    """Return whose act a noun is: *par X*, *de X* unless X suffers it, *son*, a support verb."""
    noun = sighting.token
    if is_negated(noun) or _is_content_of_charge(noun):
        return None
    owner = owner_of(mentions, sighting)
    if owner is not None:
        return _noun_blame(sighting, *owner)
    supported = _supported(mentions, sighting)
    possessive = None if supported is not None else possessor(noun)
    return supported if possessive is None else _noun_blame(sighting, possessive, "possessive")


def _is_content_of_charge(noun: Token) -> bool:
    """Tell *une enquête pour fraude*, *des soupçons de corruption*: frames read those."""
    head = noun.head
    return head != noun and head.lemma_ in words_of("charge_bearers")


def _noun_blame(sighting: Sighting, culprit: Token, path: str) -> Blame:
    noun = sighting.token
    end = max(sighting.end, noun.right_edge.i + 1)
    return Blame(sighting, culprit, noun.left_edge.i, end, conditional=False, path=path)


def _supported(mentions: Mentions, sighting: Sighting) -> Blame | None:
    """Return the subject of *commettre*, *faire preuve de*, *se livrer à* before the noun."""
    noun = sighting.token
    verb = noun.head
    if verb.pos_ == "NOUN" and verb.lemma_ in words_of("support_nouns"):
        verb = verb.head
    if verb.pos_ not in VERBAL or verb.i > noun.i or verb.lemma_ not in words_of("support_verbs"):
        return None
    if noun.dep_ not in {"obj", "obl:arg", "obl:mod", "nmod", "xcomp"}:
        return None
    mood = Mood.PARTICIPLE if has_feature(verb, "VerbForm", "Part") else Mood.INDICATIVE
    group = verb_group(verb, mood)
    if group.negated or group.voice is Voice.PASSIVE:
        return None
    culprit, path = subject_of(mentions, group)
    return None if culprit is None else _blame_verb(verb, sighting, group, culprit, path)


def _predicative(sighting: Sighting) -> Blame | None:
    """Return who is said to be so: the subject of the copula."""
    token = sighting.token
    copula = _copula(token)
    if copula is None:
        return None
    subject = own_subject(token) or own_subject(copula) or _left_pronoun(copula)
    if subject is None or _copula_negated(copula) is not sighting.predicate.negated:
        return None
    end = max(sighting.end, token.right_edge.i + 1)
    conditional = copula.lower_ in words_of("conditional_copulas")
    return Blame(sighting, subject, copula.i + 1, end, conditional, "copula")


def _apposed(sighting: Sighting) -> Blame | None:
    """Return the name beside a label: *l'escroc Delorme*."""
    noun = sighting.token
    if sighting.predicate.culprit is not Culprit.IS:
        return None
    for name in (*noun.children, noun.head):
        is_name = name.pos_ == "PROPN" and name is not noun and abs(name.i - noun.i) == 1
        if is_name and not any(child.dep_ == "case" for child in name.children):
            return Blame(sighting, name, noun.i, noun.i + 1, conditional=False, path="apposed")
    return None


def _epithet(sighting: Sighting) -> Blame | None:
    """Return the noun that an adjective qualifies, or the one that noun is said of.

    *les décisions arbitraires du préfet*; *ils sont parmi les gens les plus malhonnêtes*.
    """
    token = sighting.token
    noun = token.head
    if sighting.predicate.category is not Category.ADJECTIVE or noun.pos_ != "NOUN":
        return None
    if token.dep_ not in {"amod", "nmod", "acl"} or _is_named_so(token):
        return None
    copula = _copula(noun)
    subject = None if copula is None else own_subject(noun) or own_subject(copula)
    if copula is not None and subject is not None and not _copula_negated(copula):
        end = max(sighting.end, noun.right_edge.i + 1)
        return Blame(sighting, subject, copula.i + 1, end, conditional=False, path="copula")
    end = max(sighting.end, noun.right_edge.i + 1)
    return Blame(sighting, noun, noun.left_edge.i, end, conditional=False, path="epithet")


def _is_named_so(token: Token) -> bool:
    """Tell *le domicile du meurtrier* from *un acte meurtrier*: a determiner makes it a noun."""
    before = "" if token.i == 0 else normal(token.nbor(-1).text)
    return token.head.i < token.i and before in grammar()["determiners.any"]


def _copula(token: Token) -> Token | None:
    for child in token.children:
        if child.dep_ == "cop" and child.i < token.i:
            return child
    start = max(sentence_start(token), token.i - MAX_COPULA)
    for left in reversed(token.doc[start : token.i]):
        if left.lemma_ in words_of("copulas") and left.pos_ in VERBAL:
            return left
        if left.pos_ not in {"DET", "ADJ", "ADV", "NOUN", "PUNCT"} or left.text in {",", ";", ":"}:
            return None
    return None


def _left_pronoun(copula: Token) -> Token | None:
    for left in reversed(copula.doc[max(sentence_start(copula), copula.i - 3) : copula.i]):
        if left.lower_ in words_of("subject_pronouns"):
            return left
    return None


def _copula_negated(copula: Token) -> bool:
    around: Span = copula.doc[max(sentence_start(copula), copula.i - 3) : copula.i]
    return any(token.lower_ in words_of("negations") for token in around)
