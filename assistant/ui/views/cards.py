"""The cards of the margin that lead on: search, saving, the tour, and what is known about accessibility."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote as quoted

from assistant.domain import Hit, Note
from assistant.ui.state import Page
from assistant.ui.views.elements import button, cite, count, text
from assistant.ui.views.margin import card

FILES = (
    ("The whole case", (("md", "Markdown, to read"), ("json", "JSON, all of it"))),
    ("Your journal", (("journal-docx", "Word"), ("journal-pdf", "PDF"), ("journal-md", "Markdown"))),
    (
        "For qualitative analysis",
        (
            ("qdpx", "REFI-QDA project: NVivo, MAXQDA, ATLAS.ti, QualCoder"),
            ("qdc", "REFI-QDA codebook"),
            ("taguette", "Highlights as Taguette writes them, CSV"),
        ),
    ),
    ("For maps", (("kumu", "Kumu, JSON"), ("gephi", "Gephi, two tables in a ZIP file"), ("graphml", "GraphML"))),
)
"""What can be saved: groups of formats with what each is for."""
TOUR = (
    (
        "Your notes come first",
        "A case holds the notes of one redesign: diaries, minutes, e-mails. Add files or paste text on the left. "
        "You check how each was read before it is kept. Everything stays on this computer.",
        "talk",
    ),
    (
        "Then you talk",
        "Write what happened, or what stays with you. Noticing answers with sentences from your notes and one "
        "question. The name under a quote opens the note at that place. You can say “another way of looking”, or skip.",
        "talk",
    ),
    (
        "Who and what takes part",
        "A form, a rota or a login can change what people do. This list puts first what makes a difference and is "
        "passed over. Noticing can be wrong: put it right, and it stays right.",
        "actors",
    ),
    (
        "The map, and what is in motion",
        "The map shows who and what is tied to each other, note by note. “In motion” shows what comes, goes and is "
        "worked around.",
        "map",
    ),
    (
        "Your journal",
        "What you write is gathered in the journal, under headings that you choose. Save it as Word or PDF. That is "
        "all: close this, and begin.",
        "journal",
    ),
)
"""The steps of the tour: heading, text, and the view that is shown beside it."""


def search(page: Page, hits: Sequence[Hit], notes: tuple[Note, ...]) -> str:
    """The passages that a search of the case brought, each with the way to its note."""
    by_id = {note.id: note for note in notes}
    rows = "".join(_hit(hit, by_id[hit.passage.note], notes) for hit in hits if hit.passage.note in by_id)
    told = f"{count(len(hits), 'passage')}, the nearest first." if rows else "Nothing in the notes comes near this."
    words = [word for word in page.focus.id.lower().split() if len(word) > 2]
    if rows and not any(word in hit.passage.text.lower() for word in words for hit in hits):
        told = "None of these words stands in the notes. These passages come nearest in meaning."
    return card(f"Search: {page.focus.id}", f'<p class="hint">{told}</p>{rows}', page)


def _hit(hit: Hit, note: Note, notes: tuple[Note, ...]) -> str:
    name = cite(note, notes)
    source = button(
        name,
        "note",
        kind="cite",
        description=f"Open the source: {name}",
        id=note.id,
        start=hit.passage.start,
        end=hit.passage.end,
    )
    return f"<figure><blockquote>{text(hit.passage.text)}</blockquote><figcaption>{source}</figcaption></figure>"


def save(page: Page, *, name: str) -> str:
    """Where a case can be taken: one link for each format."""
    groups = []
    for title, forms in FILES:
        links = "".join(
            f'<li><a class="cite" href="noticing/save/{quoted(page.case)}/{form}?headings={page.scheme}" download>'
            f"{text(label)}</a></li>"
            for form, label in forms
        )
        groups.append(f"<h3>{text(title)}</h3><ul>{links}</ul>")
    lead = (
        f"<p>Everything of “{text(name)}” as it is now. What you deleted is in none of these. "
        "A file that you save is yours to look after.</p>"
    )
    return card("Save this case", lead + "".join(groups), page)


def tour(page: Page) -> str:
    """One step of the tour."""
    at = min(max(page.focus.start, 0), len(TOUR) - 1)
    title, words, _ = TOUR[at]
    on = button("Next", "tour", kind="strong", step=at + 1) if at + 1 < len(TOUR) else ""
    back = button("Back", "tour", kind="plain", step=at - 1) if at else ""
    done = button("Skip the tour" if on else "Done", "close", kind="plain" if on else "strong")
    body = (
        f'<p class="hint">Step {at + 1} of {len(TOUR)}</p><p class="gloss">{text(words)}</p>'
        f'<p class="row">{on}{back}{done}</p>'
    )
    return card(title, body, page)


_FIELDS = (
    ("actors", "Who or what should a good reply point at? Names from your notes, with commas between; or empty."),
    ("contradicts", "Words in the notes that speak against the message, with commas between; or empty."),
    ("never", "Words that a good reply does not say, with commas between; or empty."),
)
_EXCHANGES = (("gender", "Gender"), ("names", "First names"), ("dialect", "Dialect"))


def prompt(page: Page) -> str:
    """The form that keeps a turn as an evaluation prompt."""
    if page.focus.done:
        return card("Kept as an evaluation prompt", f'<p role="status">{text(page.focus.done)}</p>', page)
    typed = dict(page.typed)
    fields = "".join(
        f'<label>{label}<input type="text" name="{name}" autocomplete="off" '
        f'value="{text(typed.get(name, ""))}"></label>'
        for name, label in _FIELDS
    )
    ways = "".join(_tick(f"equal-{way}", label, typed) for way, label in _EXCHANGES)
    danger = _tick("danger", "Somebody may be in danger here: a good reply points to the local procedure alone", typed)
    body = (
        "<p>Teams run evaluation prompts when they change a prompt or a model. This keeps your message, the talk "
        "before it and <strong>all notes of this case</strong> in a file on this computer. Deleting the case does not "
        "delete that file.</p>"
        f'<form class="small-form" data-form="keep prompt" data-id="{text(page.focus.id)}">'
        "<label>Why do you keep it? What was good or bad about the reply?"
        f'<textarea name="why" rows="3" required>{text(typed.get("why", ""))}</textarea></label>'
        f"{danger}{fields}<fieldset><legend>What must make no difference? The case is then also run with these "
        f"exchanged, and takes longer.</legend>{ways}</fieldset>"
        f'<p class="row"><button class="strong">Keep it</button>{button("Cancel", "close")}</p></form>'
    )
    return card("Keep as an evaluation prompt", body, page)


def _tick(name: str, label: str, typed: Mapping[str, str]) -> str:
    on = " checked" if typed.get(name) else ""
    return f'<label class="check"><input type="checkbox" name="{name}"{on}><span>{label}</span></label>'


def access(page: Page) -> str:
    """What works with which aids, what does not, and how it was tried."""
    body = (
        "<p>We want everybody to be able to use Noticing. We aim at WCAG 2.2, level AA.</p>"
        "<h3>What you can do</h3><ul><li>Use everything with the keyboard alone.</li>"
        "<li>Enlarge the page to 400% without scrolling sideways.</li>"
        "<li>Use a screen reader: a reply is read out once, when it is whole.</li>"
        "<li>Use a dark page, higher contrast or less movement, as your computer is set.</li></ul>"
        "<h3>What is harder</h3><ul><li>The map is a picture. The table below it says the same, and its sources can be "
        "opened with the keyboard.</li>"
        "<li>PDF files that Noticing writes have no tags for screen readers. The Word and Markdown files are better "
        "for that.</li></ul>"
        "<h3>How it was tried</h3><p>Every view is checked by axe in a real browser, light and dark, and walked "
        "with the keyboard. It has not been tried by people who use screen readers every day. Tell whoever runs "
        "Noticing for you what gets in your way.</p>"
    )
    return card("Accessibility", body, page)
