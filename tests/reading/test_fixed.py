import pytest

from assistant.domain import Note
from assistant.reading import Reader


def settled(reader: Reader, text: str) -> list[tuple[str, tuple[str, ...]]]:
    found = reader.read([Note(id="n1", filename="n1.txt", title="", text=text)]).settled
    return [(item.phrase, item.actors) for item in found]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The waiting list is what it is; it can't be helped.", "can't be helped"),
        ("The second signature has to be a manager's.", "has to be"),
        ("The alarm has always been that loud.", "has always been"),
        ("The letters always go out second class.", "always"),
        ("We have no choice about the portal.", "no choice"),
        ("There's no way round the panel.", "there's no way round"),
        ("We've always done it that way with the keys.", "we've always done it"),
        ("The fee cannot be altered.", "cannot be altered"),
        ("The rota is non-negotiable.", "non-negotiable"),
        ("Policy is policy, said the clerk.", "policy is policy"),
        ("The cut-off is a given.", "a given"),
        ("The door is always locked at nine.", "always"),
    ],
)
def test_what_is_called_settled_is_found(reader: Reader, text: str, phrase: str) -> None:
    assert [said for said, _ in settled(reader, text)] == [phrase]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("The portal asks for a code. That's just how it works.", ("portal", "code")),
        ("The panel meets on Tuesdays. That's the way we do it.", ("panel",)),
        ("The badge must be worn. There's no point arguing.", ("badge",)),
        ("The form goes round three desks. It always has.", ("form",)),
    ],
)
def test_a_pronoun_stands_for_the_actors_named_before(reader: Reader, text: str, actors: tuple[str, ...]) -> None:
    assert [names for _, names in settled(reader, text)] == [actors]


@pytest.mark.parametrize(
    "text",
    [
        "Omar always has two sugars.",
        "The guardian always rings on Fridays.",
        "She has to be lifted with the hoist.",
        "There are always sandwiches at the hub.",
        "The staff always used to say the boiler was part of the furniture.",
        "The panel is no longer standard practice.",
        "The fee isn't set in stone.",
        "On a given day the phone rings twice.",
        "Is the cut-off set in stone?",
    ],
)
def test_habits_quantities_and_what_is_past_are_not_settled(reader: Reader, text: str) -> None:
    assert settled(reader, text) == []
