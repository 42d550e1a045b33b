"""A gold article made by hand, and rows that find it more or less."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.evaluate.gold import Event, GoldActor, GoldArticle, Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.evaluate.gold import SentimentItem

TEXT = "Anne Roy accuse le groupe Solvia de fraude. Le gouvernement est critiqué par la CGV."


def sentence(text: str) -> Sentence:
    start = TEXT.index(text)
    return Sentence(start, start + len(text), text)


FIRST = sentence("Anne Roy accuse le groupe Solvia de fraude.")
SECOND = sentence("Le gouvernement est critiqué par la CGV.")
ACTORS: Mapping[str, GoldActor] = {
    "Anne Roy": GoldActor("Anne Roy", "person", ("Roy", "la députée")),
    "Solvia": GoldActor("Solvia", "organisation", ("le groupe",)),
    "le gouvernement sarnien": GoldActor("le gouvernement sarnien", "organisation", ()),
    "CGV": GoldActor("CGV", "organisation", ()),
}


def event(where: Sentence, cue: str, **values: Any) -> Event:
    start = where.start + where.text.index(cue)
    defaults: dict[str, Any] = {
        "act": "accuse",
        "charge": None,
        "factuality": "asserted",
        "response": None,
    }
    return Event(
        sentence=where, cue=cue, cue_start=start, cue_end=start + len(cue), **defaults | values
    )


def row(cue: str, **values: Any) -> dict[str, Any]:
    start = TEXT.index(cue)
    defaults: dict[str, Any] = {
        "accuser": None,
        "act": "accuse",
        "cue": cue,
        "charge": None,
        "factuality": "asserted",
        "response": None,
        "rule": "verb:test",
        "cue_raw_start": start,
        "cue_raw_end": start + len(cue),
    }
    return defaults | values


def article(*events: Event, items: tuple[SentimentItem, ...] = ()) -> GoldArticle:
    return GoldArticle("a1", TEXT, (FIRST, SECOND), ACTORS, events, items)


ACCUSES = event(FIRST, "accuse", accuser="Anne Roy", accused="Solvia", charge="fraude")
CRITICISED = event(
    SECOND, "critiqué", accuser="CGV", accused="le gouvernement sarnien", act="criticise"
)
