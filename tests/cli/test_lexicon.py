"""A researcher's own frames: added, tried, used."""

from __future__ import annotations

import subprocess
import sys

import pytest


def griefs(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def add(path, frame_class: str = "criticise", accused: str = "Paul Verne"):
    row = ("--accuser", "Anne Sorel", "--accused", accused)
    example = ("--example", "Anne Sorel canarde Paul Verne.")
    return griefs(
        "lexicon", "add", path, "--cue", "canarder", "--class", frame_class, *example, *row
    )


@pytest.mark.model
def test_an_own_frame_is_added_and_gives_its_row(tmp_path):
    path = tmp_path / "own.toml"
    assert add(path).returncode == 0
    done = griefs("lexicon", "test", path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("ok\tcanarder\tAnne Sorel | Paul Verne | -")


@pytest.mark.model
def test_an_own_frame_that_gives_another_row_fails(tmp_path):
    path = tmp_path / "own.toml"
    add(path, accused="Anne Sorel")
    assert griefs("lexicon", "test", path).returncode == 3


def test_a_bad_frame_is_refused_and_the_file_left_as_it_was(tmp_path):
    path = tmp_path / "own.toml"
    done = add(path, frame_class="criticize")
    assert done.returncode == 4
    assert "criticise" in done.stderr
    assert not path.exists() or path.read_text(encoding="utf-8") == ""


@pytest.mark.model
def test_a_run_reads_the_own_frames(tmp_path):
    (tmp_path / "a.txt").write_text("Anne Sorel canarde Paul Verne.", encoding="utf-8")
    add(tmp_path / "own.toml")
    runs = {}
    for name, more in (("plain", ()), ("own", ("--frames", tmp_path / "own.toml"))):
        done = griefs("run", tmp_path / "a.txt", "--out", tmp_path / name, "--csv", *more)
        assert done.returncode == 0, done.stderr
        runs[name] = (tmp_path / name / "accusations.csv").read_text(encoding="utf-8")
    assert "canarde" not in runs["plain"]
    assert '"Anne Sorel"' in runs["own"]
    assert '"Paul Verne"' in runs["own"]
