"""Pronouns: the phrase each takes up.

Relatives and reflexives follow the parse; the others take the most salient phrase of the window
that agrees and that syntax allows. All phrases compete, things too: a pronoun that stands for a
thing must not be given to the nearest actor.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.entities.anaphors import agree, anaphors
from pipeline.entities.candidates import CLOSING, Candidate, candidates, quoted, role_of, speaks
from pipeline.entities.nouns import rules
from pipeline.entities.salience import WEIGHTS, Setting, salience
from pipeline.entities.tokens import NAMING
from pipeline.records import Link, Mention, MentionForm
from pipeline.syntax import Control, antecedent_of, subject_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.entities.anaphors import Anaphor
    from pipeline.entities.salience import Weights
    from pipeline.entities.tokens import Tokens
    from pipeline.records import Actor

PAIR = 2
WINDOW = 3  # sentences looked back
MOST = 80  # candidates looked at: a text with no full stop stays linear
LEAST = -2.6  # a weaker candidate is no antecedent
PARSED = frozenset({"relative", "reflexive"})
CLITICS = frozenset({"object", "dative"})
COARGUMENTS = frozenset({"subject", "object", "dative", "agent"})
RECENT = frozenset({"last", "demonstrative"})
SAID = 0.9
SURE = 0.75  # from here on a pronoun tells the gender of a name


@dataclass(frozen=True, slots=True)
class Found:
    """What a pronoun was resolved to."""

    candidate: Candidate
    how: str
    confidence: float


class Resolving:
    """Resolves the pronouns of one document in the order of the text."""

    def __init__(
        self,
        tokens: Tokens,
        mentions: Iterable[Mention],
        actors: Sequence[Actor],
        weights: Weights = WEIGHTS,
    ) -> None:
        self.tokens = tokens
        self.weights = weights
        self.actors = actors
        self._quoted = quoted(tokens.words)
        self._coming = list(candidates(tokens, mentions, actors, self._quoted))[::-1]
        self._all = {one.index: one for one in self._coming if not one.coordinated}
        self._joined = {one.index for one in self._coming if one.coordinated}
        self._window: list[Candidate] = []
        self._at: dict[int, Candidate] = {}
        self._counts: Counter[object] = Counter()
        self._genders: dict[object, str] = {}
        words = rules()["control"]
        self._control = Control(words["object"], words["dative"])

    def resolve(self) -> tuple[list[Mention], list[Link]]:
        """Return mentions for the pronouns that stand for actors, and links for all."""
        mentions, links = [], []
        doc = self.tokens.doc
        for anaphor in anaphors(self.tokens):
            self._advance(anaphor.start)
            found = self._found(anaphor)
            if found is None:
                continue
            self._remember(anaphor, found)
            span = doc[anaphor.start : anaphor.end]
            index = found.candidate.index
            links.append(Link(span, doc[index : index + 1], found.how, found.confidence))
            chain = found.candidate.chain
            several = found.candidate.members
            for actor in (chain,) if isinstance(chain, int) else several:
                how = "coordination" if several else found.how
                mentions.append(Mention(span, MentionForm.PRONOUN, actor, how, found.confidence))
        return mentions, links

    def _advance(self, upto: int) -> None:
        while self._coming and self._coming[-1].index < upto:
            one = self._coming.pop()
            if not one.coordinated:
                self._at[one.index] = one
                self._counts[one.chain] += 1
            self._window.append(one)
        low = self.tokens.sentence[upto] - WINDOW
        self._window = [one for one in self._window[-MOST:] if one.sentence >= low]

    def _remember(self, anaphor: Anaphor, found: Found) -> None:
        """A resolved pronoun is itself taken up by the next."""
        tokens, i, antecedent = self.tokens, anaphor.index, found.candidate
        gender = antecedent.gender or anaphor.gender
        if antecedent.gender is None and gender is not None and found.confidence >= SURE:
            self._genders.setdefault(antecedent.chain, gender)
        one = Candidate(
            i,
            antecedent.chain,
            tokens.sentence[i],
            gender,
            antecedent.number or anaphor.number,
            "inner" if anaphor.kind == "possessive" else role_of(tokens, i),
            anaphor.verb,
            tokens.head[i],
            antecedent.animate,
            self._quoted[i],
            pronoun=True,
            coordinated=antecedent.coordinated,
            members=antecedent.members,
            speaks=speaks(tokens, i),
        )
        self._at[i] = one
        if anaphor.kind not in PARSED:
            self._counts[one.chain] += 1
            self._window.append(one)

    # ------------------------------------------------------------ by the parse

    def _found(self, anaphor: Anaphor) -> Found | None:
        if anaphor.kind == "relative":
            return self._relative(anaphor)
        if anaphor.kind == "reflexive":
            verb = self.tokens.doc[anaphor.index].head
            found = self._head(subject_of(verb, self._control), "reflexive")
            return None if found is not None and found.candidate.index in self._joined else found
        if anaphor.kind in {"first", "second"}:
            return self._listed(anaphor)
        if anaphor.kind == "possessive":
            announced = self._announced(anaphor)
            if announced is not None:
                return announced
        if anaphor.kind in {"strong", "subject"}:
            doubled = self._doubled(anaphor) or self._echoed(anaphor)
            if doubled is not None:
                return doubled
        return self._salient(anaphor)

    def _doubled(self, anaphor: Anaphor) -> Found | None:
        """*Le maire, lui, se tait*: between commas, the noun that the parse hangs it on."""
        doc, i = self.tokens.doc, anaphor.index
        head = doc[i].head
        set_off = 0 < i < len(doc) - 1 and doc[i - 1].text == doc[i + 1].text == ","
        if not set_off or head.i >= i or not self._at.get(head.i):
            return None
        one = self._at[head.i]
        return Found(one, "doubled", SAID) if self._fits(one, None, anaphor.number) else None

    def _echoed(self, anaphor: Anaphor) -> Found | None:
        """*La région, elle aussi visée,*: behind the comma, the actor right before it."""
        words, i = self.tokens.words, anaphor.start
        if i == 0 or words[i - 1] != "," or i + 1 == len(words):
            return None
        if words[i + 1] not in rules()["words"]["echoing"]:
            return None
        for one in reversed(self._window):
            if one.sentence != self.tokens.sentence[i]:
                return None
            if (
                one.role != "inner"
                and isinstance(one.chain, int)
                and self._fits(one, anaphor.gender, anaphor.number)
            ):
                return Found(one, "doubled", SAID)
        return None

    def _head(self, token: object, how: str) -> Found | None:
        """Return the candidate that a token heads, one still to come included."""
        index: int | None = getattr(token, "i", None)
        if index is None:
            return None
        one = self._at.get(index) or self._all.get(index)
        return None if one is None else Found(one, how, SAID)

    def _relative(self, anaphor: Anaphor) -> Found | None:
        """The noun its clause hangs on, else the nearest before it that agrees."""
        number = anaphor.number or self._verb_number(anaphor)
        token = antecedent_of(self.tokens.doc[anaphor.index])
        found = self._head(token, "relative")
        if found is not None and self._fits(found.candidate, anaphor.gender, number):
            return found
        here = self.tokens.sentence[anaphor.start]
        for one in reversed(self._window):
            if one.sentence != here:
                break
            if not one.pronoun and self._fits(one, anaphor.gender, number):
                return Found(one, "nearest", 0.6)
        return found

    def _verb_number(self, anaphor: Anaphor) -> str | None:
        """Return the number that the verb shows where the relative is its subject."""
        i = anaphor.index
        return (
            self.tokens.number[self.tokens.head[i]]
            if role_of(self.tokens, i) == "subject"
            else None
        )

    def _fits(self, one: Candidate, gender: str | None, number: str | None) -> bool:
        return agree(one.number, number) and agree(self._gender(one), gender)

    def _announced(self, anaphor: Anaphor) -> Found | None:
        """*Dès leurs premiers pas, les enquêteurs…*: the subject that a fronted phrase precedes."""
        subject = subject_of(self.tokens.doc[anaphor.verb], self._control)
        if subject is None or subject.i <= anaphor.end or self._at.get(subject.i):
            return None
        if self.tokens.sentence[subject.i] != self.tokens.sentence[anaphor.start]:
            return None
        one = self._all.get(subject.i)
        possessed = self._all.get(self.tokens.head[anaphor.index])
        is_inside = self.tokens.under(anaphor.start, subject.i) or (
            possessed is not None and one is not None and possessed.chain == one.chain
        )
        if one is None or is_inside or not self._fits(one, None, anaphor.number):
            return None
        return Found(one, "announced", 0.65)

    def _listed(self, anaphor: Anaphor) -> Found | None:
        """*le premier… le second*: of two that *et* joins, else of the last two named."""
        here = self.tokens.sentence[anaphor.start]
        pair: dict[object, Candidate] = {}
        for one in self._window:
            if one.sentence in {here - 1, here} and isinstance(one.chain, int) and not one.pronoun:
                pair.setdefault(one.chain, one)
        joined = next((one.members for one in self._window[::-1] if len(one.members) == PAIR), ())
        named = [pair[chain] for chain in joined if chain in pair]
        if len(named) < PAIR:
            named = list(pair.values())[-PAIR:]
        if len(named) < PAIR:
            return None
        chosen = named[0 if anaphor.kind == "first" else -1]
        agrees = agree(self._gender(chosen), anaphor.gender)
        return Found(chosen, "order", 0.7) if agrees else None

    # ------------------------------------------------------------ by salience

    def _salient(self, anaphor: Anaphor) -> Found | None:
        barred, subject = self._barred(anaphor)
        setting = Setting(
            self.tokens.sentence[anaphor.start],
            self._counts,
            self._wants_animate(anaphor),
            subject,
            self._judged(anaphor),
            self._quoted[anaphor.start],
            anaphor.kind == "subject" and speaks(self.tokens, anaphor.index),
        )
        ranked = [
            (self._score(anaphor, one, setting), one.index, one)
            for one in self._window
            if self._allowed(anaphor, one, barred)
        ]
        return self._best(anaphor, ranked)

    def _score(self, anaphor: Anaphor, one: Candidate, setting: Setting) -> float:
        """*ce dernier* takes the nearest, the others the most salient."""
        if anaphor.kind in RECENT:
            bonus = 0.5 if one.animate else 0.0
            return bonus - self.weights.token * (anaphor.start - one.index)
        return salience(anaphor, one, setting, self._gender(one), self.weights)

    def _best(self, anaphor: Anaphor, ranked: list[tuple[float, int, Candidate]]) -> Found | None:
        if not ranked:
            return None
        ranked.sort(key=lambda r: r[:2], reverse=True)
        best = ranked[0]
        if best[0] < LEAST:
            return None
        rival = next((r[0] for r in ranked[1:] if r[2].chain != best[2].chain), best[0] - 2.0)
        confidence = min(0.9, 0.5 + 0.2 * (best[0] - rival))
        return Found(best[2], f"{anaphor.kind}_salience", round(confidence, 2))

    def _gender(self, one: Candidate) -> str | None:
        return one.gender or self._genders.get(one.chain)

    def _allowed(self, anaphor: Anaphor, one: Candidate, barred: frozenset[object]) -> bool:
        if one.index >= anaphor.start or one.chain in barred:
            return False
        if self._is_ruled_out(anaphor, one) or (anaphor.kind == "concerned" and not one.animate):
            return False
        if not agree(one.number, anaphor.number) or not agree(self._gender(one), anaphor.gender):
            return False
        if anaphor.kind == "possessive":
            possessed = self._all.get(self.tokens.head[anaphor.index])
            return possessed is None or one.chain != possessed.chain
        same_clause = one.verb == anaphor.verb and one.parent == anaphor.verb
        return not (same_clause and one.role in COARGUMENTS)

    def _is_ruled_out(self, anaphor: Anaphor, one: Candidate) -> bool:
        """Whether what the clause says of the pronoun cannot be said of a phrase."""
        if anaphor.kind in {"object", "dative"}:
            return self._judges(anaphor, one) or self._tells_subject(anaphor, one)
        if anaphor.kind in RECENT:
            return not isinstance(one.chain, int) and self._says(anaphor)
        return one.quoted and self._reports(anaphor)

    def _says(self, anaphor: Anaphor) -> bool:
        """*Celui-ci a écrit que*: who says so is somebody."""
        if role_of(self.tokens, anaphor.index) != "subject":
            return False
        animate = rules()["selection"]["animate_subject"]
        return self.tokens.doc[anaphor.verb].lemma_ in animate

    def _tells_subject(self, anaphor: Anaphor, one: Candidate) -> bool:
        """*Le maire de Brest lui reproche*: what stands inside the subject is not *lui*."""
        subject = subject_of(self.tokens.doc[anaphor.verb], self._control)
        if subject is None or subject.i >= anaphor.start:
            return False
        return subject.left_edge.i <= one.index <= min(subject.right_edge.i, anaphor.start)

    def _reports(self, anaphor: Anaphor) -> bool:
        """*« Un homme a tiré », a-t-il dit*: who speaks is nobody that the quoted words tell of."""
        i = anaphor.start
        if not self.tokens.words[i].startswith("-") or self._quoted[i]:
            return False
        behind_quotation = not CLOSING.isdisjoint(self.tokens.words[max(0, i - 4) : i])
        return behind_quotation or speaks(self.tokens, anaphor.index)

    def _judges(self, anaphor: Anaphor, one: Candidate) -> bool:
        """*La cour… On lui reproche*: who is accused is not the court."""
        rule = rules()["selection"]
        if not isinstance(one.chain, int):
            return False
        if self.tokens.doc[anaphor.verb].lemma_ not in rule["accusing"]:
            return False
        return not rule["judicial"].isdisjoint(self.actors[one.chain].name.lower().split())

    def _barred(self, anaphor: Anaphor) -> tuple[frozenset[object], int | None]:
        """Return the chains that binding rules out, and the subject of the anaphor's clause."""
        if anaphor.kind in {"subject", "last", "demonstrative", "concerned"}:
            return frozenset(), None
        verb = self.tokens.doc[anaphor.verb]
        subject = subject_of(verb, self._control)
        misread = subject is None or anaphor.verb < anaphor.start  # its verb stands behind it
        beside = self._beside(anaphor) if misread and anaphor.kind in CLITICS else frozenset()
        if beside or subject is None:
            return beside, None if subject is None else subject.i
        if anaphor.kind == "possessive":
            return frozenset(), subject.i
        one = self._at.get(subject.i)
        return (frozenset() if one is None else frozenset({one.chain})), subject.i

    def _beside(self, anaphor: Anaphor) -> frozenset[object]:
        """*Jeanne Untel lui reproche*: who stands right before a clitic is its verb's subject."""
        i = anaphor.start - 1
        while i >= 0 and self.tokens.dep[i].startswith("flat"):
            i = self.tokens.head[i]
        one = self._at.get(i) if self.tokens.pos[i] in NAMING else None
        return frozenset() if one is None else frozenset({one.chain})

    def _judged(self, anaphor: Anaphor) -> int | None:
        """*blâme Untel pour ses propos*: the object's words, not the subject's."""
        words = self.tokens.words
        if anaphor.kind != "possessive" or words[anaphor.start - 1] not in _benefits():
            return None
        for one in reversed(self._window):
            if one.sentence != self.tokens.sentence[anaphor.start]:
                return None
            if one.verb == anaphor.verb and isinstance(one.chain, int) and one.index > one.verb:
                return one.index
        return None

    def _wants_animate(self, anaphor: Anaphor) -> bool:
        if anaphor.kind in {"dative", "concerned"}:
            return True
        verb = self.tokens.doc[anaphor.verb]
        if anaphor.kind == "object":  # *l'accuse*: nobody accuses a thing
            return verb.lemma_ in rules()["selection"]["accusing"]
        if anaphor.kind != "subject":
            return False
        return verb.lemma_ in rules()["selection"]["animate_subject"]


def _benefits() -> frozenset[str]:
    found: frozenset[str] = rules()["words"]["benefits"]
    return found
