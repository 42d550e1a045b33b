"""The frame lexicon: what it refuses, and that every frame reads its own example."""

from __future__ import annotations

import pytest

from pipeline.errors import LexiconError
from pipeline.stance.examples import add_frame, trials
from pipeline.stance.frames import Role, classes, lexicon_frames, load, validate

GOOD = {
    "cue": "houspiller",
    "class": "criticise",
    "example": "Nadia Orsini houspille Paul Verne.",
    "row": ["Nadia Orsini", "Paul Verne", "-"],
}


def file_of(folder, text):
    path = folder / "frames.toml"
    path.write_text(text, "utf-8")
    return path


def test_the_lexicon_has_350_frames_and_nothing_to_complain_of():
    assert len(lexicon_frames()) >= 350
    assert validate() == []


def test_every_role_has_frames():
    assert {frame.role for frame in lexicon_frames()} == set(Role)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[[frame]]\ncue = "huer"\nclass = "criticize"\n', "no class 'criticize'"),
        ('\n\n[[frame]]\ncue = "huer"\nact = "crier"\n', "act 'crier' is none of"),
        ('[[frame]]\ncue = "huer"\nclass = "criticise"\naccuser = ["sujet"]\n', "no slot 'sujet'"),
        ('[[frame]]\ncue = "huer"\nclass = "criticise"\nhegded = true\n', "no field 'hegded'"),
        ('[[frame]]\ncue = "huer"\nclass = "criticise"\nhedged = "oui"\n', "hedged 'oui'"),
        ('[[frame]]\nclass = "criticise"\n', "no cue"),
        ('[[frame]]\ncue = "huer"\n', "no act or no type"),
        ('[[frame]]\ncue = "huer"\nclass = "criticise"\nintensity = 7\n', "intensity 7"),
        ('[[frame]]\ncue = "huer"\nclass = "criticise"\nrow = ["a"]\n', "row is not"),
    ],
)
def test_a_bad_entry_is_refused_with_its_line(tmp_path, text, problem):
    path = file_of(tmp_path, text)
    with pytest.raises(LexiconError) as caught:
        load(path, classes())
    assert problem in str(caught.value)
    line = text.splitlines().index("[[frame]]") + 1
    assert f"{path}:{line}:" in str(caught.value)


def test_a_misspelt_class_is_guessed(tmp_path):
    path = file_of(tmp_path, '[[frame]]\ncue = "huer"\nclass = "criticize"\n')
    with pytest.raises(LexiconError, match="did you mean 'criticise'"):
        load(path, classes())


def test_an_entry_may_stand_once(tmp_path):
    entry = '[[frame]]\ncue = "huer"\nclass = "criticise"\n'
    with pytest.raises(LexiconError, match="stands at line 1 already"):
        load(file_of(tmp_path, entry * 2), classes())


def test_a_verb_that_no_paradigm_fits_is_refused(tmp_path):
    path = file_of(tmp_path, '[[frame]]\ncue = "zlopux"\nclass = "criticise"\n')
    with pytest.raises(LexiconError, match="zlopux"):
        load(path, classes())


def test_an_own_frame_replaces_the_package_s(tmp_path):
    own = tmp_path / "own.toml"
    add_frame(own, {**GOOD, "intensity": 0.9})
    found = [f for f in lexicon_frames(own) if f.cue == "houspiller"]
    assert [f.intensity for f in found] == [0.9]


def test_a_bad_own_frame_leaves_the_file_alone(tmp_path):
    own = tmp_path / "own.toml"
    add_frame(own, GOOD)
    before = own.read_text("utf-8")
    with pytest.raises(LexiconError):
        add_frame(own, {**GOOD, "cue": "autre", "class": "nope"})
    assert own.read_text("utf-8") == before


@pytest.mark.model
def test_every_frame_reads_its_example(nlp):
    failed = [t for t in trials(nlp, lexicon_frames()) if not t.passed]
    assert [(t.frame.name, t.found, t.expected) for t in failed] == []


@pytest.mark.model
def test_an_own_frame_is_tried_on_its_example(nlp, tmp_path):
    own = tmp_path / "own.toml"
    add_frame(own, {**GOOD, "row": ["Paul Verne", "Nadia Orsini", "-"]})
    (trial,) = trials(nlp, load(own, classes()), own)
    assert trial.found == ("Nadia Orsini", "Paul Verne", "-")
    assert not trial.passed
