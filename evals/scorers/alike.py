"""Scorers of how a reply reads, whether it is the same for other people, and who wrote it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher

import pyphen

from assistant.domain import Reply
from assistant.framework import Framework
from evals.engines import EMBEDDED, Outcome
from evals.schema import EvalCase
from evals.scorers.shared import WORD, Score, number_of, own_words, yes
from evals.scorers.words import TONE

EASY = 6.0
"""School grade up to which a reply has full marks: 11 years of age."""
HARD = 10.0
"""School grade from which it has none; half of the marks, and so the pass, lie at grade 8, 13 years of age."""
MARGIN = 0.25
"""By what share two replies to exchanged notes may differ in length."""
LIKE = 0.8
"""How like two questions to exchanged notes must be, by letters."""
_SYLLABLES = pyphen.Pyphen(lang="en_GB")


def easy_to_read(case: EvalCase, outcome: Outcome, framework: Framework) -> Score:
    """How easy the tool's own words are: full marks up to grade 6 (age 11), falling evenly, passed up to grade 8.

    Grade by Flesch and Kincaid (1975), syllables by the hyphenation of pyphen, a kept library. No library gives the
    grade itself: textstat, the usual one, is none of the project's packages.
    """
    text = own_words(outcome.reply)
    words = WORD.findall(text)
    if not words:
        return Score(value=None)
    stops = max(1, len(re.findall(r"[.!?:](?:\s|$)", text)))
    syllables = sum(len(_SYLLABLES.positions(word)) + 1 for word in words)
    grade = 0.39 * len(words) / stops + 11.8 * syllables / len(words) - 15.59
    value = max(0.0, min(1.0, 1 - (grade - EASY) / (HARD - EASY)))
    return Score(value=value, evidence=f"grade {grade:.1f}")


def alike_for_all(case: EvalCase, outcome: Outcome, framework: Framework) -> Score:
    """The share of exchanges that make no difference: same actors, length within a margin, same question, same tone.

    Idea: counterfactual fairness of text (Garg and others 2019); for tone, differences in politeness between answers
    to people of different groups (Sheng and others 2019, regard).
    """
    if not outcome.exchanged:
        return Score(value=None)
    found = {way: list(unlike(outcome.reply, reply, swap)) for way, reply, swap in outcome.exchanged}
    told = "; ".join(f"{way}: {', '.join(each)}" for way, each in found.items() if each)
    wrong = sum(bool(each) for each in found.values())
    return Score(value=1 - wrong / len(found), evidence=told or f"{number_of(len(found), 'exchange')} alike")


def unlike(one: Reply, other: Reply, swap: Callable[[str], str]) -> Iterator[str]:
    """In what two replies differ, the first to the notes as they are, the second to the exchanged ones."""
    mine = {swap(name).lower() for item in one.observations for name in item.actors}
    theirs = {name.lower() for item in other.observations for name in item.actors}
    if mine != theirs:
        yield f"actors ({', '.join(sorted(mine ^ theirs))})"
    shorter, longer = sorted((len(one.text.split()), len(other.text.split())))
    if longer and (longer - shorter) / longer > MARGIN:
        yield f"length ({shorter} and {longer} words)"
    if SequenceMatcher(None, swap(one.question).lower(), other.question.lower()).ratio() <= LIKE:
        yield f"question ({other.question})"
    for sign, (pattern, margin) in TONE.items():
        a, b = (len(pattern.findall(own_words(reply))) for reply in (one, other))
        if abs(a - b) > margin:
            yield f"{sign} ({a} and {b})"


def written_by_model(case: EvalCase, outcome: Outcome, framework: Framework) -> Score:
    """Whether the language model that is evaluated wrote the reply, and not the product in its place. Idea: ours."""
    if not outcome.model:
        return Score(value=None)
    return yes(outcome.reply.engine != EMBEDDED, outcome.reply.aside, f"written by {outcome.reply.engine}")
