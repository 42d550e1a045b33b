"""Reads a text with the whole pipeline, for tests of what it found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.alignment import Alignment
from pipeline.records import Article, Block, BlockKind, CleanArticle

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


def read(nlp: Language, text: str) -> Doc:
    """Return the Doc of one paragraph."""
    article = Article(document_id="x", text=text, source_path="x", source_format="text")
    doc = nlp.make_doc(text)
    block = Block(0, len(text), BlockKind.PARAGRAPH)
    doc._.article = CleanArticle(article, text, Alignment.identity(len(text)), (block,))
    return nlp(doc)


def stands_for(doc: Doc, text: str) -> list[str | None]:
    """Return the names of the actors that the mentions with this text stand for, in order."""
    return [
        None if m.actor is None else doc._.actors[m.actor].name
        for m in doc._.mentions
        if m.span.text == text
    ]
