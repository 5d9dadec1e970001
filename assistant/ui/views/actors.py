"""Who and what: the reading as a calm list, with what the practitioner may put right, and what no note mentions."""

from collections.abc import Iterable, Mapping, Sequence

from assistant.domain import Actor, Doubt, Judgement, KindCard, Note, Reading, SilentKind
from assistant.ui.state import Filter, Page
from assistant.ui.views.elements import button, cite, count, problem, text

DOUBTFUL = 0.6
"""Below this likelihood a finding is offered, not asserted."""
MOST = 60
"""Actors of one section that are shown; the filters bring the others."""
EFFECTS = ("acts", "does not act")
WAITING = '<p class="waiting">Reading your notes. The list comes as soon as Noticing is awake.</p>'
_PERHAPS: Mapping[Doubt, str] = {"effect": "only mentioned", "passed over": "passed over"}
_SAID: Mapping[str, str] = {
    "accept": "is right",
    "reject": "is not somebody or something that takes part",
    "rename": "is called “{edit}”",
    "merge": "is the same as “{edit}”",
    "kind": "is one of: {kind}",
    "effect": "{edit}",
    "add": "was added as one of: {kind}",
}


def view(
    reading: Reading,
    notes: tuple[Note, ...],
    judgements: Sequence[Judgement],
    kinds: Sequence[KindCard],
    page: Page,
) -> str:
    """The whole list.

    Args:
        reading: Of the open case.
        notes: Of the open case.
        judgements: What the practitioner said of the reading, oldest first.
        kinds: Names of kinds.
        page: What stands open, and the filter.
    """
    if not notes:
        return '<div class="beginning"><p>No notes yet. Add files, or paste text, on the left.</p></div>'
    names: dict[str, str] = {card.kind: card.name for card in kinds}
    shown = [actor for actor in reading.actors if _passes(actor, page.filter)]
    unheard = [actor for actor in reading.unheard if _passes(actor, page.filter)]
    sections = (
        (
            "Passed over",
            "They make a difference in your notes, and the notes do not stay with them.",
            [a for a in shown if a.overlooked],
        ),
        (
            "Spoken about, not heard",
            "People whom the notes speak about, where Noticing found no sentence in which they act or speak.",
            unheard,
        ),
        ("Make a difference", "", [a for a in shown if a.acts and not a.overlooked]),
        ("Mentioned", "", [a for a in shown if not a.acts and not a.unheard]),
    )
    listed = "".join(_section(*section, notes, names, kinds, page) for section in sections)
    return (
        f'<div class="actors"><h2 class="view-head">Who and what</h2>'
        f'<p class="hint">{count(len(reading.actors), "actor")} found in {count(len(notes), "note")}. '
        "Noticing can be wrong: put right what is not so, and it stays right.</p>"
        f"{problem(page.problem_at('view'))}{_filter(page.filter, notes, kinds)}{listed}"
        f"{_ties(reading)}{_settled(reading, notes)}"
        f"{_silent(reading.silent_kinds, names)}{_missing(kinds, page)}{_said(judgements, names)}</div>"
    )


def _passes(actor: Actor, chosen: Filter) -> bool:
    if chosen.kind and actor.kind != chosen.kind:
        return False
    if chosen.who and actor.human != (chosen.who == "people"):
        return False
    return not chosen.note or any(mention.note == chosen.note for mention in actor.mentions)


def _options(pairs: Iterable[tuple[str, str]], chosen: str) -> str:
    return "".join(
        f'<option value="{text(value)}"{" selected" if value == chosen else ""}>{text(label)}</option>'
        for value, label in pairs
    )


def _filter(chosen: Filter, notes: tuple[Note, ...], kinds: Sequence[KindCard]) -> str:
    who = _options((("", "People and things"), ("people", "People"), ("things", "Things")), chosen.who)
    kind = _options([("", "Every kind"), *((card.kind, card.name) for card in kinds)], chosen.kind)
    note = _options([("", "All notes"), *((item.id, cite(item, notes)) for item in notes)], chosen.note)
    return (
        '<form class="filter" data-form="filter">'
        f'<label>Who<select name="who">{who}</select></label><label>Kind<select name="kind">{kind}</select></label>'
        f'<label>Note<select name="note">{note}</select></label><button class="plain">Show</button></form>'
    )


def _section(
    title: str,
    gloss: str,
    actors: Sequence[Actor],
    notes: tuple[Note, ...],
    names: Mapping[str, str],
    kinds: Sequence[KindCard],
    page: Page,
) -> str:
    if not actors:
        return ""
    rows = "".join(_actor(actor, notes, names, kinds, page) for actor in actors[:MOST])
    more = len(actors) - MOST
    left = f'<p class="hint">{count(more, "other")} not shown. Choose a kind or a note above.</p>' if more > 0 else ""
    told = f'<p class="hint">{gloss}</p>' if gloss else ""
    return f'<section><h3>{title} <small>{len(actors)}</small></h3>{told}<ul class="list">{rows}</ul>{left}</section>'


def _actor(
    actor: Actor, notes: tuple[Note, ...], names: Mapping[str, str], kinds: Sequence[KindCard], page: Page
) -> str:
    if page.asks("correct", actor.name):
        return f"<li>{_correct(actor, kinds)}</li>"
    why = f"<p>{text(actor.why)}</p>" if actor.why else ""
    ways = ", ".join(effect.way for effect in actor.effects[:3])
    facts = [_kind(actor, names), *([ways] if ways else []), count(len(actor.mentions), "mention")]
    if actor.judged:
        facts.append("put right by you")
    elif actor.confidence < DOUBTFUL:
        facts.append("perhaps not an actor")
    facts += [f"perhaps {_PERHAPS[doubt]}" for doubt in actor.doubts if doubt in _PERHAPS]
    change = button("Correct", "ask", kind="soft", description=f"Correct {actor.name}", act="correct", id=actor.name)
    return (
        f'<li class="actor"><p class="row"><strong>{_opener(actor)}</strong>{change}</p>'
        f'<p class="hint">{text(" · ".join(facts))}</p>{why}{_quote(actor, notes)}</li>'
    )


def _kind(actor: Actor, names: Mapping[str, str]) -> str:
    name = names[actor.kind]
    if actor.also:
        return f"{name}, here; by itself: {names[actor.also]}"
    return f"perhaps: {name}" if actor.kind_confidence < DOUBTFUL and not actor.judged else name


def _opener(actor: Actor) -> str:
    """The name as a button that opens the first mention in its note."""
    if not actor.mentions:
        return text(actor.name)
    first = actor.mentions[0]
    fields: dict[str, str | int] = {"id": first.note, "start": first.start, "end": first.end, "actor": actor.name}
    return button(actor.name, "note", kind="cite", description=f"{actor.name}: show where it is named", **fields)


def _quote(actor: Actor, notes: tuple[Note, ...]) -> str:
    if not actor.quotes:
        return ""
    quote = actor.quotes[0]
    note = next((item for item in notes if item.id == quote.note), None)
    if note is None:
        return ""
    name = cite(note, notes)
    source = button(
        name,
        "note",
        kind="cite",
        description=f"Open the source: {name}",
        id=note.id,
        start=quote.start,
        end=quote.end,
        actor=actor.name,
    )
    return f"<figure><blockquote>{text(quote.text)}</blockquote><figcaption>{source}</figcaption></figure>"


def _correct(actor: Actor, kinds: Sequence[KindCard]) -> str:
    kind = _options(((card.kind, card.name) for card in kinds), actor.kind)
    effect = _options((("acts", "Makes a difference"), ("does not act", "Is only mentioned")), EFFECTS[not actor.acts])
    right = button("It is right as it is", "judge", kind="plain", id=actor.name, verdict="accept")
    wrong = button("Not an actor", "judge", kind="plain", id=actor.name, verdict="reject")
    return (
        f'<form class="small-form" data-form="correct" data-id="{text(actor.name)}">'
        f"<h4>Correct “{text(actor.name)}”</h4>"
        f'<label>Name<input type="text" name="name" value="{text(actor.name)}" maxlength="120" required></label>'
        f'<label>Kind<select name="kind">{kind}</select></label>'
        f'<label>Effect<select name="effect">{effect}</select></label>'
        '<label>The same as<small class="hint">Another name from this list, or empty.</small>'
        '<input type="text" name="same" maxlength="120" autocomplete="off"></label>'
        f'<p class="row"><button class="strong">Save</button>{right}{wrong}{button("Cancel", "cancel")}</p></form>'
    )


def _ties(reading: Reading) -> str:
    if not reading.relations:
        return ""
    pairs, every = sum(item.dyadic for item in reading.relations), count(len(reading.relations), "tie")
    return (
        f"<section><h3>Ties <small>{len(reading.relations)}</small></h3><p>{pairs} of {every} "
        "that were found run only between somebody who works in the service and somebody who uses it.</p></section>"
    )


def _settled(reading: Reading, notes: tuple[Note, ...]) -> str:
    if not reading.settled:
        return ""
    rows = []
    for item in reading.settled[:MOST]:
        note = next((one for one in notes if one.id == item.quote.note), None)
        if note:
            source = button(
                cite(note, notes), "note", kind="cite", id=note.id, start=item.quote.start, end=item.quote.end
            )
            rows.append(f"<li>“{text(item.phrase)}”: {text(item.quote.text)} {source}</li>")
    return (
        '<section><h3>Called settled</h3><p class="hint">Sentences that say always, standard, or just how it is.</p>'
        f'<ul class="sources">{"".join(rows)}</ul></section>'
    )


def _silent(kinds: Sequence[SilentKind], names: Mapping[str, str]) -> str:
    if not kinds:
        return ""
    rows = []
    for item in kinds:
        near = ", ".join(f"“{text(quote.text)}”" for quote in item.nearest)
        close = f" Nearest: {near}." if near else ""
        terms = text(", ".join(item.terms[:12]))
        rows.append(f"<li><strong>{text(names[item.kind])}</strong>: looked for {terms}.{close}</li>")
    return f'<section><h3>What no note mentions</h3><ul class="sources">{"".join(rows)}</ul></section>'


def _missing(kinds: Sequence[KindCard], page: Page) -> str:
    if not page.asks("add actor"):
        return f'<p class="row">{button("Add one that is missing", "ask", kind="plain", act="add actor")}</p>'
    kind = _options(((card.kind, card.name) for card in kinds), "object")
    return (
        '<form class="small-form" data-form="add actor"><label>Its name, as it stands in a note'
        '<input type="text" name="name" maxlength="120" required autocomplete="off"></label>'
        f'<label>Kind<select name="kind">{kind}</select></label>'
        f'<p class="row"><button class="strong">Add it</button>{button("Cancel", "cancel")}</p></form>'
    )


def _said(judgements: Sequence[Judgement], names: Mapping[str, str]) -> str:
    rows = []
    for item in reversed(judgements):
        if item.subject == "actor" and item.verdict in _SAID:
            told = _SAID[item.verdict].format(edit=item.edit, kind=names.get(item.edit, item.edit))
            back = button("Take back", "withdraw", kind="soft", description=f"Take back: {item.key} {told}", id=item.id)
            rows.append(f"<li>“{text(item.key)}” {text(told)}. {back}</li>")
    if not rows:
        return ""
    return f'<section><h3>What you put right</h3><ul class="sources">{"".join(rows)}</ul></section>'
