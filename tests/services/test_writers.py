import dataclasses
import json
from pathlib import Path

import pytest

from assistant import settings
from assistant.errors import ModelMissing, SettingsError
from assistant.responders import Asked, ScriptedChatModel
from assistant.services import Services
from assistant.services.writers import writer
from assistant.settings import Secret, Settings

KEY = "sk-very-secret"


def given(**values: object) -> Settings:
    return Settings(home=Path("nowhere"), **values)  # type: ignore[arg-type]  # fields with their own types


def test_without_a_model_nothing_leaves() -> None:
    assert writer(given(), "").sentence == "No language model. Nothing leaves this computer."


def test_a_model_on_this_computer_needs_no_consent() -> None:
    found = writer(given(model="openai:tiny", model_url="http://127.0.0.1:8080/v1"), "")
    assert (found.local, found.allowed) == (True, True)
    assert "nothing leaves it" in found.sentence


def test_a_hosted_model_is_used_only_where_it_was_allowed() -> None:
    hosted = given(model="openai:gpt-4o", model_key=Secret(KEY))
    assert not writer(hosted, "").allowed
    assert not writer(hosted, "api.mistral.ai").allowed
    allowed = writer(hosted, "api.openai.com")
    assert allowed.allowed
    assert allowed.sentence == (
        "Replies are written by gpt-4o at api.openai.com. Names and numbers are replaced before anything is sent."
    )


def test_the_key_shows_nowhere() -> None:
    found = given(model="openai:x", model_key=Secret(KEY))
    assert KEY not in repr(found) + str(found) + f"{found.model_key}" + repr(dataclasses.asdict(found))
    assert found.model_key.reveal() == KEY


def test_consent_is_kept_with_the_case_and_goes_with_it(services: Services, again: Services) -> None:
    case = services.create_case("Hub")
    services.allow(case.id, "api.openai.com")
    assert again._store.consent(case.id) == "api.openai.com"
    services.allow(case.id, "")
    assert again._store.consent(case.id) == ""


def test_what_is_set_on_the_page_is_kept_in_a_file_that_only_its_owner_reads(tmp_path: Path) -> None:
    found = settings.load({"NOTICING_HOME": str(tmp_path)})
    settings.keep(found, model="ollama:llama3.2", model_key='a"b', model_timeout="90")
    path = tmp_path / settings.FILE
    assert path.stat().st_mode & 0o077 == 0
    again = settings.load({"NOTICING_HOME": str(tmp_path)})
    assert (again.model, again.model_key.reveal(), again.model_timeout) == ("ollama:llama3.2", 'a"b', 90)
    over = settings.load({"NOTICING_HOME": str(tmp_path), "NOTICING_MODEL": "embedded"})
    assert over.model == "embedded"


@pytest.mark.parametrize(
    ("text", "says"), [("model = [", "cannot be read as TOML"), ('prot = "1"', "`prot`, which is not one of")]
)
def test_a_wrong_settings_file_is_named(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / settings.FILE).write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=says):
        settings.load({"NOTICING_HOME": str(tmp_path)})


def test_a_model_that_cannot_be_used_changes_nothing(services: Services) -> None:
    for values, error in (
        ({"model": "mistralai:small"}, ModelMissing),
        ({"model": "gpt-4o"}, SettingsError),
        ({"model": "openai:x", "model_timeout": "soon"}, SettingsError),
    ):
        with pytest.raises(error):
            services.set_model(**values)
        assert services.settings.model == "embedded"
        assert not (services.settings.home / settings.FILE).exists()


def test_a_conversation_is_written_by_the_model_and_kept(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    case = services.sample()
    note = services.notes(case.id)[0]
    sentence = note.text.split(". ")[0].strip().splitlines()[-1]
    remark = {"text": "Look at this again.", "quote": sentence, "passage": "p1"}
    answer = json.dumps({"opening": "", "observations": [remark], "question": "What stays with you?"})
    model = ScriptedChatModel(answers=[answer])
    asked = Asked(name="tiny at 127.0.0.1:1", timeout=5)
    monkeypatch.setattr(services.library, "chat_model", lambda writer: services.library.with_model(model, asked))
    monkeypatch.setattr(
        services,
        "settings",
        dataclasses.replace(services.settings, model="openai:tiny", model_url="http://127.0.0.1:1"),
    )
    turns = list(services.talk(case.id, f"What about this: {sentence}?"))
    assert turns[-1].reply
    assert turns[-1].reply.engine in ("tiny at 127.0.0.1:1", "embedded")
    assert model.sent
    assert services.turns(case.id)[-1] == turns[-1]
    assert turns[-1].reply.question
