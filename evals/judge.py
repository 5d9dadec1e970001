"""A language model as one more judge of recorded replies, and how far its own word is to be trusted.

Each reply is judged several times, so that the judge's noise is known (Zheng and others 2023 on models as judges).
Never the only scorer: a gate that rests on it alone is refused (see `gate`). Knows records and any LangChain chat
model. Does not know engines.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, pvariance, variance

from langchain_core.language_models import BaseChatModel

from assistant import prompts
from assistant import settings as settings_of
from assistant.errors import NoticingError
from assistant.responders import connect, is_local, place
from evals.results import JUDGED, Record, read, rewrite
from evals.schema import HERE, CaseError

TIMES = 5
"""How often each reply is judged."""
GRADES = range(1, 6)
_GRADE = re.compile(r'"?grade"?\s*[:=]\s*"?([1-5])\b(?!\s*(?:\.\d|/|to\b|-))', re.IGNORECASE)
_WHY = re.compile(r'"why"\s*:\s*("(?:[^"\\]|\\.)*")')


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a judge said of one reply, once."""

    grade: int | None
    """From 1 to 5; None where its answer cannot be read as a grade."""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noise:
    """How a judge's grades spread; in grades."""

    replies: int
    """Replies with at least two grades."""
    within: float
    """Standard deviation over the same reply."""
    between: float
    """Standard deviation of the replies' mean grades."""
    agreement: float | None
    """The share of all spread that is between replies and not the judge's own, for one judgement; None where there is
    no spread. Source: intraclass correlation, one way, single (Shrout and Fleiss 1979)."""
    unread: int
    """Answers that were no grade."""


def verdict(answer: str) -> Verdict:
    """A judge's answer as a grade; what is no grade is never taken for one."""
    found = _GRADE.search(answer)
    why = _WHY.search(answer)
    return Verdict(grade=int(found[1]) if found else None, why=_text(why[1]) if why else "")


def _text(quoted: str) -> str:
    try:
        return " ".join(str(json.loads(quoted)).split())
    except ValueError:
        return ""


def prompt() -> prompts.Prompt:
    """What a judge is asked."""
    return prompts.load("judge", (HERE,))


def reach(judge: str, *, send_to: str = "") -> BaseChatModel:
    """The judge of a name: "provider:model" or "provider:model@address".

    Args:
        judge: As above.
        send_to: The host that the talks may be sent to, for a hosted judge.

    Raises:
        CaseError: the judge is hosted, and its host was not named.
    """
    given = settings_of.load()
    model, _, address = judge.partition("@")
    url = address or given.model_url
    if not is_local(model, url) and place(model, url) != send_to:
        host = place(model, url)
        raise CaseError(f"The talks would be sent to {host}, where the judge is. If they may be, add --send-to {host}")
    return connect(model, url=url, key=given.model_key.reveal(), timeout=given.model_timeout)


def judge(model: BaseChatModel, name: str, to: Path, *, times: int = TIMES) -> Iterator[tuple[int, int]]:
    """Judge every recorded reply of a file of results, and write the file anew after each.

    Args:
        model: The judge.
        name: Under which name it is kept.
        to: The file of results. Replies that this judge has judged so often with this prompt are left as they are.
        times: How often each reply is judged.

    Returns:
        After each reply, how many are done and how many there are.

    Raises:
        CaseError: the file cannot be read, or holds no reply; or the judge cannot be reached.
    """
    records = read(to)
    replies = [record for record in records if record.get("talk")]
    if not replies:
        raise CaseError(f"“{to}” holds no reply to judge.")
    asking = prompt()
    for done, record in enumerate(replies, 1):
        made_by = {"model": name, "prompt": asking.version, "times": times}
        kept = record.get("judge", {})
        if any(kept.get(key) != value for key, value in made_by.items()):
            last = record["talk"][-1]
            text = asking.fill(message=last["message"], reply=last["text"])
            given = [verdict(asked(model, text)) for _ in range(times)]
            record["judge"] = {**made_by, "grades": [item.grade for item in given]}
            record["scores"][JUDGED] = graded(given)
            rewrite(to, records)
        yield done, len(replies)


def asked(model: BaseChatModel, text: str) -> str:
    """The judge's answer to a filled prompt.

    Raises:
        CaseError: it cannot be reached.
    """
    try:
        return model.invoke(text).text
    except NoticingError:
        raise
    except Exception as error:  # each provider has errors of its own
        raise CaseError(
            f"The judge did not answer ({type(error).__name__}). "
            "Check its name, address and key. What it judged is kept."
        ) from error


def graded(given: Sequence[Verdict]) -> Record:
    """The mean grade from 0 to 1, with every grade and the first reason as evidence."""
    grades = [item.grade for item in given if item.grade is not None]
    told = ", ".join("no grade" if item.grade is None else str(item.grade) for item in given)
    why = next((item.why for item in given if item.why), "")
    value = round((fmean(grades) - GRADES[0]) / (GRADES[-1] - GRADES[0]), 4) if grades else None
    return {"value": value, "evidence": f"grades {told}{': ' if why else ''}{why}"}


def noise(records: Sequence[Record]) -> Noise | None:
    """How far the judge agrees with itself over the records; None where nothing was judged."""
    all_ = [record["judge"]["grades"] for record in records if "judge" in record]
    graded = [[grade for grade in grades if grade is not None] for grades in all_]
    several = [grades for grades in graded if len(grades) > 1]
    if not several:
        return None
    within = fmean(variance(grades) for grades in several)
    means = [fmean(grades) for grades in several]
    between = pvariance(means)
    size = len(several) / sum(1 / len(grades) for grades in several)
    own = variance(means) - within / size if len(several) > 1 else 0.0
    total = max(0.0, own) + within
    return Noise(
        replies=len(several),
        within=within**0.5,
        between=between**0.5,
        agreement=max(0.0, own) / total if total and len(several) > 1 else None,
        unread=sum(grade is None for grades in all_ for grade in grades),
    )


def noise_text(records: Sequence[Record]) -> str:
    """The noise as a plain sentence; empty where nothing was judged."""
    found = noise(records)
    if found is None:
        return ""
    names = sorted({record["judge"]["model"] for record in records if "judge" in record})
    agreement = "cannot be told" if found.agreement is None else f"is {found.agreement:.2f} (1 is best)"
    return (
        f"The judge ({', '.join(names)}), of grades from 1 to 5: its grades of the same reply spread by "
        f"{found.within:.2f}, the mean grades of {found.replies} replies by {found.between:.2f}; its agreement "
        f"with itself {agreement}. {found.unread} answers were no grade."
    )
