"""The slot for a user's own transformer, on a tiny model that the test makes."""

from __future__ import annotations

import importlib
import importlib.util
import json
from typing import TYPE_CHECKING, Any

import pytest
import spacy
from spacy.tokens import Doc

from pipeline import extensions
from pipeline.errors import EnvironmentProblemError, InputError
from pipeline.records import Actor, ActorKind, Mention, MentionForm, Polarity, Voice
from pipeline.stance.opinions import Opinions
from pipeline.stance.polarity import polarity_lexicon
from pipeline.stance.shifters import shifters
from pipeline.stance.transformer import load_scorer, scored_actors

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "roy", "ment", "gagne", "."]
INSTALLED = all(importlib.util.find_spec(name) for name in ("torch", "transformers"))
needs_extra = pytest.mark.skipif(not INSTALLED, reason="the extra `transformers` is not installed")


class Fixed:
    """A scorer that says the same of everybody."""

    def __init__(self, score: float) -> None:
        self.score = score
        self.seen: list[tuple[str, str]] = []

    def scores(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        self.seen += pairs
        return [self.score] * len(pairs)


def two_sentences() -> Doc:
    extensions.register()
    nlp = spacy.blank("fr")
    words = ["Roy", "ment", ".", "Roy", "et", "Sol", "jurent", "que", "Roy", "gagne", "."]
    starts: list[bool | int | None] = [True, False, False, True, *[False] * 7]
    heads = [1, 1, 1, 6, 5, 3, 6, 9, 9, 6, 6]
    doc = Doc(nlp.vocab, words=words, sent_starts=starts, heads=heads,
              deps=["dep"] * len(words))  # fmt: skip
    doc._.actors = (Actor("Roy", ActorKind.PERSON), Actor("Sol", ActorKind.PERSON))
    places = [(0, 0), (3, 0), (5, 1), (8, 0)]
    doc._.mentions = tuple(
        Mention(doc[i : i + 1], MentionForm.NAME, actor, "test", 1.0) for i, actor in places
    )
    return doc


def test_an_actor_is_scored_once_a_sentence():
    scorer: Any = Fixed(0.5)
    found = list(scored_actors(two_sentences(), scorer))
    assert [(s.target, s.sentence.start) for s in found] == [(0, 0), (0, 3), (1, 3)]
    assert scorer.seen[0] == ("Roy", "Roy ment .")


def test_the_model_takes_the_place_of_the_words():
    scorer: Any = Fixed(-0.6)
    component = Opinions(polarity_lexicon(), shifters(), threshold=0.25, scorer=scorer)
    found = component(two_sentences())._.opinions
    assert {opinion.rule for opinion in found} == {"model"}
    assert {opinion.polarity for opinion in found} == {Polarity.NEGATIVE}
    assert {opinion.holder for opinion in found} == {Voice.AUTHOR}


def test_a_score_below_the_threshold_is_no_opinion():
    scorer: Any = Fixed(0.1)
    component = Opinions(polarity_lexicon(), shifters(), threshold=0.25, scorer=scorer)
    assert component(two_sentences())._.opinions == ()


def test_a_folder_without_a_model_is_refused(tmp_path: Path):
    with pytest.raises(InputError, match="is missing"):
        load_scorer(tmp_path)


@pytest.mark.skipif(INSTALLED, reason="the extra `transformers` is installed")
def test_without_the_extra_the_error_says_how_to_get_it(tmp_path: Path):
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    with pytest.raises(EnvironmentProblemError, match="needs the extra"):
        load_scorer(tmp_path)


def tiny_model(folder: Path, labels: Sequence[str]) -> Path:
    t = importlib.import_module("transformers")

    (folder / "vocab.txt").write_text("\n".join(WORDS), encoding="utf-8")
    t.BertTokenizer(str(folder / "vocab.txt")).save_pretrained(folder)
    config = t.BertConfig(
        vocab_size=len(WORDS),
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=1,
        intermediate_size=8,
        num_labels=len(labels),
        id2label=dict(enumerate(labels)),
        label2id={label: rank for rank, label in enumerate(labels)},
    )
    t.BertForSequenceClassification(config).save_pretrained(folder)
    return folder


@needs_extra
def test_a_local_model_scores_pairs(tmp_path: Path):
    scorer = load_scorer(tiny_model(tmp_path, ["negative", "neutral", "positive"]))
    scores = scorer.scores([("Roy", "Roy ment .")] * 40 + [("Roy", "Roy gagne .")])
    assert len(scores) == 41
    assert all(-1 <= score <= 1 for score in scores)
    assert len(set(scores[:40])) == 1


@needs_extra
def test_a_model_with_other_labels_is_refused(tmp_path: Path):
    folder = tiny_model(tmp_path, ["bad", "neutral", "positive"])
    assert json.loads((folder / "config.json").read_text(encoding="utf-8"))
    with pytest.raises(InputError, match="no label 'negative', only: bad, neutral, positive"):
        load_scorer(folder)
