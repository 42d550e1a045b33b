"""Why a row of `accusations` exists: its article is read again and every step is told."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.clean import clean
from pipeline.config import Config
from pipeline.errors import UnknownNameError
from pipeline.nlp import load_nlp
from pipeline.records import Voice
from pipeline.report.texts import article_of
from pipeline.stance import confidence, frames

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Span

    from pipeline.records import Accusation, Mention, Party
    from pipeline.tables import Tables


def explain(tables: Tables, accusation_id: str) -> Iterator[str]:
    """Yield the explanation of a row, line by line.

    Raises:
        UnknownNameError: The run has no such row.
        InputError: The run no longer keeps its articles.
    """
    rows = tables.accusations[tables.accusations["accusation_id"] == accusation_id]
    if rows.empty:
        known = tables.accusations["accusation_id"].head(2000).tolist()
        raise UnknownNameError("accusation", accusation_id, known[:20])
    row = rows.iloc[0]
    cleaned = clean(article_of(tables.folder, str(row["document_id"])))
    config = configuration(tables.folder)
    nlp = load_nlp(config)
    doc = nlp.make_doc(cleaned.text)
    doc._.article = cleaned
    doc = nlp(doc)
    found = [a for a in doc._.accusations if _same(doc, a, row)]
    if not found:
        yield "The rules of today no longer find this row: it was made by another version."
        return
    yield from _told(doc, found[0], config)


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
    yield from _response(accusation)
    yield "features   " + ", ".join(f"{k}={v}" for k, v in sorted(accusation.features.items()))
    sure = accusation.confidence
    parts = ", ".join(f"{name} {value:+.2f}" for name, value in confidence.parts(doc, accusation))
    yield f"confidence {'–' if sure is None else f'{sure:.3f}'} = 1 / (1 + exp(−sum)), of: {parts}"
    yield from _mentions(doc, accusation, sentence)
    yield from _repairs(doc, sentence)
    yield "\nparse"
    for token in sentence:
        if not token.is_space:
            head = "–" if token.head.i == token.i else token.head.text
            yield f"  {token.text:20} {token.pos_:6} {token.dep_:12} ← {head}"


def _frame(rule: str, config: Config) -> Iterator[str]:
    """Yield the entries of the lexicon that the rule is named after; content has none."""
    own = None if config.frames is None else Path(config.frames)
    for frame in frames.lexicon_frames(own):
        if frame.name == rule:
            slots = {"accuser": frame.accuser, "accused": frame.accused, "charge": frame.charge}
            places = "; ".join(f"{role} at {' or '.join(at)}" for role, at in slots.items() if at)
            yield f"frame      {frame.cue}: {places} (e.g. {frame.example})"


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


def _mentions(doc: Doc, accusation: Accusation, sentence: Span) -> Iterator[str]:
    """Yield how the mentions of accuser and accused in the sentence were resolved."""
    parties = {accusation.accuser, accusation.accused, accusation.reported_by} - {None}
    yield "\nmentions"
    for mention in doc._.mentions:
        inside = sentence.start <= mention.span.start < sentence.end
        if inside and mention.actor in parties:
            yield f"  {_mention(doc, mention)}"


def _mention(doc: Doc, mention: Mention) -> str:
    name = "–" if mention.actor is None else doc._.actors[mention.actor].name
    return (
        f"{mention.span.text!r} → {name} ({mention.form}, {mention.how}, {mention.confidence:.2f})"
    )


def _repairs(doc: Doc, sentence: Span) -> Iterator[str]:
    low, high = sentence.start_char, sentence.end_char
    near = [r for r in doc._.article.repairs if low - 1 <= r.start <= high + 1]
    if near:
        yield "\nrepairs"
        for repair in near:
            where = f"{repair.raw_start}–{repair.raw_end}"
            yield f"  {repair.kind} at {where} of the raw text, certainty {repair.certainty:.2f}"
