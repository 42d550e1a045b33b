"""The arguments of a cue: by valency and linear order, with the parse where it is right.

The parser hangs the charge on the object's noun (*accuse le maire **de fraude***), so the slots of
a frame are filled from left to right behind the cue; the parse only says where a phrase ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.inflection import Mood
from pipeline.records import MentionForm
from pipeline.scan import scan, sentence_end, sentence_start
from pipeline.stance.clause import Voice, verb_group
from pipeline.stance.coordination import coordinated
from pipeline.stance.grammar import grammar
from pipeline.stance.infinitives import infinitive_at, infinitive_end
from pipeline.stance.negative import evaluation
from pipeline.stance.nominals import (
    PUNCTUATION,
    Phrase,
    phrase_at,
    preposition_at,
    right_end,
)
from pipeline.stance.relatives import behind_noun, named_before, relative_head
from pipeline.stance.sources import inverted_subject
from pipeline.stance.subjects import antecedent, subject_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from spacy.tokens import Doc, Token

    from pipeline.stance.clause import VerbGroup
    from pipeline.stance.cues import Cue
    from pipeline.stance.nominals import Mentions

QUALIFYING = frozenset({"ADV", "ADJ", "DET", "NOUN", "CCONJ", "VERB"})
SUFFERING = frozenset({"nsubj:pass", "aux:pass"})


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a slot.

    Attributes:
        head: The noun, or the infinitive.
        start: Index of its first word, the preposition excluded.
        end: Index behind its last word.
        path: How it was reached.
        edge: Index of its preposition; `start` when it has none.
    """

    head: Token
    start: int
    end: int
    path: str
    edge: int


@dataclass(slots=True)
class Reading:
    """One cue in one text, and where its slots may be looked for.

    Attributes:
        group: The verb group; None for nouns and adjectives.
        begin: Index behind the cue's last word.
        limit: Index behind the last word of the clause.
    """

    mentions: Mentions
    words: list[str]
    cue: Cue
    group: VerbGroup | None
    begin: int
    limit: int

    @property
    def doc(self) -> Doc:
        """The text."""
        return self.mentions.doc


def reading(mentions: Mentions, words: list[str], cue: Cue) -> Reading:
    """Return the cue with its verb group and the stretch its arguments stand in."""
    group = verb_group(cue.head, cue.mood) if cue.mood is not None else None
    begin = cue.head.i + 1
    while begin in cue.tokens:
        begin += 1
    verb = cue.head if group is not None else _predicate(cue.head)
    end = clause_end(cue.head, begin if verb is None else max(begin, verb.i + 1))
    return Reading(mentions, words, cue, group, begin, end)


def _predicate(noun: Token) -> Token | None:
    """Return the verb whose subject the noun is: its complements can speak of the noun."""
    return noun.head if noun.dep_.startswith("nsubj") and noun.head.i > noun.i else None


def clause_end(head: Token, begin: int) -> int:
    """Return where the clause of a cue ends: at strong punctuation or the next clause's verb."""
    read, rules = scan(head.doc), grammar()
    relatives = rules["relatives.subject"] | rules["relatives.object"] | {"dont", "où"}
    end = read.sentence_end(head.i)
    inside_relative = 0
    for i in range(begin, end):
        word = read.words[i]
        if word in {";", ":"} or (word in {"!", "?"} and i > begin):
            return i
        if word in relatives:
            inside_relative += 1
        if word in rules.prepositions:  # *envers* is tagged a verb
            continue
        if read.pos[i] in {"VERB", "AUX"} and "Fin" in read.features[i].get("VerbForm", ()):
            if inside_relative == 0 and i > begin + 1:
                return _before_subject(head, head.doc[i], begin)
            if read.deps[i] not in {"aux", "aux:tense", "aux:pass", "cop"}:
                inside_relative = max(0, inside_relative - 1)
    return end


def _before_subject(head: Token, verb: Token, begin: int) -> int:
    """Return the start of a following clause: its coordination or comma, else its verb."""
    doc = head.doc
    for i in range(verb.i - 1, begin, -1):
        if doc[i].pos_ in {"CCONJ", "SCONJ"} or doc[i].text == ",":
            return i
    return verb.i


def fill(read: Reading, slot: str) -> Filler | None:
    """Return what fills a slot of the cue's frame, None when nothing does."""
    finder = FINDERS.get(slot)
    if finder is not None:
        return finder(read)
    if slot.endswith("+inf"):
        return _infinitive(read, slot.removesuffix("+inf"))
    found = next(prepositional(read, slot), None)
    return found if found is not None else _relative(read, slot)


def _relative(read: Reading, name: str) -> Filler | None:
    """Return what a relative pronoun behind a preposition stands for (*contre laquelle*)."""
    head = relative_head(read, name)
    return None if head is None else _of_head(read, head, "relative")


def _subject(read: Reading) -> Filler | None:
    if read.group is None:
        return None
    if is_inserted(read):
        inverted = inverted_subject(read.cue.head)
        if inverted is not None:
            return Filler(inverted, inverted.i, right_end(inverted), "inverted", inverted.i)
    head, path = subject_of(read.mentions, read.group)
    return None if head is None else _of_head(read, head, path)


def _of_head(read: Reading, head: Token, path: str) -> Filler:
    """Return the phrase of a head, which does not reach over the cue."""
    start, end = head.left_edge.i, right_end(head)
    first = min(read.cue.tokens) if read.group is None else read.group.first
    if head.i < first:
        end = min(end, first)
    elif start <= read.cue.head.i:
        start = read.begin
    return Filler(head, start, end, path, start)


def _object(read: Reading) -> Filler | None:
    group = read.group
    if group is not None:
        clitic = group.clitics.get("object") or group.clitics.get("either")
        if clitic is not None:
            return Filler(clitic, clitic.i, clitic.i + 1, "clitic", clitic.i)
        relative = _object_relative(group, read.mentions)
        if relative is not None:
            found = named_before(read, relative.i) or antecedent(relative, group.carrier)
            if found is not None:
                return _of_head(read, found, "relative")
    if is_inserted(read):
        return None
    direct = direct_phrase(read)
    if direct is not None and not _is_inverted_source(read, direct):
        return Filler(direct.head, direct.start, direct.end, "object", direct.start)
    return None


def is_inserted(read: Reading) -> bool:
    """« … », *fustige encore Vasseur, chef de file…*: what follows is the source, no object."""
    if read.group is None or read.group.mood is Mood.GERUND:
        return False
    i = read.group.first - 1
    if i > 0 and read.words[i] == ",":
        i -= 1
    if i < 0 or read.words[i] not in grammar()["quotes.close"]:
        return False
    after = read.begin
    while after < read.limit and read.doc[after].pos_ == "ADV":
        after += 1
    if after >= read.limit:
        return False
    return read.words[after].startswith("-") or read.mentions.starting(after) is not None


def _is_inverted_source(read: Reading, direct: Phrase) -> bool:
    """« … », *accuse Vasseur*: the phrase behind an inserted cue is its source, no object."""
    return any(
        s.cue is not None
        and s.cue.start <= read.cue.head.i < s.cue.end
        and s.source_span is not None
        and s.content.end <= s.cue.start
        and s.source_span.start <= direct.head.i < s.source_span.end
        for s in read.doc._.statements
    )


def _object_relative(group: VerbGroup, mentions: Mentions) -> Token | None:
    doc, names = group.head.doc, grammar()["relatives.object"]
    words = mentions.words
    for i in range(group.first - 1, max(sentence_start(group.head), group.first - 12) - 1, -1):
        token = doc[i]
        if words[i] in names:
            return token if token.pos_ == "PRON" or _behind_noun(token, mentions) else None
        if token.pos_ in {"VERB", "AUX"} and token != group.finite:
            return None
    return None


def _behind_noun(token: Token, mentions: Mentions) -> bool:
    """Whether *que* follows a noun, so that it can only be relative."""
    doc = token.doc
    i = behind_noun(doc, token.i) - 1
    named = mentions.ending(i + 1)
    return i >= sentence_start(token) and (
        doc[i].pos_ in {"NOUN", "PROPN"} or (named is not None and named.form != "pronoun")
    )


def direct_phrase(read: Reading) -> Phrase | None:
    """Return the first phrase behind the cue that no preposition introduces."""
    i = read.begin
    doc, words = read.doc, read.words
    while i < read.limit:
        if i in read.cue.tokens:
            i += 1
            continue
        token = doc[i]
        found = preposition_at(words, i, grammar())
        partitive = words[i] in {"des", "du"} and (
            (token.pos_ == "DET" and token.dep_ == "det") or (i == read.begin and words[i] == "des")
        )
        if found is not None and not partitive:
            name, after = found
            skipped = _skipped(read, name, after)
            if skipped is None:
                return None
            i = skipped
            continue
        if token.pos_ == "ADV" or token.pos_ in PUNCTUATION or words[i].startswith("-"):
            i += 1
            continue
        after_time = _behind_time(read, i)
        if after_time is None:
            return phrase_at(read.mentions, i, read.limit)
        i = after_time
    return None


def _behind_time(read: Reading, i: int) -> int | None:
    """Return the index behind a phrase of time (*a assigné ce mercredi 21 décembre le parti*)."""
    times = grammar()["times.nouns"]
    if read.words[i] in grammar()["determiners.possessive"]:  # *attaque sa deuxième année*
        return None
    for j in range(i, min(i + 3, read.limit)):
        if read.words[j] in times:
            end = j + 1
            while end < read.limit and (read.words[end] in times or read.doc[end].like_num):
                end += 1
            while end < read.limit and read.doc[end].pos_ == "ADJ":
                end += 1
            return end
        if read.doc[j].pos_ not in {"DET", "ADJ", "NUM"} or read.mentions.starting(j) is not None:
            return None
    return None


def _skipped(read: Reading, name: str, after: int) -> int | None:
    if name in grammar()["agents.prepositions"] and read.group is not None:
        agent = read.mentions.starting(after)  # « s'est fait reprocher par X son absence »
        turned = read.group.voice in {Voice.CAUSATIVE, Voice.PASSIVE}
        return agent.span.end if agent is not None and turned else None
    accused = read.cue.frame.accused
    if (name == "à" and "dative" in accused) or name in accused:  # « reproche à X son silence »
        mention = read.mentions.starting(after) or read.mentions.starting(after - 1)
        if mention is not None:
            return mention.span.end
    if name in read.cue.frame.charge and name not in grammar()["between.names"]:
        return _fronted_charge(read, after)
    return _adverbial(read, after) if name in grammar()["between.names"] else None


def _fronted_charge(read: Reading, i: int) -> int | None:
    """Return the index behind a charge before its object (*désigne comme « fautif » le maire*)."""
    phrase = phrase_at(read.mentions, i, read.limit)
    if phrase is None or read.mentions.of(phrase.head) is not None:
        return None
    end = phrase.head.i + 1
    while end < read.limit and read.words[end] in grammar()["quotes.close"]:
        end += 1
    return end if end < read.limit and read.doc[end].pos_ in {"DET", "PROPN"} else None


def _adverbial(read: Reading, i: int) -> int | None:
    """Return the index behind a prepositional phrase that holds no actor."""
    phrase = phrase_at(read.mentions, i, read.limit)
    if phrase is None:
        return None
    venue = read.words[phrase.head.i] in grammar()["between.venues"]
    mention = read.mentions.of(phrase.head)
    if mention is not None and not venue:
        return None
    end = phrase.head.i + 1 if mention is None else mention.span.end
    return end if end < read.limit else None


def _dative(read: Reading) -> Filler | None:
    group = read.group
    if group is not None:
        clitic = group.clitics.get("dative") or group.clitics.get("either")
        if clitic is not None:
            return Filler(clitic, clitic.i, clitic.i + 1, "clitic", clitic.i)
    relative = _relative(read, "à")
    if relative is not None:
        return relative
    actors = [f for f in prepositional(read, "à") if actor_in(read.mentions, f) is not None]
    return actors[0] if actors else next(prepositional(read, "à"), None)


def actor_in(mentions: Mentions, filler: Filler) -> int | None:
    """Return the actor that a filler's head names."""
    mention = mentions.of(filler.head)
    return None if mention is None else mention.actor


def prepositional(read: Reading, name: str) -> Iterator[Filler]:
    """Yield the phrases behind a preposition, from left to right."""
    i = read.begin
    own = read.cue.tokens
    while i < read.limit:
        found = preposition_at(read.words, i, grammar())
        if found is None or i in own or i + 1 in own:
            i += 1
            continue
        kind, after = found
        if kind == name:
            phrase = phrase_at(read.mentions, after, read.limit)
            if phrase is not None:
                yield Filler(phrase.head, phrase.start, phrase.end, name, i)
            elif after < read.limit and evaluation(read.doc[after]) < 0:  # *traite X de vendu*
                yield Filler(read.doc[after], after, after + 1, name, i)
        i = after


def agents(read: Reading) -> Iterator[Filler]:
    """Yield the agents of the cue: no other verb stands between, or the parse hangs them on it."""
    for filler in prepositional(read, "par"):
        between = read.doc[read.begin : filler.edge]
        if filler.head.head == read.cue.head or not any(t.pos_ == "VERB" for t in between):
            yield filler


def _infinitive(read: Reading, name: str) -> Filler | None:
    """Return the infinitive clause behind a preposition."""
    doc, rules = read.doc, grammar()
    for i in range(read.begin, sentence_end(doc[read.begin - 1])):
        found = preposition_at(read.words, i, rules)
        if found is not None and found[0] == name:
            verb = infinitive_at(doc, found[1], read.words)
            if verb is not None:
                end = infinitive_end(verb, found[1])
                return Filler(verb, found[1], end, f"{name}+inf", i)
    return None


def _bare_infinitive(read: Reading) -> Filler | None:
    """Return the infinitive clause right behind the cue (*nie avoir menti*)."""
    verb = infinitive_at(read.doc, read.begin, read.words)
    if verb is None:
        return None
    return Filler(verb, read.begin, infinitive_end(verb, read.begin), "inf", read.begin)


def _attribute(read: Reading) -> Filler | None:
    """Return the bad word said of the object: *juge X irresponsable*, *voit en X un lâche*."""
    group = read.group
    direct = None if group is None or group.clitics.get("object") else direct_phrase(read)
    begin, limit = read.begin, read.limit
    if group is not None and group.voice is Voice.PASSIVE:  # *est jugé trop lent par X*
        limit = _behind_adjectives(read)
    elif direct is not None and read.doc[begin].pos_ == "ADJ":  # *juge injustes les mesures de X*
        limit = next((i for i in range(begin, limit) if read.doc[i].pos_ == "DET"), limit)
    elif direct is not None:
        mention = read.mentions.of(direct.head)
        begin = direct.head.i + 1
        if mention is not None and mention.form != MentionForm.DESCRIPTION:
            begin = max(begin, mention.span.end)
    for i in range(begin, limit):
        if read.doc[i].pos_ in {"ADJ", "NOUN", "VERB"} and evaluation(read.doc[i]) < 0:
            return _said_of_object(read, i, (begin, limit))
    return None


def _behind_adjectives(read: Reading) -> int:
    """Return where the words right behind the cue end that may say how somebody is judged."""
    quotes = grammar()["quotes.open"] | grammar()["quotes.close"]
    i = read.begin
    while i < read.limit and (read.doc[i].pos_ in QUALIFYING or read.words[i] in quotes):
        i += 1
    return i


def _said_of_object(read: Reading, i: int, edges: tuple[int, int]) -> Filler | None:
    """Return the phrase of a bad word, None where a preposition makes it a complement."""
    start = i
    before = {"DET", "ADV", "ADJ"}
    while start > edges[0] and read.doc[start - 1].pos_ in before and read.doc[start - 1].is_lower:
        start -= 1
    if start > read.begin and preposition_at(read.words, start - 1, grammar()) is not None:
        return None
    token = read.doc[i]
    end = max(i + 1, min(right_end(token), edges[1]))
    return Filler(token, start, end, "attribute", start)


def _clause(read: Reading) -> Filler | None:
    doc = read.doc
    for i in range(read.begin, min(read.begin + 8, sentence_end(read.doc[read.begin - 1]))):
        if doc[i].pos_ == "VERB":  # *critiquer ce choix, affirmant que*
            return None
        if read.words[i] in grammar()["relatives.object"] and doc[i].pos_ in {
            "SCONJ",
            "PRON",
            "ADV",
        }:
            verb = doc[i].head
            if verb.i > i:
                return Filler(verb, i + 1, right_end(verb), "que", i)
    return None


def _suffers(verb: Token) -> bool:
    """Tell *que X soit puni* from *que X se soit trompé*."""
    deps = {child.dep_ for child in verb.children}
    return not deps.isdisjoint(SUFFERING) and "expl:comp" not in deps


def _clause_subject(read: Reading) -> Filler | None:
    """Return the subject of the clause that is judged (*déplore que Vasseur ait menti*)."""
    clause = _clause(read)
    if clause is None or _suffers(clause.head):
        return None
    if any(token.pos_ in {"NOUN", "PROPN"} for token in read.doc[read.begin : clause.edge]):
        return None  # *dénonce le fait que*: whose fact it is, the clause does not say
    for i in range(clause.start, clause.end):
        mention = read.mentions.starting(i)
        if mention is not None:
            head = mention.span.root
            return Filler(head, mention.span.start, mention.span.end, "clause", i)
        if read.doc[i].pos_ in {"VERB", "AUX"}:
            return None
    return None


FINDERS: Mapping[str, Callable[[Reading], Filler | None]] = {
    "subject": _subject,
    "object": _object,
    "dative": _dative,
    "inf": _bare_infinitive,
    "que": _clause,
    "attribute": _attribute,
    "clause": _clause_subject,
}


def fan_out(read: Reading, filler: Filler) -> list[Token]:
    """Return the heads coordinated in a filler."""
    phrase = Phrase(filler.start, filler.head, filler.end)
    limit = read.limit if filler.head.i >= read.begin else read.cue.head.i
    if filler.path == "fronted":  # *Accusés de fraude, X et Y nient*: the clause behind has them
        limit = sentence_end(filler.head)
    return list(coordinated(read.mentions, phrase, limit))
