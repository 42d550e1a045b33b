"""The frame lexicon: a cue, the act it performs, and where its arguments stand.

`lexicons/frames.toml` holds classes and frames. A class is a valency pattern; a frame names a cue
and a class, and may set any field of the class anew. A researcher's own file has the same shape
and is merged in behind the package's.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pipeline import lexicon
from pipeline.errors import LexiconError
from pipeline.inflection import verb_forms
from pipeline.records import Act, ActType, LegalStage, Polarity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

FILE = "frames.toml"
NOBODY = "-"  # in the expected row of an example


class Kind(StrEnum):
    """What sort of word a cue is."""

    VERB = "verb"
    NOUN = "noun"
    ADJECTIVE = "adjective"


class Role(StrEnum):
    """What a frame does in the tables."""

    ACCUSATION = "accusation"  # a row of its own
    PRAISE = "praise"  # a positive judgement: an opinion
    DEFENCE = "defence"
    SUPPORT = "support"
    DENIAL = "denial"  # an answer, or a state change, of an accusation
    ADMISSION = "admission"
    REJECTION = "rejection"
    EXONERATION = "exoneration"
    WITHDRAWAL = "withdrawal"


SLOTS = frozenset(
    [
        "subject",
        "object",
        "dative",
        "inf",
        "clause",
        "que",
        "de",
        "de+inf",
        "pour",
        "pour+inf",
        "contre",
        "par",
        "sur",
        "à",
        "à+inf",
        "comme",
        "en",
        "dans",
        "devant",
        "entre",
        "avec",
        "visant",
        "possessive",
        "attribute",
        "après",
        "face",
        "selon",
        "chez",
        "auprès",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One entry of the lexicon.

    Attributes:
        cue: Citation form: first word inflects, `…` stands for words in between, `a/b` for a
            choice, a leading *se* or *s'en* for a verb that is always pronominal.
        accuser: Slots tried in order; likewise `accused` and `charge`.
        passive: Whether the verb turns round: participle, *être* and *se voir*.
        hedged: The cue itself says that nothing is proven.
        not_object: Nouns that make it a false friend (*accuser réception*).
        not_with: Words that, right behind the cue, do the same.
        not_charge: Nouns that, as a charge, make it a false friend (*responsable du service*).
        needs_object: Nouns one of which must be the object.
        direct_only: The accused must be named, not reached through an act of theirs.
        noun_only: The other way round: it is an act that is judged.
        animate: The accused must be a person or a group.
        public: The accused must be named, an organisation or a group.
        scorn: Whoever does it to the speaker is accused by him (*« ils se moquent de nous »*).
        spoken: Words attack: where violence is told of and nobody named attacks, deeds do.
        after_arrest: Somebody was held before, or law is spoken of nearby (*relâcher*).
        court: Judicial if a court speaks, a penalty follows or the verb is passive; else moral.
        charge_needed: Without a charge it is no accusation.
        charge_or_court: Without a charge or a court it is none.
        court_only: Only a court or a judge does it.
        bare_noun: A definite article before the locution's last word makes it a false friend
            (*demander la réparation du toit*).
        negative_charge: It is one only if the charge speaks ill (*qualifier de*).
        stage: The stage of a legal action that it reports.
        row: Accuser, accused and charge expected of the example.
    """

    cue: str
    kind: Kind = Kind.VERB
    variants: tuple[str, ...] = ()
    role: Role = Role.ACCUSATION
    act: Act | None = None
    type: ActType | None = None
    accuser: tuple[str, ...] = ()
    accused: tuple[str, ...] = ()
    charge: tuple[str, ...] = ()
    passive: bool = True
    reflexive: bool = True
    participle_only: bool = False
    not_charge: tuple[str, ...] = ()
    needs_object: tuple[str, ...] = ()
    direct_only: bool = False
    noun_only: bool = False
    animate: bool = False
    public: bool = False
    scorn: bool = False
    spoken: bool = False
    after_arrest: bool = False
    court: bool = False
    charge_or_court: bool = False
    court_only: bool = False
    adjective_only: bool = False
    hedged: bool = False
    hypothetical: bool = False
    negated: bool = False
    not_object: tuple[str, ...] = ()
    not_with: tuple[str, ...] = ()
    charge_needed: bool = False
    bare_noun: bool = False
    negative_charge: bool = False
    stage: LegalStage | None = None
    polarity: Polarity = Polarity.NEGATIVE
    intensity: float = 0.6
    plover: str | None = None
    cameo: str | None = None
    example: str = ""
    row: tuple[str, ...] = ()
    origin: str = "composed"

    @property
    def name(self) -> str:
        """The rule's name in the tables."""
        return f"{self.kind}:{self.cue.replace(' ', '_')}"


ENUMS: Mapping[str, type[StrEnum]] = {
    "kind": Kind,
    "role": Role,
    "act": Act,
    "type": ActType,
    "stage": LegalStage,
    "polarity": Polarity,
}
FIELDS = {field.name: str(field.type) for field in fields(Frame)}
SLOT_FIELDS = ("accuser", "accused", "charge")


def load(path: Path | str = FILE, classes: Mapping[str, Any] | None = None) -> tuple[Frame, ...]:
    """Return the frames of one file.

    Args:
        path: A file, or the name of one in the package's lexicons.
        classes: Classes known beside those of the file.

    Raises:
        LexiconError: An entry has an unknown field, slot, class or value, or stands twice.
    """
    path = lexicon.folder() / path if isinstance(path, str) else path
    data = lexicon.read_toml(path)
    known = {**(classes or {}), **data.get("class", {})}
    lines = _lines(path)
    seen: dict[tuple[str, str, str], int] = {}
    found = []
    for entry, line in zip(data.get("frame", ()), lines, strict=True):
        frame = _frame(entry, known, path, line)
        key = (frame.cue, frame.kind, "/".join(frame.accused + frame.charge))
        if key in seen:
            raise LexiconError(path, line, f"{frame.cue!r} stands at line {seen[key]} already")
        seen[key] = line
        found.append(frame)
    return tuple(found)


def classes() -> Mapping[str, Any]:
    """Return the valency classes of the package's file."""
    found: Mapping[str, Any] = lexicon.read_toml(FILE).get("class", {})
    return found


@lru_cache(maxsize=4)
def lexicon_frames(own: Path | None = None) -> tuple[Frame, ...]:
    """Return the package's frames, with those of a researcher's own file behind them."""
    frames = load()
    if own is None:
        return frames
    more = load(own, classes())
    replaced = {(frame.cue, frame.kind) for frame in more}
    return (*(f for f in frames if (f.cue, f.kind) not in replaced), *more)


def _lines(path: Path) -> list[int]:
    text = path.read_text(encoding="utf-8").splitlines()
    return [n for n, line in enumerate(text, 1) if line.strip() == "[[frame]]"]


def _frame(
    entry: Mapping[str, Any], known: Mapping[str, Mapping[str, Any]], path: Path, line: int
) -> Frame:
    name = entry.get("class")
    if name is not None and name not in known:
        raise LexiconError(path, line, f"there is no class {name!r}{_guess(name, known)}")
    values = {**known.get(name or "", {}), **entry}
    values.pop("class", None)
    if "cue" not in values:
        raise LexiconError(path, line, "the frame has no cue")
    read = {key: _value(key, value, path, line) for key, value in values.items()}
    frame = Frame(**read)
    _check(frame, path, line)
    return frame


def _value(key: str, value: Any, path: Path, line: int) -> Any:
    if key not in FIELDS:
        raise LexiconError(path, line, f"there is no field {key!r}{_guess(key, FIELDS)}")
    if key in ENUMS:
        kinds = ENUMS[key]
        if key == "stage" and not value:  # takes back the stage of the class
            return None
        allowed = [str(v) for v in kinds]
        if value not in allowed:
            raise LexiconError(path, line, f"{key} {value!r} is none of: {', '.join(allowed)}")
        return kinds(value)
    if FIELDS[key].startswith("tuple"):
        items = (value,) if isinstance(value, str) else tuple(value)
        for item in items if key in SLOT_FIELDS else ():
            if item not in SLOTS:
                raise LexiconError(path, line, f"{key}: no slot {item!r}{_guess(item, SLOTS)}")
        return items
    return _plain(key, value, path, line)


PLAIN: Mapping[str, type | tuple[type, ...]] = {"bool": bool, "float": (int, float)}


def _plain(key: str, value: Any, path: Path, line: int) -> Any:
    wanted: type | tuple[type, ...] = PLAIN.get(FIELDS[key], str)
    if not isinstance(value, wanted):
        raise LexiconError(path, line, f"{key} {value!r} is no {FIELDS[key]}")
    return value


def _check(frame: Frame, path: Path, line: int) -> None:
    if frame.role is Role.ACCUSATION and (frame.act is None or frame.type is None):
        raise LexiconError(path, line, f"{frame.cue!r} has no act or no type")
    if frame.row and len(frame.row) != 3:  # noqa: PLR2004 - accuser, accused, charge
        raise LexiconError(path, line, "row is not [accuser, accused, charge]")
    if frame.kind is Kind.VERB:
        _check_verb(frame.cue, path, line)
    if not 0 <= frame.intensity <= 1:
        raise LexiconError(path, line, f"intensity {frame.intensity} is not between 0 and 1")


def _check_verb(cue: str, path: Path, line: int) -> None:
    try:
        verb_forms(lexical_verb(cue))
    except LexiconError as error:
        raise LexiconError(path, line, f"{cue!r}: no paradigm conjugates its verb") from error


def lexical_verb(cue: str) -> str:
    """Return the verb of a citation form, clitics left out."""
    words = cue.replace("'", "' ").split()
    return next(word for word in words if word not in CLITICS)


CLITICS = frozenset({"se", "s'", "en", "y", "l'"})


def _guess(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


def validate(own: Path | None = None) -> Sequence[str]:
    """Return what is wrong with the lexicon beyond what loading refuses; empty when all is well."""
    problems = []
    for frame in lexicon_frames(own):
        if not frame.example:
            problems.append(f"{frame.name}: no example")
        if frame.role is Role.ACCUSATION and not frame.row:
            problems.append(f"{frame.name}: no expected row")
        if frame.role is not Role.ACCUSATION and frame.act is not None:
            problems.append(f"{frame.name}: {frame.role} carries the act {frame.act}")
    return problems
