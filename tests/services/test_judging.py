"""What is said of an actor, as it is kept: which form of words it is about."""

import datetime as dt

import pytest

from assistant.domain import Actor, Reading, Verdict
from assistant.services.judging import judged

ACTORS = (
    Actor(name="referral form", kind="document", acts=True, aliases=("consent form", "form")),
    Actor(name="Zorbo", kind="technology", acts=True),
)


@pytest.mark.parametrize(
    ("name", "verdict", "edit", "key", "kept"),
    [
        ("Consent forms", "reject", "", "consent form", ""),
        ("the referral form", "reject", "", "referral form", ""),
        ("consent form", "kind", "rule", "referral form", "rule"),
        ("referral form", "merge", "the zorbo", "referral form", "Zorbo"),
        ("zorbo", "accept", "", "Zorbo", "technology"),
    ],
)
def test_a_judgement_is_about_the_form_of_words_that_is_meant(
    name: str, verdict: Verdict, edit: str, key: str, kept: str
) -> None:
    now = dt.datetime.now(dt.UTC)
    made = judged(name, verdict, edit, reading=Reading(engine="x", actors=ACTORS), notes=(), at=now)
    assert (made.key, made.edit) == (key, kept)
