"""Label Studio tasks with predictions; and back.

Label Studio counts UTF-16 units, as JavaScript does.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pipeline.errors import InputError
from pipeline.report.exports.anchoring import Annotation, anchored, code_points, utf16_units
from pipeline.report.exports.annotations import ACTOR, CHARGE, CUE, events_of, stretches
from pipeline.report.texts import raw_texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.report.exports.annotations import Event
    from pipeline.tables import Tables

_CONFIGURATION = f"""<View>
  <Relations>
    <Relation value="Accuser"/><Relation value="Accused"/><Relation value="Charge"/>
  </Relations>
  <Labels name="label" toName="text">
    <Label value="{CUE}"/><Label value="{CHARGE}"/><Label value="{ACTOR}"/>
  </Labels>
  <Text name="text" value="$text"/>
</View>
"""


def write_label_studio(tables: Tables, folder: Path) -> list[Path]:
    """Write tasks and the labelling configuration."""
    events = events_of(tables)
    tasks = [
        {
            "data": {"text": text, "document_id": document},
            "predictions": [{"model_version": "griefs", "result": list(_results(text, found))}],
        }
        for document, text in raw_texts(tables.folder).items()
        for found in [events.get(document, [])]
    ]
    path, configuration = folder / "label-studio.json", folder / "label-studio.xml"
    path.write_text(json.dumps(tasks, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    configuration.write_text(_CONFIGURATION, encoding="utf-8")
    return [path, configuration]


def read_label_studio(tables: Tables, path: Path) -> Iterator[Annotation]:
    """Yield the stretches of an export of Label Studio, put where their words stand.

    Annotations by people win over predictions where a task has both. Tasks on documents that the
    run does not have are passed over.

    Raises:
        InputError: The file is no list of tasks as Label Studio exports it.
    """
    texts = raw_texts(tables.folder)
    for task in _tasks(path):
        document = task["data"].get("document_id")
        text = texts.get(document)
        if text is None:
            continue
        for some in task.get("annotations") or task.get("predictions") or ():
            for result in some["result"]:
                if result["type"] == "labels":
                    yield _annotation(document, text, result)


def _tasks(path: Path) -> list[dict[str, Any]]:
    try:
        tasks = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise InputError(f"{path} is no JSON: {error}") from error
    if not isinstance(tasks, list) or not all(isinstance(t, dict) and "data" in t for t in tasks):
        raise InputError(f"{path} is no export of Label Studio: export the project as JSON.")
    return tasks


def _annotation(document: str, text: str, result: dict[str, Any]) -> Annotation:
    value = result["value"]
    low, high = code_points(text, value["start"]), code_points(text, value["end"])
    start, end, fit = anchored(text, low, high, value["text"])
    label = value["labels"][0]
    return Annotation(document, result["id"], label, start, end, value["text"], fit)


def _results(text: str, events: list[Event]) -> Iterator[dict[str, Any]]:
    for part in stretches(events):
        yield {
            "id": part.key,
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": {
                "start": utf16_units(text, part.start),
                "end": utf16_units(text, part.end),
                "text": text[part.start : part.end],
                "labels": [part.label],
            },
        }
    for event in events:
        roles = {"Accuser": event.accuser, "Accused": event.accused, "Charge": event.charge}
        for role, target in roles.items():
            if target is not None:
                yield {
                    "from_id": event.cue.key,
                    "to_id": target.key,
                    "type": "relation",
                    "direction": "right",
                    "labels": [role],
                }
