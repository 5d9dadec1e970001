"""A run, or two beside each other, for people: as text, as Markdown, and as one HTML page that needs nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.ui.views.elements import count, text
from evals.comparing import Comparison, Difference
from evals.judge import noise_text
from evals.results import JUDGED, Record, means, values
from evals.scorers import PASS, SCORERS


def explained(scorer: str) -> str:
    """What a scorer measures, in a sentence: the first of its docstring."""
    if scorer == JUDGED:
        return "How much a judging model holds that the reply helps; the mean of several judgements"
    doc = (SCORERS[scorer].__doc__ or "").strip().split("\n")[0] if scorer in SCORERS else ""
    return doc.split(". Idea")[0].rstrip(".")


def figures_text(records: Sequence[Record]) -> str:
    """The mean of each scorer, how many cases it measured, and how many fell short."""
    rows = []
    for name, mean in means(records).items():
        found = values(records, name)
        short = sum(value < PASS for value in found)
        rows.append(f"{name:18} {mean:6.3f}  {len(found):4} measured, {short} short  {explained(name)}")
    errors = [f"{record['case']}: {record['error']}" for record in records if "error" in record]
    judged = [noise_text(records)] if noise_text(records) else []
    return "\n".join(rows + judged + ([f"{len(errors)} ended in an error:", *errors] if errors else []))


def _signed(figure: Difference) -> str:
    sure = "sure" if figure.sure else "may be chance"
    if figure.a == figure.b and not figure.low and not figure.high:
        sure = "the same"
    return f"{figure.b - figure.a:+.3f} [{figure.low:+.3f}, {figure.high:+.3f}] {sure}"


def comparison_text(found: Comparison, *, markdown: bool = False) -> str:
    """The comparison: cases that flipped first, then each figure, then each way of looking."""
    mark = "## " if markdown else ""
    lines = [f"{'# ' if markdown else ''}{found.a} and {found.b}", ""]
    lines += [f"{mark}Cases that flipped: {len(found.flips)}"]
    lines += [
        f"- {flip.case}, {flip.scorer}: {'passes now' if flip.better else 'fails now'} {flip.evidence}".rstrip()
        for flip in found.flips
    ] or ["- none"]
    lines += ["", f"{mark}Figures (difference, 95% interval)"]
    lines += [f"- {f.scorer}: {f.a:.3f}, {f.b:.3f}; {_signed(f)}; {f.cases} cases" for f in found.figures]
    for lens, figures in found.lenses.items():
        changed = [f for f in figures if f.a != f.b]
        if changed:
            lines += ["", f"{mark}Where the first asked from “{lens}”"]
            lines += [f"- {f.scorer}: {f.a:.3f}, {f.b:.3f}; {_signed(f)}; {f.cases} cases" for f in changed]
    for name, cases in zip((found.a, found.b), found.only, strict=True):
        lines += ["", f"Only in {name}: {', '.join(cases)}"] if cases else []
    if any(found.errors):
        lines += ["", f"Ended in an error: {found.errors[0]} in {found.a}, {found.errors[1]} in {found.b}"]
    return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of a comparison as HTML, without its heading."""

    title: str
    body: str


def sections(found: Comparison, a: Sequence[Record], b: Sequence[Record], *, most: int | None = None) -> list[Section]:
    """The comparison's parts, the same for the view "Evaluate" and for a page of its own; flipped cases first.

    Args:
        found: The comparison.
        a: The records of the first run.
        b: Those of the second.
        most: How many talks are shown, of those that differ; all talks if None.
    """
    made = [
        Section(title=f"Cases that flipped: {len(found.flips)}", body=_hint(_FLIPPED) + _flips(found)),
        Section(title="Figures", body=_hint(_FIGURES) + plot(found.figures) + _table(found, found.figures, "Figures")),
        Section(title="For each way of looking", body=_lenses(found)),
        Section(title="The judge", body=_noise(found, a, b)),
        Section(title="Ended in an error", body=_errors(found, a, b)),
        Section(title="Only in one run", body=_only(found)),
        Section(title="The talks side by side", body=_talks(found, a, b, most)),
    ]
    return [section for section in made if section.body]


_FLIPPED = "A case flipped where one run met a measure and the other did not, or ended in an error."
_FIGURES = (
    "Each figure is a mean from 0 to 1; 1 is best. The two figures in brackets are the 95% interval: how far the "
    "difference might be another with other cases. Where 0 lies between them, the difference may be chance."
)


def _hint(words: str) -> str:
    return f'<p class="hint">{text(words)}</p>'


def _flips(found: Comparison) -> str:
    rows = "".join(
        f"<li{'' if flip.better else ' class=bad'}><strong>{text(flip.case)}</strong>, {text(flip.scorer)}: "
        f"{'passes now' if flip.better else 'fails now'}. {text(flip.evidence)}</li>"
        for flip in found.flips
    )
    return f'<ul class="sources">{rows}</ul>' if rows else "<p>None.</p>"


def _table(found: Comparison, figures: Sequence[Difference], name: str) -> str:
    heads = ("Measure", found.a, found.b, "Difference, 95% interval", "Cases")
    rows = "".join(
        f"<tr><td>{text(f.scorer)}<br><small>{text(explained(f.scorer))}</small></td><td>{f.a:.3f}</td>"
        f"<td>{f.b:.3f}</td><td>{text(_signed(f))}</td><td>{f.cases}</td></tr>"
        for f in figures
    )
    told = "".join(f'<th scope="col">{text(head)}</th>' for head in heads)
    return _wide(name, f"<table><thead><tr>{told}</tr></thead><tbody>{rows}</tbody></table>")


def _wide(name: str, body: str) -> str:
    """What may be wider than the page, to be scrolled by itself, with the keyboard too."""
    return f'<div class="wide-table" role="region" aria-label="{text(name)}" tabindex="0">{body}</div>'


def _lenses(found: Comparison) -> str:
    """A table for each way of looking whose figures differ; a sentence where none does."""
    parts = []
    for lens, figures in found.lenses.items():
        changed = [figure for figure in figures if figure.a != figure.b]
        if changed:
            name = f"Where the first run asked from “{lens}”"
            told = f"{name}: {count(len(changed), 'figure differs', 'figures differ')}"
            parts.append(f"<details><summary>{text(told)}</summary>{_table(found, changed, name)}</details>")
    return "".join(parts) or ("<p>No figure differs within any of them.</p>" if found.lenses else "")


def _noise(found: Comparison, a: Sequence[Record], b: Sequence[Record]) -> str:
    told = ((found.a, noise_text(a)), (found.b, noise_text(b)))
    return "".join(f"<p><strong>{text(name)}</strong>. {text(noise)}</p>" for name, noise in told if noise)


def _errors(found: Comparison, a: Sequence[Record], b: Sequence[Record]) -> str:
    rows = "".join(
        f'<li class="bad"><strong>{text(record["case"])}</strong> in {text(name)}: {text(record["error"])}</li>'
        for name, records in ((found.a, a), (found.b, b))
        for record in records
        if "error" in record
    )
    return f'<ul class="sources">{rows}</ul>' if rows else ""


def _only(found: Comparison) -> str:
    sides = zip((found.a, found.b), found.only, strict=True)
    return "".join(f"<p>Only in {text(name)}: {text(', '.join(cases))}</p>" for name, cases in sides if cases)


def plot(figures: Sequence[Difference]) -> str:
    """Each difference with its interval, as a picture; the table below it says the same."""
    height, middle, wide = 26 * len(figures) + 30, 350, 170
    lines = [f'<line class="zero" x1="{middle}" x2="{middle}" y1="4" y2="{height - 22}"/>']
    for number, figure in enumerate(figures):
        y = 18 + 26 * number
        low, high, at = (middle + wide * value for value in (figure.low, figure.high, figure.b - figure.a))
        way = "worse" if figure.high < 0 else "better" if figure.low > 0 else "unsure"
        lines.append(
            f'<text x="0" y="{y + 4}">{text(figure.scorer)}</text><g class="{way}">'
            f'<line x1="{low:.1f}" x2="{high:.1f}" y1="{y}" y2="{y}"/><circle cx="{at:.1f}" cy="{y}" r="5"/></g>'
        )
    ends = "".join(
        f'<text x="{middle + wide * value}" y="{height - 4}" text-anchor="middle">{value:+.1f}</text>'
        for value in (-1.0, -0.5, 0.0, 0.5, 1.0)
    )
    told = "Differences with their intervals; the table below says the same"
    drawn = f'<svg class="plot" viewBox="0 0 550 {height}" role="img" aria-label="{told}">{"".join(lines)}{ends}</svg>'
    return _wide("Plot of the differences", drawn)


def _talks(found: Comparison, a: Sequence[Record], b: Sequence[Record], most: int | None) -> str:
    """The same talks beside each other: those that flipped, those that differ, and, where all are wanted, the rest."""
    others = {(record["case"], record["epoch"]): record for record in b}
    flipped = {flip.case for flip in found.flips}
    pairs = [(x, others[x["case"], x["epoch"]]) for x in a if (x["case"], x["epoch"]) in others]
    differing = [pair for pair in pairs if transcript(pair[0]) != transcript(pair[1])]
    shown = pairs if most is None else differing
    shown = sorted(shown, key=lambda pair: (pair[0]["case"] not in flipped, pair not in differing, pair[0]["case"]))
    parts = [_talk(found, x, y, marked=x["case"] in flipped, same=(x, y) not in differing) for x, y in shown[:most]]
    if most is not None and len(shown) > most:
        told = f"{most} of {len(shown)} talks that differ. All are in the page that `noticing eval compare` writes."
        parts.append(f'<p class="hint">{text(told)}</p>')
    return "".join(parts) or "<p>No talk differs.</p>"


def _talk(found: Comparison, x: Record, y: Record, *, marked: bool, same: bool) -> str:
    told = ", ".join(
        (x["case"], f"run {x['epoch']}", *(["flipped"] if marked else []), *(["the same"] if same else []))
    )
    sides = "".join(
        f'<div><p class="run"><strong>{text(name)}</strong></p>'
        f'<pre class="prompt">{text(transcript(record))}</pre></div>'
        for name, record in ((found.a, x), (found.b, y))
    )
    return f'<details><summary>{text(told)}</summary><div class="pair">{sides}</div></details>'


def transcript(record: Record) -> str:
    """A talk as plain text."""
    if "error" in record:
        return f"Ended in an error: {record['error']}"
    return "\n\n".join(f"You: {turn['message']}\n\n{turn['text']}" for turn in record.get("talk", []))


_STYLE = """
:root{color-scheme:light dark;--paper:#fbfaf7;--sheet:#fff;--ink:#1f2421;--soft:#565d57;--line:#dfddd4;--edge:#7d837d;
 --teal:#0b5c5e;--rust:#8a3b12}
@media (prefers-color-scheme:dark){:root{--paper:#181b19;--sheet:#1f2321;--ink:#e9ece8;--soft:#a9b2ab;--line:#333936;
 --edge:#7f8a83;--teal:#6fc7c4;--rust:#f0a67c}}
body{font:18px/1.55 'Atkinson Hyperlegible',system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;
 background:var(--paper);color:var(--ink)}h1,h2{line-height:1.3}h1{color:var(--teal)}
table{border-collapse:collapse;width:100%}.wide-table{overflow-x:auto}
th,td{text-align:left;vertical-align:top;padding:.4rem .8rem .4rem 0;border-bottom:1px solid var(--line)}
small,.hint{color:var(--soft)}.bad{color:var(--rust)}.pair{display:grid;grid-template-columns:1fr 1fr;gap:1.5rem}
@media (max-width:44rem){.pair{grid-template-columns:1fr}}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;background:var(--sheet);border:1px solid var(--line);
 padding:.8rem;margin:0}summary{cursor:pointer;color:var(--teal)}.plot{min-width:26rem;max-width:36rem;width:100%}
.plot text{font-size:15px;fill:var(--ink)}.plot line{stroke:var(--soft);stroke-width:2}.plot circle{fill:var(--soft)}
.plot .zero{stroke:var(--edge);stroke-width:1}.plot .worse line{stroke:var(--rust)}.plot .worse circle{fill:var(--rust)}
.plot .better line{stroke:var(--teal)}.plot .better circle{fill:var(--teal)}
"""


def comparison_html(found: Comparison, a: Sequence[Record], b: Sequence[Record]) -> str:
    """The comparison as one page that needs nothing else."""
    names = text(f"{found.a} and {found.b}")
    parts = "".join(
        f"<section><h2>{text(section.title)}</h2>{section.body}</section>" for section in sections(found, a, b)
    )
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{names}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body><main>'
        f"<h1>{names}</h1>{parts}</main></body></html>\n"
    )
