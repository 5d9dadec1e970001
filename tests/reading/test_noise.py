"""What names nobody: counts, colours, short verbs, figures, the furniture of e-mails; and money that is none."""

import pytest

from assistant.domain import Note
from assistant.reading import Reader


def note(text: str) -> Note:
    return Note(id="n", filename="n.txt", title="Note", text=text)


def names(reader: Reader, text: str) -> set[str]:
    return {name for actor in reader.read([note(text)]).actors for name in (actor.name.lower(), *actor.aliases)}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("son rang x3, no answer. ward closed.", "x3"),
        ("15 min wait at the desk, then home.", "min wait"),
        ("The nurse was there for 12 mins.", "mins"),
        ("Her score is amber again, so the desk rang.", "amber"),
        ("lw disch'd on friday. lw mum not told.", "lw disch'd"),
        ("The clinic was all over the place on Friday.", "place"),
        ("So the bottleneck is the lift.", "bottleneck"),
    ],
)
def test_counts_colours_and_figures_are_nobody(reader: Reader, text: str, word: str) -> None:
    assert word not in names(reader, text)


MAIL = """From: Asha Rowe
To: Colin Dent
Subject: Re: ramp

The ramp was delivered to the wrong house. Colin rang the depot.

On 3 June 2026, at 10:11, Colin Dent wrote:
> The depot lost the form.

Sent from my tablet
This email and any files are confidential and meant for the recipient only.
"""


def test_the_furniture_of_a_mail_is_nobody_and_no_evidence(reader: Reader) -> None:
    read = reader.read([note(MAIL)])
    assert {"ramp", "depot"} <= {actor.name.lower() for actor in read.actors}
    assert not {"tablet", "email", "files", "recipient"} & names(reader, MAIL)
    shown = [quote.text for actor in read.actors for quote in actor.quotes]
    assert not any("Sent from" in text or "wrote:" in text or "From:" in text for text in shown)
    assert all(MAIL[quote.start : quote.end] == quote.text for actor in read.actors for quote in actor.quotes)


def test_a_speaker_or_one_heading_is_no_mail(reader: Reader) -> None:
    assert "depot" in names(reader, "To: the depot. The depot lost the form.")


@pytest.mark.parametrize(
    ("text", "silent"),
    [
        ("The nurse wore gloves that she bought herself.", True),
        ("The team bought a hoist.", False),
        ("Two bank nurses came to the ward.", True),
    ],
)
def test_buying_for_oneself_is_no_money(reader: Reader, text: str, *, silent: bool) -> None:
    assert ("money" in {item.kind for item in reader.read([note(text)]).silent_kinds}) is silent


def test_a_word_of_longer_names_is_told_to_be_one(reader: Reader) -> None:
    told = reader.explain([note("The parking permit blocked the visit. The parking permit ran out.")], "permit")
    assert told.name == "parking permit" or any("parking permit" in x for x in told.verdicts[0].grounds)
