"""Names become mentions and actors of the document.

One actor has one full name, a surname, an acronym, other names of the lexicons. Places are actors
where they act; products, laws and works never are.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.language import Language

from pipeline import extensions
from pipeline.entities import gazetteer
from pipeline.entities.acting import Role, role
from pipeline.entities.bodies import bodies, joined
from pipeline.entities.organisations import is_acronym
from pipeline.entities.persons import SURE, Naming, Resolved, given_name, persons
from pipeline.records import Actor, ActorKind, Mention, MentionForm
from pipeline.scan import has_feature

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from spacy.tokens import Doc, Span

    from pipeline.entities.gazetteer import Entry, Gazetteer

METONYM = 0.8
MAX_LINKS = 3
PLATFORM = "platform"
BODIES = frozenset({"metonym", PLATFORM, ActorKind.GROUP})


@Language.factory(
    "griefs_actors",
    default_config={"actors": None},
    requires=["doc.ents"],
    assigns=["doc._.actors", "doc._.mentions"],
)
def create_actors(nlp: Language, name: str, actors: str | None = None) -> Actors:
    """Build the component; `actors` is the path of the user's own names."""
    del name
    extensions.register()
    path = None if actors is None else Path(actors)
    return Actors(gazetteer.read(lambda form: [t.text for t in nlp.make_doc(form)], path))


@dataclass(frozen=True, slots=True)
class Found:
    """One name and its actor, by rank in a list of actors of its own kind."""

    span: Span
    resolved: Resolved


class Actors:
    """Set `doc._.actors` and `doc._.mentions` from the names of the document."""

    def __init__(self, known: Gazetteer) -> None:
        self.known = known

    def __call__(self, doc: Doc) -> Doc:
        actors: list[Actor] = []
        mentions: list[Mention] = []
        people = [
            ent
            for ent in doc.ents
            if ent.label_ == "PER" and not (_is_known_body(ent, self.known) or _is_several(ent))
        ]
        for some, found in (
            _people(people, self.known),
            _organisations(doc, self.known),
            _places(doc, self.known),
        ):
            offset = len(actors)
            actors.extend(some)
            mentions.extend(_mentions(found, some, offset))
        mentions.sort(key=lambda mention: mention.span.start)
        doc._.actors, doc._.mentions = _in_text_order(actors, mentions)
        return doc


def _in_text_order(
    actors: Sequence[Actor], mentions: Iterable[Mention]
) -> tuple[tuple[Actor, ...], tuple[Mention, ...]]:
    """Return both with actors numbered as the text meets them."""
    order: dict[int, int] = {}
    numbered = []
    for one in mentions:
        rank = None if one.actor is None else order.setdefault(one.actor, len(order))
        numbered.append(Mention(one.span, one.form, rank, one.how, one.confidence))
    return tuple(actors[index] for index in order), tuple(numbered)


def _mentions(found: Iterable[Found], actors: Sequence[Actor], offset: int) -> Iterator[Mention]:
    for one in found:
        index = one.resolved.person
        actor = None if index is None else offset + index
        name = one.span.text if index is None else actors[index].name
        yield Mention(
            one.span,
            _form(one.span, name),
            actor,
            one.resolved.how,
            one.resolved.confidence,
        )


def _form(span: Span, name: str) -> MentionForm:
    text = span.text
    if text == name:
        return MentionForm.NAME
    if span.label_ == "ORG" and is_acronym(text):
        return MentionForm.ACRONYM
    shorter = text.casefold() in name.casefold()
    return MentionForm.PARTIAL_NAME if shorter else MentionForm.NAME


# ---------------------------------------------------------------- persons


def _people(ents: Sequence[Span], known: Gazetteer) -> tuple[list[Actor], list[Found]]:
    namings = [naming(ent, known) for ent in ents]
    people, resolved = persons(namings, known.first_names)
    found = [Found(ent, one) for ent, one in zip(ents, resolved, strict=True)]
    spans = _by_actor(found, len(people))
    actors = [
        Actor(
            _cased(joined(person.words), spans[index]),
            ActorKind.PERSON,
            _forms(spans[index]),
            gender=person.gender,
            number="Sing",
        )
        for index, person in enumerate(people)
    ]
    return actors, found


def _cased(name: str, spans: Iterable[Span]) -> str:
    """Return a name out of a headline in capitals as the text writes it."""
    if not name.isupper():
        return name
    written = (span.text for span in spans if span.text.casefold() == name.casefold())
    return next((text for text in written if not text.isupper()), name)


def _by_actor(found: Iterable[Found], size: int) -> list[list[Span]]:
    spans: list[list[Span]] = [[] for _ in range(size)]
    for one in found:
        if one.resolved.person is not None:
            spans[one.resolved.person].append(one.span)
    return spans


def _forms(spans: Iterable[Span]) -> tuple[str, ...]:
    """Return the forms met, each once, in text order."""
    return tuple(dict.fromkeys(span.text for span in spans))


def naming(ent: Span, known: Gazetteer) -> Naming:
    """Return the words of a person's name with what stands beside it."""
    words = _words(ent)
    before = ent.doc[ent.start - 1] if ent.start else None
    if before is not None and before.text in known.civilities:
        gender, _ = known.civilities[before.text]
        if gender is not None:
            return Naming(words, gender, civil=True)
    return Naming(words, _gender(ent, words[0], known), shared=_shared(ent, words, known))


def _words(ent: Span) -> tuple[str, ...]:
    """Return the words of a name; the tokeniser tears *Lozac'h* in two."""
    words: list[str] = []
    for token in ent:
        if words and words[-1].endswith("'") and token.is_lower:
            words[-1] += token.text
        elif not token.is_space:
            words.append(token.text)
    return tuple(words)


def _gender(ent: Span, first: str, known: Gazetteer) -> str | None:
    gender = known.first_names.get(first) or known.first_names.get(first.partition("-")[0])
    if gender is not None or ent.start == 0:
        return gender
    before = ent.doc[ent.start - 1]
    if before.lower_ in known.cues or before.lower_ in known.demonyms:
        found = before.morph.get("Gender", [])
        return found[0] if found and before.lower_ not in known.cues else None
    return None


def _shared(ent: Span, words: Sequence[str], known: Gazetteer) -> tuple[str, ...]:
    """Return the surname that `Luc` shares in `Luc et Anne Brac`."""
    doc, place = ent.doc, ent.end
    if len(words) > 1 or not given_name(words[0], known.first_names) or place + 2 >= len(doc):
        return ()
    if doc[place].lower_ not in known.conjunctions:
        return ()
    after = doc[place + 1]
    if not given_name(after.text, known.first_names) or after.ent_type_ != "PER":
        return ()
    end = place + 2
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    return tuple(token.text for token in doc[place + 2 : end])


# ---------------------------------------------------------------- organisations


def _organisations(doc: Doc, known: Gazetteer) -> tuple[list[Actor], list[Found]]:
    ents = [
        ent
        for ent in doc.ents
        if (ent.label_ == "ORG" and not _is_portfolio(ent, known))
        or _is_known_body(ent, known)
        or (ent.label_ == "PER" and _is_several(ent))
    ]
    names = [tuple(token.text for token in ent) for ent in ents]
    groups, resolved = bodies(names, _defined(ents, names), known)
    found = [Found(ent, one) for ent, one in zip(ents, resolved, strict=True)]
    spans = _by_actor(found, len(groups))
    actors = [_organisation(some, known) for some in spans]
    return actors, found


def _organisation(spans: Sequence[Span], known: Gazetteer) -> Actor:
    forms = _forms(spans)
    name = max(forms, key=lambda form: (len(form), not form.isupper()))
    entry = known.entry(name)
    kind = ActorKind.ORGANISATION
    if entry is not None and entry.kind == ActorKind.GROUP:
        kind = ActorKind.GROUP
    if all(span.label_ == "PER" and _is_several(span) for span in spans):
        kind = ActorKind.GROUP
    gender, number = _agreement(spans)
    return Actor(name, kind, forms, gender=gender, number=number)


def _is_several(ent: Span) -> bool:
    """*les Valmontois*, *les Corbier*: people, none of whom the name is."""
    before = ent.doc[ent.start - 1] if ent.start else None
    is_plural = before is not None and before.pos_ in {"DET", "ADP"}
    return is_plural and len(ent) == 1 and has_feature(ent.doc[ent.start - 1], "Number", "Plur")


def _is_portfolio(ent: Span, known: Gazetteer) -> bool:
    """Whether a name is a part of a person's office: *ministre de la Justice*."""
    at = ent.start - 1
    links = known.links | known.articles
    while at >= 0 and ent.start - at <= MAX_LINKS and ent.doc[at].lower_ in links:
        at -= 1
    linked = 0 <= at < ent.start - 1
    if linked and at and ent.doc[at].pos_ == "ADJ":
        at -= 1  # « le ministre syldave de la Justice »
    return linked and ent.doc[at].lower_ in known.portfolios


def _is_known_body(ent: Span, known: Gazetteer) -> bool:
    """Whether the lexicons know an acting body that the model's scheme calls a place."""
    entry = known.entry(ent.text)
    if entry is None or entry.kind not in BODIES:
        return False
    before = ent.doc[ent.start - 1].lower_ if ent.start else ""
    return entry.kind != PLATFORM or before not in known.media


def _defined(
    ents: Sequence[Span], names: Sequence[tuple[str, ...]]
) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return the expansion of every acronym that the text puts in brackets behind it."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for i in range(1, len(ents)):
        gap = ents[i].start - ents[i - 1].end
        opened = gap == 1 and ents[i].doc[ents[i].start - 1].text == "("
        if opened and len(names[i]) == 1 and is_acronym(names[i][0]) and len(names[i - 1]) > 1:
            found[names[i]] = names[i - 1]
    return found


def _agreement(spans: Iterable[Span]) -> tuple[str | None, str | None]:
    """Return gender and number as the articles before the names tell."""
    for span in spans:
        if span.start:
            before = span.doc[span.start - 1]
            if before.pos_ == "DET" or before.tag_ == "ADP+DET":
                gender, number = before.morph.get("Gender", []), before.morph.get("Number", [])
                if gender or number:
                    return next(iter(gender), None), next(iter(number), None)
    return None, None


# ---------------------------------------------------------------- places


@dataclass(frozen=True, slots=True)
class Place:
    """A place where it is named: the actor that it would be, and what it does there."""

    span: Span
    name: str
    role: Role
    metonym: bool


def _places(doc: Doc, known: Gazetteer) -> tuple[list[Actor], list[Found]]:
    """Return the places that act, a capital as the state that it stands for."""
    ents = [ent for ent in doc.ents if ent.label_ == "LOC" and not _is_known_body(ent, known)]
    entries = [known.entry(ent.text) for ent in ents]
    states = {one.name for one in entries if one is not None and one.kind == "state"}
    places = [_place(ent, entry, states, known) for ent, entry in zip(ents, entries, strict=True)]
    acting = dict.fromkeys(one.name for one in places if one.role is Role.ACTS)
    index = {name: rank for rank, name in enumerate(acting)}
    found = [
        Found(
            one.span,
            Resolved(index[one.name], "metonym", METONYM)
            if one.metonym
            else Resolved(index[one.name], "own_name", SURE),
        )
        for one in places
        if one.name in index and one.role is not Role.LOCATES
    ]
    spans = _by_actor(found, len(index))
    return [_acting(name, spans[rank]) for name, rank in index.items()], found


def _place(ent: Span, entry: Entry | None, states: Container[str], known: Gazetteer) -> Place:
    if entry is None:
        return Place(ent, ent.text, role(ent, acts=False, known=known), metonym=False)
    what = role(ent, acts=entry.acts, known=known)
    if entry.kind == "capital" and entry.state is not None:
        stands = [state for state in entry.state.split("|") if state in states]
        if len(stands) == 1:
            return Place(ent, stands[0], what, metonym=True)
    return Place(ent, entry.name, what, metonym=False)


def _acting(name: str, spans: Sequence[Span]) -> Actor:
    gender, number = _agreement(span for span in spans if span.text == name)
    return Actor(name, ActorKind.PLACE, _forms(spans), gender=gender, number=number)
