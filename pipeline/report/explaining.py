"""Why a row exists: its article is read again and every step is told."""

from __future__ import annotations

import difflib
import json
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from pipeline.clean import clean
from pipeline.config import Config
from pipeline.errors import LexiconError, UnknownNameError
from pipeline.inflection import Mood, verb_forms
from pipeline.nlp import load_nlp
from pipeline.records import MentionForm, Voice
from pipeline.report.texts import article_of
from pipeline.stance import confidence, frames
from pipeline.stance.clause import verb_group
from pipeline.stance.grammar import normal
from pipeline.stance.status import NEAR, VERBAL
from pipeline.stance.status_words import status_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Span, Token

    from pipeline.records import Accusation, Mention, Party
    from pipeline.tables import Tables

_NAMING = frozenset({MentionForm.NAME, MentionForm.PARTIAL_NAME, MentionForm.ACRONYM})


def explain(tables: Tables, row_id: str) -> Iterator[str]:
    """Yield the explanation of an accusation, an opinion or a statement, line by line.

    Raises:
        UnknownNameError: The run has no such row.
        InputError: The run no longer keeps its articles.
    """
    for frame, column, tell in (
        (tables.accusations, "accusation_id", _told_accusation),
        (tables.opinions, "opinion_id", _told_opinion),
        (tables.statements, "statement_id", _told_statement),
    ):
        rows = frame[frame[column] == row_id]
        if not rows.empty:
            row = rows.iloc[0]
            config = configuration(tables.folder)
            doc = _read_again(tables.folder, str(row["document_id"]), config)
            yield from tell(tables, row, doc, config)
            return
    known = [*tables.accusations["accusation_id"].head(1), *tables.opinions["opinion_id"].head(1)]
    known += tables.statements["statement_id"].head(1).tolist()
    close = difflib.get_close_matches(row_id, tables.accusations["accusation_id"].tolist(), n=1)
    raise UnknownNameError("row", row_id, [*close, *known])


def _read_again(folder: Path, document_id: str, config: Config) -> Doc:
    cleaned = clean(article_of(folder, document_id))
    nlp = load_nlp(config)
    doc = nlp.make_doc(cleaned.text)
    doc._.article = cleaned
    return nlp(doc)


def _told_accusation(_: Tables, row: Any, doc: Doc, config: Config) -> Iterator[str]:
    found = [a for a in doc._.accusations if _same(doc, a, row)]
    if not found:
        yield "The rules of today no longer find this row: it was made by another version."
        return
    yield from _told(doc, found[0], config)


def _told_opinion(tables: Tables, row: Any, doc: Doc, _: Config) -> Iterator[str]:
    found = [o for o in doc._.opinions if _at(doc, o.expression, row)]
    yield f"opinion    {row['expression']!r}, {row['polarity']} ({row['score']:+.2f})"
    yield f"rule       {row['rule']}"
    yield f"holder     {_or_unsaid(row['holder'])}"
    yield f"target     {row['target']}"
    if not found:
        yield "The rules of today no longer find this row: it was made by another version."
        return
    if not pd.isna(row["statement_id"]):
        yield f"said in    {row['statement_id']}"
    sentence = found[0].expression.sent
    accusation = row["accusation_id"]
    if not pd.isna(accusation):
        yield f"it is the accusation {accusation}:"
        yield from explain(tables, str(accusation))
        return
    yield f"sentence   {' '.join(sentence.text.split())}"
    yield from _around(doc, sentence, {found[0].holder, found[0].target})


def _told_statement(_: Tables, row: Any, doc: Doc, __: Config) -> Iterator[str]:
    yield f"statement  {row['form']}: {' '.join(row['content'].split())!r}"
    yield f"source     {_or_unsaid(row['source'])} → {_or_unsaid(row['source_id'])}"
    yield f"cue        {_or_unsaid(row['cue'])}, lemma {_or_unsaid(row['cue_lemma'])}"
    if not pd.isna(row["parent_id"]):
        yield f"inside     {row['parent_id']}"
    found = [s for s in doc._.statements if _at(doc, s.content, row, "content_")]
    if not found:
        yield "The rules of today no longer find this row: it was made by another version."
        return
    anchor = found[0].content if found[0].cue is None else found[0].cue
    yield f"sentence   {' '.join(anchor.sent.text.split())}"
    yield from _around(doc, anchor.sent, {m.actor for m in doc._.mentions})


def _verbal(verb: Token, lemma: str) -> Iterator[str]:
    """Yield the conjugated form of a cue's verb with what its ending says, and its negation."""
    moods: set[Mood] = set()
    for word in lemma.split():
        # Words of a locution that are no verbs have no paradigm.
        with suppress(LexiconError):
            moods |= {form.mood for form in verb_forms(word) if form.text == normal(verb.text)}
    # A participle with its auxiliary rather than a form of its own (*mis*).
    tried = sorted(moods, key=lambda mood: (mood is not Mood.PARTICIPLE, mood))
    groups = [verb_group(verb, mood) for mood in tried]
    group = next((g for g in groups if g.finite is not None), None)
    if group is not None and group.finite is not None and group.mood is not None:
        yield f"{group.finite.text!r} ({group.mood.name.lower()})"
    if any(g.negated for g in groups):
        yield "negation"


def _or_unsaid(value: Any) -> str:
    return "unsaid" if pd.isna(value) else str(value)


def _at(doc: Doc, span: Span, row: Any, prefix: str = "") -> bool:
    place = doc._.article.alignment.raw_span(span.start_char, span.end_char)
    return bool(place == (row[f"{prefix}raw_start"], row[f"{prefix}raw_end"]))


def configuration(folder: Path) -> Config:
    """Return the configuration that a run was made with: its own frames and actors, too."""
    path = folder / "run.json"
    kept = json.loads(path.read_text("utf-8"))["configuration"] if path.is_file() else {}
    known = {field.name for field in fields(Config)}
    return Config(**{name: value for name, value in kept.items() if name in known})


def _same(doc: Doc, accusation: Accusation, row: Any) -> bool:
    cue = accusation.cue
    start, end = doc._.article.alignment.raw_span(cue.start_char, cue.end_char)
    name = doc._.actors[accusation.accused].name
    same_cue = (start, end) == (row["cue_raw_start"], row["cue_raw_end"])
    # The merge over the corpus may have given the actor a fuller name.
    return same_cue and (name == row["accused"] or _shares_word(name, str(row["accused"])))


def _shares_word(one: str, other: str) -> bool:
    return bool(set(one.casefold().split()) & set(other.casefold().split()))


def _told(doc: Doc, accusation: Accusation, config: Config) -> Iterator[str]:
    sentence = accusation.cue.sent
    yield f"sentence   {' '.join(sentence.text.split())}"
    yield f"rule       {accusation.rule} ({accusation.act}, {accusation.act_type})"
    yield from _frame(accusation.rule, config)
    yield f"cue        {accusation.cue.text!r}, lemma {accusation.cue_lemma}"
    yield f"accuser    {_party(doc, accusation.accuser)}"
    yield f"accused    {_party(doc, accusation.accused)}"
    yield f"reported   {_party(doc, accusation.reported_by)}"
    charge = accusation.charge
    yield f"charge     {'–' if charge is None else repr(charge.text)} ({accusation.charge_kind})"
    yield (
        f"status     {accusation.factuality}; source {accusation.commitment_source}, "
        f"author {accusation.commitment_author}; legal stage {accusation.legal_stage or '–'}"
    )
    yield from _status_words(accusation, config)
    yield from _response(accusation)
    yield "features   " + ", ".join(f"{k}={v}" for k, v in sorted(accusation.features.items()))
    sure = accusation.confidence
    parts = ", ".join(f"{name} {value:+.2f}" for name, value in confidence.parts(doc, accusation))
    yield f"confidence {'–' if sure is None else f'{sure:.3f}'} = 1 / (1 + exp(−sum)), of: {parts}"
    yield from _around(
        doc, sentence, {accusation.accuser, accusation.accused, accusation.reported_by}
    )


def _around(doc: Doc, sentence: Span, parties: set[Party]) -> Iterator[str]:
    """Yield the resolved mentions of a sentence, its repairs and its parse."""
    yield from _mentions(doc, parties - {None}, sentence)
    yield from _repairs(doc, sentence)
    yield "\nparse"
    for token in sentence:
        if not token.is_space:
            head = "–" if token.head.i == token.i else token.head.text
            yield f"  {token.text:20} {token.pos_:6} {token.dep_:12} ← {head}"


def _status_words(accusation: Accusation, config: Config) -> Iterator[str]:
    """Yield what stands by the cue and can change its status: mood, negation, words of distance."""
    cue, known = accusation.cue, status_words()
    told = list(_verbal(cue.root, accusation.cue_lemma)) if cue.root.pos_ in VERBAL else []
    if any(f.hedged or f.negated or f.hypothetical for f in _frames(accusation.rule, config)):
        told.append("the frame itself")
    sentence = cue.sent
    near = cue.doc[max(sentence.start, cue.start - NEAR) : min(sentence.end, cue.end + NEAR)]
    for token in near:
        sections = [name for name, words in known.words.items() if normal(token.text) in words]
        told += [f"{token.text!r} ({name.partition('.')[0]})" for name in sections[:1]]
    yield f"read off   {', '.join(told) or 'no word that changes it'}"


def _frame(rule: str, config: Config) -> Iterator[str]:
    """Yield the entries of the lexicon that the rule is named after; content has none."""
    for frame in _frames(rule, config):
        slots = {"accuser": frame.accuser, "accused": frame.accused, "charge": frame.charge}
        places = "; ".join(f"{role} at {' or '.join(at)}" for role, at in slots.items() if at)
        yield f"frame      {frame.cue}: {places} (e.g. {frame.example})"


def _frames(rule: str, config: Config) -> list[frames.Frame]:
    own = None if config.frames is None else Path(config.frames)
    return [frame for frame in frames.lexicon_frames(own) if frame.name == rule]


def _party(doc: Doc, party: Party) -> str:
    if party is None:
        return "unsaid"
    if isinstance(party, Voice):
        return str(party)
    actor = doc._.actors[party]
    return f"{actor.name} ({actor.kind})"


def _response(accusation: Accusation) -> Iterator[str]:
    cue = accusation.response_cue
    if accusation.response is None or cue is None:
        yield f"response   {accusation.response or '–'}"
    else:
        yield f"response   {accusation.response}: {cue.text!r} in {' '.join(cue.sent.text.split())}"


def _mentions(doc: Doc, parties: set[Any], sentence: Span) -> Iterator[str]:
    """Yield how the mentions of some parties in a sentence were resolved."""
    yield "\nmentions"
    for mention in doc._.mentions:
        if sentence.start <= mention.span.start < sentence.end and mention.actor in parties:
            yield f"  {_mention(doc, mention)}"


def _mention(doc: Doc, mention: Mention) -> str:
    name = "–" if mention.actor is None else doc._.actors[mention.actor].name
    told = (
        f"{mention.span.text!r} → {name} ({mention.form}, {mention.how}, {mention.confidence:.2f})"
    )
    if mention.form in _NAMING:
        return told
    before = [
        m
        for m in doc._.mentions
        if m.actor == mention.actor and m.form in _NAMING and m.span.start < mention.span.start
    ]
    return f"{told}; named before: {before[-1].span.sent.text.strip()!r}" if before else told


def _repairs(doc: Doc, sentence: Span) -> Iterator[str]:
    low, high = sentence.start_char, sentence.end_char
    near = [r for r in doc._.article.repairs if low - 1 <= r.start <= high + 1]
    if near:
        yield "\nrepairs"
        for repair in near:
            where = f"{repair.raw_start}–{repair.raw_end}"
            yield f"  {repair.kind} at {where} of the raw text, certainty {repair.certainty:.2f}"
