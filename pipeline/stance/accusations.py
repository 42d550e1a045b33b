"""Component `griefs_accusations`: frames met in the text become accusation events."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.language import Language

from pipeline.records import Act, Factuality, LegalStage, Voice
from pipeline.scan import sentence_start
from pipeline.stance import clause
from pipeline.stance.anaphora import adds_nothing, by_the_same, no_court, taken_up, without_echoes
from pipeline.stance.arguments import reading
from pipeline.stance.commitment import of_author
from pipeline.stance.confidence import with_confidence
from pipeline.stance.content import with_contents
from pipeline.stance.context import with_context
from pipeline.stance.event import accusations
from pipeline.stance.frames import Kind, Role
from pipeline.stance.gapping import ungapped
from pipeline.stance.grammar import normal_words
from pipeline.stance.headlines import with_headlines
from pipeline.stance.issuers import with_issuer
from pipeline.stance.nominals import mentions_of
from pipeline.stance.nouns import is_background
from pipeline.stance.revealed import reveal_names
from pipeline.stance.roles import read_arguments
from pipeline.stance.selection import select_actors
from pipeline.stance.status import enclosing, is_dropped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from spacy.tokens import Doc

    from pipeline.records import Accusation, Party
    from pipeline.stance.arguments import Reading
    from pipeline.stance.cues import Cue
    from pipeline.stance.roles import Arguments


@Language.component("griefs_accusations")
def annotate_accusations(doc: Doc) -> Doc:
    """Set `doc._.accusations` from the frames found in the text."""
    cues = [cue for cue in doc._.cues if cue.frame.role is Role.ACCUSATION]
    reveal_names(doc, cues)
    select_actors(doc, cues)
    if doc._.mentions:
        told = with_contents(doc, events(doc, cues) if cues else [])
        found = with_context(doc, cues, without_echoes(doc, cues, told))
        doc._.accusations = with_confidence(doc, with_headlines(doc, found))
    return doc


def events(doc: Doc, cues: list[Cue]) -> list[Accusation]:
    """Return the accusation events of the cues, in text order."""
    mentions = mentions_of(doc)
    words = normal_words(doc)
    found: list[Accusation] = []
    read_already: set[tuple[int, ...]] = set()  # of frames that share a cue the first holds
    for group, cue in enumerate(cues):
        read = reading(mentions, words, cue)
        if is_background(read):
            continue
        if cue.tokens in read_already:
            continue
        arguments = read_arguments(read)
        if arguments is None:
            arguments = taken_up(read, found)
        if arguments is not None and not adds_nothing(read, arguments, found):
            arguments = by_the_same(read, no_court(read, arguments, found), found)
            arguments = with_issuer(read, arguments, found)
            read_already.add(cue.tokens)
            found.extend(
                one for row in _rows(read, arguments, group) for one in ungapped(read, row)
            )
    return with_reasons([one for one in found if not _is_reason(one, found)])


def _is_reason(one: Accusation, found: Sequence[Accusation]) -> bool:
    """*critiqué pour des insultes contre Y*: the noun says what another is accused of."""
    if one.accuser is not None:
        return False
    return any(
        other.charge is not None
        and other.charge.start <= one.cue.start < other.charge.end
        and other.accused != one.accused
        and other.rule.startswith(Kind.VERB)
        for other in found
    )


def with_reasons(found: list[Accusation]) -> list[Accusation]:
    """Return the events, legal acts with what their target is accused of in the same sentence.

    *Soupçonné de vol, X a été arrêté*: whoever is arrested, is so for what he is suspected of.
    """
    reasons: dict[tuple[int, int], Accusation] = {}
    for one in found:
        if one.act is Act.ACCUSE and one.charge is not None:
            reasons.setdefault((one.accused, sentence_start(one.cue[0])), one)
    if not reasons:
        return found
    return [_with_reason(one, reasons) for one in found]


def _with_reason(one: Accusation, reasons: Mapping[tuple[int, int], Accusation]) -> Accusation:
    if one.act is not Act.SUE or one.charge is not None:
        return one
    reason = reasons.get((one.accused, sentence_start(one.cue[0])))
    if reason is None:
        return one
    suspected = reason.factuality is Factuality.ALLEGED and one.factuality is Factuality.ASSERTED
    return replace(
        one,
        charge=reason.charge,
        charge_kind=reason.charge_kind,
        factuality=reason.factuality if suspected else one.factuality,
    )


def _rows(read: Reading, arguments: Arguments, group: int) -> Iterator[Accusation]:
    frame = read.cue.frame
    inside = enclosing(read)
    speaker = None if inside is None else read.doc._.statements[inside].source
    parties = [
        (None if _is_misread_self(arguments, found, accused) else found, accused)
        for found, accused in pairs(arguments, _unsaid(read, arguments, speaker))
    ]
    if frame.scorn and isinstance(speaker, int):
        parties = list(_turned(parties, speaker))
    act = arguments.act or (frame.act, frame.type)
    dropped = frame.stage is not None and is_dropped(read)
    for row in accusations(read, arguments, parties, group, features(read, arguments), act):
        yield replace(
            row,
            commitment_author=of_author(read, row.accuser, row.factuality),
            reported_by=speaker if speaker != row.accuser else None,
            legal_stage=LegalStage.DISMISSED if dropped else row.legal_stage,
        )


def _turned(parties: Iterable[tuple[Party, int]], speaker: int) -> Iterator[tuple[Party, int]]:
    """Yield the parties, the speaker as accuser of who scorns: *« X se moque du monde »*."""
    for accuser, accused in parties:
        if isinstance(accuser, int) and accuser != speaker:
            yield speaker, accuser
        elif accused != speaker:
            yield accuser, accused


def _is_misread_self(arguments: Arguments, accuser: Party, accused: int) -> bool:
    """Nobody accuses himself but by a reflexive, or by confessing as a subject."""
    return accuser == accused and arguments.path not in {"reflexive", arguments.source_path}


def _unsaid(read: Reading, arguments: Arguments, speaker: Party) -> Party:
    """Return who accuses where the cue names nobody: the one who speaks, for a cue of his own."""
    frame = read.cue.frame
    judges = frame.kind is Kind.ADJECTIVE and frame.accuser != ("subject",)
    if judges or frame.accuser == ("selon",):  # *la faute en revient à X, estime Y*
        return Voice.AUTHOR if speaker is None else speaker
    if speaker is None or read.group is None or read.group.voice is not clause.Voice.ACTIVE:
        return None
    return speaker if arguments.own else None


def features(read: Reading, arguments: Arguments) -> dict[str, float | str]:
    """Return what the rules saw of one cue."""
    voice = "noun" if read.group is None else str(read.group.voice)
    accused = arguments.accused[0]
    return {
        "path": arguments.path,
        "source_path": arguments.source_path,
        "direct": float(arguments.direct),
        "voice": voice,
        "charge": float(arguments.charge is not None),
        "accuser_said": float(bool(arguments.accusers)),
        "distance": float(abs(accused.span.root.i - read.cue.head.i)),
        "how": accused.how,
        "how_confidence": accused.confidence,
    }


def pairs(arguments: Arguments, unsaid: Party = None) -> list[tuple[Party, int]]:
    """Return each accuser with each accused; of a reciprocal act, each with every other."""
    accusers: list[Party] = list(dict.fromkeys(m.actor for m in arguments.accusers)) or [unsaid]
    accused = list(dict.fromkeys(m.actor for m in arguments.accused if m.actor is not None))
    return [(a, b) for a in accusers for b in accused if not (arguments.reciprocal and a == b)]
