"""Whose act a verb reports: its subject, near, far, inherited or inverted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.inflection import Mood
from pipeline.records import MentionForm
from pipeline.scan import features_of, has_feature, sentence_end, sentence_start
from pipeline.stance.clause import Voice
from pipeline.stance.grammar import grammar, normal
from pipeline.stance.wordclasses import words_of
from pipeline.syntax import agrees_in_person, nominal_subjects

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from pipeline.stance.clause import VerbGroup
    from pipeline.stance.nominals import Mentions

INSERTION = 30  # tokens between the commas of an insertion, and before
DEPTH = 5  # how many governors a subject may be inherited through
VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X"})
MODIFIERS = frozenset({"acl", "amod", "acl:relcl", "appos", "nmod", "advcl", "dep"})

Subject = tuple["Token | None", str]


def subject_of(mentions: Mentions, group: VerbGroup) -> Subject:
    """Return the head of the subject's phrase and how it was reached."""
    inserted = _of_insertion(group) if group.mood is Mood.GERUND else None
    if inserted is not None:
        return inserted, "inserted"
    token, path = _subject(mentions, group)
    if token is None:
        return _subject_afar(mentions, group, path)
    token = _name_around(mentions, token, group)
    main = _subject_of_sentence(mentions, token, path, group)
    if main is not None:
        return main, "control"
    return (
        (token, path) if mentions.of(token) is not None else _said_of(mentions, token, path, group)
    )


def _subject_of_sentence(
    mentions: Mentions, token: Token, path: str, group: VerbGroup
) -> Token | None:
    """Return the main subject for a participle that the parse hangs on a noun: *…, accusant X*."""
    if path != "head_noun" or group.mood is not Mood.GERUND:
        return None
    # « toute implication en rejetant »: the noun is nobody
    is_nobody = mentions.of(token) is None
    return _main_subject(mentions, token) if is_nobody or _is_apart(token, group) else None


def _said_of(mentions: Mentions, token: Token, path: str, group: VerbGroup) -> Subject:
    """Return the subject where its noun is no actor: whom it is said of, or who stands before."""
    if path == "head_noun" and group.mood is Mood.GERUND:
        return token, path
    bearer = _predicated(token)
    if bearer is not None:
        return bearer, "predicate"
    left = _left_phrase(mentions, group) if path in INHERITED else None
    return (token, path) if left is None else (left, "left")


def _is_apart(noun: Token, group: VerbGroup) -> bool:
    """*X a rassuré les habitants, évoquant un attentat*: behind a comma it is no object's."""
    comma = group.first > 0 and noun.doc[group.first - 1].text == ","
    return group.mood is Mood.GERUND and comma and noun.dep_ in ARGUMENTS


def _name_around(mentions: Mentions, token: Token, group: VerbGroup) -> Token:
    """Return the head of the name that a subject is part of: *l'Union des régions, qui accuse*."""
    mention = None if mentions.of(token) is not None else mentions.covering(token.i)
    if mention is None or mention.form not in NAMES or mention.span.root.i >= group.first:
        return token
    return mention.span.root


def _subject_afar(mentions: Mentions, group: VerbGroup, path: str) -> Subject:
    """Return the subject of a verb that the tree gives none, by where it stands."""
    if group.mood is Mood.GERUND:  # *Ce dernier, accusant X, …*
        beside = _adjacent_left(mentions, group.head.doc[group.first])
        if beside is not None:
            return beside, "adjacent"
        outer = group.head.head
        if outer.pos_ in VERBAL and outer.i < group.first:  # *X a riposté en accusant Y*
            left = _adjacent_left(mentions, outer.doc[_first_of(outer)], comma=False)
            if left is not None:
                return left, "control"
    if group.bare or group.mood is Mood.GERUND:
        return _right_of_comma(mentions, group.head), "fronted"
    token = _continued(group.head)
    return token, path if token is None else "continued"


def _first_of(verb: Token) -> int:
    """Return the index of a verb's first auxiliary."""
    i = verb.i
    while i > sentence_start(verb) and normal(verb.doc[i - 1].text) in grammar().auxiliaries:
        i -= 1
    return i


def _of_insertion(group: VerbGroup) -> Token | None:
    """Return who speaks in *« … », poursuit-il, reprochant au recteur…*."""
    doc, i = group.head.doc, group.first - 1
    if i > 0 and normal(doc[i].text) in grammar()["agents.gerund"]:
        i -= 1
    if i < 2 or doc[i].text != ",":  # noqa: PLR2004 - a verb, its pronoun and the comma
        return None
    token = doc[i - 1]
    return token if token.text.startswith("-") and len(token) > 1 else None


def _continued(head: Token) -> Token | None:
    """Return the subject of the sentence before, where this one is its torn-off end.

    Extraction drops words and leaves a full stop: « … des critiques., pour dénoncer la hausse ».
    """
    start = sentence_start(head)
    first = next((t for t in head.sent if not t.is_punct and not t.is_space), None)
    if start == 0 or first is None or not first.is_lower:
        return None
    return own_subject(head.doc[start - 1].sent.root)


def _main_subject(mentions: Mentions, token: Token) -> Token | None:
    """Return the subject, an actor, of the nearest verb above."""
    for verb in token.ancestors:
        own = own_subject(verb) if verb.pos_ in VERBAL else None
        if own is not None and mentions.of(own) is not None:
            return own
    return None


ARGUMENTS = frozenset({"obj", "iobj", "obl:arg", "obl:mod", "obl:agent", "nmod"})
NAMES = frozenset({MentionForm.NAME, MentionForm.PARTIAL_NAME, MentionForm.ACRONYM})
INHERITED = frozenset({"coordination", "control"})


def _predicated(noun: Token) -> Token | None:
    """Return who a noun is said of (*X est un détenu, condamné pour vol*)."""
    has_copula = any(child.dep_ == "cop" for child in noun.children)
    return own_subject(noun) if has_copula else None


def _subject(mentions: Mentions, group: VerbGroup) -> Subject:
    own = _uninverted(mentions, own_subject(group.carrier), group)
    if own is not None and group.mood is Mood.GERUND and own.i > group.head.i:
        own = None  # *Traitant X de menteur*: its object, whatever the parser says
    if own is None and group.carrier != group.head:
        own = own_subject(group.head)
    if own is not None:
        return _settled(mentions, own, group)
    if group.bare:
        return _participle_subject(mentions, group)
    token, path = _inherited(group.carrier, DEPTH)
    if token is not None and not (group.finite is not None and path == "head_noun"):
        return token, path
    if group.finite is not None or group.voice is Voice.PASSIVE:
        return _left_phrase(mentions, group), "left"
    return token, path


def _uninverted(mentions: Mentions, own: Token | None, group: VerbGroup) -> Token | None:
    """An actor right before the verb is its subject, whatever the parser sets behind it."""
    if own is None or own.text.startswith("-"):
        return own
    if own.i < group.head.i and not _is_behind_colon(own, group):
        return own
    return _adjacent_left(mentions, group.head.doc[group.first], comma=False) or own


def _is_behind_colon(own: Token, group: VerbGroup) -> bool:
    """*Tribunaux : X saisit la cour*: a headline's topic is no subject."""
    return any(token.text == ":" for token in own.doc[own.i + 1 : group.first])


def own_subject(verb: Token) -> Token | None:
    """Return the verb's own subject in the parse, its antecedent for *qui*."""
    rules = grammar()
    times = rules["times.nouns"]  # *X, un temps soupçonné, a été relaxé*
    found = [
        t
        for t in nominal_subjects(verb)
        if _is_nominal(t) and not _is_preposed(t, verb) and normal(t.text) not in times
    ]
    if not found:
        return None
    real = [t for t in found if not t.text.startswith("-")] or found
    real = [t for t in real if agrees_in_person(t, verb)] or real
    token = min(real, key=lambda t: (t.i > verb.i, abs(t.i - verb.i)))
    if normal(token.text) in rules["relatives.subject"] | rules["relatives.other"]:
        return antecedent(token, verb)
    return token


def _is_preposed(token: Token, verb: Token) -> bool:
    """Tell the object of *n'a rien fait*, which the parser takes for a subject."""
    rules = grammar()
    if token.i != verb.i - 1 or normal(token.text) not in rules["negation.second"]:
        return False
    return token.i > 0 and normal(token.nbor(-1).text) in rules.auxiliaries


def _is_nominal(token: Token) -> bool:
    """A noun for the tagger, or a word with a determiner."""
    return token.pos_ in NOMINAL or any(child.dep_ == "det" for child in token.children)


def antecedent(relative: Token, verb: Token) -> Token | None:
    """Return the noun a relative clause hangs on: by the parse, else the noun to its left."""
    head = verb
    for _ in range(DEPTH):
        if head.dep_ in {"acl:relcl", "acl"} and head.head.i < relative.i:
            return head.head
        if head.head == head or head.head.i > head.i:
            break
        head = head.head
    doc = relative.doc
    i = relative.i - 1
    while i >= sentence_start(relative) and doc[i].pos_ in {"PUNCT", "SPACE", "ADP"}:
        i -= 1
    if i < sentence_start(relative):
        return None
    token = doc[i]
    while token.head != token and token.head.i < relative.i and token.pos_ not in VERBAL:
        if token.head.pos_ in VERBAL | {"ADP"}:
            break
        token = token.head
    return token if token.pos_ in NOMINAL else None


def _settled(mentions: Mentions, token: Token, group: VerbGroup) -> Subject:
    """A clitic doubled by a noun (*Vasseur accuse-t-elle*) stands for the noun."""
    if token.text.startswith("-"):
        left = _left_phrase(mentions, group)
        if left is not None:
            return left, "doubled"
    return token, "subject"


def _participle_subject(mentions: Mentions, group: VerbGroup) -> Subject:
    """A participle on its own belongs to the noun beside it, or to the clause's subject."""
    head = group.head
    if head.dep_ == "conj":
        token, path = _inherited(head, DEPTH)
        if token is None or path == "head_noun":
            token, path = _predicated(head.head), "coordination"
        if token is not None:
            return token, path
    beside, path = _beside(mentions, head)
    if beside is not None:
        return beside, path
    if head.dep_ in MODIFIERS and head.head.pos_ in VERBAL:
        main = own_subject(head.head)
        if main is not None and _may_be_one(main, head):
            return main, "fronted"
    return _right_of_comma(mentions, head), "fronted"


def _may_be_one(noun: Token, participle: Token) -> bool:
    """Tell *X et Y ont condamné l'attentat, qualifié de lâche* apart: two subjects, one deed."""
    several = any(child.dep_ == "conj" for child in noun.children)
    return _agree(noun, participle) and not (several and has_feature(participle, "Number", "Sing"))


def _beside(mentions: Mentions, head: Token) -> Subject:
    """Return the noun that a participle modifies: the name right before it, else the parser's."""
    near = mentions.ending(head.i)
    if near is not None and near.span.root.i > head.head.i and _agree(near.span.root, head):
        return near.span.root, "adjacent"
    if head.dep_ in MODIFIERS and head.head.pos_ in NOMINAL and head.head.i < head.i:
        return head.head, "head_noun"
    return _adjacent_left(mentions, head), "adjacent"


def _agree(noun: Token, participle: Token) -> bool:
    """Whether no gender or number that the tagger gives tells them apart."""
    one, other = features_of(noun), features_of(participle)
    return all(
        name not in one or name not in other or one[name] == other[name]
        for name in ("Gender", "Number")
    )


def _adjacent_left(mentions: Mentions, head: Token, *, comma: bool = True) -> Token | None:
    doc = head.doc
    i = head.i - 1
    skipped = {"PUNCT", "ADV", "SPACE"} if comma else {"ADV"}
    while i >= sentence_start(head) and doc[i].pos_ in skipped:
        if normal(doc[i].text) in grammar()["quotes.open"] | {":", ";"}:
            return None
        i -= 1
    if i < sentence_start(head):
        return None
    mention = mentions.covering(i)
    return None if mention is None or mention.span.end != i + 1 else mention.span.root


def _right_of_comma(mentions: Mentions, head: Token) -> Token | None:
    doc = head.doc
    for i in range(head.i + 1, sentence_end(head)):
        if doc[i].text == ",":
            found = mentions.starting(i + 1) if i + 1 < len(doc) else None
            if found is not None:
                return found.span.root
    return None


SUBORDINATE = frozenset(
    {"xcomp", "ccomp", "advcl", "conj", "obl:mod", "obl:arg", "parataxis", "dep"}
)


def _inherited(verb: Token, depth: int) -> Subject:
    """Follow control, coordination and relative clauses up to a subject."""
    governor = verb.head
    if depth == 0 or governor == verb:
        return None, "none"
    misread = any(child.dep_ == "nsubj" for child in governor.children)  # *se garde d'accuser*
    if governor.pos_ in NOMINAL and not (misread and verb.dep_ == "xcomp"):
        return _from_noun(verb, governor, depth)
    if verb.dep_ not in SUBORDINATE or not (misread or governor.pos_ in VERBAL | {"ADJ"}):
        return None, "none"
    return _from_verb(verb, governor, depth)


def _from_verb(verb: Token, governor: Token, depth: int) -> Subject:
    controller = _controller(governor) if verb.dep_ != "conj" else None
    if controller is not None:
        return controller, "control"
    own = own_subject(governor)
    if own is None:
        return _inherited(governor, depth - 1)
    if verb.dep_ != "conj":
        return own, "control"
    return _subject_above(governor) if _is_of_relative(verb, governor) else own, "coordination"


def _is_of_relative(verb: Token, governor: Token) -> bool:
    """*Les juges relèvent une dette qui a doublé et fustigent…*: two numbers, two subjects."""
    if verb.dep_ != "conj" or governor.dep_ != "acl:relcl" or governor.head.dep_ not in ARGUMENTS:
        return False
    numbers = [features_of(_finite(one)).get("Number") for one in (verb, governor)]
    return None not in numbers and numbers[0] != numbers[1]


def _subject_above(token: Token) -> Token | None:
    above = next((a for a in token.ancestors if a.pos_ in VERBAL), None)
    return None if above is None else own_subject(above)


def _finite(verb: Token) -> Token:
    auxiliaries = (t for t in verb.lefts if t.dep_.startswith("aux"))
    return next(auxiliaries, verb)


def _from_noun(verb: Token, governor: Token, depth: int) -> Subject:
    modifies = verb.dep_ in {"acl", "acl:relcl", "amod"}
    if modifies and _is_purpose(verb) and governor.dep_ != "nsubj":  # *convoque X pour protester*
        return _subject_above(governor), "control"
    if modifies and has_feature(verb, "VerbForm", "Inf"):  # « sa volonté de poursuivre »
        if _controls(governor):
            return governor, "control"
        return _of_noun(governor, depth - 1)
    if modifies or verb.dep_ in {"advcl", "conj"}:
        return governor, "head_noun"
    return None, "none"


def _is_purpose(verb: Token) -> bool:
    marks = (t for t in verb.lefts if t.dep_ == "mark")
    return any(normal(t.text) in words_of("aim_prepositions") for t in marks)


def _controls(noun: Token) -> bool:
    """Whether a noun is the object of a verb that hands it its infinitive (*convainc X de…*)."""
    verbs = grammar()["control.object"]
    return noun.dep_ == "obj" and noun.head.i < noun.i and noun.head.lemma_ in verbs


def _controller(verb: Token) -> Token | None:
    """Return the object before an infinitive that is done by it."""
    if verb.lemma_ not in grammar()["control.object"]:
        return None
    days = grammar()["times.nouns"]  # *a décidé lundi de poursuivre X*: `obj` to the parser
    return next(
        (
            t
            for t in verb.children
            if t.dep_ == "obj" and t.pos_ in NOMINAL and normal(t.text) not in days
        ),
        None,
    )


def _of_noun(noun: Token, depth: int) -> Subject:
    """Return whose intention a noun names: its possessor's, else the subject's it depends on."""
    for child in noun.children:
        if child.dep_ == "nmod" and child.pos_ in {"PROPN", "NOUN"}:
            return child, "noun_complement"
    head = noun.head
    if head.pos_ in VERBAL and noun.dep_ != "nsubj":
        own = own_subject(head)
        return (own, "control") if own is not None else _inherited(head, depth)
    return None, "none"


def _left_phrase(mentions: Mentions, group: VerbGroup) -> Token | None:
    """Return the nearest actor to the left that no preposition introduces, in the clause."""
    doc, rules = group.head.doc, grammar()
    i = group.first - 1
    start = sentence_start(group.head)
    around = _around_insertion(mentions, group)
    if around is not None:
        return around
    while i >= start:
        mention = mentions.covering(i)
        if mention is not None:
            first = mention.span.start
            before = normal(doc[first - 1].text) if first > start else ""
            if before not in rules.prepositions:
                return mention.span.root
            i = first
        elif doc[i].pos_ in VERBAL and has_feature(doc[i], "VerbForm", "Fin"):
            return None
        i -= 1
    return None


def _around_insertion(mentions: Mentions, group: VerbGroup) -> Token | None:
    """Return who stands before what two commas enclose: *X, déléguée de Y, reproche*."""
    words, low = mentions.words, max(sentence_start(group.head), group.first - INSERTION)
    closing = group.first - 1
    if closing <= low or words[closing] != ",":
        return None
    for i in range(closing - 1, low, -1):
        if words[i] == ",":
            before = mentions.ending(i)
            if before is not None and _is_governed(words, before.span.start, low):
                return None
            is_relative = words[i + 1] in grammar()["relatives.opening"]
            if before is not None and (is_relative or not _has_finite(group.head.doc, i, closing)):
                return before.span.root
    return None


def _is_governed(words: list[str], start: int, low: int) -> bool:
    return start > low and words[start - 1] in grammar().prepositions


def _has_finite(doc: Doc, start: int, end: int) -> bool:
    return any(t.pos_ in VERBAL and has_feature(t, "VerbForm", "Fin") for t in doc[start:end])
