"""The paragraphs of office documents (DOCX, RTF) and of pages, as lines without markup."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from pipeline.ingest import bounds, markup
from pipeline.ingest.drafts import UnreadableError
from pipeline.ingest.encoding import declared_encoding, decode, mend
from pipeline.records import RejectReason

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.ingest.sources import Source

_WORD_TEXT = "word/document.xml"
_WORD_BLOCKS = frozenset({"p", "br", "cr"})
_NO_CHARACTERS = frozenset({"instrtext", "deltext", "drawing", "pict", "fldchar"})
_DEEP_GROUPS = 500  # braces within braces of RTF


def paragraphs_of(source: Source) -> list[str]:
    """Return the paragraphs of a document, the empty ones left out.

    Raises:
        UnreadableError: It is broken, or too large.
    """
    head = source.head().lstrip()
    if head.startswith(b"PK"):
        return _word(source.read())
    if head.startswith(b"{\\rtf"):
        return _rich_text(source.read())
    return markup.paragraphs(markup.page(decode(source.read(), declared_encoding(head)).text))


def _word(data: bytes) -> list[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            member = archive.getinfo(_WORD_TEXT)
            if member.file_size > bounds.FREE_EXPANSION:
                raise UnreadableError(RejectReason.TOO_LARGE, f"{member.file_size} bytes of text")
            tree = markup.document(archive.read(member))
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError) as error:
        raise UnreadableError(RejectReason.MALFORMED, f"no Word document: {error}") from error
    return markup.paragraphs(tree, blocks=_WORD_BLOCKS, unseen=_NO_CHARACTERS)


def _rich_text(data: bytes) -> list[str]:
    from striprtf import striprtf  # RTF only

    to_text: Callable[..., str] = striprtf.rtf_to_text

    text = data.decode("cp1252", "replace")
    if not text.rstrip("\0 \r\n\t").endswith("}"):
        raise UnreadableError(RejectReason.TRUNCATED, "the RTF ends inside a group")
    if _depth(text) > _DEEP_GROUPS:
        raise UnreadableError(RejectReason.TOO_LARGE, "RTF groups nested too deep")
    plain = mend(to_text(text, encoding="cp1252", errors="replace"))[0]
    return [
        line
        for raw in plain.replace("\x0c", "\n").split("\n")
        if (line := markup.tidy(raw.replace("|", " ") if raw.endswith("|") else raw))
    ]


def _depth(text: str) -> int:
    depth = deepest = 0
    for brace in re.findall(r"(?<!\\)[{}]", text):
        depth += 1 if brace == "{" else -1
        deepest = max(deepest, depth)
    return deepest
