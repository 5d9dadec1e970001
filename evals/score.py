"""Scores readings against annotated cases (see `evals/gold/GUIDE.md`).

    python -m evals.score [--part dev|apart|train] [--worst] [--json]

reads the notes of each case and prints, micro-averaged over cases, 1.0 being best:

- actors_p/r/f1: who and what takes part; a second prediction for the same annotated actor counts as invented
- nonhuman_r: recall over annotated actors that are not human
- human_acc: human or not, over matched actors
- kind_acc: kind, over matched actors
- acts_f1: "makes a difference", over matched actors
- force_f1: not human and acts, end to end (found, not human, and said to act)
- overlooked_p5: of the first five held overlooked, the share that the annotation holds overlooked too
- overlooked_r10: of min(10, the annotation's) overlooked, the share found among the first ten
- relations_r/p: same two actors, quote from the same sentence
- changes_r/p: shares an actor, and before or after touches the annotation's
- verbatim: share of all predicted quotes that stand in the notes letter by letter (white space folded)
- *_ece: how far the confidence of actors, kinds and effects is off, as the expected calibration error over ten bins
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

GOLD = Path(__file__).parent / "gold"
Record = Mapping[str, Any]
Counts = dict[str, float]


DROP = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "my",
        "our",
        "their",
        "his",
        "her",
        "your",
        "its",
        "some",
        "any",
        "all",
        "each",
        "every",
        "one",
        "no",
        "other",
        "another",
        "new",
        "old",
    ]
)
"""Words that make no difference between two names."""


def tokens(name: str) -> tuple[str, ...]:
    """A name as the words by which it is compared: lower case, without articles and plural endings."""
    words = re.findall(r"[a-z0-9&]+", name.lower().replace("’", "'").replace("'s", ""))
    words = [word for word in words if word not in DROP] or words
    return tuple(w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w for w in words)


def forms(actor: Record) -> set[tuple[str, ...]]:
    """All names of an actor, as they are compared."""
    return {found for name in [actor["name"], *actor.get("aliases", [])] if (found := tokens(name))}


def same(a: set[tuple[str, ...]], b: set[tuple[str, ...]]) -> int:
    """2 where two actors share a name, 1 where one's name stands inside the other's with the same end, else 0."""
    if a & b:
        return 2
    return int(any(x[-1] == y[-1] and (set(x) <= set(y) or set(y) <= set(x)) for x in a for y in b))


def match(pred: Sequence[Record], gold: Sequence[Record]) -> dict[int, int]:
    """Which predicted actor stands for which annotated one, by index; one to one, exact names first."""
    mine, theirs = [forms(item) for item in pred], [forms(item) for item in gold]
    pairs = sorted(
        (-how, i, j) for i, one in enumerate(mine) for j, other in enumerate(theirs) if (how := same(one, other))
    )
    taken: set[int] = set()
    found: dict[int, int] = {}
    for _, i, j in pairs:
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


def fold(text: str | None) -> str:
    """The text with each stretch of white space as one space."""
    return re.sub(r"\s+", " ", text or "").strip()


def touches(a: str | None, b: str | None) -> bool:
    """Whether two quotes show the same place: one inside the other, or most of their words shared."""
    a, b = fold(a).lower(), fold(b).lower()
    if not a or not b:
        return False
    if a in b or b in a:
        return True
    one, other = set(re.findall(r"\w+", a)), set(re.findall(r"\w+", b))
    least = min(len(one), len(other))
    return least >= 4 and len(one & other) >= 0.6 * least


def score_case(pred: Record, gold: Record, counts: Counts) -> dict[str, Any]:
    """Add one case to the counts.

    Args:
        pred: A reading, as `noticing read --json` prints it.
        gold: The annotated case.
        counts: What was counted so far; changed in place.

    Returns:
        What the case missed and invented.
    """
    matched = match(pred["actors"], gold["actors"])

    def add(**found: float) -> None:
        for name, number in found.items():
            counts[name] = counts.get(name, 0) + number

    add(cases=1, **_actors(pred["actors"], gold["actors"], matched))
    add(**_overlooked(pred["actors"], gold["actors"], matched))
    who = _who(pred["actors"], gold["actors"], matched)
    add(**_relations(pred.get("relations", []), gold.get("relations", []), who))
    add(**_changes(pred.get("changes", []), gold.get("changes", []), who))
    add(**_verbatim(pred, gold))
    return _worst(pred["actors"], gold, matched)


def _actors(pred: Sequence[Record], gold: Sequence[Record], matched: Mapping[int, int]) -> Counts:
    hit = set(matched.values())
    things = [j for j, actor in enumerate(gold) if not actor["human"]]
    pairs = [(pred[i], gold[j]) for i, j in matched.items()]
    return {
        "tp": len(matched),
        "pred": len(pred),
        "gold": len(gold),
        "non": len(things),
        "non_hit": sum(j in hit for j in things),
        "human_ok": sum(bool(p["human"]) == g["human"] for p, g in pairs),
        "kind_ok": sum(p["kind"] == g["kind"] for p, g in pairs),
        "acts_tp": sum(bool(p["acts"]) and g["acts"] for p, g in pairs),
        "acts_p": sum(bool(p["acts"]) for p, _ in pairs),
        "acts_g": sum(g["acts"] for _, g in pairs),
        "force_tp": sum(_force(p) and _force(g) for p, g in pairs),
        "force_p": sum(map(_force, pred)),
        "force_g": sum(map(_force, gold)),
    }


def _force(actor: Record) -> bool:
    return not actor["human"] and bool(actor["acts"])


def _overlooked(pred: Sequence[Record], gold: Sequence[Record], matched: Mapping[int, int]) -> Counts:
    top = [i for i, actor in enumerate(pred) if actor.get("overlooked")][:10]
    want = {j for j, actor in enumerate(gold) if actor.get("overlooked")}
    return {
        "over_tp5": sum(matched.get(i) in want for i in top[:5]),
        "over_p": min(5, len(top)),
        "over_tp10": sum(matched.get(i) in want for i in top),
        "over_g": min(10, len(want)),
    }


Who = Callable[[str], int | None]


def _who(pred: Sequence[Record], gold: Sequence[Record], matched: Mapping[int, int]) -> Who:
    """Which annotated actor a name stands for, by index."""
    index: dict[tuple[str, ...], int] = {}
    for j, actor in enumerate(gold):
        for form in forms(actor):
            index.setdefault(form, j)
    mine = [(forms(actor), matched[i]) for i, actor in enumerate(pred) if i in matched]

    def who(name: str) -> int | None:
        form = tokens(name)
        if form in index:
            return index[form]
        near = next((j for found, j in mine if form in found), None)
        return near if near is not None else next((j for j, g in enumerate(gold) if same({form}, forms(g))), None)

    return who


def _relations(pred: Sequence[Record], gold: Sequence[Record], who: Who) -> Counts:
    mine = [({who(item["a"]), who(item["b"])}, item["quote"]) for item in pred]
    theirs = [({who(item["a"]), who(item["b"])}, item["quote"]) for item in gold]
    pairs = [[p[0] == g[0] and touches(p[1], g[1]) for g in theirs] for p in mine]
    return {
        "rel_r": sum(any(row[j] for row in pairs) for j in range(len(theirs))),
        "rel_g": len(theirs),
        "rel_t": sum(any(row) for row in pairs),
        "rel_p": len(mine),
    }


def _changes(pred: Sequence[Record], gold: Sequence[Record], who: Who) -> Counts:
    def same_change(p: Record, g: Record) -> bool:
        shared = {who(name) for name in p["actors"]} & {who(name) for name in g["actors"]} - {None}
        sides = ("before", "after")
        return bool(shared) and any(touches(p[x], g[y]) for x in sides for y in sides)

    return {
        "chg_r": sum(any(same_change(p, g) for p in pred) for g in gold),
        "chg_g": len(gold),
        "chg_t": sum(any(same_change(p, g) for g in gold) for p in pred),
        "chg_p": len(pred),
    }


def _verbatim(pred: Record, gold: Record) -> Counts:
    whole = [fold(note["text"]) for note in gold["notes"]]
    quotes = [quote for actor in pred["actors"] for quote in actor["quotes"]]
    quotes += [item["quote"] for item in pred.get("relations", [])]
    quotes += [quote for item in pred.get("changes", []) for quote in (item["before"], item["after"]) if quote]
    return {"quotes": len(quotes), "quotes_ok": sum(any(fold(quote) in text for text in whole) for quote in quotes)}


def _worst(pred: Sequence[Record], gold: Record, matched: Mapping[int, int]) -> dict[str, Any]:
    actors, hit = gold["actors"], set(matched.values())
    top = {matched.get(i) for i in [i for i, actor in enumerate(pred) if actor.get("overlooked")][:10]}
    pairs = [(pred[i], actors[j]) for i, j in matched.items()]
    return {
        "id": gold["id"],
        "missed": [actor["name"] for j, actor in enumerate(actors) if j not in hit],
        "invented": [actor["name"] for i, actor in enumerate(pred) if i not in matched],
        "acts_wrong": [g["name"] for p, g in pairs if bool(p["acts"]) != g["acts"]],
        "kind_wrong": [f"{g['name']}: {p['kind']} for {g['kind']}" for p, g in pairs if p["kind"] != g["kind"]],
        "overlooked_missed": [g["name"] for j, g in enumerate(actors) if g.get("overlooked") and j not in top],
    }


def figures(counts: Mapping[str, float]) -> dict[str, float | None]:
    """The figures of the module's docstring from what was counted; None where there was nothing to count."""

    def share(part: str, whole: str) -> float | None:
        return round(counts.get(part, 0) / counts[whole], 3) if counts.get(whole) else None

    def f1(right: str, said: str, wanted: str) -> float | None:
        total = counts.get(said, 0) + counts.get(wanted, 0)
        return round(2 * counts.get(right, 0) / total, 3) if total else None

    return {
        "cases": counts.get("cases", 0),
        "actors_p": share("tp", "pred"),
        "actors_r": share("tp", "gold"),
        "actors_f1": f1("tp", "pred", "gold"),
        "nonhuman_r": share("non_hit", "non"),
        "human_acc": share("human_ok", "tp"),
        "kind_acc": share("kind_ok", "tp"),
        "acts_f1": f1("acts_tp", "acts_p", "acts_g"),
        "force_f1": f1("force_tp", "force_p", "force_g"),
        "overlooked_p5": share("over_tp5", "over_p"),
        "overlooked_r10": share("over_tp10", "over_g"),
        "relations_r": share("rel_r", "rel_g"),
        "relations_p": share("rel_t", "rel_p"),
        "changes_r": share("chg_r", "chg_g"),
        "changes_p": share("chg_t", "chg_p"),
        "verbatim": share("quotes_ok", "quotes"),
    }


def calibration(told: Sequence[tuple[float, bool]]) -> float | None:
    """The expected calibration error: the mean distance of confidence from the share that is right, over ten bins.

    Source: Naeini, Cooper and Hauskrecht (2015).
    """
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(10)]
    for share, right in told:
        bins[min(9, int(share * 10))].append((share, right))
    gaps = [abs(sum(share - right for share, right in found)) for found in bins]
    return round(sum(gaps) / len(told), 3) if told else None


def confidences(pred: Record, gold: Record) -> dict[str, list[tuple[float, bool]]]:
    """Each confidence of a reading with whether it was right: that an actor takes part, its kind, that it acts."""
    matched = match(pred["actors"], gold["actors"])
    pairs = [(pred["actors"][i], gold["actors"][j]) for i, j in matched.items()]
    return {
        "actors_ece": [(actor["confidence"], i in matched) for i, actor in enumerate(pred["actors"])],
        "kind_ece": [(p["kind_confidence"], p["kind"] == g["kind"]) for p, g in pairs],
        "acts_ece": [(p["acts_confidence"], g["acts"]) for p, g in pairs],
    }


def main() -> None:
    """Read and score the cases of a part."""
    from evals.learn import gold
    from evals.reading import in_batch, notes_of, record

    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--part", choices=("dev", "apart", "train"), default="dev")
    asked.add_argument("--worst", action="store_true", help="list what each case missed and invented")
    asked.add_argument("--json", action="store_true", help="figures alone, as JSON")
    given = asked.parse_args()
    counts = Counts()
    told: dict[str, list[tuple[float, bool]]] = {}
    worst = []
    cases = gold.load(given.part)
    notes = [notes_of(case) for case in cases]
    with in_batch() as read:
        preds = [record(reading, some) for reading, some in zip(read(notes), notes, strict=True)]
    for case, pred in zip(cases, preds, strict=True):
        worst.append(score_case(pred, case.raw, counts))
        for name, found in confidences(pred, case.raw).items():
            told.setdefault(name, []).extend(found)
    result = figures(counts) | {name: calibration(found) for name, found in told.items()}
    if given.worst:
        worst.sort(key=lambda item: -sum(len(found) for name, found in item.items() if name != "id"))
        print(*(json.dumps(item, ensure_ascii=False, indent=1) for item in worst), sep="\n")
    print(json.dumps(result) if given.json else "\n".join(f"{name:15} {found}" for name, found in result.items()))


if __name__ == "__main__":
    main()
