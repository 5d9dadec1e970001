"""Is each quote where it says it is? Turns a draft into a reply; what cannot be shown to be so is withheld.

Used after every responder. Knows the brief alone: it does not know which responder made the draft, and it does not
judge what a quote means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.domain import MESSAGE, Brief, Draft, Observation, Quote, Reply, Withheld
from assistant.questions import faults

MOST_OBSERVATIONS = 3
LONGEST_GAP = 300
"""How many characters an ellipsis may stand for when a quote is repaired."""

_UNWANTED = ("gives advice", "praises", "blames", "gives a thing a motive")
_ELLIPSIS = re.compile(r"\s*(?:\[\s*(?:…|\.{3,})\s*\]|…|\.{3,})\s*")
_INSIDE = re.compile(r"“([^“”]+)”")
_FOLD = str.maketrans({"‘": "'", "’": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "\u00a0": " ", "–": "-", "—": "-"})


def ground(draft: Draft, brief: Brief, *, engine: str) -> Reply:
    """Check a draft against its brief.

    Args:
        draft: What the responder made.
        brief: What the responder was given.
        engine: The responder's name, for the record.

    Returns:
        A reply whose every quote stands word for word in a note or in the message (0-based offsets, end exclusive).
        What did not pass stands in `withheld`, each with its reason; `question` is empty where it did not pass.
    """
    checker = _Checker(brief)
    kept: list[Observation] = []
    withheld: list[Withheld] = list(draft.withheld)
    for item in draft.observations:
        checked = checker.observation(item)
        if isinstance(checked, str):
            withheld.append(Withheld(text=_as_text(item), reason=checked))
        elif len(kept) == MOST_OBSERVATIONS:
            withheld.append(Withheld(text=_as_text(item), reason=f"there are {MOST_OBSERVATIONS} observations already"))
        else:
            kept.append(checked)
    opening, question = draft.opening, draft.question
    if reason := unwanted(opening) or checker.unfound(opening):
        withheld.append(Withheld(text=opening, reason=f"the opening {reason}"))
        opening = ""
    if (question or not draft.notice) and (reasons := faults(question)):
        withheld.append(Withheld(text=question, reason=f"the question {'; it '.join(reasons)}"))
        question = ""
    return Reply(
        engine=draft.engine or engine,
        observations=tuple(kept),
        question=question,
        lens=draft.lens,
        question_id=draft.question_id if question else "",
        about=draft.about if question else (),
        opening=opening,
        notice=draft.notice,
        aside=draft.aside,
        withheld=tuple(withheld),
        beside=tuple(item for item in map(checker.observation, draft.beside) if isinstance(item, Observation)),
        passages=brief.passages,
    )


def locate(quote: Quote, text: str) -> Quote | None:
    """Find where a quote truly stands in a text.

    White space, curly or straight quotation marks, dashes, the case of the first letter and an ellipsis may differ.

    Args:
        quote: As a responder gave it; its offsets are a hint.
        text: The text of the note that it names.

    Returns:
        The quote with true offsets (0-based, end exclusive) and the text's own characters; None where it is not there.
    """
    if 0 <= quote.start < quote.end <= len(text) and text[quote.start : quote.end] == quote.text:
        return quote if any(x.isalnum() for x in quote.text) else None
    parts = [part for part in _ELLIPSIS.split(quote.text.strip(' \n\t"“”')) if any(x.isalnum() for x in part)]
    span = _find(parts, _Folded.of(text), quote.start) if parts else None
    return replace(quote, start=span[0], end=span[1], text=text[span[0] : span[1]]) if span else None


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text with white space, quotation marks and dashes folded, and where each character came from."""

    text: str
    offsets: tuple[int, ...]

    @staticmethod
    def of(text: str) -> _Folded:
        offsets: list[int] = []
        letters: list[str] = []
        for at, letter in enumerate(text.translate(_FOLD)):
            if not letter.isspace():
                letters.append(letter)
                offsets.append(at)
            elif letters and letters[-1] != " ":
                letters.append(" ")
                offsets.append(at)
        return _Folded("".join(letters), tuple(offsets))


def _find(parts: list[str], folded: _Folded, hint: int) -> tuple[int, int] | None:
    """The span of the parts, in order; nearest to the hint where the first one stands more than once."""
    best: tuple[int, int] | None = None
    for start in _places(_Folded.of(parts[0]).text.strip(), folded.text):
        end = _follow(parts, folded.text, start)
        if end is None:
            continue
        span = folded.offsets[start], folded.offsets[end - 1] + 1
        if best is None or abs(span[0] - hint) < abs(best[0] - hint):
            best = span
    return best


def _follow(parts: list[str], text: str, start: int) -> int | None:
    end = start + len(_Folded.of(parts[0]).text.strip())
    for part in parts[1:]:
        wanted = _Folded.of(part).text.strip()
        at = text.find(wanted, end, end + LONGEST_GAP + len(wanted))
        if at < 0:
            return None
        end = at + len(wanted)
    return end


def _places(wanted: str, text: str) -> Iterator[int]:
    for form in dict.fromkeys((wanted, wanted[0].swapcase() + wanted[1:])):
        at = text.find(form)
        while at >= 0:
            if _whole_words(text, at, at + len(form)):
                yield at
            at = text.find(form, at + 1)


def _whole_words(text: str, start: int, end: int) -> bool:
    before = start > 0 and text[start].isalnum() and text[start - 1].isalnum()
    after = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    return not before and not after


def _as_text(item: Observation) -> str:
    return " ".join((item.text, *(f"“{quote.text}”" for quote in item.quotes)))


def unwanted(text: str) -> str:
    """The first reason not to show a text of the tool's own; empty where there is none."""
    return next((fault for fault in faults(text) if fault.startswith(_UNWANTED)), "") if text else ""


class _Checker:
    """Checks observations against one brief."""

    def __init__(self, brief: Brief) -> None:
        self._texts = {note.id: note.text for note in brief.notes} | {MESSAGE: brief.message}
        actors = (*brief.reading.actors, *brief.message_reading.actors)
        self._names = {form.lower() for actor in actors for form in (actor.name, *actor.aliases)}
        self._lowered = ""
        self._earlier = tuple(turn.message for turn in brief.history)

    def observation(self, item: Observation) -> Observation | str:
        """The observation with its quotes in place, or why it is withheld."""
        if not item.text.strip():
            return "it says nothing"
        if not item.quotes:
            return "it has no quote"
        quotes: list[Quote] = []
        for quote in item.quotes:
            found = self._quote(quote)
            if isinstance(found, str):
                return found
            quotes.append(found)
        if unknown := next((name for name in item.actors if not self._known(name)), None):
            return f"“{unknown}” is named in no note and not in the message"
        if reason := unwanted(item.text) or self.unfound(item.text):
            return f"it {reason}"
        return replace(item, quotes=tuple(quotes))

    def unfound(self, text: str) -> str:
        """Says so where a stretch in quotation marks stands in no note and in no message."""
        for stretch in _INSIDE.findall(text):
            if not self._stands(stretch):
                return f"quotes “{stretch}”, which stands in no note and not in the message"
        return ""

    def _quote(self, quote: Quote) -> Quote | str:
        if quote.note not in self._texts:
            return f"it quotes a note that is not in this case: `{quote.note}`"
        found = locate(quote, self._texts[quote.note])
        return found or f"its quote does not stand in the note: “{quote.text}”"

    def _known(self, name: str) -> bool:
        return bool(name.strip()) and (name.lower() in self._names or self._stands(name))

    def _stands(self, stretch: str) -> bool:
        if not self._lowered:
            texts = (*self._texts.values(), *self._earlier)
            self._lowered = "\n".join(_Folded.of(text).text.lower() for text in texts)
        wanted = _Folded.of(stretch).text.strip(" .,;:!?").lower()
        return not wanted or wanted in self._lowered
