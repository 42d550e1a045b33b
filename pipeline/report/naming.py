"""Names that tell actors apart: the same name can be borne by several actors of a corpus.

Actors that only descriptions name (*la maire*) are others in every document. Figures count actors
by id; where a name is shared, its label says which actor is meant.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

# What stands between name and document in the id of an actor that is known in one document only.
_OF_DOCUMENT = "--"


def keys(frame: pd.DataFrame, role: str) -> pd.Series:
    """Return who fills a role, by id; a voice without an id (the author) by its name."""
    return frame[f"{role}_id"].astype("string").fillna(frame[role].astype("string"))


def labels(frame: pd.DataFrame, roles: Iterable[str]) -> dict[str, str]:
    """Return a label by key for everybody in some roles of a table; no two share one."""
    names: dict[str, str] = {}
    for role in roles:
        pairs = zip(keys(frame, role), frame[role], strict=True)
        names |= {key: str(name) for key, name in pairs if isinstance(key, str)}
    return apart(names)


def apart(names: Mapping[str, str]) -> dict[str, str]:
    """Return the names by key, those that several keys share with what tells them apart."""
    bearers: defaultdict[str, list[str]] = defaultdict(list)
    for key, name in names.items():
        bearers[name].append(key)
    return {
        key: name if _is_plain(key, bearers[name]) else f"{name} ({_which(key)})"
        for key, name in names.items()
    }


def labelled(frame: pd.DataFrame, roles: Iterable[str]) -> pd.DataFrame:
    """Return the table with labels in place of names."""
    roles = tuple(roles)
    told = labels(frame, roles)
    return frame.assign(**{role: keys(frame, role).map(told).astype("string") for role in roles})


def _is_plain(key: str, bearers: list[str]) -> bool:
    """Whether the name alone will do: nobody shares it, or only actors of single documents do."""
    known = [one for one in bearers if _OF_DOCUMENT not in one]
    return len(bearers) == 1 or known == [key]


def _which(key: str) -> str:
    return key.partition(_OF_DOCUMENT)[2] or key
