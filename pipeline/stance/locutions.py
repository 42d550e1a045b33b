"""Locutions: a head word and the words that must follow it, a few tokens apart at most."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Entry = TypeVar("Entry")
Made = TypeVar("Made")
Tail = tuple[frozenset[str], ...]  # for each further word the forms that will do


def shared(
    by_form: Mapping[str, Sequence[Entry]], make: Callable[[Sequence[Entry]], Made]
) -> dict[str, Made]:
    """Return what `make` makes of the entries of each form, once for all forms with the same ones.

    The forms of a verb, forty or more, begin the same locutions.
    """
    made: dict[tuple[int, ...], Made] = {}
    found = {}
    for form, entries in by_form.items():
        same = tuple(map(id, entries))
        if same not in made:
            made[same] = make(entries)
        found[form] = made[same]
    return found


def openers(
    by_form: Mapping[str, Sequence[Entry]], tail: Callable[[Entry], Tail]
) -> dict[str, frozenset[str]]:
    """Return, for forms that nothing but locutions begins, the words of which one must follow.

    Most such forms are common words (*faire*, *mettre*, *en*), so that one look at what follows
    saves a look at each locution.
    """
    words = shared(by_form, lambda entries: _openers([tail(entry)[:1] for entry in entries]))
    return {form: some for form, some in words.items() if some}


def _openers(firsts: Sequence[Tail]) -> frozenset[str]:
    if not all(firsts):
        return frozenset()
    return frozenset().union(*(words for first in firsts for words in first))


def tail_end(words: Sequence[str], start: int, tail: Tail, gap: int) -> int | None:
    """Return the index behind a locution's last word, None where a word is missing.

    Args:
        words: The text.
        start: Index behind the head.
        tail: The words that must follow.
        gap: Tokens looked at for each of them.
    """
    for alternatives in tail:
        for i in range(start, min(len(words), start + gap)):
            if words[i] in alternatives:
                start = i + 1
                break
        else:
            return None
    return start
