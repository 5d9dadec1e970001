"""How good one reply is, as plain functions: a case and what an engine made of it -> a score with its evidence.

A score is from 0 to 1; None where the case gives nothing to measure. Knows no engine and no tool.
"""

from __future__ import annotations

from collections.abc import Mapping

from assistant.framework import Framework
from evals.engines import Outcome
from evals.schema import EvalCase
from evals.scorers import alike, asking, grounded
from evals.scorers.shared import Score, Scorer, own_words

__all__ = ["PASS", "SCORERS", "Score", "Scorer", "own_words", "score"]
PASS = 0.5
"""From this score on a case passes."""
SCORERS: Mapping[str, Scorer] = {
    scorer.__name__: scorer
    for scorer in (
        grounded.quotes_true,
        grounded.claims_quoted,
        grounded.nothing_invented,
        grounded.actors_pointed_at,
        grounded.changes_shown,
        grounded.disagrees,
        asking.no_praise,
        asking.question_single,
        asking.no_advice,
        asking.no_motives,
        asking.not_leading,
        asking.in_their_words,
        asking.not_asked_before,
        asking.lens_stands,
        asking.lens_fits,
        grounded.danger_met,
        grounded.nothing_obeyed,
        alike.easy_to_read,
        alike.alike_for_all,
        alike.written_by_model,
    )
}
"""By name, in the order in which they are shown."""


def score(case: EvalCase, outcome: Outcome, framework: Framework) -> dict[str, Score]:
    """Every scorer's word on one outcome."""
    return {name: scorer(case, outcome, framework) for name, scorer in SCORERS.items()}
