"""A little run made by hand: tables and texts, as a run leaves them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline import schema

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "Anne Roy accuse Solvia d’avoir <falsifié> un relevé 🌊.\n\n"
    "Le groupe dément. =2+2 ; « Elle ment », dit Solvia.\n"
)
OTHER = "Un arrêté & une amende : Solvia est félicitée par Paul Ott."
DOCUMENTS = [
    {"document_id": "d1", "outlet": "Le Phare", "date": "2025-02-03", "text": TEXT},
    {"document_id": "d2", "outlet": "La Digue", "date": "2025-03-09", "text": OTHER},
]
NAMES = {"roy": "Anne Roy", "solvia": "Solvia", "ott": "Paul Ott"}


def place(words: str, text: str = TEXT) -> dict[str, int]:
    start = text.index(words)
    return {"start": start, "end": start + len(words)}


def offsets(prefix: str, words: str, text: str = TEXT) -> dict[str, int]:
    return {f"{prefix}_{edge}": value for edge, value in place(words, text).items()}


def mention(rank: int, document: str, actor: str, words: str, text: str) -> dict[str, Any]:
    return {
        "mention_id": f"{document}-m{rank}",
        "document_id": document,
        "actor_id": actor,
        "text": words,
        "form": "name",
        **place(words, text),
        **offsets("raw", words, text),
    }


def accusation(rank: int, **values: Any) -> dict[str, Any]:
    evidence = "Anne Roy accuse Solvia d’avoir <falsifié> un relevé 🌊."
    return {
        "accusation_id": f"d1-a{rank}",
        "document_id": "d1",
        "sentence": 0,
        "accuser_id": "roy",
        "accuser": "Anne Roy",
        "accused_id": "solvia",
        "accused": "Solvia",
        "act": "accuse",
        "act_type": "accuse",
        "charge": "avoir <falsifié> un relevé 🌊",
        "charge_kind": "legal",
        "cue": "accuse",
        "cue_lemma": "accuser",
        "rule": "verb:accuser",
        "factuality": "asserted",
        "response": "deny",
        "response_cue": "dément",
        "plover": "ACCUSE-allege",
        "cameo": "112",
        "confidence": 0.875,
        "damaged": False,
        "evidence": evidence,
        **offsets("cue_raw", "accuse"),
        **offsets("charge_raw", "avoir <falsifié> un relevé 🌊"),
        **offsets("response_cue_raw", "dément"),
        **offsets("evidence_raw", evidence),
    } | values


def rows() -> dict[str, list[dict[str, Any]]]:
    own = {
        "accuser_id": "solvia",
        "accuser": "Solvia",
        "accused_id": "roy",
        "accused": "Anne Roy",
        "act": "criticise",
        "charge": None,
        "charge_kind": None,
        "cue": "« Elle ment »",
        "response": None,
        "response_cue": None,
        "confidence": 0.5,
        "evidence": "=2+2 ; « Elle ment », dit Solvia.",
        **offsets("cue_raw", "« Elle ment »"),
        **offsets("evidence_raw", "=2+2 ; « Elle ment », dit Solvia."),
        **dict.fromkeys(("charge_raw_start", "charge_raw_end")),
        **dict.fromkeys(("response_cue_raw_start", "response_cue_raw_end")),
    }
    unsaid = {"accuser_id": None, "accuser": None, "factuality": "negated"}
    return {
        "documents": [
            {
                "document_id": d["document_id"],
                "source_path": f"{d['document_id']}.txt",
                "source_format": "text",
                "title": f"Titre {d['document_id']}",
                "outlet": d["outlet"],
                "author": "Jo Petit" if d["document_id"] == "d1" else None,
                "date": d["date"],
                "language": "fr",
                "text_sha256": "0" * 64,
                "duplicate_group": d["document_id"],
            }
            for d in DOCUMENTS
        ],
        "rejected": [{"source_path": "vide.txt", "stage": "ingest", "reason": "empty"}],
        "actors": [
            {"actor_id": key, "name": name, "kind": "organisation" if key == "solvia" else "person"}
            for key, name in NAMES.items()
        ],
        "mentions": [
            mention(0, "d1", "roy", "Anne Roy", TEXT),
            mention(1, "d1", "solvia", "Solvia", TEXT),
            mention(2, "d1", "solvia", "Le groupe", TEXT),
            mention(0, "d2", "solvia", "Solvia", OTHER),
            mention(1, "d2", "ott", "Paul Ott", OTHER),
        ],
        "statements": [
            {
                "statement_id": "d1-s0",
                "document_id": "d1",
                "source_id": "solvia",
                "source": "Solvia",
                "cue": "dit",
                "content": "Elle ment",
                "form": "direct",
                **offsets("raw", "« Elle ment », dit Solvia"),
                **offsets("content_raw", "Elle ment"),
            }
        ],
        "opinions": [
            {
                "opinion_id": "d2-o0",
                "document_id": "d2",
                "holder_id": "ott",
                "holder": "Paul Ott",
                "target_id": "solvia",
                "target": "Solvia",
                "polarity": "positive",
                "score": 0.75,
                "expression": "félicitée",
                **offsets("raw", "félicitée", OTHER),
            }
        ],
        "accusations": [accusation(0), accusation(1, **own), accusation(2, **unsaid)],
        "actor_sentiment": [
            {
                "actor_id": "solvia",
                "name": "Solvia",
                "kind": "organisation",
                "n_opinions": 3,
                "n_negative": 1,
                "n_positive": 2,
                "n_neutral": 0,
                "mean_score": 0.25,
                "ci_low": -0.5,
                "ci_high": 0.75,
                "author_mean": 0.5,
            }
        ],
        "actor_pairs": [],
    }


def write_run(folder: Path, tables: dict[str, list[dict[str, Any]]] | None = None) -> Path:
    """Write the run; columns that the rows leave out are null."""
    for name, some in (rows() if tables is None else tables).items():
        names = [column.name for column in schema.columns(name)]
        unknown = {key for one in some for key in one} - set(names)
        assert not unknown, (name, unknown)
        columns = {key: [one.get(key) for one in some] for key in names}
        pq.write_table(pa.table(columns), folder / f"{name}.parquet")
    texts = {key: [d[key] for d in DOCUMENTS] for key in ("document_id", "text")}
    pq.write_table(pa.table(texts), folder / "articles.parquet")
    return folder
