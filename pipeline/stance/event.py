"""One accusation event: what every way of finding its parties writes alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.records import Accusation
from pipeline.stance.commitment import of_source
from pipeline.stance.cue_spans import cue_span
from pipeline.stance.negative import charge_kind
from pipeline.stance.status import factuality

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.records import Act, ActType, Party
    from pipeline.stance.arguments import Reading
    from pipeline.stance.roles import Arguments


def accusations(
    read: Reading,
    found: Arguments,
    parties: Iterable[tuple[Party, int]],
    group: int,
    features: dict[str, float | str],
    act: tuple[Act | None, ActType | None],
) -> Iterator[Accusation]:
    """Yield the accusation of each accuser against each accused; none for a frame without an act.

    Args:
        read: The cue.
        found: Its arguments.
        parties: Accuser and accused.
        group: Rank of the cue in the text.
        features: What the rules saw.
        act: The act and its finer sort.
    """
    frame = read.cue.frame
    kind, sort = act
    if kind is None or sort is None:
        return
    status = factuality(read, found.charge)
    for accuser, accused in parties:
        yield Accusation(
            accuser=accuser,
            accused=accused,
            act=kind,
            act_type=sort,
            cue=cue_span(read),
            cue_lemma=frame.cue,
            rule=frame.name,
            group=group,
            charge=found.charge,
            charge_kind=None if found.charge is None else charge_kind(found.charge),
            factuality=status,
            commitment_source=of_source(read, found, status),
            legal_stage=frame.stage,
            plover=frame.plover,
            cameo=frame.cameo,
            features=features,
        )
