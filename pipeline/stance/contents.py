"""What is said: the stretch that a cue reports, by the cue's valency.

The complementizer is looked for to the right of the cue, in the parse and in the words, for the
parser hangs many a clause on the wrong noun; the clause then runs as far as its verb's subtree, to
the end of the sentence where the tree breaks off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.scan import has_feature, sentence_end, sentence_start
from pipeline.stance.attribution_cues import reporting_cues
from pipeline.stance.sources import FINITE, STOPS
from pipeline.stance.wordclasses import words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

MAX_GAP = 30  # tokens between a cue and its complementizer: place, date, addressee
MAX_QUESTION_GAP = 6
MAX_COLON_GAP = 8


def after_colon(cue: Token, end: int) -> Span | None:
    """Return what follows a colon close behind a cue (*il précise : la digue tiendra*)."""
    doc, last = cue.doc, sentence_end(cue)
    for i in range(end, min(last, end + MAX_COLON_GAP)):
        token = doc[i]
        if token.text == ":":
            content = trimmed(doc, token.i + 1, last)
            has_verb = content is not None and any(t.pos_ in FINITE for t in content)
            return content if has_verb else None
        if token.pos_ in FINITE or token.text in STOPS:
            return None
    return None


def question(cue: Token, end: int) -> Span | None:
    """Return the indirect question behind a cue (*rappelle comment il faut voter*)."""
    doc = cue.doc
    for token in doc[end : min(sentence_end(cue), end + MAX_QUESTION_GAP)]:
        if token.lower_ in words_of("interrogatives"):
            edge = max(token.head.right_edge.i + 1, token.i + 2)
            return trimmed(doc, token.i, min(edge, sentence_end(cue)))
        if token.text in STOPS or token.pos_ in FINITE:
            return None
    return None


def clause(cue: Token, end: int) -> Span | None:
    """Return the *que* clause of a cue, without its complementizer.

    Args:
        cue: The verb or noun that reports.
        end: Where the cue's words end (token index, exclusive).
    """
    doc = cue.doc
    mark = _complementizer(cue, end)
    if mark is None:
        return None
    return trimmed(doc, mark.i + 1, _before_participle(doc, mark.i + 1, clause_end(mark, cue)))


def _before_participle(doc: Doc, start: int, end: int) -> int:
    """Return where *ajoutant que …* begins, which reports more words of the same source."""
    forms = reporting_cues().by_form
    has_verb = False
    for token in doc[start:end]:
        has_verb = has_verb or token.pos_ in FINITE
        if has_verb and token.lower_ in forms and is_present_participle(token):
            return token.i - (doc[token.i - 1].lower_ in words_of("gerund_markers"))
    return end


def is_present_participle(token: Token) -> bool:
    """Tell *ajoutant*."""
    return has_feature(token, "VerbForm", "Part") and has_feature(token, "Tense", "Pres")


def _complementizer(cue: Token, end: int) -> Token | None:
    doc, last = cue.doc, sentence_end(cue)
    for i in range(end, min(last, end + MAX_GAP)):
        token = doc[i]
        if token.lower_ in words_of("complementizers"):
            return token if _introduces_content(token, cue, end) else None
        if token.text in STOPS and token.text not in "()":
            return None
        if token.pos_ in FINITE and not _in_relative(token, cue):
            return _behind_insertion(token, end, last)
    return None


def _behind_insertion(verb: Token, start: int, last: int) -> Token | None:
    """Return *que* in *a confirmé, comme la préfète l'avait dit, que …*."""
    doc = verb.doc
    if not any(token.text == "," for token in doc[start : verb.i]):
        return None
    for index in range(verb.i + 1, last - 1):
        if doc[index].text == ",":
            mark = doc[index + 1]
            return mark if mark.lower_ in words_of("complementizers") else None
    return None


def _introduces_content(mark: Token, cue: Token, end: int) -> bool:
    doc = mark.doc
    if doc[mark.i - 1].lower_ in words_of("comparatives"):
        return False
    if mark.dep_ == "mark" and mark.head.head == cue:
        return True
    if _is_restrictive(mark, cue) or _follows_other_verb(mark, end):
        return False
    if any(child.dep_ in {"obj", "ccomp"} and child is not mark for child in mark.head.children):
        return True
    is_relative = mark.pos_ == "PRON" and mark.head.dep_ == "acl:relcl"
    return not (is_relative and mark.head.head != cue and mark.head.head.i == mark.i - 1)


def _follows_other_verb(mark: Token, end: int) -> bool:
    """Tell whether the clause hangs on a verb right before it that is none of the cue's words."""
    before = mark.doc[mark.i - 1]
    return before.pos_ == "VERB" and before.i >= end


def _is_restrictive(mark: Token, cue: Token) -> bool:
    """Tell *n'a dit que la vérité* from *n'a pas dit que …*."""
    before = {token.lower_ for token in mark.doc[max(sentence_start(cue), cue.i - 4) : mark.i]}
    return bool(before & words_of("negations")) and not before & words_of("negation_seconds")


def _is_finite(token: Token) -> bool:
    return has_feature(token, "VerbForm", "Fin")


def _in_relative(token: Token, cue: Token) -> bool:
    head = token
    for _ in range(3):
        if head.dep_.startswith("acl") and head.head.i > cue.i:
            return True
        head = head.head
    return False


def clause_end(mark: Token, cue: Token) -> int:
    """Return where the clause behind a complementizer ends (token index, exclusive)."""
    last = _relative_end(mark, cue)
    root = mark.head
    if root.i <= mark.i or root.pos_ not in {"VERB", "AUX", "NOUN", "ADJ", "PROPN", "PRON"}:
        return _sentence_end(mark.doc, mark.i, last)
    end = root.right_edge.i + 1
    if not any(token.pos_ in FINITE for token in mark.doc[mark.i : end]):
        return _sentence_end(mark.doc, mark.i, last)
    if end >= last or _closes(mark.doc, end, last):
        return min(end, last)
    return _sentence_end(mark.doc, mark.i, last)


def _relative_end(mark: Token, cue: Token) -> int:
    """Return the sentence's end, or the comma that ends the relative clause of the cue.

    *Le maire, qui assure que le pont tient, a démissionné*: a comma right before a finite verb.
    """
    doc, last = cue.doc, sentence_end(cue)
    if not cue.dep_.startswith("acl"):
        return last
    for index in range(mark.i + 1, last - 1):
        if doc[index].text == "," and doc[index + 1].pos_ in FINITE and _is_finite(doc[index + 1]):
            return index
    return last


def _closes(doc: Doc, end: int, last: int) -> bool:
    """Tell whether the words after a subtree go on with another clause."""
    token = doc[end]
    if doc[end - 1].text == "," or token.text == "," or token.text in STOPS:
        return True
    return token.pos_ == "CCONJ" or end == last - 1


def _sentence_end(doc: Doc, start: int, last: int) -> int:
    for index in range(start, last):
        if doc[index].text in {";", ":"}:
            return index
    return last


def infinitive(cue: Token, end: int) -> Span | None:
    """Return the infinitive clause right behind a cue (*affirme ne pas avoir vu le pont*)."""
    doc, last = cue.doc, sentence_end(cue)
    index = end = _after_addressee(doc, end, last)
    while index < last and (
        doc[index].lower_ in words_of("infinitive_markers") or doc[index].pos_ == "ADV"
    ):
        index += 1
    start = _infinitive_start(doc, end, index)
    while index < last and doc[index].lower_ in words_of("clitics"):
        index += 1
    if index >= last or not is_infinitive(doc[index]):
        return None
    verb = doc[index]
    if verb.pos_ == "AUX" and verb.head.i > verb.i:
        verb = verb.head
    edge = verb.right_edge.i + 1
    return trimmed(doc, start, min(last, max(edge, index + 1)))


def _after_addressee(doc: Doc, index: int, last: int) -> int:
    """Return where the words go on after *à X* (*a déclaré au juge avoir payé*)."""
    if index >= last or doc[index].lower_ not in words_of("dative_prepositions"):
        return index
    head = doc[index].head
    return (
        min(last, head.right_edge.i + 1 if _is_short(head) else head.i + 1)
        if (head.i > index and head.pos_ in {"NOUN", "PROPN", "PRON"})
        else index
    )


def _is_short(head: Token) -> bool:
    return not any(token.pos_ in FINITE for token in head.subtree)


def _infinitive_start(doc: Doc, start: int, limit: int) -> int:
    for index in range(start, limit):
        if doc[index].lower_ in words_of("infinitive_markers"):
            return index + 1
    return start


def is_infinitive(token: Token) -> bool:
    """Tell an infinitive, by the tagger or its ending."""
    if has_feature(token, "VerbForm", "Inf"):
        return True
    ending = tuple(words_of("infinitive_endings"))
    return token.pos_ in {"VERB", "AUX"} and token.lower_.endswith(ending) and not _is_finite(token)


def trimmed(doc: Doc, start: int, end: int) -> Span | None:
    """Return the span without punctuation and white space at its edges; None when nothing is left.

    Closing quotation marks stay when their opening mark is inside.
    """
    while start < end and (doc[start].is_space or doc[start].text in {",", ":", ";"}):
        start += 1
    while end > start and _is_loose(doc, start, end):
        end -= 1
    return doc[start:end] if start < end else None


def _is_loose(doc: Doc, start: int, end: int) -> bool:
    text = doc[end - 1].text
    if doc[end - 1].is_space or text in {",", ".", ";", ":", "(", "«", "“"}:
        return True
    pairs = {"»": "«", "”": "“", ")": "("}
    return text in pairs and not any(t.text == pairs[text] for t in doc[start : end - 1])
