"""Opinions: how somebody speaks of an actor, word by word.

Three sources, in this order: accusation events (an accusation is a negative opinion of the accuser
on the accused and says nothing of the accuser), the frames of praise, defence and support, and the
judging words of the polarity lexicon, tied to
an actor by syntax (`bearers`) and weighed by what stands around them (`shifters`). The holder is
whoever judges; where the text names no judge, the source of the innermost statement whose content
holds the words, and outside of statements the author. The voices are never pooled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from pipeline import extensions
from pipeline.records import Factuality, MentionForm, Opinion, Polarity, Voice
from pipeline.stance.bearers import bearers, objects, phrase_heads, subjects
from pipeline.stance.evaluations import evaluations, is_passive_participle
from pipeline.stance.polarity import Kind, polarity_lexicon
from pipeline.stance.praise import praises
from pipeline.stance.shifters import shifted, shifters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from spacy.tokens import Doc, Span

    from pipeline.records import Accusation, Mention, Party, Statement
    from pipeline.stance.evaluations import Evaluation
    from pipeline.stance.polarity import Lexicon
    from pipeline.stance.shifters import Shifters

NAMES = frozenset({MentionForm.NAME, MentionForm.PARTIAL_NAME, MentionForm.ACRONYM})
# What an accusation is worth as an opinion. One that is not made is none.
ACCUSATION_SCORES = {
    Factuality.ASSERTED: -0.8,
    Factuality.ALLEGED: -0.6,
    Factuality.HYPOTHETICAL: -0.3,
    Factuality.NEGATED: 0.0,
}


@Language.factory(
    "griefs_opinions",
    default_config={"threshold": 0.05},
    requires=["token.lemma", "token.pos", "token.dep"],
    assigns=["doc._.opinions"],
)
def create_opinions(nlp: Language, name: str, threshold: float) -> Opinions:
    """Build the component from its section of the config."""
    del nlp, name
    return Opinions(polarity_lexicon(), shifters(), threshold=threshold)


class Opinions:
    """Set `doc._.opinions`, a tuple of `Opinion` in text order.

    Args:
        lexicon: The judging words.
        table: The shifters.
        threshold: A score nearer to 0 than this is neutral.
    """

    def __init__(self, lexicon: Lexicon, table: Shifters, *, threshold: float) -> None:
        self.lexicon = lexicon
        self.table = table
        self.threshold = threshold
        extensions.register()

    def __call__(self, doc: Doc) -> Doc:
        if not doc._.mentions:
            return doc
        found = [*self._from_accusations(doc), *self._from_praise(doc), *self._from_words(doc)]
        doc._.opinions = tuple(sorted(without_repeats(found), key=_text_order))
        return doc

    def _from_accusations(self, doc: Doc) -> Iterator[Opinion]:
        statements: tuple[Statement, ...] = doc._.statements
        accusations: tuple[Accusation, ...] = doc._.accusations
        for rank, accusation in enumerate(accusations):
            score = ACCUSATION_SCORES[accusation.factuality]
            yield Opinion(
                holder=accusation.accuser,
                target=accusation.accused,
                polarity=self._polarity(score),
                score=score,
                expression=accusation.cue,
                rule="accusation",
                statement=innermost(statements, accusation.cue),
                accusation=rank,
            )

    def _from_praise(self, doc: Doc) -> Iterator[Opinion]:
        for praise in praises(doc):
            yield Opinion(
                holder=praise.holder,
                target=praise.target,
                polarity=self._polarity(praise.score),
                score=praise.score,
                expression=praise.expression,
                rule=praise.rule,
                statement=innermost(doc._.statements, praise.expression),
            )

    def _from_words(self, doc: Doc) -> Iterator[Opinion]:
        actors = actor_at(doc._.mentions)
        for evaluation in evaluations(doc, self.lexicon):
            yield from self._opinions(evaluation, doc, actors)

    def _opinions(
        self, evaluation: Evaluation, doc: Doc, actors: Mapping[int, int]
    ) -> Iterator[Opinion]:
        targets = judged(evaluation, doc, actors, self.table)
        if not targets:
            return
        expression = doc[evaluation.start : evaluation.end]
        entry = evaluation.entry
        score = shifted(
            entry.score,
            doc[evaluation.head],
            self.table,
            achieved=entry.kind in {Kind.ACT, Kind.QUALITY, Kind.PERSON},
        )
        statement = innermost(doc._.statements, expression)
        holder = holder_of(evaluation, doc, actors, statement, self.table)
        for target, (weight, rule) in targets.items():
            if target == holder and entry.kind is Kind.JUDGEMENT:
                continue
            yield Opinion(
                holder=holder,
                target=target,
                polarity=self._polarity(score * weight),
                score=round(score * weight, 3),
                expression=expression,
                rule=rule,
                statement=statement,
            )

    def _polarity(self, score: float) -> Polarity:
        if abs(score) < self.threshold:
            return Polarity.NEUTRAL
        return Polarity.POSITIVE if score > 0 else Polarity.NEGATIVE


def actor_at(mentions: Iterable[Mention]) -> dict[int, int]:
    """Return the actor that a token names, by the token's index; names go before descriptions."""
    at: dict[int, int] = {}
    resolved = [mention for mention in mentions if mention.actor is not None]
    for mention in resolved:
        if mention.actor is not None and mention.form in NAMES:
            at.update(dict.fromkeys(range(mention.span.start, mention.span.end), mention.actor))
    for mention in resolved:
        if mention.actor is not None:
            at.setdefault(mention.span.root.i, mention.actor)
    return at


def judged(
    evaluation: Evaluation, doc: Doc, actors: Mapping[int, int], table: Shifters
) -> dict[int, tuple[float, str]]:
    """Return the actors that an evaluation judges, with the weight and rule of the link.

    The first construction that reaches an actor decides; it may reach several by coordination.
    """
    found: dict[int, tuple[float, str]] = {}
    decided = None
    for bearer in bearers(evaluation, doc, table):
        actor = actors.get(bearer.token.i)
        if actor is None or decided not in {None, bearer.rule}:
            continue
        decided = bearer.rule
        found.setdefault(actor, (bearer.weight, bearer.rule))
    return found


def holder_of(
    evaluation: Evaluation,
    doc: Doc,
    actors: Mapping[int, int],
    statement: int | None,
    table: Shifters,
) -> Party:
    """Return whose judgement it is."""
    if evaluation.entry.kind is Kind.JUDGEMENT:
        return judge_of(evaluation, doc, actors, table)
    if statement is None:
        return Voice.AUTHOR
    source: Party = doc._.statements[statement].source
    return source


def judge_of(evaluation: Evaluation, doc: Doc, actors: Mapping[int, int], table: Shifters) -> Party:
    """Return who blames or praises in so many words; None when the text leaves it unsaid."""
    head = doc[evaluation.head]
    if is_passive_participle(head):
        agents = [child for child in head.children if child.dep_ == "obl:agent"]
        tokens = [token for agent in agents for token in phrase_heads(agent)]
    else:
        tokens = list(subjects(head, table))
    objected = {token.i for token in objects(head, table)}
    for token in tokens:
        if token.i in actors and token.i not in objected:
            return actors[token.i]
    return None


def innermost(statements: tuple[Statement, ...], span: Span) -> int | None:
    """Return the index of the smallest statement whose content holds a span, or None."""
    holding = [
        (len(statement.content), -rank, rank)
        for rank, statement in enumerate(statements)
        if statement.content.start <= span.start and span.end <= statement.content.end
    ]
    return min(holding)[2] if holding else None


def without_repeats(opinions: Iterable[Opinion]) -> Iterator[Opinion]:
    """Yield opinions; of those on one target in overlapping words only the first."""
    taken: dict[int, set[int]] = {}
    for opinion in opinions:
        words = set(range(opinion.expression.start, opinion.expression.end))
        seen = taken.setdefault(opinion.target, set())
        if opinion.accusation is None and words & seen:
            continue
        seen |= words
        yield opinion


def _text_order(opinion: Opinion) -> tuple[int, int, int, str]:
    span = opinion.expression
    return span.start_char, span.end_char, opinion.target, opinion.rule
