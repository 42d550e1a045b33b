"""The cues of all frames, found once for the components that read them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from spacy.language import Language

from pipeline import extensions
from pipeline.stance.cues import find_cues

if TYPE_CHECKING:
    from spacy.tokens import Doc


@Language.factory("griefs_cues", default_config={"frames": None}, assigns=["doc._.cues"])
def create_cues(nlp: Language, name: str, frames: str | None) -> Cues:
    """Build the component; `frames` is the path of the user's own frames."""
    del nlp, name
    extensions.register()
    return Cues(None if frames is None else Path(frames))


class Cues:
    """Set `doc._.cues`, a tuple of `Cue` in text order."""

    def __init__(self, own: Path | None) -> None:
        self.own = own

    def __call__(self, doc: Doc) -> Doc:
        doc._.cues = tuple(find_cues(doc, self.own))
        return doc
