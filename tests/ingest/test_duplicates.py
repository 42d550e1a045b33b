"""Near-duplicates share a group; what is merely on the same subject does not."""

from __future__ import annotations

from pipeline.ingest import duplicates
from pipeline.ingest.duplicates import duplicate_groups
from pipeline.records import Article

DISPATCH = (
    "Le maire de Brévannes, Luc Aubertin, a accusé jeudi la régie des eaux d’avoir caché une fuite"
    " pendant trois mois, alors que les habitants payaient leur eau plus cher. La régie « conteste"
    " formellement » ces propos et annonce qu’elle publiera tous ses relevés avant la fin de la"
    " semaine prochaine. L’opposition réclame une commission d’enquête du conseil municipal."
)
OTHER = (
    "La régie des eaux de Brévannes publie ses relevés. Aucune fuite n’y apparaît entre janvier et"
    " mars, ce que le maire, Luc Aubertin, met en doute. Un expert sera nommé par le tribunal pour"
    " examiner les compteurs de la station, dont l’âge moyen dépasse quinze ans."
)


def article(document_id: str, text: str) -> Article:
    return Article(document_id=document_id, text=text, source_path="x", source_format="text")


def test_twins_in_other_typography_share_the_group_of_the_first():
    twin = DISPATCH.replace("’", "'").replace("« ", "“").replace(" »", "”") + " (avec AFP)"
    articles = [article("a", DISPATCH), article("b", OTHER), article("c", twin)]
    assert duplicate_groups(articles) == {"a": "a", "c": "a"}


def test_groups_are_the_same_in_another_run():
    articles = [article(str(rank), DISPATCH + f" Suite {rank}.") for rank in range(50)]
    groups = duplicate_groups(articles)
    assert set(groups.values()) == {"0"}
    assert groups == duplicate_groups(articles)


def test_short_texts_are_never_grouped():
    assert duplicate_groups([article("a", "Une brève."), article("b", "Une brève.")]) == {}


def test_a_dispatch_that_was_cut_is_held_and_a_report_on_the_same_pattern_is_not():
    words = [f"mot{rank}" for rank in range(200)]
    cut = article("b", " ".join(words[:110]))
    pattern = [f"autre{rank}" if rank % 20 < 4 else word for rank, word in enumerate(words)]
    alike = article("c", " ".join(pattern))
    assert duplicate_groups([article("a", " ".join(words)), cut, alike]) == {"a": "a", "b": "a"}


def test_a_crowd_on_one_pattern_is_compared_with_a_bounded_number_of_texts(monkeypatch):
    monkeypatch.setattr(duplicates, "CROWD", 8)
    groups = duplicates.DuplicateGroups()
    for number in range(60):
        groups.add(f"b{number}", f"{DISPATCH} Bulletin {number} de la régie, page {number}.")

    assert len(groups._signatures) <= 8
    assert set(groups.result().values()) == {"b0"}
    assert len(groups.result()) == 60
