"""Which way an effect goes, who does it to whom, and what only stands there."""

import pytest

from assistant.domain import Actor, Reading
from assistant.reading import Reader
from tests.reading.test_reader import actor, note


def ways(reading: Reading, name: str) -> set[str]:
    return {effect.way for effect in actor(reading, name).effects}


def directions(reading: Reading) -> set[tuple[str, str]]:
    return {(item.a.lower(), item.b.lower()) for item in reading.relations}


def found(reading: Reading, name: str) -> Actor | None:
    return next((item for item in reading.actors if item.name.lower() == name), None)


@pytest.mark.parametrize(
    ("text", "name", "way"),
    [
        ("The application was rejected by the grants committee.", "grants committee", "prevents"),
        ("The residents were woken by the smoke alarm.", "smoke alarm", "wears"),
        ("The whole week is dictated by the dialysis slot.", "dialysis slot", "decides"),
        ("She was let through by the porter.", "porter", "enables"),
        ("It is the key code that stops the physio.", "key code", "prevents"),
        ("We heard about the policy which forbids cooking in the rooms.", "policy", "prevents"),
        ("There is a minibus that brings people from the villages.", "minibus", "moves"),
        ("The nurse rang about a rule which delays every discharge.", "rule", "delays"),
    ],
)
def test_the_way_is_told_of_agents_and_of_what_a_clause_hangs_on(
    reader: Reader, text: str, name: str, way: str
) -> None:
    assert way in ways(reader.read([note(text)]), name)


@pytest.mark.parametrize(
    ("text", "a", "b", "verb"),
    [
        ("There is a bell that frightens the residents.", "bell", "residents", "frightens"),
        ("We laughed about the printer which defeats the manager.", "printer", "manager", "defeats"),
        ("We heard about the dog that wakes the lodger.", "dog", "lodger", "wakes"),
        ("The walking frame that the physio chose was too low.", "physio", "walking frame", "chose"),
        ("It was the letter that confused the daughter.", "letter", "daughter", "confused"),
        ("The lock which the landlord changed has no key.", "landlord", "lock", "changed"),
        ("She showed me the app that reminds the carers.", "app", "carers", "reminds"),
        ("The ward clerk sent a form that stops the family.", "form", "family", "stops"),
    ],
)
def test_a_relation_in_a_relative_clause_has_its_verb_and_direction(
    reader: Reader, text: str, a: str, b: str, verb: str
) -> None:
    told = {(item.a.lower(), item.b.lower()): item.verb for item in reader.read([note(text)]).relations}
    assert told.get((a, b)) == verb
    assert (b, a) not in told


@pytest.mark.parametrize(
    ("text", "name", "way"),
    [
        ("The new rule keeps visitors out.", "new rule", "prevents"),
        ("The choir brings the neighbours together.", "choir", "joins"),
        ("The fingerprint reader slows everyone down.", "fingerprint reader", "delays"),
        ("The side gate lets the carers in.", "side gate", "enables"),
        ("The income test ruled out most families.", "income test", "prevents"),
        ("The missing stamp holds up the claim.", "missing stamp", "delays"),
        ("The noise keeps the ward awake.", "noise", "wears"),
        ("The rota makes the sister eat at four.", "rota", "decides"),
    ],
)
def test_a_verb_is_read_with_its_particle_or_clause(reader: Reader, text: str, name: str, way: str) -> None:
    assert ways(reader.read([note(text)]), name) == {way}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The carer made a sandwich and the nurse got a towel.", "carer"),
        ("Her brother waited outside the clinic until six.", "brother"),
        ("The cleaner held the door.", "cleaner"),
        ("Our driver drove the van to the depot.", "driver"),
        ("Mr Osborne lost his stick.", "mr osborne"),
        ("The physio counted the steps.", "physio"),
        ("The manager has to go at four.", "manager"),
        ("The cook cut the bread.", "cook"),
    ],
)
def test_work_with_the_hands_tells_no_way(reader: Reader, text: str, name: str) -> None:
    item = found(reader.read([note(text)]), name)
    assert item is None or not item.effects


@pytest.mark.parametrize(
    ("text", "name", "way"),
    [
        ("The ward no longer lets relatives stay.", "ward", "prevents"),
        ("The council refuses to pay for the ramp.", "council", "prevents"),
        ("The portal hardly ever allows changes.", "portal", "prevents"),
        ("The fence never stopped the dog.", "fence", "enables"),
        ("The pharmacy declined to help us.", "pharmacy", "prevents"),
        ("The scanner won't accept the old cards.", "scanner", "prevents"),
        ("The warden does not allow visitors after nine.", "warden", "prevents"),
        ("The system can't open the file.", "system", "prevents"),
    ],
)
def test_denial_turns_the_way(reader: Reader, text: str, name: str, way: str) -> None:
    assert ways(reader.read([note(text)]), name) == {way}


@pytest.mark.parametrize(
    ("text", "name", "way"),
    [
        ("The son never got past the switchboard.", "switchboard", "delays"),
        ("Nobody could get through the automated menu.", "automated menu", "delays"),
        ("The van was held up for an hour by a level crossing.", "level crossing", "delays"),
        ("He is home, thanks mainly to the stairlift.", "stairlift", "is the reason"),
        ("Visit cancelled cos of the flood.", "flood", "is the reason"),
        ("It took a complaint letter to get the window mended.", "complaint letter", "is the reason"),
        ("He was moved due largely to the damp.", "damp", "is the reason"),
        ("Nobody goes home before the pharmacy signs the chart.", "pharmacy", "delays"),
    ],
)
def test_constructions_with_words_between_tell_a_way(reader: Reader, text: str, name: str, way: str) -> None:
    assert way in ways(reader.read([note(text)]), name)


def test_people_who_do_something_in_a_relative_clause_are_not_only_spoken_about(reader: Reader) -> None:
    reading = reader.read([note("We met the nurse who weighed the patient. We thanked the nurse.")])
    assert not actor(reading, "nurse").unheard


def test_a_length_of_time_is_no_reason(reader: Reader) -> None:
    item = found(reader.read([note("It took six weeks to get the ramp.")]), "six weeks")
    assert item is None or "is the reason" not in {effect.way for effect in item.effects}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The bookcase stands behind the door. We met there.", "bookcase"),
        ("The folder is green. Priya read it out.", "folder"),
        ("The fridge is next to the sink. Mrs Low slept.", "fridge"),
        ("A walking frame stood in the porch.", "walking frame"),
        ("The mirror hangs in the hall. The nurse rang the son.", "mirror"),
        ("The medicine cupboard is on the landing.", "medicine cupboard"),
        ("The letter lies on the mat.", "letter"),
        ("The clock hangs over the sink.", "clock"),
    ],
)
def test_what_only_stands_there_does_not_act(reader: Reader, text: str, name: str) -> None:
    item = found(reader.read([note(text)]), name)
    assert item is None or not item.acts


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The wardrobe stands in front of the door. It stops the carers.", "wardrobe"),
        ("The skip stands in the way of the ambulance.", "skip"),
        ("The hoist is in the store, so Mr Gill stayed in bed.", "hoist"),
        ("The bell hangs by the bed. The bell wakes the ward.", "bell"),
    ],
)
def test_what_stands_there_and_does_more_acts(reader: Reader, text: str, name: str) -> None:
    assert actor(reader.read([note(text)]), name).acts


@pytest.mark.parametrize(
    ("text", "a", "b"),
    [
        ("The nurse phoned the surgery. The surgery thanked the nurse.", "nurse", "surgery"),
        ("The dog bit the postman. The postman kicked the dog.", "dog", "postman"),
        ("The housing officer visited Mr Ali. Mr Ali sued the housing officer.", "housing officer", "mr ali"),
        ("The alarm woke Mrs Ray. Mrs Ray unplugged the alarm.", "alarm", "mrs ray"),
        ("The portal locked out the clerk. The clerk rebooted the portal.", "portal", "clerk"),
        ("The sister was rung by the pharmacist. The sister blamed the pharmacist.", "pharmacist", "sister"),
        ("The council fined the landlord. The landlord sued the council.", "council", "landlord"),
    ],
)
def test_each_direction_is_told_where_both_are_clear(reader: Reader, text: str, a: str, b: str) -> None:
    assert {(a, b), (b, a)} <= directions(reader.read([note(text)]))


def test_one_direction_told_twice_is_one_relation(reader: Reader) -> None:
    text = "The daughter scolded the carer. The carer was then praised by the daughter."
    told = [(item.a.lower(), item.b.lower()) for item in reader.read([note(text)]).relations]
    assert told == [("daughter", "carer")]


@pytest.mark.parametrize(
    ("text", "dyadic"),
    [
        ("The physio assessed Desmond. Desmond lives alone.", True),
        ("The district nurse washed Oluchi. Oluchi smiled.", True),
        ("The social worker rang Agnes. Agnes is a tenant in block 4.", True),
        ("The nurse rang Farid. Farid is 83.", True),
        ("The key worker visited Leroy. Leroy is a patient on the ward.", True),
        ("The nurse rang Farid. Farid fixed the boiler.", False),
        ("The nurse rang Paula. Paula is a social worker.", False),
        ("The district nurse thanked Tom. Tom is her brother.", False),
    ],
)
def test_a_name_is_a_service_user_where_the_notes_show_it(reader: Reader, text: str, dyadic: bool) -> None:
    relations = reader.read([note(text)]).relations
    assert relations
    assert dyadic in {item.dyadic for item in relations}
    assert dyadic or not any(item.dyadic for item in relations)
