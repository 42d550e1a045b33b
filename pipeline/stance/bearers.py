"""Who is judged: from a judging word over the parse to the words that name the judged one.

Every function yields (token, weight, rule): a token that may head a mention, how directly the
judgement falls on it, and the name of the construction. The parser often hangs a name beside the
title it belongs to, so a noun phrase answers with every name in it that no preposition introduces.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.stance.clause import verb_group
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

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:caus"})
NAMING = frozenset({"flat:name", "flat", "appos", "flat:foreign", "dep"})
CLIMBED = frozenset({"flat:name", "flat", "appos", "flat:foreign"})
INHERITING = frozenset({"conj", "xcomp", "advcl", "aux", "cop", "obl:arg", "ccomp", "aux:tense"})
PHRASE_ENDS = frozenset({"VERB", "AUX", "SCONJ", "CCONJ", "PRON"})
# With which parts of speech a word may be coordinated and share what it is said of.
CONJOINED = {
    "ADJ": frozenset({"ADJ", "VERB", "NOUN"}),
    "NOUN": frozenset({"NOUN", "ADJ"}),
    "VERB": frozenset({"ADJ"}),
}
ATTRIBUTIVE = frozenset({"acl", "amod", "appos", "acl:relcl", "advcl"})
MAX_STEPS = 5
MAX_PHRASE = 12  # tokens of a noun phrase or a clause that are searched for a name
DIRECT, INDIRECT, WEAK = 1.0, 0.7, 0.7


@dataclass(frozen=True, slots=True)
class Bearer:
    """A token that may head a mention of the judged one.

    Attributes:
        weight: 0 to 1, how directly the judgement falls on it.
    """

    token: Token
    weight: float
    rule: str


def bearers(evaluation: Evaluation, scene: Scene, table: Shifters) -> Iterator[Bearer]:
    """Yield the words that name whom an evaluation is said of, most direct first."""
    head = scene.doc[evaluation.head]
    entry = evaluation.entry
    if entry.role is Role.OBJECT:
        yield from _judged(evaluation, head, table)
        return
    yield from _borne(entry, head, table)
    if entry.kind is Kind.ACT and not _is_dative_control(head, table):
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
        case Kind.ACT | Kind.JUDGEMENT:
            yield from _acting(head, entry, table)
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


def phrase_heads(head: Token) -> Iterator[Token]:
    """Yield the tokens of a noun phrase that may name its referent: head, titles, appositions."""
    for _ in range(MAX_STEPS):
        if head.dep_ not in CLIMBED and not _is_bare_name(head):
            break
        head = head.head
    yield from _below(head)
    yield from _names_after(head)


def subjects(verb: Token, table: Shifters) -> Iterator[Token]:
    """Yield the subjects of a verb, inherited through coordination, control and relatives."""
    token = verb
    for _ in range(MAX_STEPS):
        adjacent = _right_before(token)
        if adjacent is not None:
            yield from phrase_heads(adjacent)
            return
        own = [child for child in token.children if child.dep_ in SUBJECTS]
        if own:
            for subject in own:
                yield from phrase_heads(_antecedent(subject, token))
            return
        if _is_said_of_head(token):
            yield from phrase_heads(token.head)
            return
        controlled = _controller(token, table)
        if controlled is not None:
            yield from phrase_heads(controlled)
        if controlled is not None or _is_dative_control(token, table):
            return
        if token.dep_ not in INHERITING:
            break
        token = token.head
    yield from _left_of(verb)


def _is_said_of_head(token: Token) -> bool:
    """Tell whether a clause hangs on its subject: a relative, a predicate taken for a conjunct."""
    if token.head.pos_ not in {"NOUN", "PROPN", "PRON"}:
        return False
    if token.dep_ == "conj":
        return token.head.i < token.i and any(child.dep_ == "cop" for child in token.children)
    return token.dep_ in {"acl:relcl", "acl"}


def _controller(token: Token, table: Shifters) -> Token | None:
    """Return the object or dative that does what an infinitive says: *permet à X de gagner*."""
    verb = token.head
    controls = _is_dative_control(token, table)
    if not (controls or token.dep_ == "xcomp") or verb.pos_ != "VERB":
        return None
    if is_passive_participle(verb):
        return None
    for child in verb.children:
        if child.i >= token.i:
            break
        dative = child.dep_ in {"iobj", "obl:arg"} and controls
        if dative or (child.dep_ == "obj" and not table.has("reflexive", child)):
            return child
    return None


def _is_dative_control(token: Token, table: Shifters) -> bool:
    """Tell whether the verb above makes its dative the subject: *lui reproche d'avoir menti*."""
    return (
        token.i > token.head.i
        and token.pos_ in {"VERB", "AUX"}
        and table.has("dative_control", token.head)
        and not any(child.dep_ in SUBJECTS for child in token.children)
    )


def _below(head: Token) -> Iterator[Token]:
    yield head
    for child in head.children:
        if child.dep_ in NAMING or _is_bare_name(child) or _is_coordinated(child):
            yield from _below(child)


def _names_after(head: Token) -> Iterator[Token]:
    """Yield names that follow a noun with no preposition of their own.

    *le président du parti Jean Dupin*: the parser hangs the name on the party.
    """
    if head.pos_ != "NOUN" and head.dep_ not in SUBJECTS:
        return
    doc = head.doc
    for i in range(head.i + 1, min(head.i + MAX_PHRASE, len(doc))):
        token = doc[i]
        if token.pos_ in PHRASE_ENDS or (token.is_punct and token.text != ","):
            return
        if token.text == "," and (i + 1 >= len(doc) or doc[i + 1].pos_ != "PROPN"):
            return
        if token.pos_ == "PROPN" and not token.dep_.startswith("flat") and _is_bare(token):
            yield token


def _is_bare(token: Token) -> bool:
    """Tell whether no preposition and no conjunction stands right before a word."""
    before = token.nbor(-1)
    while before.pos_ in {"DET", "PROPN"} and before.i > token.sent.start:
        if before.pos_ == "PROPN" and token.dep_ == "appos":
            return True  # *l'Africaine du Sud Anne Roy*
        before = before.nbor(-1)
    return before.pos_ not in {"ADP", "CCONJ"}


def _right_before(verb: Token) -> Token | None:
    """Return the name that stands right before a finite verb and is not its subject in the parse.

    Between clauses the parser often takes it for a conjunct or an object of the clause before.
    """
    if not _is_finite(verb) or any(child.dep_ in SUBJECTS for child in verb.children):
        return None
    for i in range(verb.i - 1, max(verb.sent.start, verb.i - MAX_STEPS) - 1, -1):
        token = verb.doc[i]
        if token.pos_ == "PROPN":
            name = token.head if token.dep_.startswith("flat") else token
            return name if name.i == verb.sent.start or _is_free(name) else None
        if token.pos_ not in {"AUX", "ADV"}:
            return None
    return None


def _is_free(name: Token) -> bool:
    before = name.nbor(-1)
    return before.pos_ != "ADP" and before.pos_ in {"CCONJ", "SCONJ", "PUNCT", "DET", "NOUN", "ADV"}


def _is_finite(verb: Token) -> bool:
    if "Fin" in verb.morph.get("VerbForm", []):
        return True
    return any(child.dep_.startswith("aux") for child in verb.children)


def _left_of(verb: Token) -> Iterator[Token]:
    """Yield the name before a finite verb that the parser left without a subject."""
    if not _is_finite(verb):
        return
    doc = verb.doc
    for i in range(verb.i - 1, max(verb.sent.start, verb.i - MAX_PHRASE) - 1, -1):
        token = doc[i]
        if token.pos_ in {"VERB", "SCONJ", "CCONJ"}:
            return
        if token.pos_ == "PROPN" and not token.dep_.startswith("flat"):
            yield from [token] if i == verb.sent.start or _is_bare(token) else []
            return


def objects(verb: Token, table: Shifters) -> Iterator[Token]:
    """Yield what an action is done to: objects, the subject of a passive, a participle's noun."""
    if is_passive_participle(verb):
        own = [child for child in verb.children if child.dep_ in SUBJECTS]
        for subject in own:
            yield from phrase_heads(_antecedent(subject, verb))
        if not own and verb.dep_ in ATTRIBUTIVE and verb.head.pos_ not in {"VERB", "AUX"}:
            yield from phrase_heads(verb.head)
        elif not own:
            yield from subjects(verb, table)
        return
    for child in verb.children:
        named = child.dep_ == "xcomp" and child.pos_ == "PROPN"
        if named or child.dep_ in {"obj", "iobj"}:
            yield from phrase_heads(_antecedent(child, verb))


def _antecedent(token: Token, verb: Token) -> Token:
    if verb.dep_ == "acl:relcl" and "Rel" in token.morph.get("PronType", []):
        return verb.head
    return token


def _is_bare_name(child: Token) -> bool:
    """Tell whether a dependent is a name that stands beside its noun without a preposition."""
    if child.pos_ != "PROPN" or child.dep_ not in {"nmod", "amod", "conj"}:
        return False
    return not any(c.dep_ in {"case", "cc"} for c in child.children)


def _is_coordinated(child: Token) -> bool:
    return child.dep_ == "conj" and any(c.dep_ == "cc" for c in child.children)


# ---------------------------------------------------------------- by what the entry says


def _acting(head: Token, entry: Evaluative, table: Shifters) -> Iterator[Bearer]:
    """X lies, fails, wins: the subject; in the passive the agent."""
    if is_passive_participle(head) and entry.pos is PartOfSpeech.VERB:
        for child in head.children:
            if child.dep_ == "obl:agent":
                yield from _all(phrase_heads(child), DIRECT, "agent")
        return
    yield from _all(subjects(head, table), DIRECT, "predicate")


def _qualified(head: Token, table: Shifters) -> Iterator[Bearer]:
    """A quality or an act as a noun: its possessor, what it is said of, who does it."""
    if _has_manner_case(head, table) and head.head.pos_ in {"VERB", "AUX"}:
        yield from _all(subjects(head.head, table), WEAK, "manner")
    yield from _supported(head, table)
    yield from _possessor(head, table, INDIRECT, "quality_of")
    yield from _said_of(head, table)


def _described(head: Token, table: Shifters) -> Iterator[Bearer]:
    """An adjective: the noun it stands beside, the subject it is said of, the noun's possessor."""
    if head.pos_ in {"NOUN", "PROPN"} or head.dep_ not in {"amod", "acl"}:
        yield from _before_name(head)
    noun = head.head
    if head.dep_ in {"amod", "acl", "appos", "nmod"} and noun != head:
        yield from _all(phrase_heads(noun), DIRECT, "epithet")
        yield from _named_by(noun)
        yield from _possessor(noun, table, INDIRECT, "epithet_of_possession")
        yield from _said_of(noun, table)
        yield from _supported(noun, table)
    yield from _said_of(head, table)
    yield from _fronted(head)


def _before_name(head: Token) -> Iterator[Bearer]:
    """*le courageux X*: taken for a noun, the adjective still belongs to the name behind it."""
    doc, i = head.doc, head.i
    if 0 < i < len(doc) - 1 and doc[i + 1].pos_ == "PROPN" and doc[i - 1].pos_ == "DET":
        yield from _all(phrase_heads(doc[i + 1]), DIRECT, "epithet")


def _persona(head: Token, entry: Evaluative, table: Shifters) -> Iterator[Bearer]:
    """A person noun: whom it names, is said of, or stands in apposition to.

    After a preposition a favourable title in front of a name only says which one is meant
    (*l'absence de la championne Anne Roy*); an insult judges anywhere.
    """
    if any(child.dep_ == "cop" for child in head.children):
        yield from _said_of(head, table)
        return
    if entry.score > 0 and _only_identifies(head, table):
        return
    named = (token for token in phrase_heads(head) if token != head)
    yield from _all(named, DIRECT, "person_noun")
    yield from _named_by(head)
    yield from _said_of(head, table)
    yield from _fronted(head)
    if head.dep_ in SUBJECTS and head.head.pos_ in {"NOUN", "PROPN"}:
        yield from _all(phrase_heads(head.head), DIRECT, "identified")
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
        yield from _all(subjects(head.head, table), WEAK, "manner")


def _conditioned(head: Token, table: Shifters) -> Iterator[Bearer]:
    """A locution like *au-dessus de tout soupçon*: of its noun or of the subject."""
    yield from _all(phrase_heads(head.head), DIRECT, "epithet")
    yield from _said_of(head, table)
    if head.head.pos_ in {"VERB", "AUX"}:
        yield from _all(subjects(head.head, table), DIRECT, "attribute")


def _judged(evaluation: Evaluation, head: Token, table: Shifters) -> Iterator[Bearer]:
    """Whom somebody blames or praises: the object, or what the preposition introduces."""
    if evaluation.entry.kind is Kind.ATTITUDE:
        yield from _towards(head, table)
    elif evaluation.entry.complement is not None:
        for child in head.children:
            if _has_case(child, evaluation.entry.complement, table):
                yield from _all(phrase_heads(child), DIRECT, "judged")
    else:
        yield from _all(objects(head, table), DIRECT, "judged")
        for child in head.children:
            if child.dep_ == "obj" or (child.dep_ == "nsubj:pass" and is_passive_participle(head)):
                yield from _possessor(child, table, INDIRECT, "judged_of")


def _has_case(phrase: Token, word: str, table: Shifters) -> bool:
    """Tell whether a preposition introduces a phrase, contractions included (*à*: *au*)."""
    kinds = [k for k in ("goal_marker", "bearer_marker") if word in table.kinds[k]]
    for child in phrase.children:
        if child.dep_ == "case" and (
            word in (child.lemma_, child.lower_) or any(table.has(k, child) for k in kinds)
        ):
            return True
    return False


# ---------------------------------------------------------------- constructions


def _said_of(head: Token, table: Shifters) -> Iterator[Bearer]:
    """A predicate: *X est brillant*, *X devient un héros*, *juger X incompétent*."""
    if any(child.dep_ == "cop" for child in head.children):
        yield from _all(subjects(head, table), DIRECT, "attribute")
        return
    verb = head.head
    if verb == head or verb.pos_ not in {"VERB", "AUX"}:
        return
    if head.dep_ not in {"xcomp", "obj", "obl:arg", "obl:mod", "advcl", "advmod", "ROOT"}:
        return
    cases = [child for child in head.children if child.dep_ == "case"]
    if cases and not any(table.has("as", case) for case in cases):
        return
    if not table.has("becoming", verb):
        if head.dep_ in {"xcomp", "advcl"} and (head.pos_ == "ADJ" or is_passive_participle(head)):
            yield from _all(subjects(verb, table), DIRECT, "attribute")
        return
    others = [t for t in objects(verb, table) if t != head]
    yield from _all(iter(others) if others else subjects(verb, table), DIRECT, "attribute")


def _possessor(noun: Token, table: Shifters, weight: float, rule: str) -> Iterator[Bearer]:
    """*la cupidité de X*, *sa cupidité*, *victoire pour X*."""
    for child in noun.children:
        if child.dep_ == "det" and table.has("possessive", child):
            yield Bearer(child, weight, rule)
        elif child.dep_ in {"nmod", "obl:arg", "obl:mod"} and _introduced(child, table):
            yield from _all(phrase_heads(child), weight, rule)


def _introduced(child: Token, table: Shifters) -> bool:
    cases = [c for c in child.children if c.dep_ == "case"]
    return any(
        table.has(kind, case)
        for case in cases
        for kind in ("bearer_marker", "agent_marker", "purpose")
    )


def _towards(noun: Token, table: Shifters) -> Iterator[Bearer]:
    """*hommage à X*, *les critiques contre X*."""
    for child in noun.children:
        if any(c.dep_ == "case" and table.has("goal_marker", c) for c in child.children):
            yield from _all(phrase_heads(child), DIRECT, "attitude")
    verb = noun.head
    if noun.dep_ in {"obj", "nsubj:pass"} and verb.pos_ == "VERB":
        for child in verb.children:
            goal = any(c.dep_ == "case" and table.has("goal_marker", c) for c in child.children)
            if child.dep_.startswith("obl") and goal:
                yield from _all(phrase_heads(child), DIRECT, "attitude")


def _fronted(head: Token) -> Iterator[Bearer]:
    """*Champion olympique en 1960, X est …*: detached in front of its noun phrase."""
    doc, first = head.doc, head.sent.start
    if head.left_edge.i != first or any(c.dep_ in {"det", "case", "nsubj"} for c in head.children):
        return
    for i in range(head.i + 1, min(head.i + MAX_PHRASE, head.sent.end - 2)):
        if doc[i].text == ",":
            start = doc[i + 1]
            noun = doc[i + 2] if start.pos_ == "DET" else start
            if noun.pos_ in {"PROPN", "NOUN", "PRON"}:
                yield from _all(phrase_heads(noun), DIRECT, "fronted")
                return


def _supported(noun: Token, table: Shifters) -> Iterator[Bearer]:
    """*X commet une faute*, *X fait preuve de courage*: the subject of a light verb."""
    verb = noun.head
    light = table.has("light_verb", verb) or table.has("averter", verb)
    if any(c.dep_ == "case" and table.has("aside", c) for c in noun.children):
        return  # *porte plainte pour mensonge*: no act of the subject
    if noun.dep_ in {"obj", "obl:arg", "xcomp", "obl:mod"} and light:
        yield from _all(subjects(verb, table), INDIRECT, "light_verb")
    done = [verb] if noun.dep_ == "nsubj:pass" else [c for c in noun.children if c.dep_ == "acl"]
    for participle in done:
        if is_passive_participle(participle) and table.has("light_verb", participle):
            for child in participle.children:
                if child.dep_ == "obl:agent":
                    yield from _all(phrase_heads(child), INDIRECT, "light_verb")


def _named_by(noun: Token) -> Iterator[Bearer]:
    """A noun in apposition or in front of a name: *le courageux maire, X*."""
    if noun.dep_ in NAMING | {"nmod", "conj"} and not any(
        c.dep_ in {"case", "cc"} for c in noun.children
    ):
        yield Bearer(noun.head, DIRECT, "apposition")


def _nominal(token: Token) -> Token:
    """Return the head of the noun phrase that begins at a token."""
    for _ in range(MAX_STEPS):
        if token.pos_ in {"NOUN", "PROPN", "PRON"} or token.head == token:
            return token
        token = token.head
    return token


def _all(tokens: Iterator[Token], weight: float, rule: str) -> Iterator[Bearer]:
    for token in tokens:
        yield Bearer(token, weight, rule)
