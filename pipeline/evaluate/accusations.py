"""Accusations, responses and targeted sentiment of a run, counted per document.

An accusation matches an event of the same document when its cue overlaps the gold cue (`strict`)
or stands in the same gold sentence (`event`). `pair` also asks for the right accused, `triple` for
the right accuser too. The article's own voice is another, harder task: it is counted apart.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pipeline.evaluate.figures import Measure, harmonic, prf, ratio, share
from pipeline.evaluate.likeness import is_author, token_f1
from pipeline.evaluate.pairing import pair_up, same_accused, same_accuser
from pipeline.records import Polarity, Voice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.evaluate.gold import Event, GoldArticle, SentimentItem
    from pipeline.evaluate.rows import Row

VOICES = ("attributed", "author", "all")
LEVELS = ("event", "strict", "pair", "triple")
LABELS = tuple(str(polarity) for polarity in Polarity)

ACCUSATION_MEASURES = (
    *(
        prf(f"accusations.{voice}.{level}", f"{voice} {level}", f"{voice} found", f"{voice} gold")
        for voice in VOICES
        for level in LEVELS
    ),
    ratio("accusations.charge_token_f1", "charge f1", "charges"),
    ratio("accusations.factuality_accuracy", "factuality right", "all event"),
    prf("responses", "responses right", "responses found", "responses gold"),
)


def accusation_counts(article: GoldArticle, rows: Sequence[Row]) -> dict[str, float]:
    """Return what one document adds to the measures of accusations."""
    counts: dict[str, float] = {}
    for voice in VOICES:
        events = [e for e in article.events if _speaks(e.accuser == Voice.AUTHOR, voice)]
        found = [row for row in rows if _speaks(is_author(row["accuser"]), voice)]
        pairs = pair_up(found, events, article, strict=False)
        accused = [(r, e) for r, e in pairs if same_accused(r, e, article)]
        counts[f"{voice} gold"] = len(events)
        counts[f"{voice} found"] = len(found)
        counts[f"{voice} strict"] = len(pair_up(found, events, article, strict=True))
        counts[f"{voice} event"] = len(pairs)
        counts[f"{voice} pair"] = len(accused)
        counts[f"{voice} triple"] = sum(same_accuser(r, e, article) for r, e in accused)
        if voice == VOICES[-1]:
            counts |= _details(pairs)
            counts["responses gold"] = sum(e.response is not None for e in events)
            counts["responses found"] = sum(r.get("response") is not None for r in found)
    return counts


def _speaks(by_author: bool, voice: str) -> bool:  # noqa: FBT001  # a value, not an option
    return voice == VOICES[-1] or by_author == (voice == Voice.AUTHOR)


def _details(pairs: Sequence[tuple[Row, Event]]) -> dict[str, float]:
    charged = [token_f1(row.get("charge"), e.charge) for row, e in pairs if e.charge is not None]
    return {
        "charges": len(charged),
        "charge f1": sum(charged),
        "factuality right": sum(row.get("factuality") == e.factuality for row, e in pairs),
        "responses right": sum(
            e.response is not None and row.get("response") == e.response for row, e in pairs
        ),
    }


# ---------------------------------------------------------------- sentiment


def _macro(totals: Mapping[str, float]) -> tuple[float, ...]:
    return (sum(_label_f1(totals, label)[0] for label in LABELS) / len(LABELS),)


def _label_f1(totals: Mapping[str, float], label: str) -> tuple[float, ...]:
    right = totals.get(f"{label} right", 0)
    precision = share(right, totals.get(f"{label} guessed", 0))
    recall = share(right, totals.get(f"{label} gold", 0))
    return harmonic(precision, recall), precision, recall


SENTIMENT_MEASURES = (
    *(
        prf(f"sentiment.{label}", f"{label} right", f"{label} guessed", f"{label} gold")
        for label in LABELS
    ),
    Measure("sentiment.macro_f1", _macro),
    ratio("sentiment.accuracy", "labels right", "items"),
    ratio("sentiment.actor_found", "actors found", "items"),
)


def sentiment_counts(
    article: GoldArticle, mentions: Sequence[Row], opinions: Sequence[Row]
) -> Counter[str]:
    """Return what one document adds to the measures of targeted sentiment."""
    counts: Counter[str] = Counter()
    for item in article.items:
        guess = polarity_of(item, mentions, opinions)
        label = guess or str(Polarity.NEUTRAL)
        counts["items"] += 1
        counts["actors found"] += guess is not None
        counts["labels right"] += label == item.label
        counts[f"{item.label} gold"] += 1
        counts[f"{label} guessed"] += 1
        counts[f"{label} right"] += label == item.label
    return counts


def polarity_of(
    item: SentimentItem, mentions: Sequence[Row], opinions: Sequence[Row]
) -> str | None:
    """Return the label that the opinions of the item's sentence add up to.

    None when no mention overlaps the item.
    """
    actors = {
        mention["actor_id"]
        for mention in mentions
        if mention["raw_start"] < item.end and mention["raw_end"] > item.start
    }
    if not actors:
        return None
    score = sum(
        opinion["score"] or 0
        for opinion in opinions
        if opinion["target_id"] in actors
        and opinion["raw_start"] < item.high
        and opinion["raw_end"] > item.low
    )
    if score == 0:
        return str(Polarity.NEUTRAL)
    return str(Polarity.POSITIVE if score > 0 else Polarity.NEGATIVE)
