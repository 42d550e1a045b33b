"""Arguments of nouns: *les accusations de Y contre X*, *l'enquête qui vise X*."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline import lexicon
from pipeline.inflection import Mood, verb_forms
from pipeline.records import Act, ActorKind, ActType, LegalStage, MentionForm
from pipeline.scan import features_of, has_feature, sentence_end, sentence_start
from pipeline.stance.arguments import Filler, prepositional
from pipeline.stance.clause import Voice, verb_group
from pipeline.stance.frames import Kind, Role
from pipeline.stance.grammar import grammar, normal
from pipeline.stance.nominals import right_end
from pipeline.stance.parties import Target, possessor, targets
from pipeline.stance.subjects import subject_of
from pipeline.stance.wordclasses import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Token

    from pipeline.records import Mention
    from pipeline.stance.arguments import Reading

REACH = 9  # tokens a locution may stand before its noun


@lru_cache(maxsize=1)
def support_verbs() -> Mapping[str, frozenset[str]]:
    """Return form → what the verb does with a noun of accusation."""
    found: dict[str, set[str]] = {}
    for use, verbs in lexicon.read_toml("support.toml").items():
        for verb in verbs if isinstance(verbs, list) else ():
            for form in verb_forms(verb):
                found.setdefault(form.text, set()).add(use)
    return {form: frozenset(uses) for form, uses in found.items()}


@lru_cache(maxsize=1)
def locutions() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Return verb form → the words that make it a locution of undergoing."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in lexicon.read_toml("support.toml")["locutions"]["receive"]:
        verb, *rest = phrase.replace("'", "' ").split()
        if verb in grammar()["clitics.reflexive"]:
            verb, *rest = rest
        endings = contractions().get(rest[-1], (rest[-1],))
        for form in verb_forms(verb):
            found.setdefault(form.text, []).extend((*rest[:-1], last) for last in endings)
    return {form: tuple(rests) for form, rests in found.items()}


@lru_cache(maxsize=1)
def contractions() -> Mapping[str, tuple[str, ...]]:
    """Return preposition → its one-word forms, those that hold an article included."""
    found: dict[str, dict[str, None]] = {}
    for word, phrases in grammar().prepositions.items():
        for words, name in phrases:
            if len(words) == 1:
                found.setdefault(name, {name: None})[word] = None
    return {name: tuple(forms) for name, forms in found.items()}


def governor(head: Token) -> tuple[Token | None, frozenset[str]]:
    """Return the verb that carries the noun, and its uses."""
    uses = support_verbs()
    token = head
    for _ in range(3):
        token = token.head
        if normal(token.text) in uses:
            return token, uses[normal(token.text)]
        if token.pos_ in {"VERB", "AUX"} or token.head == token:
            break
    return None, frozenset()


def undergone(read: Reading) -> Token | None:
    """Return the verb of a locution of undergoing (*fait l'objet d'une plainte*)."""
    words, head = read.words, read.cue.head
    known = locutions()
    for i in range(head.i - 2, max(sentence_start(head), head.i - REACH) - 1, -1):
        for rest in known.get(words[i], ()):
            j = i + 1
            while j < head.i and words[j] != rest[0]:
                if read.doc[j].pos_ not in {"ADV", "VERB", "AUX"}:
                    break
                j += 1
            if _goes_on(words, j, head.i, rest):
                return read.doc[i]
    return None


def _goes_on(words: list[str], i: int, noun: int, rest: tuple[str, ...]) -> bool:
    """Whether a locution goes on there: *fait l'objet, depuis mardi, d'une plainte* too."""
    *first, last = rest
    i += len(first)
    if words[i - len(first) : i] != first:
        return False
    if words[i : i + 1] == [","]:
        i = next((j + 1 for j in range(i + 1, noun) if words[j] == ","), i)
    return words[i : i + 1] == [last]


def judged_false(read: Reading) -> Token | None:
    """Return the verb that calls the accusation false (*juge injuste l'accusation*)."""
    head, doc = read.cue.head, read.doc
    false = words_of("falsehoods")
    for i in range(head.i - 1, max(sentence_start(head), head.i - REACH) - 1, -1):
        if "judge" in support_verbs().get(read.words[i], ()):
            near = (
                *range(i + 1, head.i),
                *range(head.i + 1, min(sentence_end(head), head.i + REACH)),
            )
            return doc[i] if any(read.words[j] in false for j in near) else None
        if doc[i].pos_ in {"VERB", "AUX"}:
            return None
    return None


def agent_of(head: Token) -> Token | None:
    """Return the verb of aiming that the noun is the agent of (*visé par une enquête*)."""
    verb = head.head
    if "aim" not in support_verbs().get(normal(verb.text), ()):
        return None
    for i in range(head.i - 1, max(sentence_start(head), head.i - REACH) - 1, -1):
        if normal(head.doc[i].text) in grammar()["agents.prepositions"]:
            return verb if verb.i < i else None
    return None


def subject_targets(read: Reading, verb: Token) -> list[Target]:
    """Return the actors of the subject of another verb than the cue."""
    group = verb_group(verb, form_mood(verb))
    head, path = subject_of(read.mentions, group)
    if head is None:
        return []
    return targets(read, Filler(head, head.left_edge.i, right_end(head), path, head.left_edge.i))


def form_mood(verb: Token) -> Mood | None:
    """Return what the tagger makes of a verb form; None for a finite one."""
    form, *_ = features_of(verb).get("VerbForm", ("",))
    return {"Part": Mood.PARTICIPLE, "Inf": Mood.INFINITIVE}.get(form)


def noun_slot(read: Reading, slot: str) -> tuple[list[Target], Filler | None]:
    """Return the actors in one slot of a noun, and what fills it."""
    head = read.cue.head
    if slot == "possessive":
        owner = possessor(read, head)
        return ([Target(owner, direct=True, edge=owner.span.start)] if owner else []), None
    if slot == "subject":
        return _giver(read, head), None
    if slot == "object":
        return _sufferer(read, head) or _aimed_at(read, head), None
    if slot == "de":
        owner = genitive_antecedent(read, head)
        if owner is not None:
            return [Target(owner, direct=True, edge=owner.span.start)], None
    for filler in prepositional(read, slot):
        if slot == "de" and (_behind_aim(head, filler) or _of_another(read, filler)):
            continue
        found = [t for t in targets(read, filler) if t.direct]
        if found:
            return found, filler
    return [], None


def _of_another(read: Reading, filler: Filler) -> bool:
    """Whether a genitive belongs to a thing between: *l'indignation suite à l'exécution de X*."""
    owner = filler.head.head
    between = read.begin <= owner.i < filler.edge and owner.pos_ == "NOUN"
    return between and read.mentions.of(owner) is None and owner != read.cue.head


def _behind_aim(head: Token, filler: Filler) -> bool:
    """Whether a genitive belongs to what is aimed at: *la plainte vise le patron de X*."""
    verb, uses = governor(head)
    return verb is not None and "aim" in uses and head.i < verb.i < filler.edge


def genitive_antecedent(read: Reading, head: Token) -> Mention | None:
    """Return whom *dont* before the noun stands for (*X, dont l'arrestation…*)."""
    for i in range(head.i - 1, max(sentence_start(head), head.i - 4) - 1, -1):
        if read.words[i] in grammar()["relatives.genitive"]:
            end = i - 1 if read.words[i - 1] == "," else i
            mention = read.mentions.ending(end)
            return mention if mention is not None and mention.actor is not None else None
        if read.doc[i].pos_ not in {"DET", "ADJ"}:
            return None
    return None


def _giver(read: Reading, head: Token) -> list[Target]:
    verb, uses = governor(head)
    if verb is None or not uses & {"give", "withdraw"} or head.dep_.startswith("nsubj"):
        return []
    if verb.pos_ == "NOUN" and any(child.dep_ == "det" for child in verb.children):
        return []  # « à l'annonce de l'exclusion »: no verb
    if verb_group(verb, form_mood(verb)).voice is Voice.PASSIVE:
        return []
    return subject_targets(read, verb)


def _sufferer(read: Reading, head: Token) -> list[Target]:
    verb = undergone(read) or agent_of(head) or judged_false(read)
    if verb is None:
        carrier, uses = governor(head)
        if (
            carrier is not None
            and uses & ({"receive", "answer"} if read.cue.frame.charge else {"receive"})
            and not head.dep_.startswith("nsubj")
        ):
            verb = carrier
    return [] if verb is None else subject_targets(read, verb)


def _aimed_at(read: Reading, head: Token) -> list[Target]:
    """The noun is the subject of a verb of aiming, the accused its object."""
    clitic = _clitic_target(read)
    if clitic:
        return clitic
    verb, uses = governor(head)
    if verb is None or "aim" not in uses or verb.i < head.i:
        return []
    for i in range(verb.i + 1, sentence_end(read.doc[verb.i])):
        mention = read.mentions.starting(i)
        if mention is not None and mention.actor is not None:
            return [Target(mention, direct=True, edge=i)]
        if read.doc[i].pos_ not in {"ADV", "DET", "ADP"}:
            break
    return []


def _clitic_target(read: Reading) -> list[Target]:
    """*une enquête le visant*: the pronoun before the participle of aiming."""
    aims, clitics = support_verbs(), grammar()["clitics.object"]
    for i in range(read.begin, min(read.begin + 4, read.limit - 1)):
        if read.words[i] in clitics and "aim" in aims.get(read.words[i + 1], ()):
            mention = read.mentions.covering(i)
            if mention is not None and mention.actor is not None:
                return [Target(mention, direct=True, edge=i)]
    return []


def is_background(read: Reading) -> bool:
    """Whether a noun only dates something else (*lors de son arrestation*)."""
    head = read.cue.head
    if read.cue.frame.kind is not Kind.NOUN:
        return False
    if _is_cleared_of(read) or _is_asked_for(read) or _is_threatened(read):
        return True
    if _is_the_press(read) or _is_its_reason(read) or _is_a_title(read):
        return True
    before = read.words[max(sentence_start(head), head.i - 4) : head.i]
    return any(
        tuple(before[i : i + len(phrase)]) == phrase
        for phrase in background_phrases()
        for i in range(len(before))
    )


def _is_a_title(read: Reading) -> bool:
    """*Le critique Jean Untel persiste*: what somebody is, and his name."""
    name = read.mentions.starting(max(read.cue.tokens) + 1)
    if name is None or name.actor is None or name.form is MentionForm.PRONOUN:
        return False
    return read.doc._.actors[name.actor].kind is ActorKind.PERSON


def _is_threatened(read: Reading) -> bool:
    """*risque une amende*, *pourront recevoir une peine*: a penalty for nothing that is told."""
    is_told_why = next(prepositional(read, "pour"), None) is not None
    if read.cue.frame.type is not ActType.CONVICTION or is_told_why:
        return False
    verb = undergone(read) or governor(read.cue.head)[0]
    if verb is None:
        return False
    above = verb.head if has_feature(verb, "VerbForm", "Inf") else verb
    is_future = any(has_feature(token, "Tense", "Fut") for token in (verb, above))
    return is_future or "risk" in support_verbs().get(normal(verb.text), ())


def _is_its_reason(read: Reading) -> bool:
    """*une enquête pour soupçons de fraude*: what an action is taken for is its charge."""
    i = min(read.cue.tokens)
    if i == 0 or normal(read.cue.head.text) not in grammar()["law.suspicions"]:
        return False
    return read.words[i - 1] in words_of("aim_prepositions")


def _is_the_press(read: Reading) -> bool:
    """*La critique a salué le film*: those who write so, where the noun acts on something."""
    head = read.cue.head
    if normal(head.text) not in words_of("collective_judges") or not head.dep_.startswith("nsubj"):
        return False
    acts = any(child.dep_ == "obj" for child in head.head.children)
    alone = all(child.dep_ in {"det", "amod"} for child in head.children)
    return acts and alone and normal(head.head.text) not in support_verbs()


def _is_cleared_of(read: Reading) -> bool:
    """*relaxé des poursuites*: what somebody is cleared of is no action of its own."""
    head = read.cue.head
    if read.cue.frame.act is not Act.SUE:
        return False
    clearing = {
        cue.head.i
        for cue in read.doc._.cues
        if cue.frame.kind is Kind.VERB
        and (cue.frame.role is Role.EXONERATION or cue.frame.stage is LegalStage.ACQUITTED)
    }
    if head.i == 0 or read.words[head.i - 1] not in words_of("genitives"):
        return False
    for i in range(head.i - 1, sentence_start(head) - 1, -1):
        if i in clearing:
            return True
        if read.doc[i].pos_ in {"VERB", "AUX"}:
            return False
    return False


def _is_asked_for(read: Reading) -> bool:
    """*la peine requise contre X*: the participle tells the action, at its own stage."""
    if read.cue.frame.act is not Act.SUE:
        return False
    asked = {
        cue.head.i
        for cue in read.doc._.cues
        if cue.frame.kind is Kind.VERB and cue.frame.act is Act.SUE and cue.head.dep_ == "acl"
    }
    return any(child.i in asked for child in read.cue.head.children)


@lru_cache(maxsize=1)
def background_phrases() -> tuple[tuple[str, ...], ...]:
    """Return what introduces a noun that only dates."""
    phrases = lexicon.read_toml("support.toml")["background"]["phrases"]
    return tuple(tuple(phrase.replace("'", "' ").split()) for phrase in phrases)
