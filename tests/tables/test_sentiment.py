"""`actor_sentiment` and `actor_pairs`: aggregation that can be checked by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

from pipeline import schema
from pipeline.errors import UnknownNameError
from pipeline.tables.loading import empty, typed
from pipeline.tables.sentiment import actor_pairs, actor_sentiment, bootstrap_interval

if TYPE_CHECKING:
    from collections.abc import Mapping

DOCUMENTS: list[dict[str, Any]] = [
    {"document_id": "d1", "duplicate_group": "d1", "outlet": "Le Phare", "date": "2024-01-05"},
    {"document_id": "d2", "duplicate_group": "d1", "outlet": "La Digue", "date": "2024-02-01"},
    {"document_id": "d3", "duplicate_group": "d3", "outlet": "Le Phare", "date": None},
]
ACTORS: list[dict[str, Any]] = [
    {"actor_id": "roy", "name": "Anne Roy", "kind": "person"},
    {"actor_id": "sol", "name": "Solvia", "kind": "organisation"},
    {"actor_id": "zed", "name": "Zed", "kind": "group"},
]


def frame(table: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    names = [column.name for column in schema.columns(table)]
    blank = pd.DataFrame(rows).reindex(columns=names).astype(object)
    return typed(blank.where(blank.notna(), None), schema.columns(table))


def opinion(document: str, holder: str | None, target: str, score: float) -> dict[str, Any]:
    names = {"roy": "Anne Roy", "sol": "Solvia", "author": "author", None: None}
    polarity = "positive" if score > 0 else "negative" if score < 0 else "neutral"
    return {
        "document_id": document,
        "holder_id": None if holder == "author" else holder,
        "holder": names[holder],
        "target_id": target,
        "target": names[target],
        "polarity": polarity,
        "score": score,
    }


def accusation(
    document: str, accuser: str | None, accused: str, factuality: str, response: str | None
) -> dict[str, Any]:
    names = {"roy": "Anne Roy", "sol": "Solvia", None: None}
    return {
        "document_id": document,
        "accuser_id": accuser,
        "accuser": names[accuser],
        "accused_id": accused,
        "accused": names[accused],
        "factuality": factuality,
        "response": response,
    }


def mention(document: str, actor: str) -> dict[str, Any]:
    return {"document_id": document, "actor_id": actor}


@pytest.fixture
def tables() -> Mapping[str, pd.DataFrame]:
    opinions = [
        opinion("d1", "author", "roy", 0.5),
        opinion("d1", "sol", "roy", -0.8),
        opinion("d2", "sol", "roy", -0.8),
        opinion("d3", None, "roy", 0.0),
        opinion("d3", "roy", "roy", 0.6),
        opinion("d3", "roy", "sol", 0.3),
    ]
    accusations = [
        accusation("d1", "sol", "roy", "asserted", "deny"),
        accusation("d2", "sol", "roy", "alleged", None),
        accusation("d3", "roy", "sol", "negated", None),
        accusation("d3", None, "sol", "asserted", None),
    ]
    mentions = [mention("d1", "roy"), mention("d3", "sol")]
    return {
        "documents": frame("documents", DOCUMENTS),
        "actors": frame("actors", ACTORS),
        "mentions": frame("mentions", mentions),
        "opinions": frame("opinions", opinions),
        "accusations": frame("accusations", accusations),
    }


def row(found: pd.DataFrame, **where: str) -> dict[str, Any]:
    for column, value in where.items():
        found = found[found[column] == value]
    assert len(found) == 1
    return {str(name): value for name, value in found.iloc[0].items()}


def test_the_columns_and_dtypes_are_those_of_the_contract(tables: Mapping[str, pd.DataFrame]):
    for table, found in (
        ("actor_sentiment", actor_sentiment(tables)),
        ("actor_pairs", actor_pairs(tables)),
    ):
        assert found.dtypes.to_dict() == empty(table).dtypes.to_dict()
        assert list(found.columns) == list(empty(table).columns)


def test_counts_and_means_of_an_actor(tables: Mapping[str, pd.DataFrame]):
    found = row(actor_sentiment(tables), actor_id="roy")
    assert found["n_mentions"] == 1
    counts = [found[f"n_{name}"] for name in ("opinions", "negative", "neutral", "positive")]
    assert counts == [5, 2, 1, 2]
    assert found["mean_score"] == pytest.approx(-0.1)


def test_the_author_is_averaged_apart_from_everyone_else(tables: Mapping[str, pd.DataFrame]):
    found = row(actor_sentiment(tables), actor_id="roy")
    assert found["author_mean"] == pytest.approx(0.5)
    assert found["others_mean"] == pytest.approx(-0.25)
    assert found["n_holders"] == 3


def test_accusations_made_received_and_denied(tables: Mapping[str, pd.DataFrame]):
    roy = row(actor_sentiment(tables), actor_id="roy")
    assert (roy["accusations_received"], roy["accusations_made"]) == (2, 0)
    assert roy["responses_denied"] == 1
    assert roy["aggressiveness"] == 0
    sol = row(actor_sentiment(tables), actor_id="sol")
    assert sol["aggressiveness"] == pytest.approx(2 / 3)


def test_an_actor_of_whom_nobody_spoke_has_nulls_and_counts_of_zero(
    tables: Mapping[str, pd.DataFrame],
):
    zed = row(actor_sentiment(tables), actor_id="zed")
    assert zed["n_opinions"] == 0
    for name in ("mean_score", "ci_low", "author_mean", "others_mean", "aggressiveness"):
        assert pd.isna(zed[name])


def test_the_interval_needs_five_opinions_in_two_documents(tables: Mapping[str, pd.DataFrame]):
    found = actor_sentiment(tables)
    roy = row(found, actor_id="roy")
    assert roy["ci_low"] < roy["mean_score"] < roy["ci_high"]
    assert pd.isna(row(found, actor_id="sol")["ci_low"])
    by_document = actor_sentiment(tables, by="document")
    assert by_document["ci_low"].isna().all()


def test_the_same_seed_gives_the_same_interval_whatever_else_is_there(
    tables: Mapping[str, pd.DataFrame],
):
    first = row(actor_sentiment(tables), actor_id="roy")
    opinions = tables["opinions"]
    fewer = {**tables, "opinions": opinions[opinions["target_id"] == "roy"]}
    second = row(actor_sentiment(fewer), actor_id="roy")
    assert (first["ci_low"], first["ci_high"]) == (second["ci_low"], second["ci_high"])


def test_another_seed_draws_other_documents():
    scores = np.random.default_rng(7).normal(size=40)
    intervals = {bootstrap_interval(scores, np.ones(40), [seed]) for seed in (0, 0, 1)}
    assert len(intervals) == 2


def test_the_interval_of_documents_that_agree_is_a_point():
    low, high = bootstrap_interval(np.full(9, 0.5), np.ones(9), [0])
    assert low == high == pytest.approx(0.5)


def test_the_interval_holds_the_truth_about_as_often_as_it_says():
    generator = np.random.default_rng(0)
    hits = 0
    for rank in range(200):
        scores = generator.normal(0.2, 0.5, size=60)
        low, high = bootstrap_interval(scores, np.ones(60), [rank])
        hits += low <= 0.2 <= high
    assert 180 <= hits <= 199


def test_by_outlet_each_stratum_has_its_own_rows(tables: Mapping[str, pd.DataFrame]):
    found = actor_sentiment(tables, by="outlet")
    assert found.columns[0] == "outlet"
    assert row(found, outlet="La Digue", actor_id="roy")["mean_score"] == pytest.approx(-0.8)
    assert row(found, outlet="Le Phare", actor_id="roy")["n_opinions"] == 4


def test_by_month_an_unknown_date_is_a_null_month(tables: Mapping[str, pd.DataFrame]):
    found = actor_sentiment(tables, by="month")
    assert set(found["month"].dropna()) == {"2024-01", "2024-02"}
    assert row(found[found["month"].isna()], actor_id="roy")["n_opinions"] == 2


def test_near_duplicates_can_be_counted_once(tables: Mapping[str, pd.DataFrame]):
    roy = row(actor_sentiment(tables, per_group=True), actor_id="roy")
    assert roy["n_opinions"] == 4
    assert roy["accusations_received"] == 1
    by_outlet = actor_sentiment(tables, by="outlet", per_group=True)
    assert row(by_outlet, outlet="La Digue", actor_id="roy")["n_opinions"] == 1


def test_an_unknown_breakdown_is_refused(tables: Mapping[str, pd.DataFrame]):
    with pytest.raises(UnknownNameError, match="Did you mean 'month'"):
        actor_sentiment(tables, by="months")


def test_pairs_keep_author_nobody_and_actors_apart(tables: Mapping[str, pd.DataFrame]):
    found = actor_pairs(tables)
    to_roy = found[found["target_id"] == "roy"]
    assert len(to_roy) == 4
    author = row(to_roy, holder="author")
    assert pd.isna(author["holder_id"])
    assert author["mean_score"] == pytest.approx(0.5)
    nobody = row(to_roy[to_roy["holder"].isna()], target_id="roy")
    assert (nobody["n_opinions"], nobody["n_neutral"]) == (1, 1)


def test_pairs_count_accusations_denials_and_documents(tables: Mapping[str, pd.DataFrame]):
    found = row(actor_pairs(tables), holder_id="sol", target_id="roy")
    assert (found["n_accusations"], found["responses_denied"], found["n_documents"]) == (2, 1, 2)


def test_empty_tables_give_empty_tables_with_their_dtypes():
    tables = {
        name: empty(name) for name in ("documents", "actors", "mentions", "opinions", "accusations")
    }
    for table, found in (
        ("actor_sentiment", actor_sentiment(tables)),
        ("actor_pairs", actor_pairs(tables)),
    ):
        assert found.empty
        assert found.dtypes.to_dict() == empty(table).dtypes.to_dict()
