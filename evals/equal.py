"""Is everybody read alike? The same notes about other people must give the same actors, kinds and effects.

Each note of the training cases is read as it is and with words of gender, first names or dialect exchanged; what is
found must be the same up to the exchange (counterfactual evaluation; Garg et al. 2019). Prints the figures:

    python -m evals.equal
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.domain import Actor, Note
from assistant.reading import Reader
from assistant.reading.words import listed
from evals.exchange import swap_dialect, swap_gender, swap_names

WAYS = ("gender", "names", "dialect")
Swap = Callable[[str], str]


@dataclass(slots=True)
class Equality:
    """How many actors were read alike."""

    pairs: int = 0
    whole: int = 0
    """Pairs of notes in which all actors were read alike."""
    actors: int = 0
    alike: int = 0
    unlike: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share of actors with the same name, kind and effect, up to the exchange."""
        return self.alike / self.actors if self.actors else 1.0


def compare(reader: Reader, notes: Sequence[Note], ways: Sequence[str] = WAYS) -> dict[str, Equality]:
    """Read each note in every way; a way that changes nothing in a note is left out."""
    found = {way: Equality() for way in ways}
    for number, note in enumerate(notes):
        first = reader.read((note,)).actors
        for way in ways:
            text, swap = _exchanged(note.text, way, number)
            if text != note.text:
                _count(found[way], first, reader.read((replace(note, text=text),)).actors, swap)
    return found


def _exchanged(text: str, way: str, seed: int) -> tuple[str, Swap]:
    if way == "gender":
        return swap_gender(text), swap_gender
    if way == "dialect":
        return swap_dialect(text), swap_dialect
    swapped, put = swap_names(text, listed("first_names"), random.Random(seed))
    low = {name.lower(): other.lower() for name, other in put.items()}
    return swapped, lambda name: re.sub(r"[^\W\d_]+", lambda match: low.get(match[0].lower(), match[0]), name)


def _count(into: Equality, first: Sequence[Actor], second: Sequence[Actor], swap: Swap) -> None:
    wanted = Counter((swap(actor.name).lower(), actor.kind, actor.acts) for actor in first)
    given = Counter((actor.name.lower(), actor.kind, actor.acts) for actor in second)
    into.pairs += 1
    into.whole += wanted == given
    into.actors += max(wanted.total(), given.total())
    into.alike += (wanted & given).total()
    into.unlike += [f"{name}: {kind}, {'acts' if acts else 'does not act'}" for name, kind, acts in wanted - given]


def first_notes(most: int) -> Iterator[Note]:
    """The first note of each training case."""
    from evals.learn import gold
    from evals.reading import notes_of

    for case in gold.load("train")[:most]:
        yield notes_of(case)[0]


def main() -> None:
    """Print the figures of all ways over all training cases."""
    from evals.reading import default_reader

    for way, found in compare(default_reader(), list(first_notes(1000))).items():
        print(
            f"{way:8} {found.pairs} pairs, {found.whole} alike in all; {found.share:.1%} of {found.actors} actors alike"
        )
        print(*(f"    {line}" for line in found.unlike[:8]), sep="\n")


if __name__ == "__main__":
    main()
