import pytest

from assistant.reading.overlooked import why


@pytest.mark.parametrize(
    ("mentions", "notes", "signs", "people", "cues", "said"),
    [
        (
            1,
            1,
            {"sv:stop"},
            ("Pat",),
            set(),
            "It comes up once, beside Pat, and it holds something up; "
            "that sentence does not ask, plan or decide anything.",
        ),
        (3, 2, set(), (), {"asked"}, "It comes up in 2 notes; none of those sentences plans or decides anything."),
        (
            3,
            1,
            {"cause"},
            ("Pat", "Col"),
            {"asked", "planned", "task"},
            "It comes up 3 times, beside Pat and Col, and it is given as a reason for what happens.",
        ),
    ],
)
def test_why_tells_what_was_counted(
    mentions: int, notes: int, signs: set[str], people: tuple[str, ...], cues: set[str], said: str
) -> None:
    told = why(mentions=mentions, notes=notes, signs=frozenset(signs), people=people, cues=frozenset(cues))
    assert told == said
