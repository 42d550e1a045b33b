"""*Selon X*, *d'après X*, *pour X*, *aux yeux de X*: the sentence is somebody's claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.records import StatementForm
from pipeline.scan import has_feature, sentence_end, sentence_start
from pipeline.stance.contents import clause_end, trimmed
from pipeline.stance.drafts import Draft
from pipeline.stance.sources import FINITE, NOMINALS, STOPS
from pipeline.stance.wordclasses import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span, Token

    from pipeline.stance.reporting import Hit

OPENERS = frozenset(',;:(«“"—–-»”')
SUBORDINATE = frozenset({"acl:relcl", "acl", "advcl", "ccomp", "amod", "appos"})
CLOSING = frozenset('»”"')
DASHES = frozenset({"-", "–", "—"})
MAX_PHRASE = 30  # tokens of a source
MAX_RELATIVE = 6  # tokens from *qui* to the phrase


def according_to(hit: Hit) -> Iterator[Draft]:
    """Yield the statement of a preposition, if what follows it is a source."""
    doc, index = hit.token.doc, hit.end
    sent = hit.token.sent
    if index >= sent.end:
        return
    first = doc[index]
    if first.lower_ in words_of("source_relatives"):
        yield from _relative(hit, first)
        return
    if first.lower_ in words_of("complementizers"):
        return
    head = _source_head(first)
    if head is None or head.lemma_ in words_of("no_source_nouns"):
        return
    end = _phrase_end(head)
    if hit.cue.lemma in words_of("ambiguous_prepositions") and not _is_set_off(hit, head, end):
        return
    content = _content(hit, end)
    if content is not None:
        yield Draft(hit, head, content, StatementForm.ACCORDING_TO)


def _source_head(first: Token) -> Token | None:
    if first.pos_ in {"DET", "NUM", "ADJ", "ADV", "ADP"}:
        for token in first.doc[first.i + 1 : first.i + 6]:
            if token.pos_ in NOMINALS:
                return token if token.pos_ != "NUM" else token.head
            if token.pos_ in {"PUNCT", "VERB"}:
                break
        is_governed = first.head.i > first.i and first.head.pos_ == "ADJ"
        return first.head if is_governed else None
    return first if first.pos_ in NOMINALS else None


def _phrase_end(head: Token) -> int:
    """Return where the source phrase ends: its subtree, cut where a clause begins."""
    doc, sent_end = head.doc, sentence_end(head)
    edge = min(sent_end, head.right_edge.i + 1, head.i + MAX_PHRASE)
    end = head.i + 1
    while end < edge:
        token = doc[end]
        if token.text in STOPS and token.text not in "()":
            break
        if token.text == "," and not _apposes(head, doc[end + 1 : edge]):
            break
        if token.pos_ in FINITE and token.dep_ not in {"acl", "amod", "acl:relcl"}:
            break
        end += 1
    return end


def _apposes(head: Token, rest: Span) -> bool:
    """Tell whether the words after a comma still describe the source, up to the next comma."""
    for token in rest:
        if token.text == "," or _is_subject(token):
            return False
        if token.pos_ in NOMINALS or token.dep_ in {"acl", "acl:relcl"}:
            return token.dep_ in {"appos", "acl", "acl:relcl"} and token.head == head
    return False


def _is_subject(token: Token) -> bool:
    """*D'après X, Novalia a menti*: a verb stands right behind, whatever the parser says."""
    doc, after = token.doc, token.i + 1
    while after < len(doc) and doc[after].pos_ == "PROPN":
        after += 1
    finite = after < len(doc) and doc[after].pos_ in FINITE
    return token.pos_ in NOMINALS and finite and has_feature(doc[after], "VerbForm", "Fin")


def _is_set_off(hit: Hit, head: Token, end: int) -> bool:
    """Tell *Pour Paul, …* from *pour demain* and *pour Paul Durand il y a …*.

    The phrase must open the sentence or stand between commas, and hold a name or a pronoun.
    """
    doc = hit.token.doc
    opens = hit.start == sentence_start(hit.token) or doc[hit.start - 1].text in OPENERS
    closes = end < len(doc) and doc[end].text in {",", ":"}
    if not closes and end < len(doc) and doc[end].text == ".":  # « … », pour X.
        closes = any(token.text in CLOSING for token in doc[max(0, hit.start - 2) : hit.start])
    return opens and closes and _is_someone(head)


def _is_someone(head: Token) -> bool:
    if head.pos_ == "PRON":
        return head.lower_ in words_of("strong_pronouns")
    if any(mention.actor is not None and head in mention.span for mention in head.doc._.mentions):
        return True
    return head.pos_ == "PROPN" and head.ent_type_ in {"PER", "ORG"}


def _content(hit: Hit, end: int) -> Span | None:
    """Return what the sentence says beside the source phrase, the longer side of it."""
    doc = hit.token.doc
    start, stop = _clause_around(hit, end)
    left = trimmed(doc, start, hit.start)
    right = trimmed(doc, end, stop)
    if left is None or right is None:
        return left if right is None else right
    if left[0].lower_ in words_of("relative_subjects"):
        return trimmed(doc, start, stop)
    if not any(token.pos_ in FINITE for token in right):
        return left
    if not any(token.pos_ in FINITE for token in left):
        return right
    return trimmed(doc, start, stop)


def _clause_around(hit: Hit, end: int) -> tuple[int, int]:
    """Return the edges of the clause that the phrase stands in: a bracket, a subordinate clause."""
    doc, sent = hit.token.doc, hit.token.sent
    opening = next((i for i in range(hit.start, sent.start - 1, -1) if doc[i].text in "()"), None)
    if opening is not None and doc[opening].text == "(":
        closing = next((i for i in range(end, sent.end) if doc[i].text == ")"), sent.end)
        relative = _relative_before(hit, end)
        return (opening + 1, closing) if relative is None else (relative[0], closing)
    if hit.start == sent.start:
        return sent.start, sent.end
    return _between_dashes(hit, end) or _clause_inside(hit, end)


def _clause_inside(hit: Hit, end: int) -> tuple[int, int]:
    doc, sent = hit.token.doc, hit.token.sent
    if hit.start - 2 >= sent.start and doc[hit.start - 1].text == ",":
        pronoun = doc[hit.start - 2]
        if pronoun.lower_ in words_of("relative_subjects"):
            edge = min(sent.end, pronoun.head.right_edge.i + 1)
            return pronoun.i, edge if edge > end + 1 else sent.end
    relative = _relative_before(hit, end)
    if relative is not None:
        return relative
    governor = doc[end - 1].sent.root if hit.token.head == hit.token else hit.token.head.head
    is_clause = governor.pos_ in {"VERB", "AUX", "ADJ", "NOUN"} and governor.dep_ in SUBORDINATE
    if is_clause and governor.left_edge.i < hit.start:
        return governor.left_edge.i, max(end, min(sent.end, governor.right_edge.i + 1))
    return sent.start, sent.end


def _between_dashes(hit: Hit, end: int) -> tuple[int, int] | None:
    """Return the edges of a stretch between two dashes that the phrase stands in."""
    doc, sent = hit.token.doc, hit.token.sent
    opening = [i for i in range(sent.start, hit.start) if doc[i].text in DASHES]
    closing = [i for i in range(end, sent.end) if doc[i].text in DASHES]
    return (opening[-1] + 1, closing[0]) if len(opening) == 1 and closing else None


def _relative_before(hit: Hit, end: int) -> tuple[int, int] | None:
    """Return the edges of *qui représente selon eux une entrave*, None outside a relative."""
    doc, sent = hit.token.doc, hit.token.sent
    last = hit.start - 1 - (hit.start > sent.start and doc[hit.start - 1].text == ",")
    for i in range(last, max(sent.start, hit.start - MAX_RELATIVE) - 1, -1):
        if doc[i].text in {",", ";", ":"}:
            return None
        if doc[i].lower_ in words_of("relative_subjects"):
            verb = doc[i].head
            edge = verb.right_edge.i + 1 if verb.i > i else end
            return i, min(sent.end, edge) if edge > end + 1 else sent.end
    return None


def _relative(hit: Hit, pronoun: Token) -> Iterator[Draft]:
    """Yield *la rumeur selon laquelle …*: the noun reports, its complement is the source."""
    doc = pronoun.doc
    content = trimmed(doc, pronoun.i + 1, clause_end(pronoun, pronoun))
    noun = next(
        (t for t in reversed(doc[max(0, hit.start - 12) : hit.start]) if t.pos_ == "NOUN"), None
    )
    if content is not None and noun is not None:
        yield Draft(hit, noun, content, StatementForm.ACCORDING_TO)
