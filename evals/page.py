"""Evaluate, on the page: run evaluation prompts, rate replies without knowing whose they are, and compare two runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from assistant.errors import NoticingError
from assistant.services import Services
from assistant.ui.views.elements import count, problem, text
from evals import page_form, page_rating, page_run, rating, report, results
from evals.comparing import compare
from evals.page_run import home
from evals.rating import Pair, Rating
from evals.results import Record
from evals.schema import CaseError
from evals.scorers import PASS

Given = Mapping[str, str]
MOST_TALKS = 40
"""Talks that are shown beside each other."""
COMPARING = {"compare", "rate", "results"}
"""The steps that are about two runs."""


class Evaluate:
    """The view; see `assistant.ui.extras.Extra`."""

    label = "Evaluate"

    def act(self, services: Services, given: Given) -> Generator[str]:
        """Run cases, or keep a rating; showing is done by the view."""
        if given.get("step") == "run":
            yield from page_run.run(services, given)
        elif given.get("step") == "rate" and given.get("choice"):
            made = page_rating.given_rating(*_rated(services, given), given)
            if made:
                rating.keep(_ratings(services), made)

    def view(self, services: Services, given: Given) -> str:
        """One pair to rate, as long as there is one; else the comparison that was asked for, the runs and the forms."""
        if given.get("step") == "run" and (both := page_run.finished(services, given)):
            given = {"step": "compare", "a": both[0], "b": both[1]}
        compared, trouble = "", ""
        if given.get("step") in COMPARING:
            try:
                pairs, ratings = _rated(services, given)
                left = rating.waiting(pairs, ratings, page_rating.rater(given), page_rating.times(given))
                if left and given["step"] != "results":
                    return page_rating.asked(pairs, left, ratings, given)
                compared = _compared(services, given, pairs, ratings)
            except NoticingError as error:
                trouble = problem(str(error))
        return _whole(services, given, compared, trouble)


EVALUATE = Evaluate()


def _whole(services: Services, given: Given, compared: str, trouble: str) -> str:
    runs = _runs(services)
    title = f"Evaluate: {given['a']} and {given['b']}" if compared else "Evaluate"
    hint = (
        "An evaluation prompt is a small case, with what a good reply to it does. A prompt is a text that replies are "
        "made from. Run the cases before you change a prompt or the language model, and again after, and see what has "
        "become better or worse."
    )
    forms = [page_form.form(services, given), _listed(runs), _choose(runs, given) if len(runs) > 1 else ""]
    return (
        f'<div class="actors evaluate"><h2 class="view-head">{text(title)}</h2><p class="hint">{hint}</p>'
        f"{trouble}{compared}{''.join(reversed(forms) if compared else forms)}</div>"
    )


def _runs(services: Services) -> list[Path]:
    return sorted(home(services).glob("*.jsonl"), key=lambda path: -path.stat().st_mtime)


def _run(services: Services, name: str) -> Sequence[Record]:
    found = next((path for path in _runs(services) if path.stem == name), None)
    if found is None:
        raise CaseError("Choose two runs that are there.")
    return _read(found, found.stat().st_mtime_ns, found.stat().st_size)


@lru_cache(maxsize=16)
def _read(path: Path, changed: int, size: int) -> Sequence[Record]:
    """A run's records, read once for as long as the file stays as it is: the view is made anew at every step."""
    return results.read(path)


def _listed(runs: Sequence[Path]) -> str:
    rows = "".join(f"<li><strong>{text(path.stem)}</strong>: {text(_short(path))}</li>" for path in runs)
    hint = "Beside each run: in how many cases the reply fell short, by what was measured."
    told = f'<h3>Runs</h3><p class="hint">{hint} The results say what each measure means.</p>'
    return f'<section class="narrow">{told}<ul class="sources">{rows}</ul></section>' if rows else ""


def _short(path: Path) -> str:
    """How many cases a run has, and in what it fell short."""
    try:
        records = _read(path, path.stat().st_mtime_ns, path.stat().st_size)
    except CaseError as error:
        return str(error)
    short = Counter(
        name
        for record in records
        for name, item in record.get("scores", {}).items()
        if item["value"] is not None and item["value"] < PASS
    )
    told = ", ".join(f"{name.replace('_', ' ')} {number}" for name, number in short.most_common(4)) or "none"
    errors = sum("error" in record for record in records)
    broken = f"; {count(errors, 'error')}" if errors else ""
    return f"{count(len(records), 'case')}; fell short: {told}{broken}"


def _choose(runs: Sequence[Path], given: Given) -> str:
    def options(chosen: str) -> str:
        return "".join(
            f'<option value="{text(path.stem)}"{" selected" if path.stem == chosen else ""}>{text(path.stem)}</option>'
            for path in runs
        )

    a, b = given.get("a") or runs[1].stem, given.get("b") or runs[0].stem
    return (
        '<section class="narrow"><h3>Compare two runs</h3><p class="hint">First you rate pairs of '
        "replies without knowing whose they are, as many as you like. Then you see the results.</p>"
        '<form class="filter" data-form="extra" data-step="compare">'
        f'<label>First<select name="a">{options(a)}</select></label><label>Second<select name="b">{options(b)}</select>'
        "</label><label>Your initials, if you like"
        f'<input type="text" name="rater" autocomplete="off" maxlength="{page_rating.LONGEST}" '
        f'value="{text(page_rating.rater(given))}"></label><button class="strong">Compare</button></form></section>'
    )


def _ratings(services: Services) -> Path:
    return services.settings.home / "evals" / "ratings.jsonl"


def _rated(services: Services, given: Given) -> tuple[list[Pair], list[Rating]]:
    """The pairs of the two runs that were chosen, and their ratings so far."""
    names = given.get("a", ""), given.get("b", "")
    one, other = (_run(services, name) for name in names)
    if names[0] == names[1]:
        raise CaseError("Choose two different runs.")
    return rating.pairs(names, one, other), rating.read(_ratings(services), names)


def _compared(services: Services, given: Given, pairs: Sequence[Pair], ratings: Sequence[Rating]) -> str:
    names = given["a"], given["b"]
    one, other = (_run(services, name) for name in names)
    parts = [
        f"<section><h3>{text(section.title)}</h3>{section.body}</section>"
        for section in report.sections(compare(one, other, names), one, other, most=MOST_TALKS)
    ]
    return parts[0] + page_rating.standing(pairs, ratings, given) + "".join(parts[1:])
