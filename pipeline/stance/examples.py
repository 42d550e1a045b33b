"""Frames tried on their own examples, and frames added to a researcher's own file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline import extensions
from pipeline.errors import LexiconError
from pipeline.records import Actor, ActorKind, Mention, MentionForm
from pipeline.stance.arguments import reading
from pipeline.stance.cues import find_cues
from pipeline.stance.frames import FIELDS, NOBODY, classes, load
from pipeline.stance.grammar import normal_words
from pipeline.stance.nominals import Mentions
from pipeline.stance.roles import read_arguments

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc

    from pipeline.stance.frames import Frame
    from pipeline.stance.roles import Arguments

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """A frame's example, the row it must give and the row it gave; None when it was not found."""

    frame: Frame
    expected: Row
    found: Row | None

    @property
    def passed(self) -> bool:
        """Whether the row is the expected one, capitals aside."""
        return self.found is not None and _folded(self.found) == _folded(self.expected)


def _folded(row: Row) -> Row:
    return tuple(cell.lower() for cell in row)


def trials(nlp: Language, frames: Sequence[Frame], own: Path | None = None) -> Iterator[Trial]:
    """Try every frame on its example.

    The actors of the expected row are planted as mentions, so that a frame is tried alone,
    whatever the names in its example.
    """
    extensions.register()
    with nlp.select_pipes(disable=[name for name in nlp.pipe_names if name.startswith(ANNOTATE)]):
        docs = list(nlp.pipe(frame.example for frame in frames))
    for frame, doc in zip(frames, docs, strict=True):
        _plant(doc, frame.row[:2])
        yield Trial(frame, frame.row, _found(doc, frame, own))


ANNOTATE = ("griefs_actors", "griefs_statements", "griefs_acc", "griefs_resp", "griefs_opinions")


def _plant(doc: Doc, names: Row) -> None:
    actors: list[Actor] = []
    mentions: list[Mention] = []
    for name in dict.fromkeys(names):
        start = doc.text.lower().find(name.lower())
        span = None if name == NOBODY else doc.char_span(start, start + len(name))
        if span is not None:
            mentions.append(Mention(span, MentionForm.NAME, len(actors), "planted", 1.0))
            actors.append(Actor(name, ActorKind.PERSON))
    doc._.actors = tuple(actors)
    doc._.mentions = tuple(mentions)


def _found(doc: Doc, frame: Frame, own: Path | None) -> Row | None:
    words = normal_words(doc)
    for cue in find_cues(doc, own):
        if cue.frame.name == frame.name:
            arguments = read_arguments(reading(Mentions(doc), words, cue))
            if arguments is not None:
                return _row(arguments)
    return None


def _row(found: Arguments) -> Row:
    accusers = ", ".join(m.span.text for m in found.accusers) or NOBODY
    accused = ", ".join(m.span.text for m in found.accused) or NOBODY
    return accusers, accused, NOBODY if found.charge is None else found.charge.text


def add_frame(path: Path, entry: Mapping[str, Any]) -> None:
    """Append a frame to a researcher's own file, which is left as it was if the frame is bad.

    Raises:
        LexiconError: The entry breaks the rules of the lexicon.
    """
    unknown = set(entry) - set(FIELDS) - {"class"}
    if unknown:
        raise LexiconError(path, "?", f"there is no field {min(unknown)!r}")
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    lines = [f"{key} = {_toml(value)}" for key, value in entry.items()]
    path.write_text(f"{before.rstrip()}\n\n[[frame]]\n".lstrip() + "\n".join(lines) + "\n", "utf-8")
    try:
        load(path, classes())
    except LexiconError:
        path.write_text(before, encoding="utf-8")
        raise


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return "[" + ", ".join(_toml(item) for item in value) + "]"
