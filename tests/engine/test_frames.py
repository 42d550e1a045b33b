"""Other frames: only the articles that hold a word of theirs are done again."""

from __future__ import annotations

import json

import pytest

from pipeline import schema
from pipeline.config import Config
from pipeline.engine import frames, plan
from pipeline.engine.folder import RunFolder
from pipeline.engine.run import Options, run
from tests.engine import corpus

HERE = Options(workers=0)
FRAME = """
[[frame]]
cue = "enguirlander"
class = "blame"
act = "criticise"
example = "{}"
"""
SCOLDING = "Aline Corbier enguirlande Denis Rouvray pour ses retards. Elsa Montbrun a voté la loi."


@pytest.fixture
def folder(tmp_path):
    found = RunFolder(tmp_path / "out")
    found.create()
    return found


def own_frames(tmp_path, text: str, name: str = "mine.toml") -> Config:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return Config(frames=str(path))


def tables(folder) -> dict[str, bytes]:
    return {name: (folder / f"{name}.parquet").read_bytes() for name in schema.TABLES}


def test_a_frame_changes_the_forms_of_its_cue_and_no_others(folder, tmp_path):
    frames.remember(folder, "before", Config())
    frames.remember(folder, "after", own_frames(tmp_path, FRAME.format("A")))
    changed = frames.changed(folder, "before", "after")
    assert changed is not None
    assert {"enguirlande", "enguirlandé", "enguirlander"} <= changed
    assert all(form.startswith("enguirland") for form in changed)


def test_another_example_changes_nothing_and_another_act_does(folder, tmp_path):
    one = own_frames(tmp_path, FRAME.format("A"), "a.toml")
    frames.remember(folder, "one", one)
    frames.remember(folder, "two", own_frames(tmp_path, FRAME.format("B"), "b.toml"))
    accusing = FRAME.format("A").replace("criticise", "accuse")
    frames.remember(folder, "three", own_frames(tmp_path, accusing, "c.toml"))
    assert frames.changed(folder, "one", "two") == frozenset()
    assert frames.changed(folder, "one", "three")


def test_frames_that_are_not_remembered_may_have_changed_anything(folder):
    frames.remember(folder, "known", Config())
    assert frames.changed(folder, "known", "unknown") is None
    (folder.work / "frames" / "known.json").write_text("{", encoding="utf-8")
    assert frames.changed(folder, "known", "known") is None


def test_the_frames_are_no_part_of_the_keys_of_articles(tmp_path):
    plain, more = plan.versions(Config()), plan.versions(own_frames(tmp_path, FRAME.format("A")))
    assert (plain.parse, plain.rows) == (more.parse, more.rows)
    assert plain.frames != more.frames


@pytest.mark.model
def test_new_frames_redo_the_articles_that_hold_them_and_give_the_bytes_of_a_fresh_run(
    tmp_path,
):
    inputs = tmp_path / "in"
    corpus.write(inputs, 6)
    (inputs / "scolding.txt").write_text(SCOLDING, encoding="utf-8")
    mine = own_frames(tmp_path, FRAME.format(SCOLDING))
    run([str(inputs)], tmp_path / "out", Config(), HERE)

    again = run([str(inputs)], tmp_path / "out", mine, HERE)
    fresh = run([str(inputs)], tmp_path / "fresh", mine, HERE)

    assert again.todo == 1
    assert fresh.todo == 7
    assert tables(tmp_path / "out") == tables(tmp_path / "fresh")
    manifests = [json.loads((tmp_path / n / "run.json").read_bytes()) for n in ("out", "fresh")]
    assert manifests[0]["code_and_lexicons"] == manifests[1]["code_and_lexicons"]
    assert run([str(inputs)], tmp_path / "out", Config(), HERE).todo == 0
