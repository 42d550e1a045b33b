"""Find the cues of the frame lexicon in a Doc, by surface form.

One dictionary look-up a token; everything else happens only where a form was met. A match is
confirmed by its neighbours: *la critique* is a noun, *Vasseur critique Delorme* a verb, whatever
the tagger says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.inflection import Mood, adjective_forms, noun_forms, verb_forms
from pipeline.scan import has_feature, scan, sentence_end, sentence_start
from pipeline.stance.frames import CLITICS, Kind, Role, lexicon_frames
from pipeline.stance.grammar import grammar, normal_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from spacy.tokens import Doc, Token

    from pipeline.stance.frames import Frame
    from pipeline.stance.grammar import Grammar

GAP = "…"
ELISION = re.compile(r"(\b\w{1,2}')")  # *s'en*, *qu'il*; *prud'hommes* is one word
SHORT_GAP = 4  # tokens that may stand inside a locution: « mis publiquement en cause »
CLITIC_REACH = 6  # tokens from a clitic to its verb: « s'en est depuis pris »
LONG_GAP = 14  # where the locution says so: « attaque Novalia en justice »
MAX_QUOTED = 12  # tokens of a quoted word of judgement
NOUN_TAGS = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True, slots=True)
class Pattern:
    """A frame's cue, ready to match behind its first word.

    Attributes:
        moods: What the first word's ending may say; empty for nouns and adjectives.
        rest: For each further word its admitted forms and how many tokens may stand before it.
        clitics: Forms that must stand before the verb.
    """

    frame: Frame
    moods: frozenset[Mood]
    rest: tuple[tuple[frozenset[str], int], ...]
    clitics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """A frame's cue met in a text.

    Attributes:
        head: The word that takes the arguments.
        tokens: Indices of all its words.
    """

    frame: Frame
    head: Token
    tokens: tuple[int, ...]
    mood: Mood | None


Index = dict[str, tuple[Pattern, ...]]


@lru_cache(maxsize=4)
def index(own: Path | None = None) -> Index:
    """Return form → patterns, longest locution first."""
    found: dict[str, list[Pattern]] = {}
    for frame in lexicon_frames(own):
        for cue in (frame.cue, *frame.variants):
            for form, pattern in _patterns(frame, cue):
                found.setdefault(form, []).append(pattern)
    return {
        form: tuple(sorted(patterns, key=lambda p: -len(p.rest) - len(p.clitics)))
        for form, patterns in found.items()
    }


def _patterns(frame: Frame, cue: str) -> Iterator[tuple[str, Pattern]]:
    words = ELISION.sub(r"\1 ", cue).split()
    clitics: list[str] = []
    if frame.kind is Kind.VERB:
        while words[0] in CLITICS:
            clitics.append(words.pop(0))
    rest = _rest(words[1:])
    for form, moods in _first_forms(frame, words[0]).items():
        if not frame.participle_only or Mood.PARTICIPLE in moods:
            yield form, Pattern(frame, frozenset(moods), rest, tuple(clitics))


def _first_forms(frame: Frame, word: str) -> dict[str, set[Mood]]:
    found: dict[str, set[Mood]] = {}
    if frame.kind is Kind.VERB:
        for form in verb_forms(word):
            found.setdefault(form.text, set()).add(form.mood)
        return found
    forms = adjective_forms(word) if frame.kind is Kind.ADJECTIVE else noun_forms(word)
    return {form: set() for form in forms}


def _rest(words: Sequence[str]) -> tuple[tuple[frozenset[str], int], ...]:
    rest: list[tuple[frozenset[str], int]] = []
    gap = SHORT_GAP
    for word in words:
        if word == GAP:
            gap = LONG_GAP
            continue
        rest.append((frozenset(word.split("/")), gap))
        gap = 0 if gap == SHORT_GAP else 1
    return tuple(rest)


def find_cues(doc: Doc, own: Path | None = None) -> list[Cue]:
    """Return the cues of the text, in order, none inside another's words."""
    patterns = index(own)
    rules = grammar()
    words = normal_words(doc)
    met = []
    for i, word in enumerate(words):
        for pattern in patterns.get(word, ()):
            cue = _match(doc, words, i, pattern, rules)
            if cue is not None:
                met.append(cue)
    return _disjoint(met)


def _disjoint(met: list[Cue]) -> list[Cue]:
    """Keep the longest, then the tightest, of cues that share words; of equals the first."""
    taken: dict[tuple[bool, int], tuple[int, ...]] = {}
    kept = []
    for cue in sorted(met, key=lambda c: (-len(c.tokens), c.tokens[-1] - c.tokens[0])):
        event = cue.frame.role is Role.ACCUSATION  # answers hold accusations in their words
        holders = {taken[event, i] for i in cue.tokens if (event, i) in taken}
        if holders and holders != {cue.tokens}:
            continue
        kept.append(cue)
        taken.update({(event, i): cue.tokens for i in cue.tokens})
    return sorted(kept, key=lambda c: c.tokens[0])


def _match(doc: Doc, words: list[str], i: int, pattern: Pattern, rules: Grammar) -> Cue | None:
    tokens = [i]
    position = i + 1
    limit = sentence_end(doc[i]) if pattern.rest else position
    for forms, gap in pattern.rest:
        stop = min(position + gap + 1, limit)
        hit = next((j for j in range(position, stop) if words[j] in forms), None)
        if hit is None:
            return None
        if not rules["negation.prefixed"].isdisjoint(words[position:hit]):
            return None  # *plaide non coupable*
        tokens.append(hit)
        position = hit + 1
    if pattern.frame.bare_noun and words[position - 2] in rules["determiners.definite"]:
        return None
    mood = _mood(doc, words, i, pattern, rules)
    if not _plausible(doc, words, i, pattern, mood, rules) and not (
        pattern.rest and mood in FINITE_ORDER and _is_locution(doc, words, i, tokens[-1], rules)
    ):
        return None
    return Cue(pattern.frame, doc[i], tuple(tokens), mood)


def _mood(doc: Doc, words: list[str], i: int, pattern: Pattern, rules: Grammar) -> Mood | None:
    """Return what the form is here: *dit* behind an auxiliary is a participle, else finite."""
    moods = pattern.moods
    if len(moods) < 2:  # noqa: PLR2004 - nothing to choose
        return next(iter(moods), None)
    if Mood.PARTICIPLE in moods:
        if _behind_auxiliary(doc, words, i, rules):
            return Mood.PARTICIPLE
        finite = _object_follows(doc, words, i, rules) or _holds_object(words, i, pattern, rules)
        if _is_participle(doc[i]) and not finite:
            return Mood.PARTICIPLE
        if doc[i].pos_ not in {"VERB", "AUX"} and not _is_finite(doc, words, i, rules):
            return Mood.PARTICIPLE
    return next((m for m in FINITE_ORDER if m in moods), min(moods))


# of moods that share a form, the one to assume
FINITE_ORDER = (Mood.INDICATIVE, Mood.FUTURE, Mood.CONDITIONAL, Mood.SUBJUNCTIVE)


def _holds_object(words: list[str], i: int, pattern: Pattern, rules: Grammar) -> bool:
    """*fait grief*: a locution whose noun follows at once has its object already."""
    if not pattern.rest or i + 1 >= len(words) or words[i + 1] in rules.prepositions:
        return False
    return words[i + 1] in pattern.rest[0][0]


def _is_participle(token: Token) -> bool:
    return has_feature(token, "VerbForm", "Part")


def _behind_auxiliary(doc: Doc, words: list[str], i: int, rules: Grammar) -> bool:
    j = i - 1
    while j >= sentence_start(doc[i]) and i - j <= SHORT_GAP + 1:
        if words[j] in rules.auxiliaries:
            return True
        if doc[j].pos_ not in {"ADV", "PRON"} and words[j] not in rules["negation.second"]:
            return False
        j -= 1
    return False


def _plausible(
    doc: Doc, words: list[str], i: int, pattern: Pattern, mood: Mood | None, rules: Grammar
) -> bool:
    frame = pattern.frame
    after = i + 1
    while after < len(words) and doc[after].pos_ == "ADV":
        after += 1
    if frame.not_with and after < len(words) and words[after] in frame.not_with:
        return False
    if frame.kind is Kind.VERB:
        if _is_in_name(doc, i):
            return False
        if pattern.clitics and not _has_clitics(doc, words, i, pattern.clitics, rules):
            return False
        return _is_verb(doc, words, i, mood, rules)
    if frame.kind is Kind.NOUN:
        return _is_noun(doc, words, i, rules)
    return not (i > 0 and _object_follows(doc, words, i, rules) and _only_verb(doc, i))


def _is_in_name(doc: Doc, i: int) -> bool:
    """Whether a capital behind another word of the sentence makes a form a name."""
    if i == 0 or not doc[i].text.istitle() or doc[i].is_sent_start:
        return False
    return bool(doc[i - 1].is_alpha)


def _is_locution(doc: Doc, words: list[str], i: int, last: int, rules: Grammar) -> bool:
    """*Elle se plaint et pointe du doigt son club*: coordinated, with its object behind it."""
    joined = i > 0 and doc[i - 1].pos_ in {"CCONJ", "PUNCT"}
    return joined and doc[i].pos_ == "NOUN" and _object_follows(doc, words, last, rules)


def _has_clitics(
    doc: Doc, words: list[str], i: int, clitics: tuple[str, ...], rules: Grammar
) -> bool:
    """Whether the clitics stand in the verb's own group, not somewhere before it."""
    before = words[max(0, i - CLITIC_REACH) : i]
    for j in range(i - 1, max(0, i - CLITIC_REACH) - 1, -1):
        if not _in_group(doc, words, j, rules):
            before = words[j + 1 : i]
            break
    reflexive = {"se": ("se", "s'", "me", "m'", "nous", "vous", "te", "t'")}
    reflexive["s'"] = reflexive["se"]
    return all(any(form in before for form in reflexive.get(c, (c,))) for c in clitics)


def _in_group(doc: Doc, words: list[str], j: int, rules: Grammar) -> bool:
    word = words[j]
    if word in rules.auxiliaries or word in rules["negation.second"] or word.startswith("-"):
        return True
    classes = ("object", "dative", "either", "reflexive", "other")
    return doc[j].pos_ == "ADV" or any(word in rules[f"clitics.{name}"] for name in classes)


def _is_verb(doc: Doc, words: list[str], i: int, mood: Mood | None, rules: Grammar) -> bool:
    previous = words[i - 1] if i else ""
    if mood in {Mood.INFINITIVE, Mood.GERUND}:
        return doc[i].pos_ in {"VERB", "AUX"} or previous not in rules["determiners.any"]
    if mood is Mood.PARTICIPLE:
        return previous not in rules["determiners.any"] or previous in rules["clitics.either"]
    return _is_finite(doc, words, i, rules)


def _is_finite(doc: Doc, words: list[str], i: int, rules: Grammar) -> bool:
    token = doc[i]
    previous = words[i - 1] if i else ""
    if token.pos_ in {"VERB", "AUX"}:
        return True
    if previous in rules["clitics.object"]:  # « l'accuse » or « la critique »
        return doc[i - 1].pos_ == "PRON"
    subject = previous in rules["subjects.pronouns"] or previous in rules["subjects.relative"]
    if subject or _behind_dative(doc, words, i, rules):  # « qui critique », « lui reproche »
        return True
    barred = previous in rules["determiners.any"] or previous in rules.prepositions
    if barred or (i and doc[i - 1].pos_ in {"DET", "NUM", "ADP"}):
        return False
    if words[i] not in rules["homographs.forms"]:
        return True
    return _object_follows(doc, words, i, rules) or _only_verb(doc, i)


def _behind_dative(doc: Doc, words: list[str], i: int, rules: Grammar) -> bool:
    """*lui reproche*, *leur reproche leur silence*; *leur reproche* may be a noun."""
    previous = words[i - 1] if i else ""
    if previous not in rules["clitics.dative"]:
        return False
    return previous not in rules["determiners.any"] or _object_follows(doc, words, i, rules)


FINITE = ("Fin",)


def _only_verb(doc: Doc, i: int) -> bool:
    """A sentence needs a verb: where no other word is one, the cue is."""
    read = scan(doc)
    following = read.pos[i + 1] if i + 1 < len(read) else ""
    return following in {"ADP", "DET", "PRON", "SCONJ", "ADJ", "PROPN"} and not any(
        read.pos[j] in {"VERB", "AUX"} and read.features[j].get("VerbForm", FINITE) == FINITE
        for j in range(read.sentence_start(i), read.sentence_end(i))
    )


def _object_follows(doc: Doc, words: list[str], i: int, rules: Grammar) -> bool:
    """A word tagged as no verb is one when a noun phrase without preposition follows it."""
    j = i + 1
    while j < len(doc) and doc[j].pos_ == "ADV":
        j += 1
    if j < len(doc) and words[j] in rules["quotes.open"]:  # *juge « indigent » le plan*
        near = range(j + 1, min(len(doc), j + MAX_QUOTED))
        j = next((k for k in near if words[k] in rules["quotes.close"]), j) + 1
    if j >= len(doc):
        return False
    if words[j].startswith("-"):
        return True
    if doc[j].pos_ == "PROPN" or doc[j].text[0].isupper():
        return True
    if has_feature(doc[j], "VerbForm", "Inf"):
        return True
    return doc[j].pos_ == "DET" and words[j] not in rules.prepositions


def _is_noun(doc: Doc, words: list[str], i: int, rules: Grammar) -> bool:
    token = doc[i]
    previous = words[i - 1] if i else ""
    if _behind_dative(doc, words, i, rules):
        return False
    if token.pos_ in NOUN_TAGS:
        return True
    if previous in rules["subjects.pronouns"] or previous in rules["clitics.reflexive"]:
        return False
    return previous in rules["determiners.any"] or (
        i > 0 and doc[i - 1].pos_ in {"DET", "ADJ", "NUM"}
    )
