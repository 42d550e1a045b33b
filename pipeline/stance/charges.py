"""The charge of a cue: which of the phrases behind it, and how far its words reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.inflection import Mood
from pipeline.records import Act, MentionForm
from pipeline.scan import has_feature, sentence_start
from pipeline.stance.arguments import fill, prepositional
from pipeline.stance.borders import reach, unclosed
from pipeline.stance.grammar import grammar
from pipeline.stance.infinitives import infinitive_at, infinitive_end
from pipeline.stance.negative import evaluation
from pipeline.stance.nominals import phrase_at, preposition_at, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Span

    from pipeline.stance.arguments import Filler, Reading
    from pipeline.stance.parties import Target

AGENT = ("par",)
VERBAL = frozenset({"VERB", "AUX"})
OBJECTS = frozenset({"obj", "obl:arg", "obl"})


def find_charge(
    read: Reading,
    slots: tuple[str, ...],
    accused: list[Target],
    where: Filler | None,
    source: Filler | None,
) -> Span | None:
    """Return the charge of a verb or an adjective.

    `where` fills the slot of the accused, `source` that of the accuser.
    """
    others = [f for f in (where, source) if f is not None]
    for slot in slots:
        filler = _first_of_both(read, slot, slots, accused, where)
        if filler is not None and (source is None or filler.head != source.head):
            said = slot == "que" and where is not None and where.path == "clause"
            if said and where is not None:  # *déplore que X ait menti*: what X did
                return trimmed(read.doc, where.end, filler.end)
            return _span(read, filler, others)
    if where is not None and accused and not all(t.direct for t in accused):
        return _judged(read, where, accused)
    fronted = _fronted(read) if "pour+inf" in slots else None
    if fronted is not None:
        return fronted
    return _affair(read) if read.cue.frame.act is Act.SUE else None


def _fronted(read: Reading) -> Span | None:
    """Return what a sentence begins with: *Pour avoir menti, X a été suspendu*."""
    start = sentence_start(read.cue.head)
    found = preposition_at(read.words, start, grammar())
    verb = None
    if found is not None and found[0] == "pour":
        verb = infinitive_at(read.doc, found[1], read.words)
    if found is None or verb is None:
        return None
    comma = next((i for i in range(verb.i + 1, read.cue.head.i) if read.words[i] == ","), None)
    return None if comma is None else trimmed(read.doc, found[1], comma)


def _first_of_both(
    read: Reading, slot: str, slots: tuple[str, ...], accused: list[Target], where: Filler | None
) -> Filler | None:
    """Return what fills a slot; of *pour ses insultes et pour avoir menti* what comes first."""
    filler = _filler(read, slot, accused, where)
    name = slot.removesuffix("+inf")
    if filler is None or name == slot or name not in slots:
        return filler
    noun = _filler(read, name, accused, where)
    joins = read.words[filler.edge - 1] in grammar()["coordination.conjunctions"]
    first = noun is not None and (noun.edge == read.begin or joins)
    return noun if noun is not None and first and noun.edge < filler.edge else filler


def _affair(read: Reading) -> Span | None:
    """Return the affair that somebody is prosecuted in: *condamné dans l'affaire des permis*."""
    for name in ("dans", "de"):
        for filler in prepositional(read, name):
            if read.words[filler.head.i] in grammar()["law.affairs"]:
                return _span(read, filler, [])
    return None


def _judged(read: Reading, where: Filler, accused: list[Target]) -> Span | None:
    """What was judged is the charge; a wrong is one without its author, an act is not."""
    end = where.end
    while end > where.start and read.doc[end - 1].is_punct:
        end -= 1
    edge = min(t.edge for t in accused)
    if evaluation(where.head) != 0 and where.head.i < edge and accused[-1].mention.span.end >= end:
        end = edge
    else:
        end = reach(read, where.start, end, read.limit)
    return trimmed(read.doc, where.start, unclosed(read, where.start, end))


def _filler(read: Reading, slot: str, accused: list[Target], where: Filler | None) -> Filler | None:
    taken = where.head if where is not None else None
    if slot in {"que", "inf", "object", "subject", "attribute"} or slot.endswith("+inf"):
        filler = fill(read, slot)
        if filler is None and slot == "subject" and _is_without_subject(read):
            return fill(read, "object")
        if filler is None or filler.head == taken:
            return None
        return fill(read, "object") if _is_impersonal(read, filler) else filler
    end = _behind(read, accused, where)
    after_cue = max(read.cue.tokens) + 1 if len(read.cue.tokens) > 1 else None
    found = [
        f
        for f in prepositional(read, slot)
        if (f.edge >= end or f.edge == after_cue) and f.head != taken and not _names(read, f)
    ]
    if not found and where is not None and where.path == "object":
        found = [
            f
            for f in prepositional(read, slot)
            if f.edge < where.start and f.head != taken and not _names(read, f)
        ]
    if slot in grammar()["between.at"]:
        found = [f for f in found if read.words[f.head.i] not in grammar()["between.venues"]]
    if not found:
        return None
    if found[0].edge in {read.begin, after_cue}:
        return found[0]
    bare = [f for f in found if read.doc[f.start].pos_ != "DET" or f.start == f.edge]
    return (bare or found)[0]


def _is_impersonal(read: Reading, filler: Filler) -> bool:
    """*Il est reproché à X un abus*: the subject says nothing, the object is the charge."""
    dative = "dative" in read.cue.frame.accused
    return dative and read.words[filler.head.i] in grammar()["subjects.impersonal"]


def _is_without_subject(read: Reading) -> bool:
    """*qu'il soit reproché à X un abus*: an expletive, which the parser calls no subject."""
    before = read.group.first - 1 if read.group is not None else -1
    impersonal = before >= 0 and read.words[before] in grammar()["subjects.impersonal"]
    return impersonal and "dative" in read.cue.frame.accused


NAMES = frozenset({MentionForm.NAME, MentionForm.PARTIAL_NAME, MentionForm.ACRONYM})


def _names(read: Reading, filler: Filler) -> bool:
    """Whether a phrase is a name: names are charged, they are no charges."""
    mention = read.mentions.of(filler.head)
    return mention is not None and mention.form in NAMES


def _behind(read: Reading, accused: list[Target], where: Filler | None) -> int:
    """Return where a charge can begin: behind the accused, if that stands behind the cue."""
    end = read.begin
    if where is None or where.start < read.begin or where.path in {"fronted", "clitic"}:
        return end
    return max((t.mention.span.end for t in accused if t.direct), default=end)


def noun_charge_span(read: Reading, slots: tuple[str, ...], others: list[Filler]) -> Span | None:
    """Return the charge of a noun: what fills the first slot that no actor took."""
    taken = {f.head.i for f in others}
    for slot in slots:
        filler = _noun_filler(read, slot, taken)
        if filler is not None:
            return _span(read, filler, others)
    return None


def _noun_filler(read: Reading, slot: str, taken: set[int]) -> Filler | None:
    if slot.endswith("+inf"):
        found = fill(read, slot)
        return None if found is None or _is_of_verb(read, found) else found
    for filler in prepositional(read, slot):
        if filler.head.i in taken:
            continue
        return None if _names(read, filler) or _is_of_verb(read, filler) else filler
    return None


def _is_of_verb(read: Reading, filler: Filler) -> bool:
    """Whether another verb has the complement: *rejette ces accusations, qu'il juge blessantes*."""
    relatives = grammar()["relatives.object"]
    is_object = read.cue.head.dep_ in OBJECTS
    accusing = {cue.head.i for cue in read.doc._.cues if cue.mood is Mood.GERUND}
    for token in read.doc[read.cue.head.i + 1 : filler.edge]:
        is_apart = token.nbor(-1).text == ","
        if is_apart and read.words[token.i] in relatives:
            return True
        if is_apart and token.i in accusing:
            return True
        if is_object and token.pos_ in VERBAL and has_feature(token, "VerbForm", "Fin"):
            return True
    return False


def _span(read: Reading, filler: Filler, others: list[Filler]) -> Span | None:
    """Return the charge's words, cut where another argument begins."""
    start, end = _behind_suspicion(read, filler), _with_conjuncts(read, filler, filler.end)
    if not filler.path.endswith("inf") and filler.path != "que" and start >= read.begin:
        start -= start > read.begin and read.words[start - 1] in grammar()["quotes.open"]
        limit = min((o.edge for o in others if o.edge > start), default=read.limit)
        end = reach(read, start, end, min(limit, read.limit))
        end = _with_conjuncts(read, filler, end)
    for other in others:
        if filler.start < other.edge < end:
            end = other.edge
    end = min(end, _next_act(read, filler, end), _participle(read, filler, end))
    return trimmed(read.doc, start, unclosed(read, start, end))


def _behind_suspicion(read: Reading, filler: Filler) -> int:
    """Return where the charge of *pour soupçons de fraude*, *du chef de vol* begins."""
    after = filler.head.i + 1
    if read.words[filler.head.i] in grammar()["law.suspicions"] and after < filler.end:
        found = preposition_at(read.words, after, grammar())
        if found is not None and found[0] == "de" and found[1] < filler.end:
            return found[1]
    return filler.start


def _participle(read: Reading, filler: Filler, end: int) -> int:
    """Return where *lancée par X* begins, which speaks of the accusing noun, not of its charge."""
    if read.group is not None:
        return end
    by = grammar()["agents.prepositions"]
    for i in range(filler.start + 1, end):
        is_verb = read.doc[i].pos_ in {"VERB", "ADJ"} and i + 1 < len(read.words)
        if is_verb and read.words[i + 1] in by:
            return i
    return end


def _with_conjuncts(read: Reading, filler: Filler, end: int) -> int:
    """Return where a charge ends that goes on behind a conjunction (*de X et **de Y***)."""
    rules = grammar()
    if filler.edge == filler.start or filler.path.endswith("inf"):
        return end
    while end + 1 < read.limit:
        joined = _behind_joint(read, end)
        found = None if joined == end else preposition_at(read.words, joined, rules)
        if found is None or found[0] != filler.path:
            break
        verb = infinitive_at(read.doc, found[1], read.words)
        phrase = phrase_at(read.mentions, found[1], read.limit)
        if verb is not None:
            end = infinitive_end(verb, found[1])
        elif phrase is not None:
            end = phrase.end
        else:
            break
    return end


def _behind_joint(read: Reading, i: int) -> int:
    """Return the index behind *et* or *, ainsi que*; the same index where neither stands."""
    joins = grammar()["coordination.conjunctions"]
    i += read.words[i] == ","
    size = next((n for n in (2, 1) if " ".join(read.words[i : i + n]) in joins), 0)
    return i + size


def _next_act(read: Reading, filler: Filler, end: int) -> int:
    """Return where the next accusing verb of the same subject begins (*… et reproche à X …*)."""
    for cue in read.doc._.cues:
        i = cue.tokens[0]
        joined = filler.start < i < end and read.doc[i - 1].pos_ == "CCONJ"
        if joined and cue.mood is Mood.INDICATIVE and filler.path.endswith("inf"):
            return int(i - 1)
    return end
