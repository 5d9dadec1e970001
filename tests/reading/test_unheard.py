import pytest

from assistant.domain import Note, Reading
from assistant.reading import Reader


def read(reader: Reader, text: str) -> Reading:
    return reader.read([Note(id="n1", filename="n1.txt", title="", text=text)])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mrs Amadi was discharged. She rang the ward the same night.", "Mrs Amadi"),
        ("The lodgers were inspected and complained to the landlord.", "lodgers"),
        ("We told Ines. Ines was kind to the twins.", "Ines"),
        ("We moved the residents. Residents: when does the lift come back?", "residents"),
        ("The women were assessed. They asked for a chair.", "women"),
        ("The boy was collected by taxi. The mother was seen and he waved.", "boy"),
        ("We moved the tenant who rang the council.", "tenant"),
        ("Mr Osei was weighed, then asked for tea.", "Mr Osei"),
        ("We assessed Tom. Tom's question was about the ramp.", "Tom"),
    ],
)
def test_who_does_or_says_something_is_heard(reader: Reader, text: str, name: str) -> None:
    assert name not in [item.name for item in read(reader, text).unheard]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The women were assessed. They were moved to bay two.", "women"),
        ("Mr Dunn was washed. Mrs Hale came in. She laughed.", "Mr Dunn"),
        ("Mr Dunn was washed. The nurse changed Mr Dunn.", "Mr Dunn"),
        ("The parents were weighed. She rang the clinic.", "parents"),
    ],
)
def test_who_is_only_spoken_about_is_unheard(reader: Reader, text: str, name: str) -> None:
    found = {item.name: item.why for item in read(reader, text).unheard}
    assert found[name].endswith("no sentence shows what they do or say.")


def test_where_they_are_the_subject_only_the_search_is_told(reader: Reader) -> None:
    reading = read(reader, "Staff moved Mr Khan. Mr Khan was in bed four.")
    assert [item.name for item in reading.unheard] == ["Mr Khan"]
    assert reading.unheard[0].why.endswith("found no sentence in which they act or speak.")


def test_where_a_pronoun_may_mean_another_only_the_search_is_told(reader: Reader) -> None:
    reading = read(reader, "Mr Khan and Mr Dunn were washed. He rang the bell.")
    assert all("no sentence shows" not in item.why for item in reading.unheard)


def test_what_may_only_go_on_with_what_was_done_to_them_is_not_held_to_be_doing(reader: Reader) -> None:
    reading = read(reader, "The patients were sedated and moved.")
    assert ["found no sentence in which they act or speak" in item.why for item in reading.unheard] == [True]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("No one has told Mr Haddad whether he can stay at the Limes. His niece packed his case.", "Mr Haddad"),
        ("Mrs Boyle waits an hour for her lift home. The clerk rang the depot.", "Mrs Boyle"),
        ("Miss Tran ended up without a key. The warden changed the lock.", "Miss Tran"),
        ("His brother, according to the clinic, is awkward.", "brother"),
        ("Three people who had arrived from Malta in June were sent away by the clerk.", "Three people"),
        ("09.15 interpreter not been told - no slot free", "interpreter"),
        ("tues. mr abbas crossed off on fri, ?why. lou rang the ward", "mr abbas"),
        ("Mrs Nolan never said yes. The consultant moved Mrs Nolan.", "Mrs Nolan"),
    ],
)
def test_who_only_undergoes_something_is_unheard(reader: Reader, text: str, name: str) -> None:
    assert name in [item.name for item in read(reader, text).unheard]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He is ninety and he lost his brother in May.", "brother"),
        ("We visited Mrs Grey. She died in March.", "Mrs Grey"),
        ("They said three nurses are needed on nights.", "nurses"),
        ("10.00 kim rang x3, left word with the desk.", "x3"),
        ("We met Lola (OT) at the hub. We thanked Lola.", "OT"),
        ("Mr Sato got the council to mend the ramp. We thanked Mr Sato.", "Mr Sato"),
        ("Mr Sato had a word with the warden. We thanked Mr Sato.", "Mr Sato"),
        ("We moved the lodger who had told the council.", "lodger"),
        ("dr lim saw the twins. ward rang dr lim", "dr lim"),
    ],
)
def test_who_is_dead_or_nobody_or_does_something_is_not_listed(reader: Reader, text: str, name: str) -> None:
    assert name not in [item.name for item in read(reader, text).unheard]


def test_that_nobody_asked_is_told_plainly(reader: Reader) -> None:
    found = read(reader, "Nobody has consulted Mr Vance. The clerk booked the van.").unheard
    assert [item.name for item in found] == ["Mr Vance"]
    assert "the notes say that they were not asked, told or reached" in found[0].why
