"""What leaves the pipeline: every table, column and meaning, declared once.

Text is Unicode. Offsets count code points, end exclusive: `start`/`end` point into the clean text,
`raw_start`/`raw_end` into the raw text of the article. An absent value is null, never `""` or 0.
The Arrow schemas, the checks on closed vocabularies, `griefs schema` and the data dictionary of
the documentation are all derived from `TABLES`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from pipeline.errors import UnknownNameError
from pipeline.records import (
    Act,
    ActorKind,
    ActType,
    ChargeKind,
    Commitment,
    Factuality,
    LegalStage,
    MentionForm,
    Polarity,
    RejectReason,
    Response,
    StatementForm,
)

if TYPE_CHECKING:
    import pyarrow as pa


class Type(StrEnum):
    """How a column is stored."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    CATEGORY = "category"
    TEXTS = "list of texts"


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        values: The closed vocabulary of a category.
        nullable: Whether the value may be absent.
        key: True for ids, which repeat much and are stored as a dictionary.
    """

    name: str
    type: Type
    meaning: str
    unit: str = ""
    nullable: bool = False
    values: tuple[str, ...] = ()
    key: bool = False


def _text(name: str, meaning: str, *, null: bool = False) -> Column:
    return Column(name, Type.TEXT, meaning, nullable=null)


def _key(name: str, meaning: str, *, null: bool = False) -> Column:
    return Column(name, Type.TEXT, meaning, nullable=null, key=True)


def _count(name: str, meaning: str, unit: str = "", *, null: bool = False) -> Column:
    return Column(name, Type.INTEGER, meaning, unit, nullable=null)


def _number(name: str, meaning: str, unit: str = "", *, null: bool = False) -> Column:
    return Column(name, Type.NUMBER, meaning, unit, nullable=null)


def _flag(name: str, meaning: str, *, null: bool = False) -> Column:
    return Column(name, Type.BOOLEAN, meaning, nullable=null)


def _category(name: str, values: type[StrEnum], meaning: str, *, null: bool = False) -> Column:
    return Column(name, Type.CATEGORY, meaning, nullable=null, values=tuple(values))


def _offsets(prefix: str, of: str, *, null: bool = False, raw: bool = False) -> tuple[Column, ...]:
    """Return the two offset columns of a stretch of text."""
    text = "raw" if raw else "clean"
    return (
        _count(f"{prefix}start", f"start of {of} in the {text} text", "characters", null=null),
        _count(f"{prefix}end", f"end of {of} in the {text} text", "characters", null=null),
    )


_DOCUMENT = _key("document_id", "row of `documents`")
_SENTENCE = _count("sentence", "rank of the sentence in the document, from 0")

_SENTIMENT_FIGURES = (
    _count("n_opinions", "opinions on the target, one per holder and expression"),
    _count("n_negative", "of these, negative"),
    _count("n_neutral", "of these, neutral"),
    _count("n_positive", "of these, positive"),
    _number("mean_score", "mean score; null where nothing was scored", "−1 to 1", null=True),
    _number("ci_low", "lower end of the 95 % interval, by bootstrap over documents; null under "
            "5 opinions and where they stand in one document", "−1 to 1", null=True),
    _number("ci_high", "upper end of that interval", "−1 to 1", null=True),
)  # fmt: skip

TABLES: dict[str, tuple[Column, ...]] = {
    "documents": (
        _text("document_id", "unique in the run; the file's stem for one-article files"),
        _text("source_path", "file that the article was read from"),
        _key("source_format", "reader that read it"),
        _text("title", "title, as given by the source", null=True),
        _key("outlet", "newspaper, site or agency", null=True),
        _text("author", "byline", null=True),
        _text("published", "date as printed", null=True),
        _text("published_id", "date in the vendor's id", null=True),
        _text("date", "date of publication, ISO 8601", null=True),
        _text("url", "address of the article", null=True),
        _key("language", "language, ISO 639-1; null where the text is too short to tell", null=True),
        _text("text_sha256", "SHA-256 of the raw text, UTF-8"),
        _count("n_characters", "length of the raw text", "characters"),
        _count("n_tokens", "tokens of the clean text"),
        _count("n_sentences", "sentences of the clean text"),
        _text("duplicate_group", "near-duplicates share one; the id of their first document"),
        _count("n_repairs", "places that cleaning mended or marked, gaps left out"),
        _count("n_gaps", "places where words are evidently missing"),
        _flag("partial", "true when the source holds a summary only"),
        _text("encoding", "how the bytes were read and mended", null=True),
    ),
    "rejected": (
        _text("source_path", "file that the item stands in"),
        _text("position", "line, node, member or record in the file", null=True),
        _key("stage", "stage that refused it"),
        _category("reason", RejectReason, "why"),
        _text("detail", "more about it", null=True),
    ),
    "actors": (
        _text("actor_id", "stable slug"),
        _text("name", "the fullest name met"),
        _category("kind", ActorKind, "what can be held responsible"),
        Column("aliases", Type.TEXTS, "forms met, names and descriptions, sorted"),
        _count("n_documents", "documents that mention the actor"),
        _count("n_mentions", "mentions, pronouns included"),
    ),
    "mentions": (
        _text("mention_id", "document, `#m`, rank in the document"),
        _DOCUMENT,
        _key("actor_id", "row of `actors`"),
        _SENTENCE,
        _text("text", "the words, raw"),
        _category("form", MentionForm, "how the mention names its actor"),
        _key("how", "rule that resolved it"),
        _number("confidence", "how sure the resolution is", "0 to 1"),
        *_offsets("", "the mention"),
        *_offsets("raw_", "the mention", raw=True),
    ),
    "statements": (
        _text("statement_id", "document, `#s`, rank in the document"),
        _DOCUMENT,
        _SENTENCE,
        _key("source_id", "actor made to speak; null when nobody is named or resolved", null=True),
        _text("source", "the source as written, raw; null when nobody is named", null=True),
        _text("cue", "the reporting words, raw", null=True),
        _key("cue_lemma", "their lemma", null=True),
        _text("content", "what is said, raw, outer quotation marks left out"),
        _category("form", StatementForm, "how the words are reported"),
        _text("parent_id", "statement that this one is reported in", null=True),
        *_offsets("", "the whole relation"),
        *_offsets("raw_", "the whole relation", raw=True),
        *_offsets("content_", "the content"),
        *_offsets("content_raw_", "the content", raw=True),
    ),
    "opinions": (
        _text("opinion_id", "document, `#o`, rank in the document"),
        _DOCUMENT,
        _SENTENCE,
        _key("holder_id", "actor who holds it; null for `author` and when unsaid", null=True),
        _text("holder", "the actor's name; `author` for the article's own voice", null=True),
        _key("target_id", "actor spoken of"),
        _text("target", "the actor's name"),
        _category("polarity", Polarity, "how the expression speaks of the target"),
        _number("score", "polarity and strength", "−1 to 1"),
        _text("expression", "the words that carry it, raw"),
        _key("rule", "what found it"),
        _text("statement_id", "statement that the opinion stands in", null=True),
        _text("accusation_id", "accusation that the opinion is", null=True),
        *_offsets("", "the expression"),
        *_offsets("raw_", "the expression", raw=True),
    ),
    "accusations": (
        _text("accusation_id", "document, `#a`, rank in the document"),
        _DOCUMENT,
        _SENTENCE,
        _key("accuser_id", "actor who accuses; null for `author` and when unsaid", null=True),
        _text("accuser", "the actor's name; `author` for the article's own voice; null when the "
              "text leaves it unsaid", null=True),
        _key("accused_id", "actor held responsible"),
        _text("accused", "the actor's name"),
        _category("act", Act, "definite wrong, negative judgement, or legal action"),
        _category("act_type", ActType, "the finer act"),
        _text("group_id", "rows that one coordination fanned out into share it"),
        _text("charge", "what the accused is said to have done, raw; null if none", null=True),
        _category("charge_kind", ChargeKind, "sort of wrong; null without a charge", null=True),
        _text("cue", "the words that carry the accusation, raw"),
        _key("cue_lemma", "their lemma"),
        _key("rule", "frame or construction that found it"),
        _category("factuality", Factuality, "whether the text says that the accusation is made"),
        _category("commitment_source", Commitment, "the accuser's commitment to the charge"),
        _category("commitment_author", Commitment, "the article's own commitment to the charge"),
        _key("reported_by_id", "outer source of a reported accusation", null=True),
        _text("reported_by", "its name", null=True),
        _category("legal_stage", LegalStage, "where a legal action stands", null=True),
        _category("response", Response, "how the article says that the accused answers; null when "
                  "it is silent", null=True),
        _text("response_cue", "the words that say so, raw", null=True),
        _count("response_sentence", "rank of the sentence that says so", null=True),
        _key("plover", "PLOVER event and mode", null=True),
        _key("cameo", "CAMEO root code", null=True),
        _number("confidence", "estimated probability that the row is right", "0 to 1", null=True),
        _flag("damaged", "the evidence stands beside a repair or a gap"),
        _flag("checked", "what a person said of the row (`griefs validate`): true where it is "
              "right, false where it is wrong; null where nobody looked", null=True),
        _text("evidence", "the sentence, raw"),
        *_offsets("cue_", "the cue"),
        *_offsets("cue_raw_", "the cue", raw=True),
        *_offsets("charge_", "the charge", null=True),
        *_offsets("charge_raw_", "the charge", null=True, raw=True),
        *_offsets("response_cue_raw_", "the response cue", null=True, raw=True),
        *_offsets("evidence_raw_", "the sentence", raw=True),
    ),
    "actor_sentiment": (
        _key("actor_id", "row of `actors`"),
        _text("name", "the actor's name"),
        _category("kind", ActorKind, "what can be held responsible"),
        _count("n_mentions", "mentions, pronouns included"),
        *_SENTIMENT_FIGURES,
        _number("author_mean", "mean score in the article's own voice", "−1 to 1", null=True),
        _number("others_mean", "mean score in everyone else's voice", "−1 to 1", null=True),
        _count("n_holders", "different holders, the author of articles counted as one"),
        _count("accusations_received", "accusation events against the actor"),
        _count("accusations_made", "accusation events by the actor"),
        _count("responses_denied", "accusations that the actor is said to deny"),
        _number("aggressiveness", "made ÷ (made + received); null when neither", "0 to 1", null=True),
    ),
    "actor_pairs": (
        _key("holder_id", "actor who judges; null for `author` and when unsaid", null=True),
        _text("holder", "the actor's name; `author` for the article's own voice", null=True),
        _key("target_id", "actor judged"),
        _text("target", "the actor's name"),
        *_SENTIMENT_FIGURES,
        _count("n_documents", "documents with such an opinion or accusation"),
        _count("n_accusations", "accusation events of the holder against the target"),
        _count("responses_denied", "of these, denied by the target"),
    ),
}  # fmt: skip


def columns(table: str) -> tuple[Column, ...]:
    """Return the columns of one table.

    Raises:
        UnknownNameError: There is no such table.
    """
    if table not in TABLES:
        raise UnknownNameError("table", table, TABLES)
    return TABLES[table]


def arrow_schema(table: str) -> pa.Schema:
    """Return the Arrow schema of one table: categories and keys are dictionary-encoded."""
    import pyarrow as pa  # noqa: PLC0415  # `griefs schema` answers without it

    dictionary = pa.dictionary(pa.int32(), pa.string())
    plain = {
        Type.TEXT: pa.string(),
        Type.INTEGER: pa.int64(),
        Type.NUMBER: pa.float64(),
        Type.BOOLEAN: pa.bool_(),
        Type.CATEGORY: dictionary,
        Type.TEXTS: pa.list_(pa.string()),
    }
    return pa.schema(
        pa.field(c.name, dictionary if c.key else plain[c.type], nullable=c.nullable)
        for c in columns(table)
    )
