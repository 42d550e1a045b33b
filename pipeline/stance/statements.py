"""Statements: who is made to say what, by which words.

Attribution after PARC (Pareti) and the press-quotation work of Krestel, Bergler & Witte: a cue, its
source, its content. Direct quotations go to the reporting verb beside their marks, else to the
last speaker (floating quotations); *que* clauses, infinitives and objects to the cue that governs
them; *selon*, *d'après*, *pour* and their like report the sentence they stand in.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.language import Language

from pipeline import extensions
from pipeline.records import Statement, StatementForm
from pipeline.stance.according import according_to
from pipeline.stance.attribution_cues import Category, Stand
from pipeline.stance.contents import is_present_participle, trimmed
from pipeline.stance.floating import floating
from pipeline.stance.quotations import quotations
from pipeline.stance.reporting import hits
from pipeline.stance.resolve import actor_of, actors_by_token, author_of, party_of
from pipeline.stance.sources import phrase
from pipeline.stance.speakers import with_continued_speakers
from pipeline.stance.verbal import nominal, verbal
from pipeline.stance.wordclasses import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Doc, Span

    from pipeline.records import Party, Quotation
    from pipeline.stance.drafts import Draft


MOST_READ = 6  # tokens from *lit-on* to the text


@Language.factory("griefs_statements")
def create_statements(nlp: Language, name: str) -> Statements:
    """Return the component."""
    del nlp, name
    extensions.register()
    return Statements()


class Statements:
    """Sets `doc._.quotations` and `doc._.statements`, each in text order."""

    def __call__(self, doc: Doc) -> Doc:
        doc._.quotations = tuple(quotations(doc))
        doc._.statements = tuple(statements(doc, doc._.quotations))
        return doc


def statements(doc: Doc, quoted: Sequence[Quotation]) -> list[Statement]:
    """Return the statements of a Doc, in text order."""
    drafts = [_with_whole_quotation(_taken_up(d), quoted) for d in _drafts(doc, quoted)]
    drafts = _without_doubles(_with_shared_sources(drafts))
    actors = actors_by_token(doc)
    made = with_continued_speakers([_statement(draft, actors) for draft in drafts], doc._.actors)
    made.extend(floating(doc, quoted, made))
    made.sort(key=lambda statement: (statement.content.start, -statement.content.end))
    return _nested(made)


def _drafts(doc: Doc, quoted: Sequence[Quotation]) -> list[Draft]:
    drafts: list[Draft] = []
    for hit in hits(doc):
        if hit.cue.category is Category.PREPOSITION:
            drafts.extend(according_to(hit))
        elif hit.cue.category is Category.NOUN:
            drafts.extend(nominal(hit))
        else:
            drafts.extend(verbal(hit, quoted))
    return drafts


def _with_shared_sources(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts, those of *X dit que P, ajoutant que Q* with X as the source of both."""
    ends = {draft.content.end: draft for draft in drafts}
    ends |= {
        d.source.right_edge.i + 1: d for d in drafts if d.source is not None and _is_inserted(d)
    }
    found = []
    for draft in drafts:
        first = draft.hit.start
        before = ends.get(first - 1) or ends.get(first)
        shares = before is not None and before.source is not None
        shares = shares and is_present_participle(draft.hit.token)
        found.append(replace(draft, source=before.source) if shares and before else draft)
    return found


def _is_inserted(draft: Draft) -> bool:
    """Whether the source stands last: « P », *a prévenu X*."""
    source = draft.source
    return source is not None and draft.content.end <= draft.hit.token.i < source.i


def _taken_up(draft: Draft) -> Draft:
    """Return the draft of *P, ce que reconnaît X* with P as its content."""
    content, doc = draft.content, draft.content.doc
    first = content[0]
    if len(content) > 1 or first.lower_ not in words_of("impersonal_subjects"):
        return draft
    if first.i == first.sent.start or doc[first.i - 1].text != ",":
        return draft
    marks = [
        t.i + 1 for t in doc[first.sent.start : first.i] if t.lower_ in words_of("complementizers")
    ]
    clause = trimmed(doc, max([first.sent.start, *marks]), first.i - 1)
    return draft if clause is None else replace(draft, content=clause)


def _with_whole_quotation(draft: Draft, quoted: Sequence[Quotation]) -> Draft:
    """Return the draft with its content extended to the end of a quotation that starts in it."""
    content = draft.content
    for quotation in quoted:
        span = quotation.span
        if content.start <= span.start < content.end < span.end:
            end = span.end if span.start > content.start else quotation.content.end
            if not span.start <= draft.hit.token.i < end:
                return replace(draft, content=content.doc[content.start : end])
    return draft


def _without_doubles(drafts: Sequence[Draft]) -> list[Draft]:
    """Keep one draft a content: the one whose cue is nearest; a noun inside it has its own."""
    best: dict[tuple[int, int, bool], Draft] = {}
    for draft in drafts:
        start, end = draft.content.start, draft.content.end
        key = (start, end, start <= draft.hit.token.i < end)
        if key not in best or draft.distance < best[key].distance:
            best[key] = draft
    return list(best.values())


def _statement(draft: Draft, actors: Mapping[int, int]) -> Statement:
    cue = draft.hit.token.doc[draft.hit.token.i : draft.hit.end]
    source = None
    if draft.source is not None:
        source = phrase(draft.source, avoid=(cue.start, cue.end))
    addressee = None if draft.addressee is None else actor_of(draft.addressee, actors)
    return Statement(
        source=_party(draft, source, actors),
        source_span=source,
        cue=cue,
        cue_lemma=draft.hit.cue.lemma,
        content=draft.content,
        form=draft.form,
        span=_cover(draft.content, cue, source),
        addressee=addressee,
        factive=draft.hit.cue.stand is Stand.FACTIVE,
    )


def _party(draft: Draft, source: Span | None, actors: Mapping[int, int]) -> Party:
    if draft.source is not None and draft.source.lemma_ in words_of("authored_nouns"):
        return author_of(draft.source, actors)
    party = party_of(draft.source, actors)
    if party is None and _is_read(draft):
        behind = draft.hit.token.doc[draft.hit.end : draft.hit.end + MOST_READ]
        texts = (token for token in behind if token.lemma_ in words_of("authored_nouns"))
        return next((author_of(text, actors) for text in texts), None)
    if party is None and source is not None and draft.form is StatementForm.ACCORDING_TO:
        named = [actors[token.i] for token in source if token.i in actors]
        return named[-1] if named else None
    return party


def _is_read(draft: Draft) -> bool:
    """*« … », lit-on dans un communiqué de X*: nobody says it but who wrote the text."""
    behind = draft.hit.token.doc[draft.hit.token.i + 1 : draft.hit.end + 1]
    names = words_of("indefinite_subjects")
    return any(token.lower_.lstrip("-") in names for token in behind)


def _cover(*spans: Span | None) -> Span:
    given = [span for span in spans if span is not None]
    doc = given[0].doc
    return doc[min(span.start for span in given) : max(span.end for span in given)]


def _nested(made: Sequence[Statement]) -> list[Statement]:
    """Return the statements with their parents: the narrowest content around cue and source."""
    found: list[Statement] = []
    stack: list[int] = []
    for rank, statement in enumerate(made):
        while stack and made[stack[-1]].content.end <= statement.content.start:
            stack.pop()
        parent = next((i for i in reversed(stack) if _contains(made[i], statement)), None)
        found.append(_in_first_person(replace(statement, parent=parent), found))
        stack.append(rank)
    return found


def _contains(outer: Statement, inner: Statement) -> bool:
    around, core = outer.content, inner.content
    cue = inner.cue
    if cue is None or (cue == outer.cue):
        return False
    return around.start <= min(core.start, cue.start) and max(core.end, cue.end) <= around.end


def _in_first_person(statement: Statement, before: Sequence[Statement]) -> Statement:
    """Give *je* and *nous* inside somebody's words to that somebody."""
    written = statement.source_span
    if statement.parent is None or written is None:
        return statement
    if written.root.lower_ not in words_of("first_person"):
        return statement
    return replace(statement, source=before[statement.parent].source)
