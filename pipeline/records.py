"""What flows between the stages: plain frozen values.

`ingest` makes an `Article`, `clean` a `CleanArticle`, the language stages hang mentions, actors,
statements, accusations and opinions on the Doc (see `extensions`), `tables` turns them into rows.
Spans do not survive pickling, so a Doc that carries these never leaves its process.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Span

    from pipeline.alignment import Alignment

# ---------------------------------------------------------------- articles


class RejectReason(StrEnum):
    """Why an input item was not analysed: the closed list of the table `rejected`."""

    EMPTY = "empty"  # nothing readable in it
    UNREADABLE = "unreadable"  # permissions, a directory loop, an input/output error
    UNKNOWN_FORMAT = "unknown_format"
    MALFORMED = "malformed"  # the format is known, this item breaks it
    TRUNCATED = "truncated"  # a compressed or structured file that ends too early
    TOO_LARGE = "too_large"  # beyond the bounds on size, nesting or expansion
    UNSAFE_PATH = "unsafe_path"  # an archive member that points outside
    NO_TEXT = "no_text"  # metadata only
    OTHER_LANGUAGE = "other_language"
    FETCH_ERROR = "fetch_error"  # the crawler that wrote the file failed on this item
    DUPLICATE_ID = "duplicate_id"  # the very same item twice in one input
    CRASHED = "crashed"  # killed its worker, or raised
    TIMED_OUT = "timed_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as ingest read it.

    Attributes:
        document_id: Stable and unique in a run; the file's stem for one-article files.
        text: The raw text: all raw offsets point into it. For a text file the decoded file
            without byte order mark; for a record its text field, untouched; for a format with
            markup the title, a blank line and the paragraphs, joined by ingest.
        position: Line, node or record in the file, from 0; None for one-article files.
        published: The date as printed; `published_id` as in the vendor's id; `date` ISO 8601.
        partial: True when the source gives a summary only (feeds).
        encoding: How the bytes were read, and mended, e.g. `cp1252` or `utf-8+mojibake`.
    """

    document_id: str
    text: str
    source_path: str
    source_format: str
    position: int | None = None
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    published_id: str | None = None
    date: str | None = None
    url: str | None = None
    language: str | None = None
    partial: bool = False
    encoding: str | None = None
    duplicate_group: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """One input item that was not analysed, and why."""

    source_path: str
    stage: str
    reason: RejectReason
    position: str | None = None
    detail: str | None = None


class BlockKind(StrEnum):
    """What a line or paragraph of the clean text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BOILERPLATE = "boilerplate"  # kept in the text, never analysed
    DUPLICATE = "duplicate"  # a paragraph that stands in the text a second time


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of clean text between line breaks; blocks never overlap."""

    start: int
    end: int
    kind: BlockKind


class RepairKind(StrEnum):
    """What extraction broke and cleaning mended or marked."""

    GLUED_SENTENCES = "glued_sentences"
    GLUED_WORDS = "glued_words"
    STRAY_PUNCTUATION = "stray_punctuation"
    STRAY_SPACE = "stray_space"
    GAP = "gap"  # words are evidently missing here; nothing is filled in


@dataclass(frozen=True, slots=True)
class Repair:
    """One mended or marked place.

    Attributes:
        start: Clean offset; `start == end` where there is nothing left to point at.
        certainty: 0 to 1. Only repairs of certainty 1 change the text; the others mark it.
    """

    kind: RepairKind
    start: int
    end: int
    raw_start: int
    raw_end: int
    certainty: float


@dataclass(frozen=True, slots=True)
class CleanArticle:
    """The text the language stages read, and the way back."""

    article: Article
    text: str
    alignment: Alignment
    blocks: tuple[Block, ...]
    repairs: tuple[Repair, ...] = ()


# ---------------------------------------------------------------- who is there


class ActorKind(StrEnum):
    """What can be held responsible."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    GROUP = "group"


class MentionForm(StrEnum):
    """How a mention names its actor."""

    NAME = "name"
    PARTIAL_NAME = "partial_name"
    ACRONYM = "acronym"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor of one document.

    Attributes:
        name: The fullest form met, a proper name where there is one.
        named: False for an actor that only descriptions name (*les riverains*).
        acts: For an actor without a name: whether the text tells what it does.
        gender: `Masc`, `Fem` or None; `number`: `Sing`, `Plur` or None.
    """

    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    named: bool = True
    acts: bool = False
    gender: str | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that refer to an actor.

    Attributes:
        span: A name, a whole noun phrase (with determiner) or a pronoun; `span.root` is its head.
        actor: Index in `doc._.actors`; None when unresolved or ambiguous.
        how: The rule that resolved it (`surname`, `apposition`, `subject_salience`…).
        confidence: 0 to 1.
    """

    span: Span
    form: MentionForm
    actor: int | None
    how: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Link:
    """What a pronoun stands for, be it an actor or a thing.

    Attributes:
        antecedent: The phrase it takes its reference from, or that phrase's head.
        how: The rule that found it.
    """

    pronoun: Span
    antecedent: Span
    how: str
    confidence: float


# ---------------------------------------------------------------- who says what of whom


class Voice(StrEnum):
    """A voice that is no actor."""

    AUTHOR = "author"


# An actor of the document (index in `doc._.actors`), the article's own voice, or unsaid.
Party = int | Voice | None


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks.

    Attributes:
        span: With its marks; `content` without.
        depth: 0 for an outer quotation, 1 for one inside it.
        closed: False where the paragraph ends before the closing mark.
        continues: True where it reopens the quotation of the paragraph before.
    """

    span: Span
    content: Span
    depth: int
    closed: bool
    continues: bool = False


class StatementForm(StrEnum):
    """How words are reported."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    ACCORDING_TO = "according_to"


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution: somebody is made to say something (PARC: source, cue, content).

    Attributes:
        source: Who says it, resolved; `source_span` as written, None when nobody is named.
        cue: None for a quotation that stands alone.
        span: The smallest stretch that holds source, cue and content.
        parent: Index in `doc._.statements` of the statement this one is reported in.
        addressee: The actor spoken to (*vous*), where the text says it.
    """

    source: Party
    source_span: Span | None
    cue: Span | None
    cue_lemma: str | None
    content: Span
    form: StatementForm
    span: Span
    parent: int | None = None
    addressee: int | None = None
    factive: bool = False


class Act(StrEnum):
    """The speech act; the guidelines of the gold define them."""

    ACCUSE = "accuse"
    CRITICISE = "criticise"
    SUE = "sue"


class ActType(StrEnum):
    """The finer act."""

    ACCUSE = "accuse"
    BLAME = "blame"
    CRITICISE = "criticise"
    DENOUNCE = "denounce"
    LABEL = "label"
    SUSPECT = "suspect"
    ALLEGE = "allege"
    COMPLAINT = "complaint"
    PROSECUTION = "prosecution"
    CONVICTION = "conviction"
    THREAT = "threat"
    WITHDRAWAL = "withdrawal"


class ChargeKind(StrEnum):
    """What sort of wrong a charge speaks of."""

    LEGAL = "legal"
    MORAL = "moral"
    POLITICAL = "political"
    ECONOMIC = "economic"
    COMPETENCE = "competence"
    OTHER = "other"


class Factuality(StrEnum):
    """Whether the text says that the accusation is made."""

    ASSERTED = "asserted"
    ALLEGED = "alleged"
    NEGATED = "negated"
    HYPOTHETICAL = "hypothetical"


class Commitment(StrEnum):
    """FactBank values (Saurí & Pustejovsky): how far a voice commits itself to the charge."""

    CERTAIN = "CT+"
    PROBABLE = "PR+"
    POSSIBLE = "PS+"
    NOT_CERTAIN = "CT-"
    NOT_PROBABLE = "PR-"
    NOT_POSSIBLE = "PS-"
    UNCOMMITTED = "Uu"


class LegalStage(StrEnum):
    """Where a legal action stands."""

    COMPLAINT = "complaint"
    INVESTIGATION = "investigation"
    CHARGED = "charged"
    TRIAL = "trial"
    CONVICTED = "convicted"
    ACQUITTED = "acquitted"
    DISMISSED = "dismissed"


class Response(StrEnum):
    """How the article says that the accused answers."""

    DENY = "deny"
    ADMIT = "admit"
    COUNTER = "counter"
    NONE = "none"


class Polarity(StrEnum):
    """How an expression speaks of its target."""

    NEGATIVE = "negative"
    NEUTRAL = "neutral"
    POSITIVE = "positive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Accusation:
    """One accusation event: a claim, somebody's, never a fact.

    Attributes:
        accused: Index in `doc._.actors`; no row exists without an accused.
        group: Rank of the cue that this row was fanned out from; rows of one group share it.
        features: What the rules saw, for the calibrated confidence and for `explain`.
    """

    accuser: Party
    accused: int
    act: Act
    act_type: ActType
    cue: Span
    cue_lemma: str
    rule: str
    group: int
    charge: Span | None = None
    charge_kind: ChargeKind | None = None
    factuality: Factuality = Factuality.ASSERTED
    commitment_source: Commitment = Commitment.CERTAIN
    commitment_author: Commitment = Commitment.UNCOMMITTED
    reported_by: Party = None
    legal_stage: LegalStage | None = None
    response: Response | None = None
    response_cue: Span | None = None
    plover: str | None = None
    cameo: str | None = None
    confidence: float | None = None
    features: Mapping[str, float | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """One (holder, target, expression): how somebody speaks of an actor.

    Attributes:
        score: −1 to 1.
        statement: Index in `doc._.statements`; `accusation` in `doc._.accusations`.
    """

    holder: Party
    target: int
    polarity: Polarity
    score: float
    expression: Span
    rule: str
    statement: int | None = None
    accusation: int | None = None


# ---------------------------------------------------------------- the corpus


@dataclass(frozen=True, slots=True)
class LocalActor:
    """An actor of one document on its way into the merge over the corpus.

    Attributes:
        local_id: Unique in the run.
    """

    local_id: str
    document_id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...]
    named: bool
    gender: str | None
    number: str | None
    n_mentions: int


@dataclass(frozen=True, slots=True)
class Merged:
    """The actors of the corpus.

    Attributes:
        ids: Actor of the corpus by actor of a document; None for one that the ledger excludes.
        names: Name by actor of the corpus.
    """

    ids: Mapping[str, str | None]
    names: Mapping[str, str]
