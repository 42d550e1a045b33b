"""Whether the text says that an accusation is made: its factuality.

It is read off endings, negation and governors, never off the tagger's mood: *aurait détourné* is
parsed as *aurait* with an infinitive.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.inflection import Mood
from pipeline.records import Factuality
from pipeline.scan import has_feature, sentence_end, sentence_start
from pipeline.stance.clause import verb_group
from pipeline.stance.grammar import grammar, normal
from pipeline.stance.nouns import form_mood, governor
from pipeline.stance.status_words import status_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span, Token

    from pipeline.stance.arguments import Reading

VERBAL = frozenset({"VERB", "AUX"})
NEAR = 4  # tokens around a cue in which a word of distance speaks of it
DEPTH = 3  # governors of an infinitive that are asked
NO_STATUS = frozenset({"affirmed.verbs", "prospective.nominal", "avoided.nominal"})
HEARSAY_REACH = 8  # tokens of a clause that say whether it is hearsay
OPEN_MOODS = frozenset({Mood.FUTURE, Mood.CONDITIONAL})


def factuality(read: Reading, charge: Span | None = None) -> Factuality:
    """Return the status of the cue's act, of which the charge may be hedged."""
    frame = read.cue.frame
    if frame.negated or _is_negated(read):
        return Factuality.NEGATED
    if frame.hypothetical or _is_hypothetical(read):
        return Factuality.HYPOTHETICAL
    if frame.hedged or _is_hearsay(read) or (charge is not None and _is_hedged(read, charge)):
        return Factuality.ALLEGED
    return Factuality.ASSERTED


def around(read: Reading) -> list[str]:
    """Return the words of the cue and a few on either side, within its sentence."""
    head = read.cue.head
    first = min(read.cue.tokens) if read.group is None else read.group.first
    start = max(sentence_start(head), first - NEAR)
    return read.words[start : min(sentence_end(head), max(read.cue.tokens) + 1 + NEAR)]


# ---------------------------------------------------------------- not made


def _is_negated(read: Reading) -> bool:
    group = read.group
    if group is None:
        return _noun_negated(read)
    if (group.negated and not _restricted(read)) or _without(read) or _is_no_aim(read):
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


def _is_no_aim(read: Reading) -> bool:
    """*Le but n'est pas d'accuser*: the parse makes the infinitive the predicate of the noun."""
    head = read.cue.head
    if read.cue.mood is not Mood.INFINITIVE:
        return False
    nouns, first = status_words().words["denied.nouns"], grammar()["negation.first"]
    aims = any(c.dep_ == "nsubj" and normal(c.text) in nouns for c in head.children)
    return aims and any(normal(c.text) in first for c in head.children)


def _restricted(read: Reading) -> bool:
    """*n'accuse que Delorme* does accuse him."""
    group, seconds = read.group, grammar()["negation.second"]
    first = group.first if group is not None else read.cue.head.i
    behind, known = read.words[read.begin : read.begin + 2], status_words().words
    only = next((w for w in behind if w in known["restriction.words"]), None)
    if only is None:
        return False
    after = read.words[read.begin + behind.index(only) + 1 :][:1]
    if after and after[0] in grammar().prepositions:  # *n'est plus poursuivi que pour recel*
        seconds -= known["restriction.lasting"]
    return not any(w in seconds for w in read.words[first : read.begin])


def _noun_negated(read: Reading) -> bool:
    words, head = status_words().words, read.cue.head
    before = read.words[max(sentence_start(head), head.i - 3) : head.i]
    if any(w in words["absent.determiners"] for w in before):
        return True
    if before and before[-1] in words["absent.prepositions"]:
        return True
    if _is_governed(read, "avoided.nominal"):
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
    if (group is None or group.bare) and _is_open(read):
        return True
    if group is None:
        return _is_governed(read, "prospective.nominal")
    if group.mood is Mood.FUTURE or (group.mood is Mood.CONDITIONAL and _reported_future(read)):
        return True
    return any(_leaves_open(use, mood) for _, use, mood, _ in _governors(read))


def _is_open(read: Reading) -> bool:
    """*une éventuelle plainte*: a word beside the act says that it is still to come."""
    first = min(read.cue.tokens)
    beside = read.words[max(sentence_start(read.cue.head), first - 1) : read.begin + 1]
    return any(word in status_words().words["open.words"] for word in beside)


def _is_governed(read: Reading, use: str) -> bool:
    """Whether the cue's noun is the complement of a verb of some use (*risque un procès*)."""
    head, verbs = read.cue.head, status_words().verbs
    for verb in (head.head, head.head.head):
        if any(known == use for known, _ in verbs.get(normal(verb.text), ())):
            return not head.dep_.startswith("nsubj") and not verb_group(verb, None).negated
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
        denied = word in known.words["denied.nouns"] and any(
            normal(child.text) in grammar()["negation.first"] for child in token.children
        )
        if denied:
            yield token, "denied.nouns", None, True
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
        if word in conditions and _is_condition(read, i):
            return True
    before = read.words[max(sentence_start(head), head.i - NEAR - 1) : head.i]
    return any(
        tuple(before[i : i + len(phrase)]) == phrase
        for phrase in known.phrases["conditions"]
        for i in range(len(before))
    )


def _is_condition(read: Reading, i: int) -> bool:
    """Tell *si X accuse* from *même si*, *s'accuse* and *savoir si les accusations de X*."""
    known = status_words().words
    if i and read.words[i - 1] in known["conditions.conceding"]:
        return False
    if read.group is None and read.words[i + 1] in grammar()["determiners.definite"]:
        return False
    before_subject = read.words[i + 1] in grammar()["subjects.impersonal"] | {"ils"}
    return read.doc[i].pos_ == "SCONJ" or before_subject


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
    if group is None and _is_carried_by_hearsay(read):
        return True
    first = min(read.cue.tokens) if group is None else group.first
    near = read.words[max(sentence_start(read.cue.head), first - 1) : max(read.cue.tokens) + 2]
    if any(word in known.words["hedges.words"] for word in near):
        return True
    if any(use == "hedges.verbs" for _, use, _, _ in _governors(read)):
        return True
    above = read.cue.head.head
    uses = known.verbs.get(normal(above.text), ())
    return above.i < first and any(use == "hedges.verbs" for use, _ in uses)


def _is_carried_by_hearsay(read: Reading) -> bool:
    """Whether the verb that carries a noun is in the conditional: *ferait face à un procès*."""
    token = read.cue.head
    for _ in range(DEPTH):
        if token.head == token:
            return False
        token = token.head
        uses = grammar().auxiliaries.get(normal(token.text))
        if token.pos_ in VERBAL:
            return (
                has_feature(token, "Mood", "Cnd") if uses is None else uses[1] is Mood.CONDITIONAL
            )
    return False


def _is_hedged(read: Reading, charge: Span) -> bool:
    """Whether a charge is told as hearsay: *une présumée fraude*, *que X aurait menti*."""
    hedges = status_words().words["hedges.words"]
    root = charge.root
    if any(child.lower_ in hedges for child in (root, *root.children) if child in charge):
        return True
    behind_que = read.words[charge.start - 1] in grammar()["relatives.object"]
    return behind_que and any(
        token.lower_ in status_words().words["hearsay.auxiliaries"]
        for token in charge[:HEARSAY_REACH]
    )
