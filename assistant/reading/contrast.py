"""What is set against what: the clause or sentence that tells how it was, and the one that tells how it is.

Knows clauses with their times and events, and how far two sentences differ. Does not know likelihoods.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.reading.agency import SUBJECTS
from assistant.reading.clause import Clause, passive, subjects
from assistant.reading.detours import instead_of
from assistant.reading.events import BREAKS, DIFFERENT, LOOSENS, REPLACED, TIGHTENS
from assistant.reading.limits import limit
from assistant.reading.parse import Sentence
from assistant.reading.said import Said, Story, alike, together, within
from assistant.reading.words import closed

_WAITS = frozenset(["wait", "stay", "sit", "stand", "lie", "sleep", "stop", "hold", "keep", "watch", "queue"])
_STATES = closed("states")
_NOT = frozenset(["no", "not", "n't", "never", "nobody", "none", "nothing", "without", "hardly"])
_SHIFTS = frozenset(
    ["again", "back", "new", "finally", "already", "another", "today", "gone", "off", "down", "instead"]
)
_WORKS = frozenset(["work", "run", "function", "start", "turn", "ring", "print"])
_REFERS_BACK = frozenset(["before", "until", "till", "previously", "formerly", "up"])


@dataclass(frozen=True, slots=True)
class Pair:
    """What was and what is."""

    before: Said
    after: Said


def inside(parts: Sequence[Said]) -> Pair | None:
    """The two clauses of one sentence that are set against each other in time."""
    if len(parts) < 2 or any(part.doubted for part in parts):
        return None
    for was in parts:
        if "was" in was.times:
            others = [part for part in parts if "was" not in part.times]
            told = [part for part in others if part.sure or part.set_apart]
            after = next(iter(told or [part for part in others if part.clause.first > was.clause.first]), None)
            return Pair(was, after) if after else None
    return _till(parts) or _then_now(parts)


def _till(parts: Sequence[Said]) -> Pair | None:
    """As in: "We rang the ward until the portal came", "Before the app came we rang the ward"."""
    for part in parts:
        opening = part.clause.words[0]
        main = next((other for other in parts if other is not part), None)
        if opening not in ("until", "till", "before") or "was" in part.times or main is None or not _past(main):
            continue
        verbs = {main.clause.sentence.tokens[at].lemma for at in main.clause.verbs}
        if part.event and part.event.sure and not verbs & _WAITS:
            return Pair(main, part)
    return None


def _then_now(parts: Sequence[Said]) -> Pair | None:
    """As in: "We rang the ward, and now we use the portal"."""
    for first, second in zip(parts, parts[1:], strict=False):
        told = second.times & {"now", "ceased"} and not first.times & {"now", "ceased", "soon", "promised"}
        if told and _past(first) and not (first.event and first.event.sure):
            return Pair(first, second)
    return None


def swapped(after: Said, story: Story) -> Pair | None:
    """As in: "We send a text instead of a letter": both in one clause, no earlier sentence tells of the letter."""
    at = instead_of(after.clause)
    if at is None:
        return None
    sentence, last = after.clause.sentence, after.clause.last
    ends = (place for place in range(at + 2, last) if sentence.tokens[place].lower in (",", ";", "and", "but", "so"))
    end = next(ends, last + 1 if sentence.tokens[last].pos != "PUNCT" else last) - 1
    names = {name for name in after.names if name.lower() in " ".join(after.clause.words)}
    gone = [name for name in after.names if name.lower() in _text(sentence, at, end)]
    known = any(place < after.place and set(gone) & set(_names(parts)) for place, parts in story.items())
    if known or not names:
        return None
    rest = (0, at - 1) if at > end - last else (end + 1, last)
    if at == 0:
        rest = (end + 1, last)
    before = replace(after, clause=Clause(sentence, at, end), names=tuple(gone))
    return Pair(before, replace(after, clause=Clause(sentence, *rest)))


def _text(sentence: Sentence, first: int, last: int) -> str:
    return " ".join(token.lower for token in sentence.tokens[first : last + 1])


def _past(part: Said) -> bool:
    return any(token.tag == "VBD" for token in part.clause.tokens)


def _present(part: Said) -> bool:
    return any(token.tag in ("VBZ", "VBP", "MD") for token in part.clause.tokens)


def partners(story: Story) -> tuple[dict[tuple[int, int], Said], list[Said]]:
    """For sentences that tell how it is: the sentence beside them, or in an earlier note, that says how it used to be.

    Returns:
        What was, by the place of what is; and what was where nothing tells what is.
    """
    found: dict[tuple[int, int], Said] = {}
    left: list[Said] = []
    for parts in story.values():
        if any("was" in part.times for part in parts) and inside(parts) is None and not parts[0].doubted:
            was = together(parts)
            partner = _partner(was, story)
            if partner is not None and partner not in found:
                found[partner] = was
            elif partner is None and was.names:
                left.append(was)
    return found, left


def _partner(was: Said, story: Story) -> tuple[int, int] | None:
    note, number = was.place
    steps = (-1, 1) if was.clause.words[0] in _REFERS_BACK and was.clause.words[1:2] != ("may",) else (1,)
    for place in ((note, number + step) for step in steps):
        follows = place[1] > number
        if place in story and _answers(story[place], was, beside=not follows):
            return place
    later = [
        (len(set(was.names) & set(_names(parts))), -place[0], -place[1])
        for place, parts in story.items()
        if place > was.place and not any("was" in part.times for part in parts) and not parts[0].doubted
    ]
    best = max(later, default=(0, 0, 0))
    return (-best[1], -best[2]) if best[0] else None


def _names(parts: Sequence[Said]) -> tuple[str, ...]:
    return tuple(name for part in parts for name in part.names)


def _answers(parts: Sequence[Said], was: Said, *, beside: bool) -> bool:
    """Whether a sentence tells how it is now; one that "Before that" refers back to need not name the same actors."""
    if any("was" in part.times for part in parts) or parts[0].doubted or not (_names(parts) or was.names):
        return False
    if any(part.sure or part.set_apart or part.times & {"other", "soon", "promised"} for part in parts):
        return True
    return any(_present(part) and (part.names or limit(part.clause)) for part in parts) and bool(
        beside or set(_names(parts)) & set(was.names) or "other" in parts[0].times or limit(parts[0].clause)
    )


def differs(before: Said, after: Said) -> bool:
    """Whether a sentence shows something of its actor that an earlier one did not.

    A word of change, another predicate, the opposite, or another part; never nearly the same words.
    """
    if alike(before.clause, after.clause) or within(after.clause, before.clause) or "still" in after.times:
        return False
    words = set(after.clause.words)
    denied = bool(words & _NOT) != bool(set(before.clause.words) & _NOT)
    compared = any(token.tag in ("JJR", "RBR") for token in after.clause.tokens)
    if after.event or denied or compared or words & _SHIFTS or contrasted(before, after) != DIFFERENT:
        return True
    return _acts_apart(before, after)


def _acts_apart(before: Said, after: Said) -> bool:
    """Whether the verbs differ, and not both tell how something stands."""
    one, two = _predicates(before), _predicates(after)
    if two and (two <= _STATES or _made_so(after)) and not _past(after):
        return one <= _STATES and _past(before) and not _present(before)
    return one != two


def _made_so(part: Said) -> bool:
    """Whether it tells what something is like by what was done to it: "is made of iron", "is painted green"."""
    sentence, verbs = part.clause.sentence, part.clause.verbs
    main = [at for at in verbs if sentence.tokens[at].dep not in ("aux", "auxpass")]
    return bool(main) and all(passive(sentence, at) for at in main)


def _predicates(part: Said) -> set[str]:
    tokens = part.clause.sentence.tokens
    return {tokens[at].lemma for at in part.clause.verbs if tokens[at].dep not in ("aux", "auxpass")}


def contrasted(before: Said, after: Said) -> str:
    """The kind of change where no verb tells it: from the two clauses."""
    ways = limit(before.clause), limit(after.clause)
    if ways[1] == "tight" and ways[0] != "tight":
        return TIGHTENS if ways[0] == "loose" or "only" in after.clause.words else DIFFERENT
    if ways[1] == "loose" and ways[0] == "tight":
        return LOOSENS
    if _fails(before, after):
        return BREAKS
    return REPLACED if _another(before, after) else DIFFERENT


def _fails(before: Said, after: Said) -> bool:
    """Whether what worked does not."""
    shared = set(before.names) & set(after.names)
    denied = set(after.clause.words) & {"not", "n't", "never"} and not set(before.clause.words) & _NOT
    tokens = after.clause.sentence.tokens
    works = any(tokens[at].lemma in _WORKS for at in after.clause.verbs)
    return bool(shared and denied and works)


def _another(before: Said, after: Said) -> bool:
    """Whether another one does the same, or stands in the same place: "now it's the portal"."""
    own = [name for name in after.names if name not in before.names]
    gone = [name for name in before.names if name not in after.names]
    if not own or after.borrowed or not (gone or before.names):
        return False
    tokens = after.clause.sentence.tokens
    for at in after.clause.verbs:
        doers = [tokens[place].lower for place in subjects(after.clause.sentence, at)]
        if tokens[at].lemma in ("be", "'s") and set(doers) & {"it", "that", "this"}:
            return bool(gone)
    same = (_predicates(before) - {"use", "be"}) & (_predicates(after) - {"use", "be"})
    return bool(gone and (same or "instead" in after.clause.words or _uses(before, after)))


def _uses(before: Said, after: Said) -> bool:
    """Whether it is now done by or with something else: "We use the app now", "A clerk does it now"."""
    words = ("use", "go", "it", "them")
    told = any(token.lemma in words and token.dep not in SUBJECTS for token in after.clause.tokens)
    return told and "now" in after.times and "was" in before.times
