"""Tables `actor_sentiment` and `actor_pairs`: how each actor is spoken of, and by whom.

Pure aggregation of the other tables. The author's voice and everyone else's are averaged apart.
Intervals are percentile bootstraps over documents (Efron & Tibshirani, chapter 13): the opinions of
one article are not independent, so whole articles are drawn. What was never scored is null, not 0.
"""

from __future__ import annotations

import zlib
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa

from pipeline import schema
from pipeline.errors import UnknownNameError
from pipeline.records import Factuality, Polarity, Response, Voice
from pipeline.tables.arrow import part_schema
from pipeline.tables.loading import load_table, typed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

MIN_OPINIONS = 5
MIN_DOCUMENTS = 2  # a bootstrap over one document knows no spread
REPLICATES = 1000
LEVELS = (2.5, 97.5)
MAX_CELLS = 4_000_000  # replicates × documents drawn at a time, to bound memory

DOCUMENT = "document_id"
# The columns that the two tables are made from.
NEEDED = {
    "documents": [DOCUMENT, "duplicate_group", "outlet", "date"],
    "actors": ["actor_id", "name", "kind"],
    "mentions": [DOCUMENT, "actor_id"],
    "opinions": [
        DOCUMENT,
        "holder_id",
        "holder",
        "target_id",
        "polarity",
        "score",
        "accusation_id",
    ],
    "accusations": [
        DOCUMENT,
        "accusation_id",
        "checked",
        "accuser_id",
        "accuser",
        "accused_id",
        "factuality",
        "response",
    ],
}
TARGET = ["target_id"]
PAIR = ["holder_id", "holder", "target_id"]


class By(StrEnum):
    """What the figures may be broken down by; also the name of the column that says it."""

    OUTLET = "outlet"
    MONTH = "month"
    DOCUMENT = "document"


def actor_sentiment(
    tables: Mapping[str, pd.DataFrame],
    *,
    by: str | None = None,
    per_group: bool = False,
    seed: int = 0,
) -> pd.DataFrame:
    """Return a row per actor, or per actor and stratum that mentions it.

    Args:
        tables: `documents`, `actors`, `mentions`, `opinions` and `accusations` of one run.
        by: `outlet`, `month` or `document`: a first column says which; None for the whole corpus.
        per_group: Count one document per group of near-duplicates (and stratum), its first.
        seed: Of the bootstrap; the same seed gives the same figures, whatever other rows there are.

    Raises:
        UnknownNameError: There is no such breakdown.
    """
    strata, keys = _strata(tables["documents"], by, per_group=per_group)
    opinions, accusations = _counted(tables, strata)
    mentions = _within(tables["mentions"], strata).rename(columns={"actor_id": "target_id"})
    by_target = [*keys, *TARGET]
    received = accusations.rename(columns={"accused_id": "target_id"})
    made = accusations.rename(columns={"accuser_id": "target_id"}).dropna(subset=TARGET)
    denied = received[received["response"] == Response.DENY]
    own = opinions["voice"].fillna("") == Voice.AUTHOR
    frame = pd.concat(
        [
            _size(mentions, by_target, "n_mentions"),
            _figures(opinions, by_target, seed),
            _mean(opinions[own], by_target, "author_mean"),
            _mean(opinions[~own], by_target, "others_mean"),
            opinions.groupby(by_target, dropna=False)["voice"].nunique().rename("n_holders"),
            _size(received, by_target, "accusations_received"),
            _size(made, by_target, "accusations_made"),
            _size(denied, by_target, "responses_denied"),
        ],
        axis="columns",
    )
    frame = frame.reset_index().rename(columns={"target_id": "actor_id"})
    actors = _text(tables["actors"][["actor_id", "name", "kind"]])
    frame = frame.merge(actors, on="actor_id", how="right" if not keys else "inner")
    total = frame["accusations_made"].fillna(0) + frame["accusations_received"].fillna(0)
    frame["aggressiveness"] = frame["accusations_made"].fillna(0) / total.where(total > 0)
    return _finished(frame, "actor_sentiment", keys, ["actor_id"])


def actor_pairs(
    tables: Mapping[str, pd.DataFrame],
    *,
    by: str | None = None,
    per_group: bool = False,
    seed: int = 0,
) -> pd.DataFrame:
    """Return a row per holder and target, or per holder, target and stratum.

    The author of articles is one holder, whoever signs them; so is nobody (null, null), whose
    opinions the text leaves without an owner. Arguments and errors as for `actor_sentiment`.
    """
    strata, keys = _strata(tables["documents"], by, per_group=per_group)
    opinions, accusations = _counted(tables, strata)
    names = {"accuser_id": "holder_id", "accuser": "holder", "accused_id": "target_id"}
    accusations = accusations.rename(columns=names)
    pair = [*keys, *PAIR]
    both = pd.concat([opinions[[*pair, DOCUMENT]], accusations[[*pair, DOCUMENT]]])
    denied = accusations[accusations["response"] == Response.DENY]
    frame = pd.concat(
        [
            _figures(opinions, pair, seed),
            both.groupby(pair, dropna=False)[DOCUMENT].nunique().rename("n_documents"),
            _size(accusations, pair, "n_accusations"),
            _size(denied, pair, "responses_denied"),
        ],
        axis="columns",
    )
    actors = _text(tables["actors"][["actor_id", "name"]])
    actors = actors.rename(columns={"actor_id": "target_id", "name": "target"})
    frame = frame.reset_index().merge(actors, on="target_id", how="inner")
    return _finished(frame, "actor_pairs", keys, ["target_id", "holder_id", "holder"])


def of_run(folder: Path, *, seed: int = 0) -> dict[str, pa.Table]:
    """Return both tables of a run's folder, for the whole corpus, as a part is kept."""
    tables = {name: load_table(folder, name, columns) for name, columns in NEEDED.items()}
    found = {
        "actor_sentiment": actor_sentiment(tables, seed=seed),
        "actor_pairs": actor_pairs(tables, seed=seed),
    }
    return {
        name: pa.Table.from_pandas(_text(frame), schema=part_schema(name), preserve_index=False)
        for name, frame in found.items()
    }


def write_breakdown(
    folder: Path, *, by: str | None = None, per_group: bool = False, seed: int = 0
) -> list[Path]:
    """Write both tables of a run counted anew, as CSV beside its tables, and return the files.

    Raises:
        UnknownNameError: There is no such breakdown.
    """
    tables = {name: load_table(folder, name, columns) for name, columns in NEEDED.items()}
    ending = "".join([f"_by_{by}" if by else "", "_per_group" if per_group else ""])
    paths = []
    for name, make in (("actor_sentiment", actor_sentiment), ("actor_pairs", actor_pairs)):
        path = folder / f"{name}{ending}.csv"
        make(tables, by=by, per_group=per_group, seed=seed).to_csv(path, index=False)
        paths.append(path)
    return paths


# ---------------------------------------------------------------- which documents count, and where


def _strata(
    documents: pd.DataFrame, by: str | None, *, per_group: bool
) -> tuple[pd.DataFrame, list[str]]:
    """Return the documents that count, with their stratum, and the columns of the breakdown."""
    if by is not None and by not in set(By):
        raise UnknownNameError("breakdown", by, [str(name) for name in By])
    frame = _text(documents[NEEDED["documents"]])
    keys: list[str] = []
    if by is not None:
        frame["stratum"] = {
            By.OUTLET: frame["outlet"],
            By.MONTH: frame["date"].str.slice(0, len("2000-01")),
            By.DOCUMENT: frame[DOCUMENT],
        }[By(by)]
        frame = frame.rename(columns={"stratum": by} if by not in frame else {})
        keys = [by]
    if per_group:
        frame = frame.drop_duplicates(["duplicate_group", *keys])
    return frame[[DOCUMENT, *keys]], keys


def _within(table: pd.DataFrame, strata: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the documents that count, with their stratum."""
    return _text(table).merge(strata, on=DOCUMENT, how="inner")


def _counted(
    tables: Mapping[str, pd.DataFrame], strata: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the opinions and accusations that figures take.

    An accusation that the text says is not made is left out; one that a person labelled wrong is
    left out with the opinion that it was.
    """
    opinions = _scored(tables["opinions"], strata)
    accusations = _within(tables["accusations"], strata)
    wrong = ~accusations["checked"].fillna(value=True).astype(bool)
    opinions = opinions[~opinions["accusation_id"].isin(accusations["accusation_id"][wrong])]
    return opinions, accusations[~wrong & (accusations["factuality"] != Factuality.NEGATED)]


def _scored(opinions: pd.DataFrame, strata: pd.DataFrame) -> pd.DataFrame:
    frame = _within(opinions, strata)
    frame["score"] = frame["score"].astype("float64")
    by_author = frame["holder_id"].isna() & (frame["holder"].fillna("") == Voice.AUTHOR)
    # who speaks: an actor's id, the author, or nobody
    frame["voice"] = frame["holder_id"].where(~by_author, str(Voice.AUTHOR))
    return frame


def _text(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with categories and dictionaries as plain text, missing values as NA."""
    texts = [
        name
        for name, dtype in frame.dtypes.items()
        if isinstance(dtype, pd.CategoricalDtype) or pd.api.types.is_string_dtype(dtype)
    ]
    return frame.astype(dict.fromkeys(texts, "string"))


# ---------------------------------------------------------------- figures


def _size(frame: pd.DataFrame, keys: Sequence[str], name: str) -> pd.Series[int]:
    return frame.groupby(list(keys), dropna=False).size().rename(name)


def _mean(frame: pd.DataFrame, keys: Sequence[str], name: str) -> pd.Series[float]:
    return frame.groupby(list(keys), dropna=False)["score"].mean().rename(name)


def _figures(opinions: pd.DataFrame, keys: list[str], seed: int) -> pd.DataFrame:
    """Return counts, mean and interval of the opinions of each group."""
    flags = {f"n_{polarity}": opinions["polarity"] == polarity for polarity in Polarity}
    groups = opinions.assign(**flags).groupby(keys, dropna=False)
    frame = groups[list(flags)].sum()
    frame.insert(0, "n_opinions", groups.size())
    frame["mean_score"] = groups["score"].mean()
    return frame.join(_intervals(opinions, keys, seed))


def _intervals(opinions: pd.DataFrame, keys: list[str], seed: int) -> pd.DataFrame:
    per_document = opinions.groupby([*keys, DOCUMENT], dropna=False)["score"].agg(["sum", "size"])
    groups = per_document.groupby(level=list(range(len(keys))), dropna=False)
    counts, documents = groups["size"].sum(), groups.size()
    wide = (counts >= MIN_OPINIONS) & (documents >= MIN_DOCUMENTS)
    rows = {}
    ends = np.cumsum(documents.to_numpy())
    sums, sizes = per_document["sum"].to_numpy(), per_document["size"].to_numpy()
    names = documents.index.to_list()
    for rank in np.flatnonzero(wide.to_numpy()):
        key = names[rank]
        part = slice(ends[rank] - documents.iloc[rank], ends[rank])
        rows[key] = bootstrap_interval(sums[part], sizes[part], _seeds(seed, key))
    index = documents.index[np.flatnonzero(wide.to_numpy())]
    return pd.DataFrame(
        list(rows.values()), index=index, columns=["ci_low", "ci_high"], dtype="float64"
    )


def bootstrap_interval(
    sums: np.ndarray, sizes: np.ndarray, seeds: Sequence[int]
) -> tuple[float, float]:
    """Return the 95 % interval of a mean of opinions, drawing whole documents.

    Args:
        sums: Sum of the scores in each document.
        sizes: Number of scores in each document.
        seeds: Of the generator.
    """
    count = len(sums)
    generator = np.random.default_rng(seeds)
    at_a_time = max(1, MAX_CELLS // count)
    means = []
    for start in range(0, REPLICATES, at_a_time):
        draws = generator.multinomial(
            count, np.full(count, 1 / count), size=min(at_a_time, REPLICATES - start)
        )
        means.append((draws @ sums) / (draws @ sizes))
    low, high = np.percentile(np.concatenate(means), LEVELS)
    return float(low), float(high)


def _seeds(seed: int, key: object) -> list[int]:
    """Return seeds that depend on the group alone, so that other groups change nothing."""
    parts = key if isinstance(key, tuple) else (key,)
    return [seed, *(zlib.crc32(str(part).encode()) for part in parts)]


# ---------------------------------------------------------------- the table


def _finished(frame: pd.DataFrame, table: str, keys: list[str], order: list[str]) -> pd.DataFrame:
    declared = schema.columns(table)
    names = [*keys, *(column.name for column in declared)]
    counts = [c.name for c in declared if c.type is schema.Type.INTEGER]
    frame[counts] = frame[counts].fillna(0).astype("int64")
    frame = frame.sort_values([*keys, *order], na_position="last")[names]
    return typed(frame.reset_index(drop=True), declared)
