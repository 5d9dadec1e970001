"""Learns the tables of points, one after the other, each from what the ones before it say of cases they have not seen.

For every fold of the training cases the tagger and the earlier tables come from the other folds (stacking with
cross-validated predictions; Wolpert 1992), so that a table learns how much to trust them on new notes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from assistant.domain import Kind
from assistant.reading import mail
from assistant.reading.actors import Group, merge
from assistant.reading.facts import NoteFacts, kind_signs, read_note, told_of
from assistant.reading.kinds import Kinds
from assistant.reading.named import Named, last_words, likeness, names, pairs, same_signs
from assistant.reading.parse import Parser, Sentence
from assistant.reading.relations import Pair
from assistant.reading.relations import pairs as tied_pairs
from assistant.reading.report import turning
from assistant.reading.tables import Signs, Table
from assistant.reading.tagger import Tagger, Tags
from assistant.reading.weigh import Found, act_signs, part_signs, pass_signs, weigh
from evals.learn.gold import Case
from evals.score import match, tokens, touches

Label = int | str
FOLDS = 3
FORGOTTEN = 0.25
"""The share of the lexicon's words that a training case is read without."""
KNOWN = tuple("abcdefghij")
"""The hands whose cases the lexicon's writers knew."""
FOUND = 1.2
"""How much more it counts to find whoever and whatever takes part than to be right in each: what is missed is never
looked at, and what is doubtful the practitioner can put right."""
LEAST = 3
"""In how many rows a sign must stand to be given points."""
SMALL = 0.02
"""Points that are left out."""
NEAR = 4
"""Limits on either side that a limit is judged by."""


@dataclass(slots=True)
class Work:
    """One training case on its way through the stages."""

    case: Case
    fold: int
    tagger: Tagger
    lexicon: Mapping[str, Kind]
    """The lexicon as if it had been written without knowing this case; see `forgotten`."""
    sentences: list[tuple[Sentence, ...]]
    tags: list[Tags]
    read: tuple[NoteFacts, ...] = ()
    groups: tuple[Group, ...] = ()
    found: tuple[Found, ...] = ()

    @property
    def gold(self) -> list[dict[str, Any]]:
        """The annotated actors."""
        actors: list[dict[str, Any]] = self.case.raw["actors"]
        return actors


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to be judged, with the right answer."""

    fold: int
    signs: Signs
    label: Label


@dataclass(frozen=True, slots=True)
class Learned:
    """A stage's table, those of each fold, and how the stage did on cases that it had not seen."""

    table: Table
    by_fold: tuple[Table, ...]
    told: str


def forgotten(lexicon: Mapping[str, Kind], case: str) -> dict[str, Kind]:
    """The lexicon without the phrases of some words, other ones for each case.

    The lexicon's writers knew some of the training cases (`KNOWN`), so nearly every word of these is in it; of other
    notes fewer are. Tables that are fitted with the whole lexicon would trust it too much, and know little of words
    that it lacks.
    """
    kept = {}
    for phrase, kind in lexicon.items():
        chance = int.from_bytes(sha256(f"{case} {phrase.split()[-1]}".encode()).digest()[:4], "big") / 2**32
        if chance >= FORGOTTEN:
            kept[phrase] = kind
    return kept


def prepare(case: Case, fold: int, parser: Parser, tagger: Tagger, lexicon: Mapping[str, Kind]) -> Work:
    """Parse and tag a case."""
    kept = forgotten(lexicon, case.id) if case.hand in KNOWN else lexicon
    sentences = [mail.told(text, parser.parse(text)) for text in case.texts]
    return Work(case, fold, tagger, kept, sentences, tagger.tag(case.texts))


Drop = Callable[[str], bool]
"""Whether a sign is left out, by its name; for ablations."""


def nothing(_: str) -> bool:
    """Leave no sign out."""
    return False


def learn(
    rows: Sequence[Row],
    strength: Sequence[float],
    limit: Callable[[np.ndarray, np.ndarray], float],
    drop: Drop = nothing,
) -> Learned:
    """Fit one table: how strongly it is held back is chosen by its likelihood over the folds.

    Args:
        rows: What is judged.
        strength: The values of C (the inverse of L2) to choose from.
        limit: Given the shares of the unseen rows and their labels, from which share on the answer is yes.
        drop: Which signs are not learned from.
    """
    folds = np.array([row.fold for row in rows])
    labels = np.array([row.label for row in rows])
    sheet = DictVectorizer(dtype=np.float32)
    matrix = sheet.fit_transform([{k: v for k, v in row.signs.items() if not drop(k)} for row in rows])
    common = np.asarray((matrix != 0).sum(0)).ravel() >= LEAST
    matrix = matrix[:, common]
    signs = [name for name, keep in zip(sheet.get_feature_names_out(), common, strict=True) if keep]
    best: tuple[float, float, list[Any], np.ndarray] | None = None
    for c in strength:
        models = [_model(c).fit(matrix[folds != k], labels[folds != k]) for k in range(FOLDS)]
        classes = models[0].classes_
        shares = np.zeros((len(rows), len(classes)))
        for k, model in enumerate(models):
            shares[folds == k] = model.predict_proba(matrix[folds == k])
        right = shares[np.arange(len(rows)), np.searchsorted(classes, labels)]
        loss = float(-np.log(np.maximum(right, 1e-9)).mean())
        if best is None or loss < best[0]:
            best = loss, c, models, shares
    assert best is not None
    loss, c, models, shares = best
    final = _model(c).fit(matrix, labels)
    edge = limit(shares[:, 1], labels) if len(final.classes_) == 2 else 0.5
    told = f"{len(rows)} rows, {len(signs)} signs, C {c}, log loss {loss:.3f}, limit {edge:.2f}"
    return Learned(_table(final, signs, edge), tuple(_table(model, signs, edge) for model in models), told)


def _model(c: float) -> LogisticRegression:
    return LogisticRegression(C=c, max_iter=1500, tol=1e-3)


def _table(model: Any, signs: Sequence[str], edge: float) -> Table:
    if len(model.classes_) == 2:
        given = {sign: float(point) for sign, point in zip(signs, model.coef_[0], strict=True)}
        given["always"] = float(model.intercept_[0])
    else:
        given = {
            f"{label} {sign}": float(point)
            for label, row in zip(model.classes_, model.coef_, strict=True)
            for sign, point in zip(signs, row, strict=True)
        }
        given |= {f"{label} always": float(p) for label, p in zip(model.classes_, model.intercept_, strict=True)}
    kept = {sign: round(point, 3) for sign, point in given.items() if abs(point) >= SMALL or sign.endswith("always")}
    return Table(kept, edge)


def best_f(beta: float, missed: int = 0) -> Callable[[np.ndarray, np.ndarray], float]:
    """The limit that gives the best F over the unseen rows, on the mean of limits near it: one alone is chance.

    Args:
        beta: How much more recall counts than precision.
        missed: How many right answers there are besides, which no row stands for.
    """

    def limit(shares: np.ndarray, labels: np.ndarray) -> float:
        total = int(labels.sum()) + missed
        edges = np.arange(0.05, 0.9, 0.01)
        said = np.array([(shares >= edge).sum() for edge in edges])
        right = np.array([(labels[shares >= edge] == 1).sum() for edge in edges])
        scored = (1 + beta**2) * right / np.maximum(1.0, beta**2 * total + said)
        near = np.convolve(np.pad(scored, NEAR, mode="edge"), np.full(2 * NEAR + 1, 1 / (2 * NEAR + 1)), mode="valid")
        return round(float(edges[near.argmax()]), 2)

    return limit


# The stages, in order. Each takes the cases as the stage before left them, and leaves them one step further.


def learn_kinds(works: Sequence[Work], parser: Parser, drop: Drop = nothing) -> Learned:
    """The kind of a mention."""
    kinds = {work.case.id: Kinds(work.lexicon, parser) for work in works}
    rows = [row for work in works for row in _kind_rows(work, kinds[work.case.id])]
    learned = learn(rows, (0.01, 0.02, 0.05, 0.15), best_f(1), drop)
    for work in works:
        work.read = tuple(
            read_note(text, sentences, tags, kinds[work.case.id], learned.by_fold[work.fold]).numbered(number)
            for number, (text, sentences, tags) in enumerate(
                zip(work.case.texts, work.sentences, work.tags, strict=True)
            )
        )
    return learned


def _kind_rows(work: Work, kinds: Kinds) -> Iterator[Row]:
    for number, (text, tags) in enumerate(zip(work.case.texts, work.tags, strict=True)):
        spots = {spot.end: spot for spot in work.case.spots[number]}
        for item, told in told_of(work.sentences[number], tags, kinds):
            spot = spots.get(item.end)
            if spot is not None and spot.start < item.end:
                signs = kind_signs(item, told, kinds, text[item.start : item.end])
                yield Row(work.fold, signs, work.gold[spot.actor]["kind"])


def learn_same(works: Sequence[Work], abbreviations: Mapping[str, str], drop: Drop = nothing) -> Learned:
    """Whether two names are one actor's."""
    rows = [row for work in works for row in _same_rows(work, abbreviations)]
    learned = learn(rows, (0.3, 1.0, 3.0), best_f(1), drop)
    for work in works:
        facts = [fact for note in work.read for fact in note.facts]
        work.groups = merge(facts, abbreviations, learned.by_fold[work.fold])
    return learned


def _same_rows(work: Work, abbreviations: Mapping[str, str]) -> Iterator[Row]:
    named = names([fact for note in work.read for fact in note.facts], abbreviations)
    whose = [_whose(work, item) for item in named]
    ends, near = last_words(named), likeness(named)
    for a, b in pairs(named, near):
        if whose[a] is not None and whose[b] is not None:
            signs = same_signs(named, ends, a, b, float(near[a, b]))
            yield Row(work.fold, signs, int(whose[a] == whose[b]))


def _whose(work: Work, item: Named) -> int | None:
    """The annotated actor of most of the mentions."""
    found = [
        spot.actor
        for fact in item.facts
        for spot in work.case.spots[fact.note]
        if spot.start < fact.end and spot.end > fact.start and spot.end == fact.end
    ]
    return max(found, key=found.count) if found else None


def learn_part(works: Sequence[Work], drop: Drop = nothing) -> Learned:
    """Whether a group takes part."""
    matched = {work.case.id: matching(work.groups, work.gold) for work in works}
    rows = [
        Row(work.fold, part_signs(group), int(index in matched[work.case.id]))
        for work in works
        for index, group in enumerate(work.groups)
    ]
    missed = sum(len(work.gold) - len(matched[work.case.id]) for work in works)
    learned = learn(rows, (0.03, 0.1, 0.3), best_f(FOUND, missed), drop)
    for work in works:
        table = learned.by_fold[work.fold]
        shares = [table.likely(part_signs(group)) for group in work.groups]
        work.found = tuple(
            Found(group, share, 0.0, 0.0, False, False)
            for group, share in zip(work.groups, shares, strict=True)
            if share >= table.limit
        )
    return learned


def matching(groups: Iterable[Group], gold: list[dict[str, Any]]) -> dict[int, int]:
    """Which group stands for which annotated actor, as the score counts it."""
    return match([{"name": group.name, "aliases": group.aliases} for group in groups], gold)


def learn_acts(works: Sequence[Work], drop: Drop = nothing) -> tuple[Learned, Learned]:
    """Whether an actor makes a difference, and whether the writer passes over it."""
    acts, passed = [], []
    for work in works:
        for index, number in matching([item.group for item in work.found], work.gold).items():
            group = work.found[index].group
            acting = act_signs(group)
            acts.append(Row(work.fold, acting, int(work.gold[number]["acts"])))
            if not group.human:
                signs = pass_signs(group, work.read, acting)
                passed.append(Row(work.fold, signs, int(work.gold[number]["overlooked"])))
    learned = (
        learn(acts, (0.003, 0.01, 0.03, 0.1), best_f(1), drop),
        learn(passed, (0.003, 0.01, 0.03, 0.1), best_f(1.5), drop),
    )
    for work in works:
        tables = [stage.by_fold[work.fold] for stage in learned]
        work.found = tuple(weigh(item.group, item.part, work.read, *tables) for item in work.found)
    return learned


def learn_pairs(works: Sequence[Work], drop: Drop = nothing) -> Learned:
    """Whether two mentions stand for a relation."""
    rows, missed = [], 0
    for work in works:
        who = _who(work)
        wanted = [({who(item["a"]), who(item["b"])}, item["quote"]) for item in work.case.raw["relations"]]
        hit = set()
        for note, pair in _all_pairs(work):
            sentence = note.sentences[pair.sentence]
            text = work.case.texts[pair.a.note][sentence.start : sentence.end]
            names = {who(pair.names[0]), who(pair.names[1])}
            right = [index for index, (both, quote) in enumerate(wanted) if both == names and touches(text, quote)]
            hit.update(right)
            rows.append(Row(work.fold, pair.signs, int(bool(right))))
        missed += len(wanted) - len(hit)
    learned = learn(rows, (0.003, 0.01, 0.03, 0.1), best_f(1.3, missed), drop)
    reach = sum(len(work.case.raw["relations"]) for work in works)
    return Learned(learned.table, learned.by_fold, f"{learned.told}, {missed} of {reach} out of reach")


def _all_pairs(work: Work) -> Iterator[tuple[NoteFacts, Pair]]:
    names = {fact: item.name for item in work.found for fact in item.group.facts}
    by_name = {item.name: item for item in work.found}
    for note in work.read:
        for pair in tied_pairs(note, names, by_name, partial(work.tagger.tied, note.tags)):
            yield note, pair


def _who(work: Work) -> Callable[[str], int | None]:
    """Which annotated actor a name stands for, as the score counts it."""
    index: dict[tuple[str, ...], int] = {}
    for number, actor in enumerate(work.gold):
        for name in (actor["name"], *actor["aliases"]):
            index.setdefault(tokens(name), number)
    matched = matching([item.group for item in work.found], work.gold)
    mine = {item.name: matched[place] for place, item in enumerate(work.found) if place in matched}
    return lambda name: index.get(tokens(name), mine.get(name))


def learn_turns(works: Sequence[Work], drop: Drop = nothing) -> Learned:
    """Whether a sentence tells of a change."""
    rows = []
    for work in works:
        who = _who(work)
        for turn in turning(work.found, work.read):
            sentence = work.read[turn.note].sentences[turn.sentence]
            text = work.case.texts[turn.note][sentence.start : sentence.end]
            here = {who(name) for name in turn.names[:4]} - {None}
            right = any(
                here & {who(name) for name in item["actors"]}
                and (touches(text, item["after"]) or touches(text, item["before"]))
                for item in work.case.raw["changes"]
            )
            rows.append(Row(work.fold, turn.signs, int(right)))
    return learn(rows, (0.1, 0.3, 1.0), best_f(1), drop)


def all_tables(
    works: Sequence[Work], parser: Parser, abbreviations: Mapping[str, str], drop: Drop = nothing
) -> tuple[dict[str, Table], list[dict[str, Table]]]:
    """Every table, and for each fold those that have not seen its cases. Tells on standard error how each stage did."""
    stages: dict[str, Learned] = {}

    def keep(**found: Learned) -> None:
        for name, learned in found.items():
            print(f"  {name}: {learned.told}", file=sys.stderr, flush=True)
        stages.update(found)

    keep(kinds=learn_kinds(works, parser, drop))
    keep(same=learn_same(works, abbreviations, drop))
    keep(part=learn_part(works, drop))
    acts, passed = learn_acts(works, drop)
    keep(acts=acts, passed=passed)
    keep(pairs=learn_pairs(works, drop))
    keep(turns=learn_turns(works, drop))
    return (
        {name: learned.table for name, learned in stages.items()},
        [{name: learned.by_fold[fold] for name, learned in stages.items()} for fold in range(FOLDS)],
    )
