"""Parsed Docs as bytes, so that a changed rule or lexicon never parses again.

The layout is that of spaCy's DocBin (one row of attributes a token, strings beside), compressed
with zstd.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import srsly
import zstandard
from spacy.attrs import intify_attr
from spacy.tokens import Doc

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from spacy.vocab import Vocab

ATTRIBUTES = (
    "ORTH",
    "SPACY",
    "LEMMA",
    "POS",
    "TAG",
    "MORPH",
    "HEAD",
    "DEP",
    "SENT_START",
    "ENT_IOB",
    "ENT_TYPE",
)
_IDS = [intify_attr(name) for name in ATTRIBUTES]
_STRINGS = ("ORTH", "LEMMA", "POS", "TAG", "MORPH", "DEP", "ENT_TYPE")
_LEVEL = 3


def pack(docs: Sequence[Doc]) -> bytes:
    """Return Docs as bytes. Custom attributes are left out: they are computed anew."""
    arrays = [doc.to_array(_IDS).astype(np.uint64).reshape(len(doc), len(_IDS)) for doc in docs]
    strings: set[str] = set()
    columns = [ATTRIBUTES.index(name) for name in _STRINGS]
    for doc, array in zip(docs, arrays, strict=True):
        known = doc.vocab.strings
        strings.update(known[int(key)] for key in np.unique(array[:, columns]) if key)
    message = {
        "lengths": [len(doc) for doc in docs],
        # One column after the other: equal things stand together and compress twice as well.
        "tokens": [np.ascontiguousarray(array.T).tobytes() for array in arrays],
        "strings": sorted(strings),
    }
    return zstandard.ZstdCompressor(level=_LEVEL).compress(srsly.msgpack_dumps(message))


def unpack(
    data: bytes, vocab: Vocab, wanted: Container[int] | None = None
) -> Iterator[tuple[int, Doc]]:
    """Yield the Docs of a pack with their ranks, in order: all, or those of the ranks wanted."""
    message = srsly.msgpack_loads(zstandard.ZstdDecompressor().decompress(data))
    for string in message["strings"]:
        vocab.strings.add(string)
    orth, space = ATTRIBUTES.index("ORTH"), ATTRIBUTES.index("SPACY")
    rest = [i for i in range(len(_IDS)) if i not in {orth, space}]
    packed = zip(message["lengths"], message["tokens"], strict=True)
    for rank, (length, blob) in enumerate(packed):
        if wanted is not None and rank not in wanted:
            continue
        array = np.frombuffer(blob, dtype=np.uint64).reshape(len(_IDS), length).T
        words = [vocab.strings[int(key)] for key in array[:, orth]]
        doc = Doc(vocab, words=words, spaces=array[:, space].astype(bool).tolist())
        values: Any = np.ascontiguousarray(array[:, rest])
        yield rank, doc.from_array([_IDS[i] for i in rest], values)
