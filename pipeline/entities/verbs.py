"""Present forms of the verbs that report and accuse: they end a name, whatever the tagger says.

The tagger reads *proteste* in *la Ligue des pêcheurs proteste* as an adjective.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from pipeline import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HE, THEY = 2, 5  # ranks in `present`


@cache
def present_forms() -> frozenset[str]:
    """Return the third persons of the present of our lexicons' verbs."""
    paradigms = lexicon.read_toml("conjugation.toml")["paradigm"]
    return frozenset(form for verb in sorted(_verbs()) for form in _forms(verb, paradigms))


def _verbs() -> set[str]:
    """Return infinitives; of a locution the first word."""
    cues = [row["cue"] for row in lexicon.read_csv("reporting_verbs.csv", ("cue",))]
    cues += [frame["cue"] for frame in lexicon.read_toml("frames.toml")["frame"]]
    cues += [row["cue"] for row in lexicon.read_csv("agent_verbs.csv", ("cue",), ("cue",))]
    found = set()
    for cue in cues:
        words = cue.replace("s'", "").removeprefix("se ").split()
        found.add(words[0])
    return found


def _forms(verb: str, paradigms: Sequence[dict[str, Any]]) -> Iterator[str]:
    named = [one for one in paradigms if verb in one.get("verbs", ()) and "present" in one]
    fitting = [
        one
        for one in paradigms
        if "verbs" not in one and "present" in one and verb.endswith(one["ending"])
    ]
    chosen = named or sorted(fitting, key=lambda one: -len(one["ending"]))
    if not chosen:
        return
    paradigm = chosen[0]
    stem = verb.removesuffix(paradigm["ending"])
    present = paradigm["present"].split()
    for person in (HE, THEY):
        yield _mute(stem, paradigm) + present[person] if person < len(present) else verb


def _mute(stem: str, paradigm: dict[str, Any]) -> str:
    """Return the stem before a mute e: *lever*, *lève*."""
    change = paradigm.get("mute")
    if not change:
        return stem
    before, after = change
    head, found, tail = stem.rpartition(before)
    return f"{head}{after}{tail}" if found else stem
