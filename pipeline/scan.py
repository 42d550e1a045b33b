"""A parsed Doc read once, as plain lists: spaCy's attributes are slow and the rules read many.

`token.sent` costs as much as 80 look-ups in a list, `token.morph.get` 20, `token.pos_` two.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from functools import cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from collections.abc import Set as AbstractSet

    from spacy.strings import StringStore
    from spacy.tokens import Doc, Token

Made = TypeVar("Made")

APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'"})
_COLUMNS: list[int | str] = ["ORTH", "LEMMA", "POS", "DEP", "MORPH", "HEAD", "SENT_START", "SPACY"]
_KEY = "griefs_scan"
_NOTHING: Mapping[str, tuple[str, ...]] = {}


class Scan:
    """The tokens of a Doc, each list by token index. It holds no reference to the Doc.

    Attributes:
        texts: As written.
        lower: In lower case.
        words: As the lexicons write them: lower case, straight apostrophes.
        folded: As `fold` makes them: without case and accents.
        pos: Coarse parts of speech (`VERB`).
        deps: Labels of the dependencies (`nsubj`).
        features: What the tagger says of the form, values by name: `{"VerbForm": ("Fin",)}`.
        heads: Index of the head; a root is its own.
        sentences: Rank of the sentence.
        starts: Index of the first token of each sentence, by rank.
        spaced: Whether white space follows.
    """

    def __init__(self, doc: Doc) -> None:
        store = doc.vocab.strings
        table = doc.to_array(_COLUMNS).reshape(len(doc), len(_COLUMNS))
        orth, lemma, pos, dep, morph, head, sent_start, spacy = table.T
        forms = _forms(store, orth.tolist())
        self.texts = [form[0] for form in forms]
        self.lower = [form[1] for form in forms]
        self.words = [form[2] for form in forms]
        self.folded = [form[3] for form in forms]
        self.pos = _labels(store, pos, str)
        self.deps = _labels(store, dep, str)
        self.features = _labels(store, morph, _features)
        self.heads: list[int] = (head.astype("int64") + np.arange(len(doc))).tolist()
        first = sent_start == 1
        first[:1] = True
        self.sentences: list[int] = (np.cumsum(first) - 1).tolist()
        self.starts: list[int] = np.flatnonzero(first).tolist()
        self.spaced: list[bool] = (spacy == 1).tolist()
        self._lemma = (store, lemma)

    def __len__(self) -> int:
        return len(self.texts)

    @cached_property
    def lemmas(self) -> list[str]:
        """Lemmas, read when they are first asked for."""
        return _labels(*self._lemma, str)

    @cached_property
    def text(self) -> str:
        """The text; `doc.text` puts it together anew, and slower, at each access."""
        pairs = zip(self.texts, self.spaced, strict=True)
        return "".join([f"{text} " if spaced else text for text, spaced in pairs])

    def between(self, start: int, end: int) -> str:
        """Return the text of one or more tokens, without the white space behind the last."""
        pairs = zip(self.texts[start : end - 1], self.spaced[start : end - 1], strict=True)
        before = "".join([f"{text} " if spaced else text for text, spaced in pairs])
        return before + self.texts[end - 1]

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for i, word in enumerate(self.lower):
            found[word].append(i)
        return dict(found)

    def where(self, forms: AbstractSet[str]) -> list[int]:
        """Return the indices of the tokens that are one of some forms in lower case, in order.

        A text has few different words and a lexicon has many, most of them not in this text.
        """
        places = self._places
        return sorted(chain.from_iterable(places[form] for form in places.keys() & forms))

    def children(self, i: int) -> list[int]:
        """Return the indices of those whose head the token is, in order."""
        below, firsts = self._below
        return below[firsts[i] : firsts[i + 1]]

    @cached_property
    def _below(self) -> tuple[list[int], list[int]]:
        """All tokens that have a head, sorted by it, and where those of each head begin."""
        heads, all_tokens = np.array(self.heads, dtype="int64"), np.arange(len(self))
        below = np.flatnonzero(heads != all_tokens)
        below = below[np.argsort(heads[below], kind="stable")]
        firsts = np.searchsorted(heads[below], np.arange(len(self) + 1))
        return below.tolist(), firsts.tolist()

    def sentence_start(self, i: int) -> int:
        """Return the index of the first token of the token's sentence."""
        return self.starts[self.sentences[i]]

    def sentence_end(self, i: int) -> int:
        """Return the index behind the last token of the token's sentence."""
        after = self.sentences[i] + 1
        return self.starts[after] if after < len(self.starts) else len(self.texts)


def scan(doc: Doc) -> Scan:
    """Return the reading of a parsed Doc; it is made at the first call and kept with the Doc.

    Words and parse must not change afterwards: the reading would not follow. Entities and custom
    attributes may.
    """
    found: Scan | None = doc.user_data.get(_KEY)
    if found is None:
        found = doc.user_data[_KEY] = Scan(doc)
    return found


def fold(word: str) -> str:
    """Return a word without case and accents, its apostrophes straight."""
    plain = word.casefold().replace("’", "'")
    if plain.isascii():
        return plain
    letters = unicodedata.normalize("NFD", plain)
    return "".join(c for c in letters if not unicodedata.combining(c))


def _forms(store: StringStore, keys: list[int]) -> list[tuple[str, str, str, str]]:
    """Return each word as written, in lower case, as the lexicons write it, and folded."""
    missing = set(keys).difference(_FORMS)
    if len(_FORMS) + len(missing) > _KEPT:
        _FORMS.clear()
        missing = set(keys)
    for key in missing:
        text = store[key]
        lower = text.lower()
        _FORMS[key] = text, lower, lower.translate(APOSTROPHES), fold(text)
    return [_FORMS[key] for key in keys]


# By the hash of the word, which is the same in every vocabulary: the strings of a vocabulary lie
# far apart in memory, and most words come again.
_FORMS: dict[int, tuple[str, str, str, str]] = {}
_KEPT = 1 << 16


def _labels(store: StringStore, column: np.ndarray, make: Callable[[str], Made]) -> list[Made]:
    """Return what is made of the strings of a column, each looked up once."""
    keys: list[int] = column.tolist()
    known = {key: make(store[key]) for key in set(keys)}
    return [known[key] for key in keys]


def sentence_start(token: Token) -> int:
    """Return the index of the first token of the token's sentence."""
    return scan(token.doc).sentence_start(token.i)


def sentence_end(token: Token) -> int:
    """Return the index behind the last token of the token's sentence."""
    return scan(token.doc).sentence_end(token.i)


def features_of(token: Token) -> Mapping[str, tuple[str, ...]]:
    """Return what the tagger says of a form, values by name."""
    return scan(token.doc).features[token.i]


def has_feature(token: Token, name: str, value: str) -> bool:
    """Tell whether the tagger gives a form a feature (`VerbForm`, `Fin`)."""
    return value in features_of(token).get(name, ())


@lru_cache(maxsize=4096)
def _features(written: str) -> Mapping[str, tuple[str, ...]]:
    """Return features from what the tagger writes (`Gender=Masc|Number=Sing`)."""
    pairs = (pair.partition("=") for pair in written.split("|") if "=" in pair)
    return {name: tuple(values.split(",")) for name, _, values in pairs} or _NOTHING
