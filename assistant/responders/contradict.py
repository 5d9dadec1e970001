"""Whether a message claims what a note says otherwise: by words of outcome, of number and of denial.

Pure text in, pairs out. It knows English wording and compares one sentence with one sentence; it does not know which of
the two is right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.responders.wording import words

Stance = Literal["good", "bad", "denied", "ours", "habit"]

_GOOD = re.compile(
    r"\b(?:work(?:s|ed|ing)? (?:\w+ )?(?:well|fine|perfectly|smoothly)|well|smooth(?:ly)?|fine|perfect(?:ly)?"
    r"|great|success(?:ful|fully)?|"
    r"solved|resolved|fixed|sorted|happy|happier|pleased|delighted|satisfied|content|on time|in time|easy|easier"
    r"|quick(?:ly|er)?|fast(?:er)?|"
    r"better|improved|reliable|reliably|agreed|welcomed?|loved?|likes?|liked|glides?|quieter|settled|calm(?:er)?"
    r"|safe(?:ly)?|"
    r"helped|understood|ready|positive(?:ly)?|brilliant(?:ly)?|works?|worked|on board|coped|managed|got through"
    r"|made it)\b",
    re.I,
)
_BAD = re.compile(
    r"\b(?:problems?|issues?|troubles?|hitch(?:es)?|delay(?:s|ed)?|late|overdue|fail(?:s|ed|ure|ures)?|broke(?:n)?"
    r"|breaks?|crash(?:ed|es)?|"
    r"stuck|jam(?:s|med)?|lost|missed|missing|wrong|wept|cried|crying|tears|angry|anger|cross|upset|unhappy"
    r"|furious|frustrat\w+|complain\w*|"
    r"complaints?|grumbl\w+|object(?:s|ed)|refus\w+|reject\w*|declin\w+|turned (?:down|away)|sent (?:away|back)"
    r"|gave up|given up|worse|slow(?:er|ly)?|"
    r"slipp?(?:ed|s)?|overran|overspend|overspent|down (?:from|again|all|for|since|till|until|on)|went down"
    r"|out of (?:order|action)|off the road|ran out|bust|dead|wobbl\w+|"
    r"confus\w+|difficult|hard(?:er)?|struggl\w+|waited|waiting|queue[ds]?|fell|left out|shut out|unable|useless"
    r"|abandoned|stopped|stood up|"
    r"walked out|afraid|scared|ashamed|shame|lonely|sore|raw|cancelled|double-booked|ignored|disagree\w*"
    r"|never (?:came|arrived|told|got|reached)|"
    r"nowhere|stayed away|dropped out|hated?|worried|noisy|leak\w*|errors?|mistakes?|blank|unread|unopened|fed up)\b",
    re.I,
)
_NO = (
    r"(?:no|not|never|nobody|no[- ]one|none|nothing|without|neither|nor|hardly|barely|\w+n['’]t|cannot|cant|wont|dont"
    r"|didnt)"
)
_NEGATED = re.compile(rf"\b{_NO}\b(?:\W+\w+){{0,3}}\W*$", re.I)
_UNABLE = re.compile(
    r"\b(?:can(?:no|['’])t|could(?: not|n['’]t)|won['’]t|would(?: not|n['’]t)|will not|did(?: not|n['’]t)"
    r"|do(?:es)?(?: not|n['’]t)|has(?: not|n['’]t)|"
    r"have(?: not|n['’]t)|is(?: not|n['’]t)|was(?: not|n['’]t)|are(?: not|n['’]t)|were(?: not|n['’]t)|never|nobody"
    r"|no[- ]one|too (?:\w+) (?:for|to))\b",
    re.I,
)
_ABSOLUTE = re.compile(
    r"\b(?:every(?:one|body|thing|where)?|always|all|never|nobody|no[- ]one|none|nothing|at all|any|constantly"
    r"|each)\b",
    re.I,
)
_HEDGED = re.compile(
    r"\?|\b(?:mostly|some(?:times|one|body|what)?|partly|often|usually|nearly|almost|not (?:always|every\w*|all)"
    r"|at first|used to|hop(?:e|ed|ing)|"
    r"want(?:s|ed)?|should|would|could be|if|whether|will|might|may|maybe|perhaps|until|before|except|apart from"
    r"|but not|i (?:wonder|doubt)|asked|"
    r"says?|said|claim\w*|wrote|told|supposed to|meant to|was going to|were going to|plan(?:s|ned)? to|expect\w*"
    r"|think|thought|pretend\w*)\b",
    re.I,
)
_OURS = re.compile(
    r"\b(?:all (?:down to|thanks to|because of|due to)|entirely (?:down to|due to|thanks to)|down to (?:us|our|me"
    r"|my) \w*|we did it (?:all )?(?:ourselves|alone|on our own)|"
    r"(?:it was|was) all (?:us|our own work|my doing|our doing)|the team (?:alone|did it all)"
    r"|our (?:own )?hard work (?:alone|did))\b",
    re.I,
)
_OURSELVES = re.compile(r"\b(?:us|our|ours|ourselves|we|me|my|i|team)\b", re.I)
_OTHERS = re.compile(
    r"\b(?:thanks to|because of|down to|owing to|due to|on account of|could(?: not|n['’]t) have (?:been done|done"
    r"|managed)|by reason of|on the strength of)\b",
    re.I,
)
_DENIAL = re.compile(
    r"\b(?:there (?:was|were|is|are|has been|have been) (?:no|never (?:any|a|an)|not (?:a|an|any))|there (?:was"
    r"|were|is|are)n['’]t (?:a|an|any)|we (?:had|have) no|"
    r"(?:we|i|they|he|she|it|you|the \w+(?: \w+)?) (?:never|did(?: not|n['’]t)|have(?: not|n['’]t)|has(?: not"
    r"|n['’]t)|had(?: not|n['’]t) (?:ever )?)|"
    r"(?:nobody|no[- ]one|none of (?:us|them)) (?:ever )?)\s*(?P<rest>[^.;!?\n,]+)",
    re.I,
)
_HABIT = re.compile(
    r"\b(?:always|constantly|daily|(?:every|each) (?:single )?(?:day|morning|week|time)|all the time)\b", re.I
)
_NOT_DONE = re.compile(rf"\b{_NO}(?:\W+\w+){{1,3}}", re.I)
_FEW = words("""
    a an the this that these those and or but so of to in on at by for from with as it its he she they them we
    us our i me my you your his her their is was were are be been being has have had do does did done not no
    never nobody none nothing always everyone everybody everything all any every each with about there then
    than now just very really quite still yet again also only even much many more most other who what when
    where which how one ones thing things way lot time times day days today yesterday week weeks month since
    after before during over into out up down off well good went go goes going gone got get gets getting came
    come comes coming been will would could can may might must im ive weve its thats without ever new people
    person along far one two three four five six made make makes really whole because due thanks work works
    worked working running ran run first last late later soon problem problems issue issues fine great smooth
    smoothly perfect perfectly happy pleased easy quick fast better solved fixed sorted resolved complained
    complain complaint complaints delay delays trouble
""")
_GENERIC = words("""
    redesign project service services change changes launch rollout pilot programme team implementation
    transition transformation
""")
_BARE_USE = words("""
    us used use uses using touched looked saw seen need needed wanted
""")
_ALIKE = {
    "rang": "ring",
    "wrote": "writ",
    "written": "writ",
    "write": "writ",
    "writes": "writ",
    "told": "tell",
    "sent": "send",
    "spoke": "speak",
    "spoken": "speak",
    "talk": "speak",
    "talks": "speak",
    "talked": "speak",
    "talking": "speak",
    "went": "go",
    "came": "come",
    "met": "meet",
    "found": "find",
    "left": "leav",
    "kept": "keep",
    "brought": "bring",
    "took": "tak",
    "gave": "giv",
    "said": "say",
    "fell": "fall",
    "wept": "cry",
    "cried": "cry",
    "phoned": "ring",
    "called": "ring",
    "paid": "pay",
    "lost": "los",
    "lose": "los",
    "broke": "break",
    "broken": "break",
    "made": "mak",
    "sat": "sit",
    "women": "woman",
    "men": "man",
    "children": "child",
}
_GROUPS = {
    "complain": ("complain", "complaint", "grumbl", "angry", "upset", "unhapp", "object", "furiou", "cry", "fed"),
    "object": ("object", "refus", "disagre", "against"),
    "refus": ("refus", "reject", "declin"),
    "mind": ("angry", "upset", "object", "cross"),
}
_DISTRESS = re.compile(
    r"\b(?:wept|cried|crying|tears|upset|ang(?:ry|er)|furious|complain\w*|refus\w+|object(?:s|ed)|unhappy|afraid"
    r"|scared|ashamed"
    r"|gave up|fed up|hated?|walked out|resigned|worried)\b",
    re.I,
)
_SEVERE = re.compile(
    rf"{_DISTRESS.pattern}|\b(?:fail(?:s|ed)|broken?|crash(?:ed|es)|jam(?:s|med)|lost|missed|late|delay(?:s|ed))\b",
    re.I,
)
_PLACE = re.compile(r"\b(?:at|in|on|for|to|with|from|by|about|during|after|before|of)\b", re.I)
_OF_PEOPLE = re.compile(r"\b(?:every(?:one|body)|nobody|no[- ]one|all of (?:us|them))\b", re.I)
_SETTLED = re.compile(
    r"\b(?:problems?|issues?|troubles?|complaints?|delays?|errors?)\b(?=[^.;]{0,30}\b(?:solved|resolved|fixed"
    r"|sorted)\b)",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a sentence of the message takes for settled."""

    text: str
    stance: Stance
    about: frozenset[str]
    """The stems that it is about; empty where it is about the whole."""
    head: frozenset[str] = frozenset()
    """For a denial: the stems of what it denies, without where or for whom."""
    absolute: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A claim and the number of the sentence that says otherwise."""

    claim: Claim
    evidence: int


def clash(message: Sequence[str], evidence: Sequence[str], *, dates: Sequence[int] = ()) -> Clash | None:
    """Find the first claim of a message that a sentence of the notes contradicts.

    Args:
        message: The message's sentences.
        evidence: Sentences of the notes, the nearest to the message first.
        dates: One number for each sentence of the evidence, larger is later; a later sentence that agrees with the
            claim takes away an earlier one that does not, but for a claim on everyone, always or never.
    """
    order = tuple(dates) or (0,) * len(evidence)
    for text in message:
        claim = claimed(text)
        if claim is None:
            continue
        against = [n for n, line in enumerate(evidence) if contradicts(claim, line)]
        agreeing = [order[n] for n, line in enumerate(evidence) if n not in against and _agrees(claim, line)]
        found = [n for n in against if claim.absolute or not any(when > order[n] for when in agreeing)]
        if found:
            return Clash(claim=claim, evidence=max(found, key=lambda n: (_shared(claim, evidence[n]), -n)))
    return None


def claimed(text: str) -> Claim | None:
    """What a sentence claims, None where it claims nothing that a note could contradict."""
    if _OURS.search(text) and _OURSELVES.search(text) and not re.search(r"\bnot (?:all|entirely|just)\b", text, re.I):
        return Claim(text=text, stance="ours", about=frozenset(), absolute=True)
    plain = re.sub(r"\bno doubt\b", "", text, flags=re.I)
    if _HEDGED.search(plain):
        return None
    stance = _stance(plain)
    denial = _DENIAL.search(plain)
    if denial and stance in (None, "bad"):
        about = stems(denial.group("rest"))
        if about:
            head = stems(_PLACE.split(denial.group("rest"))[0]) - {_stem(word) for word in _BARE_USE}
            return Claim(text=text, stance="denied", about=about, head=head, absolute=True)
    absolute = bool(_ABSOLUTE.search(plain))
    if stance is None and _HABIT.search(plain) and not re.search(rf"\b{_NO}\b", plain, re.I):
        return Claim(text=text, stance="habit", about=_topic(plain), absolute=True)
    if stance is None or (stance == "bad" and not absolute):
        return None
    return Claim(text=text, stance=stance, about=_topic(plain), absolute=absolute)


def contradicts(claim: Claim, line: str) -> bool:
    """Whether a sentence of the notes says otherwise than a claim."""
    if claim.stance == "ours":
        found = _OTHERS.search(line)
        return bool(found and not _OURSELVES.match(line[found.end() :].strip()))
    if claim.stance == "denied":
        return _affirms(claim, line)
    if claim.stance == "habit":
        return not _hypothetical(line) and any(stems(found[0]) & claim.about for found in _NOT_DONE.finditer(line))
    if _hypothetical(line) or not _on_topic(claim, line):
        return False
    if claim.stance == "good":
        return _stance(line) == "bad" or bool(claim.about) and _stance(line) is None and bool(_UNABLE.search(line))
    return _stance(line) == "good" and not _UNABLE.search(line)


def _agrees(claim: Claim, line: str) -> bool:
    return (
        claim.stance in ("good", "bad")
        and bool(claim.about)
        and _on_topic(claim, line)
        and _stance(line) == claim.stance
    )


def _hypothetical(line: str) -> bool:
    return bool(re.search(r"\?\s*$|\b(?:if|in case|what if|worry that|so that nobody)\b", line, re.I))


def _stance(text: str) -> Literal["good", "bad"] | None:
    """The outcome that a sentence tells: the one that it tells more often, bad when even."""
    text = _SETTLED.sub("", text)
    good = bad = 0
    for pattern, outcome in ((_GOOD, 1), (_BAD, -1)):
        for found in pattern.finditer(text):
            turned = -outcome if _NEGATED.search(text[max(0, found.start() - 40) : found.start()]) else outcome
            good, bad = good + (turned > 0), bad + (turned < 0)
    return "bad" if bad and bad >= good else "good" if good else None


def _stem(word: str) -> str:
    word = word.lower().removesuffix("'s").removesuffix("’s")
    if word in _ALIKE:
        return _ALIKE[word]
    for ending in ("ies", "ied"):
        if word.endswith(ending) and len(word) > 5:
            return word[:-3] + "y"
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl" else word


def stems(text: str) -> frozenset[str]:
    """The words that carry a text's subject, without endings."""
    words = re.findall(r"[A-Za-z][\w'’-]*", text)
    return frozenset(
        _stem(word)
        for word in words
        if word.lower() not in _FEW or word.isupper() and len(word) > 1 and not text.isupper()
    ) | (frozenset(_stem(word) for word in words if word.lower() in ("complained", "complain", "complaints")))


def _topic(text: str) -> frozenset[str]:
    bare = _GOOD.sub(" ", _BAD.sub(" ", text))
    return frozenset(stem for stem in stems(bare) if stem not in {_stem(word) for word in _GENERIC})


def _shared(claim: Claim, line: str) -> int:
    return len(claim.about & stems(line))


def _on_topic(claim: Claim, line: str) -> bool:
    if not claim.about:
        return claim.absolute and bool((_DISTRESS if _OF_PEOPLE.search(claim.text) else _SEVERE).search(line))
    return _shared(claim, line) >= (1 if len(claim.about) <= 3 else 2)


def _affirms(claim: Claim, line: str) -> bool:
    """Whether a sentence says that there was what the claim denies."""
    if _hypothetical(line):
        return False
    there = stems(line)
    for stem, group in _GROUPS.items():
        if stem in claim.about:
            about = claim.about - {stem}
            return bool(there & set(group) and about <= there and not _denies(line, set(group)))
    needed = claim.about - {_stem(word) for word in _BARE_USE}
    if not needed or len(needed & there) < min(len(needed), 2) or (len(needed) > 3 and len(needed & there) < 3):
        return False
    return len(claim.head & there) >= min(len(claim.head), 2) and not _denies(line, set(needed))


def _denies(line: str, wanted: set[str]) -> bool:
    """Whether the line's own clause with these stems is negated, or only speaks of lacking or wanting them."""
    clauses = [part for part in re.split(r"[;:.]|, |\b(?:but|and then|so)\b", line) if stems(part) & wanted]
    lacking = re.compile(
        rf"\b(?:{_NO}|needs?|needed|lacks?|lacking|refus\w+|wants?|wanted|short of|should|instead of|missing"
        rf"|waiting for|too few)\b",
        re.I,
    )
    return all(lacking.search(part) for part in clauses)
