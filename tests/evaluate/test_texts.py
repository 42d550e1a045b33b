"""Names, coreference and attribution on Docs annotated by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
import spacy

from pipeline import extensions
from pipeline.alignment import Alignment
from pipeline.evaluate.attribution import attribution_counts, target_of
from pipeline.evaluate.coreference import coreference_counts
from pipeline.evaluate.names import name_counts
from pipeline.records import (
    Actor,
    ActorKind,
    Article,
    Block,
    BlockKind,
    CleanArticle,
    Mention,
    MentionForm,
    Statement,
    StatementForm,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

TEXT = "Anne Roy accuse Solvia de fraude à Montaubry. Elle dit que l'usine a menti."


@dataclass
class Made:
    """A Doc and the spans of its words."""

    doc: Doc = field(init=False)

    def __post_init__(self) -> None:
        extensions.register()
        self.doc = spacy.blank("fr")(TEXT)
        article = Article(document_id="a", text=TEXT, source_path="a", source_format="text")
        self.doc._.article = CleanArticle(
            article,
            TEXT,
            Alignment.identity(len(TEXT)),
            (Block(0, len(TEXT), BlockKind.PARAGRAPH),),
        )

    def span(self, words: str) -> Span:
        start = TEXT.index(words)
        found = self.doc.char_span(start, start + len(words))
        assert found is not None
        return found


def place(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


@pytest.fixture
def made() -> Made:
    made = Made()
    made.doc._.actors = (
        Actor("Anne Roy", ActorKind.PERSON),
        Actor("Solvia", ActorKind.ORGANISATION),
    )
    mention = [
        (made.span("Anne Roy"), MentionForm.NAME, 0),
        (made.span("Solvia"), MentionForm.NAME, 1),
        (made.span("Elle"), MentionForm.PRONOUN, 0),
        (made.span("l'usine"), MentionForm.DESCRIPTION, 1),
    ]
    made.doc._.mentions = tuple(Mention(s, form, actor, "test", 1.0) for s, form, actor in mention)
    return made


def test_names_count_by_exact_span_and_kind(made):
    counts = name_counts(
        made.doc,
        [
            (*place("Anne Roy"), "Person"),
            (*place("Solvia"), "Location"),
            (*place("Montaubry"), "Location"),
        ],
    )
    assert counts["names person hit"] == 1
    assert counts["names organisation found"] == 1
    assert counts["names organisation hit"] == 0
    assert counts["place gold"] == 2
    assert counts["entities person found"] == 0


def test_a_name_inside_a_longer_gold_name_is_neither_right_nor_wrong(made):
    counts = name_counts(
        made.doc,
        [(*place("Anne Roy"), "Person"), (16, 44, "Organization"), (*place("Solvia"), "Person")],
    )
    assert counts["names organisation found"] == 0
    assert counts["organisation gold"] == 1
    assert counts["person gold"] == 1


def test_links_are_counted_among_mentions_of_both_sides(made):
    gold = [(*place("Anne Roy"), 0), (*place("Solvia"), 1), (*place("Elle"), 0)]
    counts = coreference_counts(made.doc, gold)
    assert (counts["links found"], counts["links gold"], counts["links right"]) == (1, 1, 1)
    assert (counts["pronouns gold"], counts["pronouns right"]) == (1, 1)
    assert (counts["mentions found"], counts["mentions known"]) == (4, 3)


def test_a_pronoun_of_another_chain_is_wrong(made):
    gold = [(*place("Anne Roy"), 0), (*place("Solvia"), 1), (*place("Elle"), 1)]
    counts = coreference_counts(made.doc, gold)
    assert (counts["pronouns judged"], counts["pronouns right"]) == (1, 0)
    assert counts["links right"] == 0


def test_an_unresolved_pronoun_costs_recall_alone(made):
    *others, _ = made.doc._.mentions
    pronoun = Mention(made.span("Elle"), MentionForm.PRONOUN, None, "test", 0.0)
    made.doc._.mentions = (*others[:2], pronoun)
    gold = [(*place("Anne Roy"), 0), (*place("Elle"), 0)]
    counts = coreference_counts(made.doc, gold)
    assert (counts["pronouns gold"], counts["pronouns judged"]) == (1, 0)


def detok(words: str) -> list[dict[str, int]]:
    start, end = place(words)
    return [{"start_detok": start, "end_detok": end}]


def test_attribution_measures_source_and_content_of_the_targets_found(made):
    statement = Statement(
        source=0,
        source_span=made.span("Elle"),
        cue=made.span("dit"),
        cue_lemma="dire",
        content=made.span("l'usine a menti"),
        form=StatementForm.INDIRECT,
        span=made.span("Elle dit que l'usine a menti"),
    )
    made.doc._.statements = (statement,)
    record = {
        "kind": "reported_speech",
        "target": detok("dit"),
        "speaker": detok("Elle"),
        "content": detok("que l'usine a menti"),
    }
    missed = record | {"target": detok("accuse")}
    counts = attribution_counts(made.doc, [target_of(record), target_of(missed)])
    assert (counts["cues"], counts["cues hit"]) == (2, 1)
    assert (counts["sources hit"], counts["sources of found"]) == (1, 1)
    assert counts["content overlap"] == pytest.approx(15 / 19)
    assert (counts["contents enough"], counts["contents most"]) == (1, 0)
