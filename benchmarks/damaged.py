"""Gold on damaged text: what damage costs the tables.

    python -m benchmarks.damaged GOLD OUT [--seed N]

Writes OUT/articles and OUT/gold: the gold's articles damaged as by extraction
(`tests/damage.py`), with every sentence moved to where it went; nothing is lost of a cue. Run
griefs on the texts of both and compare what `griefs evaluate` says of them.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from tests.damage import damage


def main() -> None:
    """Read the command line and write the damaged gold."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    folders = [options.out / name for name in ("articles", "gold")]
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    done = 0
    for path in sorted((options.gold / "gold").glob("*.json")):
        article = json.loads((options.gold / "articles" / path.name).read_text("utf-8"))
        events = json.loads(path.read_text("utf-8"))["events"]
        done += spoil(article, events, options.seed)
        (folders[0] / path.name).write_text(json.dumps(article, ensure_ascii=False), "utf-8")
        (folders[1] / path.name).write_bytes(path.read_bytes())
    print(f"places damaged  {done}")


def spoil(article: dict[str, Any], events: list[dict[str, Any]], seed: int) -> int:
    """Damage an article in place, and return in how many places."""
    sentences = article["sentences"]
    spans = [(s["start"], s["end"]) for s in sentences]
    cues = []
    for event in events:
        sentence = sentences[event["sent"]]
        start = sentence["start"] + sentence["text"].index(event["cue"])
        cues.append((start, start + len(event["cue"])))
    damaged = damage(article["text"], spans, seed=seed, protected=cues)
    kept = iter(damaged.sentences)
    for sentence, (start, end) in zip(sentences, spans, strict=True):
        # A sentence of one character is dropped from the list of what was damaged.
        first, last = next(kept) if end - start > 1 else (0, 0)
        sentence |= {"start": first, "end": last, "text": damaged.text[first:last]}
    article["text"] = damaged.text
    return len(damaged.damages)


if __name__ == "__main__":
    main()
