import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.responders.parsing import MOST, Answer, Remark, answer, parse

REMARK = {"text": "It comes up once.", "quote": "the form", "passage": "p1", "actors": ["form"], "lens": "value"}
WHOLE = {"opening": "Yes.", "observations": [REMARK], "question": "What changed?", "lens": "value"}
PARSED = Answer(
    opening="Yes.",
    observations=(Remark(text="It comes up once.", quote="the form", passage="p1", actors=("form",), lens="value"),),
    question="What changed?",
    lens="value",
)
TEXT = json.dumps(WHOLE)


@pytest.mark.parametrize(
    "raw",
    [
        TEXT,
        json.dumps(WHOLE, indent=4),
        f"```json\n{TEXT}\n```",
        f"```\n{TEXT}\n```",
        f"Here is the answer:\n\n{TEXT}\n\nI hope it helps!",
        f'<think>Should I use {{braces}}? {{"question": "no"}}</think>{TEXT}',
        f"{{not json}} {TEXT}",
        f'{{"other": 1}} {TEXT}',
        f"{TEXT}{TEXT}",
        json.dumps({**WHOLE, "confidence": 0.9, "notes": ["unknown"]}),
        TEXT.replace("Yes.", "Yes.\n"),
        json.dumps({**WHOLE, "observations": REMARK}),
        json.dumps({**WHOLE, "observations": [{**REMARK, "passage": "[p1]"}, "not an object", 7, None]}),
        json.dumps({**WHOLE, "observations": [{**REMARK, "actors": "form"}]}),
        TEXT[:-1],
        f"```json\n{TEXT[:-1]}\n```",
    ],
)
def test_the_answer_is_found_whatever_is_around_it(raw: str) -> None:
    assert parse(raw) == PARSED


@pytest.mark.parametrize("cut", range(15, len(TEXT), 7))
def test_a_broken_off_answer_gives_what_is_there(cut: int) -> None:
    found = parse(TEXT[:cut])
    assert PARSED.opening.startswith(found.opening)
    assert len(found.observations) <= 1


@pytest.mark.parametrize(
    "raw",
    [
        "",
        " \n ",
        "{",
        "{}",
        "[]",
        "null",
        "I cannot answer that.",
        "<html><body><h1>502 Bad Gateway</h1></body></html>",
        '["a", "b"]',
        '{"answer": "What changed?"}',
        "{" * 3000,
        '{"a":' * 3000,
        "x" * 200_000,
        '{"question": 5, "observations": "none", "opening": ["a"]}',
    ],
)
def test_what_holds_no_answer_is_empty(raw: str) -> None:
    assert parse(raw).empty


def test_an_answer_beyond_the_limit_is_not_looked_at() -> None:
    assert parse("x" * MOST + TEXT).empty
    assert parse(TEXT + "x" * MOST) == PARSED


@given(st.text(max_size=300))
def test_any_text_is_survived(raw: str) -> None:
    parse(raw)
    parse(TEXT[:60] + raw)


@given(
    st.dictionaries(
        st.sampled_from(["observations", "question", "opening", "lens"]),
        st.recursive(
            st.none() | st.integers() | st.text(),
            lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["text", "quote", "actors"]), inner),
        ),
    )
)
def test_wrong_types_are_left_out(value: dict[str, object]) -> None:
    found = answer(value)
    assert isinstance(found.question, str)
    assert all(isinstance(item.quote, str) for item in found.observations)
