"""What a message asks for, by its wording alone. Does not know the notes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.responders.wording import words

Ask = Literal[
    "recall",
    "another",
    "stay",
    "now-what",
    "done",
    "greeting",
    "thanks",
    "empty",
    "about",
    "unwritten",
    "question",
    "feeling",
    "tell",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """What is asked, and what after."""

    ask: Ask
    topic: str = ""
    """What is to be found in the notes, in the message's own words; for "recall" only."""


_NOTHING = words("""
    ok okay k yes yeah yep yup no nope nah hm hmm hmmm mm right sure fine maybe dunno and so well go on
    continue ready test please cool idk start begin good really what huh
""")
_Row = tuple[Ask, int, str]
_ROWS: tuple[_Row, ...] = (
    (
        "another",
        14,
        r"^(?:please )?(?:skip|next|pass|move on|change)\b(?! (?:week|month|year|day|time|step|of|the|door|to"
        r"|meeting))|\banother (?:way|lens|question|angle|one|look|view)\b"
        r"|\b(?:different|new|other) (?:question|lens|angle|way of looking)\b|^something else\b"
        r"|\b(?:not that one|ask me something else|let['’]?s move on)\b",
    ),
    (
        "stay",
        14,
        r"^(?:stay with (?:this|that|it)|(?:say|tell me) more|more (?:about|on|of) (?:this|that|it)|go deeper"
        r"|keep going|more please|more)\b|\b(?:stay (?:with|on) (?:this|that|it))\b",
    ),
    (
        "unwritten",
        25,
        r"\bwhat (?:have i|am i|did i|have we|are we|did we) (?:miss|leav|left|not)\w*|\bwhat(?:['’]s"
        r"| is) (?:missing|not (?:in|there)|left out)|\bwho(?:['’]s| is) (?:missing|not (?:in|there)|left out)",
    ),
    (
        "now-what",
        25,
        r"\b(?:so )?what (?:now|next)\b|\bwhat (?:should|can|could|do|would|must|shall) (?:i|we|you) (?:do|try"
        r"|change|say|suggest|recommend|advise)\b|\bnext steps?\b|\bany (?:advice|suggestions|tips)\b"
        r"|\bwhat do you (?:suggest|recommend|advise)\b|\bwhere do (?:i|we) go from here\b"
        r"|\bhow (?:should|can|do|could) (?:i|we) (?:fix|solve|improve|change|handle|deal)\b"
        r"|\b(?:tell|advise) me what to do\b",
    ),
    (
        "done",
        14,
        r"\b(?:i think )?(?:i['’]?m|i am|we['’]?re|we are) (?:done|finished)\b|\b(?:that['’]?s enough"
        r"|wrap (?:this |it )?up|finish here|end here|stop here|let['’]?s (?:stop|finish|end|close)|i (?:need"
        r"|have) to (?:go|stop))\b",
    ),
    (
        "about",
        14,
        r"\b(?:who|what) are you\b|\bare you (?:an? )?(?:ai|bot|robot|human|person|real|chatgpt|llm)\b"
        r"|\bhow (?:does this|do you) work\b|^help\b|\bwhat (?:can|do) you do\b|\bis this (?:an? )?(?:ai|chatbot)\b",
    ),
    (
        "thanks",
        12,
        r"^(?:ok(?:ay)?,? |great,? |right,? )?(?:many )?(?:thank(?:s| you)|ta|cheers|bye|goodbye|good ?night"
        r"|see you|that['’]?s all|that is all)\b",
    ),
    ("greeting", 7, r"^(?:hi|hello|hey|hiya|howdy|morning|good (?:morning|afternoon|evening)|greetings)\b"),
)
_ASKS = tuple((ask, most, re.compile(pattern, re.IGNORECASE)) for ask, most, pattern in _ROWS)
_RECALL = re.compile(
    r"^(?:(?:please|can you|could you|ok|so),? )*(?:"
    r"what (?:did|have|do|does|had) (?:i|we|my notes?|the notes?|our notes?|it|they) (?:write|written|wrote|say"
    r"|said|note|noted|put|record(?:ed)?|have|got|mention(?:ed)?|tell)(?: down| me| us)?(?: about| on| of| for"
    r"| regarding)?"
    r"|where (?:do|does|did|is|are|have|has|was|were) (?P<mid>.+?) (?:come up|comes up|came up|appear(?:s|ed)?"
    r"|mentioned|turn(?:s|ed)? up|stand|named|occur)"
    r"|(?:did|do|have|has|does) (?:i|we|my notes?|the notes?) (?:ever )?(?:mention(?:ed)?|write|written|say|said"
    r"|note|noted)(?: anything)?(?: about| on| of)?"
    r"|(?:remind me|look up|look for|find|search for|search|show me|quote|list|bring up)(?: me)?(?: (?:what|where"
    r"|when|who|how) (?:i|we|the notes?|my notes?) (?:wrote|said|say|put|noted|write))?(?: (?:of|about|for|on))?"
    r"|who (?:said|says|told|wrote|asked|mentioned)|when (?:did|was|were|does)|which notes? (?:mention|has|have"
    r"|say|speak|talk)\w*(?: about| of)?"
    r"|is there (?:anything|something) (?:in (?:my|the) notes )?(?:about|on)|how (?:often|many times) (?:do|does"
    r"|did|is|are)"
    r")\b\s*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_LEADING = re.compile(
    r"^(?:(?:i|we|it|they|he|she|me|that|the notes?|my notes?|first|last|about|on|of|for|if|anything|what|where"
    r"|when|who|happened|say|said|saying|write|mention) )+(?=\S)",
    re.I,
)
_TRAILING = re.compile(
    r"(?: (?:in|from) (?:my|the|our|these) notes?| come(?:s)? up| came up| (?:is|are|was|were)? ?mentioned| please"
    r"| again| appear(?:s)?)+$",
    re.I,
)
_FEELING = re.compile(
    r"\b(?:i|we)(?:['’]m| am| feel| felt| was| were|['’]re| are|['’]ve been| have been) (?:\w+ )?(?:so |really "
    r"|very |just |a bit |quite |absolutely )*"
    r"(?:awful|terrible|exhausted|tired|drained|upset|sad|ashamed|guilty|angry|furious|frustrated|anxious|worried"
    r"|scared|lost|stuck|overwhelmed|useless|"
    r"helpless|low|burnt out|at a loss|embarrassed|hurt|lonely|like (?:a|i|we) \w+|worn out|fed up|in tears|crying"
    r"|rubbish|sick of)\b",
    re.I,
)
_MOST_RECALL = 30
_MOST_TOPIC = 60


def intent(message: str) -> Intent:
    """Say what a message asks for; "tell" where it tells something."""
    text = " ".join(message.replace("’", "'").split()).strip(" -–—")
    words = re.findall(r"[^\W\d_]+", text.lower())
    if not words or (len(words) <= 4 and all(word in _NOTHING for word in words)):
        return Intent(ask="empty")
    for ask, most, pattern in _ASKS:
        if len(words) <= most and pattern.search(text):
            return Intent(ask=ask)
    if topic := _recalled(text, len(words)):
        return Intent(ask="recall", topic=topic)
    if _FEELING.search(text):
        return Intent(ask="feeling")
    return Intent(ask="question" if text.endswith("?") and len(words) <= _MOST_RECALL else "tell")


def _recalled(text: str, words: int) -> str:
    found = _RECALL.match(text) if words <= _MOST_RECALL else None
    if not found:
        return ""
    topic = (found.group("mid") or found.group("rest") or "").strip()
    if re.match(r"(?:when|who)\b", text, re.I) and not text.endswith("?"):
        return ""
    topic = re.split(r"[?!\n]", topic)[0].strip(" .,:;\"'“”‘")
    topic = _TRAILING.sub("", _LEADING.sub("", topic)).strip(" .,")
    return topic[:_MOST_TOPIC].strip() if any(x.isalnum() for x in topic) else ""
