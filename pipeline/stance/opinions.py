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
from pipeline.records import Factuality, Opinion, Polarity
from pipeline.stance.accusations import pairs
from pipeline.stance.bearers import bearers
from pipeline.stance.constructions import DIRECT, INDIRECT
from pipeline.stance.dependencies import phrase_heads, subjects
from pipeline.stance.evaluations import evaluations, is_passive_participle
from pipeline.stance.judging import judgement
from pipeline.stance.polarity import Kind, Role, polarity_lexicon
from pipeline.stance.praise import praises, voice_of_first_person
from pipeline.stance.scene import innermost, scare_quoted, scene_of, voice_of
from pipeline.stance.shifters import negated, shifted, shifters
from pipeline.stance.transformer import load_scorer, scored_actors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc, Span, Token

    from pipeline.records import Accusation, Party
    from pipeline.stance.evaluations import Evaluation
    from pipeline.stance.polarity import Lexicon
    from pipeline.stance.scene import Scene
    from pipeline.stance.shifters import Shifters
    from pipeline.stance.transformer import Scorer

# Deeds and qualities count when they are there; a judgement counts when it is only wanted, too.
ACHIEVED = frozenset({Kind.ACT, Kind.QUALITY, Kind.PERSON})
SCARE_QUOTES = 0.5  # praise in marks that nobody's words explain
# What an accusation is worth as an opinion. One that is not made is none.
ACCUSATION_SCORES = {
    Factuality.ASSERTED: -0.8,
    Factuality.ALLEGED: -0.6,
    Factuality.HYPOTHETICAL: -0.3,
    Factuality.NEGATED: 0.0,
}


@Language.factory(
    "griefs_opinions",
    default_config={"threshold": 0.25, "model": None},
    requires=["token.lemma", "token.pos", "token.dep"],
    assigns=["doc._.opinions"],
)
def create_opinions(nlp: Language, name: str, threshold: float, model: str | None) -> Opinions:
    """Build the component from its section of the config."""
    del nlp, name
    scorer = None if model is None else load_scorer(model)
    return Opinions(polarity_lexicon(), shifters(), threshold=threshold, scorer=scorer)


class Opinions:
    """Set `doc._.opinions`, a tuple of `Opinion` in text order.

    Args:
        lexicon: The judging words.
        table: The shifters.
        scorer: The user's own model, which takes the place of the words.
        threshold: A word's score nearer to 0 than this is no opinion: a slight judgement that
            falls on the actor only indirectly, or that is only wanted or feared.
    """

    def __init__(
        self, lexicon: Lexicon, table: Shifters, *, threshold: float, scorer: Scorer | None = None
    ) -> None:
        self.lexicon = lexicon
        self.table = table
        self.threshold = threshold
        self.scorer = scorer
        extensions.register()

    def __call__(self, doc: Doc) -> Doc:
        if doc._.mentions:
            scene = scene_of(doc)
            found = [*self._from_accusations(doc), *self._from_praise(scene)]
            if self.scorer is not None:
                found += self._from_model(doc, self.scorer)
                doc._.opinions = tuple(sorted(without_repeats(found), key=_text_order))
                return doc
            framed = {token.i for opinion in found for token in opinion.expression}
            found += self._from_words(scene, framed)
            doc._.opinions = tuple(sorted(without_repeats(found), key=_text_order))
        return doc

    def _from_accusations(self, doc: Doc) -> Iterator[Opinion]:
        accusations: tuple[Accusation, ...] = doc._.accusations
        for rank, accusation in enumerate(accusations):
            yield self._opinion(
                doc,
                (accusation.accuser, accusation.accused),
                ACCUSATION_SCORES[accusation.factuality],
                accusation.cue,
                "accusation",
                rank,
            )

    def _from_praise(self, scene: Scene) -> Iterator[Opinion]:
        for praise in praises(scene):
            yield self._opinion(
                scene.doc,
                (praise.holder, praise.target),
                praise.score,
                praise.expression,
                praise.rule,
            )

    def _from_model(self, doc: Doc, scorer: Scorer) -> Iterator[Opinion]:
        for found in scored_actors(doc, scorer):
            if abs(found.score) >= self.threshold:
                voice = voice_of(doc, innermost(doc._.statements, found.name))
                yield self._opinion(
                    doc, (voice, found.target), found.score, found.sentence, "model"
                )

    def _from_words(self, scene: Scene, framed: set[int]) -> Iterator[Opinion]:
        """Yield the opinions of judging words.

        The cue of a frame has been read already, and the frame knows better whom it judges: who
        insults or attacks is no more judged for it than who accuses.
        """
        accusations: tuple[Accusation, ...] = scene.doc._.accusations
        distanced = scare_quoted(scene.doc)
        framed = framed | reporting(scene.doc)
        for evaluation in evaluations(scene.doc, self.lexicon):
            if not framed.isdisjoint(words_read(evaluation, scene.doc)):
                continue
            head = scene.doc[evaluation.head]
            omission = evaluation.entry.kind is Kind.OMISSION
            if omission and not negated(head, self.table):
                continue
            score = (
                evaluation.entry.score
                if omission
                else shifted(
                    evaluation.entry.score,
                    head,
                    range(evaluation.start, evaluation.end),
                    self.table,
                    achieved=evaluation.entry.kind in ACHIEVED,
                )
            )
            if score > 0 and evaluation.head in distanced:
                score *= SCARE_QUOTES
            expression = scene.doc[evaluation.start : evaluation.end]
            charged = parties_of_charge(accusations, expression)
            for holder, target, weight, rule in self._judged(evaluation, scene, expression):
                weighed = round(score * weight, 3)
                if target not in charged and abs(weighed) >= self.threshold:
                    yield self._opinion(scene.doc, (holder, target), weighed, expression, rule)

    def _judged(
        self, evaluation: Evaluation, scene: Scene, expression: Span
    ) -> Iterator[tuple[Party, int, float, str]]:
        """Yield holder, target, weight and rule of the opinions that a judging word makes."""
        statement = innermost(scene.doc._.statements, expression)
        voice = voice_of(scene.doc, statement)
        entry = evaluation.entry
        if entry.kind is Kind.JUDGEMENT and entry.role is Role.OBJECT:
            yield from judges_and_judged(evaluation, scene, self.table)
            return
        holder = None if entry.kind is Kind.ATTITUDE and statement is None else voice
        for target, (weight, rule) in borne(evaluation, scene, self.table).items():
            yield holder, target, weight, rule

    def _opinion(
        self,
        doc: Doc,
        parties: tuple[Party, int],
        score: float,
        expression: Span,
        rule: str,
        accusation: int | None = None,
    ) -> Opinion:
        holder, target = parties
        return Opinion(
            holder=holder,
            target=target,
            polarity=polarity_of(score),
            score=score,
            expression=expression,
            rule=rule,
            statement=innermost(doc._.statements, expression),
            accusation=accusation,
        )


def reporting(doc: Doc) -> set[int]:
    """Return the verbs that only report what stands before them.

    *« … », estime la députée*: she is not esteemed; *lâche le président*: nobody is let down.
    """
    return {
        token.i
        for statement in doc._.statements
        if statement.cue is not None and statement.cue.start >= statement.content.end
        for token in statement.cue
        if token.pos_ == "VERB"
    }


def polarity_of(score: float) -> Polarity:
    """Return the label of a score."""
    if score == 0:
        return Polarity.NEUTRAL
    return Polarity.POSITIVE if score > 0 else Polarity.NEGATIVE


def words_read(evaluation: Evaluation, doc: Doc) -> set[int]:
    """Return the tokens of a judging word; of a manner also the verb it qualifies."""
    own = set(range(evaluation.start, evaluation.end))
    return own | {doc[evaluation.head].head.i} if evaluation.entry.kind is Kind.MANNER else own


def parties_of_charge(accusations: tuple[Accusation, ...], span: Span) -> set[Party]:
    """Return accuser and accused of the accusations whose charge holds a span.

    The charge says what the accusation is about: it is counted, and no deed of the accuser.
    """
    return {
        party
        for accusation in accusations
        if accusation.charge is not None
        and accusation.charge.start <= span.start
        and span.end <= accusation.charge.end
        for party in (accusation.accuser, accusation.accused)
    }


def borne(evaluation: Evaluation, scene: Scene, table: Shifters) -> dict[int, tuple[float, str]]:
    """Return the actors that an evaluation is said of, with the weight and rule of the link.

    The first construction that reaches an actor decides; it may reach several by coordination.
    """
    found: dict[int, tuple[float, str]] = {}
    decided = None
    for bearer in bearers(evaluation, scene, table):
        actor = scene.actors.get(bearer.token.i)
        if actor is None or decided not in {None, bearer.rule}:
            continue
        decided = bearer.rule
        found.setdefault(actor, (bearer.weight, bearer.rule))
    return found


def judges_and_judged(
    evaluation: Evaluation, scene: Scene, table: Shifters
) -> Iterator[tuple[Party, int, float, str]]:
    """Yield holder, target, weight and rule of a judgement in so many words."""
    arguments = judgement(evaluation, scene)
    if arguments is None:
        head = scene.doc[evaluation.head]
        judge = judge_of(head, scene, table)
        for target, (weight, rule) in borne(evaluation, scene, table).items():
            if target != judge:
                yield judge, target, weight, rule
        return
    weight, rule = (DIRECT, "judged") if arguments.direct else (INDIRECT, "judged_of")
    speaker = voice_of_first_person(scene.doc[evaluation.start], scene)
    for judge, target in pairs(arguments):
        holder = speaker if judge is None else judge
        if holder != target:
            yield holder, target, weight, rule


def judge_of(verb: Token, scene: Scene, table: Shifters) -> Party:
    """Return who judges by the parse alone: the subject, of a passive the agent, or None."""
    if is_passive_participle(verb):
        agents = [child for child in verb.children if child.dep_ == "obl:agent"]
        tokens = [token for agent in agents for token in phrase_heads(agent)]
    else:
        tokens = list(subjects(verb, table))
    return next((scene.actors[token.i] for token in tokens if token.i in scene.actors), None)


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
