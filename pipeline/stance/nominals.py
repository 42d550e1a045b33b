"""Noun phrases and the actors in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pipeline import lexicon
from pipeline.records import MentionForm
from pipeline.scan import sentence_end
from pipeline.stance.grammar import grammar, normal, normal_words
from pipeline.syntax import listed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from pipeline.records import Mention
    from pipeline.stance.grammar import Grammar

_KEY = "griefs_mentions"
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X"})
BEFORE_NOUN = frozenset({"DET", "NUM", "ADJ"})
PUNCTUATION = frozenset({"PUNCT", "SPACE", "SYM"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase.

    Attributes:
        start: Index of its first token, preposition excluded.
        head: Its noun.
        end: Index behind its last token.
    """

    start: int
    head: Token
    end: int


class Mentions:
    """The mentions of a Doc, by token."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.source: tuple[Mention, ...] = doc._.mentions
        self.words = normal_words(doc)
        self.by_root: dict[int, Mention] = {}
        self._by_token: dict[int, Mention] = {}
        self._by_start: dict[int, Mention] = {}
        self._by_end: dict[int, Mention] = {}
        self._possessives: dict[int, Mention] = {}
        phrases = []
        for mention in self.source:
            if len(mention.span) == 1 and _is_possessive(mention.span[0]):
                self._possessives[mention.span.start] = mention
            else:
                phrases.append(mention)
        for mention in sorted(phrases, key=lambda m: m.span.start - m.span.end):
            self._by_start.setdefault(mention.span.start, mention)
            self._by_start.setdefault(_start(mention), mention)
            self._by_end.setdefault(mention.span.end, mention)
            for i in range(_start(mention), mention.span.end):
                self._by_token[i] = mention  # shorter ones come later and win
        self._several: dict[int, list[Mention]] = {}  # of one head: a list's, a pronoun's
        for mention in phrases:
            root = mention.span.root.i
            if _start(mention) < mention.span.start:
                self.by_root.setdefault(_start(mention), mention)
            known = self.by_root.get(root)
            if known is None or len(mention.span) > len(known.span):
                self.by_root[root] = mention
            elif mention.form is MentionForm.PRONOUN is known.form:
                self._several.setdefault(root, [known]).append(mention)
        for mention in phrases:
            self._note_list(mention.span.root)

    def _note_list(self, first: Token) -> None:
        """*deux joueurs, Jean Untel et Luc Brac*: who they are."""
        members = [self.by_root.get(token.i) for token in listed(first)]
        named = [m for m in members if m is not None and m.form is MentionForm.NAME]
        if members and len(named) == len(members):
            self._several[first.head.i] = named

    def covering(self, i: int) -> Mention | None:
        """Return the shortest mention that holds the token."""
        return self._by_token.get(i)

    def possessive(self, i: int) -> Mention | None:
        """Return whom a possessive determiner stands for."""
        return self._possessives.get(i)

    def ending(self, i: int) -> Mention | None:
        """Return the longest mention that ends right before the token."""
        return self._by_end.get(i)

    def starting(self, i: int) -> Mention | None:
        """Return the longest mention that begins at the token."""
        return self._by_start.get(i)

    def every(self, head: Token) -> list[Mention]:
        """Return the mentions whose head the token is: several for *ils*, and for a list."""
        found = self.of(head)
        return self._several.get(head.i) or ([] if found is None else [found])

    def of(self, head: Token) -> Mention | None:
        """Return the mention whose head the token is."""
        found = self.by_root.get(head.i)
        if found is not None:
            return found
        if self.words[head.i] in grammar()["coordination.partitives"]:
            return self._counted(head.i)
        near = self.covering(head.i)
        if near is not None and near.span.root.head not in near.span:
            # a name whose root the parser set elsewhere still speaks for its tokens
            whole = len(near.span) == 1 or near.form is MentionForm.PRONOUN  # *celui-ci*: three
            return near if head.pos_ in {"PROPN", "X"} or whole else None
        return None

    def _counted(self, i: int) -> Mention | None:
        """Return who is counted: *une poignée de grévistes*, *la majorité des élus*."""
        found = preposition_at(self.words, i + 1, grammar()) if i + 1 < len(self.words) else None
        if found is None or found[0] != "de":
            return None
        return self.starting(found[1]) or self.starting(i + 1)


def mentions_of(doc: Doc) -> Mentions:
    """Return the mentions of a Doc by token; made anew only where `doc._.mentions` was set anew."""
    known: Mentions | None = doc.user_data.get(_KEY)
    if known is None or known.source is not doc._.mentions:
        known = doc.user_data[_KEY] = Mentions(doc)
    return known


def preposition_at(words: list[str], i: int, rules: Grammar) -> tuple[str, int] | None:
    """Return the preposition that begins at a word, and the index behind it."""
    if i >= len(words):
        return None
    for phrase, name in rules.prepositions.get(words[i], ()):
        if tuple(words[i : i + len(phrase)]) == phrase:
            return name, i + len(phrase)
    return None


def phrase_at(mentions: Mentions, i: int, limit: int) -> Phrase | None:
    """Return the noun phrase that begins at a token, opening quotes skipped; None if none does."""
    doc = mentions.doc
    while (
        i < limit and doc[i].pos_ in PUNCTUATION and normal(doc[i].text) in grammar()["quotes.open"]
    ):
        i += 1
    if i >= limit:
        return None
    mention = mentions.starting(i)
    if mention is not None:
        head = mention.span.root
        if head.pos_ not in {"VERB", "AUX", "ADV"}:
            end = max(mention.span.end, min(right_end(head), limit))
            return Phrase(i, head, end)
        return Phrase(i, head, mention.span.end)
    noun = _head_from(doc, i, limit)
    if noun is None:
        return None
    return Phrase(i, noun, max(noun.i + 1, min(right_end(noun), limit)))


def _head_from(doc: Doc, i: int, limit: int) -> Token | None:
    token = doc[i]
    j = i
    while j < limit and doc[j].pos_ in BEFORE_NOUN | PUNCTUATION | {"ADV"}:
        if doc[j].pos_ in PUNCTUATION and normal(doc[j].text) not in grammar()["quotes.open"]:
            break
        j += 1
    if j < limit and doc[j].pos_ in NOMINAL:
        return doc[j]
    if token.pos_ in NOMINAL:
        return token
    if j > i and doc[j - 1].pos_ in {"ADJ", "NUM"}:  # « les plus riches », « deux »
        return doc[j - 1]
    # a noun the tagger took for something else: « un dément », « des casseurs »
    if token.pos_ == "DET" and j < limit and doc[j].pos_ in {"VERB", "ADV", "X"}:
        return doc[j]
    return None


def right_end(head: Token) -> int:
    """Return the index behind the last token of a head's phrase, in its sentence."""
    return min(head.right_edge.i + 1, sentence_end(head))


def trimmed(doc: Doc, start: int, end: int) -> Span | None:
    """Return the span without punctuation at its edges, balanced guillemets kept; None if empty."""
    opens, closes = grammar()["quotes.open"], grammar()["quotes.close"]
    while start < end and _strippable(doc[start], doc, start, end, closes):
        start += 1
    while end > start and _strippable(doc[end - 1], doc, start, end, opens):
        end -= 1
    return doc[start:end] if end > start else None


def _strippable(token: Token, doc: Doc, start: int, end: int, partners: frozenset[str]) -> bool:
    if token.pos_ not in PUNCTUATION and not token.is_punct and not token.is_space:
        return False
    word = normal(token.text)
    if word in grammar()["quotes.open"] | grammar()["quotes.close"]:
        return not any(normal(doc[i].text) in partners for i in range(start, end) if i != token.i)
    return word not in {"(", ")", "[", "]"} or end - start == 1


def _is_possessive(token: Token) -> bool:
    """Tell *son* from the clitic of *l'accusant*, which is tagged alike."""
    return token.pos_ == "DET" and token.dep_ != "obj"


def _start(mention: Mention) -> int:
    """Return where a mention begins with its civility, which the parser makes the head."""
    start = mention.span.start
    named = mention.form in {MentionForm.NAME, MentionForm.PARTIAL_NAME}
    civil = named and start > 0 and mention.span.doc[start - 1].text in _civilities()
    return start - 1 if civil else start


@cache
def _civilities() -> frozenset[str]:
    rows = lexicon.read_csv("civilities.csv", ("form", "gender", "kind"), ("form",))
    return frozenset(row["form"] for row in rows)
