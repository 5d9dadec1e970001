"""How we read each file that was given, before it is kept."""

from assistant.domain import DateSource, Note
from assistant.ui.state import Page, Waiting
from assistant.ui.views.elements import button, count, day, problem, text

_FOUND: dict[DateSource, str] = {
    "front matter": "found at the head of the file",
    "mail header": "found in the mail's header",
    "file name": "found in the file's name",
    "heading": "found in the heading",
    "you": "set by you",
}


def tray(page: Page, *, progress: str = "", stops: bool = False) -> str:
    """The files that wait, as one form; the sentence of progress alone while they are being read."""
    line = f'<p class="progress">{text(progress)}</p>' if progress else ""
    if stops:
        stop = button("Stop", "stop", kind="plain", description=f"Stop: {progress}")
        line += f'<p class="row">{stop}</p>'
    if not page.tray:
        return line + problem(page.problem_at("tray"))
    read = sum(1 for item in page.tray if item.incoming)
    items = "".join(_item(item, number, reading=bool(progress)) for number, item in enumerate(page.tray))
    return (
        '<form class="tray" data-form="keep" aria-label="How we read your files"><h2>How we read your files</h2>'
        f'<p class="hint">Check each title and date. Nothing is in the case before you add it.</p>{line}'
        f"{items}{problem(page.problem_at('tray'))}{'' if progress else _finish(read)}</form>"
    )


def _finish(read: int) -> str:
    if not read:
        return f'<p class="row">{button("Close", "leave out", kind="strong")}</p>'
    return f'<p class="row"><button class="strong">Add to the case</button>{button("Leave all out", "leave out")}</p>'


def _item(item: Waiting, number: int, *, reading: bool) -> str:
    if item.incoming is None:
        return f'<div class="file refused"><h3>{text(item.name)}</h3>{problem(item.problem)}</div>'
    if reading:
        return (
            f'<div class="file"><h3>{text(item.name)}</h3><p class="hint">{text(_facts(item.incoming.note))}</p></div>'
        )
    note = item.incoming.note
    return (
        f'<fieldset class="file"><legend>{text(item.name)}</legend>{problem(item.problem)}'
        f'<p class="hint">{text(_facts(note))}</p><p class="excerpt">{text(_beginning(note.text))}</p>'
        f"{_fields(note, number)}{_second_copy(item.incoming.duplicate, number)}"
        f'<label class="check"><input type="checkbox" name="keep-{number}" checked> Add this to the case</label>'
        "</fieldset>"
    )


def _fields(note: Note, number: int) -> str:
    date = note.date.isoformat() if note.date else ""
    found = _FOUND[note.date_source] if note.date_source else "not found: add one if you know it"
    return (
        f'<div class="pair"><label>Title<input type="text" name="title-{number}" maxlength="200" '
        f'value="{text(note.title)}"></label>'
        f'<label>Date <small>{found}</small><input type="date" name="date-{number}" value="{date}"></label></div>'
    )


def _facts(note: Note) -> str:
    facts = [count(note.words, "word")]
    if note.pages:
        facts.append(count(note.pages, "page"))
    left = f" Left out: {', '.join(note.left_out)}." if note.left_out else " Nothing was left out."
    return ", ".join(facts) + "." + left


def _beginning(body: str) -> str:
    words = body.split()
    return " ".join(words[:28]) + (" …" if len(words) > 28 else "")


def _second_copy(there: Note | None, number: int) -> str:
    if there is None:
        return ""
    when = f" of {day(there.date)}" if there.date else ""
    choices = {
        "skip": "Skip this copy",
        "replace": "Replace the one that is there",
        "keep both": "Keep both",
    }
    radios = "".join(
        f'<label class="check"><input type="radio" name="duplicate-{number}" value="{value}"'
        f"{' checked' if value == 'skip' else ''}> {label}</label>"
        for value, label in choices.items()
    )
    said = f"The case already has this text, as “{text(there.title)}”{text(when)}."
    return f'<div class="copy" role="radiogroup" aria-label="A second copy"><p>{said}</p>{radios}</div>'
