"""What cleaning mends, what it spares, and what it costs.

    python -m benchmarks.clean [--seeds FIRST:END] [--misses] [CORPUS ...]

Without a corpus it runs on the undamaged articles of the sample corpus. Each is damaged on purpose
(`tests/damage.py`) with several seeds, and what cleaning finds is held against what was done.
`--misses` shows each place where a blank was not put back, or was put where none was lost: seeds
that were read this way measure nothing any more.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import spacy

from pipeline import extensions
from pipeline.clean import clean
from pipeline.entities.sentences import create_sentences
from pipeline.ingest import read
from pipeline.records import Article, RepairKind
from tests.damage import damage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pipeline.records import CleanArticle
    from tests.damage import Damaged

RAW = Path(__file__).parents[1] / "data" / "raw"
# The two sample texts that are damaged as they stand.
DAMAGED = ("castellan-le-goadec", "signal-numerique_novalia")
HEADINGS = ("Une ville en colère", "Le temps des procès")
SEEDS = range(5)
GLUED = {RepairKind.GLUED_SENTENCES, RepairKind.GLUED_WORDS}
# Characters by which a gap or a border may be off: a blank and a mark.
NEAR = 3
SHOWN = 30  # characters on either side of a miss


@dataclass
class Tally:
    """Counts of one thing that is to be found."""

    gold: int = 0
    found: int = 0
    right: int = 0
    recalled: int = 0
    kinds: Counter[tuple[str, bool]] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.recalled / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def texts_of(paths: Iterable[Path]) -> list[str]:
    """Return the texts of a corpus, without those that are known to be damaged."""
    articles = (item for item in read(list(paths)) if isinstance(item, Article))
    return [
        article.text
        for article in articles
        if not any(name in article.document_id for name in DAMAGED)
    ]


def cleaned(text: str) -> CleanArticle:
    """Return a text, cleaned."""
    return clean(Article(document_id="a", text=text, source_path="a", source_format="text"))


def splitter() -> Callable[[CleanArticle], list[int]]:
    """Return a function that gives the clean offsets at which sentences start."""
    extensions.register()
    nlp = spacy.blank("fr")
    component = create_sentences(nlp, "griefs_sentences")

    def starts(article: CleanArticle) -> list[int]:
        doc = nlp.make_doc(article.text)
        doc._.article = article
        doc = component(doc)
        heads = (next((t for t in sent if not t.is_space), None) for sent in doc.sents)
        return [head.idx for head in heads if head is not None]

    return starts


def damaged_pairs(
    texts: Iterable[str],
    starts: Callable[[CleanArticle], list[int]],
    seeds: Iterable[int] = SEEDS,
) -> list[tuple[Damaged, CleanArticle]]:
    """Return each text damaged with each seed, and what cleaning makes of it."""
    pairs = []
    for text in texts:
        whole = cleaned(text)
        places = starts(whole)
        ends = (*places[1:], len(whole.text))
        spans = [
            (start, start + len(whole.text[start:end].rstrip()))
            for start, end in zip(places, ends, strict=True)
        ]
        for seed in seeds:
            made = damage(whole.text, spans, seed=seed, headings=HEADINGS)
            pairs.append((made, cleaned(made.text)))
    return pairs


def glue(pairs: Iterable[tuple[Damaged, CleanArticle]]) -> Tally:
    """Score the blanks that were put back."""
    tally = Tally()
    for made, article in pairs:
        gold = {item.place: item.kind for item in made.damages if item.glued}
        found = {repair.raw_start for repair in article.repairs if repair.kind in GLUED}
        tally.gold += len(gold)
        tally.found += len(found)
        tally.right += len(found & gold.keys())
        tally.recalled += len(found & gold.keys())
        tally.kinds.update((kind, place in found) for place, kind in gold.items())
    return tally


def gaps(pairs: Iterable[tuple[Damaged, CleanArticle]]) -> Tally:
    """Score the places where words are missing."""
    tally = Tally()
    for made, article in pairs:
        gold = [(item.place, item.kind) for item in made.damages if item.lost is not None]
        found = [
            (repair.raw_start - NEAR, repair.raw_end + NEAR)
            for repair in article.repairs
            if repair.kind is RepairKind.GAP
        ]
        hits = [any(a <= place <= b for a, b in found) for place, _ in gold]
        tally.gold += len(gold)
        tally.found += len(found)
        tally.right += sum(any(a <= place <= b for place, _ in gold) for a, b in found)
        tally.recalled += sum(hits)
        tally.kinds.update((kind, hit) for (_, kind), hit in zip(gold, hits, strict=True))
    return tally


def borders(
    pairs: Iterable[tuple[Damaged, CleanArticle]], starts: Callable[[CleanArticle], list[int]]
) -> Tally:
    """Score where sentences start, in the damaged text, against the split of the whole text."""
    tally = Tally()
    for made, article in pairs:
        gold = sorted({start for start, _ in made.sentences})
        found = sorted({article.alignment.starts[place] for place in starts(article)})
        tally.gold += len(gold)
        tally.found += len(found)
        tally.right += sum(any(abs(a - b) < NEAR for b in gold) for a in found)
        tally.recalled += sum(any(abs(a - b) < NEAR for b in found) for a in gold)
    return tally


def needless(texts: Iterable[str]) -> tuple[Counter[str], int]:
    """Return the repairs made on whole texts by kind, and the number of their tokens."""
    counts: Counter[str] = Counter()
    tokens = 0
    for text in texts:
        counts.update(repair.kind.value for repair in cleaned(text).repairs)
        tokens += len(text.split())
    return counts, tokens


def speed(texts: list[str]) -> float:
    """Return how many million bytes a second of processor time cleaning reads."""
    size = sum(len(text.encode()) for text in texts)
    taken = []
    for _ in range(5):
        start = time.process_time()
        for text in texts:
            cleaned(text)
        taken.append(time.process_time() - start)
    return size / min(taken) / 1e6


def mistakes(pairs: Iterable[tuple[Damaged, CleanArticle]]) -> Iterator[str]:
    """Yield every place where a blank is missing still, or was put where none was lost."""
    for made, article in pairs:
        gold = {item.place: item for item in made.damages if item.glued}
        found = {repair.raw_start for repair in article.repairs if repair.kind in GLUED}
        for place in sorted(found ^ gold.keys()):
            before, after = made.text[:place][-SHOWN:], made.text[place : place + SHOWN]
            kind = gold[place].kind if place in gold else "NEEDLESS"
            lost = gold[place].lost if place in gold else None
            yield f"{kind:16} {before!r:>{SHOWN + 2}} | {after!r}" + (f"  {lost!r}" if lost else "")


def seeds_of(written: str) -> range:
    """Return the seeds that `FIRST:END` stands for, the end exclusive."""
    first, end = written.split(":")
    return range(int(first), int(end))


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", nargs="*", type=Path, default=[RAW])
    parser.add_argument("--seeds", type=seeds_of, default=SEEDS)
    parser.add_argument("--misses", action="store_true")
    asked = parser.parse_args()
    texts = texts_of(asked.corpus)
    starts = splitter()
    pairs = damaged_pairs(texts, starts, asked.seeds)
    counts, tokens = needless(texts)
    print(f"{len(texts)} texts, {tokens} tokens; repairs on them as they are: {dict(counts)}")
    for name, tally in (
        ("glue", glue(pairs)),
        ("gaps", gaps(pairs)),
        ("sentence borders", borders(pairs, starts)),
    ):
        print(
            f"{name}: precision {tally.precision:.3f} recall {tally.recall:.3f} F1 {tally.f1:.3f}"
            f" ({tally.gold} places)"
        )
        for kind in sorted({kind for kind, _ in tally.kinds}):
            hits, misses = tally.kinds[kind, True], tally.kinds[kind, False]
            print(f"    {kind}: {hits} of {hits + misses}")
    print(f"{speed(texts):.1f} MB/s")
    if asked.misses:
        print(*mistakes(pairs), sep="\n")


if __name__ == "__main__":
    main()
