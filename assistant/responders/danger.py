"""Whether a text speaks of danger to someone, so that the reply points to those whose work that is.

Knows words and the figures of speech they stand in. It assesses nothing: it finds what was written.
"""

from __future__ import annotations

import re
from typing import Literal

Danger = Literal["someone", "self"]

_FIGURES = re.compile(
    r"\b(?:"
    r"kill(?:s|ed|ing)? (?:time|two birds|the (?:mood|pilot|idea|project|scheme|bill|engine|lights?|signal|music))"
    r"|(?:is|was|are|were|will be|['’]s|nearly|almost)?\s?(?:absolutely |slowly )?killing (?:us|me|them|it"
    r"|the team|staff)"
    r"|(?:system|form|forms|paperwork|portal|printer|stairs|rota|targets?|commute|heat|budget|cuts?|wait|parking) "
    r"(?:is |are |was |were |will )?(?:slowly |absolutely )?kill(?:s|ing|ed)?(?: \w+)?"
    r"|(?:my|his|her|their|our) (?:feet|back|knees?|head|legs?) (?:is|are|was|were) killing"
    r"|(?:laughed|bored|scared|worried|tired|sick|loved?|starved|flogged|talked) to death|dead(?:line|lock| end"
    r"| battery| line)"
    r"|suicid(?:e|al) (?:mission|awareness training|prevention (?:strategy|training|plan|poster|week))"
    r"|political suicide"
    r"|career suicide|kill switch|died (?:of embarrassment|a death|on us)|battery (?:died|was dead)"
    r"|(?:abus(?:e|ed|ing|es)|misus\w+) (?:of )?(?:the |our )?(?:system|process|parking|blue badge|badge|trust"
    r"|printer|"
    r"policy|policies|rules?|position|statistics|language|word)"
    r"|(?:drug|alcohol|substance|solvent) (?:and alcohol )?(?:abuse|misuse) (?:team|services?|worker|strategy|unit"
    r"|lead|charity|clinic)"
    r"|domestic abuse (?:team|services?|worker|strategy|lead|charity|hub|policy|training|leaflet|poster|form"
    r"|advocates?)"
    r"|(?:neglected|neglecting) (?:to|the (?:garden|paperwork|filing|website|form|question|data|building|plants?))"
    r"|(?:garden|website|building|plants?|paperwork|noticeboard) (?:was|were|is|are|looks?|looked) (?:\w+ )?neglected"
    r"|assault course|assault on (?:the )?(?:senses|budget|service)|threat(?:en|ens|ened|ening) to (?:close|rain|cut|"
    r"pull|move|resign|walk out|derail|withdraw)"
    r"|beat(?:s|en)? (?:me|us|them|by the \w+)(?! up)|(?:overdose|overdosed|overdosing) (?:on|of) (?:meetings"
    r"|e-?mails?|coffee|"
    r"acronyms|biscuits|data|forms|tea|cake|slides)|beat(?:s|en|ing)? (?:the|a|our) (?:clock|target|queue|traffic"
    r"|deadline|"
    r"record|drum|bounds)|beaten up (?:old |van|car|sofa|chair|laptop)|violent(?:ly)? (?:agree|disagree|storm"
    r"|colou?rs?)"
    r"|(?:shot|shoot|shooting) (?:ourselves|myself|themselves|himself|herself|yourself) in the foot"
    r"|cut(?:ting)? (?:myself|ourselves|himself|herself|themselves) (?:some slack|off|short|a slice)"
    r"|end(?:ing)? it all (?:by|on|with) (?:\w+day|lunch|\d)"
    r")\b",
    re.IGNORECASE,
)
_SELF = re.compile(
    r"\b(?:i|i['’](?:m|ve|d)|me)\b[^.!?\n]{0,30}\b(?:"
    r"(?:want|wanted|going|plan|planning|thought of|thinking of|thinking about|feel like) (?:to )?"
    r"(?:kill(?:ing)? myself|end(?:ing)? (?:my life|it all)|die|dying|hurt(?:ing)? myself|harm(?:ing)? myself)"
    r"|(?:kill|hurt|harm)(?:ed|ing)? myself|(?:don['’]t|do not) want to (?:live|be alive|be here any ?more|wake up)"
    r"|cut(?:ting)? myself(?! some| off| short| a)|took an overdose|taken an overdose|(?:am|['’]m|feel|feeling"
    r"|been) suicidal)\b"
    r"|\b(?:better off (?:dead|without me)|no reason to (?:live|go on living))\b",
    re.IGNORECASE,
)
_PERSON = (
    r"(?:him|her|them|me|us|you|someone|somebody|anyone|anybody|(?:his|her|their|my|the|a|our|an) "
    r"(?:\w+ )?(?:wife|husband|partner|mother|mum|mam|father|dad|son|daughter|child|children|kids?|baby|boy|girl"
    r"|sister|"
    r"brother|gran|nan|grandson|granddaughter|nephew|niece|carer|resident|patient|client|tenant|nurse|neighbour"
    r"|staff|"
    r"worker|woman|man|lady|driver)|children|kids|residents|patients|staff|(?:Mr|Mrs|Ms|Miss|Dr) [A-Z][\w'’-]*)"
)
_SOMEONE = re.compile(
    r"\b(?:"
    r"suicid\w*|(?:kill(?:ed|ing)?|hang(?:ed|ing)?|hung|drown(?:ed|ing)?) (?:him|her|them|my|your)sel(?:f|ves)"
    r"|tak(?:e|es|en|ing) (?:his|her|their|your|my) own li(?:fe|ves)|took (?:his|her|their) own li(?:fe|ves)"
    r"|(?:end|ended|ending) (?:his|her|their) (?:own )?li(?:fe|ves)|(?:wants?|wanted|wish(?:es|ed)?) to (?:die"
    r"|be dead|end it(?: all)?)"
    r"|(?:doesn['’]t|didn['’]t|does not|did not|don['’]t|do not|no longer wants?) (?:want )?to (?:live|be alive"
    r"|be here any ?more|wake up)"
    r"|wish(?:es|ed) (?:he|she|they) (?:was|were|had been) dead|better off dead|kill me\b"
    r"|self[- ]?harm\w*|(?:hurt|hurts|hurting|harm|harms|harmed|harming|cut|cuts|cutting|starv\w+) (?:him|her"
    r"|them)sel(?:f|ves)"
    r"|overdos\w+|\bod['’]?d on\b"
    r"|(?:domestic|sexual|physical|emotional|financial|child|elder|racial|verbal) (?:abuse|violence|exploitation"
    r"|assault)"
    r"|abus(?:e|ed|es|ing|ive)|abuser|coercive control|grooming|groomed by|trafficked|modern slavery"
    r"|forced marriage|fgm"
    r"|rap(?:ed|ist)|sexually assault\w*|molest\w*|indecent\w*|assault(?:ed|s|ing)?"
    r"|violen(?:t|ce)(?:ly)?|stabb(?:ed|ing)|strangl\w+|chok(?:ed|es|ing) (?:her|him|them|me)|at knifepoint"
    r"|with a (?:knife|machete|gun)"
    rf"|(?:hit|hits|hitting|punch(?:ed|es)?|slap(?:s|ped)?|kick(?:s|ed)?|beat(?:s|en|ing)?(?: up)?|shov(?:es?|ed)|"
    rf"thump(?:s|ed)?|bit|burn(?:s|ed|t)?|smack(?:s|ed)?|shak(?:es|en|ing)|shook|threaten(?:s|ed|ing)?|kill(?:s|ed"
    rf"|ing)?|"
    rf"hurt(?:s|ing)?|harm(?:s|ed|ing)?|lock(?:s|ed)? up|stalk(?:s|ed|ing)?) {_PERSON}\b(?! (?:own )?(?:target"
    rf"|stride|form|door|emails?))"
    r"|(?:hit|beaten|punched|kicked|slapped|threatened|hurt|bruised|scalded) by (?:his|her|their|the|a|my) \w+"
    r"|(?:bruis(?:es|ing|ed)|black eye|burn marks?|finger ?marks?) (?:on|to|round|around|all over|down) (?:his|her"
    r"|their|the) (?:\w+ )?"
    r"(?:arms?|wrists?|neck|face|back|thighs?|legs?|body|cheek|throat|eye)"
    r"|self[- ]?neglect\w*|neglect(?:ed|ful|ing)?|(?:left|found) (?:\w+ )?(?:lying )?in (?:his|her|their"
    r"|its) own (?:urine|faeces|waste|mess)"
    r"|left (?:alone )?(?:without|with no) (?:food|water|heating|care)|malnourish\w*|starving (?:him|her|them)"
    r"|(?:child|children|baby|toddler|kids?|boy|girl|he|she|they) (?:\w+ ){0,3}?(?:at risk(?! of fall| register"
    r"| assessment)|in danger|not safe|unsafe|unprotected)"
    r"|(?:isn['’]t|not|never|don['’]t feel|doesn['’]t feel|didn['’]t feel) safe (?:at home|with (?:him|her|them)"
    r"|there alone|in (?:his|her|their) (?:own )?(?:home|house|flat))"
    r"|(?:afraid|scared|frightened|terrified) of (?:him|her husband|his wife|her (?:partner|son|father|boyfriend"
    r"|brother|ex)|"
    r"his (?:partner|son|father|brother|carer)|the carer|her carer|their (?:father|dad|mother|mum|stepfather))"
    r"|(?:child protection|safeguarding) (?:concern|alert|referral|enquiry|disclosure) (?:about|for|on|raised)"
    r"|disclosed (?:that|abuse|to me|he|she|they)|in immediate danger|life (?:is )?in danger|going to hurt (?:him"
    r"|her|them|some)\w*"
    r"|missing from (?:home|care)|exploit(?:ed|ing) by|cuckoo(?:ed|ing)"
    r")\b",
    re.IGNORECASE,
)
_TALK_OF_WORDS = re.compile(
    r"\b(?:safeguarding|abuse|neglect|self[- ]?neglect|violence|suicide|self[- ]?harm|overdose)\s+(?:form|forms"
    r"|box|boxes|tick[- ]?box(?:es)?|"
    r"drop[- ]?down|categor(?:y|ies)|leaflets?|posters?|training|polic(?:y|ies)|procedures?|lead|leads|team|week"
    r"|board|thresholds?|column|"
    r"codes?|template|section|field|e-?learning|course|module|audit|statistics|figures|strategy|prevention"
    r"|helpline|hotline|line)\b"
    r"|\b(?:ticks?|ticked|box for|category of|heading|label|labelled|word|words|question about|column for) [\"“'‘]?"
    r"(?:self[- ]?neglect|neglect|abuse|violence|self[- ]?harm|suicide)\b"
    r"|\bno (?:\w+ )?(?:abuse|neglect|violence|self[- ]?harm|overdoses?)\b(?! (?:report|referral))",
    re.IGNORECASE,
)


def danger(text: str) -> Danger | None:
    """Say whether a text speaks of danger to someone.

    Args:
        text: A message, or a passage that a reply quotes.

    Returns:
        "self" where the writer may be speaking of harm to themselves, "someone" for anyone else, None for neither.
    """
    plain = _FIGURES.sub(" ", text)
    if _SELF.search(plain):
        return "self"
    plain = _TALK_OF_WORDS.sub(" ", plain)
    return "someone" if _SOMEONE.search(plain) else None
