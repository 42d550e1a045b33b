"""Every `._.` attribute, declared once. They hold values, never getters."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc

# name → default; types: see `records`
DOC_ATTRIBUTES: dict[str, Any] = {
    "article": None,  # CleanArticle: the text the Doc was made from, with the way back to raw
    "actors": (),  # tuple[Actor, ...]; Mention.actor and every Party index it
    "mentions": (),  # tuple[Mention, ...] in text order
    "antecedents": (),  # tuple[Link, ...]: what each pronoun stands for, actor or thing
    "cues": (),  # tuple[Cue, ...] of the frame lexicon, in text order
    "quotations": (),  # tuple[Quotation, ...]: stretches between quotation marks, in text order
    "statements": (),  # tuple[Statement, ...] in text order
    "accusations": (),  # tuple[Accusation, ...] in text order
    "opinions": (),  # tuple[Opinion, ...] in text order
}


def register() -> None:
    """Declare the attributes; harmless when they are declared already."""
    for name, default in DOC_ATTRIBUTES.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
