"""Aggregates that charts share. Actors that bear the same name are kept apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from pipeline.report.naming import labelled

if TYPE_CHECKING:
    from pipeline.tables import Tables

# What counts as made: accusations that the text denies or only imagines are left out.
MADE = ("asserted", "alleged")


def trusted(accusations: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that nobody labelled wrong."""
    return accusations[accusations["checked"].fillna(value=True).astype(bool)]


def made(tables: Tables) -> pd.DataFrame:
    """Return the accusations that the texts say are made, with outlet and date."""
    kept = _made(tables.accusations)
    return kept.merge(tables.documents[["document_id", "outlet", "date"]], on="document_id")


def pairs(tables: Tables) -> pd.DataFrame:
    """Return accuser → accused with counts, most frequent first; unsaid accusers left out."""
    rows = _told(tables).dropna(subset=["accuser"])
    counted = (
        rows.groupby(["accuser", "accused"], observed=True)
        .agg(n=("accusation_id", "size"), documents=("document_id", "nunique"))
        .reset_index()
    )
    return counted.sort_values(
        ["n", "accuser", "accused"], ascending=[False, True, True], ignore_index=True
    )


def ranking(tables: Tables, role: str, n: int) -> pd.DataFrame:
    """Return the `n` actors that accuse, or are accused, most.

    Args:
        tables: The run.
        role: `accuser` or `accused`.
        n: How many.
    """
    return leading(tables.accusations, role).head(n).rename(columns={role: "actor"})


def leading(accusations: pd.DataFrame, role: str) -> pd.DataFrame:
    """Return who fills a role in accusations that are made, with counts, most frequent first."""
    told = labelled(_made(accusations), (role,))
    counted = told.groupby(role, observed=True).size().rename("n").reset_index()
    return counted.sort_values(["n", role], ascending=[False, True], ignore_index=True)


def months(tables: Tables) -> pd.DataFrame:
    """Return accusations by month of publication and act; undated articles left out.

    A month between the first and the last is there even where nobody accuses, as a zero.
    """
    rows = made(tables).dropna(subset=["date"])
    rows = rows.assign(month=rows["date"].str.slice(0, 7))
    counted = rows.groupby(["month", "act"], observed=True).size()
    acts = counted.index.get_level_values("act").unique()
    if not len(acts):
        return counted.rename("n").reset_index()
    span = pd.period_range(rows["month"].min(), rows["month"].max(), freq="M").astype(str)
    every = pd.MultiIndex.from_product([span, acts], names=["month", "act"])
    return counted.reindex(every, fill_value=0).rename("n").reset_index()


def charges(tables: Tables) -> pd.DataFrame:
    """Return accusations by kind of charge; those without a charge left out."""
    rows = made(tables).dropna(subset=["charge_kind"])
    counted = rows.groupby("charge_kind", observed=True).size().rename("n").reset_index()
    return counted.sort_values(["n", "charge_kind"], ascending=[False, True], ignore_index=True)


def matrix(tables: Tables, n: int) -> pd.DataFrame:
    """Return the pairs among the `n` accusers and `n` accused that occur most."""
    counted = pairs(tables)
    accusers = counted.groupby("accuser")["n"].sum().nlargest(n).index
    accused = counted.groupby("accused")["n"].sum().nlargest(n).index
    kept = counted["accuser"].isin(accusers) & counted["accused"].isin(accused)
    return counted[kept].reset_index(drop=True)


def _made(accusations: pd.DataFrame) -> pd.DataFrame:
    kept = trusted(accusations)
    return kept[kept["factuality"].isin(MADE)]


def _told(tables: Tables) -> pd.DataFrame:
    return labelled(made(tables), ("accuser", "accused"))
