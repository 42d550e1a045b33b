"""Who speaks: the source of a reporting verb, noun or preposition, as written.

The subject is read off the parse where the parse is right: control, coordination, relatives and
participles pass it on. Under an inserted cue (« … », a déclaré lundi à la presse le maire) the
model labels the inverted subject `obj`, `xcomp` or `flat`; there the first noun phrase to the right
that is neither a date nor a complement with a preposition is the source.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.scan import has_feature, sentence_start
from pipeline.stance.grammar import grammar
from pipeline.stance.wordclasses import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span, Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "expl:subj"})
NOMINALS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
FINITE = frozenset({"VERB", "AUX"})
PASSES_SUBJECT = frozenset({"conj", "xcomp", "advcl", "parataxis", "dep"})
STOPS = frozenset('.;:!?«»“”"()—')
MAX_REACH = 22  # tokens to the right of an inserted cue
MAX_BODY = 6  # tokens from *à* to the body that speaks
MAX_CLIMB = 6  # heads up which a subject is inherited


def group_start(verb: Token) -> int:
    """Return the index of the first token of the verb group: clitics, auxiliaries, adverbs."""
    doc, index = verb.doc, verb.i
    light = _light_words()
    while index > 0:
        left = doc[index - 1]
        if left.lower_ in light or left.pos_ in {"AUX", "ADV"} or left.lower_ == "-t":
            index -= 1
        else:
            break
    return index


@lru_cache(maxsize=1)
def _light_words() -> frozenset[str]:
    return words_of("clitics") | words_of("auxiliaries") | words_of("inverted_pronouns")


def is_passive(verb: Token) -> bool:
    """Tell whether a past participle reports what is said, not who says it."""
    auxiliaries = {child.dep_ for child in verb.children if child.pos_ == "AUX"}
    if "aux:pass" in auxiliaries:
        return not _is_reflexive(verb)
    if auxiliaries:
        return False
    if not has_feature(verb, "VerbForm", "Part") or has_feature(verb, "Tense", "Pres"):
        return False
    if verb.dep_ == "conj" and verb.head.i < verb.i and verb.head.pos_ in FINITE:
        return is_passive(verb.head)
    if verb.dep_ == "dep" and verb.head.dep_ == "conj" and verb.head.head.pos_ in FINITE:
        return is_passive(verb.head.head)  # *a décidé et fait savoir*
    return not any(token.pos_ == "AUX" for token in verb.doc[group_start(verb) : verb.i])


def _is_reflexive(verb: Token) -> bool:
    group = verb.doc[group_start(verb) : verb.i]
    return any(token.lower_ in words_of("reflexives") for token in group)


def is_inverted(verb: Token, start: int | None = None) -> bool:
    """Tell whether the subject follows: a pronoun after a hyphen, or a noun phrase."""
    return inverted_pronoun(verb, start) is not None or next(_phrases_right(verb), None) is not None


def inverted_pronoun(verb: Token, start: int | None = None) -> Token | None:
    """Return *-il* in *a-t-il déclaré*, *déclare-t-il*."""
    doc = verb.doc
    first = group_start(verb) if start is None else start
    for token in doc[first : min(verb.i + 3, len(doc))]:
        if token.lower_ in words_of("inverted_pronouns") and token.i != verb.i:
            return token
    return None


def subject(verb: Token) -> Token | None:
    """Return the head of the subject, as the parse and the words beside the verb have it."""
    controller = _controller(verb)
    if controller is not None:
        return controller
    token = verb
    for _ in range(MAX_CLIMB):
        own = _own_subject(token)
        if own is not None:
            return inverted_subject(verb) if _is_what(own) else _antecedent(own)
        behind = _behind_opener(token)
        if behind is not None:
            return behind
        if _modifies_noun(token, verb):
            return token.head
        if token.head == token or not (token.dep_ in PASSES_SUBJECT or is_dependent(verb)):
            return None
        token = token.head
    return None


def _behind_opener(verb: Token) -> Token | None:
    """Return the subject behind the verb in *ce que dit X*, *comme devait conclure X*."""
    openers = words_of("complementizers") | words_of("comparison_openers")
    if not any(child.lower_ in openers for child in verb.lefts):
        return None
    return next((child for child in verb.rights if child.dep_ in SUBJECTS), None)


def _is_what(own: Token) -> bool:
    """Tell *ce que concède l'industrie*: the subject comes behind."""
    following = own.doc[own.i + 1] if own.i + 1 < len(own.doc) else own
    is_neuter = own.lower_ in words_of("impersonal_subjects")
    return is_neuter and following.lower_ in words_of("complementizers")


def _controller(verb: Token) -> Token | None:
    """Return who does an infinitive: *entendre X dire*, *permettez-moi de dire*."""
    if verb.morph.get("VerbForm", []) != ["Inf"] or verb.head == verb or verb.head.i > verb.i:
        return None
    governor = verb.head
    if governor.pos_ in NOMINALS and verb.dep_ == "acl" and governor.dep_ == "obj":
        is_object = governor.head.lemma_ in grammar()["control.object"]
        return governor if is_object and governor.i > governor.head.i else None
    between = [child for child in governor.children if child.i < verb.i]
    if governor.lemma_ in grammar()["control.object"]:
        wanted = {"obj", "obl:arg", "iobj", "nsubj"}
        days = grammar()["times.nouns"]
        behind = [
            t
            for t in (*between, *verb.children)
            if governor.i < t.i < verb.i and t.lower_ not in days
        ]
        return next((t for t in behind if t.dep_ in wanted and t.pos_ in NOMINALS), None)
    if governor.lemma_ in grammar()["control.dative"]:
        wanted = {"obj", "iobj", "obl:arg", "dep", "expl:comp"}
        return next((t for t in between if t.dep_ in wanted and t.pos_ in NOMINALS), None)
    return None


def _modifies_noun(token: Token, verb: Token) -> bool:
    """Tell *une lettre disant que* from *X a réagi, disant que* and *l'occasion de dire*."""
    if token.dep_ not in {"acl", "acl:relcl"} or token.head.pos_ not in NOMINALS:
        return False
    if token != verb:
        return not is_dependent(verb)
    start = group_start(verb)
    return not is_dependent(verb) or (
        has_feature(verb, "VerbForm", "Part") and verb.doc[start - 1].text != ","
    )


def is_dependent(verb: Token) -> bool:
    """Tell an infinitive or present participle, whose subject is the governing verb's."""
    is_present = has_feature(verb, "VerbForm", "Part") and has_feature(verb, "Tense", "Pres")
    return is_present or has_feature(verb, "VerbForm", "Inf")


def _own_subject(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ in SUBJECTS and child.i < verb.i:
            return child
    pronoun = inverted_pronoun(verb)
    if pronoun is not None:
        return pronoun
    before = group_start(verb) - 1
    if before >= 0 and verb.doc[before].lower_ in words_of("subject_pronouns"):
        return verb.doc[before]
    if before >= 0 and verb.doc[before].lower_ in words_of("relative_subjects"):
        return verb.doc[before]
    if before >= 0 and verb.pos_ not in FINITE and verb.doc[before].pos_ in {"NOUN", "PROPN"}:
        return _head_of_phrase(verb.doc[before])
    return None


def _head_of_phrase(last: Token) -> Token:
    """Return the noun whose phrase ends here, before a verb taken for another word."""
    head = last
    while head.dep_ in {"nmod", "flat:name", "appos"} and head.head.i < head.i:
        head = head.head
    return head


def _antecedent(pronoun: Token) -> Token | None:
    """Return the noun a relative *qui* stands for; any other token is its own antecedent."""
    if pronoun.lower_ not in words_of("relative_subjects"):
        return pronoun
    clause = pronoun.head
    if clause.dep_.startswith("acl") and clause.head.pos_ in NOMINALS and clause.head.i < pronoun.i:
        return clause.head
    for token in reversed(pronoun.doc[max(sentence_start(pronoun), pronoun.i - 4) : pronoun.i]):
        if token.pos_ in {"NOUN", "PROPN", "PRON"}:
            return token
    return None


def body_of(one: Token) -> Token | None:
    """Return whose voice *on* is: *à la mairie, on assure*, *répond-on au siège du parti*.

    The phrase opens the sentence or follows the verb; in it stands a body that speaks.
    """
    if one.lower_ not in words_of("anybody"):
        return None
    doc, first = one.doc, sentence_start(one)
    at = words_of("dative_prepositions") | words_of("sides")
    behind = one.i + 1 if one.text.startswith("-") else len(doc)
    for i in (first, behind):
        if i >= len(doc) or doc[i].lower_ not in at:
            continue
        for token in doc[i + 1 : i + 1 + MAX_BODY]:
            if token.text in STOPS | {","} or token.pos_ in FINITE:
                break
            if token.pos_ in {"NOUN", "PROPN"} and token.ent_type_ != "LOC":
                return token
    return None


def inverted_subject(verb: Token, start: int | None = None) -> Token | None:
    """Return the head of the source under an inserted cue."""
    pronoun = inverted_pronoun(verb, start)
    return pronoun if pronoun is not None else next(_phrases_right(verb), None)


def _phrases_right(verb: Token) -> Iterator[Token]:
    """Yield the heads of bare noun phrases to the right, nearest first."""
    if _is_gerund(verb):
        return
    doc = verb.doc
    index, limit = verb.i + 1, min(len(doc), verb.i + 1 + MAX_REACH)
    while index < limit:
        token = doc[index]
        if token.text in STOPS or token.is_space or token.lower_ in words_of("complementizers"):
            return
        if token.pos_ == "ADP" or token.lower_ in words_of("dative_prepositions"):
            index = _after_phrase(token)
        elif token.pos_ in FINITE and token.i > verb.i + 1:
            return
        else:
            head = _phrase_head(token)
            if head is not None:
                yield head
                return
            index += 1


def _is_gerund(verb: Token) -> bool:
    """*…, accusant Jean Untel de mentir*: what follows is the object."""
    return verb.lower_.endswith(tuple(grammar()["agents.gerund_endings"]))


def _after_phrase(preposition: Token) -> int:
    """Return the index after a complement with a preposition."""
    doc = preposition.doc
    head = preposition.head if preposition.head.i > preposition.i else None
    end = preposition.i + 2 if head is None else head.i + 1
    while end < len(doc) and doc[end].dep_ in {"flat:name", "fixed", "amod", "nummod"}:
        end += 1
    return end


def _phrase_head(token: Token) -> Token | None:
    if token.pos_ == "PROPN":
        return token
    if token.pos_ == "PRON" and token.lower_ not in words_of("clitics"):
        return token
    if token.pos_ in {"DET", "NUM"} and token.head.i > token.i and token.head.pos_ in NOMINALS:
        return token.head
    if token.pos_ == "DET" and token.head.pos_ == "ADJ" and token.head.i == token.i + 1:
        return token.head  # *ce dernier*
    return None


def agent(verb: Token) -> Token | None:
    """Return the head of *par …* beside a passive."""
    for child in verb.children:
        if child.i > verb.i and any(
            case.lower_ in words_of("agent_prepositions") for case in child.children
        ):
            return child
    return None


def phrase(head: Token, *, avoid: tuple[int, int] | None = None) -> Span:
    """Return the noun phrase of a head, without clauses that the parser hung on it.

    Args:
        head: The head of the phrase.
        avoid: Token indexes the phrase must not enter: its cue or its content.
    """
    doc = head.doc
    if head.pos_ == "PRON":
        return doc[head.i : head.i + 1]
    start, end = head.i, head.i + 1
    for index in range(head.left_edge.i, head.i):
        if doc[index].head.i >= index and _belongs(doc[index]):
            start = index
            break
    end = _right_edge(head)
    if avoid is not None:
        start = max(start, avoid[1]) if avoid[1] <= head.i else start
        end = min(end, avoid[0]) if avoid[0] > head.i else end
    return doc[start:end]


def _belongs(token: Token) -> bool:
    return token.pos_ not in {"PUNCT", "VERB", "SCONJ", "CCONJ", "ADP"} or token.dep_ == "amod"


def _right_edge(head: Token) -> int:
    doc, end = head.doc, head.i + 1
    last = max(head.right_edge.i + 1, end)
    while end < last:
        token = doc[end]
        if token.text in STOPS or token.is_space:
            break
        if token.pos_ in FINITE and token.dep_ not in {"acl", "amod"}:
            end = _before_clause(doc[head.i : end])
            break
        end += 1
    while end > head.i + 1 and (doc[end - 1].is_punct or doc[end - 1].pos_ in {"CCONJ", "ADP"}):
        end -= 1
    return end


def _before_clause(span: Span) -> int:
    """Return where the last comma or relative pronoun of the span stands."""
    for token in reversed(span):
        if token.is_punct or token.lower_ in words_of("relative_subjects"):
            return max(int(token.i), span.start + 1)
    return span.end
