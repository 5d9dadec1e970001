"""Danger to someone and figures of speech, as tables."""

import pytest

from assistant.responders.danger import danger

SOMEONE = (
    "He hits her when the carers leave.",
    "She said she wants to die.",
    "He took an overdose on Sunday.",
    "The resident has bruises on her arms.",
    "I think the child is at risk.",
    "There are signs of neglect.",
    "Her son threatens her for money: financial abuse.",
    "He has been self-harming again.",
    "She is frightened of her husband.",
    "He was found lying in his own urine.",
    "The girl disclosed that her uncle touched her.",
    "Suicidal since the letter came.",
    "The children are not safe with him.",
    "He said he would kill himself if the flat went.",
    "He punched a nurse.",
    "She was strangled.",
    "Mr H hit Mrs H in front of me.",
    "Domestic violence, third call this month.",
    "HE BEAT HER UP AGAIN",
)
SELF = (
    "I want to kill myself.",
    "I feel suicidal.",
    "I don't want to be here any more.",
    "I have been harming myself.",
)
NEITHER = (
    "The fire door is wedged open.",
    "The safeguarding form is long.",
    "We were killing time in the corridor.",
    "The system is killing us.",
    "My feet are killing me.",
    "The deadline nearly killed the pilot.",
    "Flat battery: the pump died on us.",
    "Crews tick self-neglect for a messy kitchen.",
    "The abuse of the parking permits has to stop.",
    "Mr Devereux died before we got there.",
    "She threatened to resign.",
    "An overdose of acronyms.",
    "I overdosed on biscuits.",
    "The phone rang off the hook and hit the floor.",
    "We hit our target.",
    "The garden was neglected.",
    "I neglected to write the date.",
    "Domestic abuse team moved desks.",
    "He was bored to death.",
    "The printer jammed and I could have screamed.",
    "We shot ourselves in the foot.",
    "Risk assessment form in the folder.",
    "Cut myself some slack.",
    "They beat the clock.",
    "The diary had beaten them for years.",
    "It was the ford that beat me.",
    "Falls risk went up.",
    "",
)


@pytest.mark.parametrize("text", SOMEONE)
def test_danger_to_someone(text: str) -> None:
    assert danger(text) == "someone"


@pytest.mark.parametrize("text", SELF)
def test_danger_to_the_writer(text: str) -> None:
    assert danger(text) == "self"


@pytest.mark.parametrize("text", NEITHER)
def test_no_danger(text: str) -> None:
    assert danger(text) is None
