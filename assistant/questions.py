"""What keeps a question from being a good reflective question, as pure text rules.

Holds for the question bank and for a language model's own wording alike. Knows English wording only: it does not
know the notes, so it cannot tell whether a question presupposes something that they do not say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MAX_WORDS = 30

_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")
_PREPOSITIONS = (
    "about|after|against|among|around|at|before|behind|between|by|during|for|from|in|into|of|on|out of|over|since|"
    "through|to|towards|under|until|up to|upon|with|within|without"
)
_OPENING = re.compile(
    rf"^(?:(?:what|how|where|when|who|whom|whose|which)(?:['’](?:s|d|re|ll))?(?=[\s,])"
    rf"|(?:{_PREPOSITIONS}) (?:what|whom|whose|which|where|when|how)\b)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<![A-Z.])(?<!\b[A-Z])(?<!Mr)(?<!Ms)(?<!Dr)(?<!St)(?<!Mrs)(?<!Prof)[.!]\s+[A-Z]")

_ADVICE = (
    r"\bshould(?:n['’]t)?\b",
    r"\bought(?:n['’]t)?\b",
    r"\bhave you (?:ever |also )?(?:considered|thought|tried|looked into|explored|asked)\b",
    r"\bdid you (?:ever |not )?(?:consider|think (?:of|about)|try \w+ing)\b",
    r"\b(?:you|we|they)(?: really)? must\b",
    r"\b(?:had|['’]d) better\b",
    r"\bwhy (?:not|don['’]t you)\b",
    r"^how about\b",
    r"^what about \w+ing\b",
    r"^what if\b",
    r"\bwould(?:n['’]t)? it (?:not )?(?:help|be (?:better|best|good|helpful|useful|wise|worth))\b",
    r"\b(?:i|we)(?:['’]d| would)? (?:suggest|recommend|advise|propose)\b",
    r"\b(?:make sure|be sure to|remember to|don['’]t forget|you need to|you(?:['’]ll| will) want to)\b",
    r"\b(?:consider|try) \w+ing\b",
    r"\bhow (?:can|could|might|will|would) (?:you|we) (?:\w+ )?"
    r"(?:improve|fix|ensure|prevent|avoid|persuade|encourage)\b",
    r"\b(?:a|the) (?:better|best|right|correct) (?:way|approach|solution|answer)\b",
)
_WHY = (
    r"\bwhy\b",
    r"\bhow come\b",
    r"\bfor what reason\b",
    r"\bwhat (?:was|is|were|are) (?:your|their|her|his) reasons?\b",
    r"\bwhat (?:on earth|possessed)\b",
)
_PRAISE = (
    r"\bwell done\b",
    r"\bcongratulat\w+",
    r"\b(?:wonderful|fantastic|brilliant|amazing|impressive|excellent|remarkable|admirable|inspiring)(?:ly)?\b",
    r"\b(?:great|good|nice|superb|lovely|strong|thoughtful|insightful) "
    r"(?:work|job|reflections?|questions?|points?|insights?|thinking|effort|progress|example)\b",
    r"\bso (?:well|skilfully|sensitively|thoughtfully|wisely|bravely)\b",
    r"\byou (?:so )?(?:skilfully|sensitively|thoughtfully|wisely|bravely|beautifully)\b",
    r"\byou (?:can|must|may) be proud\b",
)
_BLAME = (
    r"\b(?:to blame|at fault|whose fault|culprits?|careless(?:ly|ness)?|negligen\w+|guilty)\b",
    r"\byour (?:own )?(?:fault|mistakes?|failures?|failings?|errors?|blind spots?|neglect)\b",
    r"\byou (?:\w+ )?(?:failed|neglected|ignored|overlooked)\b",
    r"\b(?:did|do|have|might|could|may) you (?:have )?(?:fail|neglect|ignore|overlook|forget|miss)(?:ed|t|ten)? ?\b"
    r"(?= to\b|ed\b|\?|\s*$)",
    r"\b(?:did|do|might|could|may) you (?:have )?(?:neglect|ignor|overlook)\w*",
    r"\byou (?:might |may |could |must )?have (?:missed|overlooked|ignored|failed|forgotten)\b",
    r"\bwho (?:was|is|were|are) responsible for (?:the |this |that )?(?:failure|error|mistake|delay|mess)\b",
    r"\bwho (?:failed|got it wrong|messed)\b",
    r"\b(?:you|they) (?:got|did) (?:it|this|that) wrong\b",
)
_LEADING = (
    r"\b(?:do|did)n['’]t you (?:think|agree|feel|find|see|believe|want)\b",
    r"\b(?:would|is|was|could|are|were|has|have|had|does)n['’]t (?:it|that|this|there|you|they)\b",
    r"\b(?:do|would) you (?:not )?(?:agree|admit|accept)\b",
    r"\b(?:surely|obviously|of course|needless to say|as we all know|everyone knows)\b",
    r", (?:right|no|yes|correct|eh)\?$",
    r", \w+(?:n['’]t)? (?:it|you|they|we|he|she|there)\?$",
)
_THEORY = (
    r"\b(?:assemblages?|rhizom\w+|(?:de|re)?territorial\w+|actants?|ontolog\w+|epistem\w+|(?:socio)?materialit\w+|"
    r"posthuman\w*|intra-acti\w+|affordances?|lines? of flight|problemati[sz]\w+|dis/value)\b",
)
_RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (label, re.compile("|".join(patterns), re.IGNORECASE))
    for label, patterns in (
        ("gives advice", _ADVICE),
        ("asks why someone did something", _WHY),
        ("praises", _PRAISE),
        ("blames", _BLAME),
        ("leads", _LEADING),
        ("uses a theory word", _THEORY),
    )
)

_SUBJECT = r"(?:the|this|that|these|those|your|our|its|their|a|an) (?:[\w'’-]+ ){0,3}?"
_MOTIVE = re.compile(
    rf"\b(?:(?:do|does|did|would|could|might|can|will) )?{_SUBJECT}(?P<head>[\w-]+) (?:\w+ly |really |secretly )?"
    r"(?:(?:is |are |was |were )?(?:want|wish|hop|desir|intend|prefer|crav|lik|lov|hat|fear|believ)(?:e|es|s|ed|ing)?"
    r"|thinks?|(?:feels?|felt)(?! to\b| like\b)|cares?(?= about)"
    r"|(?:is |are |was |were )?trying|tr(?:y|ies|ied)(?= to))\b",
    re.IGNORECASE,
)
_VOICE = re.compile(
    r"\bif (?:the|this|that|these|those|your) (?:[\w-]+ ){0,3}?(?P<head>[\w-]+) could (?:speak|talk|think|feel)\b", re.I
)
_OWN = re.compile(
    r"\b(?:the|this|that|these|those|your) (?:[\w-]+ ){0,3}?(?P<head>[\w-]+?)(?:['’]s|s['’]) (?:own )?"
    r"(?:motive|intention|wish|desire|hope|feeling|agenda|mind)(?:e?s)?\b",
    re.IGNORECASE,
)
_NOT_VERBS = frozenset({"like", "likes", "hope", "hopes", "fear", "fears", "wish", "wishes", "desire", "hate"})


def _words(lines: str) -> frozenset[str]:
    return frozenset(lines.split())


_PEOPLE = _words("""
    adult agencies agency aide applicant assistant aunt baby board boy brother bureau chair charity chief child children
    clerk client clinic colleague commission committee company companies consultant council couple crew dad daughter
    department dentist director doctor everyone everybody executive families family father fellow friend girl governor
    government group guest hospital household husband inspectorate kid lad ladies lady lead locum man matron medic
    men midwife midwives minister ministry mother mum nan neighbour nobody nurse other organisation pair panel parent
    participant partner patient peer people person personnel police practice professional provider public pupil
    registrar relative rep resident secretary senior service side sister somebody someone son spouse staff student team
    temp tenant trust twin uncle union unit user volunteer ward who wife wives women youth
""")
_THINGS_IN_ER = _words("""
    answer banner binder boiler browser buffer buzzer calculator calendar chapter charger clicker computer container
    cooker cooler copier corner corridor counter cover cupboard cursor decor defibrillator detector dispenser door
    drawer elevator error factor filter floor folder footer freezer generator header heater hoover indicator inhaler
    killer ladder layer ledger letter lever locker marker meter mirror monitor mower newsletter newspaper number offer
    order pager paper pointer poster power printer projector radiator reader recorder register reminder router ruler
    scanner sensor server shower shutter slider sticker summer tannoy tender thermometer tier timer tracker transfer
    transponder tumbler visor voucher water weather winter
""")


def faults(question: str) -> tuple[str, ...]:
    """Say why this is not a good reflective question.

    Args:
        question: The question as it would be shown. Words in double quotation marks count as someone else's.

    Returns:
        One short plain phrase for each fault, in a fixed order; nothing when the question is good.
    """
    shown = " ".join(question.split())
    if not shown:
        return ("is empty",)
    own = _QUOTED.sub("that", shown)
    return (*_shape(shown, own), *_wording(own), *_motives(own))


def _shape(shown: str, own: str) -> Iterator[str]:
    if not _OPENING.match(own):
        yield "does not open with what, how, where, when, who or which"
    marks = own.count("?")
    if marks != 1:
        yield "has no question mark" if not marks else f"has {marks} question marks"
    elif not own.endswith(("?", "?)", "?*")):
        yield "goes on after its question mark"
    if _SENTENCE_END.search(own):
        yield "is more than one sentence"
    if len(shown.split()) > MAX_WORDS:
        yield f"over {MAX_WORDS} words"


def _wording(own: str) -> Iterator[str]:
    for label, pattern in _RULES:
        if found := pattern.search(own):
            yield f'{label}: "{found.group().strip(" ,?").lower()}"'


def _motives(own: str) -> Iterator[str]:
    for pattern in (_MOTIVE, _VOICE, _OWN):
        for found in pattern.finditer(own):
            if not _may_mean_people(found.group("head")) and not _is_noun_use(found):
                yield f'gives a thing a motive: "{found.group()}"'
                return


def _is_noun_use(found: re.Match[str]) -> bool:
    """Whether "like", "hope" and their kind stand where no verb can: "a room like this", "the nurse's hope"."""
    last = found.group().split()[-1].lower()
    asked = re.match(r"(?:do|does|did|would|could|might|can|will) ", found.group(), re.IGNORECASE)
    return last in _NOT_VERBS and not asked


def _may_mean_people(head: str) -> bool:
    """Whether the word may name a person, a group or an organisation."""
    if head[0].isupper():
        return True
    word = head.lower()
    single = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    if word in _PEOPLE or single in _PEOPLE:
        return True
    if single in _THINGS_IN_ER:
        return False
    return single.endswith(("er", "or", "ist", "ian", "man", "men", "woman", "women", "people", "person", "ee", "folk"))
