"""Which stretches of a sentence name somebody or something.

Knows grammar, the lexicon's phrases and the list of words that name nothing. Does not know kinds of names beyond what
their shape shows, nor which mentions belong together.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from assistant.reading.counts import counts, cut_short
from assistant.reading.idioms import figurative
from assistant.reading.parse import Sentence, Token
from assistant.reading.trim import STRICT, named_so, titled, trimmed
from assistant.reading.words import listed

NOMINAL = ("NOUN", "PROPN")
_LONGEST_PHRASE = 5
_TAILS = ("'s", "'", ",", ".", "-", ":", ";", "(", ")", '"', "”")
_LEADS = ("-", "(", '"', "“", "'")
_DETERMINERS = ("DT", "PDT", "PRP$", "WDT", "WP$")
_LINKS = ("IN", "CC", "TO", "DT", "PRP$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One noun phrase: the words of its name are `tokens[first:last + 1]` of its sentence."""

    sentence: int
    first: int
    last: int
    head: int
    key: tuple[str, ...]
    """Lower-case words, the last one the head in its singular; a number that follows it stands before it."""
    start: int
    end: int
    proper: bool
    """Written like a name."""
    plural: bool
    known: bool
    """The lexicon has the phrase or its head."""


def singular(token: Token) -> str:
    """The token's word in the singular, also where the tagger took a noun for something else."""
    if token.pos in NOMINAL and token.lemma:
        word = token.lemma
        return word if token.tag != "NNPS" and token.pos == "NOUN" else _cut_plural(token)
    return _cut_plural(token)


def _cut_plural(token: Token) -> str:
    word = token.lower
    if token.tag != "NNPS" and token.pos == "PROPN":
        return word
    for ending, put in (("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("sses", "ss"), ("xes", "x"), ("s", "")):
        if word.endswith(ending) and len(word) > 3 and not word.endswith(("ss", "us", "is")):
            return word.removesuffix(ending) + put
    return word


def capital(token: Token) -> bool:
    """Whether the word is written with a capital."""
    return token.text[:1].isupper()


def find(
    sentence: Sentence,
    number: int,
    lexicon: Container[str],
    tagged: Sequence[tuple[int, int]] = (),
    given: Sequence[tuple[int, int]] = (),
) -> list[Candidate]:
    """The candidates of one sentence, in order; they overlap only where one owns the other ("Josie", "Josie's hands").

    Args:
        sentence: The sentence.
        number: Its number in the note.
        lexicon: Phrases that name something.
        tagged: Stretches that the tagger takes for names, in characters of the text; they go before the rules' own.
        given: Stretches that are known to be names; they go before all else, and are kept whatever their words.
    """
    taken: set[int] = set()
    found: list[tuple[int, int]] = []
    phrases = _phrases(sentence, lexicon)
    whole = [
        _with_title(sentence, *_hyphened(sentence, *_widened(span, phrases))) for span in _tagged(sentence, tagged)
    ]
    known = list(_inside(sentence, given))
    for first, last in [*known, *whole, *phrases, *_names(sentence), *_heads(sentence, lexicon)]:
        if taken.isdisjoint(range(first, last + 1)):
            taken.update(range(first, last + 1))
            found.append((first, last))
    found += [(first, at - 1) for first, last in found for at in _owners(sentence, first, last)]
    spans = {span if span in known else (trimmed(sentence, *span, lexicon), span[1]) for span in found}
    made = [_candidate(sentence, number, *span, lexicon) for span in sorted(spans)]
    sure, ends, figures = set(known), {last for _, last in whole}, figurative(sentence)
    return [
        item
        for item in made
        if (item.first, item.last) in sure
        or not counts(sentence, item.first, item.last)
        and (item.head not in figures and (item.last in ends or _may_name(sentence, item)))
    ]


def _hyphened(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """The stretch with the words that hyphens join to it: "lay-by", "Adeyinka-Ross"."""
    tokens = sentence.tokens

    def joins(index: int) -> bool:
        inside = 0 < index < len(tokens) - 1 and tokens[index].text == "-"
        return inside and tokens[index - 1].end == tokens[index].start and tokens[index].end == tokens[index + 1].start

    while joins(first - 1):
        first -= 2
    while joins(last + 1):
        last += 2
    return first, last


def _with_title(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """The stretch with the title before it."""
    tokens = sentence.tokens
    title = first > 0 and tokens[first - 1].lower.rstrip(".") in STRICT and capital(tokens[first])
    return (first - 1 if title and capital(tokens[first - 1]) else first), last


def _names(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """First names that are other words too, where the grammar says that they name a person."""
    return ((index, index) for index in range(len(sentence.tokens)) if named_so(sentence, index))


def _owners(sentence: Sentence, first: int, last: int) -> Iterator[int]:
    """Where, inside a name, the mark of an owner stands: the "'s" of "Josie's hands"."""
    return (index for index in range(first + 1, last) if sentence.tokens[index].tag == "POS")


def _inside(sentence: Sentence, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches as tokens, the first and the last one of each."""
    for start, end in spans:
        inside = [index for index, token in enumerate(sentence.tokens) if token.start < end and token.end > start]
        if inside:
            yield inside[0], inside[-1]


def _tagged(sentence: Sentence, tagged: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches as tokens, without what belongs to no name at either end."""
    tokens = sentence.tokens
    for first, last in _inside(sentence, tagged):
        while first <= last and _trails(sentence, last):
            last -= 1
        while first <= last and (tokens[first].tag in _DETERMINERS or tokens[first].lower in _LEADS):
            first += 1
        if any(letter.isalnum() for token in tokens[first : last + 1] for letter in token.text):
            yield first, last


def _trails(sentence: Sentence, index: int) -> bool:
    """Whether a word at the end of a stretch belongs to no name: "man on", but "drop-in" and "pick-up"."""
    token = sentence.tokens[index]
    if token.lower in _TAILS or cut_short(token) or not token.text.strip():
        return True
    return token.tag in _LINKS and not (index and sentence.tokens[index - 1].text == "-")


def _widened(span: tuple[int, int], phrases: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The lexicon's phrase that holds the span, or the span."""
    return next((phrase for phrase in phrases if phrase[0] <= span[0] and span[1] <= phrase[1]), span)


def _phrases(sentence: Sentence, lexicon: Container[str]) -> list[tuple[int, int]]:
    """Phrases of the lexicon of two words and more, the longest first wherever they stand."""
    words = [token.lower for token in sentence.tokens]
    ones = [singular(token) for token in sentence.tokens]
    found = []
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST_PHRASE, len(words) - at), 1, -1):
            last = at + length - 1
            plain, lemma = " ".join(words[at : last + 1]), " ".join([*words[at:last], ones[last]])
            if (plain in lexicon or lemma in lexicon) and not _goes_on(sentence, last):
                found.append((at, last))
                at = last
                break
        at += 1
    return found


def _goes_on(sentence: Sentence, index: int) -> bool:
    """Whether the next word is the noun that this one only describes."""
    tokens = sentence.tokens
    return index + 1 < len(tokens) and tokens[index + 1].pos in NOMINAL and tokens[index].dep == "compound"


def _heads(sentence: Sentence, lexicon: Container[str]) -> list[tuple[int, int]]:
    tokens = sentence.tokens
    spans = []
    for index, token in enumerate(tokens):
        if not _is_head(sentence, index, lexicon):
            continue
        first = index
        while first > 0 and _belongs(sentence, first - 1, index):
            first -= 1
        spans.append((first, index if token.lower != "'s" else index - 1))
    return spans


def _is_head(sentence: Sentence, index: int, lexicon: Container[str]) -> bool:
    token = sentence.tokens[index]
    if not _spelt(token):
        return False
    following = sentence.tokens[index + 1] if index + 1 < len(sentence.tokens) else None
    if token.pos in NOMINAL:
        return not (following is not None and following.pos in NOMINAL and _belongs(sentence, index, index + 1))
    known = token.lower in lexicon or singular(token) in lexicon
    before = sentence.tokens[index - 1] if index else None
    closed = following is None or following.pos not in (*NOMINAL, "ADJ")
    led = before is not None and (before.tag in ("DT", "PRP$", "POS") or (before.pos == "ADJ" and token.pos != "ADJ"))
    return known and led and closed and token.pos in ("VERB", "ADJ", "ADV", "INTJ", "ADP", "X")


def _belongs(sentence: Sentence, index: int, head: int) -> bool:
    """Whether the word before is part of the name that ends at `head`."""
    token, after = sentence.tokens[index], sentence.tokens[head]
    if token.pos == "PUNCT":
        return token.text == "-" and index > 0 and token.end == sentence.tokens[index + 1].start
    if token.pos not in NOMINAL and token.dep != "compound":
        return False
    if token.dep in ("compound", "nmod", "nn") and index < token.head <= head:
        return True
    return token.pos == "PROPN" and after.pos == "PROPN" and token.dep not in ("poss", "conj", "appos")


def _candidate(sentence: Sentence, number: int, first: int, last: int, lexicon: Container[str]) -> Candidate:
    tokens = sentence.tokens[first : last + 1]
    at = next((index for index in range(last, first - 1, -1) if _spelt(sentence.tokens[index])), last)
    head = sentence.tokens[at]
    # A number behind the noun goes before it, as a word that tells it from others: "room 4" is a room.
    others = (*sentence.tokens[at + 1 : last + 1], *sentence.tokens[first:at])
    key = (*(token.lower for token in others), singular(head))
    plain = " ".join(token.lower for token in tokens)
    known = plain in lexicon or " ".join(key) in lexicon or key[-1] in lexicon
    person = titled(sentence, first, last, lexicon) or (first == last and named_so(sentence, first))
    if person and len(tokens) > 1 and len(tokens[-1].text) == 2 and tokens[-1].text[1] == ".":  # "Mrs K."
        key, dot = (*key[:-1], key[-1].rstrip(".")), 1
    else:
        dot = 0
    proper = (
        person
        or all(capital(token) for token in tokens)
        and (
            (first > 0 and sentence.tokens[first - 1].text not in ('"', "“", "-", "*", ":"))
            or not known
            or (head.pos == "PROPN" and head.lower in listed("first_names"))
        )
    )
    return Candidate(
        sentence=number,
        first=first,
        last=last,
        head=at,
        key=key,
        start=tokens[0].start,
        end=tokens[-1].end - dot,
        proper=proper,
        plural=head.tag in ("NNS", "NNPS"),
        known=known,
    )


def _spelt(token: Token) -> bool:
    return any(letter.isalpha() for letter in token.text)


def _may_name(sentence: Sentence, item: Candidate) -> bool:
    head = sentence.tokens[item.head]
    word = item.key[-1]
    if item.proper and (item.key[0].rstrip(".") in STRICT or named_so(sentence, item.head)) and word.isalpha():
        return True
    if not any(letter.isalpha() for letter in word) or len(word) < 2:
        return False
    if item.proper and word in listed("first_names"):
        return True
    barred = listed("not_actors")
    whole = " ".join(item.key)
    if whole in barred or head.lower in barred and item.first == item.last:
        return False
    return word not in barred or item.first < item.last and item.known
