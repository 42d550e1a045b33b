"""The lexicons of reporting, blame and answers load, are rich enough, and refuse bad rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.errors import LexiconError
from pipeline.stance.answers import answer_lexicon, read_answers
from pipeline.stance.attribution_cues import read_cues, reporting_cues
from pipeline.stance.blame import blame_lexicon, read_predicates

if TYPE_CHECKING:
    from pathlib import Path


def test_there_are_enough_entries():
    assert len(list(read_cues("reporting_verbs.csv"))) >= 350
    assert len(list(read_predicates("blameworthy.csv"))) >= 800
    assert len(list(read_answers("responses.csv"))) >= 200


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("dément", "démentir"), ("estime", "estimer"), ("rappelle", "rappeler"), ("tacle", "tacler")],
)
def test_a_cue_is_found_by_its_inflected_form(form: str, lemma: str):
    assert lemma in {cue.lemma for cue in reporting_cues().by_form[form]}


def test_a_predicate_is_found_by_its_inflected_form():
    assert "trahir" in {predicate.lemma for predicate, _ in blame_lexicon().by_form["trahissent"]}


def test_an_answer_is_found_by_its_inflected_form():
    assert "nier" in {cue.lemma for cue, _ in answer_lexicon().by_form["nie"]}


def write(path: Path, header: str, row: str) -> Path:
    path.write_text(f"{header}\n{row}\n", encoding="utf-8")
    return path


def test_an_unknown_valency_is_refused_with_its_line(tmp_path: Path):
    header = "cue,category,valency,commitment,polarity,example,origin"
    path = write(tmp_path / "cues.csv", header, "dire,verb,quoi,neutral,neutral,x,y")
    with pytest.raises(LexiconError, match=r"cues\.csv:2: valency 'quoi'"):
        list(read_cues(path))


def test_a_strength_beyond_the_scale_is_refused(tmp_path: Path):
    header = "predicate,category,culprit,strength,charge_kind,act,needs,negated,origin"
    path = write(tmp_path / "blame.csv", header, "mentir,verb,subject,4,moral,accuse,,,x")
    with pytest.raises(LexiconError, match="strength"):
        list(read_predicates(path))


def test_an_unknown_response_is_refused(tmp_path: Path):
    header = "cue,response,needs,negated,example,origin"
    path = write(tmp_path / "answers.csv", header, "nier,refuse,any,,x,y")
    with pytest.raises(LexiconError, match="response 'refuse'"):
        list(read_answers(path))
