import pytest

from assistant.responders.intent import intent

ASKS = (
    ("hi", "greeting"),
    ("Good morning", "greeting"),
    ("ok", "empty"),
    ("?", "empty"),
    ("", "empty"),
    ("👍", "empty"),
    ("yes yes", "empty"),
    ("another way of looking", "another"),
    ("skip", "another"),
    ("next", "another"),
    ("stay with this", "stay"),
    ("say more", "stay"),
    ("What now?", "now-what"),
    ("what should I do about the form?", "now-what"),
    ("so what next", "now-what"),
    ("I think I'm done", "done"),
    ("Thanks, that helped", "thanks"),
    ("bye", "thanks"),
    ("are you an AI?", "about"),
    ("What have I missed?", "unwritten"),
    ("I feel awful about Mrs Field", "feeling"),
    ("Do you think the form is the problem?", "question"),
    ("We changed the referral form in May.", "tell"),
    ("Next week we move the desk.", "tell"),
    ("When did it go wrong, I keep wondering, because nobody told us", "tell"),
)
TOPICS = (
    ("what did I write about the key safe?", "the key safe"),
    ("Where does the alarm come up?", "the alarm"),
    ("remind me about Josie", "Josie"),
    ("who said green?", "green"),
    ("when did the robot go down?", "the robot go down"),
    ("What do my notes say about parking?", "parking"),
    ("Did I mention the dog?", "the dog"),
)


@pytest.mark.parametrize(("message", "ask"), ASKS)
def test_what_is_asked(message: str, ask: str) -> None:
    assert intent(message).ask == ask


@pytest.mark.parametrize(("message", "topic"), TOPICS)
def test_what_is_looked_for(message: str, topic: str) -> None:
    assert intent(message).ask == "recall"
    assert intent(message).topic == topic
