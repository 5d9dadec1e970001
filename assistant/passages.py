"""Divides text into sentences, and a note into passages of whole sentences.

Knows how practitioners write: minutes, logs, lists, wrapped e-mails, notes without capitals. Uses no library and no
model. Does not know what a sentence means.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.domain import Note, Passage

_FEWEST, _USUAL_LOW, _USUAL_HIGH, _MOST = 25, 60, 120, 160
"""Words of a passage: under the first it joins a neighbour; between the next two is best; never over the last."""
_LONGEST_WORD = 1000
"""Characters; a longer one (a pasted picture, say) is cut."""


def _word_set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TITLES = _word_set(
    "mr mrs ms mx miss dr prof rev revd sr fr cllr sgt supt insp dc pc capt col gen lt hon messrs mt jr"
)
_LEADING = _word_set(
    "e.g eg i.e ie approx vs v cf viz c ca circa esp incl fig figs pp p vol ed dept tel ext ref para sect re w.r.t "
    "est max avg temp gov nos"
)
"""Abbreviations that more of the sentence follows."""
_TRAILING = _word_set(
    "etc a.m p.m am pm ltd inc plc co jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed weds thu thur "
    "thurs fri sat sun hr hrs min mins sec secs yr yrs wk wks mth mths st rd ave n.b nb al b.d o.d t.d.s appt appts"
)
"""Abbreviations that may end a sentence: they do where a capital letter follows."""
_MONTHS = re.compile(
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b", re.IGNORECASE
)
_STARTERS = _word_set(
    "she he it they we i you the a an this that these those there then but and so when if in on at after before no not "
    "her his their our my what who how where why also however now today yesterday"
)
_NUMBERED = _word_set(
    "phone tel mobile telephone fax ref reference case room flat house account contact policy nhs hospital serial bus "
    "ward order job file extension"
)
_CLAUSE_OPENERS = _word_set("i we you he she it they there who what please will then so but and")
_STOP = re.compile(r"[.!?…]+[\"'”’)\]»*_]*(?=\s|$)")
_OPENERS = "\"'“‘([«*_"
_QUOTES = "\"'”’»"

_ITEM = re.compile(
    r"[ \t]*(?:[-*•‣▪◦●○·–—+~→]|\[[ xX]?\]|[☐☑☒✓✔✗]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)]|\(?[ivx]{1,4}[.)])(?=[ \t])"
)
_MARKED = re.compile(r"[ \t]*(?:#{1,6}[ \t]|\||[-=*_]{3,}[ \t]*$)|.*\S[ \t]+\|[ \t]")
_TIME = re.compile(
    r"[ \t]*(?:[01]?\d|2[0-3])(?:[:.][0-5]\d(?:[ \t]?[ap]m)?|[0-5]\d(?:hrs?)?|[ \t]?[ap]m)(?=[ \t.,:–-])"
)
_SPEAKER = re.compile(
    r"[ \t]*[A-Z][\w'’.&/-]*(?:[ \t](?:[A-Z(&][\w'’.)&/-]*|and|of)){0,4}(?:[ \t]\([^)\n]{1,40}\))?:(?=[ \t]|$)"
)
_QUOTED = re.compile(r"[ \t]*>")
_UNFINISHED = re.compile(
    r"(?:[,;(–—]|\b(?:a|an|the|and|or|but|of|to|in|on|at|for|with|by|from|as|is|was|were|are|be|that|which|who|than|her|his"
    r"|their|our|my|your|its|not|has|had|have|been|into|about|because|if|when|mrs?|ms|dr))[ \t]*$",
    re.IGNORECASE,
)
_NARROW = 45


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """The sentences of a text: spans without the white space around them, in order; all else stands in one of them.

    List items, headings, log entries, speakers and short lines without stops are sentences of their own. A line
    that was only wrapped goes on.

    Args:
        text: Any text with line feeds as line ends.

    Returns:
        Start and end for each, 0-based into the text, the end exclusive.
    """
    lower = _writes_lower(text)
    spans: list[tuple[int, int]] = []
    for start, end in _runs(text):
        at = start
        for stop in _STOP.finditer(text, start, end):
            if _ends(text, at, stop, end, lower=lower):
                spans.append(_trimmed(text, at, stop.end()))
                at = stop.end()
        spans.append(_trimmed(text, at, end))
    return tuple(span for span in spans if span[0] < span[1])


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _writes_lower(text: str) -> bool:
    """Whether the writer begins sentences with small letters."""
    follow = re.findall(r"[a-z]{3}[.!?]+\s+([^\W\d_])", text)
    return len(follow) >= 3 and sum(letter.islower() for letter in follow) > 0.4 * len(follow)


# Lines


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str

    @property
    def blank(self) -> bool:
        return not self.text or self.text.isspace()


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Stretches in which a line break is only wrapping."""
    block: list[_Line] = []
    offset = 0
    for raw in text.split("\n"):
        line = _Line(offset, offset + len(raw), raw)
        offset = line.end + 1
        if line.blank:
            yield from _unwrapped(block)
            block = []
        else:
            block.append(line)
    yield from _unwrapped(block)


def _unwrapped(block: list[_Line]) -> Iterator[tuple[int, int]]:
    if not block:
        return
    wrapping = _Wrapping(block)
    start = block[0].start
    for number, line in enumerate(block[1:], start=1):
        if not wrapping.goes_on(number - 1):
            yield start, block[number - 1].end
            start = line.start
    yield start, block[-1].end


class _Wrapping:
    """Which lines of one block without blank lines go on in the next."""

    def __init__(self, block: list[_Line]) -> None:
        self._texts = [line.text.rstrip() for line in block]
        self._width = max(map(len, self._texts))
        loose = [i for i in range(len(block) - 1) if not _STOP.search(self._texts[i][-4:]) and not self._new(i + 1)]
        self._full = bool(loose) and sum(map(self._fills, loose)) >= 0.8 * len(loose)
        self._many = len(loose) >= 2 or len(block) >= 3
        self._capitals = sum(text.lstrip()[:1].isupper() for text in self._texts) > 0

    def goes_on(self, at: int) -> bool:
        """Whether the line ends in the middle of a sentence."""
        line, after = self._texts[at], self._texts[at + 1].lstrip(" \t>")
        if _MARKED.match(line) or self._new(at + 1) and not self._only_looks_new(at):
            return False
        if line.endswith(":"):
            return False
        if stop := re.search(r"[.!?…]+[\"'”’)\]»*_]*$", line):
            return self._goes_on_after(line, stop.start(), after)
        if _UNFINISHED.search(line):
            return True
        return self._small(at) if after[:1].islower() else self._capital(at)

    def _new(self, at: int) -> bool:
        """Whether a line looks like an item, a log entry, a speaker, a heading or a table row."""
        text = self._texts[at]
        quoted = bool(_QUOTED.match(text)) and not _QUOTED.match(self._texts[at - 1])
        return quoted or any(x.match(text) for x in (_ITEM, _MARKED, _TIME, _SPEAKER))

    def _only_looks_new(self, at: int) -> bool:
        """Whether a time or a dash merely came to stand at the beginning of a wrapped line."""
        text = self._texts[at + 1]
        looks = _TIME.match(text) or re.match(r"[ \t]*[–—]\s", text)
        if not looks or self._width < _NARROW or not self._capitals or self._stops(at):
            return False
        return self._fills(at) or bool(_UNFINISHED.search(self._texts[at]))

    def _stops(self, at: int) -> bool:
        return bool(re.search(r"[.!?…:;][\"'”’)\]»*_]*$", self._texts[at])) or bool(_TIME.match(self._texts[at]))

    def _fills(self, at: int) -> bool:
        """Whether the next line's first word would not have fitted."""
        return len(self._texts[at]) + 1 + len(self._texts[at + 1].split(maxsplit=1)[0]) > self._width

    def _goes_on_after(self, line: str, stop: int, after: str) -> bool:
        word = _last_word(line[:stop])
        if line[stop:] == "." and (word in _TITLES or word in _LEADING):
            return True
        soft = line[stop:] == "." and word in _TRAILING or line[stop:].startswith(("…", "..")) or line[-1] in _QUOTES
        return soft and after[:1].islower() and self._width >= _NARROW

    def _small(self, at: int) -> bool:
        if self._width < _NARROW:
            return False
        return self._fills(at) or self._capitals and 2 * len(self._texts[at]) >= self._width

    def _capital(self, at: int) -> bool:
        return self._width >= _NARROW and self._full and self._many and self._fills(at)


# Stops


def _last_word(before: str) -> str:
    """The word that a stop follows, in lower case, with stops inside it ("e.g", "p.m")."""
    return before[-20:].split()[-1].lower().lstrip(_OPENERS) if before[-20:].split() else ""


def _ends(text: str, start: int, stop: re.Match[str], end: int, *, lower: bool) -> bool:
    """Whether a stop ends its sentence."""
    if not re.search(r"[^\W\d_]", text[start : stop.start()]) or re.fullmatch(
        r"\s*\(?\w[.)]", text[start : stop.end()]
    ):
        return False
    after = text[stop.end() : min(end, stop.end() + 40)].lstrip()
    bare = after.lstrip(_OPENERS)
    if not bare:
        return True
    marks = stop.group().rstrip("\"'”’)]»*_")
    small = bare[0].islower()
    if small and stop.group()[-1:] in _QUOTES:
        return False
    if marks == ".":
        return _full_stop_ends(text[max(start, stop.start() - 40) : stop.start()], bare, lower=lower)
    if set(marks) <= {".", "…"}:
        return bare[0].isupper() and not re.match(r"I\b", bare)
    return True


def _full_stop_ends(before: str, after: str, *, lower: bool) -> bool:
    word = _last_word(before)
    next_word = re.match(r"[\w'’]*", after)
    starter = after[0].isupper() and next_word is not None and next_word.group().lower() in _STARTERS
    if word == "no" and after[0].islower() and _numbers(before, next_word.group() if next_word else ""):
        return False
    if word == "no":
        return not after[0].isdigit() and (after[0].isupper() or lower)
    if word == "st":
        return starter
    if word in _TITLES or word in _LEADING:
        return False
    if word in _TRAILING:
        return after[0].isupper() and not _MONTHS.match(after)
    if re.fullmatch(r"(?:\w\.)*\w", word) and not word.isdigit():
        return starter or word == "i" and after[0].isupper() and bool(re.search(r"[a-z] I$", before))
    return lower or not after[0].islower() or len(word) >= 5


def _numbers(before: str, after: str) -> bool:
    """Whether "no." is short for number: "phone no. on the letter"."""
    words = before.lower().split()
    return len(words) > 1 and words[-2] in _NUMBERED and after not in _CLAUSE_OPENERS


# Passages


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A sentence, or a part of one that is too long."""

    start: int
    end: int
    words: int
    border: int
    """How ill a passage would end after it: 0 at a paragraph's end, more inside a paragraph or after a heading."""


def split(note: Note) -> tuple[Passage, ...]:
    """Divide a note into passages of whole sentences, about 60 to 120 words each.

    They prefer to end where a paragraph ends. Each character that is not white space stands in exactly one.
    """
    stretches = list(_stretches(note.text))
    return tuple(
        Passage(note=note.id, start=start, end=end, text=note.text[start:end])
        for start, end in ((stretches[i].start, stretches[j - 1].end) for i, j in _best_cuts(stretches))
    )


def _stretches(text: str) -> Iterator[_Stretch]:
    spans = sentences(text)
    for number, (start, end) in enumerate(spans):
        following = spans[number + 1][0] if number + 1 < len(spans) else len(text)
        border = _border(text, start, end, following)
        parts = list(_parts(text, start, end))
        for at, (a, b) in enumerate(parts, start=1):
            yield _Stretch(a, b, len(text[a:b].split()), border if at == len(parts) else 40)


def _border(text: str, start: int, end: int, following: int) -> int:
    breaks = text.count("\n", end, following)
    if breaks > 1 or following == len(text):
        heading = text[start] == "#" or text[end - 1].isalnum() and len(text[start:end].split()) <= 10
        return 20 if heading else 0
    return 10 if breaks else 15


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a sentence that is too long: after a comma or the like where there is one late enough, else after a word."""
    words = [span for word in re.finditer(r"\S+", text[start:end]) for span in _short_words(word, start)]
    first = 0
    while len(words) - first > _MOST:
        last = first + _USUAL_HIGH
        clause = (i for i in range(last, first + _USUAL_LOW, -1) if text[words[i - 1][1] - 1] in ",;:–—)")
        last = next(clause, last)
        yield words[first][0], words[last - 1][1]
        first = last
    if first < len(words):
        yield words[first][0], words[-1][1]


def _short_words(word: re.Match[str], offset: int) -> Iterator[tuple[int, int]]:
    for at in range(word.start(), word.end(), _LONGEST_WORD):
        yield offset + at, offset + min(at + _LONGEST_WORD, word.end())


def _best_cuts(stretches: list[_Stretch]) -> list[tuple[int, int]]:
    """The division of least cost, by looking back from each stretch over those that fit into one passage."""
    best = [0.0]
    begins = [0]
    for j in range(1, len(stretches) + 1):
        words, choices = 0, []
        for i in range(j - 1, -1, -1):
            words += stretches[i].words
            if words > _MOST and i < j - 1:
                break
            choices.append((best[i] + _cost(words) + stretches[j - 1].border, i))
        cost, begin = min(choices)
        best.append(cost)
        begins.append(begin)
    cuts: list[tuple[int, int]] = []
    at = len(stretches)
    while at:
        cuts.append((begins[at], at))
        at = begins[at]
    return cuts[::-1]


def _cost(words: int) -> float:
    if words < _FEWEST:
        return 1000.0
    return 8.0 + max(_USUAL_LOW - words, words - _USUAL_HIGH, 0)
