"""Locutions: a head word and the words that must follow it, a few tokens apart at most."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Tail = tuple[frozenset[str], ...]  # for each further word the forms that will do


def openers(tails: Mapping[str, Iterable[Tail]]) -> dict[str, frozenset[str]]:
    """Return, for forms that nothing but locutions begins, the words of which one must follow.

    Most such forms are common words (*faire*, *mettre*, *en*), so that one look at what follows
    saves a look at each locution.
    """
    found = {}
    for form, some in tails.items():
        firsts = [tail[:1] for tail in some]
        if all(firsts):
            found[form] = frozenset().union(*(words for first in firsts for words in first))
    return found


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
