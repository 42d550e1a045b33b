"""The verb group around a cue, read off linear order: auxiliaries, clitics, negation, voice."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from pipeline.inflection import Mood
from pipeline.scan import has_feature, scan, sentence_start
from pipeline.stance.grammar import grammar, normal
from pipeline.syntax import agrees_in_person

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from pipeline.stance.grammar import Grammar

CLITICS = [(k, f"clitics.{k}") for k in ("object", "dative", "either", "reflexive", "other")]
NOUNS = frozenset({"NOUN", "PROPN"})
REACH = 9  # tokens before the verb that can belong to its group
EXPLETIVE_REACH = 12  # tokens from *que* to its verb


class Voice(StrEnum):
    """How subject and object stand to the verb."""

    ACTIVE = "active"
    PASSIVE = "passive"  # with « être », or a participle on its own
    CAUSATIVE = "causative"  # « se voir reprocher », « se faire accuser »
    REFLEXIVE = "reflexive"


@dataclass(slots=True)
class VerbGroup:
    """A verb with its auxiliaries and clitics.

    Attributes:
        first: Index of the leftmost token of the group.
        finite: The conjugated verb form; None for a bare participle or infinitive.
        mood: What the ending of the conjugated form says.
        carrier: The token whose parse arcs hold the subject (the auxiliary of a causative).
        clitics: Clitic tokens before the verb, by class of `grammar.toml`.
    """

    head: Token
    first: int
    voice: Voice
    mood: Mood | None
    finite: Token | None
    carrier: Token
    negated: bool = False
    bare: bool = False
    clitics: dict[str, Token] = field(default_factory=dict)


def verb_group(head: Token, mood: Mood | None) -> VerbGroup:
    """Return the group of a cue's verb.

    Args:
        head: The cue's verb form.
        mood: What its own ending says.
    """
    doc, rules = head.doc, grammar()
    group = VerbGroup(head, head.i, Voice.ACTIVE, mood, None, head)
    chain = _walk_left(doc, head, group, rules)
    if mood is Mood.PARTICIPLE and not chain:
        chain = _auxiliaries_of(head, group, rules) or _shared_auxiliaries(head, rules)
    if mood not in {Mood.PARTICIPLE, Mood.INFINITIVE, Mood.GERUND}:
        group.finite = head
    _settle_voice(group, chain, mood, rules)
    if group.negated and _is_expletive(words := scan(doc).words, group.first, rules):
        group.negated = not rules["negation.second"].isdisjoint(words[group.first : head.i + 3])
    return group


def _is_expletive(words: list[str], first: int, rules: Grammar) -> bool:
    """Whether *ne* says nothing: *avant que X ne porte plainte*, *de peur qu'il n'accuse*."""
    before = words[max(0, first - EXPLETIVE_REACH) : first]
    for i in range(len(before) - 1, 0, -1):
        if before[i] in rules["negation.que"]:
            return before[i - 1] in rules["negation.expletive_before"]
    return False


def _walk_left(doc: Doc, head: Token, group: VerbGroup, rules: Grammar) -> list[Token]:
    """Collect auxiliaries from right to left and note clitics and negation on the way."""
    chain: list[Token] = []
    words = scan(doc).words
    start = max(sentence_start(head), head.i - REACH)
    i = head.i - 1
    while i >= start:
        token, word = doc[i], words[i]
        if group.mood is Mood.PARTICIPLE and not chain and word in rules["emphatic.words"]:
            pass  # « a lui aussi accusé »: clitics stand before the auxiliary
        elif _note(token, word, group, rules, chain):
            group.first = i
        elif word in rules.auxiliaries and _is_auxiliary(word, group, chain, rules):
            chain.append(token)
            group.first = i
        elif length := _locution(words, i, rules):
            i -= length - 1
        elif not _inside(token, word, rules):
            break
        i -= 1
    return chain


def _locution(words: list[str], last: int, rules: Grammar) -> int:
    """Return how many words an adverbial locution has that ends there (*a par ailleurs dit*)."""
    for phrase in rules.locutions.get(words[last], ()):
        first = last + 1 - len(phrase)
        if first >= 0 and tuple(words[first : last + 1]) == phrase:
            return len(phrase)
    return 0


def _auxiliaries_of(head: Token, group: VerbGroup, rules: Grammar) -> list[Token]:
    """Return the auxiliaries that the parse gives a participle (*a, quant à lui, dénoncé*)."""
    found = [
        child
        for child in head.lefts
        if child.dep_.startswith("aux") and normal(child.text) in rules.auxiliaries
    ]
    if found:
        group.first = found[0].i
        group.negated = group.negated or any(
            normal(child.text) in rules["negation.first"] for child in head.lefts
        )
    return found[::-1]


def _shared_auxiliaries(head: Token, rules: Grammar) -> list[Token]:
    """Return *a* of *a critiqué X et moqué Y*: coordinated participles share what comes first."""
    first = head.head
    if head.dep_ != "conj" or first.i > head.i or _agrees_with_noun(head):
        return []
    if not any(child.dep_ == "cc" and child.i == head.i - 1 for child in head.children):
        return []
    chain = [
        child
        for child in first.lefts
        if child.dep_.startswith("aux") and normal(child.text) in rules.auxiliaries
    ]
    is_active = (
        len(chain) == 1
        and rules.auxiliaries[normal(chain[0].text)][0] not in rules["auxiliaries.be"]
    )
    return chain if is_active else []


def _agrees_with_noun(participle: Token) -> bool:
    """Whether its ending is that of an epithet: *condamnée*, *poursuivis*."""
    return has_feature(participle, "Gender", "Fem") or has_feature(participle, "Number", "Plur")


def _note(token: Token, word: str, group: VerbGroup, rules: Grammar, chain: list[Token]) -> bool:
    """Take a clitic or a negation into the group."""
    if word in rules["negation.first"]:
        group.negated = True
        return True
    for kind, name in CLITICS:
        if word in rules[name]:
            if token.pos_ in {"DET", "ADP"} and not chain and token.i != group.head.i - 1:
                return False
            if token.pos_ == "DET" and group.mood is Mood.PARTICIPLE and not chain:
                return False
            if kind == "either" and _is_subject(token, group):
                return False
            group.clitics.setdefault(kind, token)
            return True
    return False


def _is_subject(token: Token, group: VerbGroup) -> bool:
    """*nous* and *vous* before a verb of the first or second person plural are its subject."""
    if not agrees_in_person(token, group.head):
        return False
    if any(t.dep_ == "nsubj" and t.pos_ in NOUNS and t.i < token.i for t in group.head.lefts):
        return False  # *Le gouvernement nous méprise*
    return token.dep_.startswith("nsubj") or bool(
        group.clitics.keys() & {"either", "reflexive", "object"} and not token.dep_.endswith("comp")
    )


def _is_auxiliary(word: str, group: VerbGroup, chain: list[Token], rules: Grammar) -> bool:
    verb, _ = rules.auxiliaries[word]
    if verb in rules["auxiliaries.undergo"]:
        return group.mood is Mood.INFINITIVE and not chain
    if chain:
        return normal(chain[-1].text) in rules.participles
    return group.mood is Mood.PARTICIPLE


def _inside(token: Token, word: str, rules: Grammar) -> bool:
    if word in rules["subjects.pronouns"] and word != "en":
        return False
    return token.pos_ == "ADV" or word in rules["negation.second"]


def _settle_voice(group: VerbGroup, chain: list[Token], mood: Mood | None, rules: Grammar) -> None:
    verbs = [rules.auxiliaries[normal(t.text)] for t in chain]
    reflexive = "reflexive" in group.clitics
    if chain and verbs[-1][1] is not Mood.PARTICIPLE:
        group.finite = chain[-1] if verbs[-1][1] not in {Mood.INFINITIVE, Mood.GERUND} else None
        group.mood = verbs[-1][1]
    if mood is Mood.INFINITIVE and chain:
        if reflexive or "either" in group.clitics:
            group.voice = Voice.CAUSATIVE
            group.carrier = chain[0]
    elif mood is Mood.PARTICIPLE:
        _participle_voice(group, [verb for verb, _ in verbs], rules, reflexive=reflexive)
    elif reflexive:
        group.voice = Voice.REFLEXIVE


def _participle_voice(
    group: VerbGroup, verbs: list[str], rules: Grammar, *, reflexive: bool
) -> None:
    if reflexive:
        group.voice = Voice.REFLEXIVE
    elif not verbs:
        group.voice, group.bare = Voice.PASSIVE, True
    elif verbs[0] in rules["auxiliaries.be"]:
        group.voice = Voice.PASSIVE
