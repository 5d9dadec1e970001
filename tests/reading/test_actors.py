"""Which names may be one actor's, by what the tagger holds to be alike."""

import numpy as np
import pytest

from assistant.reading import Reader
from assistant.reading import named as named_module
from assistant.reading.named import likeness, names, pairs
from assistant.reading.seen import alike
from tests.reading.test_reader import note

TEXT = (
    "A sparrow got into the day room on Monday. Nobody could catch that bird. Hamish, our physio, opened the window. "
    "The sparrow sat on the tea urn."
)


def test_likeness_is_that_of_the_two_mentions_most_alike(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    named = names(reader.facts([note(TEXT)])[0].facts, {})
    whole = likeness(named)
    monkeypatch.setattr(named_module, "AT_ONCE", 2)
    assert np.allclose(likeness(named), whole, atol=1e-5)
    assert np.allclose(whole, whole.T, atol=1e-4)
    for a, one in enumerate(named):
        for b, other in enumerate(named):
            rows = [np.stack([fact.seen.who for fact in item.facts]) for item in (one, other)]
            assert whole[a, b] == pytest.approx(alike(*rows).max(), abs=1e-4)


def test_names_that_share_no_word_are_compared_where_they_are_alike(reader: Reader) -> None:
    named = names(reader.facts([note(TEXT)])[0].facts, {})
    place = {item.key[-1]: index for index, item in enumerate(named)}
    a, b = sorted((place["sparrow"], place["bird"]))
    near = np.full((len(named), len(named)), -9.0, dtype="float32")
    assert (a, b) not in set(pairs(named, near))
    near[a, b] = near[b, a] = named_module.ALIKE + 1
    assert (a, b) in set(pairs(named, near))


def test_no_names_are_no_pairs() -> None:
    assert list(pairs([], likeness([]))) == []
