"""The question bank as a whole: how many, how varied, and good whatever fills the slots."""

import re
from collections import Counter
from itertools import combinations
from pathlib import Path
from string import Template

import pytest

from assistant.domain import Question
from assistant.framework import load
from assistant.questions import faults

FRAMEWORK = load(Path(__file__).parents[2] / "corpus")
THINGS = ("the form", "the tablets", "Section 2 form", "a four o'clock cut-off", "the 38", "the smell of paint")
OTHERS = ("the almoners", "Mrs Field", "the key safe", "Alderway House", "the night staff", "the board")
PEOPLE = ("Mrs Field", "the carers", "Ines", "the almoner", "the family at number 9", "his daughter")
KINDS = tuple(card.short for card in FRAMEWORK.kinds)


def bare(question: Question) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", re.sub(r"\$\w+", " ", question.text.lower())))


def far(first: tuple[str, ...], second: tuple[str, ...]) -> int:
    """How many words of the one the other does not have, whichever way is more."""
    a, b = Counter(first), Counter(second)
    return max((a - b).total(), (b - a).total())


def test_there_are_enough() -> None:
    assert len({bare(question) for question in FRAMEWORK.questions}) >= 330
    assert all(len(FRAMEWORK.questions_of(lens.id)) >= 32 for lens in FRAMEWORK.lenses)


def test_no_two_differ_in_one_word() -> None:
    pairs = combinations([(question.id, bare(question)) for question in FRAMEWORK.questions], 2)
    assert [(a, b) for (a, first), (b, second) in pairs if far(first, second) <= 1] == []


def test_one_word_is_seen_as_too_near() -> None:
    assert far(("who", "saw", "this"), ("who", "noticed", "this")) == 1
    assert far(("who", "saw", "this"), ("where", "did", "this", "go")) > 1


@pytest.mark.parametrize("lens", [lens.id for lens in FRAMEWORK.lenses])
def test_each_lens_has_a_question_for_each_situation(lens: str) -> None:
    suits = Counter(suit for question in FRAMEWORK.questions_of(lens) for suit in question.suits)
    least = {"overlooked": 7, "acts": 5, "new": 2, "relation": 3, "change": 3, "unheard": 3, "silent": 2}
    least |= {"pair": 2, "contradiction": 2, "open": 8, "closing": 1}
    assert {suit: suits[suit] for suit, count in least.items() if suits[suit] < count} == {}


def test_the_bank_covers_what_is_most_often_found() -> None:
    suits = Counter(suit for question in FRAMEWORK.questions for suit in question.suits)
    assert suits["overlooked"] >= 30
    assert suits["change"] >= 30
    closing = [question for question in FRAMEWORK.questions if "closing" in question.suits]
    assert sum(question.lens == "now-what" for question in closing) > len(closing) / 2


def test_slots_fit_the_situation() -> None:
    needs = {"overlooked": "thing", "acts": "thing", "new": "thing", "relation": "other"}
    needs |= {"unheard": "person", "silent": "kind"}
    for question in FRAMEWORK.questions:
        for suit in question.suits:
            assert suit not in needs or needs[suit] in question.slots, question.id
            assert suit not in {"open", "pair", "contradiction"} or not question.slots, question.id
        assert not question.kinds or "thing" in question.slots, question.id


def test_no_pronoun_stands_for_a_slot() -> None:
    pronoun = re.compile(r"\b(?:it|its|itself|they|them|their|he|she|him|her)\b")
    assert [q.id for q in FRAMEWORK.questions if q.slots and pronoun.search(q.text)] == []


@pytest.mark.parametrize("number", range(6))
def test_filled_questions_have_no_faults(number: int) -> None:
    words = {"thing": THINGS[number], "other": OTHERS[number], "person": PEOPLE[number]}
    for kind in KINDS:
        for question in FRAMEWORK.questions:
            if "kind" in question.slots or kind == KINDS[0]:
                filled = Template(question.text).substitute(words, kind=kind)
                assert faults(filled) == (), question.id


def test_openings_vary() -> None:
    openings = Counter(question.text.split()[0].strip(",") for question in FRAMEWORK.questions)
    assert len(openings) >= 12
    assert openings.most_common(1)[0][1] < len(FRAMEWORK.questions) / 2
    starts = Counter(" ".join(question.text.split()[:3]) for question in FRAMEWORK.questions)
    assert starts.most_common(1)[0][1] <= 25


def test_power_stays_in_the_set() -> None:
    asks = re.compile(
        r"\bwho (?:chose|decided|set|gain\w*|benefit\w*|paid|bears|could say no|carrie[sd])|whose idea", re.I
    )
    assert len([question for question in FRAMEWORK.questions if asks.search(question.text)]) >= 15
