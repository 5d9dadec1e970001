from pathlib import Path

import pytest

from assistant.services import Services
from assistant.services.library import Library
from assistant.settings import Settings


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The real models and the real framework, loaded once."""
    return Library(Settings(home=tmp_path_factory.mktemp("library")))


@pytest.fixture
def services(settings: Settings, library: Library) -> Services:
    return Services(settings, library)


@pytest.fixture
def again(settings: Settings, library: Library) -> Services:
    """The same home after a restart."""
    return Services(settings, library)


@pytest.fixture
def diary(tmp_path: Path) -> Path:
    path = tmp_path / "2025-02-11-diary.txt"
    path.write_text(
        "The referral form only has space for one need. Because of the form Mrs Field had to ring three times.\n\n"
        "The key safe was empty again, so the carer could not get in. We waited for the caretaker.\n",
        encoding="utf-8",
    )
    return path
