"""Which claims a passage contradicts, as tables."""

import pytest

from assistant.responders.contradict import clash

CONTRADICTING = (
    ("The two teams talk to each other every day.", "I haven't spoken to you since Easter."),
    ("We always ring the ward.", "Nobody rang the ward all weekend."),
    ("The key safe worked well.", "The key safe jammed in the frost."),
    ("Everyone was happy with the letter.", "The daughter wept when she read the letter."),
    ("Nobody complained about the move.", "Two families complained about the move."),
    ("There were no problems with the hoist.", "Hoist won't run on that carpet."),
    ("The robot never fails.", "Robot down from five till nine."),
    ("We never used the whiteboard.", "Dev wrote the names on the whiteboard every morning."),
    ("Visits were always on time.", "We were late for three visits because of the ice."),
    ("It was all down to us.", "Thanks to the tube the insulin was here in four minutes."),
    ("That was entirely due to our hard work.", "Couldn't have been done without the vicar's ladder."),
    ("The intercom problem is solved.", "She could not make the intercom understand her."),
    ("The form is easy.", "The form sends people back, and Mrs Field gave up on the form."),
    ("There was no interpreter.", "The interpreter came at ten and sat by the bed."),
    ("We never rang the family.", "Roisin rang the family on Tuesday."),
    ("Everybody likes the new portal.", "Josie hates the portal and was in tears over it."),
    ("The tablets always arrive on time.", "The tablets came two days late again."),
    ("The hoist never works.", "Carpet up, the hoist glides."),
    ("The lift has always been reliable.", "The lift broke down twice in March."),
    ("The tablet login was smooth for all the carers.", "Three carers could not get past the tablet login."),
    ("All the residents agreed to the move.", "Mr Ferris refused the move."),
    ("Nobody objected to the rota.", "The night staff objected to the rota."),
    ("There were no delays at the cattle grid.", "Stuck at the cattle grid 35 mins, sheet ice."),
    ("The handover went well.", "The handover was missed and a dose was lost."),
    ("THE PHONE LINE WORKS WELL", "The phone line was dead all Friday."),
    ("Everything went smoothly with the redesign.", "The daughter wept when she read the letter."),
    ("We didn't use the spreadsheet.", "Dilys logs repeats on the spreadsheet every night."),
    ("The booking system works fine.", "The booking system let her slot go and she was turned away."),
    ("The mast was never a problem.", "The agent refused the mast and we lost the signal."),
    ("The letters were quick.", "The letters were delayed by the franking machine."),
)
AGREEING = (
    ("We talk to each other every day.", "We spoke at the sink again."),
    ("I always use the form.", "The form won't let you alter a code."),
    ("The key safe worked well.", "The lift broke again on Friday."),
    ("The key safe jammed.", "The key safe jammed in the frost."),
    ("Everyone was happy with the tablets.", "The lift broke again on Friday."),
    ("Was everyone happy with the letter?", "The daughter wept when she read the letter."),
    ("I hope the key safe works well.", "The key safe jammed in the frost."),
    ("Nobody complained about the alarm.", "Bed 9 was woken by it twice."),
    ("There was no interpreter.", "The interpreter line would not accept her code."),
    ("There was no interpreter.", "We needed an interpreter."),
    ("We never used the whiteboard.", "Nobody wrote on the whiteboard."),
    ("We never rang the family.", "The family came on Sunday."),
    ("It was all down to us.", "We did it together."),
    ("It was not all down to us.", "Thanks to the tube the insulin was here in four minutes."),
    ("It was all down to the rain.", "Thanks to the tube the insulin was here in four minutes."),
    ("The hoist works well.", "Carpet up, the hoist glides."),
    ("The form is long.", "The form only has space for one need."),
    ("The letter sometimes works well.", "The daughter wept when she read the letter."),
    ("They say the portal works well.", "Josie hates the portal."),
    ("The portal used to work well.", "The portal is down."),
    ("The visits were late.", "The visits were on time in April."),
    ("The robot should work well.", "Robot down from five till nine."),
    ("We changed the form in May.", "The form sends people back."),
    ("The alarm is quieter now.", "The cabinet alarm sounds if the door is ajar."),
    ("Dev put up the mast.", "The agent has refused the mast."),
    ("Nobody objected to the rota.", "Nobody objected to the rota, Bev said."),
    ("The handover went well.", "The handover went well and nothing was missed."),
    ("Josie talked about the reader.", "The reader doesn't know her."),
    ("The tablets always arrive on time.", "The van was late."),
    ("We had no mast.", "Is there a mast?"),
    ("Most people liked the portal, mostly.", "Josie hates the portal."),
    ("", "The daughter wept."),
    ("There was no signal at the cattle grid.", "Stuck at the cattle grid 35 mins, sheet ice."),
    ("Everyone was calm.", "Waited for the Kendal nurse till four."),
)


@pytest.mark.parametrize(("message", "line"), CONTRADICTING)
def test_contradicts(message: str, line: str) -> None:
    assert clash([message], [line]) is not None


@pytest.mark.parametrize(("message", "line"), AGREEING)
def test_does_not_contradict(message: str, line: str) -> None:
    assert clash([message], [line]) is None


def test_a_later_note_that_agrees_takes_the_earlier_one_away() -> None:
    lines = ["The alarm woke bed 9 and was a problem.", "The alarm works well."]
    assert clash(["The alarm works well."], lines, dates=[1, 2]) is None
    assert clash(["The alarm works well."], lines, dates=[2, 1]) is not None


def test_a_later_sentence_that_agrees_does_not_save_a_claim_on_everyone() -> None:
    lines = ["The form is confusing.", "The form works well now."]
    assert clash(["The form works well."], lines, dates=[1, 2]) is None
    assert clash(["The form works well for everyone."], lines, dates=[1, 2]) is not None
