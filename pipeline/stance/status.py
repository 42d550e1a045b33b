"""Whether the text says that an accusation is made: its factuality.

It is read off endings, negation and governors, never off the tagger's mood: *aurait détourné* is
parsed as *aurait* with an infinitive.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline import lexicon
from pipeline.records import Factuality
from pipeline.scan import sentence_end, sentence_start
from pipeline.stance.clause import verb_group
from pipeline.stance.grammar import grammar, normal
from pipeline.stance.inflection import Mood, verb_forms
from pipeline.stance.nouns import form_mood, governor

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Token

    from pipeline.stance.arguments import Reading

VERBAL = frozenset({"VERB", "AUX"})
NEAR = 4  # tokens around a cue in which a word of distance speaks of it
DEPTH = 3  # governors of an infinitive that are asked
NO_STATUS = frozenset({"affirmed.verbs", "prospective.nominal", "hedges.nominal"})
OPEN_MOODS = frozenset({Mood.FUTURE, Mood.CONDITIONAL})


@dataclass(frozen=True, slots=True)
class StatusWords:
    """The file `status.toml`.

    Attributes:
        words: Word sets by section and name.
        phrases: Word sequences by section.
        verbs: Form → the uses of its verb, each with the mood that the form may have.
    """

    words: Mapping[str, frozenset[str]]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    verbs: Mapping[str, tuple[tuple[str, Mood], ...]]

    def has(self, section: str, words: list[str]) -> bool:
        """Whether a word or phrase of a section stands in a stretch of words."""
        if any(word in self.words.get(f"{section}.words", ()) for word in words):
            return True
        return any(
            tuple(words[i : i + len(phrase)]) == phrase
            for phrase in self.phrases.get(section, ())
            for i in range(len(words) - len(phrase) + 1)
        )


@lru_cache(maxsize=1)
def status_words() -> StatusWords:
    """Return the words of status that come with the package."""
    words: dict[str, frozenset[str]] = {}
    phrases: dict[str, tuple[tuple[str, ...], ...]] = {}
    verbs: dict[str, dict[tuple[str, Mood], None]] = {}
    for section, table in lexicon.read_toml("status.toml").items():
        for name, items in table.items() if isinstance(table, dict) else ():
            if name == "phrases":
                phrases[section] = tuple(tuple(i.replace("'", "' ").split()) for i in items)
            elif name in {"verbs", "soft", "nominal"}:
                for form in (form for verb in items for form in verb_forms(verb)):
                    verbs.setdefault(form.text, {})[f"{section}.{name}", form.mood] = None
            else:
                words[f"{section}.{name}"] = frozenset(items)
    return StatusWords(words, phrases, {form: tuple(uses) for form, uses in verbs.items()})


def factuality(read: Reading) -> Factuality:
    """Return the status of the cue's act."""
    frame = read.cue.frame
    if frame.negated or _is_negated(read):
        return Factuality.NEGATED
    if frame.hypothetical or _is_hypothetical(read):
        return Factuality.HYPOTHETICAL
    if frame.hedged or _is_hearsay(read):
        return Factuality.ALLEGED
    return Factuality.ASSERTED


def around(read: Reading) -> list[str]:
    """Return the words of the cue and a few on either side, within its sentence."""
    sentence = read.cue.head.sent
    first = min(read.cue.tokens) if read.group is None else read.group.first
    start = max(sentence.start, first - NEAR)
    return read.words[start : min(sentence.end, max(read.cue.tokens) + 1 + NEAR)]


# ---------------------------------------------------------------- not made


def _is_negated(read: Reading) -> bool:
    group = read.group
    if group is None:
        return _noun_negated(read)
    if (group.negated and not _restricted(read)) or _without(read):
        return True
    return any(use == "refused.verbs" or negated for _, use, _, negated in _governors(read))


def _without(read: Reading) -> bool:
    """*sans accuser*, *plutôt que de poursuivre*: an infinitive that is not done."""
    group = read.group
    if group is None or group.mood is not Mood.INFINITIVE:
        return False
    first = group.first
    return any(
        tuple(read.words[first - len(phrase) : first]) == phrase
        for phrase in status_words().phrases["without"]
        if first >= len(phrase)
    )


def _restricted(read: Reading) -> bool:
    """*n'accuse que Delorme* does accuse him."""
    group, seconds = read.group, grammar()["negation.second"]
    first = group.first if group is not None else read.cue.head.i
    behind = read.words[read.begin : read.begin + 2]
    return any(w in status_words().words["restriction.words"] for w in behind) and not any(
        w in seconds for w in read.words[first : read.begin]
    )


def _noun_negated(read: Reading) -> bool:
    words, head = status_words().words, read.cue.head
    before = read.words[max(sentence_start(head), head.i - 3) : head.i]
    if any(w in words["absent.determiners"] for w in before):
        return True
    if before and before[-1] in words["absent.prepositions"]:
        return True
    verb, uses = governor(head)
    if verb is None or not uses & {"give", "receive", "withdraw", "uphold"}:
        return False
    return "withdraw" in uses or verb_group(verb, form_mood(verb)).negated


def is_dropped(read: Reading) -> bool:
    """Whether a verb ends the proceedings that a noun names: *classe l'enquête sans suite*."""
    if read.group is not None:
        return False
    verb, uses = governor(read.cue.head)
    return verb is not None and "drop" in uses and not verb_group(verb, form_mood(verb)).negated


# ---------------------------------------------------------------- not made yet, or only if


def _is_hypothetical(read: Reading) -> bool:
    if _questioned(read.cue.head) or _conditioned(read):
        return True
    group = read.group
    if group is None:
        return _only_feared(read)
    if group.mood is Mood.FUTURE or (group.mood is Mood.CONDITIONAL and _reported_future(read)):
        return True
    return any(_leaves_open(use, mood) for _, use, mood, _ in _governors(read))


def _only_feared(read: Reading) -> bool:
    """*risque une condamnation*, *menace X d'une plainte*: the noun names what is not yet."""
    head = read.cue.head
    uses = status_words().verbs
    for verb in (head.head, head.head.head):
        if any(use == "prospective.nominal" for use, _ in uses.get(normal(verb.text), ())):
            return not head.dep_.startswith("nsubj")
    return False


def _leaves_open(use: str, mood: Mood | None) -> bool:
    if use == "prospective.soft":
        return mood in OPEN_MOODS
    if use == "going.verbs":
        return mood is Mood.INDICATIVE or mood in OPEN_MOODS
    return use in {"prospective.verbs", "prospective.nouns"}


def _governors(read: Reading) -> Iterator[tuple[Token, str, Mood | None, bool]]:
    """Yield what governs an infinitive cue: its use, its mood, and whether it is negated."""
    group = read.group
    if group is None or (read.cue.mood is not Mood.INFINITIVE and not _passive_infinitive(read)):
        return
    known = status_words()
    token = read.cue.head
    for _ in range(DEPTH):
        if token.head == token:
            return
        token = token.head
        word = normal(token.text)
        if word in known.words["prospective.nouns"]:
            yield token, "prospective.nouns", None, False
        uses = known.verbs.get(word, ())
        negated = bool(uses) and verb_group(token, None).negated
        if negated and any(use == "affirmed.verbs" for use, _ in uses):
            return
        soft = any(use == "prospective.soft" for use, _ in uses)
        for use, mood in uses:
            if not (soft and use == "prospective.verbs") and use not in NO_STATUS:
                yield token, use, mood, negated


def _passive_infinitive(read: Reading) -> bool:
    """*devrait être mis en examen*: the infinitive is the auxiliary's."""
    return read.group is not None and read.group.mood is Mood.INFINITIVE


def _questioned(head: Token) -> bool:
    """Whether a question mark closes the cue's sentence."""
    doc = head.doc
    for i in range(sentence_end(head) - 1, head.i, -1):
        if normal(doc[i].text) == "?":
            return True
        if not doc[i].is_punct and not doc[i].is_space:
            return False
    return False


def _conditioned(read: Reading) -> bool:
    """Whether the cue stands in a clause or a phrase of condition."""
    known, head = status_words(), read.cue.head
    conditions = known.words["conditions.words"]
    start = max(sentence_start(head), head.i - 12)
    for i in range(head.i - 1, start - 1, -1):
        word = read.words[i]
        if word in {",", ";", ":"}:
            break
        if word in conditions and read.doc[i].pos_ == "SCONJ":
            return True
    before = read.words[max(sentence_start(head), head.i - NEAR - 1) : head.i]
    return any(
        tuple(before[i : i + len(phrase)]) == phrase
        for phrase in known.phrases["conditions"]
        for i in range(len(before))
    )


def _reported_future(read: Reading) -> bool:
    """*a annoncé qu'il porterait plainte*: a future seen from the past, no hearsay."""
    group = read.group
    if group is None or group.finite is None or group.finite != group.head:
        return False
    inside = enclosing(read)
    return inside is not None


def enclosing(read: Reading) -> int | None:
    """Return the index of the innermost statement whose content holds the cue."""
    i = read.cue.head.i
    best: tuple[int, int] | None = None
    for rank, statement in enumerate(read.doc._.statements):
        content, cue = statement.content, statement.cue
        if content.start <= i < content.end and not (cue is not None and cue.start <= i < cue.end):
            size = len(content)
            if best is None or size < best[0]:
                best = (size, rank)
    return None if best is None else best[1]


# ---------------------------------------------------------------- made, they say


def _is_hearsay(read: Reading) -> bool:
    group, known = read.group, status_words()
    if group is not None and group.mood is Mood.CONDITIONAL:
        return True
    first = min(read.cue.tokens) if group is None else group.first
    near = read.words[max(sentence_start(read.cue.head), first - 1) : max(read.cue.tokens) + 2]
    if any(word in known.words["hedges.words"] for word in near):
        return True
    return any(use == "hedges.verbs" for _, use, _, _ in _governors(read))
