"""`griefs_opinions`: who speaks how of whom, on sentences composed for it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.alignment import Alignment
from pipeline.records import Article, Block, BlockKind, CleanArticle, Polarity, Voice
from tests.shared import shared

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from pipeline.records import Opinion, Party

GOLD = Path(__file__).parents[1] / "gold"
HOLDERS_FLOOR = 0.90
TARGETED_FLOOR = 0.93


def lines(name: str) -> list[dict[str, Any]]:
    text = (GOLD / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def annotated(nlp: Language, text: str) -> Doc:
    article = Article(document_id="t", text=text, source_path="t", source_format="text")
    block = Block(0, len(text), BlockKind.PARAGRAPH)
    doc = nlp.make_doc(text)
    doc._.article = CleanArticle(article, text, Alignment.identity(len(text)), (block,))
    return nlp(doc)


def actor_ids(doc: Doc, name: str) -> set[int]:
    return {i for i, actor in enumerate(doc._.actors) if name in {actor.name, *actor.aliases}}


def opinions_on(doc: Doc, name: str) -> list[Opinion]:
    targets = actor_ids(doc, name)
    return [opinion for opinion in doc._.opinions if opinion.target in targets]


def label(opinions: list[Opinion]) -> str:
    total = sum(opinion.score for opinion in opinions)
    return "positive" if total > 0 else "negative" if total < 0 else "neutral"


def holder_name(doc: Doc, holder: Party) -> str | None:
    if holder is None or isinstance(holder, Voice):
        return None if holder is None else str(holder)
    return str(doc._.actors[holder].name)


def holder_is_right(doc: Doc, item: dict[str, Any]) -> bool:
    found = [o for o in opinions_on(doc, item["target"]) if o.polarity == item["polarity"]]
    holders = {holder_name(doc, opinion.holder) for opinion in found}
    return holders == {item["holder"]}


@pytest.mark.model
def test_the_holder_is_right_on_nine_sentences_in_ten(nlp: Language):
    items = lines("holders.jsonl")
    wrong = [x["text"] for x in items if not holder_is_right(annotated(nlp, x["text"]), x)]
    assert len(items) >= 60
    assert len(wrong) <= (1 - HOLDERS_FLOOR) * len(items), wrong


@pytest.mark.model
def test_composed_sentences_have_the_expected_polarity(nlp: Language):
    items = lines("targeted.jsonl")
    wrong = [
        (x["text"], x["target"], found)
        for x in items
        if (found := label(opinions_on(annotated(nlp, x["text"]), x["target"]))) != x["label"]
    ]
    assert len(wrong) <= (1 - TARGETED_FLOOR) * len(items), wrong


@pytest.mark.model
def test_no_accuser_of_the_constructions_is_judged_for_accusing(nlp: Language):
    """Where the accuser is not accused back, nothing judges it."""
    folder = shared("gold", "constructions")
    judged = []
    for path in sorted((folder / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = json.loads((folder / "articles" / path.name).read_text(encoding="utf-8"))["text"]
        accused = {event["accused"] for event in gold["events"]}
        accusers = {event["accuser"] for event in gold["events"]} - accused - {"author", None}
        doc = annotated(nlp, text)
        judged += [
            (text, accuser, opinion.expression.text)
            for accuser in sorted(accusers)
            for opinion in opinions_on(doc, accuser)
            if opinion.polarity is Polarity.NEGATIVE
        ]
    assert judged == []


@pytest.mark.model
def test_offsets_and_polarity_agree_with_expression_and_score(nlp: Language):
    doc = annotated(nlp, "Claire Vasseur salue le courage de Julien Delorme, un homme intègre.")
    assert doc._.opinions
    for opinion in doc._.opinions:
        span = opinion.expression
        assert doc.text[span.start_char : span.end_char] == span.text
        assert -1 <= opinion.score <= 1
        assert (opinion.score > 0) == (opinion.polarity is Polarity.POSITIVE)


@pytest.mark.model
def test_a_text_without_actors_has_no_opinions(nlp: Language):
    assert annotated(nlp, "Quel désastre lamentable !")._.opinions == ()
