"""The margin: the source of whatever is in focus."""

from collections.abc import Sequence
from typing import Protocol

from assistant.domain import Lens, Mention, Note, Source
from assistant.ui.state import Focus, Page
from assistant.ui.views.elements import STANDING, button, count, day, paragraphs, problem, text

EMPTY = '<p class="hint margin-empty">Choose a note, or the name under a quote, to read the source here.</p>'


class Copy(Protocol):
    """A team's own copy of the paper."""

    @property
    def filename(self) -> str:
        """Its name."""

    @property
    def pages(self) -> int:
        """How many pages it has."""


def note(item: Note, page: Page, mentions: Sequence[Mention]) -> str:
    """A note with the stretch in focus marked, its title, date and place, and the ways to step, change and delete."""
    focus = page.focus
    where = item.place(focus.start) if focus.end else ""
    facts = [day(item.date) if item.date else "no date", where or count(item.words, "word")]
    body = (
        f'<p class="hint">{text(", ".join(facts))}</p>{_steps(focus, mentions)}'
        f'{_tools(item, page)}<div class="source" tabindex="0" role="region" aria-label="Text of the note">'
        f"{_marked(item, focus)}</div>"
    )
    return card(item.title, body, page)


def _marked(item: Note, focus: Focus) -> str:
    if not 0 <= focus.start < focus.end <= len(item.text):
        return text(item.text)
    before, inside, after = item.text[: focus.start], item.text[focus.start : focus.end], item.text[focus.end :]
    return f"{text(before)}<mark>{text(inside)}</mark>{text(after)}"


def _steps(focus: Focus, mentions: Sequence[Mention]) -> str:
    """Says "2 of 3 mentions", with the ways to the one before and the one after."""
    if len(mentions) < 2:
        return ""
    at = _nearest(focus, mentions)
    before, after = mentions[at - 1], mentions[(at + 1) % len(mentions)]
    name = text(focus.actor)
    return (
        f'<p class="steps"><span>“{name}”: {at + 1} of {count(len(mentions), "mention")}</span>'
        f'<span class="row">{_step("Previous", before, focus.actor)}{_step("Next", after, focus.actor)}</span></p>'
    )


def _step(label: str, to: Mention, actor: str) -> str:
    spoken = f"{label} mention of {actor}"
    return button(label, "note", kind="plain", description=spoken, id=to.note, start=to.start, end=to.end, actor=actor)


def _nearest(focus: Focus, mentions: Sequence[Mention]) -> int:
    """The number, from 0, of the mention that stands in the marked stretch, or else nearest to it."""

    def distance(pair: tuple[int, Mention]) -> tuple[bool, int]:
        mention = pair[1]
        gap = max(focus.start - mention.start, mention.end - focus.end, 0)
        return mention.note != focus.id, gap

    return min(enumerate(mentions), key=distance)[0]


def _tools(item: Note, page: Page) -> str:
    if page.asks("edit note", item.id):
        return _edit_form(item)
    if page.asks("delete note", item.id):
        return _delete(item)
    edit = button("Change title or date", "ask", kind="soft", act="edit note", id=item.id)
    delete = button("Delete this note", "ask", kind="soft", act="delete note", id=item.id)
    return f'<p class="row small">{edit}{delete}</p>'


def _edit_form(item: Note) -> str:
    date = item.date.isoformat() if item.date else ""
    return (
        f'<form class="small-form" data-form="edit note" data-id="{text(item.id)}">'
        f'<label>Title<input type="text" name="title" value="{text(item.title)}" maxlength="200" required></label>'
        f'<label>Date<input type="date" name="date" value="{date}"></label>'
        f'<p class="row"><button class="strong">Save</button>{button("Cancel", "cancel")}</p></form>'
    )


def _delete(item: Note) -> str:
    yes = button("Delete it for good", "delete note", kind="grave", id=item.id)
    return (
        f'<div class="confirm" role="group" aria-label="Delete this note?"><p>Delete “{text(item.title)}”? '
        "Its text, its file and what replies quote from it go. It cannot be undone.</p>"
        f'<p class="row">{yes}{button("Keep it", "cancel")}</p></div>'
    )


def lens(item: Lens, page: Page) -> str:
    """A lens card with its sources and how well each is known."""
    sources = "".join(_source(source) for source in item.sources)
    body = (
        f'<p class="gloss">{text(item.gloss)}</p>{paragraphs(item.text)}'
        f"<p><strong>When it fits.</strong> {text(item.fits)}</p>"
        f'<h3>Where it comes from</h3><ul class="sources">{sources}</ul>'
        '<p class="hint">The wording of the questions is ours.</p>'
    )
    return card(f"A way of looking: {item.name}", body, page)


def _source(source: Source) -> str:
    return f"<li>{text(source.reference)} <em>({STANDING[source.standing]})</em></li>"


def about(
    page: Page,
    *,
    notice: str,
    sources: Sequence[Source],
    copies: Sequence[Copy] | None,
    prompts: Sequence[tuple[str, str]] = (),
) -> str:
    """What Noticing is and is not for, where its questions come from, and the team's own copies of the paper.

    Args:
        page: What stands open.
        notice: The standing notice.
        sources: All works that the lenses lean on.
        copies: The team's own copies; None while they cannot be listed.
        prompts: What a language model is told, if one writes: the name and the exact text of each.
    """
    listed = "".join(_source(item) for item in sources)
    body = (
        "<p>Noticing reads the notes of a redesign and asks about what they pass over. "
        "It finds only what was written.</p><h3>What it is not for</h3><ul><li>It gives no advice.</li>"
        "<li>It does not assess risk. If someone may be in danger, use your local safeguarding procedure.</li>"
        "<li>It is not a records system. Keep your records where they belong.</li></ul>"
        "<h3>What it cannot do</h3><ul><li>It finds what is written, and misses some of it. Put right what is wrong "
        "under “Who and what”.</li><li>It reads English. Scanned pages and pictures are not read.</li></ul>"
        "<h3>What is kept, and how long</h3><p>Notes, talk, journal and corrections stay in one folder on this "
        "computer until you delete them. Deleting a note or a case takes it out of the index and the talk as well. "
        "Files that you saved elsewhere are yours to delete.</p>"
        f"<h3>Where the questions come from</h3>{paragraphs(notice)}"
        f'<details><summary>All sources</summary><ul class="sources">{listed}</ul></details>'
        f"<h3>Your team’s copy of the paper</h3>{_copies(copies)}"
        f"<h3>What a language model is told, if one writes</h3>{_prompts(prompts)}"
    )
    return card("About Noticing", body, page)


def _prompts(prompts: Sequence[tuple[str, str]]) -> str:
    shown = "".join(
        f'<details><summary>The text “{text(name)}”</summary><pre class="prompt">{text(words)}</pre></details>'
        for name, words in prompts
    )
    return "<p>These are the exact texts. Your team can put its own in their place.</p>" + shown


def _copies(copies: Sequence[Copy] | None) -> str:
    why = (
        "<p>If your team has the paper, add it here. It is searched beside the cards, cited by page, and stays on this "
        "computer.</p>"
    )
    if copies is None:
        return f'{why}<p class="hint">Still waking up. Your copies are listed here in a moment.</p>'
    rows = "".join(f"<li>{text(item.filename)}, {count(item.pages, 'page')}</li>" for item in copies)
    return why + (f'<ul class="sources">{rows}</ul>' if rows else '<p class="hint">None added yet.</p>')


def refused(page: Page) -> str:
    """A card that says only why nothing can be shown."""
    return card("Not found", "", page)


def card(title: str, body: str, page: Page) -> str:
    """A card of the margin, with its heading, the way to close it, and what failed in it."""
    close = button("Close", "close", kind="soft close", description="Close the source")
    return (
        f'<div class="card" data-key="{text(_key(page.focus))}"><div class="card-head">'
        f'<h2 tabindex="-1">{text(title)}</h2>{close}</div>'
        f"{problem(page.problem_at('margin'))}{body}</div>"
    )


def _key(focus: Focus) -> str:
    """Differs when something else comes into focus."""
    return f"{focus.subject} {focus.id} {focus.start}"
