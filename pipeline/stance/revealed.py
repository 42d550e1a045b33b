"""Names that only their place in a frame reveals: *tiennent **Ferrovia** pour responsable*.

The model misses names that it never saw, the more so where a text names them once. A bare
capitalised word that stands where a frame has its accuser or accused is somebody's name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.records import Actor, ActorKind, Mention, MentionForm
from pipeline.scan import has_feature, sentence_start
from pipeline.stance.arguments import fill, reading
from pipeline.stance.clause import Voice
from pipeline.stance.frames import Kind
from pipeline.stance.grammar import grammar, normal_words
from pipeline.stance.nominals import mentions_of, preposition_at
from pipeline.stance.roles import turn
from pipeline.stance.wordclasses import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Doc, Span

    from pipeline.stance.arguments import Reading
    from pipeline.stance.cues import Cue

PREPOSED = {
    "visant": "visant",
    "dative": "à",
    "contre": "contre",
    "sur": "sur",
    "par": "par",
    "à": "à",
}
OWNING = ("de", "par")
MOST = 5  # words of a name
VERBAL = frozenset({"VERB", "AUX"})
CLOSED = frozenset({"PRON", "DET", "ADP", "CCONJ", "SCONJ", "NUM", "PUNCT", "SPACE", "AUX"})
HOW, CONFIDENCE = "selected_by_frame", 0.6
KINDS = {"PER": ActorKind.PERSON, "LOC": ActorKind.PLACE}


def reveal_names(doc: Doc, cues: Iterable[Cue]) -> None:
    """Add to `doc._.actors` and `doc._.mentions` names that frames reveal, wherever they stand."""
    mentions, words = mentions_of(doc), normal_words(doc)
    actors: list[Actor] = list(doc._.actors)
    known: dict[str, int] = {}
    added: dict[int, Mention] = {}
    for cue in cues:
        for name in _revealed(reading(mentions, words, cue)):
            if name.text not in known:
                longer = _with_its_place(actors, name)
                known[name.text] = len(actors) if longer is None else longer
                if longer is None:
                    actors.append(_actor(name))
                for span in _occurrences(doc, name):
                    around = mentions.covering(span.start)
                    if around is not None and around.form is not MentionForm.DESCRIPTION:
                        continue  # a part of a longer name
                    added[span.start] = Mention(
                        span, MentionForm.NAME, known[name.text], HOW, CONFIDENCE
                    )
    if added:
        doc._.actors = tuple(actors)
        every = sorted((*doc._.mentions, *added.values()), key=lambda m: (m.span.start, m.span.end))
        doc._.mentions = tuple(every)


def _with_its_place(actors: Sequence[Actor], name: Span) -> int | None:
    """*Vélimont*, where *Vélimont de Romanèche* is known: the firm without its place."""
    for i, one in enumerate(actors):
        first, _, rest = one.name.partition(name.text + " ")
        if one.named and not first and rest.partition(" ")[0] in words_of("genitives"):
            return i
    return None


def _revealed(read: Reading) -> Iterator[Span]:
    """Yield the names in the slots of a cue that are no mentions yet."""
    voice = Voice.ACTIVE if read.group is None else read.group.voice
    accuser, accused, _ = turn(read.cue.frame, voice)
    for slot in dict.fromkeys((*accused, *accuser)):
        for start in (*_starts(read, slot), *_opening(read)):
            name = _name_at(read, start)
            if name is not None:
                yield name
                yield from _joined(read, name.end)
    if read.cue.frame.kind is Kind.VERB and not read.cue.frame.direct_only:
        yield from _owners(read, accused)


def _starts(read: Reading, slot: str) -> Iterator[int]:
    """Yield where a name may begin that fills the slot."""
    if slot == "subject" and read.group is not None:
        yield from _before(read, read.group.first)
    elif slot == "object" and read.group is not None:
        i = read.begin
        while i < read.limit and read.doc[i].pos_ == "ADV" and read.doc[i].is_lower:
            i += 1
        yield i
        if i < read.limit and read.doc[i].pos_ == "DET":
            yield i + 1
        known = read.mentions.starting(i)
        if known is not None:
            yield from (name.start for name in _joined(read, known.span.end))
    elif slot in PREPOSED or slot in OWNING:
        name = PREPOSED.get(slot, slot)
        for i in range(read.begin, read.limit):
            found = preposition_at(read.words, i, grammar())
            far = slot == "de" and read.group is not None and i > read.begin
            if found is not None and found[0] == name and not far:
                yield found[1]


def _opening(read: Reading) -> Iterator[int]:
    """Yield the head of the sentence for a noun: *Ferrovia est visée par une plainte*; a cleft."""
    first = sentence_start(read.cue.head)
    if read.group is None:
        yield first
    elif read.words[first] in grammar()["subjects.presenting"]:  # *C'est Ferrovia que X accuse*
        yield first + 2


def _before(read: Reading, first: int) -> Iterator[int]:
    """Yield where the words in capitals right before a verb begin."""
    start = first
    low = max(sentence_start(read.cue.head), first - MOST)
    while start > low and _is_capital(read, start - 1):
        start -= 1
    if start < first and (start == low or read.doc[start - 1].pos_ != "ADP"):
        yield start


def _joined(read: Reading, end: int) -> Iterator[Span]:
    """Yield the names that a conjunction or a comma adds to one that ends there."""
    joins = grammar()["coordination.conjunctions"] | {","}
    while end + 2 < read.limit:
        size = next((n for n in (2, 1) if " ".join(read.words[end : end + n]) in joins), 0)
        name = _name_at(read, end + size) if size else None
        if name is None:
            return
        yield name
        end = name.end


def _owners(read: Reading, slots: tuple[str, ...]) -> Iterator[Span]:
    """Yield whose act is judged: *dénoncent les pratiques de Batimex*."""
    every = (*slots, "object") if read.group is not None else slots
    filler = next((f for f in (fill(read, slot) for slot in every) if f is not None), None)
    if filler is None or filler.head.pos_ != "NOUN" or read.mentions.of(filler.head) is not None:
        return
    for i in range(filler.head.i + 1, read.limit):
        found = preposition_at(read.words, i, grammar())
        if found is not None:
            name = _name_at(read, found[1]) if found[0] in OWNING else None
            if name is not None and (name[0].ent_type_ != "LOC" or name[0].is_oov):
                yield name
            return
        if read.doc[i].pos_ != "ADJ":
            return


def _name_at(read: Reading, start: int) -> Span | None:
    """Return the bare words in capitals that begin at a token, unless they are known."""
    end = start
    while end < min(len(read.doc), start + MOST) and _is_capital(read, end):
        end += 1
    if end == start or read.doc[start].text.rstrip(".") in grammar()["accusers.nobody"]:
        return None
    behind_article = start > sentence_start(read.doc[start]) and read.doc[start - 1].pos_ == "DET"
    if behind_article and not (_is_state(read, start) and end == start + 1):
        return None
    if _opens(read, start) and not (end == start + 1 and _is_bare_subject(read, start)):
        return None
    return read.doc[start:end]


def _is_state(read: Reading, i: int) -> bool:
    """*accuse la Syldavie*: a place that no text knows, of which an article is part."""
    token = read.doc[i]
    return token.ent_type_ == "LOC" and token.is_oov and read.doc[i - 1].is_lower


def _opens(read: Reading, i: int) -> bool:
    """Whether any word would have a capital there: at the head of a sentence or quotation."""
    if i == sentence_start(read.doc[i]):
        return True
    return read.words[i - 1] in grammar()["quotes.open"] | {":"}


def _is_bare_subject(read: Reading, i: int) -> bool:
    """Whether a word that no text has in lower case is the subject: a bare noun is none."""
    if i + 1 == len(read.doc):
        return False
    token, following = read.doc[i], read.doc[i + 1]
    if token.pos_ == "ADV" or not token.vocab[token.lower_].is_oov:
        return False
    verb = read.group is not None and i + 1 == read.group.first
    return verb or (following.pos_ in VERBAL and has_feature(following, "VerbForm", "Fin"))


def _is_capital(read: Reading, i: int) -> bool:
    token = read.doc[i]
    if not token.text[0].isupper() or len(token) == 1 or i in read.cue.tokens:
        return False
    shouted = token.is_upper and i + 1 < len(read.doc) and token.nbor().is_upper
    closed = token.pos_ in CLOSED and not token.is_oov
    return not (shouted or closed or _is_told(read, i))


def _is_told(read: Reading, i: int) -> bool:
    """Whether a mention has the word as its name or head; *la plainte contre Ferrovia* has not."""
    mention = read.mentions.covering(i)
    if mention is None:
        return False
    return mention.form is not MentionForm.DESCRIPTION or mention.span.root.i == i


def _occurrences(doc: Doc, name: Span) -> Iterator[Span]:
    """Yield the name wherever it stands in the text."""
    words = [token.text for token in name]
    for i in range(len(doc) - len(words) + 1):
        if doc[i].text == words[0] and [t.text for t in doc[i : i + len(words)]] == words:
            yield doc[i : i + len(words)]


def _actor(name: Span) -> Actor:
    """Return the actor of a name that no lexicon holds."""
    return Actor(name.text, KINDS.get(name[0].ent_type_, ActorKind.ORGANISATION))
