"""Statements made by a reporting verb or noun: clause, infinitive, quotation, insertion, object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.records import StatementForm
from pipeline.scan import has_feature, scan, sentence_start
from pipeline.stance.attribution_cues import Valency
from pipeline.stance.contents import after_colon, clause, infinitive, question, trimmed
from pipeline.stance.drafts import Draft
from pipeline.stance.sources import (
    FINITE,
    NOMINALS,
    agent,
    inverted_pronoun,
    inverted_subject,
    is_passive,
    phrase,
    subject,
)
from pipeline.stance.topics import topic
from pipeline.stance.wordclasses import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Span, Token

    from pipeline.records import Quotation
    from pipeline.stance.reporting import Hit

BETWEEN = frozenset({",", ".", "!", "?", "…", "...", ";", "-", "–", "—"})
MAX_TO_QUOTATION = 25  # tokens between a cue and the quotation that it introduces
MAX_SUBJECT = 8  # tokens between a quotation and the cue whose subject comes first
NAMING = frozenset({"flat:name", "appos", "nmod"})  # what may name the one a title announces
MIN_CLAUSE = 4  # tokens: shorter quoted words are an expression, no utterance


OBLIQUE = frozenset({"obl:arg", "obl:mod", "obl", "iobj"})


def verbal(hit: Hit, quoted: Sequence[Quotation]) -> Iterator[Draft]:
    """Yield the statements that a verb makes."""
    valency = hit.cue.valency
    content = _governed(hit)
    if content is not None:
        yield _draft(hit, _source(hit), content, _form(content, quoted))
        return
    found = list(_inserted(hit, quoted)) if Valency.INSERTED in valency else []
    if found:
        yield from found
        return
    spoken = Valency.INSERTED in valency
    content = _echoed(hit) or (after_colon(hit.token, hit.end) if spoken else None) or topic(hit)
    if content is not None:
        form = _form(content, quoted)
        form = StatementForm.MIXED if form is StatementForm.DIRECT else form
        yield _draft(hit, _place(hit) or _source(hit), content, form)


def _governed(hit: Hit) -> Span | None:
    valency, token = hit.cue.valency, hit.token
    content = infinitive(token, hit.end) if Valency.INFINITIVE in valency else None
    if content is None and Valency.CLAUSE in valency:
        content = clause(token, hit.end)
    if content is None and Valency.WHETHER in valency:
        content = question(token, hit.end)
    return content


def _echoed(hit: Hit) -> Span | None:
    """Return what *le* stands for in *je le répète, …* and *comme je l'ai dit, …*."""
    doc = hit.token.doc
    if words_of("echoes").isdisjoint(scan(doc).lower[hit.start : hit.token.i]):
        return None
    sent = hit.token.sent
    first = max(sent.start, hit.start - 6)
    opener = next(
        (t for t in doc[first : hit.start] if t.lower_ in words_of("comparison_openers")), None
    )
    closing = next((t for t in doc[hit.end : sent.end] if t.text in {",", ":"}), None)
    if opener is None and (closing is None or closing.i > hit.end + 2):
        return None
    start = first if opener is None else opener.i
    left = trimmed(doc, sent.start, start) if opener is not None else None
    right = None if closing is None else trimmed(doc, closing.i + 1, sent.end)
    if opener is not None and left is not None and right is not None:
        whole = trimmed(doc, sent.start, sent.end)
        return whole if len(left) > 1 and not _is_clause(right) else right
    if left is not None and any(token.pos_ in FINITE for token in left):
        return left
    return right


def _is_clause(span: Span) -> bool:
    """Whether a verb of the span has its subject there."""
    return any(
        token.dep_.startswith("nsubj") and span.start <= token.head.i < span.end for token in span
    )


def _place(hit: Hit) -> Token | None:
    """Return the document that says it: *mentionné dans le rapport*, *indiqué sur l'affiche*."""
    if not is_passive(hit.token) or agent(hit.token) is not None:
        return None
    for child in hit.token.children:
        if child.i > hit.token.i and child.lemma_ in words_of("document_nouns"):
            return child
    return None


def _form(content: Span, quoted: Sequence[Quotation]) -> StatementForm:
    for quotation in quoted:
        if quotation.content.start >= content.end:
            break
        if quotation.content.start >= content.start:
            whole = quotation.span.start <= content.start + 1 and quotation.span.end >= content.end
            return StatementForm.DIRECT if whole else StatementForm.MIXED
        if quotation.content.end >= content.end:
            return StatementForm.INDIRECT
    return StatementForm.INDIRECT


def _source(hit: Hit) -> Token | None:
    if is_passive(hit.token):
        return agent(hit.token)
    before = hit.token.doc[hit.start - 1] if hit.start else None
    if before is not None and before.lower_ in words_of("comparison_openers"):
        return inverted_subject(hit.token) or subject(hit.token)  # *comme l'a dit X*
    return subject(hit.token)


def _draft(
    hit: Hit, source: Token | None, content: Span, form: StatementForm, distance: int = 0
) -> Draft:
    is_behind = content.end <= hit.token.i and form is StatementForm.DIRECT
    if source is not None and is_behind and content.start <= source.i < content.end:
        source = inverted_subject(hit.token)  # nobody speaks from inside his words
    return Draft(hit, source, content, form, _addressee(hit, source), distance)


def _addressee(hit: Hit, source: Token | None) -> Token | None:
    """Return who is spoken to: *à X*, *lui*, or the object of *informer*."""
    doc, token = hit.token.doc, hit.token
    for index in range(hit.start, token.i):
        if doc[index].lower_ in words_of("datives"):
            return doc[index]
    person = Valency.PERSON in hit.cue.valency
    for child in token.children:
        if child is source or child.i < token.i:
            continue
        if child.dep_ in OBLIQUE and _is_dative(child):
            return child
        if person and child.dep_ == "obj":
            return child
    behind = () if source is None or source.i < token.i else source.children
    return next((child for child in behind if child.dep_ == "nmod" and _is_dative(child)), None)


def _is_dative(noun: Token) -> bool:
    return any(case.lower_ in words_of("dative_prepositions") for case in noun.children)


def _inserted(hit: Hit, quoted: Sequence[Quotation]) -> Iterator[Draft]:
    before = _follows_quotation(hit, quoted)
    if before is not None:
        source = inverted_subject(hit.token, hit.start) or _source(hit)
        distance = hit.start - before.span.end
        yield _draft(hit, source, before.content, StatementForm.DIRECT, distance)
        after = _resumed(hit, quoted, source)
        if after is not None:
            yield _draft(hit, source, after.content, StatementForm.DIRECT, distance)
        return
    after = _introduces(hit, quoted)
    if after is not None:
        distance = after.span.start - hit.end
        form = StatementForm.DIRECT if is_utterance(after) else StatementForm.MIXED
        source = inverted_pronoun(hit.token, hit.start) or _source(hit)
        yield _draft(hit, source, after.content, form, distance)
        return
    yield from _parenthetical(hit)


def is_utterance(quotation: Quotation) -> bool:
    """Tell quoted speech from a quoted expression: it has a verb or ends a sentence."""
    content = quotation.content
    if len(content) < MIN_CLAUSE:
        return content[-1].text in {"!", "?", "."}
    return content[-1].text in {"!", "?", "."} or any(token.pos_ in FINITE for token in content)


def _follows_quotation(hit: Hit, quoted: Sequence[Quotation]) -> Quotation | None:
    """Return the quotation that ends right before the cue's verb group, or before its subject."""
    doc = hit.token.doc
    found: Quotation | None = None
    for quotation in quoted:
        if quotation.span.start >= hit.start:
            break
        if quotation.depth == 0 and quotation.span.end <= hit.start:
            found = quotation
    if found is None or hit.start - found.span.end > MAX_TO_QUOTATION:
        return None
    if not is_utterance(found) and _goes_on_from(found):
        return None
    gap = doc[found.span.end : hit.start]
    if all(token.text in BETWEEN or token.is_space for token in gap):
        return found
    is_subject = len(gap) <= MAX_SUBJECT and not any(
        token.pos_ in FINITE or token.text in {".", ";", ":"} for token in gap
    )
    return found if is_subject and gap[0].text == "," and _holds_subject(gap, hit) else None


def _goes_on_from(quotation: Quotation) -> bool:
    """Tell *Le programme « A », dit X, ne suffit pas*: quoted words inside a noun phrase."""
    first: Token = quotation.span[0]
    for i in range(first.i - 1, sentence_start(first) - 1, -1):
        if not first.doc[i].is_punct:
            return first.doc[i].pos_ in {"NOUN", "PROPN", "DET", "ADJ"}
    return False


def _holds_subject(gap: Span, hit: Hit) -> bool:
    own = subject(hit.token)
    return own is not None and gap.start <= own.i < gap.end


def _resumed(hit: Hit, quoted: Sequence[Quotation], source: Token | None) -> Quotation | None:
    """Return « B » in « A », dit X, « B » : the same breath goes on."""
    doc = hit.token.doc
    start = hit.end if source is None else max(hit.end, source.right_edge.i + 1, source.i + 1)
    for quotation in quoted:
        if quotation.depth or quotation.span.start < hit.end:
            continue
        gap = doc[start : quotation.span.start] if quotation.span.start > start else doc[0:0]
        if any(token.text not in {",", ":"} for token in gap) or quotation.span.start < start:
            return None
        return quotation
    return None


def _introduces(hit: Hit, quoted: Sequence[Quotation]) -> Quotation | None:
    """Return the quotation that the cue leads up to: after a colon, or right behind it."""
    doc = hit.token.doc
    for quotation in quoted:
        if quotation.span.start < hit.end or quotation.depth:
            continue
        gap = doc[hit.end : quotation.span.start]
        if len(gap) > MAX_TO_QUOTATION or any(_interrupts(token) for token in gap):
            return None
        near = len(gap) == 0 or gap[-1].text in {":", ","} or _adjoins(gap)
        return quotation if near or is_utterance(quotation) else None
    return None


def _interrupts(token: Token) -> bool:
    return token.text in {".", ";", "?", "!"} or (
        token.pos_ == "VERB" and has_feature(token, "VerbForm", "Fin")
    )


def _adjoins(gap: Span) -> bool:
    return gap[-1].pos_ in {"DET", "ADP"} and len(gap) <= 4  # noqa: PLR2004


def _parenthetical(hit: Hit) -> Iterator[Draft]:
    """Yield *…, estime le maire.* and *…, dit-il, …* without quotation marks."""
    doc, sent = hit.token.doc, hit.token.sent
    if hit.start <= sent.start + 1 or is_passive(hit.token):
        return
    opener = doc[hit.start - 1]
    is_compared = opener.lower_ in words_of("comparison_openers")
    if opener.text not in {",", "–", "—", "("} and not is_compared:
        return
    source = inverted_subject(hit.token, hit.start)
    has_own = any(
        child.dep_.startswith("nsubj") and child.i < hit.start for child in hit.token.children
    )
    if source is None or (has_own and not _closes_insertion(source)):
        return
    content = _around(doc, sent, hit.start - (2 if is_compared else 1), source)
    if content is not None:
        yield _draft(hit, source, content, StatementForm.INDIRECT)


def _closes_insertion(source: Token) -> bool:
    """Tell *Le plan, dit cette élue, suffit*: somebody named, then a comma."""
    behind = source.right_edge.i + 1
    return behind < len(source.doc) and source.doc[behind].text == "," and _is_someone(source)


def _around(doc: Doc, sent: Span, start: int, source: Token) -> Span | None:
    left = trimmed(doc, sent.start, max(sent.start, start))
    end = max(source.i + 1, min(source.right_edge.i + 1, sent.end))
    right = trimmed(doc, end, sent.end)
    if left is None:
        return None
    if right is not None and not any(token.pos_ in FINITE for token in left):
        return trimmed(doc, sent.start, sent.end)
    return left


def nominal(hit: Hit) -> Iterator[Draft]:
    """Yield *l'affirmation de X que …*: the content of a reporting noun, with its source."""
    source = noun_source(hit.token)
    content = clause(hit.token, hit.end) if Valency.CLAUSE in hit.cue.valency else None
    if content is not None and _is_relative(content):
        return
    if content is None and Valency.INFINITIVE in hit.cue.valency:
        content = infinitive(hit.token, hit.end if source is None else source.right_edge.i + 1)
    is_document = hit.token.lemma_ in words_of("authored_nouns") and hit.token.dep_ == "nsubj"
    if content is None and source is not None and not is_document and _is_someone(source):
        content = phrase(hit.token)
    if content is not None and content.start - hit.end <= MAX_TO_QUOTATION:
        yield Draft(hit, source, content, StatementForm.INDIRECT)


def _is_relative(content: Span) -> bool:
    """Tell *la lettre qu'ils ont transmise* from *la certitude qu'ils viendront*."""
    mark = content.doc[content.start - 1]
    return mark.pos_ == "PRON" or mark.head.dep_ == "acl:relcl" or mark.dep_ in {"obj", "iobj"}


def _is_someone(source: Token) -> bool:
    if source.lower_ in words_of("possessives") | words_of("first_person"):
        return True
    names = {source.i, *(child.i for child in source.children if child.dep_ in NAMING)}
    return any(
        mention.span.start <= i < mention.span.end
        for mention in source.doc._.mentions
        for i in names
    )


def noun_source(noun: Token) -> Token | None:
    """Return who a reporting noun belongs to: *de X*, the possessive before it, *le rapport X*."""
    owners = words_of("possessives") | words_of("first_person")
    for child in noun.children:
        if child.lower_ in owners and child.i < noun.i and child.pos_ == "DET":
            return child
        named = child.i == noun.i + 1 and child.pos_ == "PROPN" and child.ent_type_ == "PER"
        if named and noun.lemma_ in words_of("authored_nouns"):
            return child
        if (
            child.dep_ == "nmod"
            and child.pos_ in NOMINALS
            and any(case.lower_ in words_of("genitives") for case in child.children)
        ):
            return child
    return None
