from pathlib import Path

import pytest

from assistant import framework, prompts
from assistant.responders import EmbeddedResponder
from assistant.settings import Settings


@pytest.fixture(scope="session")
def responder() -> EmbeddedResponder:
    """The embedded responder over the packaged corpus and prompts."""
    settings = Settings(home=Path("nowhere"))
    return EmbeddedResponder(framework.load(settings.corpus_folder), prompts.load_all(settings.prompts_folders))
