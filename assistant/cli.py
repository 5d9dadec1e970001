"""The command line: each command is a few lines over the same services as the page.

Errors are one plain sentence on standard error: exit 1, or 2 for wrong usage. Never a traceback for a user's mistake.
"""

import datetime as dt
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import entry_points
from pathlib import Path
from typing import Annotated, Literal

import typer

from assistant import __version__, export, settings
from assistant.domain import Case, Note
from assistant.errors import NoteError, NoticingError, StoreError
from assistant.reading import explanation_text
from assistant.services import Duplicate, Services

app = typer.Typer(
    name="noticing",
    help="Talk about the redesign of a service, and see what your case notes pass over. Nothing leaves this computer.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
framework_app = typer.Typer(
    help="The framework that questions come from, and your team's own copy of the paper.", no_args_is_help=True
)
app.add_typer(framework_app, name="framework")

COMMANDS = "noticing.commands"
"""The group of entry points that add commands."""
JsonFlag = Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")]
Notes = Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files with case notes.")]
Headings = Annotated[Literal["free", "gibbs", "rolfe"], typer.Option(help="Headings of the journal.")]
CaseName = Annotated[str, typer.Argument(metavar="CASE", help="The case's name or id.")]


def _services() -> Services:
    return Services(settings.load())


def _json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))


def _version(asked: bool) -> None:
    if asked:
        print(f"noticing {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print it.")] = False,
) -> None:
    pass


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="The address to serve on.")] = None,
    port: Annotated[int | None, typer.Option(help="The port to serve on.", min=1, max=65535)] = None,
) -> None:
    """Serve the page.

    Example: noticing serve --port 8080
    """
    from assistant import ui  # loads the page's library, which takes seconds

    ui.launch(Services(settings.changed(settings.load(), host=host, port=port)))


@app.command()
def read(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH...", help="Files with case notes.")] = None,
    case: Annotated[str | None, typer.Option(help="Read this case, with what you put right in it.")] = None,
    as_json: JsonFlag = False,
    explain: Annotated[str | None, typer.Option(metavar="ACTOR", help="Tell why this actor is read as it is.")] = None,
) -> None:
    """Read these notes, or a case, and tell what they pass over; nothing is stored.

    A folder stands for the files in it. A file that cannot be read is told on standard error; the others go on, and
    the exit code is 1.

    Example: noticing read diary.txt minutes.docx --explain "referral form"
    """
    if (case is None) == (not paths):
        raise typer.BadParameter("give either --case CASE or PATH...")
    services = _services()
    found = services.case(case).id if case else None
    notes, bad = (services.notes(found), 0) if found else _read_all(services, _files(paths or []))
    if notes or found:
        _show_reading(services, notes, case=found, explain=explain, as_json=as_json)
    if bad:
        raise typer.Exit(1)


def _show_reading(
    services: Services, notes: tuple[Note, ...], *, case: str | None, explain: str | None, as_json: bool
) -> None:
    if explain:
        told = services.library.reader.explain(notes, explain, services.judgements(case) if case else ())
        print(json.dumps(asdict(told), ensure_ascii=False, indent=1) if as_json else explanation_text(told))
        return
    reading = services.reading(case) if case else services.library.read(notes)
    if as_json:
        _json(export.reading_record(reading, notes))
    else:
        print(export.reading_text(reading, notes))


def _files(paths: list[Path]) -> list[Path]:
    """The paths, with the files of a folder in its place."""
    found: list[Path] = []
    for path in paths:
        found += sorted(x for x in path.iterdir() if x.is_file()) if path.is_dir() else [path]
    return found


def _read_all(services: Services, paths: list[Path]) -> tuple[tuple[Note, ...], int]:
    """The notes by date, and how many files could not be read: each is told on standard error."""
    notes: list[Note] = []
    for path in paths:
        try:
            notes += services.read_notes([path])
        except NoteError as error:
            print(error, file=sys.stderr)
    return tuple(sorted(notes, key=lambda note: note.date or dt.date.max)), len(paths) - len(notes)


@app.command()
def ask(
    message: Annotated[str, typer.Argument(help="What you would say.")],
    case: Annotated[str | None, typer.Option(help="Ask about this case; the turn is kept in it.")] = None,
    notes: Annotated[list[Path] | None, typer.Option(help="Ask about these files; nothing is kept.")] = None,
    as_json: JsonFlag = False,
) -> None:
    """Say one thing and get one reply.

    Example: noticing ask "The new form works well" --case "Hub redesign"
    """
    if (case is None) == (notes is None):
        raise typer.BadParameter("give either --case CASE or --notes PATH")
    services = _services()
    if notes:
        all_notes = services.read_notes(_files(notes))
        turns = services.ask(all_notes, message)
    else:
        found = services.case(case or "")
        all_notes = services.notes(found.id)
        turns = tuple(services.talk(found.id, message))
    reply = [turn.reply for turn in turns if turn.reply][-1]
    if as_json:
        _json(export.reply_record(reply, services.lens(reply.lens), all_notes))
    else:
        print(reply.text)


@app.command()
def cases(as_json: JsonFlag = False) -> None:
    """List the cases.

    Example: noticing cases
    """
    rows = _services().cases()
    if as_json:
        _json([{"id": x.case.id, "name": x.case.name, "notes": x.notes, "turns": x.turns} for x in rows])
        return
    for row in rows:
        print(f"{row.case.id}  {row.case.name}  ({_count(row.notes, 'note')}, {_count(row.turns, 'turn')})")
    if not rows:
        print('There are no cases yet. `noticing add "Name of the case" PATH...` makes one.')


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


@app.command()
def add(
    case: CaseName,
    paths: Notes,
    duplicate: Annotated[Duplicate, typer.Option(help="What to do with a file that the case has already.")] = "skip",
) -> None:
    """Add files to a case, which is made if there is none of that name.

    A file that cannot be read is told on standard error; the others go on, and the exit code is 1.

    Example: noticing add "Hub redesign" notes/*.docx
    """
    services = _services()
    found = _case_of_that_name(services, case)
    bad = sum(not _added(services, found, path, duplicate) for path in _files(paths))
    if bad:
        raise typer.Exit(1)


def _case_of_that_name(services: Services, name: str) -> Case:
    there = {name.casefold() for row in services.cases() for name in (row.case.id, row.case.name)}
    return services.case(name) if name.casefold() in there else services.create_case(name)


def _added(services: Services, case: Case, path: Path, duplicate: Duplicate) -> bool:
    try:
        incoming = services.read_file(case.id, path)
        note = services.keep(case.id, incoming, duplicate=duplicate)
    except NoticingError as error:
        print(f"{path}: {error}", file=sys.stderr)
        return False
    if note:
        date = f"{export.day(note.date)}" if note.date else "no date"
        left_out = f"; left out: {', '.join(note.left_out)}" if note.left_out else ""
        print(f"{path}: added as “{note.title}”, {date}, {note.words} words{left_out}")
    else:
        print(f"{path}: skipped, because the case has the same text already")
    return True


@app.command()
def search(
    case: CaseName,
    query: Annotated[str, typer.Argument(help="What to look for.")],
    k: Annotated[int, typer.Option("--k", help="How many passages at most.", min=1, max=100)] = 8,
    as_json: JsonFlag = False,
) -> None:
    """Find passages in a case's notes.

    Example: noticing search "Hub redesign" "key safe" --k 3
    """
    services = _services()
    found = services.case(case)
    hits, notes = services.search(found.id, query, k=k), services.notes(found.id)
    if as_json:
        _json(export.search_record(hits, notes))
        return
    names = {note.id: note.filename for note in notes}
    print(
        "\n\n".join(f"{names[x.passage.note]}, {x.passage.start}:\n{x.passage.text}" for x in hits) or "Nothing found."
    )


@app.command("export")
def export_case(
    case: CaseName,
    form: Annotated[export.Format, typer.Option("--format", help="How to write it.")],
    to: Annotated[Path, typer.Option(help="The file to write.")],
    headings: Headings = "free",
) -> None:
    """Write a case, its journal or its reading to a file.

    md and json hold the whole case; journal-md, journal-docx and journal-pdf what you wrote; qdc, qdpx and taguette are
    for qualitative analysis; kumu, gephi and graphml for maps.

    Example: noticing export "Hub redesign" --format md --to hub.md
    """
    services = _services()
    content = services.export(services.case(case).id, form, scheme=headings)
    try:
        to.write_bytes(content)
    except OSError as error:
        raise StoreError(f'"{to}" cannot be written: {error.strerror}. Choose another file with --to.') from error
    print(f'Written to "{to}".')


@app.command()
def erase(
    case: CaseName,
    note: Annotated[str | None, typer.Option(help="Erase this note only (its file name or id).")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Erase a case with all that is in it, or one of its notes.

    Example: noticing erase "Hub redesign" --note diary.txt
    """
    services = _services()
    found = services.case(case)
    what = f'the note "{services.note(found.id, note).filename}"' if note else f'the case "{found.name}" and all in it'
    if not yes and not typer.confirm(f"Erase {what}? This cannot be undone."):
        raise typer.Exit(1)
    if note:
        services.erase_note(found.id, services.note(found.id, note).id)
    else:
        services.erase_case(found.id)
    print(f"Erased {what}.")


@app.command()
def doctor() -> None:
    """Say what is installed, which model answers, what could leave this computer, what is unsafe.

    The exit code is 1 if something is missing or unsafe.

    Example: noticing doctor
    """
    findings = _services().doctor()
    for item in findings:
        print(f"{'ok ' if item.ok else 'BAD'}  {item.name}: {item.detail}")
    if not all(item.ok for item in findings):
        raise typer.Exit(1)


@framework_app.command("add")
def framework_add(path: Annotated[Path, typer.Argument(help="Your copy of the paper.")]) -> None:
    """Add your team's own copy of the paper; it is cited by page and stays on this computer.

    Example: noticing framework add paper.pdf
    """
    paper = _services().add_paper(path)
    print(f'Added "{paper.filename}", {paper.pages} pages, as your copy.')


@framework_app.command("list")
def framework_list() -> None:
    """List the lenses with their sources, and your own copies.

    Example: noticing framework list
    """
    services = _services()
    for lens in services.framework.lenses:
        print(f"{lens.name}: {lens.gloss} ({lens.source}; {lens.standing})")
    for paper in services.papers():
        print(f"Your copy: {paper.filename}, {paper.pages} pages")
    print(f"\n{services.framework.notice}")


@framework_app.command("remove")
def framework_remove(filename: Annotated[str, typer.Argument(help="The file's name, as `list` shows it.")]) -> None:
    """Take your team's copy of the paper away.

    Example: noticing framework remove paper.pdf
    """
    _services().remove_paper(filename)
    print(f'Removed "{filename}".')


def _plug_in() -> None:
    """Take in the commands of what is installed beside the package: an entry point names a typer application."""
    for entry in entry_points(group=COMMANDS):
        if entry.name not in {item.name for item in app.registered_groups}:
            app.add_typer(entry.load(), name=entry.name)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        The exit code: 0, 1 after an error, 2 for wrong usage.
    """
    _plug_in()
    try:
        app(args=None if arguments is None else list(arguments), standalone_mode=True)
    except NoticingError as error:
        print(error, file=sys.stderr)
        return 1
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    return 0
