from pathlib import Path

import pytest

from assistant import settings
from assistant.errors import SettingsError


def test_defaults_serve_this_computer_only() -> None:
    found = settings.load({})
    assert (found.host, found.port, found.embedding_model) == ("127.0.0.1", 7860, "packaged")
    assert found.home.is_absolute()


def test_each_name_sets_its_field(tmp_path: Path) -> None:
    given = {
        "NOTICING_HOME": str(tmp_path / "home"),
        "NOTICING_HOST": "localhost",
        "NOTICING_PORT": "8080",
        "NOTICING_EMBEDDING_MODEL": str(tmp_path),
        "NOTICING_EVALS": str(tmp_path),
        "NOTICING_PROMPTS": str(tmp_path),
        "NOTICING_MAX_FILE_MB": "5",
        "NOTICING_MAX_PAGES": "10",
        "NOTICING_MODEL": "ollama:llama3.2",
        "NOTICING_MODEL_URL": "http://127.0.0.1:1/v1",
        "NOTICING_MODEL_KEY": "k",
        "NOTICING_MODEL_TIMEOUT": "9",
        "NOTICING_MODEL_TEMPERATURE": "0.7",
        "NOTICING_MODEL_CONTEXT": "4096",
    }
    assert given.keys() == settings.names().keys()
    assert settings.load(given) == settings.Settings(
        home=tmp_path / "home",
        host="localhost",
        port=8080,
        embedding_model=str(tmp_path),
        evals=tmp_path,
        prompts=tmp_path,
        max_file_mb=5,
        max_pages=10,
        model="ollama:llama3.2",
        model_url="http://127.0.0.1:1/v1",
        model_key=settings.Secret("k"),
        model_timeout=9,
        model_temperature=0.7,
        model_context=4096,
    )


def test_an_empty_value_is_the_default() -> None:
    assert settings.load({"NOTICING_PORT": " "}).port == 7860


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("NOTICING_PROT", "1", "`NOTICING_PORT`"),
        ("NOTICING_HOMES", "/tmp", "`NOTICING_HOME`"),
        ("NOTICING_PORT", "http", "'http', but must be a whole number from 1 to 65535"),
        ("NOTICING_PORT", "70000", "'70000', but must be"),
        ("NOTICING_PORT", "\u0661", "but must be"),
        ("NOTICING_MAX_PAGES", "0", "from 1 to 100000"),
        ("NOTICING_MODEL", "llama3.2", "must be `embedded` or like `ollama:llama3.2`"),
        ("NOTICING_MODEL_TEMPERATURE", "3", "a number from 0 to 2"),
        ("NOTICING_MODEL_TEMPERATURE", "warm", "a number from 0 to 2"),
        ("NOTICING_MODEL_CONTEXT", "100", "from 2048 to"),
        ("NOTICING_PROMPTS", "/no/such/folder", "'/no/such/folder', but there is no such folder"),
        ("NOTICING_EMBEDDING_MODEL", "/no/such/model", "no such folder"),
    ],
)
def test_what_cannot_be_used_is_named(name: str, value: str, said: str) -> None:
    with pytest.raises(SettingsError) as error:
        settings.load({name: value})
    assert f"`{name}`" in str(error.value)
    assert said in str(error.value)


def test_other_variables_are_nobodys_business() -> None:
    assert settings.load({"PATH": "/bin", "GRADIO_SHARE": "true"}) == settings.load({})


def test_the_products_own_folders_are_found() -> None:
    found = settings.load({})
    assert (found.corpus_folder / "kinds.yaml").is_file()
    assert all(folder.is_dir() for folder in found.prompts_folders)


def test_doors_are_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("GRADIO_SHARE", "true")
    settings.close_doors()
    import os

    assert os.environ["LANGSMITH_TRACING"] == "false"
    assert os.environ["HF_HUB_OFFLINE"] == "1"
    assert settings.unsafe_names() == ("GRADIO_SHARE",)


def test_what_is_for_this_computer_goes_through_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "intranet")
    monkeypatch.setenv("no_proxy", "")
    settings.close_doors()
    settings.close_doors()
    import urllib.request

    monkeypatch.setenv("HTTP_PROXY", "http://proxy.example.org:3128")
    monkeypatch.setenv("http_proxy", "http://proxy.example.org:3128")
    assert urllib.request.proxy_bypass("127.0.0.1:8080")
    assert urllib.request.proxy_bypass("localhost:11434")
    assert not urllib.request.proxy_bypass("api.openai.com")
    import os

    assert os.environ["NO_PROXY"] == "intranet,127.0.0.1,localhost,::1"
