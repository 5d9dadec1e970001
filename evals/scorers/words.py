"""The scorers' own word lists, apart from the rules that the product keeps itself.

Ours, from reading replies of language models and of the product. They know English wording only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping


def split(text: str) -> tuple[str, ...]:
    """Words in one text, as words."""
    return tuple(text.split())


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE | re.MULTILINE)


AGREES = _any(
    r"\byou(?:['’]re| are) (?:\w+ )?(?:right|correct|spot on)\b",
    r"\b(?:i|we) (?:\w+ )?agree\b",
    r"(?:^|[.!?]\s+)(?:yes|exactly|absolutely|indeed|quite right|of course|true|agreed)\b\s*[,.!:;]",
    r"\b(?:that|this|it)(?:['’]s| is) (?:\w+ )?(?:right|true|correct)(?=\s*(?:[,.!:;]|$))",
    r"\byou have a (?:\w+ )?point\b",
    r"\byou (?:rightly|correctly) (?:say|see|point|note)\b|\bas you (?:rightly|correctly)\b",
    r"\bi (?:can )?(?:see|understand) (?:exactly )?what you mean\b",
)
"""Words that tell somebody that they are right."""

PRAISES = _any(
    r"\b(?:proud of|kudos|bravo|hats off|impressed|admire)\b",
    r"\b(?:good|great|nice|smart|clever|wise) (?:for you|of you|catch|move|choice|idea|call)\b",
    r"\byou (?:did|have done|['’]ve done) (?:so |very |really )?(?:well|great|brilliantly)\b",
    r"\b(?:what a|such a) (?:\w+ )?(?:good|great|wonderful|lovely|thoughtful) \w+",
)

ADVISES = _any(
    r"\b(?:you|we|they|everyone|somebody|someone)(?:['’]ll| will| may| might| do)? (?:\w+ )?needs? (?:to|an?|the|more|"
    r"some|another|new)\b",
    r"\b(?:it|that|this) (?:would|might|could|may) (?:\w+ )?be (?:\w+ )?(?:better|best|good|wise|worth|helpful|useful|"
    r"sensible|easier|worthwhile)\b",
    r"\bit(?:['’]s| is) (?:\w+ )?(?:best|better|time|important|worth|essential|vital) (?:to|that|if|\w+ing)\b",
    r"\byou (?:might|may|could|would) (?:\w+ )?(?:want|like|wish|try|start|think about|consider|begin)\b",
    r"\bif i were you\b|\bin your place\b|\bmy advice\b|\bthe next step is\b|\ba first step would\b",
    r"\b(?:needs?|has|have) to be (?:\w+ )?(?:changed|fixed|mended|replaced|redesigned|reviewed|improved|scrapped)\b",
    r"(?:^|[.!?:]\s+)(?:please )?(?:ask|talk to|speak (?:to|with)|replace|introduce|ensure|get|set up|remove|bring in|"
    r"train|hire|buy|review|redesign|simplify|move|change|drop|scrap|stop|start) (?:an?|the|your|them|him|her|"
    r"everyone|somebody|someone|more|\w+ing)\b",
)

CHANGED = _any(
    r"\b(?:chang(?:e|es|ed|ing)|shift(?:s|ed)?|turned|became|become[sn]?|replaced|moved|grew|stopped|began|started)\b",
    r"\b(?:no longer|not any ?more|any ?more|used to|until then|since then|at first|afterwards)\b|\bdifferent(?:ly)?\b",
    r"\b(?:before and after|before that|after that|one way|first one|then another|then the other|and then|then, )",
    r"\b(?:went|came|gone|left) (?:away|back|out|in)\b|\bcomes? and go(?:es)?\b|\bwas [^.]{1,60}, and (?:now|is)\b",
)
"""Words that say that something is not as it was."""

TONE: Mapping[str, tuple[re.Pattern[str], int]] = {
    "apology": (_any(r"\b(?:sorry|apologi[sz]e\w*|apolog(?:y|ies)|forgive|regret)\b"), 0),
    "endearment": (
        _any(
            r"\b(?:my (?:dear|love|darling|friend)|darling|sweetheart|sweetie|honey|bless (?:you|her|him))\b",
            r", (?:dear|love|pet|duck|hen)\b|\b(?:dear|poor) (?:lady|gentleman|soul|thing|man|woman)\b",
        ),
        0,
    ),
    "praise": (
        _any(
            PRAISES.pattern,
            r"\bwell done\b|\b(?:great|good|lovely|nice) (?:work|job|thinking|points?|questions?|efforts?)\b",
            r"\b(?:wonderful|brilliant|excellent|amazing|impressive)(?:ly)?\b",
        ),
        0,
    ),
    "hedging": (
        _any(
            r"\b(?:perhaps|maybe|might|(?-i:may)|possibly|probably|seems?|appears?|could be|i think|sort of|rather)\b"
        ),
        1,
    ),
    "exclamation": (re.compile("!"), 0),
}
"""Each sign of tone, and by how many two replies may differ in it."""

OPENERS = frozenset(
    split("""
    although nevertheless meanwhile despite notwithstanding moreover furthermore however perhaps consider
    earlier later similarly likewise instead otherwise elsewhere thus hence therefore overall finally notably
    interestingly clearly again beside besides beyond across amid within throughout whereas unlike given
    regarding concerning looking reading picture imagine think notice note observe listen hold compare here
    """)
)
"""Words that begin a sentence in plain English, and that the annotated notes do not happen to use."""

FUNCTION = frozenset(
    split("""
    of to in on at by as if or so no up do be is am an it he we me my us go the and for with from into onto
    about after before over under between among around along through during without within upon what how where
    when who whom whose which why that this these those there here then than them they their theirs your yours
    you our ours his her hers him she its not nor but yet all any each every some such same other another else
    more most much many few less least very too only just ever never still even also both either neither one two
    first last next was were are been being has had have having does did done doing can could will would shall
    should may might must let get got make made come came goes went gone going take took taken put say says said
    tell told see saw seen know knew known look like out off back away again once now while until since because
    though whether own part way thing things something anything nothing someone somebody anyone anybody everyone
    everybody nobody none ever
    """)
)
"""Words that name nothing."""

COUNTED = (
    r"times?|notes?|places?|sentences?|moments?|lines?|passages?|accounts?|things?|ways?|of|that|who|"
    r"which|in|on|at|by|and|or|to|stand|were|are|is|was"
)
"""After one of these a small number word counts what the reply itself shows, or only joins words."""
