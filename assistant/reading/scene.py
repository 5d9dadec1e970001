"""Which happenings are only steps of a scene: somebody came in, the door was opened, she left a note.

Knows what verbs of change are also used for. Does not know notes.
"""

from __future__ import annotations

from assistant.domain import Kind
from assistant.reading.clause import Clause, lasting, passive
from assistant.reading.words import closed, lines, listed

_DATES = closed("dates")
_SHUTS = ("place", "organisation", "group", "rule", "time", "money")
"""What closes for good; others are opened and shut all day."""
_WORKPLACES = closed("workplaces")
_GONE_TO = frozenset(["to", "into", "with", "for", "through", "round", "past", "out", "behind"])


def dated(clause: Clause) -> bool:
    """Whether a date or "last week" stands in the clause."""
    may = any(token.lower == "may" and token.tag == "MD" for token in clause.tokens)
    return bool(set(clause.words) & (_DATES - {"may"} if may else _DATES))


def travels(lemma: str) -> bool:
    """Whether a verb is one of coming and going."""
    return lemma in listed("coming_and_going")


def only_a_scene(clause: Clause, at: int, verb: str, side: str, kind: Kind | None) -> bool:
    """Whether what the verb tells of does not last.

    Args:
        clause: The clause.
        at: The place of the verb in the sentence.
        verb: The verb with its particle.
        side: Whether it happens to the subject or to the object.
        kind: The kind of what it happens to; nothing where a pronoun stands for it.
    """
    sentence = clause.sentence
    parts = [sentence.tokens[child] for child in sentence.children[at] if child > at]
    deps, preps = {part.dep for part in parts}, {part.lower for part in parts if part.dep == "prep"}
    if kind is not None and kind in _unfit(verb):
        return True
    if verb in ("open", "close", "shut", "reopen") and kind is not None and kind not in _SHUTS:
        return not dated(clause)
    if verb == "sell":
        return not passive(sentence, at)
    if side == "subject" and travels(verb):
        return _passes_by(clause, at, verb, kind, deps, preps)
    if verb in ("start", "begin", "stop", "end"):
        return bool(deps & {"xcomp", "prt"} or preps & {"up", "from"} or (kind in ("person", "group", None) and preps))
    return "xcomp" in deps and verb == "fail"


def _unfit(verb: str) -> tuple[str, ...]:
    """The kinds of which a verb tells no change."""
    found = (line.partition(":") for line in lines("scenes"))
    return next((tuple(kinds.split()) for words, _, kinds in found if verb in words.split()), ())


def _passes_by(clause: Clause, at: int, verb: str, kind: Kind | None, deps: set[str], preps: set[str]) -> bool:
    """Whether somebody or something only comes and goes."""
    sentence = clause.sentence
    if verb == "leave" and "dobj" in deps:
        things = [sentence.tokens[child] for child in sentence.children[at] if sentence.tokens[child].dep == "dobj"]
        return things[0].lower not in _WORKPLACES
    if verb == "join":
        return "dobj" not in deps
    if deps & {"xcomp", "advcl", "acomp"} or preps & _GONE_TO:
        return True
    stays = lasting(sentence, at) or (verb in ("leave", "start", "go") and dated(clause))
    return not stays and (verb in ("go", "leave") or kind in ("person", "group", None))
