"""A gold and a run from disk; the figures of the gold's own scorer."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from pipeline.cli import main  # noqa: F401  # adds the commands
from pipeline.cli.app import app
from pipeline.errors import InputError
from pipeline.evaluate import evaluate
from tests.evaluate.gold import FIRST, SECOND, TEXT, row
from tests.shared import shared

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    for name in ("articles", "gold"):
        (folder / name).mkdir(parents=True)
    sentences = [
        {"sent": i, "start": s.start, "end": s.end, "text": s.text}
        for i, s in enumerate((FIRST, SECOND))
    ]
    item = {"item": 0, "sent": 0, "start": 0, "end": 8, "text": "Anne Roy"}
    article = {"id": "007", "text": TEXT, "sentences": sentences, "sentiment_items": [item]}
    told = {
        "sent": 0,
        "accuser": "Anne Roy",
        "accused": "Solvia",
        "act": "accuse",
        "cue": "accuse",
        "charge": "fraude",
        "factuality": "asserted",
        "response": None,
        "response_sent": None,
    }
    answers = {
        "id": "007",
        "actors": [{"name": "Anne Roy", "kind": "person"}, {"name": "Solvia", "kind": "group"}],
        "events": [told],
        "sentiment": [{"item": 0, "label": "neutral"}],
    }
    (folder / "articles" / "007.json").write_text(json.dumps(article), "utf-8")
    (folder / "gold" / "007.json").write_text(json.dumps(answers), "utf-8")
    return folder


def tables() -> dict[str, list[dict[str, Any]]]:
    found = row("accuse", accuser="Anne Roy", accused="Solvia", charge="fraude")
    mention = {
        "document_id": "007",
        "actor_id": "roy",
        "text": "Anne Roy",
        "form": "name",
        "raw_start": 0,
        "raw_end": 8,
    }
    opinion = {
        "document_id": "007",
        "target_id": "roy",
        "score": 0.5,
        "raw_start": 9,
        "raw_end": 15,
    }
    return {
        "accusations": [{"document_id": "007"} | found],
        "mentions": [mention],
        "opinions": [opinion],
        "actors": [{"actor_id": "roy", "name": "Anne Roy", "aliases": "Anne Roy | Mme Roy"}],
    }


@pytest.fixture(params=["parquet", "csv"])
def run(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    for name, rows in tables().items():
        table = pa.Table.from_pylist(rows)
        if request.param == "parquet":
            pq.write_table(table, tmp_path / f"{name}.parquet")
        else:
            nulls = [i for i, f in enumerate(table.schema) if pa.types.is_null(f.type)]
            for i in nulls:
                empty = pa.array([None] * len(table), pa.string())
                table = table.set_column(i, table.schema[i].name, empty)
            pa.csv.write_csv(table, tmp_path / f"{name}.csv")
    return tmp_path


def test_a_run_is_scored_from_parquet_or_csv(gold, run):
    report = evaluate(gold, run)
    assert report.figure("accusations.all.triple").value == 1
    assert report.figure("sentiment.accuracy").value == 0
    assert report.figure("actors.found").value == 0.5
    assert report.figure("actors.links_right").value == 1
    assert not report.mistakes


def test_the_command_prints_figures_and_writes_them(gold, run, tmp_path):
    out = tmp_path / "scores.json"
    told = CliRunner().invoke(
        app, ["evaluate", str(gold), "--tables", str(run), "--json", str(out), "--errors", "2"]
    )
    assert told.exit_code == 0, told.output
    assert "accusations.all.triple" in told.output
    assert json.loads(out.read_text("utf-8"))["figures"]["accusations.all.pair"]["f1"] == 1


def test_a_gold_of_no_known_kind_says_what_to_give(tmp_path, gold):
    with pytest.raises(InputError, match="articles/ and gold/"):
        evaluate(tmp_path / "nothing", tmp_path)
    with pytest.raises(InputError, match="--tables"):
        evaluate(gold)
    with pytest.raises(InputError, match="no table accusations"):
        evaluate(gold, gold)


def test_a_broken_gold_file_is_named(gold, run):
    path = gold / "gold" / "007.json"
    path.write_text(path.read_text("utf-8").replace('"cue": "accuse"', '"cue": "nie"'), "utf-8")
    with pytest.raises(InputError, match=r"007\.json"):
        evaluate(gold, run)


@pytest.mark.model
def test_json_lines_bring_their_own_texts(tmp_path):
    text = "Le maire Paul Ottavi accuse Jean Delcourt de fraude. Il a porté plainte."
    start = text.index("Paul")
    names = {"id": "n", "text": text, "entities": [[start, start + 11, "Person"]]}
    chains = {"id": "c", "text": text, "mentions": [[0, start + 11, 0], [59, 61, 0]]}
    said = {
        "kind": "accusations",
        "text_detok": text,
        "target": [{"start_detok": 21, "end_detok": 27}],
    }
    for name, record in (("names", names), ("chains", chains), ("said", said)):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(record) + "\n", "utf-8")
    report = evaluate(tmp_path)
    assert report.figure("entities.person").recall == 1
    assert report.figure("attribution.accusation_cue_recall").value == 1
    assert report.counts["mentions found"] >= 2


def written(model: Path, rows: dict[str, list[dict[str, Any]]]) -> Path:
    for name, some in rows.items():
        pq.write_table(pa.Table.from_pylist(some), model / f"{name}.parquet")
    return model


def distorted(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Return tables made from a gold, wrong here and there in a regular way."""
    nowhere = {"document_id": "none", "raw_start": 0, "raw_end": 1}
    accusations: list[dict[str, Any]] = []
    said = {"text": "none", "form": "name"}
    mentions: list[dict[str, Any]] = [nowhere | said | {"actor_id": "none"}]
    opinions: list[dict[str, Any]] = [nowhere | {"target_id": "none", "score": 1.0}]
    for path in sorted((folder / "gold").glob("*.json")):
        article = json.loads((folder / "articles" / path.name).read_text("utf-8"))
        gold = json.loads(path.read_text("utf-8"))
        names = [actor["name"] for actor in gold["actors"]]
        for rank, told in enumerate(gold["events"]):
            place = article["sentences"][told["sent"]]
            start = place["start"] + place["text"].index(told["cue"]) + rank % 4 // 3 * 30
            if rank % 5 == 4:
                continue
            accusations.append(
                {
                    "document_id": article["id"],
                    "accuser": told["accuser"] if rank % 3 else names[rank % len(names)],
                    "accused": told["accused"] if rank % 7 else names[-1].lower(),
                    "act": told["act"],
                    "cue": told["cue"],
                    "charge": told["charge"] and told["charge"][rank:],
                    "factuality": told["factuality"] if rank % 6 else "alleged",
                    "response": told["response"] if rank % 2 else "deny",
                    "rule": "made",
                    "cue_raw_start": start,
                    "cue_raw_end": start + len(told["cue"]),
                }
            )
        for item in article["sentiment_items"]:
            offsets = {"raw_start": item["start"], "raw_end": item["end"]}
            actor = f"{article['id']}-{item['text']}"
            if item["item"] % 4:
                said |= {"text": item["text"]}
                mentions.append({"document_id": article["id"], "actor_id": actor} | said | offsets)
                score = {"score": (item["item"] % 3 - 1) / 2}
                opinion = {"document_id": article["id"], "target_id": actor} | offsets | score
                opinions.append(opinion)
    return {
        "accusations": accusations,
        "mentions": mentions,
        "opinions": opinions,
        "actors": [
            {"actor_id": actor, "name": actor, "aliases": [actor]}
            for actor in sorted({mention["actor_id"] for mention in mentions})
        ],
    }


@pytest.mark.parametrize("which", ["dev", "constructions"])
def test_figures_are_those_of_the_scorer_that_comes_with_the_gold(which, tmp_path):
    gold, scorer = shared("gold", which), shared("gold", "score.py")
    run = written(tmp_path, distorted(gold))
    out = tmp_path / "scores.json"
    subprocess.run(
        [sys.executable, scorer, "score", gold, run, "--json", out], check=True, capture_output=True
    )
    theirs = json.loads(out.read_text("utf-8"))
    report = evaluate(gold, run)
    compared, items = 0, report.counts.get("items", 0)
    for name, value in theirs.items():
        if name.endswith("counts") or (name.startswith("sentiment") and not items):
            continue
        ours = report.figure(name)
        expected = [value["f1"], value["p"], value["r"]] if isinstance(value, dict) else [value]
        measured = [ours.value, ours.precision, ours.recall][: len(expected)]
        assert measured == pytest.approx(expected), name
        compared += 1
    assert compared == (18 if items else 15)
    assert report.counts["all gold"] == theirs["accusations.counts"]["gold"]
