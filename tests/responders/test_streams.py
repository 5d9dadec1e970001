from typing import Any

import pytest
from langchain_core.messages import HumanMessage
from langchain_core.output_parsers import StrOutputParser

from assistant.errors import ModelMissing, SettingsError
from assistant.responders import ScriptedChatModel, connect, is_local, place
from assistant.responders.briefing import ANSWER_TOKENS
from assistant.responders.parsing import SCHEMA
from assistant.responders.streams import shaped, stream, trouble


class Answered(Exception):
    def __init__(self, status: int) -> None:
        super().__init__("secret-key-123")
        self.status_code = status


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (Answered(401), "refuses the key"),
        (Answered(404), "does not know the model"),
        (Answered(429), "quota"),
        (Answered(503), "trouble of its own"),
        (Answered(504), "took too long"),
        (TimeoutError(), "took too long"),
        (ConnectionRefusedError(), "cannot be reached"),
        (ValueError("secret-key-123"), "ValueError"),
    ],
)
def test_each_trouble_has_a_plain_sentence_without_the_key(error: Exception, says: str) -> None:
    assert says in trouble(error)
    assert "secret-key-123" not in trouble(error)


@pytest.mark.parametrize(
    ("model", "url", "where", "local"),
    [
        ("openai:gpt-4o", "", "api.openai.com", False),
        ("openai:local", "http://127.0.0.1:8080/v1", "127.0.0.1:8080", True),
        ("openai:local", "http://localhost:8080/v1", "localhost:8080", True),
        ("openai:local", "http://[::1]:8080/v1", "[::1]:8080", True),
        ("openai:x", "http://10.0.0.3:8080/v1", "10.0.0.3:8080", False),
        ("openai:x", "http://127.0.0.1.example.org/v1", "127.0.0.1.example.org", False),
        ("ollama:llama3.2", "", "127.0.0.1:11434", True),
        ("anthropic:claude", "", "api.anthropic.com", False),
        ("azure_openai:x", "", "Azure", False),
        ("unheard:x", "", "unheard", False),
    ],
)
def test_where_a_model_is(model: str, url: str, where: str, local: bool) -> None:
    assert (place(model, url), is_local(model, url)) == (where, local)


def test_a_missing_package_is_told_with_the_command() -> None:
    with pytest.raises(ModelMissing, match=r"`mistralai` needs .*pip install 'noticing\[mistral\]'"):
        connect("mistralai:small")


def test_an_unknown_provider_is_told() -> None:
    with pytest.raises((SettingsError, ModelMissing), match="phrenology"):
        connect("phrenology:skull")


@pytest.mark.parametrize(("provider", "name"), [("openai", "OPENAI_API_BASE"), ("ollama", "OLLAMA_HOST")])
def test_an_address_in_the_environment_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, provider: str, name: str
) -> None:
    pytest.importorskip(f"langchain_{provider}")
    monkeypatch.setenv(name, "http://elsewhere.example.org")
    made: Any = connect(f"{provider}:tiny", key="k")
    address = made.openai_api_base if provider == "openai" else made.base_url
    assert place(f"{provider}:tiny", "") in address


def test_a_server_of_openais_kind_is_told_the_limit_under_the_name_that_it_knows() -> None:
    pytest.importorskip("langchain_openai")
    made: Any = connect("openai:tiny", url="http://127.0.0.1:8080/v1")
    assert made._get_request_payload([HumanMessage("Hello")])["extra_body"]["max_tokens"] == ANSWER_TOKENS


class Shaped(ScriptedChatModel):
    """A model whose provider has structured output."""

    profile: Any = {"structured_output": True}

    def with_structured_output(self, schema: Any, **kwargs: Any) -> Any:
        assert kwargs["method"] == "json_schema"
        return self.bind(shape=schema["title"]) | StrOutputParser()


class Refusing(Shaped):
    """A model that says it has structured output, and has not."""

    def with_structured_output(self, schema: Any, **kwargs: Any) -> Any:
        raise NotImplementedError


def test_structured_output_is_asked_for_where_the_provider_has_it() -> None:
    model = Shaped(answers=['{"question": "What changed?"}'])
    bound = shaped(model, SCHEMA)
    assert bound is not model
    assert "".join(stream(bound, [HumanMessage("Hello")], timeout=2)) == '{"question": "What changed?"}'
    plain, refusing = ScriptedChatModel(answers=["x"]), Refusing(answers=["x"])
    assert shaped(plain, SCHEMA) is plain
    assert shaped(refusing, SCHEMA) is refusing
