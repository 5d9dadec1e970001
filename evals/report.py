"""A run, or two beside each other, for people: as text, as Markdown, and as one HTML page that needs nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

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


_STYLE = """
body{font:18px/1.55 'Atkinson Hyperlegible',system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;
 background:#fbfaf7;color:#1f2421}h1,h2{line-height:1.3}h1{color:#0b5c5e}table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.4rem .8rem .4rem 0;border-bottom:1px solid #dfddd4}
small{color:#565d57}.bad{color:#8a3b12}.pair{display:grid;grid-template-columns:1fr 1fr;gap:1.5rem}
pre{white-space:pre-wrap;font:inherit;background:#fff;border:1px solid #dfddd4;padding:.8rem;margin:0}
summary{cursor:pointer;color:#0b5c5e}svg text{font-size:13px;fill:#1f2421}
"""


def comparison_html(found: Comparison, a: Sequence[Record], b: Sequence[Record]) -> str:
    """The comparison as one page: a plot of the differences, the flips, and every talk side by side."""
    rows = "".join(
        f"<tr><td>{escape(f.scorer)}<br><small>{escape(explained(f.scorer))}</small></td><td>{f.a:.3f}</td>"
        f"<td>{f.b:.3f}</td><td>{escape(_signed(f))}</td><td>{f.cases}</td></tr>"
        for f in found.figures
    )
    flips = "".join(
        f"<li{'' if flip.better else ' class=bad'}><strong>{escape(flip.case)}</strong>, {escape(flip.scorer)}: "
        f"{'passes now' if flip.better else 'fails now'}. {escape(flip.evidence)}</li>"
        for flip in found.flips
    )
    names = f"{escape(found.a)} and {escape(found.b)}"
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{names}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body><main>'
        f"<h1>{names}</h1><h2>Cases that flipped: {len(found.flips)}</h2><ul>{flips or '<li>None.</li>'}</ul>"
        f"<h2>Figures</h2>{_plot(found.figures)}<table><thead><tr><th>Scorer</th><th>{escape(found.a)}</th>"
        f"<th>{escape(found.b)}</th><th>Difference, 95% interval</th><th>Cases</th></tr></thead><tbody>{rows}</tbody>"
        f"</table><h2>The talks</h2>{_talks(found, a, b)}</main></body></html>\n"
    )


def _plot(figures: Sequence[Difference]) -> str:
    """Each difference with its interval, as a picture; the table below it says the same."""
    height, middle, wide = 26 * len(figures) + 30, 420, 300
    lines = [f'<line x1="{middle}" x2="{middle}" y1="4" y2="{height - 22}" stroke="#7d837d"/>']
    for number, figure in enumerate(figures):
        y = 18 + 26 * number
        low, high, at = (middle + wide * value for value in (figure.low, figure.high, figure.b - figure.a))
        colour = "#8a3b12" if figure.high < 0 else "#0b5c5e" if figure.low > 0 else "#565d57"
        lines.append(
            f'<text x="0" y="{y + 4}">{escape(figure.scorer)}</text>'
            f'<line x1="{low:.1f}" x2="{high:.1f}" y1="{y}" y2="{y}" stroke="{colour}" stroke-width="2"/>'
            f'<circle cx="{at:.1f}" cy="{y}" r="5" fill="{colour}"/>'
        )
    ends = "".join(
        f'<text x="{middle + wide * value}" y="{height - 4}" text-anchor="middle">{value:+.1f}</text>'
        for value in (-0.5, 0.0, 0.5)
    )
    return (
        f'<svg viewBox="0 0 760 {height}" role="img" aria-label="Differences with their intervals; the table below '
        f'says the same">{"".join(lines)}{ends}</svg>'
    )


def _talks(found: Comparison, a: Sequence[Record], b: Sequence[Record]) -> str:
    others = {(record["case"], record["epoch"]): record for record in b}
    flipped = {flip.case for flip in found.flips}
    parts = []
    for record in sorted(a, key=lambda item: (item["case"] not in flipped, item["case"], item["epoch"])):
        other = others.get((record["case"], record["epoch"]))
        if other:
            mark = " (flipped)" if record["case"] in flipped else ""
            parts.append(
                f"<details><summary>{escape(record['case'])}, run {record['epoch']}{mark}</summary>"
                f'<div class="pair"><pre>{escape(transcript(record))}</pre>'
                f"<pre>{escape(transcript(other))}</pre></div></details>"
            )
    return "".join(parts)


def transcript(record: Record) -> str:
    """A talk as plain text."""
    if "error" in record:
        return f"Ended in an error: {record['error']}"
    return "\n\n".join(f"You: {turn['message']}\n\n{turn['text']}" for turn in record.get("talk", []))
