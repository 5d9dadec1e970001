"""What counts as a good reflective question, as a table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.questions import MAX_WORDS, faults

GOOD = (
    "What did the referral form make easier, and for whom?",
    "How did the tablets come to sit with the neighbour?",
    "Where did Section 2 form go after it left the ward?",
    "Who else would know when the key safe jammed?",
    "Which of these would be missed first?",
    "When did the colour on the board begin to matter?",
    "In what way did the round change after March?",
    "For whom did the four o'clock cut-off make the day longer?",
    "On whose desk did the spreadsheet end up?",
    "At which point could someone still have said no?",
    "To whom did Mrs. Field say that first?",
    "What did Dr. Malik write in the box?",
    "What did the daughter want to happen next?",
    "What did the district nurses hope the hub would bring?",
    "What did the duty worker think when the phone stopped?",
    "What does Ines want from Friday?",
    "What did the committee prefer?",
    "What would the carers like to see written down?",
    "What is a room like this used for at night?",
    "What did your hopes for the hub turn into?",
    "What does the form leave no room for?",
    "What does the dashboard count, and what stays out?",
    "What could the bus timetable stop someone from doing?",
    "Who decided that four o'clock would be the line?",
    "Who gets blamed when the list is late?",
    "Who benefits from the new label, and who bears it?",
    'What did "why was I not told" change in the room?',
    "Where in the notes does “is it urgent?” come up again?",
    "What did the sheet headed “You should know” make possible?",
    "What happened at Great Moor Lane when the lift failed?",
    "What took a great deal of time that week?",
    "Which outstanding referrals did the list not show?",
    "Who couldn't take part, and what stood in the way?",
    "What don't you know yet about Mrs Field's mornings?",
    "What didn't change when the hub opened?",
    "What is yours to change here?",
    "Who would need to agree before that could be tried?",
    "How would you notice that the sign had stopped working?",
    "What did you try?",
    "What would you miss if the kettle went?",
    "What happened when you missed the bus?",
    "What's different between the two notes?",
    "Whose words are these?",
    "What was there that you have not written?",
)

BAD = (
    ("", "is empty"),
    ("   ", "is empty"),
    ("Did the form help?", "does not open with"),
    ("The form came up four times, so what did it do?", "does not open with"),
    ("However it went, who was there?", "does not open with"),
    ("And what did the form do?", "does not open with"),
    ("Tell me what the form did.", "has no question mark"),
    ("What did it do? Who saw it?", "has 2 question marks"),
    ("What did it do", "has no question mark"),
    ("What did the form do? Take your time.", "goes on after its question mark"),
    ("What a day. How did it end?", "is more than one sentence"),
    ("What " + "very " * MAX_WORDS + "long question is this?", "over 30 words"),
    ("What made you feel you should ring?", "gives advice"),
    ("Who ought to hold the key?", "gives advice"),
    ("How long have you considered moving the box?", "gives advice"),
    ("When did you think about asking the nurse?", "gives advice"),
    ("What if you asked the nurse?", "gives advice"),
    ("What about moving the board?", "gives advice"),
    ("How about a second box?", "gives advice"),
    ("How would it not be better to ring first?", "gives advice"),
    ("How could you improve the form?", "gives advice"),
    ("How might we ensure that nobody waits?", "gives advice"),
    ("What would be a better way of doing this?", "gives advice"),
    ("What would I suggest you try?", "gives advice"),
    ("Why did you leave the form out?", "asks why someone did something"),
    ("What explains why the team did that?", "asks why someone did something"),
    ("How come the nurse left?", "asks why someone did something"),
    ("What was your reason for ringing?", "asks why someone did something"),
    ("What on earth happened?", "asks why someone did something"),
    ("How did you handle that so well?", "praises"),
    ("What a great reflection, and what comes next?", "praises"),
    ("What made this impressive change possible?", "praises"),
    ("What helped you so skilfully join the teams?", "praises"),
    ("Who was to blame for the delay?", "blames"),
    ("Whose fault was the late form?", "blames"),
    ("What led to your mistake?", "blames"),
    ("What did you overlook?", "blames"),
    ("What might you have missed?", "blames"),
    ("Who was responsible for the mess?", "blames"),
    ("What makes this a problem, don't you think?", "leads"),
    ("How good was that, wouldn't it be?", "leads"),
    ("What changed was the form, isn't it?", "leads"),
    ("What was surely lost that day?", "leads"),
    ("Which part do you agree is wrong?", "leads"),
    ("What mattered was the form, right?", "leads"),
    ("What does the form want?", "gives a thing a motive"),
    ("What did the key safe hope for?", "gives a thing a motive"),
    ("What is the dashboard trying to say?", "gives a thing a motive"),
    ("How does the scanner feel about this?", "gives a thing a motive"),
    ("What would the letters prefer?", "gives a thing a motive"),
    ("What would come out if the kettle could speak?", "gives a thing a motive"),
    ("What is the form's agenda?", "gives a thing a motive"),
    ("What does the assemblage hold together?", "uses a theory word"),
    ("Where is the line of flight?", "uses a theory word"),
)


@pytest.mark.parametrize("question", GOOD)
def test_good_questions_have_no_faults(question: str) -> None:
    assert faults(question) == ()


@pytest.mark.parametrize(("question", "fault"), BAD)
def test_bad_questions_have_the_fault(question: str, fault: str) -> None:
    assert any(found.startswith(fault) for found in faults(question)), faults(question)


def test_the_fault_shows_the_words() -> None:
    assert faults("What have you considered trying?") == ('gives advice: "have you considered"',)
    assert faults("What does the form want?") == ('gives a thing a motive: "does the form want"',)


def test_all_faults_are_told_at_once() -> None:
    found = faults("Why did you not ring first? Should you?")
    assert [fault.split(":")[0] for fault in found] == [
        "does not open with what, how, where, when, who or which",
        "has 2 question marks",
        "gives advice",
        "asks why someone did something",
    ]


def test_thirty_words_are_allowed() -> None:
    words = "What " + "very " * 26 + "long day this was?"
    assert len(words.split()) == 31
    assert faults(words) == ("over 30 words",)
    assert faults(words.replace("very ", "", 1)) == ()


@given(st.text(max_size=300))
def test_any_text_gets_an_answer(text: str) -> None:
    found = faults(text)
    assert all(fault and fault == fault.strip() for fault in found)


@given(st.sampled_from(GOOD))
def test_white_space_does_not_matter(question: str) -> None:
    assert faults("\n " + question.replace(" ", "  ") + " ") == ()
