"""The reading as an arrangement that can be drawn: who and what, the ties between them, and what moves between notes.

Pure: a reading in, places out. Does not know SVG, colours or the page. Layout: Fruchterman and Reingold (1991) on the
strongest ties, as networkx has it, from a fixed start so that the same reading always looks the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.domain import Actor, Note, Reading, Relation

WIDTH, HEIGHT = 820.0, 900.0
"""Of the drawing, in its own units."""
LETTER, LINE = 7.4, 56.0
"""Room that a letter of a label takes across, and an actor with its label down."""
MOST = 60
"""Actors that are drawn; a picture of more cannot be read."""
PUSHES = 80
"""Rounds in which labels are pushed apart."""
ROW = 6
"""Actors without a tie in one row."""
LONGEST_LABEL = 24
"""Letters of a name that a label shows."""
Moment = Literal["enters", "there", "quiet", "to come"]
"""What an actor does at a note: is named for the first time, is named again, is not named any more or just now, comes
only later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An actor with its place."""

    actor: Actor
    x: float
    """From 0 to WIDTH."""
    y: float
    """From 0, at the top, to HEIGHT."""
    ties: int
    """How many of the drawn ties it has."""
    moment: Moment = "there"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A relation between two drawn actors."""

    relation: Relation
    places: int
    """How many places in the notes show it."""
    moment: Moment = "there"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One note of the slider, and what it does to the arrangement."""

    note: Note
    enters: tuple[str, ...]
    """Actors that are named for the first time."""
    leaves: tuple[str, ...]
    """Actors that were named in the note before, and are named in no later one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """What is drawn, and what is not."""

    nodes: tuple[Node, ...] = ()
    ties: tuple[Tie, ...] = ()
    left_out: int = 0
    """How many actors are not drawn."""
    steps: tuple[Step, ...] = ()
    """The notes, in order."""


def arrange(reading: Reading, notes: Sequence[Note], *, upto: int = 0) -> Arrangement:
    """Place actors and ties.

    Args:
        reading: Of the notes.
        notes: By date.
        upto: Up to which note the arrangement is shown, counted from 1; 0 for all of them.
    """
    drawn = _chosen(reading)
    names = {actor.name for actor in drawn}
    relations = [item for item in reading.relations if item.a in names and item.b in names and item.a != item.b]
    ties = Counter(name for item in relations for name in (item.a, item.b))
    places = _apart(_places(drawn, relations))
    order = {note.id: number for number, note in enumerate(notes, 1)}
    return Arrangement(
        nodes=tuple(
            Node(
                actor=actor,
                x=places[actor.name][0],
                y=places[actor.name][1],
                ties=ties[actor.name],
                moment=_moment([order.get(item.note, 0) for item in actor.mentions], upto),
            )
            for actor in drawn
        ),
        ties=tuple(
            Tie(
                relation=item,
                places=1 + len(item.others),
                moment=_moment([order.get(quote.note, 0) for quote in (item.quote, *item.others)], upto),
            )
            for item in relations
        ),
        left_out=len(reading.actors) - len(drawn),
        steps=_steps(drawn, notes),
    )


def _chosen(reading: Reading) -> tuple[Actor, ...]:
    """Those with most weight: passed over, making a difference, tied, named often."""
    if len(reading.actors) <= MOST:
        return reading.actors
    tied = Counter(name for item in reading.relations for name in (item.a, item.b))
    ranked = sorted(
        reading.actors,
        key=lambda actor: (not actor.overlooked, not actor.acts, -tied[actor.name], -len(actor.mentions), actor.name),
    )
    kept = {actor.name for actor in ranked[:MOST]}
    return tuple(actor for actor in reading.actors if actor.name in kept)


def _places(actors: Sequence[Actor], relations: Iterable[Relation]) -> dict[str, tuple[float, float]]:
    """A place for each name: tied actors near each other in the middle, the others around them."""
    import networkx as nx

    graph = nx.Graph()
    for item in relations:
        weight = graph.get_edge_data(item.a, item.b, {}).get("weight", 0) + 1 + len(item.others)
        graph.add_edge(item.a, item.b, weight=weight)
    loose = [actor.name for actor in actors if actor.name not in graph]
    found: dict[str, tuple[float, float]] = {}
    if graph:
        spread = nx.spring_layout(graph, k=2.4 / len(graph) ** 0.5, iterations=120, seed=7)
        found = {name: (float(x), float(y)) for name, (x, y) in spread.items()}
        rows = -(-len(loose) // ROW)
        found = _stretched(found, 0.08, 0.92, 0.05, max(0.45, 0.92 - 0.06 * rows))
    rows = max(1, -(-len(loose) // ROW))
    top = max(0.5, 0.98 - 0.06 * rows) if found else 0.1
    for number, name in enumerate(loose):
        row, column = divmod(number, ROW)
        across = min(ROW, len(loose) - row * ROW)
        found[name] = (0.06 + 0.88 * (column + 0.5) / across, top + (0.98 - top) * row / rows)
    return found


def _apart(found: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """The same places in drawing units, moved until no label lies on another, or for a while."""
    names = sorted(found)
    spots = [[found[name][0] * WIDTH, found[name][1] * HEIGHT] for name in names]
    half = [max(30.0, min(len(name), LONGEST_LABEL) * LETTER / 2 + 4) for name in names]
    for _ in range(PUSHES):
        moved = False
        for i in range(len(names)):
            for j in range(i + 1, len(names)):
                moved = _pushed(spots[i], spots[j], half[i] + half[j]) or moved
        for spot, wide in zip(spots, half, strict=True):
            spot[0] = min(max(spot[0], wide + 4), WIDTH - wide - 4)
            spot[1] = min(max(spot[1], 24.0), HEIGHT - 34.0)
        if not moved:
            break
    return {name: (spot[0], spot[1]) for name, spot in zip(names, spots, strict=True)}


def _pushed(one: list[float], other: list[float], wide: float) -> bool:
    """Push two places apart where their boxes overlap, the shorter way."""
    across, down = other[0] - one[0], other[1] - one[1]
    over_x, over_y = wide - abs(across), LINE - abs(down)
    if over_x <= 0.5 or over_y <= 0.5:
        return False
    axis, push = (0, over_x / 2) if over_x < over_y else (1, over_y / 2)
    sign = 1.0 if (across, down)[axis] >= 0 else -1.0
    one[axis] -= sign * push
    other[axis] += sign * push
    return True


def _stretched(
    found: dict[str, tuple[float, float]], left: float, right: float, top: float, bottom: float
) -> dict[str, tuple[float, float]]:
    xs, ys = [x for x, _ in found.values()], [y for _, y in found.values()]
    wide, high = max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 1.0
    return {
        name: (left + (right - left) * (x - min(xs)) / wide, top + (bottom - top) * (y - min(ys)) / high)
        for name, (x, y) in found.items()
    }


def _moment(where: Sequence[int], upto: int) -> Moment:
    """What happens at a note to something that is named in the notes of these numbers."""
    named = [number for number in where if number]
    if not upto or not named:
        return "there"
    if min(named) > upto:
        return "to come"
    if min(named) == upto:
        return "enters"
    return "there" if upto in named else "quiet"


def _steps(actors: Sequence[Actor], notes: Sequence[Note]) -> tuple[Step, ...]:
    order = {note.id: number for number, note in enumerate(notes)}
    spans = {
        actor.name: sorted({order[item.note] for item in actor.mentions if item.note in order}) for actor in actors
    }
    return tuple(
        Step(
            note=note,
            enters=tuple(name for name, where in spans.items() if where and where[0] == number),
            leaves=tuple(name for name, where in spans.items() if where and where[-1] == number - 1),
        )
        for number, note in enumerate(notes)
    )
