"""Articles to measure on: the sample corpus's sentences, shuffled, with invented names.

Words vary as in a real corpus (new names in every article), so caches are not flattered. They
are denser in blame than any press: paragraphs of real articles, drawn anew, stand beside them.

    python -m benchmarks.corpus OUT.jsonl ARTICLES [TEXTS.jsonl | FOLDER]
"""

from __future__ import annotations

import json
import random
import re
import sys
from pathlib import Path

RAW = Path(__file__).parents[1] / "data" / "raw"
STARTS = ("Bar", "Cor", "Del", "Fer", "Gal", "Lam", "Mar", "Par", "Rou", "Sal", "Tal", "Vas")
MIDDLES = ("bel", "den", "mon", "ri", "ser", "ti", "van", "ver")
ENDS = ("court", "eau", "ier", "in", "and", "ois", "ac", "ec")
FIRST = ("Claire", "Marc", "Nadia", "Hugo", "Léa", "Yann", "Inès", "Paul", "Rose", "Karim")


def sentences() -> list[str]:
    """Return the sentences of the sample corpus's text files."""
    text = " ".join(p.read_text(encoding="utf-8") for p in sorted((RAW / "texts").glob("*.txt")))
    found = re.split(r"(?<=[.!?»])\s+(?=[A-ZÉÀ«])", text)
    return [s.strip() for s in found if 30 < len(s.strip()) < 400]


def articles(count: int, seed: int = 0, words: int = 420) -> list[str]:
    """Return `count` articles of about `words` words."""
    pool = sentences()
    draw = random.Random(seed)
    made = []
    for _ in range(count):
        length = 0
        chosen: list[str] = []
        while length < words:
            sentence = draw.choice(pool)
            if draw.random() < 0.3:
                sentence = f"{name(draw)} l'a dit à {name(draw)} : {sentence}"
            chosen.append(sentence)
            length += len(sentence.split())
        made.append("\n\n".join(" ".join(chosen[i : i + 4]) for i in range(0, len(chosen), 4)))
    return made


def paragraphs(texts: list[str], count: int, seed: int = 0, words: int = 420) -> list[str]:
    """Return `count` articles of about `words` words, made of paragraphs of real ones."""
    pool = [part.strip() for text in texts for part in text.split("\n\n") if part.strip()]
    draw = random.Random(seed)
    made = []
    for _ in range(count):
        chosen: list[str] = []
        while sum(len(part.split()) for part in chosen) < words:
            start = draw.randrange(len(pool))
            chosen.extend(pool[start : start + 4])
        made.append("\n\n".join(chosen))
    return made


def name(draw: random.Random) -> str:
    """Return an invented name."""
    return f"{draw.choice(FIRST)} {draw.choice(STARTS)}{draw.choice(MIDDLES)}{draw.choice(ENDS)}"


def write_jsonl(path: Path, count: int, seed: int = 0, words: int = 420) -> int:
    """Write articles as JSONL and return their number of words."""
    return write(path, articles(count, seed, words), seed)


def write(path: Path, texts: list[str], seed: int = 0) -> int:
    """Write texts as JSONL and return their number of words."""
    with path.open("w", encoding="utf-8") as file:
        for rank, text in enumerate(texts):
            record = {"id": f"a{seed}-{rank}", "title": f"Article {rank}", "text": text}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return sum(len(text.split()) for text in texts)


def texts_of(source: Path) -> list[str]:
    """Return the texts of a folder's files, or of one JSONL file.

    Raises:
        SystemExit: There are none.
    """
    found = [path.read_text(encoding="utf-8") for path in sorted(source.rglob("*.txt"))]
    for path in [source] if source.is_file() else sorted(source.rglob("*.jsonl")):
        with path.open(encoding="utf-8") as file:
            found.extend(record["text"] for record in map(json.loads, file) if record.get("text"))
    if not found:
        raise SystemExit(f"no texts in {source}: give a folder of .txt and .jsonl, or one .jsonl")
    return found


if __name__ == "__main__":
    target, wanted = Path(sys.argv[1]), int(sys.argv[2])
    real = [text for source in sys.argv[3:] for text in texts_of(Path(source))]
    write(target, paragraphs(real, wanted) if real else articles(wanted))
