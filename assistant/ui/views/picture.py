"""The map: who and what, with their ties, as a picture and as a table."""

from collections.abc import Mapping, Sequence
from math import cos, radians, sin

from assistant.arrangement import HEIGHT, LONGEST_LABEL, WIDTH, Arrangement, Node, Tie
from assistant.domain import Kind, KindCard, Note
from assistant.ui.state import Page
from assistant.ui.views.elements import button, cite, count, text

Point = tuple[float, float]
_TURNS: Mapping[str, tuple[int, float]] = {
    "square": (4, 45.0),
    "diamond": (4, 0.0),
    "triangle": (3, -90.0),
    "down": (3, 90.0),
    "pentagon": (5, -90.0),
    "hexagon": (6, 0.0),
    "octagon": (8, 22.5),
}
"""Shapes as regular polygons: how many corners, and the direction of the first in degrees, clockwise from the right."""
_HOLES: Mapping[str, float] = {"round": 0.0, "ring": 0.55, "dot": 0.25}
"""Round shapes, with the size of what is drawn inside."""
LOOKS: Mapping[Kind, tuple[str, str]] = {
    "person": ("round", "#0072b2"),
    "group": ("ring", "#56b4e9"),
    "organisation": ("dot", "#009e73"),
    "technology": ("square", "#e69f00"),
    "document": ("page", "#f0e442"),
    "rule": ("diamond", "#d55e00"),
    "money": ("hexagon", "#f0e442"),
    "place": ("pentagon", "#009e73"),
    "object": ("octagon", "#cc79a7"),
    "time": ("triangle", "#e69f00"),
    "language": ("slant", "#56b4e9"),
    "atmosphere": ("down", "#cc79a7"),
    "body": ("cross", "#d55e00"),
    "nature": ("leaf", "#009e73"),
}
"""A shape and a colour for each kind; people are round. The colours are those of Okabe and Ito (2008)."""
HEADS = ("Who or what", "What it does", "To or with", "Where it is written")
SMALLEST, LARGEST = 8.0, 20.0
STYLE = (
    ".sheet{fill:var(--paper,#fbfaf7)}.tie{stroke:var(--edge,#7d837d);fill:none}.tie.enters{stroke:var(--teal,#0b5c5e)}"
    ".arrow{fill:var(--edge,#7d837d)}.shape{stroke:var(--ink,#1f2421);stroke-width:1.5}"
    ".over{fill:none;stroke:var(--rust,#8a3b12);stroke-width:2.5;stroke-dasharray:5 4}"
    ".new{fill:none;stroke:var(--teal,#0b5c5e);stroke-width:3}.quiet{opacity:.38}"
    "text{fill:var(--ink,#1f2421);font:14px 'Atkinson Hyperlegible',sans-serif;text-anchor:middle;"
    "paint-order:stroke;stroke:var(--paper,#fbfaf7);stroke-width:4px;stroke-linejoin:round}"
    "text{pointer-events:none}[data-do]{cursor:pointer}"
)


def view(arranged: Arrangement, notes: tuple[Note, ...], kinds: Sequence[KindCard], page: Page) -> str:
    """The whole map, with its slider, key and table."""
    if not arranged.nodes:
        return '<div class="beginning"><p>Nothing to draw yet. Add notes on the left.</p></div>'
    left = (
        f'<p class="hint">{count(arranged.left_out, "actor")} not drawn, so that the picture can be read: those with '
        "the fewest ties and mentions. They are all in “Who and what”.</p>"
        if arranged.left_out
        else ""
    )
    return (
        '<div class="map"><h2 class="view-head">Map</h2>'
        '<p class="hint">Who and what takes part, and what runs between them. Larger: more ties. '
        f"Choose a shape or a line to see where it is written. "
        f"On a narrow screen, move the picture sideways.</p>{left}{_slider(arranged, notes, page)}"
        f'<div class="wide-table" role="region" aria-label="The picture" tabindex="0">{drawing(arranged, kinds)}</div>'
        f"{_key(arranged, kinds)}{_save()}{_table(arranged, notes)}</div>"
    )


def _slider(arranged: Arrangement, notes: tuple[Note, ...], page: Page) -> str:
    number = len(arranged.steps)
    if number < 2:
        return ""
    at = min(page.upto, number) or number
    step = arranged.steps[at - 1]
    told = [f"<strong>Note {at} of {number}: {text(cite(step.note, notes))}.</strong>"]
    if page.upto:
        told.append(f"New here: {_listed(step.enters)}.")
        if step.leaves:
            told.append(f"Not named any more from here on: {_listed(step.leaves)}.")
    else:
        told = ["<strong>All notes.</strong> Move the slider to see who and what comes in, and who and what goes."]
    every = button("Show all notes", "moment", kind="plain", upto=0) if page.upto else ""
    return (
        '<form class="moment" data-form="moment" data-id="" data-live="1"><label>Up to which note'
        f'<input type="range" name="upto" min="1" max="{number}" step="1" value="{at}" '
        f'aria-valuetext="{text(cite(step.note, notes))}"></label>{every}'
        f'<p role="status">{" ".join(told)}</p></form>'
    )


def _listed(names: Sequence[str]) -> str:
    if not names:
        return "nobody and nothing"
    more = len(names) - 12
    return text(", ".join(names[:12])) + (f" and {more} more" if more > 0 else "")


def drawing(arranged: Arrangement, kinds: Sequence[KindCard]) -> str:
    """The picture alone, as an SVG that also stands by itself."""
    names: dict[str, str] = {card.kind: card.name for card in kinds}
    places = {node.actor.name: node for node in arranged.nodes}
    most = max((node.ties for node in arranged.nodes), default=0)
    ties = "".join(_tie(tie, places, most) for tie in arranged.ties if tie.moment != "to come")
    seen = [node for node in arranged.nodes if node.moment != "to come"]
    nodes = "".join(_node(node, names, most) for node in seen) + "".join(_label(node, most) for node in seen)
    said = f"A picture of {len(arranged.nodes)} actors and {len(arranged.ties)} ties. The table below says the same."
    marker = (
        '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
        'markerUnits="userSpaceOnUse" orient="auto"><path class="arrow" d="M0 0L8 4L0 8z"/></marker></defs>'
    )
    return (
        f'<svg id="picture" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" role="img" '
        f'aria-label="{said}"><style>{_css()}</style>{marker}'
        f'<rect class="sheet" width="{WIDTH:.0f}" height="{HEIGHT:.0f}"/>{ties}{nodes}</svg>'
    )


def _css() -> str:
    """The picture's own style, written so that a template engine takes nothing of it for its own."""
    return STYLE.replace("{", "&#123;").replace("}", "&#125;")


def _size(node: Node, most: int) -> float:
    return SMALLEST + (LARGEST - SMALLEST) * (node.ties / most) ** 0.5 if most else SMALLEST + 2


def _tie(tie: Tie, places: Mapping[str, Node], most: int) -> str:
    relation = tie.relation
    a, b = places[relation.a], places[relation.b]
    across, down = b.x - a.x, b.y - a.y
    far = (across * across + down * down) ** 0.5 or 1.0
    start, end = _size(a, most) + 2, _size(b, most) + 5
    quote = relation.quote
    way = relation.way or relation.verb
    wide = 1.0 + min(tie.places, 5) * 0.5
    return (
        f'<path class="tie {tie.moment}" stroke-width="{wide:.1f}" marker-end="url(#arrow)" '
        f'd="M{a.x + across * start / far:.1f} {a.y + down * start / far:.1f}'
        f'L{b.x - across * end / far:.1f} {b.y - down * end / far:.1f}" data-do="note" data-id="{text(quote.note)}" '
        f'data-start="{quote.start}" data-end="{quote.end}">'
        f"<title>{text(f'{relation.a}: {way} {relation.b}')}</title></path>"
    )


def _node(node: Node, names: Mapping[str, str], most: int) -> str:
    actor, size = node.actor, _size(node, most)
    kind, colour = LOOKS[actor.kind]
    rings = f'<circle class="over" cx="{node.x:.1f}" cy="{node.y:.1f}" r="{size + 6:.1f}"/>' if actor.overlooked else ""
    new = node.moment == "enters"
    rings += f'<circle class="new" cx="{node.x:.1f}" cy="{node.y:.1f}" r="{size + 3:.1f}"/>' if new else ""
    data = ""
    if actor.mentions:
        first = actor.mentions[0]
        data = (
            f' data-do="note" data-id="{text(first.note)}" data-start="{first.start}" data-end="{first.end}" '
            f'data-actor="{text(actor.name)}"'
        )
    perhaps = "perhaps " if "passed over" in actor.doubts else ""
    marks = f", {perhaps}passed over" if actor.overlooked else ""
    return (
        f'<g class="{node.moment}"{data}><title>{text(f"{actor.name}, {names[actor.kind]}{marks}")}</title>'
        f"{rings}{_shape(kind, colour, node.x, node.y, size)}</g>"
    )


def _label(node: Node, most: int) -> str:
    """The name, over everything else that is drawn; a sign before one that is new."""
    name = node.actor.name
    short = name if len(name) <= LONGEST_LABEL else name[: LONGEST_LABEL - 1] + "…"
    new = "+ " if node.moment == "enters" else ""
    down = node.y + _size(node, most) + 17
    return f'<text class="{node.moment}" x="{node.x:.1f}" y="{down:.1f}">{new}{text(short)}</text>'


def _shape(kind: str, colour: str, x: float, y: float, size: float) -> str:
    look = f'class="shape" fill="{colour}"'
    if kind in _HOLES:
        fill, inside = "none" if kind == "ring" else "currentColor", size * _HOLES[kind]
        inner = f'<circle class="shape" fill="{fill}" cx="{x:.1f}" cy="{y:.1f}" r="{inside:.1f}"/>' if inside else ""
        return f'<circle {look} cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}"/>{inner}'
    points = " ".join(f"{x + size * across:.1f},{y + size * down:.1f}" for across, down in _corners(kind))
    return f'<polygon {look} points="{points}"/>'


def _corners(kind: str) -> list[Point]:
    """The corners of a shape of size 1."""
    if kind in _TURNS:
        corners, first = _TURNS[kind]
        angles = [radians(first + 360 * number / corners) for number in range(corners)]
        return [(1.1 * cos(angle), 1.1 * sin(angle)) for angle in angles]
    if kind == "page":
        return [(-0.75, -1.05), (0.35, -1.05), (0.75, -0.65), (0.75, 1.05), (-0.75, 1.05)]
    if kind == "slant":
        return [(-0.6, -0.8), (1.15, -0.8), (0.6, 0.8), (-1.15, 0.8)]
    if kind == "leaf":
        return [(0, -1.2), (0.75, -0.3), (0.55, 0.75), (0, 1.2), (-0.55, 0.75), (-0.75, -0.3)]
    third = 0.38
    half = [(-third, -1.05), (third, -1.05), (third, -third), (1.05, -third), (1.05, third), (third, third)]
    return half + [(-across, -down) for across, down in half]


def _key(arranged: Arrangement, kinds: Sequence[KindCard]) -> str:
    used = {node.actor.kind for node in arranged.nodes}
    rows = []
    for card in kinds:
        if card.kind in used:
            shape, colour = LOOKS[card.kind]
            rows.append(f"<li>{_sample(_shape(shape, colour, 0, 0, 10))} {text(card.name)}</li>")
    ring = '<circle class="over" r="11"/>'
    over = f"<li>{_sample(ring)} Passed over</li>"
    return f'<ul class="key" aria-label="What the shapes mean">{"".join(rows)}{over}</ul>'


def _sample(drawn: str) -> str:
    return f'<svg viewBox="-14 -14 28 28" width="22" height="22" aria-hidden="true">{drawn}</svg>'


def _save() -> str:
    return (
        '<p class="row"><button type="button" class="plain" data-save="svg">Save the picture as SVG</button>'
        '<button type="button" class="plain" data-save="png">Save the picture as PNG</button></p>'
    )


def _table(arranged: Arrangement, notes: tuple[Note, ...]) -> str:
    rows = "".join(_row(tie, notes) for tie in arranged.ties if tie.moment != "to come")
    loose = [node.actor.name for node in arranged.nodes if not node.ties and node.moment != "to come"]
    alone = f'<p class="hint">Without a tie that was found: {text(", ".join(loose))}.</p>' if loose else ""
    if not rows:
        return f"<h3>The same as a table</h3><p>No tie was found.</p>{alone}"
    heads = "".join(f'<th scope="col">{head}</th>' for head in HEADS)
    return (
        '<h3>The same as a table</h3><div class="wide-table" role="region" aria-label="Ties" tabindex="0">'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>{alone}"
    )


def _row(tie: Tie, notes: tuple[Note, ...]) -> str:
    relation, quote = tie.relation, tie.relation.quote
    found = next((note for note in notes if note.id == quote.note), None)
    source = ""
    if found:
        name = cite(found, notes)
        source = button(
            name,
            "note",
            kind="cite",
            description=f"Open the source: {name}, {relation.a} and {relation.b}",
            id=found.id,
            start=quote.start,
            end=quote.end,
        )
    way = text(relation.way or relation.verb)
    new = " (new)" if tie.moment == "enters" else ""
    return f"<tr><td>{text(relation.a)}</td><td>{way}{new}</td><td>{text(relation.b)}</td><td>{source}</td></tr>"
