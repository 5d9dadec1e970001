"""Which names are one actor's, and which never are."""

import pytest

from assistant.reading import Reader
from tests.reading.test_reader import note


def one_actor(reader: Reader, text: str, one: str, other: str) -> bool:
    """Whether two names of a text are one actor's; both must be found."""
    names = [{name.lower() for name in (item.name, *item.aliases)} for item in reader.read([note(text)]).actors]
    (first,) = [item for item in names if one in item]
    (second,) = [item for item in names if other in item]
    return first is second


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("The tenancy officer rang the income officer. The officer was cross.", "tenancy officer", "income officer"),
        ("The bath hoist is upstairs and the ceiling hoist is broken.", "bath hoist", "ceiling hoist"),
        ("Mr Patel came with Mrs Patel.", "mr patel", "mrs patel"),
        ("The old wheelchair squeaked. The new wheelchair jams.", "old wheelchair", "new wheelchair"),
        ("The front door sticks. The back door has a step.", "front door", "back door"),
        ("Mr Cook left early. The cook was upset.", "mr cook", "cook"),
        ("Marie came in. Maria rang about the bus.", "marie", "maria"),
        ("The hostel was full. The hotel had a room.", "hostel", "hotel"),
        ("A neighbour, Ted, has the key. Another neighbour, Jill, has the dog.", "ted", "jill"),
        ("The nurse rang Joan about the key.", "nurse", "joan"),
        ("The Money Advice Service rang. The TV was on.", "money advice service", "tv"),
    ],
)
def test_siblings_stay_apart(reader: Reader, text: str, one: str, other: str) -> None:
    assert not one_actor(reader, text, one, other)


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("The school transport team refused. The transport team wrote.", "school transport team", "transport team"),
        ("The big hoist broke. The hoist was mended.", "big hoist", "hoist"),
        ("The Falls Prevention Team (FPT) came. FPT left a leaflet.", "falls prevention team", "fpt"),
        ("The Early Years Panel met. EYP refused the place.", "early years panel", "eyp"),
        ("A Risk Management Plan (RMP) was written. The RMP sat in a tray.", "risk management plan", "rmp"),
        ("A friend, Joan, has the spare key. Joan came.", "friend", "joan"),
        ("My cousin Imran drove her.", "cousin", "imran"),
        ("Pauline, a volunteer, made tea.", "pauline", "volunteer"),
        ("Sunita (warden) has the fob.", "sunita", "warden"),
        ("Mr Wisniewski left. Mr Wisniewki came back.", "mr wisniewski", "mr wisniewki"),
        ("The physiotherapist came. The physiotherpist left a frame.", "physiotherapist", "physiotherpist"),
        ("Mrs Field rang. Field was angry.", "mrs field", "field"),
    ],
)
def test_other_names_of_one_actor_are_put_together(reader: Reader, text: str, one: str, other: str) -> None:
    assert one_actor(reader, text, one, other)


def test_an_abbreviation_is_of_the_kind_of_its_longer_name(reader: Reader) -> None:
    actors = reader.read([note("A Risk Management Plan (RMP) was written. The RMP sat in a tray.")]).actors
    assert [item.kind for item in actors if "rmp" in item.aliases] == ["document"]


def test_people_named_side_by_side_with_their_roles_are_several(reader: Reader) -> None:
    text = (
        "Present: Asha (home care), Bronagh (ward manager, Larch), Dev (programme office), me taking notes. Dev showed "
        "it on the wall. Asha likes it. Bronagh said no."
    )
    reading = reader.read([note(text)])
    whose = {
        name: item.name
        for item in reading.actors
        for name in (item.name.lower(), *item.aliases)
        if item.kind == "person"
    }
    assert whose["bronagh"] == "ward manager"
    assert len({whose["asha"], whose["bronagh"], whose["dev"]}) == 3
    assert whose.get("larch") != whose["bronagh"]
