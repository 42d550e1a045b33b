"""Web pages: main text and metadata by trafilatura, lines of the site left out."""

from __future__ import annotations

import logging
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from pipeline.ingest import dates
from pipeline.ingest.drafts import Draft, Refused
from pipeline.ingest.exports import holds_boilerplate, is_boilerplate
from pipeline.ingest.markup import check_nesting, composed, page, paragraphs
from pipeline.records import RejectReason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trafilatura.settings import Extractor

    from pipeline.ingest.drafts import Options
    from pipeline.ingest.sources import Source

# What they find wrong with a page is told in `rejected`.
for _name in ("trafilatura", "htmldate", "courlan", "justext"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)

_LONGEST_STAMP = 150  # characters
_LARGE = 4_000_000  # characters


def read(source: Source, options: Options) -> Iterator[Draft | Refused]:
    """Yield the one article of a page."""
    del options
    decoded = source.decoded()
    yield article(decoded.text, encoding=decoded.encoding)


def article(
    text: str, *, encoding: str, url: str | None = None, position: int | None = None
) -> Draft | Refused:
    """Return the article of a page's source text.

    Raises:
        UnreadableError: It is nested too deep, or there is nothing in it.
    """
    import trafilatura  # half a second that other formats save

    options = _options()
    options.url = options.source = url
    # A Document, as a dictionary is not asked for.
    # A text costs less than a tree, which would be copied; but of a large one nothing is read.
    check_nesting(text)
    source = text.replace("\0", "") if len(text) < _LARGE else page(text)
    found: Any = trafilatura.bare_extraction(source, options=options)
    body = [] if found is None or found.body is None else paragraphs(found.body)
    body = [part for part in body if not _of_the_site(part)]
    if found is None or not body:
        return Refused(RejectReason.NO_TEXT, "no article found in the page", position)
    return Draft(
        text=composed(found.title, body),
        position=position,
        title=found.title,
        outlet=found.sitename or found.hostname,
        author=found.author,
        published=found.date,
        date=dates.iso(found.date),
        url=found.url or url,
        encoding=encoding,
    )


def _of_the_site(paragraph: str) -> bool:
    """Tell whether a paragraph is the site's: a link to more, an advertisement, a time stamp."""
    if is_boilerplate(paragraph, "web", "web_lines"):
        return True
    return len(paragraph) <= _LONGEST_STAMP and holds_boilerplate(paragraph, "web_stamps")


@cache
def _options() -> Extractor:
    """Return the settings of trafilatura, made once: a page would pay a hundredth of its time."""
    from trafilatura.settings import Extractor

    return Extractor(
        # The tree of the body is all we take: this format alone makes no text of it as well.
        output_format="txt",
        comments=False,
        with_metadata=True,
        # The date in the page's own description of itself; a date met in the text may be any.
        date_params=cast("dict[str, str]", {"original_date": True, "extensive_search": False}),
    )
