"""What a language model wrote -> an answer with fields, whatever it put around them.

Knows the shape that is asked for and JSON's usual accidents: code fences, prose around it, an end that is missing,
wrong types, unknown keys. Does not know whether anything in the answer is true.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from langchain_core.utils.json import parse_partial_json

MOST = 60_000
"""Characters of an answer that are looked at; a longer one has lost its thread."""
TRIES = 60
"""How many opening brackets are looked at."""
REACH = 300
"""Within how many characters of its bracket an answer must name one of its keys."""
_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_KEYS = ("observations", "question", "opening", "lens")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One observation as a model wrote it; nothing of it has been checked."""

    text: str = ""
    quote: str = ""
    passage: str = ""
    """The mark of the passage that it says the quote is from."""
    actors: tuple[str, ...] = ()
    lens: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A model's answer; a field that it did not write is empty."""

    opening: str = ""
    observations: tuple[Remark, ...] = ()
    question: str = ""
    lens: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing of it can be used."""
        return not (self.opening or self.observations or self.question)


SCHEMA: dict[str, Any] = {
    "title": "reply",
    "description": "A reply to the practitioner.",
    "type": "object",
    "properties": {
        "opening": {"type": "string", "description": "One short sentence that answers the message."},
        "observations": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "text": {"type": "string", "description": "One or two sentences, without quotation marks."},
                    "quote": {"type": "string", "description": "Words copied letter by letter from one passage."},
                    "passage": {"type": "string", "description": "The mark of that passage, such as p1."},
                    "actors": {"type": "array", "items": {"type": "string"}},
                    "lens": {"type": "string", "description": "The id of one way of looking."},
                },
                "required": ["text", "quote", "passage"],
            },
        },
        "question": {"type": "string", "description": "One open question."},
        "lens": {"type": "string", "description": "The id of the way of looking that the question belongs to."},
    },
    "required": ["observations", "question"],
}
"""What is asked of a provider that has structured output (JSON Schema)."""


def parse(raw: str) -> Answer:
    """The answer in a model's text; an empty one where there is none.

    The first stretch that reads as a JSON object with one of the wanted keys is taken; one that breaks off is closed.
    """
    text = _THOUGHT.sub("", raw[:MOST])
    starts = (match.start() for match in re.finditer(r"\{", text))
    for start in islice(starts, TRIES):
        if not any(f'"{key}"' in text[start : start + REACH] for key in _KEYS):
            continue
        found = _object(text[start:])
        if found is not None and any(key in found for key in _KEYS):
            return answer(found)
    return Answer()


def _object(text: str) -> dict[str, Any] | None:
    """The JSON object at the start of a text, whole or broken off."""
    try:
        found, _ = json.JSONDecoder(strict=False).raw_decode(text)
    except (ValueError, RecursionError):
        found = _closed(text)
    return found if isinstance(found, dict) else None


def _closed(text: str) -> Any:
    bare = text.split("```")[0]
    try:
        return parse_partial_json(bare)
    except (ValueError, RecursionError):
        return None


def answer(given: Mapping[str, Any]) -> Answer:
    """The answer in a plain value, as structured output gives it; what has the wrong type is left out."""
    listed = given.get("observations")
    items = listed if isinstance(listed, list) else [listed] if isinstance(listed, Mapping) else []
    return Answer(
        opening=_text(given.get("opening")),
        observations=tuple(_remark(item) for item in items if isinstance(item, Mapping)),
        question=_text(given.get("question")),
        lens=_text(given.get("lens")),
    )


def _remark(given: Mapping[str, Any]) -> Remark:
    names = given.get("actors")
    actors = names if isinstance(names, list) else [names] if isinstance(names, str) else []
    return Remark(
        text=_text(given.get("text")),
        quote=_text(given.get("quote")),
        passage=_text(given.get("passage")).strip("[] "),
        actors=tuple(found for found in (_text(name) for name in actors) if found),
        lens=_text(given.get("lens")),
    )


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
