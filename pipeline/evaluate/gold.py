"""Gold annotations as frozen values.

A gold folder holds `articles/<id>.json` (text, sentences, sentiment items) and `gold/<id>.json`
(actors, events, labels). Offsets point into the raw text.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NOT_AN_ACTOR = "not_an_actor"


@dataclass(frozen=True, slots=True)
class GoldActor:
    """An actor by the fullest name of its article, and its other names."""

    name: str
    kind: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the raw text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One accusation that a reader found.

    Attributes:
        accuser: An actor's name, `author`, or None when it is unsaid.
        cue_start: Offset of the cue's first place in the sentence; `cue_end` exclusive.
    """

    sentence: Sentence
    accuser: str | None
    accused: str
    act: str
    cue: str
    cue_start: int
    cue_end: int
    charge: str | None
    factuality: str
    response: str | None


@dataclass(frozen=True, slots=True)
class SentimentItem:
    """What a sentence (`low:high`) conveys of the actor mentioned at `start:end`."""

    start: int
    end: int
    low: int
    high: int
    label: str


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One article with its answers."""

    id: str
    text: str
    sentences: tuple[Sentence, ...]
    actors: Mapping[str, GoldActor]
    events: tuple[Event, ...]
    items: tuple[SentimentItem, ...]


def is_gold_folder(path: Path) -> bool:
    """Return whether a folder holds articles and their gold."""
    return (path / "articles").is_dir() and (path / "gold").is_dir()


def read_articles(folder: Path) -> tuple[GoldArticle, ...]:
    """Return the gold of a folder in the order of the ids.

    Raises:
        InputError: A file is missing, no JSON, or quotes what its sentence does not hold.
    """
    return tuple(_article(folder, path) for path in sorted((folder / "gold").glob("*.json")))


def read_items(path: Path) -> tuple[GoldArticle, ...]:
    """Return targeted sentiment items, each as a little article of one or two lines.

    Raises:
        InputError: The file is no list of items.
    """
    try:
        return tuple(_item_article(item) for item in json.loads(path.read_text("utf-8")))
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"{path} is no list of sentiment items: {error}") from error


def _article(folder: Path, gold_path: Path) -> GoldArticle:
    try:
        article = json.loads((folder / "articles" / gold_path.name).read_text("utf-8"))
        gold = json.loads(gold_path.read_text("utf-8"))
        sentences = tuple(Sentence(s["start"], s["end"], s["text"]) for s in article["sentences"])
        places = {item["item"]: item for item in article["sentiment_items"]}
        return GoldArticle(
            id=article["id"],
            text=article["text"],
            sentences=sentences,
            actors={
                a["name"]: GoldActor(a["name"], a["kind"], tuple(a.get("aliases", ())))
                for a in gold["actors"]
            },
            events=tuple(_event(sentences, event) for event in gold["events"]),
            items=tuple(
                _item(places[label["item"]], sentences, label["label"])
                for label in gold["sentiment"]
                if label["label"] != NOT_AN_ACTOR
            ),
        )
    except (OSError, KeyError, IndexError, TypeError, ValueError) as error:
        raise InputError(
            f"{gold_path} is no usable gold: {type(error).__name__} {error}"
        ) from error


def _event(sentences: tuple[Sentence, ...], event: Mapping[str, Any]) -> Event:
    sentence = sentences[event["sent"]]
    start = sentence.start + sentence.text.index(event["cue"])
    return Event(
        sentence=sentence,
        accuser=event["accuser"],
        accused=event["accused"],
        act=event["act"],
        cue=event["cue"],
        cue_start=start,
        cue_end=start + len(event["cue"]),
        charge=event["charge"] or None,
        factuality=event["factuality"],
        response=event["response"] or None,
    )


def _item(place: Mapping[str, Any], sentences: tuple[Sentence, ...], label: str) -> SentimentItem:
    sentence = sentences[place["sent"]]
    return SentimentItem(place["start"], place["end"], sentence.start, sentence.end, label)


def _item_article(item: Mapping[str, Any]) -> GoldArticle:
    head = item["before"] + "\n" if item["before"] else ""
    text = head + item["sentence"]
    sentence = Sentence(len(head), len(text), item["sentence"])
    start, end = len(head) + item["start"], len(head) + item["end"]
    label = item["label"]
    items = (SentimentItem(start, end, sentence.start, sentence.end, label),)
    kept = () if label == NOT_AN_ACTOR else items
    return GoldArticle(str(item["id"]), text, (sentence,), {}, (), kept)
