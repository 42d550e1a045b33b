"""Places where words are evidently missing. They are located and counted, never filled.

Extraction that loses the text of links leaves half sentences. Without a parse, three things betray
them: a sentence that begins in lower case, two neighbours that French never puts side by side
(`impossible_pairs.csv`; a vowel that should have been elided), and a function word before a mark
that should have had its complement.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple, cast

from pipeline import lexicon
from pipeline.clean.neighbours import Clash, clashes
from pipeline.clean.words import abbreviations, elided, endings, function_words
from pipeline.records import RepairKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from pipeline.clean.draft import Draft, Mark
    from pipeline.clean.words import FunctionWord

VOWELS = frozenset("aàâeéèêëiîïoôuùûœæ")
SILENT = VOWELS | {"h", "y"}
MARKS = ",.;:!?)"
WORD_END = re.compile(r"[-'.,;:!?)»]")
APOSTROPHE = re.compile(r"'(?= ?[.,;:!?)»]| [^\W\d_])")
LAST_LETTERS = re.compile(r"(?<![\w'])([^\W\d_]+)$")
CERTAIN = 0.9
PROBABLE = 0.6
EMPTY = re.compile(r"« ?(?=[,;»])|\( ?\)|“ ?”")
# A sentence that ends and one that begins in lower case.
HEADLESS = re.compile(r"[.…] (?:[–—] )?(?=[^\W\d_A-ZÀ-Ý])")
BRACKET = re.compile(r" [(»]")
# What needs a noun after it.
GOVERNING = frozenset(
    {
        *("article", "plural_article", "contraction", "determiner", "indefinite", "mine"),
        *("de", "to", "en", "preposition", "loose_preposition", "coordinator"),
    }
)
# A number that lost one of its sides: `de,2 millions`, `38,% des`; a dash before a comma.
BROKEN = re.compile(r",(?:(?<=[^\W\d_],)(?=\d+ (?:[^\W\d_]{2,}|%))|(?<=\d,)(?= ?%))|[–—] ?(?=,)")
LOWER_WORD = re.compile(r"[^\W\d_][\w'-]*")
LAST_WORD = re.compile(r"([^\W_]+)(?: ?[»”)])?$")
LINE = re.compile(r"[^\n]+")
SENTENCE_INSIDE = re.compile(r"\w[.!?…] ?[»”]? [A-ZÀ-Ý«“]")
SENTENCE_MARKS = frozenset(".!?")
LIST_MARKS = frozenset(",;:")
REACH = 40
YEAR_DIGITS = 4
MAX_UNIT = 2  # letters of what may be a unit or a title before a point
MAX_ELIDED = 8


class Left(NamedTuple):
    """What a function word forbids to its right.

    Attributes:
        rights: Tokens that cannot follow it.
        elides: Whether it loses its vowel before another.
    """

    rights: frozenset[str]
    elides: bool


@cache
def _lefts() -> Mapping[str, Left]:
    """Return the rules by word, in lower case and with a capital."""
    words = function_words()
    by_kind: dict[str, list[str]] = {}
    for form, word in words.items():
        by_kind.setdefault(word.kind, []).append(form)
    rights: dict[str, set[str]] = {}
    rows = lexicon.read_csv(
        "impossible_pairs.csv", ("left", "right", "where", "example", "origin"), ("left", "right")
    )
    for row in rows:
        if row["where"]:
            continue
        forms = by_kind.get(row["right"], [row["right"]])
        tokens = rights.setdefault(row["left"], set())
        tokens.update(form + mark for form in forms for mark in ("", *MARKS))
        tokens.update(form[:-1] + "'" for form in forms if form in words and words[form].elides)
    rules: dict[str, Left] = {}
    for form, word in words.items():
        rule = Left(frozenset(rights.get(word.kind, ())), word.elides)
        if rule.rights or rule.elides:
            rules |= dict.fromkeys(_variants(form, word), rule)
    return rules


def _variants(form: str, word: FunctionWord) -> Iterator[str]:
    yield form
    if word.kind != "finite":  # `A` is the unaccented preposition
        yield form.capitalize()
    if word.kind == "subject" and form[0] in VOWELS:
        for head in _elision()["before_subject"]:
            yield from (f"{head}'{form}", f"{head.capitalize()}'{form}")


@cache
def _stranded() -> frozenset[str]:
    """Return the tokens that leave a function word without what it needs."""
    tokens: set[str] = set()
    for form, word in function_words().items():
        marks = {"": MARKS, "comma": ".", "any": ""}[word.alone]
        forms = (form, *(f"{head}'{form}" for head in _elision()["before_to"] if word.kind == "to"))
        tokens.update(one + mark for one in forms for mark in marks)
    return frozenset(tokens)


@cache
def _elision() -> Mapping[str, list[str]]:
    """Return which elided words stand before others, by those."""
    return cast("Mapping[str, list[str]]", lexicon.read_toml("forms.toml")["elision"])


@cache
def _watched() -> frozenset[str]:
    return _stranded() | _lefts().keys()


@cache
def _unelided() -> frozenset[str]:
    rows = lexicon.read_csv("no_elision.csv", ("word", "origin"), ("word",))
    return frozenset(row["word"] for row in rows)


def gaps(draft: Draft, fused: Collection[int] = ()) -> list[Mark]:
    """Return a mark for each place of the draft where words are evidently missing.

    Args:
        draft: Parted where words stuck together.
        fused: The raw offsets where they did.
    """
    text = draft.text
    places = sorted(
        {
            *_between_tokens(text),
            *_headless(text),
            *_emptied(text),
            *_before_brackets(text),
            *_at_paragraph_edges(text),
            *_between_readings(draft, fused),
        }
    )
    return [draft.mark(RepairKind.GAP, place, place, certainty) for place, certainty in places]


def _between_tokens(text: str) -> Iterator[tuple[int, float]]:
    tokens = text.replace("\n", " ").split(" ")
    tokens += ("", "")
    lefts, watched = _lefts(), _watched()
    found: list[tuple[int, int]] = []
    for rank in [rank for rank, token in enumerate(tokens) if token in watched]:
        token, right = tokens[rank], tokens[rank + 1]
        rule = lefts.get(token)
        if rule is None:
            found.append((rank, len(token) - 1))
        elif (right in rule.rights or "'" in right or right[:1] in VOWELS) and _clash(
            rule, right, tokens[rank + 2]
        ):
            found.append((rank, len(token)))
    if found:
        ends = list(accumulate(len(token) + 1 for token in tokens))
        for rank, offset in found:
            yield ends[rank] - len(tokens[rank]) - 1 + offset, CERTAIN


def _between_readings(draft: Draft, fused: Collection[int]) -> Iterator[tuple[int, float]]:
    ends = draft.alignment.ends
    for place, clash in clashes(draft.text):
        if clash is Clash.ANYWHERE:
            yield place, CERTAIN
        elif ends[place - 1] in fused:
            yield place, PROBABLE


def _clash(rule: Left, right: str, after: str) -> bool:
    """Whether two neighbours cannot stand together, but for the particle of a surname."""
    head, apostrophe, rest = right.partition("'")
    core = head + apostrophe
    if core in rule.rights:
        words = function_words()
        particle = (words[core].kind if core in words else elided().get(core)) == "de"
        return not (particle and (rest or after)[:1].isupper())
    return rule.elides and right[:1] in VOWELS and _is_unelided(right)


def _is_unelided(right: str) -> bool:
    """Whether a word that begins with a vowel should have elided the one before it."""
    core = WORD_END.split(right, maxsplit=1)[0]
    return (
        core.islower() and (len(core) > 1 or core in function_words()) and core not in _unelided()
    )


def _headless(text: str) -> Iterator[tuple[int, float]]:
    for match in HEADLESS.finditer(text):
        end = match.end()
        word = LOWER_WORD.match(text, end)
        if word is None or not word[0].partition("'")[0].islower():
            continue
        before = LAST_WORD.search(text[max(0, match.start() - REACH) : match.start()])
        if match[0][0] == "…":
            yield end, PROBABLE
        elif before and _ends_sentence(before[1]):
            yield end, CERTAIN


def _ends_sentence(word: str) -> bool:
    if word.isdigit():
        return len(word) == YEAR_DIGITS
    return len(word) > MAX_UNIT and word not in abbreviations()


def _at_paragraph_edges(text: str) -> Iterator[tuple[int, float]]:
    """Yield where a paragraph of sentences begins or ends as none does.

    Items of a list may: their neighbours end in a comma, a semicolon or a colon.
    """
    before = ""
    for match in LINE.finditer(text):
        line = match[0]
        if SENTENCE_INSIDE.search(line) or line[-1] in SENTENCE_MARKS:
            word = LOWER_WORD.match(line)
            if word and word[0].partition("'")[0].islower() and before not in LIST_MARKS:
                yield match.start(), PROBABLE
            if line[-1].isalpha() and SENTENCE_INSIDE.search(line):
                yield match.end(), PROBABLE
        before = line[-1]


def _before_brackets(text: str) -> Iterator[tuple[int, float]]:
    """Yield where a determiner or a preposition stands before a remark or ends a quotation."""
    for match in BRACKET.finditer(text):
        end = match.start()
        word = function_words().get(text[text.rfind(" ", 0, end) + 1 : end].lower())
        if word is not None and word.kind in GOVERNING and word.alone != "any":
            yield end, CERTAIN
    for match in BROKEN.finditer(text):
        yield match.start(), CERTAIN


def _emptied(text: str) -> Iterator[tuple[int, float]]:
    for match in EMPTY.finditer(text):
        yield match.start() + 1, CERTAIN
    for match in APOSTROPHE.finditer(text):
        found = LAST_LETTERS.search(text[max(0, match.start() - MAX_ELIDED) : match.start()])
        head = found[1].lower() if found else ""
        if head not in endings("clitic") and f"{head}'" not in elided():
            continue
        following = text[match.end() + 1 : match.end() + 2]
        if not following.isalpha() or following.lower() not in SILENT:
            yield match.end(), CERTAIN
