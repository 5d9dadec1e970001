"""Who is called by a name in small letters."""

import pytest

from assistant.domain import Note
from assistant.reading import Reader


def read(reader: Reader, text: str) -> dict[str, bool]:
    note = Note(id="n", filename="n.txt", title="Note", text=text)
    return {actor.name: actor.bare for actor in reader.read([note]).actors}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("rv rang the ward at nine. rv cried.", "rv"),
        ("shaz took the keys home. shaz forgot them.", "shaz"),
        ("kb refused the tray. kb mum signed the form.", "kb mum"),
        ("kb refused the tray. kb's mum signed the form.", "kb's mum"),
    ],
)
def test_a_name_or_initials_in_small_letters_take_no_article(reader: Reader, text: str, name: str) -> None:
    assert read(reader, text)[name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("physio came late. physio left the frame.", "physio"),
        ("sonographer scanned the leg again.", "sonographer"),
        ("the gaffer said no. gaffer left early.", "gaffer"),
        ("bed manager rang the ward.", "bed manager"),
        ("kb refused the tray. kb form was lost.", "kb form"),
    ],
)
def test_roles_and_things_are_no_names(reader: Reader, text: str, name: str) -> None:
    assert read(reader, text).get(name) is False
