"""Which nouns can be held responsible: beings and bodies, not acts, texts or states of affairs."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline import lexicon
from pipeline.inflection import noun_forms
from pipeline.records import MentionForm
from pipeline.scan import has_feature, sentence_start
from pipeline.stance.grammar import grammar, normal
from pipeline.stance.wordclasses import words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from pipeline.records import Mention


@lru_cache(maxsize=1)
def _nationals() -> frozenset[str]:
    """Return the adjectives of nation, which as nouns name people."""
    rows = lexicon.read_csv("demonyms.csv", ("form", "state"), ("form",))
    return frozenset(normal(row["form"]) for row in rows)


@lru_cache(maxsize=1)
def document_forms() -> frozenset[str]:
    """Return the heads of the nouns of documents and proceedings, in both numbers."""
    rows = lexicon.read_csv("document_nouns.csv", ("noun", "class"), ("noun",))
    heads = {row["noun"].split()[0] for row in rows}
    return frozenset(normal(form) for head in heads for form in noun_forms(head))


def is_thing(noun: Token) -> bool:
    """Whether a noun names an act, a state or a thing by its ending or by the list of things."""
    word, rules = normal(noun.text), grammar()
    return (
        word.endswith(tuple(rules["accusers.abstract_endings"])) or word in rules["accusers.things"]
    )


def may_answer(noun: Token) -> bool:
    """Whether an unknown noun may name a being: a name, people in the plural, an agent noun.

    The lexicons of persons, bodies and groups have made actors of their nouns before; of what is
    left a common noun in the singular is a thing unless its form says otherwise (*un orpailleur*).
    """
    if is_thing(noun):
        return False
    if noun.pos_ == "PROPN" or noun.ent_type_ == "LOC" or has_feature(noun, "Number", "Plur"):
        return True
    word = normal(noun.text)
    if word in _nationals() or _is_name(noun):
        return True
    if word.endswith(tuple(grammar()["accused.agent_endings"])):
        return True
    # feminine nouns in -eur are qualities: « la rigueur »
    masculine = not has_feature(noun, "Gender", "Fem")
    return masculine and word.endswith(tuple(grammar()["accused.masculine_agent_endings"]))


def _is_name(noun: Token) -> bool:
    """*L'Écho du Ponant*, *Mme Delorme*: a capital inside a sentence, or a name right behind."""
    if not noun.is_lower and noun.i > sentence_start(noun):
        return True
    following = noun.nbor() if noun.i + 1 < len(noun.doc) else None
    return following is not None and following.pos_ == "PROPN" and following.head == noun


def is_document(doc: Doc, mention: Mention) -> bool:
    """Whether a mention only describes a text or proceedings: they speak but answer for nothing."""
    if mention.actor is None or mention.form is not MentionForm.DESCRIPTION:
        return False
    return (
        normal(mention.span.root.text) in document_forms() and not doc._.actors[mention.actor].named
    )


def is_quoted_label(doc: Doc, mention: Mention) -> bool:
    """Whether a mention is somebody's word for something: *moque « un festival de promesses »*."""
    first = mention.span.start
    if mention.actor is None or mention.form is not MentionForm.DESCRIPTION or first == 0:
        return False
    if normal(doc[first].text) in grammar()["determiners.some"]:
        return False  # « quelques conseillers »: there are such people
    quoted = normal(doc[first - 1].text) in grammar()["quotes.open"]
    indefinite = (
        doc[first].pos_ == "DET"
        and normal(doc[first].text) not in grammar()["determiners.definite"]
    )
    return quoted and indefinite and not doc._.actors[mention.actor].named


def is_casualty(mention: Mention) -> bool:
    """*fait état de soixante blessés*: to whom it was done."""
    described = mention.form is MentionForm.DESCRIPTION
    return described and mention.span.root.lemma_ in words_of("casualties")


def is_predicate(mention: Mention) -> bool:
    """Whether a mention is what somebody is said to be: *X n'est pas un devin*."""
    root = mention.span.root
    if mention.form is not MentionForm.DESCRIPTION:
        return False
    return any(c.dep_ == "cop" for c in root.children) or _behind_copula(mention)


def _behind_copula(mention: Mention) -> bool:
    """Tell *ce n'est pas un chef*, whatever the parse makes of it."""
    doc, i = mention.span.doc, mention.span.start - 1
    if mention.span[0].pos_ != "DET":
        return False
    if i > 0 and normal(doc[i].text) in grammar()["negation.second"]:
        i -= 1
    verb = grammar().auxiliaries.get(normal(doc[i].text), ("", None))[0] if i > 0 else ""
    return (
        verb in grammar()["auxiliaries.be"]
        and normal(doc[i - 1].text) in grammar()["subjects.presenting"]
    )


def is_agent_noun(noun: Token) -> bool:
    """Whether a common noun names people by what they do: *les fraudeurs*."""
    if noun.pos_ != "NOUN" or has_feature(noun, "Gender", "Fem"):
        return False
    word = normal(noun.text).removesuffix("s")
    return word.endswith(tuple(grammar()["accused.masculine_agent_endings"]))
