"""Whether a mention of somebody shows that they do or say something, also where a pronoun or a colon stands for it.

Knows grammar over two sentences, titles and words of speech. Does not know how often anybody is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from assistant.reading.agency import PASSIVE_SUBJECTS, STATES, SUBJECTS
from assistant.reading.asserted import parts
from assistant.reading.facts import Fact, NoteFacts
from assistant.reading.parse import Sentence, Token
from assistant.reading.undergoing import background, undergone
from assistant.reading.words import listed

Heard = Literal["yes", "perhaps", "no"]
"""Whether they do or say something; "perhaps" where a pronoun that does may mean them."""

_SURENESS: tuple[Heard, ...] = ("no", "perhaps", "yes")
_CONDUCT = ("to", "with", "about", "at", "towards", "of")
"""Prepositions after which a quality is how somebody meets others: "rude to Pam", "angry about it"."""
_HE = {"he": "he", "she": "she", "they": "they"}
_GENDERS = {
    **dict.fromkeys(
        (
            "mr",
            "sir",
            "man",
            "boy",
            "father",
            "dad",
            "son",
            "brother",
            "husband",
            "uncle",
            "grandfather",
            "grandad",
            "nephew",
            "lad",
        ),
        "he",
    ),
    **dict.fromkeys(
        (
            "mrs",
            "ms",
            "miss",
            "lady",
            "woman",
            "girl",
            "mother",
            "mum",
            "daughter",
            "sister",
            "wife",
            "aunt",
            "niece",
            "nan",
        ),
        "she",
    ),
}


def heard(fact: Fact, note: NoteFacts) -> Heard:
    """Whether the sentence of this mention, or a pronoun after it, shows that they do or say something."""
    sentence = note.sentences[fact.sentence]
    if _acts(fact, sentence) or _speaks(fact, sentence):
        return "yes"
    return max(_by_pronoun(fact, note), _goes_on(fact, sentence), key=_SURENESS.index)


def _acts(fact: Fact, sentence: Sentence) -> bool:
    if "agent" in fact.signs:
        return True
    if "subject" in fact.signs and "subject:state" not in fact.signs and not undergone(sentence, fact.governor):
        return True
    if fact.dep in SUBJECTS and _conduct(sentence, fact.governor):
        return True
    if _goes_on(fact, sentence) == "yes":
        return True
    return any(_own_clause(sentence, x) for x in sentence.children[fact.head])


def _goes_on(fact: Fact, sentence: Sentence) -> Heard:
    """Whether a verb that is joined to the one of which they are the subject shows them doing something."""
    if fact.dep not in (*SUBJECTS, *PASSIVE_SUBJECTS):
        return "no"
    return max(_joined(sentence, fact.governor), key=_SURENESS.index, default="no")


def _conduct(sentence: Sentence, at: int) -> bool:
    """Whether the clause tells how somebody meets others: "was rude to Pam"."""
    if sentence.tokens[at].lemma not in STATES:
        return False
    qualities = list(parts(sentence, at, "acomp", "attr", "oprd"))
    told = any(sentence.tokens[x].lemma in listed("conduct") for x in qualities)
    return told or any(
        sentence.tokens[x].lower in _CONDUCT and sentence.tokens[quality].pos == "ADJ"
        for quality in qualities
        for x in parts(sentence, quality, "prep")
    )


def _joined(sentence: Sentence, at: int) -> Iterator[Heard]:
    """For each verb that is joined to this one and has no subject of its own: whether it is one of doing.

    After a passive a bare participle may go on with it: "were fed and moved", "was weighed, then asked for tea".
    """
    suffering = any(parts(sentence, at, "auxpass"))
    for index in parts(sentence, at, "conj", "advcl"):
        token = sentence.tokens[index]
        told = token.pos == "VERB" and (token.dep == "conj" or token.tag == "VBD")
        if told and not any(parts(sentence, index, *SUBJECTS, *PASSIVE_SUBJECTS, "mark")):
            passive = any(parts(sentence, index, "auxpass")) or token.lemma in STATES or undergone(sentence, index)
            finished = any(parts(sentence, index, "aux"))
            reaches = any(parts(sentence, index, "dobj", "ccomp", "dative"))
            active = finished or reaches or token.tag in ("VBZ", "VBP") or not suffering
            towards = token.tag == "VBD" and any(parts(sentence, index, "prep"))
            yield "no" if passive else "yes" if active or towards else "perhaps"
            yield from _joined(sentence, index)


def _own_clause(sentence: Sentence, at: int) -> bool:
    """Whether the words are a clause in which the one before them does something: "the tenant who rang", "shouting"."""
    token = sentence.tokens[at]
    if token.dep == "acl":
        return token.tag == "VBG" and token.lemma not in STATES
    if token.dep != "relcl" or token.lemma in STATES or undergone(sentence, at) or background(sentence, at):
        return False
    return any(sentence.tokens[x].lower in ("who", "that") for x in parts(sentence, at, "nsubj"))


def _speaks(fact: Fact, sentence: Sentence) -> bool:
    """Whether it is what somebody says that is named with them: "Tenants: we want a bench", "Tom's question"."""
    after = [token for token in sentence.tokens if token.start >= fact.end]
    before = [token for token in sentence.tokens if token.end <= fact.start]
    if after[:1] and after[0].text == ":" and all(token.pos in ("PUNCT", "DET", "NUM") for token in before):
        return any(_is_speech(token) for token in after[1:])
    if after[:1] and after[0].lower in ("'s", "'") and {token.lower for token in after[1:4]} & listed("sayings"):
        return True
    words = [token.lower for token in before if token.pos not in ("DET", "ADJ")]
    return words[-2:] == ["according", "to"] or (
        words[-1:] == ["from"] and bool(set(words[-3:-1]) & (listed("sayings") | {"heard"}))
    )


def _is_speech(token: Token) -> bool:
    """Whether what stands after a name and a colon is a clause, a quotation or a question."""
    return (
        token.tag in ("VBD", "VBZ", "VBP", "MD") or token.text in ("“", '"', "‘", "?") or token.lower in ("yes", "no")
    )


def _by_pronoun(fact: Fact, note: NoteFacts) -> Heard:
    """Whether "he", "she" or "they" after it does something, and can only mean them."""
    for number in (fact.sentence, fact.sentence + 1):
        if number >= len(note.sentences):
            break
        sentence = note.sentences[number]
        for index, token in enumerate(sentence.tokens):
            word = agreeing(fact, token)
            if word and token.start > fact.end and _does(sentence, index):
                return meant(fact, note, number, token, word)
    return "no"


def _does(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    verb = sentence.tokens[token.head]
    if token.dep not in SUBJECTS:
        return token.dep in PASSIVE_SUBJECTS and "yes" in _joined(sentence, token.head)
    undergoes = verb.lemma in STATES or undergone(sentence, token.head)
    return not undergoes or _conduct(sentence, token.head) or "yes" in _joined(sentence, token.head)


def agreeing(fact: Fact, token: Token) -> str:
    """The pronoun that the token is, "he", "she" or "they", where it can mean this mention; else nothing."""
    word = _HE.get(token.lower, "")
    return word if word and _agrees(fact, word) else ""


def _agrees(fact: Fact, word: str) -> bool:
    several = fact.plural or fact.kind in ("group", "organisation")
    if several:
        return word == "they"
    gender = _GENDERS.get(fact.key[0].rstrip(".")) or _GENDERS.get(fact.key[-1])
    return word == "they" or gender in (None, word)


def meant(fact: Fact, note: NoteFacts, number: int, token: Token, word: str) -> Heard:
    """Whether the pronoun means this mention rather than somebody else who is named as near."""
    rivals = _rivals(fact, note, number, token, word)
    if not rivals:
        return "yes"
    if any(other.start > fact.start and other.sentence == number for other in rivals) and fact.sentence != number:
        return "no"
    lead = fact.dep in (*SUBJECTS, *PASSIVE_SUBJECTS)
    return "yes" if lead and not any(x.dep in (*SUBJECTS, *PASSIVE_SUBJECTS) for x in rivals) else "perhaps"


def _rivals(fact: Fact, note: NoteFacts, number: int, token: Token, word: str) -> Sequence[Fact]:
    return [
        other
        for other in note.facts
        if other.kind in ("person", "group")
        and other.key != fact.key
        and fact.sentence <= other.sentence <= number
        and other.end <= token.start
        and _agrees(other, word)
    ]
