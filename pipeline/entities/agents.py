"""Which actors without a name act in a text: *les gendarmes ont interpellé*, *voté par les élus*.

Every noun for people would be an actor otherwise. Who does something is one, who is arrested or
blamed is one, and so is a public body or its officers wherever a verb has them as an argument.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.entities.nouns import rules
from pipeline.entities.phrases import SUBJECTS, Definiteness
from pipeline.entities.tokens import NAMING
from pipeline.records import MentionForm
from pipeline.scan import scan

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pipeline.entities.phrases import Phrase
    from pipeline.entities.tokens import Tokens
    from pipeline.records import Mention

AGENT = "obl:agent"
PATIENTS = frozenset({"obj", "nsubj:pass"})
INVOLVED = SUBJECTS | PATIENTS | {"iobj"}
SPEAKING_ONLY = frozenset({"document", "territory"})
LIST = 6  # members of a list
COUNTED = 3  # digits: *420 000 personnes* are a figure, nobody


def agents(
    tokens: Tokens, mentions: Iterable[Mention], phrases: Mapping[int, Phrase]
) -> frozenset[int]:
    """Return the actors that a description shows acting.

    Args:
        tokens: The text.
        mentions: All of the document.
        phrases: Its descriptions by head.
    """
    found = set()
    for mention in mentions:
        if mention.form is not MentionForm.DESCRIPTION or mention.actor is None:
            continue
        phrase = phrases.get(mention.span.root.i)
        if phrase is not None and _takes_part(tokens, phrase):
            found.add(mention.actor)
    return frozenset(found)


def _takes_part(tokens: Tokens, phrase: Phrase) -> bool:
    if phrase.noun.family in SPEAKING_ONLY or _is_counted(tokens, phrase):
        return False
    first = _first_of_list(tokens, phrase.head)
    dep, verb = _dep(tokens, first), tokens.head[first]
    if dep == AGENT or (dep == "nsubj" and _does(tokens, verb)):
        return True
    lemma = scan(tokens.doc).lemmas[verb]
    if dep in PATIENTS and lemma in rules()["acting"]["prosecuting"]:
        return True
    return dep in INVOLVED and _is_public(phrase)


def _is_counted(tokens: Tokens, phrase: Phrase) -> bool:
    inside = tokens.words[phrase.start : phrase.head]
    return sum(len(word) for word in inside if word.isdigit()) >= COUNTED


def _is_public(phrase: Phrase) -> bool:
    """Whether a phrase names a body of the state, or its officers, as known to everybody."""
    if phrase.definiteness != Definiteness.DEFINITE:
        return False
    return phrase.noun.family == "institution" or phrase.noun.lemma in rules()["acting"]["public"]


def _first_of_list(tokens: Tokens, i: int) -> int:
    """Return the head of a list, or of a quantity: *la majorité des élus et des agents*."""
    for _ in range(LIST):
        above = tokens.head[i]
        listed = tokens.dep[i] == "conj" and tokens.pos[above] in NAMING
        counted = tokens.dep[i] == "nmod" and tokens.words[above] in rules()["words"]["quantities"]
        if not (listed or counted):
            break
        i = above
    return i


def _dep(tokens: Tokens, i: int) -> str:
    """Return the relation of a noun: *recherché par les autorités* has an agent in any parse."""
    dep, verb = tokens.dep[i], tokens.head[i]
    if not dep.startswith("obl") or tokens.pos[verb] != "VERB":
        return dep
    is_participle = "Part" in scan(tokens.doc).features[verb].get("VerbForm", ())
    case = next((c.lower_ for c in tokens.doc[i].lefts if c.dep_ == "case"), None)
    return AGENT if is_participle and case in rules()["acting"]["by"] else dep


def _does(tokens: Tokens, verb: int) -> bool:
    """Whether the subject of a verb does something: *mourir* or *pouvoir être* is nothing done."""
    doing, read = rules()["acting"], scan(tokens.doc)
    token = tokens.doc[verb]
    if read.lemmas[verb] in doing["modal"]:
        infinitives = (c for c in token.rights if "Inf" in read.features[c.i].get("VerbForm", ()))
        done = next(infinitives, None)
        if done is None:
            return False
        token = done
    is_passive = any(child.dep_ == "aux:pass" for child in token.lefts)
    is_deed = tokens.pos[token.i] == "VERB" and read.lemmas[token.i] not in doing["undergoing"]
    return is_deed and not is_passive
