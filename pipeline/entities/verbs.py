"""Finite forms of the verbs that report and accuse: they end a name, whatever the tagger says.

The tagger reads *proteste* in *la Ligue des pêcheurs proteste* as an adjective.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pipeline import lexicon
from pipeline.inflection import Mood, verb_forms

if TYPE_CHECKING:
    from collections.abc import Iterator

PRESENT = (3, 6)  # third persons among the forms of a verb, behind its infinitive
CLITIC = 2  # letters of *se*, *en*, *y* at most
FINITE = frozenset({Mood.INDICATIVE, Mood.FUTURE, Mood.CONDITIONAL})


@cache
def present_forms() -> frozenset[str]:
    """Return the third persons of the present of our lexicons' verbs."""
    return frozenset(verb_forms(verb)[rank].text for verb in _verbs() for rank in PRESENT)


@cache
def finite_forms() -> frozenset[str]:
    """Return the third persons of all tenses of the indicative and of the conditional."""
    return frozenset(
        form.text
        for verb in _verbs()
        for form in verb_forms(verb)
        if form.mood in FINITE and form.person == 3  # noqa: PLR2004 - he, she, they
    )


@cache
def clause_forms() -> frozenset[str]:
    """Return the third persons of all verbs that the lexicons know, those of blame too."""
    rows = lexicon.read_csv("blameworthy.csv", ("predicate", "category"))
    blaming = {
        next(word for word in row["predicate"].replace("'", " ").split() if len(word) > CLITIC)
        for row in rows
        if row["category"] in {"verb", "locution"}
    }
    more = (form for verb in sorted(blaming) for form in verb_forms(verb))
    return finite_forms() | {form.text for form in more if form.mood in FINITE and form.person == 3}  # noqa: PLR2004


@cache
def participle_forms() -> frozenset[str]:
    """Return the past participles of our lexicons' verbs, in all their agreements."""
    return frozenset(
        form.text for verb in _verbs() for form in verb_forms(verb) if form.mood is Mood.PARTICIPLE
    )


def _verbs() -> Iterator[str]:
    """Yield infinitives; of a locution its verb."""
    frames = lexicon.read_toml("frames.toml")
    verbal = {name for name, one in frames["class"].items() if one.get("kind", "verb") == "verb"}
    reporting = lexicon.read_csv("reporting_verbs.csv", ("cue", "category"))
    cues = [row["cue"] for row in reporting if row["category"] in {"verb", "locution"}]
    cues += [one["cue"] for one in frames["frame"] if one.get("class", "") in verbal]
    cues += [row["cue"] for row in lexicon.read_csv("agent_verbs.csv", ("cue",), ("cue",))]
    for cue in dict.fromkeys(cues):
        words = cue.replace("'", " ").split()
        yield next(word for word in words if len(word) > CLITIC)
