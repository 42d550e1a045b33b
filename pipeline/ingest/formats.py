"""The formats by name; a reader's module is imported when the first file needs it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.ingest.drafts import Draft, Options, Reader, Refused
    from pipeline.ingest.sources import Source


@dataclass(frozen=True, slots=True)
class Format:
    """A format and where its reader stands.

    Attributes:
        module: Below `pipeline.ingest`; its function `read` is the reader.
        says: One line for the user.
    """

    module: str
    says: str

    def read(self, source: Source, options: Options) -> Iterator[Draft | Refused]:
        """Yield what is in a source."""
        reader = cast("Reader", import_module(f"pipeline.ingest.{self.module}").read)
        return reader(source, options)


FORMATS: Mapping[str, Format] = {
    "text": Format("text", "plain text, one article a file"),
    "web": Format("webpage", "a web page"),
    "jsonl": Format("jsonlines", "one JSON object a line"),
    "json": Format("jsondocument", "one JSON document: an array of objects, or one object"),
    "csv": Format("table", "a table of comma, semicolon or tab separated values"),
    "parquet": Format("parquet", "a Parquet table"),
    "trafilatura": Format("known_layout", "records of trafilatura"),
    "minet": Format("known_layout", "records of minet extract"),
    "newspaper": Format("known_layout", "records of newspaper"),
    "fundus": Format("known_layout", "records of fundus"),
    "mediacloud": Format("known_layout", "records of Media Cloud"),
    "gargantext": Format("known_layout", "tables of GarganText"),
    "cortext": Format("known_layout", "tables of CorText"),
    "europresse": Format("europresse", "HTML export of Europresse, all generations"),
    "factiva": Format("factiva", "HTML or RTF export of Factiva"),
    "nexis": Format("nexis", "HTML, DOCX or RTF export of LexisNexis and Nexis Uni"),
    "warc": Format("webarchive", "web archive"),
    "feed": Format("feed", "RSS or Atom feed"),
    "iramuteq": Format("iramuteq", "corpus of IRaMuTeQ or Alceste"),
    "txm": Format("txm", "XML corpus of TXM"),
    "tei": Format("tei", "TEI document or corpus"),
}
