"""Evaluate, on the page: run evaluation prompts, compare two runs, and rate replies without knowing whose they are."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Generator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.services import Services
from assistant.services.prompting import folder
from assistant.ui.views.elements import count, text
from evals import report, results
from evals.comparing import compare
from evals.engines import ProductEngine
from evals.results import Record
from evals.schema import CASES, CaseError, EvalCase, load
from evals.scorers import PASS

Given = Mapping[str, str]
CHOICES = {"left": "The left one helps more", "right": "The right one helps more", "same": "No difference"}
MOST_TALKS = 40
"""Talks that are shown beside each other."""


def _home(services: Services) -> Path:
    return services.settings.home / "evals" / "results"


def _runs(services: Services) -> list[Path]:
    return sorted(_home(services).glob("*.jsonl"), key=lambda path: -path.stat().st_mtime)


def _run(services: Services, name: str) -> Path:
    found = next((path for path in _runs(services) if path.stem == name), None)
    if found is None:
        raise CaseError("Choose two runs that are there.")
    return found


def _cases(services: Services, only: str) -> list[EvalCase]:
    own = folder(services.settings)
    found = [case for case in load((CASES, *([own] if own.is_dir() else []))) if only in case.id]
    if not found:
        raise CaseError(f"No case has “{only}” in its name. Leave it empty to run all.")
    return found


class Evaluate:
    """The view; see `assistant.ui.extras.Extra`."""

    label = "Evaluate"

    def act(self, services: Services, given: Given) -> Generator[str]:
        """Run cases, or keep a rating; showing is done by the view."""
        if given.get("step") == "run":
            yield from _run_cases(services, given)
        elif given.get("step") == "rate":
            _rate(services, given)

    def view(self, services: Services, given: Given) -> str:
        """The forms, the runs, and the comparison that was asked for."""
        runs = _runs(services)
        parts = [_form(services, given), _listed(runs)]
        if len(runs) > 1:
            parts.append(_choose(runs, given))
        if given.get("step") in {"compare", "rate"} and given.get("a") and given.get("b"):
            parts.append(_compared(services, given))
        return (
            '<div class="actors evaluate"><h2 class="view-head">Evaluate</h2><p class="hint">Evaluation prompts are '
            "small cases with what a good reply does. Run them before you change a prompt or a model, and after.</p>"
            f"{''.join(parts)}</div>"
        )


EVALUATE = Evaluate()


def _run_cases(services: Services, given: Given) -> Generator[str]:
    name = re.sub(r"[^\w .-]", "", given.get("name", "")).strip(" .")
    if not name:
        raise CaseError("Give the run a name, so that you can compare it later.")
    prompts = given.get("prompts", "").strip()
    if prompts and not Path(prompts).expanduser().is_dir():
        raise CaseError(f"There is no folder “{prompts}”. Leave it empty to use the prompts of now.")
    chosen, engine = _cases(services, given.get("only", "").strip()), ProductEngine(services)
    if prompts:
        home = services.settings.home / "evals" / "other"
        other = replace(services.settings, prompts=Path(prompts).expanduser(), home=home)
        engine = ProductEngine(Services(other))
    yield f"0 of {len(chosen)} evaluation prompts done"
    for step in results.run(engine, chosen, _home(services) / f"{name}.jsonl"):
        yield f"{step.done} of {step.of} evaluation prompts done"


def _form(services: Services, given: Given) -> str:
    model = services.settings.model
    who = "no language model" if model == "embedded" else f"{model} (only where it runs on this computer)"

    def field(label: str, name: str, hint: str = "") -> str:
        told = f'<small class="hint">{text(hint)}</small>' if hint else ""
        value = text(given.get(name, "")) if given.get("step") == "run" else ""
        box = f'<input type="text" name="{name}" autocomplete="off" maxlength="300" value="{value}">'
        return f"<label>{label}{told}{box}</label>"

    return (
        '<section><h3>Run</h3><form class="small-form" data-form="extra" data-step="run">'
        f"<p class='hint'>Replies are made with {text(who)}. A run that was stopped goes on under the same name.</p>"
        f"{field('Name of this run', 'name')}"
        f"{field('Only cases with these letters in their name', 'only', 'Empty runs all; that takes about a minute.')}"
        f"{field('Folder with other prompts', 'prompts', 'Empty uses the prompts of now.')}"
        '<p class="row"><button class="strong">Run</button></p></form></section>'
    )


def _listed(runs: Sequence[Path]) -> str:
    if not runs:
        return ""
    rows = []
    for path in runs:
        records = results.read(path)
        short = Counter(
            name
            for record in records
            for name, item in record.get("scores", {}).items()
            if item["value"] is not None and item["value"] < PASS
        )
        told = ", ".join(f"{name} {number}" for name, number in short.most_common(4)) or "nothing"
        errors = sum("error" in record for record in records)
        broken = f"; {count(errors, 'error')}" if errors else ""
        rows.append(
            f"<li><strong>{text(path.stem)}</strong>: {count(len(records), 'case')}, "
            f"short in: {text(told)}{broken}</li>"
        )
    return f'<section><h3>Runs</h3><ul class="sources">{"".join(rows)}</ul></section>'


def _choose(runs: Sequence[Path], given: Given) -> str:
    def options(chosen: str) -> str:
        return "".join(
            f'<option value="{text(path.stem)}"{" selected" if path.stem == chosen else ""}>{text(path.stem)}</option>'
            for path in runs
        )

    a, b = given.get("a") or runs[1].stem, given.get("b") or runs[0].stem
    return (
        '<section><h3>Compare</h3><form class="filter" data-form="extra" data-step="compare">'
        f'<label>First<select name="a">{options(a)}</select></label><label>Second<select name="b">{options(b)}</select>'
        '</label><button class="plain">Compare</button></form></section>'
    )


def _compared(services: Services, given: Given) -> str:
    a, b = given["a"], given["b"]
    one, other = results.read(_run(services, a)), results.read(_run(services, b))
    found = compare(one, other, (a, b))
    flips = "".join(
        f"<li><strong>{text(flip.case)}</strong>, {text(flip.scorer)}: {'passes now' if flip.better else 'fails now'}. "
        f"{text(flip.evidence)}</li>"
        for flip in found.flips
    )
    rows = "".join(
        f"<tr><td>{text(f.scorer)}<br><small>{text(report.explained(f.scorer))}</small></td><td>{f.a:.3f}</td>"
        f"<td>{f.b:.3f}</td><td>{f.b - f.a:+.3f} [{f.low:+.3f}, {f.high:+.3f}]</td></tr>"
        for f in found.figures
    )
    heads = "".join(f'<th scope="col">{text(head)}</th>' for head in ("Scorer", a, b, "Difference, 95% interval"))
    return (
        f"<section><h3>Cases that flipped <small>{len(found.flips)}</small></h3>"
        f'<ul class="sources">{flips or "<li>None.</li>"}</ul></section>{_rating(services, given, one, other)}'
        '<section><h3>Figures</h3><div class="wide-table" role="region" aria-label="Figures" tabindex="0"><table>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div></section>{_talks(one, other, a, b)}"
    )


def _talks(one: Sequence[Record], other: Sequence[Record], a: str, b: str) -> str:
    """The same talks beside each other, those whose replies differ."""
    parts = [
        f"<details><summary>{text(case)}</summary>{_pair(a, report.transcript(x), b, report.transcript(y))}</details>"
        for case, x, y in _differing(one, other)[:MOST_TALKS]
    ]
    return f"<section><h3>Talks that differ</h3>{''.join(parts) or '<p>None.</p>'}</section>"


def _pair(left: str, one: str, right: str, other: str) -> str:
    return (
        f'<div class="pair"><div><h4>{text(left)}</h4><pre class="prompt">{text(one)}</pre></div>'
        f'<div><h4>{text(right)}</h4><pre class="prompt">{text(other)}</pre></div></div>'
    )


def _differing(one: Sequence[Record], other: Sequence[Record]) -> list[tuple[str, Record, Record]]:
    by_key = {(record["case"], record["epoch"]): record for record in other if record.get("talk")}
    pairs = [(x["case"], x, by_key[x["case"], x["epoch"]]) for x in one if (x["case"], x["epoch"]) in by_key]
    return [(case, x, y) for case, x, y in pairs if report.transcript(x) != report.transcript(y)]


# Blind rating


def _ratings(services: Services) -> Path:
    return services.settings.home / "evals" / "ratings.jsonl"


def _rated(services: Services, a: str, b: str) -> list[dict[str, str]]:
    path = _ratings(services)
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return [item for item in map(json.loads, lines) if {item["a"], item["b"]} == {a, b}]


def _swapped(case: str, a: str, b: str, number: int) -> bool:
    """Whether the second run stands on the left: as good as chance, and the same when asked again."""
    return hashlib.sha256(f"{case}\0{a}\0{b}\0{number}".encode()).digest()[0] % 2 == 1


def _rating(services: Services, given: Given, one: Sequence[Record], other: Sequence[Record]) -> str:
    """Two replies to the same message, the sides shuffled and the engines not named; and how the ratings stand."""
    a, b, done = given["a"], given["b"], _rated(services, given["a"], given["b"])
    pairs = _differing(one, other)
    if not pairs:
        return ""
    case, x, y = pairs[len(done) % len(pairs)]
    left, right = (y, x) if _swapped(case, a, b, len(done)) else (x, y)
    hidden = "".join(
        f'<button type="button" class="plain" data-do="extra" data-step="rate" data-a="{text(a)}" data-b="{text(b)}" '
        f'data-case="{text(case)}" data-number="{len(done)}" data-choice="{key}">{label}</button>'
        for key, label in CHOICES.items()
    )
    return (
        f'<section><h3>Which helps more?</h3><p class="hint">{_standing(done, a, b)}</p>'
        f"{_pair('Left', report.transcript(left), 'Right', report.transcript(right))}"
        f'<p class="row">{hidden}</p></section>'
    )


def _rate(services: Services, given: Given) -> None:
    a, b, case, choice = (given.get(name, "") for name in ("a", "b", "case", "choice"))
    done = _rated(services, a, b)
    if choice not in CHOICES or given.get("number") != str(len(done)):
        return  # a second click on the same pair
    sides = {"left": b, "right": a} if _swapped(case, a, b, len(done)) else {"left": a, "right": b}
    path = _ratings(services)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"a": a, "b": b, "case": case, "better": sides.get(choice, "")}) + "\n")


def _standing(done: Sequence[Mapping[str, str]], a: str, b: str) -> str:
    if not done:
        return "You are not told which run is which. Nothing was rated yet."
    votes = Counter(item["better"] for item in done)
    told = f"{count(len(done), 'rating')}: {votes[a]} for {a}, {votes[b]} for {b}, {votes['']} saw no difference."
    again = agreement(done)
    return text(told + (f" Ratings of the same case agreed in {again:.0%}." if again is not None else ""))


def agreement(done: Sequence[Mapping[str, str]]) -> float | None:
    """The share of pairs of ratings of the same case that say the same; None where no case was rated twice."""
    by_case: dict[str, list[str]] = {}
    for item in done:
        by_case.setdefault(item["case"], []).append(item["better"])
    pairs = [(x, y) for each in by_case.values() for n, x in enumerate(each) for y in each[n + 1 :]]
    return sum(x == y for x, y in pairs) / len(pairs) if pairs else None
