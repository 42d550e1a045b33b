"""brat standoff: `.txt` and `.ann` a document, `annotation.conf`; and back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.records import Act, Factuality, Response
from pipeline.report.exports.anchoring import Annotation, anchored
from pipeline.report.exports.annotations import ACTOR, CHARGE, CUE, events_of, stretches
from pipeline.report.texts import raw_texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.report.exports.annotations import Event
    from pipeline.tables import Tables

_CONFIGURATION = f"""[entities]
{ACTOR}
{CHARGE}
[relations]
<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>
[events]
{CUE}\tAccuser?:{ACTOR}, Accused?:{ACTOR}, Charge?:{CHARGE}
[attributes]
act\tArg:<EVENT>, Value:{{acts}}
factuality\tArg:<EVENT>, Value:{{factualities}}
response\tArg:<EVENT>, Value:{{responses}}
"""
_TEXT_BOUND = re.compile(r"(T\d+)\t(\S+) (\d+)(?: \d+;\d+)* (\d+)\t(.*)")


def write_brat(tables: Tables, folder: Path) -> list[Path]:
    """Write a brat collection; a new line inside a stretch is a space, as brat wants it."""
    root = folder / "brat"
    root.mkdir(exist_ok=True)
    events = events_of(tables)
    paths = []
    for document, text in raw_texts(tables.folder).items():
        name = file_name(document)
        body, notes = root / f"{name}.txt", root / f"{name}.ann"
        body.write_text(text, encoding="utf-8", newline="")
        lines = _lines(text, events.get(document, []))
        notes.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        paths += [body, notes]
    configuration = root / "annotation.conf"
    values = {"acts": Act, "factualities": Factuality, "responses": Response}
    told = {name: "|".join(options) for name, options in values.items()}
    configuration.write_text(_CONFIGURATION.format(**told), encoding="utf-8")
    return [configuration, *paths]


def read_brat(tables: Tables, folder: Path) -> Iterator[Annotation]:
    """Yield the stretches of a collection that came back, put where their words stand.

    Args:
        tables: The run that the collection was made from.
        folder: The collection: its `.ann` files.
    """
    for document, text in raw_texts(tables.folder).items():
        path = folder / f"{file_name(document)}.ann"
        if not path.is_file():
            continue
        # brat writes a line break inside a stretch as a space.
        flat = re.sub(r"[\r\n]", " ", text)
        for line in path.read_text(encoding="utf-8").splitlines():
            found = _TEXT_BOUND.fullmatch(line)
            if found is not None:
                key, label, low, high, words = found.groups()
                start, end, fit = anchored(flat, int(low), int(high), words)
                yield Annotation(document, key, label, start, end, words, fit)


def file_name(document: str) -> str:
    """Return a document's id as a file name that every system takes."""
    return re.sub(r'[<>:"/\\|?*\x00-\x1f]', "_", document)


def _lines(text: str, events: list[Event]) -> Iterator[str]:
    for part in stretches(events):
        words = re.sub(r"[\r\n]", " ", text[part.start : part.end])
        yield f"{part.key}\t{part.label} {part.start} {part.end}\t{words}"
    attribute = 0
    for rank, event in enumerate(events, start=1):
        roles = {"Accuser": event.accuser, "Accused": event.accused, "Charge": event.charge}
        told = "".join(f" {role}:{part.key}" for role, part in roles.items() if part is not None)
        yield f"E{rank}\t{CUE}:{event.cue.key}{told}"
        for name, value in event.status.items():
            attribute += 1
            yield f"A{attribute}\t{name} E{rank} {value}"
        yield f"#{rank}\tAnnotatorNotes E{rank}\t{event.id}"
