import pytest

pytestmark = pytest.mark.model


def names(nlp, text):
    doc = nlp(text)
    return [(doc._.actors[m.actor].name, m.how) for m in doc._.mentions if m.actor is not None]


def test_a_frame_reveals_a_name_wherever_it_stands(nlp):
    text = "Le rapport impute la fuite à Ferrovia. Depuis, Ferrovia se tait."

    assert names(nlp, text).count(("Ferrovia", "selected_by_frame")) == 2


@pytest.mark.parametrize(
    "text", ["Une plainte contre : Nortex", "C'est", "Odile Ferrand a raillé l'amateurisme de "]
)
def test_a_text_may_end_where_a_name_would_begin(nlp, text):
    assert nlp(text).text == text


def test_a_common_noun_at_the_head_of_a_quotation_is_no_name(nlp):
    text = "Odile Ferrand réagit : « Comportement choquant du public qui a hué Hugo Brandt. »"

    assert "Comportement" not in [name for name, _ in names(nlp, text)]
