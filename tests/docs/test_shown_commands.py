"""Commands shown to users exist with their options, and those of the first pages work."""

from __future__ import annotations

import re
import shutil

import pytest
import typer.main
from typer.testing import CliRunner

from pipeline.cli import running
from pipeline.cli.app import app
from tests.docs.pages import (
    PAGES,
    ROOT,
    blocks,
    griefs_commands,
    mentioned_commands,
    shell_lines,
)

GROUP = typer.main.get_group(app)
SAMPLES = [
    "texts/metadata.csv",
    "texts/2025-03-04_fil-republicain_cantines.txt",
    "texts/2025-02-12_echo-valmeroy_mousse-sur-l-orle.txt",
    "europresse_2025-11-03.HTML",
]
page_of = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def options(words: list[str]) -> set[str]:
    """Return the options of a command line, without their values."""
    return {word.partition("=")[0] for word in words if re.match(r"--?[a-z]", word)}


@page_of
def test_every_command_in_a_block_is_accepted_as_it_stands(page):
    for words in griefs_commands(page):
        if words != ["--help"]:
            context = GROUP.make_context("griefs", list(words))
            command = GROUP.commands[words[0]]
            command.make_context(words[0], words[1:], parent=context)  # raises on a wrong word


@page_of
def test_every_command_in_a_sentence_exists_with_its_options(page):
    for words in mentioned_commands(page):
        command = GROUP.commands[words[0]]
        known = {name for parameter in command.params for name in parameter.opts} | {"--help"}
        assert options(words) <= known, words


def test_a_wrong_option_would_be_found():
    context = GROUP.make_context("griefs", ["run", "in"])
    with pytest.raises(Exception, match="No such option"):
        GROUP.commands["run"].make_context("run", ["in", "--outt", "o"], parent=context)


@pytest.mark.parametrize(
    ("english", "french"),
    [("docs/tutorial.md", "docs/tutorial.fr.md"), ("README.md", "LISEZMOI.md")],
)
def test_the_french_page_shows_the_same_commands(english, french):
    words = shell_lines(ROOT / english)
    assert len(words) > 3
    assert [line[:2] for line in shell_lines(ROOT / french)] == [line[:2] for line in words]


@pytest.mark.model
@pytest.mark.parametrize("name", ["README.md", "docs/tutorial.md"])
def test_the_first_pages_work_from_top_to_bottom(tmp_path, monkeypatch, name):
    for sample in SAMPLES:
        copy = tmp_path / "data" / "raw" / sample
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "data" / "raw" / sample, copy)
    shutil.copy(ROOT / "data" / "raw" / SAMPLES[-1], tmp_path / "export.HTML")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(running, "_cores", lambda: 0)  # in this process

    for words in shell_lines(ROOT / name):
        for command in carried_out(words):
            done = CliRunner().invoke(app, command)
            assert done.exit_code == 0, (command, done.output, done.exception)
    for code in blocks(ROOT / name, "python"):
        exec(compile(code, name, "exec"), {})  # noqa: S102  # what the page tells readers to type


@pytest.mark.model
def test_what_the_page_for_analysts_shows_works_in_its_order(tmp_path, monkeypatch):
    page = ROOT / "docs" / "analyst.md"
    copy = tmp_path / "data" / "raw"
    for sample in SAMPLES[:3]:
        (copy / sample).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "data" / "raw" / sample, copy / sample)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(running, "_cores", lambda: 0)  # in this process
    for out in ("data/processed", "data/later"):
        done = CliRunner().invoke(app, ["run", "data/raw", "--out", out])
        assert done.exit_code == 0, done.output

    commands = [words for words in griefs_commands(page) if "GOLD" not in words]
    assert len(commands) > 7
    for command in commands:
        done = CliRunner().invoke(app, command)
        assert done.exit_code == 0, (command, done.output, done.exception)
    for code in blocks(page, "python"):
        exec(compile(code, page.name, "exec"), {})  # noqa: S102  # what the page tells to type


@pytest.mark.model
def test_what_the_page_of_formats_shows_works(tmp_path, monkeypatch):
    shutil.copy(ROOT / "data" / "raw" / SAMPLES[-1], tmp_path / "export.HTML")
    row = "Le Phare,Anne Roy accuse Paul Ottavi de fraude devant les conseillers réunis mardi."
    (tmp_path / "corpus.csv").write_text(f"support,contenu_nettoye\n{row}\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(running, "_cores", lambda: 0)  # in this process
    commands = griefs_commands(ROOT / "docs" / "formats.md")
    assert [command[0] for command in commands] == ["inspect", "run"]
    for command in commands:
        done = CliRunner().invoke(app, command)
        assert done.exit_code == 0, (command, done.output, done.exception)


def carried_out(words: list[str]) -> list[list[str]]:
    """Return the words after `griefs` of what a line of a page does.

    What sets up and what tests is done already: this is a test.
    """
    if words == ["make", "run"]:
        recipe = re.findall(
            r"^\t\$\(BIN\)/griefs (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE
        )
        assert len(recipe) == 1
        return [recipe[0].split()]
    if words in (["make", "test"], ["source", ".venv/bin/activate"]):
        return []
    assert words[0] in {"griefs", ".venv/bin/griefs"}, words
    return [words[1:]]
