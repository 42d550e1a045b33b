"""What a change of the frame lexicon changes: the articles that hold one of the words it touched.

Rows depend on frames through the cues that are found by their forms, and on nothing else of them.
So each part says with which frames it was made and which words its articles hold, and the folder
keeps what every form meant to each of its lexicons: an article without a form whose meaning changed
keeps its rows, and over a large corpus a new verb costs the articles that use it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.engine import plan
from pipeline.engine.storage import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.config import Config
    from pipeline.engine.folder import RunFolder
    from pipeline.engine.plan import Versions
    from pipeline.stance.cues import Pattern

Meanings = dict[str, str]
_TOLD = ("example", "row", "origin")  # fields of a frame that no rule reads


def versions(
    folder: RunFolder, config: Config, when_new: Callable[[], None] | None = None
) -> Versions:
    """Return what every key of a run is built on, and remember its frames.

    Args:
        folder: The run.
        config: Names the researcher's own frames.
        when_new: Called at once where no run of the folder had these frames.
    """
    found = plan.versions(config)
    if when_new is not None and not _path(folder, found.frames).exists():
        when_new()
    remember(folder, found.frames, config)
    return found


def remember(folder: RunFolder, digest: str, config: Config) -> None:
    """Keep what every form means to the frames of this run, for later ones to compare."""
    path = _path(folder, digest)
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        write_whole(path, json.dumps(_meanings(config)).encode())


def changed(folder: RunFolder, before: str, now: str) -> frozenset[str] | None:
    """Return the forms that two lexicons, by their digests, read differently.

    None where one of them is not remembered: then anything may have changed.
    """
    old, new = _remembered(folder, before), _remembered(folder, now)
    if old is None or new is None:
        return None
    return frozenset(form for form in old.keys() | new.keys() if old.get(form) != new.get(form))


def _path(folder: RunFolder, digest: str) -> Path:
    return folder.work / "frames" / f"{digest}.json"


def _remembered(folder: RunFolder, digest: str) -> Meanings | None:
    try:
        found: Meanings = json.loads(_path(folder, digest).read_bytes())
    except (OSError, ValueError):
        return None
    return found


def _meanings(config: Config) -> Meanings:
    from pipeline.entities.verbs import present_forms  # noqa: PLC0415  # seldom needed
    from pipeline.stance.cues import index  # noqa: PLC0415

    own = None if config.frames is None else Path(config.frames)
    told: dict[int, str] = {}
    meanings = {
        form: _digest("\n".join(_described(pattern, told) for pattern in patterns))
        for form, patterns in index(own).items()
    }
    # Names end before these: the one use of frames beside their cues.
    for form in present_forms():
        meanings[form] = meanings.get(form, "") + " present"
    return meanings


def _described(pattern: Pattern, told: dict[int, str]) -> str:
    frame = pattern.frame
    if id(frame) not in told:
        fields = {name: value for name, value in asdict(frame).items() if name not in _TOLD}
        told[id(frame)] = json.dumps(fields, default=str)
    rest = [(sorted(forms), gap) for forms, gap in pattern.rest]
    return told[id(frame)] + json.dumps([sorted(pattern.moods), rest, pattern.clitics])


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
