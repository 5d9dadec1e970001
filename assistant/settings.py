"""The settings: one frozen object, read from the environment once, in this module only.

Knows the environment and where the product's own files lie. Does not know what the settings are used for.
"""

import difflib
import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

from platformdirs import user_data_path

from assistant.errors import SettingsError

PREFIX = "NOTICING_"
_PACKAGE = Path(__file__).parent


def _own_folder(name: str, packed: str) -> Path:
    """A folder of the product: packed inside an installed package, beside it in a checkout."""
    installed = _PACKAGE / packed
    return installed if installed.is_dir() else _PACKAGE.parent / name


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be set from outside."""

    home: Path
    """The folder in which cases are kept."""
    host: str = "127.0.0.1"
    """The address that the page is served on."""
    port: int = 7860
    """The port that the page is served on."""
    embedding_model: str = "packaged"
    """Which sentence-transformers model makes the vectors: "packaged", or the path of a folder that holds one."""
    prompts: Path | None = None
    """A folder whose files are used instead of the packaged ones of the same name."""
    max_file_mb: int = 25
    """The largest file that is read, in megabytes."""
    max_pages: int = 1000
    """The longest file that is read, in pages."""

    @property
    def corpus_folder(self) -> Path:
        """The framework and the sample case."""
        return _own_folder("corpus", "corpus")

    @property
    def prompts_folders(self) -> tuple[Path, ...]:
        """Where prompt files are looked for, the team's own first."""
        packaged = _own_folder("prompts", "prompts_folder")
        return (self.prompts, packaged) if self.prompts else (packaged,)


def names() -> dict[str, str]:
    """Each setting's environment name and its field."""
    return {PREFIX + item.name.upper(): item.name for item in fields(Settings)}


def _number(name: str, text: str, low: int, high: int) -> int:
    if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
        raise SettingsError(f"`{name}` is {text!r}, but must be a whole number from {low} to {high}.")
    return int(text)


def _folder(name: str, text: str) -> Path:
    path = Path(text).expanduser()
    if not path.is_dir():
        raise SettingsError(f"`{name}` is {text!r}, but there is no such folder. Make it, or unset `{name}`.")
    return path


def load(environment: Mapping[str, str] | None = None) -> Settings:
    """Build the settings.

    Args:
        environment: Names and values; the process's own environment if None.

    Raises:
        SettingsError: a name with the prefix `NOTICING_` is unknown, or a value cannot be used.
    """
    given = {k: v for k, v in (os.environ if environment is None else environment).items() if k.startswith(PREFIX)}
    known = names()
    for name in given:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.0)[0]
            raise SettingsError(f"`{name}` is not a setting. The nearest that exists is `{near}`.")
    given = {name: text for name, text in given.items() if text.strip()}
    ranges = {"NOTICING_PORT": (1, 65535), "NOTICING_MAX_FILE_MB": (1, 2000), "NOTICING_MAX_PAGES": (1, 100_000)}
    values: dict[str, object] = {"home": user_data_path("noticing")}
    for name, text in given.items():
        if name in ranges:
            values[known[name]] = _number(name, text, *ranges[name])
        elif name == "NOTICING_PROMPTS":
            values["prompts"] = _folder(name, text)
        elif name == "NOTICING_HOME":
            values["home"] = Path(text).expanduser().absolute()
        elif name == "NOTICING_EMBEDDING_MODEL" and text != "packaged":
            values["embedding_model"] = str(_folder(name, text).absolute())
        else:
            values[known[name]] = text
    return Settings(**values)  # type: ignore[arg-type]  # each value was made for its field above


def changed(settings: Settings, *, host: str | None, port: int | None) -> Settings:
    """The same settings with another address, where one is given."""
    return replace(settings, host=host or settings.host, port=port or settings.port)


_CLOSED = {
    "ANONYMIZED_TELEMETRY": "False",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_OFFLINE": "1",
    "LANGCHAIN_TRACING_V2": "false",
    "LANGSMITH_TRACING": "false",
    "LANGSMITH_TRACING_V2": "false",
    "TOKENIZERS_PARALLELISM": "false",
    "TRANSFORMERS_OFFLINE": "1",
}
"""What keeps the libraries from reaching out."""
_UNSAFE = ("GRADIO_SHARE", "GRADIO_MCP_SERVER", "GRADIO_ALLOWED_PATHS", "GRADIO_ROOT_PATH", "GRADIO_SERVER_NAME")
"""What opens the page to others behind the settings' back."""


def close_doors() -> None:
    """Switch off what libraries would send, look up or take from the environment. Call before they are imported."""
    os.environ.update(_CLOSED)


def unsafe_names() -> tuple[str, ...]:
    """Variables of the environment that would open the page to others if they were followed."""
    return tuple(name for name in _UNSAFE if os.environ.get(name))
