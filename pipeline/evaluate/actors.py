"""Actors of gold articles: found under the right name, kept apart, met under their descriptions.

An actor counts as found where an actor that the article mentions has its name among its forms: the
fullest name of a corpus may be longer than any of one article. A link is a mention by a name that
only one actor of the gold bears; it is right where the actor that it was given to bears a name of
the same gold actor. A description is any name in lower case (*le chef de l'État*); each place where
its words stand counts once.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from pipeline.evaluate.figures import ratio
from pipeline.evaluate.likeness import normal, same_actor
from pipeline.records import MentionForm

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.evaluate.gold import GoldActor, GoldArticle
    from pipeline.evaluate.rows import Row

SEPARATOR = "|"
NAMES = frozenset({MentionForm.NAME, MentionForm.PARTIAL_NAME, MentionForm.ACRONYM})

ACTOR_MEASURES = (
    ratio("actors.found", "gold actors found", "gold actors"),
    ratio("actors.links_right", "links right", "links"),
    ratio("actors.descriptions", "descriptions right", "descriptions"),
)


def actor_counts(
    article: GoldArticle, mentions: Sequence[Row], actors: Mapping[str, Row]
) -> Counter[str]:
    """Return what one document adds to the measures of actors.

    Args:
        article: The gold.
        mentions: Its rows of `mentions`.
        actors: Rows of `actors` by id.
    """
    counts: Counter[str] = Counter()
    names = {actor_id: row["name"] for actor_id, row in actors.items()}
    rows = (actors[actor_id] for actor_id in {mention["actor_id"] for mention in mentions})
    known = {form for row in rows for form in _forms(row)}
    for actor in article.actors.values():
        counts["gold actors"] += 1
        counts["gold actors found"] += any(_is(name, actor, article) for name in known)
        for start, end in _places(article.text, _descriptions(actor)):
            counts["descriptions"] += 1
            met = (m for m in mentions if m["raw_start"] < end and m["raw_end"] > start)
            counts["descriptions right"] += any(
                _is(names[m["actor_id"]], actor, article) for m in met
            )
    bearers = _bearers(article.actors)
    for mention in mentions:
        borne = bearers.get(normal(mention["text"]), ())
        if mention["form"] in NAMES and len(borne) == 1:
            counts["links"] += 1
            counts["links right"] += _is(names[mention["actor_id"]], borne[0], article)
    return counts


def _forms(actor: Row) -> Iterator[str]:
    yield actor["name"]
    aliases = actor["aliases"] or ()  # CSV has them in one cell
    cells = aliases.split(SEPARATOR) if isinstance(aliases, str) else aliases
    yield from (cell.strip() for cell in cells)


def _is(name: str, actor: GoldActor, article: GoldArticle) -> bool:
    return same_actor(name, actor.name, article.actors)


def _descriptions(actor: GoldActor) -> list[str]:
    return [form for form in {actor.name, *actor.aliases} if form[:1].islower()]


def _places(text: str, forms: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield each place where one of some forms stands, the longest form first."""
    taken: set[int] = set()
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        for found in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text, re.IGNORECASE):
            if taken.isdisjoint(range(*found.span())):
                taken.update(range(*found.span()))
                yield found.span()


def _bearers(actors: Mapping[str, GoldActor]) -> dict[str, list[GoldActor]]:
    found: dict[str, list[GoldActor]] = {}
    for actor in actors.values():
        for form in {normal(form) for form in (actor.name, *actor.aliases)} - {""}:
            found.setdefault(form, []).append(actor)
    return found
