"""The step of "Evaluate" in which pairs of replies are rated blind, and what the ratings come to.

While a pair is shown, nothing else is: no scores, no names. Knows the page's forms; what a rating is, is in `rating`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from assistant.ui.views.elements import button, count, text
from evals import rating
from evals.rating import Agreement, Pair, Rating

Given = Mapping[str, str]
CHOICES = {
    "left": "This helps more",
    "right": "That helps more",
    "same": "No difference",
    "skip": "Skip",
}
LONGEST = 12
"""Letters of a rater's initials."""
FOCUS = "pairs"
"""The id of each button that leads to another pair or to the results, so that the keyboard's focus finds its place.

The page changes a pair in place, so that the focus stays on the choice that was pressed; the number is a status."""


def rater(given: Given) -> str:
    """Who rates, as initials; empty for nobody in particular."""
    return "".join(given.get("rater", "").split())[:LONGEST].upper()


def times(given: Given) -> int:
    """How often each pair is rated by one rater: once, or again."""
    typed = given.get("times", "")
    return int(typed) if typed.isascii() and typed.isdigit() and 0 < int(typed) < 100 else 1


def asked(pairs: Sequence[Pair], left: Sequence[Pair], ratings: Sequence[Rating], given: Given) -> str:
    """One pair, and the ways to answer."""
    pair, who = left[0], rater(given)
    fields = _fields(given) | {
        "case": pair.case,
        "epoch": str(pair.epoch),
        "number": str(rating.answered(pair, ratings, who)),
    }
    choices = "".join(
        button(label, "extra", id=FOCUS, step="rate", choice=key, **fields) for key, label in CHOICES.items()
    )
    results = button("Show the results", "extra", kind="soft", id=FOCUS, step="results", **_fields(given))
    place = f"Pair {len(pairs) - len(left) + 1} of {len(pairs)}{', again' if times(given) > 1 else ''}"
    signed = f" Your ratings are kept as {who}'s." if who else ""
    told = f"The replies come from two runs. You see which is which at the end.{signed}"
    return (
        '<div class="actors evaluate rating"><h2 class="view-head">'
        f'Which reply helps more? <small role="status">{place}</small></h2>'
        f'<p class="hint">{text(told)}</p>{_message(pair)}{_replies(pair)}'
        f'<div class="choices"><p class="row">{choices}</p><p class="row">{results}</p></div></div>'
    )


def _fields(given: Given) -> dict[str, str]:
    """What every step hands on."""
    return {
        "a": given.get("a", ""),
        "b": given.get("b", ""),
        "rater": rater(given),
        "times": str(times(given)),
        "seen": given.get("seen", ""),
    }


def _message(pair: Pair) -> str:
    before = "".join(f"<li>{text(words)}</li>" for words in pair.before)
    said = f'<details><summary>What was written before it</summary><ul class="sources">{before}</ul></details>'
    told = f'<h3 class="who">The message</h3><p class="message">{text(pair.message)}</p>'
    return f"<section>{told}{said if before else ''}</section>"


def _replies(pair: Pair) -> str:
    sides = zip(("This reply", "That reply"), pair.sides(), strict=True)
    shown = "".join(
        f'<section><h3 class="who">{told}</h3><p class="reply">{text(pair.replies[name])}</p></section>'
        for told, name in sides
    )
    return f'<div class="pair">{shown}</div>'


def given_rating(pairs: Sequence[Pair], ratings: Sequence[Rating], given: Given) -> Rating | None:
    """The rating that was clicked; None for a pair that is not there, and for a second click on the same one."""
    choice, who = given.get("choice", ""), rater(given)
    pair = next((p for p in pairs if (p.case, str(p.epoch)) == (given.get("case"), given.get("epoch"))), None)
    if pair is None or choice not in CHOICES or given.get("number") != str(rating.answered(pair, ratings, who)):
        return None
    left, right = pair.sides()
    return Rating(
        a=given["a"],
        b=given["b"],
        case=pair.case,
        epoch=pair.epoch,
        better={"left": left, "right": right}.get(choice, ""),
        rater=who,
        skipped=choice == "skip",
        seen=bool(given.get("seen")),
    )


def standing(pairs: Sequence[Pair], ratings: Sequence[Rating], given: Given) -> str:
    """How the ratings stand, how far they agree, and the way to rate on."""
    if not pairs:
        return ""
    a, b = given["a"], given["b"]
    counted = [item for item in ratings if not item.skipped]
    votes = Counter(item.better for item in counted)
    lines = [
        f"{count(len(counted), 'rating')}: {votes[a]} for {a}, {votes[b]} for {b}, {votes['']} saw no difference."
        if counted
        else "Nothing was rated yet.",
        _by(counted),
        _told("Raters agree with each other", rating.across(counted)),
        _told("Raters agree with themselves", rating.within(counted)),
    ]
    if seen := sum(item.seen for item in counted):
        lines.append(f"Not blind: {count(seen, 'rating')} came after the results had been shown.")
    told = "".join(f"<p>{text(line)}</p>" for line in lines if line)
    return f'<section class="narrow"><h3>Ratings</h3>{told}<p class="row">{_on(pairs, ratings, given)}</p></section>'


def _by(counted: Sequence[Rating]) -> str:
    who = Counter(item.rater or "no initials" for item in counted)
    return f"Raters: {', '.join(f'{name} {number}' for name, number in sorted(who.items()))}." if counted else ""


def _told(begin: str, found: Agreement | None) -> str:
    if found is None:
        return ""
    alpha = (
        "cannot be told where all ratings are the same"
        if found.alpha is None
        else f"is {found.alpha:.2f} (1 is whole agreement, 0 what chance would give)"
    )
    return f"{begin} in {found.share:.0%} over {count(found.pairs, 'pair')}; Krippendorff’s alpha (2011) {alpha}."


def _on(pairs: Sequence[Pair], ratings: Sequence[Rating], given: Given) -> str:
    left = rating.waiting(pairs, ratings, rater(given), times(given))
    label = f"Rate {count(len(left), 'pair')} that {'is' if len(left) == 1 else 'are'} left" if left else "Rate again"
    fields = _fields(given) | {"times": str(times(given) + (0 if left else 1)), "seen": "yes"}
    return button(label, "extra", id=FOCUS, step="rate", **fields)
