"""Why one actor is read as it is: what each judgement on it rests on, in plain words.

Knows what the reading says and the learned tables. Does not know how a sign is found. Whether something holds is
always what the reading says; the figures, rules and words beside it tell why.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from assistant.errors import NotFound
from assistant.reading.actors import Group
from assistant.reading.forms import form
from assistant.reading.grounds import Case, Verdict, kinds, sentence, unheard, unnamed
from assistant.reading.plain import reasons
from assistant.reading.tables import Signs, Table
from assistant.reading.tagger import Tagger
from assistant.reading.ties import Shown, changes, ties
from assistant.reading.weigh import Found, act_signs, least, part_signs, pass_signs

SAID = "You said so."
RULE = "A rule says so, whatever the figures are."
STAYED = "The notes ask about it, plan something for it, decide on it or act on it, whatever the figures are."


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why one actor is read as it is, or why a name takes no part."""

    name: str
    names: tuple[str, ...]
    """The forms that were put together."""
    judged: bool
    """Whether the practitioner said something of it, which wins over all below."""
    places: tuple[tuple[str, str], ...]
    """Each mention: the note's title, and the sentence."""
    verdicts: tuple[Verdict, ...]
    ties: tuple[Shown, ...] = ()
    """Why it is tied to others."""
    changes: tuple[Shown, ...] = ()
    """Why sentences with it count as a change."""


def explained(name: str, case: Case, tagger: Tagger) -> Explanation:
    """Explain the actor of this name, or why it is none.

    Raises:
        NotFound: the notes do not have the name; the nearest names are told.
    """
    at = _called(name, [item.group for item in case.found])
    if at is not None:
        return _taking_part(case.found[at], case, tagger)
    rejected = form(name) in case.said.rejected
    dropped = None if rejected else _called(name, case.groups)
    if dropped is not None:
        return _dropped(case.groups[dropped], case)
    places = tuple(_places(name, case))
    if places:
        grounds = (SAID,) if rejected else (unnamed(name), *_longer(name, case.found))
        verdict = Verdict(said="takes part", holds=False, grounds=grounds)
        return Explanation(name=name, names=(), judged=rejected, places=places, verdicts=(verdict,))
    near = _near(name, case.found)
    hint = f" Did you mean {_or(near)}?" if near else " `noticing read` lists those that there are."
    raise NotFound(f'No actor in these notes goes by "{name}".{hint}')


def _called(name: str, groups: Sequence[Group]) -> int | None:
    """Which one goes by the name: by its letters rather than by its words, by its name rather than by an alias."""
    wanted = form(name)
    ways: tuple[Callable[[Group], bool], ...] = (
        lambda group: group.name.lower() == name.lower(),
        lambda group: form(group.name) == wanted,
        lambda group: wanted in map(form, group.aliases),
    )
    return next((at for way in ways for at, group in enumerate(groups) if way(group)), None)


def _places(name: str, case: Case) -> Iterator[tuple[str, str]]:
    """The sentences that have the words, with their note's title."""
    words = [re.escape(word) for word in form(name)]
    pattern = re.compile(r"(?<!\w)" + r"\W+".join(words) + r"(?:s|es)?(?!\w)", re.IGNORECASE)
    for note, facts in zip(case.notes, case.facts, strict=True):
        for item in facts.sentences if words else ():
            text = note.text[item.start : item.end]
            if pattern.search(text):
                yield note.title, text


def _mentions(group: Group, case: Case) -> tuple[tuple[str, str], ...]:
    return tuple((case.notes[fact.note].title, sentence(fact, case)) for fact in group.facts)


def _taking_part(item: Found, case: Case, tagger: Tagger) -> Explanation:
    last = unheard(item, case) if item.human else _passed(item, case)
    return Explanation(
        name=item.name,
        names=item.group.aliases,
        judged=item.judged,
        places=_mentions(item.group, case),
        verdicts=(_part(item.group, case, item.part, holds=True), *kinds(item.group, case), _acts(item, case), last),
        ties=tuple(ties(item.name, case, tagger)),
        changes=tuple(changes(item.name, case)),
    )


def _dropped(group: Group, case: Case) -> Explanation:
    """Why a name that was found takes no part."""
    likely = case.tables["part"].likely(part_signs(group))
    part = _part(group, case, likely, holds=False)
    places = _mentions(group, case)
    return Explanation(name=group.name, names=group.aliases, judged=False, places=places, verdicts=(part,))


def _part(group: Group, case: Case, likely: float, *, holds: bool) -> Verdict:
    table = case.tables["part"]
    grounds = (SAID,) if case.said.about(group) else () if (likely >= table.limit) == holds else (RULE,)
    return _verdict("takes part", likely, table, part_signs(group), holds=holds, grounds=grounds)


def _acts(item: Found, case: Case) -> Verdict:
    table, limit = case.tables["acts"], least(item.group, case.tables["acts"], case.facts)
    grounds = []
    if item.told is not None:
        grounds.append(SAID)
    elif item.acts and item.force < limit:
        over = f"It is passed over ({item.passed:.0%} likely), and what is passed over makes a difference."
        grounds.append(over if item.overlooked else RULE)
    elif not item.acts and item.force >= limit:
        grounds.append(RULE)
    if limit > table.limit:
        which = "These are people whom no sentence shows to do or say anything"
        which = which if item.human else "The notes say only where this stands or how it is"
        grounds.append(f"{which}, so more is asked for.")
    signs = act_signs(item.group)
    return _verdict("makes a difference", item.force, table, signs, holds=item.acts, grounds=grounds, limit=limit)


def _passed(item: Found, case: Case) -> Verdict:
    table = case.tables["passed"]
    grounds = [] if (item.passed >= table.limit) == item.overlooked else [STAYED if item.stayed else RULE]
    if item.told is False:
        grounds = ["You said that it does not make a difference."]
    signs = pass_signs(item.group, case.facts, act_signs(item.group))
    return _verdict("is passed over", item.passed, table, signs, holds=item.overlooked, grounds=grounds)


def _verdict(
    said: str,
    likely: float,
    table: Table,
    signs: Signs,
    *,
    holds: bool,
    grounds: Sequence[str],
    limit: float | None = None,
) -> Verdict:
    limit = table.limit if limit is None else limit
    why = reasons(table, signs)
    return Verdict(said=said, holds=holds, likely=likely, limit=limit, reasons=why, grounds=tuple(grounds))


def _near(name: str, found: Sequence[Found]) -> list[str]:
    """The actors whose names, or a word of them, are written most like this one."""
    written = {word: x.name for x in found for other in (x.name, *x.group.aliases) for word in (other, *form(other))}
    close = get_close_matches(name.lower(), [word.lower() for word in written], n=5, cutoff=0.7)
    low = {word.lower(): actor for word, actor in written.items()}
    return list(dict.fromkeys(low[word] for word in close))


def _longer(name: str, found: Sequence[Found]) -> tuple[str, ...]:
    """Up to five actors that have all words of the name."""
    words = set(form(name))
    having = [x.name for x in found if words and any(words <= set(form(y)) for y in (x.name, *x.group.aliases))]
    return (f"Did you mean {_or(having[:5])}?",) if having else ()


def _or(names: Sequence[str]) -> str:
    quoted = [f'"{name}"' for name in names]
    return " or ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)


def text(told: Explanation) -> str:
    """The explanation for people, as plain lines."""
    lines = [told.name + (f" (also: {', '.join(told.names)})" if told.names else "")]
    if told.judged:
        lines.append("The practitioner has confirmed or corrected this; that wins over what follows.")
    lines += ["", "Where it is named:", *(f"- {title}: {_one_line(words)}" for title, words in told.places)]
    for item in told.verdicts:
        lines += ["", _head(item), *(f"- {ground}" for ground in item.grounds)]
        lines += [_reason(words, much, shares=not item.limit) for words, much in item.reasons]
    for heading, shown in (("Why it is tied to others:", told.ties), ("Why it is in motion:", told.changes)):
        lines += ["", heading] if shown else []
        for one in shown:
            lines += [f"- {one.said}{_figure(one.likely, one.limit)}.", *(f"    “{_one_line(x)}”" for x in one.places)]
            lines += [f"    {_reason(words, much, shares=False)}" for words, much in one.reasons]
    return "\n".join(lines)


def _head(item: Verdict) -> str:
    said = f"It {item.said}" if item.holds else f"Not said: it {item.said}"
    return said + (f"{_figure(item.likely, item.limit)}." if item.likely is not None else ".")


def _figure(likely: float | None, limit: float) -> str:
    if likely is None:
        return ""
    return f": {likely:.0%} likely" + (f", said from {limit:.0%} on" if limit else "")


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _reason(words: str, much: float, *, shares: bool) -> str:
    return f"- {words}: {much:.0%}" if shares else f"- {'for' if much > 0 else 'against'} ({much:+.1f}): {words}"
