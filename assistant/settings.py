"""The settings: one frozen object, read from the environment once, in this module only.

Knows the environment and where the product's own files lie. Does not know what the settings are used for.
"""

import difflib
import json
import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from hmac import compare_digest
from pathlib import Path

from platformdirs import user_data_path

from assistant.errors import SettingsError

PREFIX = "NOTICING_"
_PACKAGE = Path(__file__).parent


def _own_folder(name: str, packed: str) -> Path:
    """A folder of the product: packed inside an installed package, beside it in a checkout."""
    installed = _PACKAGE / packed
    return installed if installed.is_dir() else _PACKAGE.parent / name


class Secret:
    """A text that never shows itself: not when printed, logged or compared with a guess on the screen."""

    __slots__ = ("_text",)

    def __init__(self, text: str = "") -> None:
        self._text = text

    def reveal(self) -> str:
        """The text itself, for the one place that needs it."""
        return self._text

    def __bool__(self) -> bool:
        """Whether there is one."""
        return bool(self._text)

    def __eq__(self, other: object) -> bool:
        """Whether it is the same text."""
        return isinstance(other, Secret) and compare_digest(self._text.encode(), other._text.encode())

    def __hash__(self) -> int:
        """Alike for the same text."""
        return hash(self._text)

    def __repr__(self) -> str:
        """Stars, or nothing where there is none."""
        return "Secret('***')" if self._text else "Secret('')"


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
    evals: Path | None = None
    """A team's own folder of evaluation prompts, beside those that come with the product."""
    prompts: Path | None = None
    """A folder whose files are used instead of the packaged ones of the same name."""
    max_file_mb: int = 25
    """The largest file that is read, in megabytes."""
    max_pages: int = 1000
    """The longest file that is read, in pages."""
    model: str = "embedded"
    """Who writes the replies: "embedded" for no language model, else "provider:model"."""
    model_url: str = ""
    """The address of the model's server, where it is not the provider's own."""
    model_key: Secret = field(default_factory=Secret)
    """The key for the model's server."""
    model_timeout: int = 60
    """How many seconds a piece of the model's answer may take."""
    model_temperature: float = 0.3
    """How freely the model words its answer; 0 is the least."""
    model_context: int = 8192
    """How many tokens the model takes, its answer among them."""

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


def _temperature(name: str, text: str) -> float:
    if not re.fullmatch(r"[01](?:\.[0-9]+)?|2(?:\.0+)?", text.strip()):
        raise SettingsError(f"`{name}` is {text!r}, but must be a number from 0 to 2, such as 0.3.")
    return float(text)


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
    given = _kept(given) | given
    values: dict[str, object] = {"home": user_data_path("noticing")}
    values |= {known[name]: _value(name, text) for name, text in given.items()}
    return Settings(**values)  # type: ignore[arg-type]  # each value was made for its field above


def _value(name: str, text: str) -> object:
    """A setting's value from its text."""
    if name in _RANGES:
        return _number(name, text, *_RANGES[name])
    return _MAKERS.get(name, _as_it_is)(name, text)


def _as_it_is(name: str, text: str) -> str:
    return text


def _home(name: str, text: str) -> Path:
    return Path(text).expanduser().absolute()


def _embedding_model(name: str, text: str) -> str:
    return text if text == "packaged" else str(_folder(name, text).absolute())


def _secret(name: str, text: str) -> Secret:
    return Secret(text)


def _model(name: str, text: str) -> str:
    if text != "embedded" and not all(text.partition(":")):
        raise SettingsError(f"`{name}` is {text!r}, but must be `embedded` or like `ollama:llama3.2`.")
    return text


_MAKERS: Mapping[str, Callable[[str, str], object]] = {
    "NOTICING_HOME": _home,
    "NOTICING_EVALS": _folder,
    "NOTICING_PROMPTS": _folder,
    "NOTICING_EMBEDDING_MODEL": _embedding_model,
    "NOTICING_MODEL": _model,
    "NOTICING_MODEL_KEY": _secret,
    "NOTICING_MODEL_TEMPERATURE": _temperature,
}
"""What makes a value of a setting's text, where that is more than the text."""
_RANGES = {
    "NOTICING_PORT": (1, 65535),
    "NOTICING_MAX_FILE_MB": (1, 2000),
    "NOTICING_MAX_PAGES": (1, 100_000),
    "NOTICING_MODEL_TIMEOUT": (1, 3600),
    "NOTICING_MODEL_CONTEXT": (2048, 2_000_000),
}
"""The least and the most of each number."""
FILE = "settings.toml"
"""The file in the home folder that holds what was set on the page; the environment goes over it."""
ON_PAGE = ("model", "model_url", "model_key", "model_timeout", "model_temperature", "model_context")
"""What can be set on the page."""


def _kept(given: Mapping[str, str]) -> dict[str, str]:
    """What the settings file holds, under the environment's names."""
    home = Path(given["NOTICING_HOME"]).expanduser() if "NOTICING_HOME" in given else user_data_path("noticing")
    path = home / FILE
    if not path.is_file():
        return {}
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f'"{path}" cannot be read as TOML: {error}. Mend it or take it away.') from error
    for name in found:
        if name not in ON_PAGE:
            raise SettingsError(f'"{path}" has `{name}`, which is not one of {", ".join(ON_PAGE)}.')
    return {PREFIX + name.upper(): str(value) for name, value in found.items() if str(value).strip()}


def told(settings: Settings, **values: str) -> Settings:
    """The settings with what was set on the page; nothing is written.

    Args:
        settings: As they are.
        values: The fields of `ON_PAGE` with their texts; an empty one goes back to its default.

    Raises:
        SettingsError: a value cannot be used.
    """
    given = {PREFIX + name.upper(): text for name, text in values.items() if name in ON_PAGE and text.strip()}
    found = load({**given, "NOTICING_HOME": str(_NOWHERE)})
    return replace(settings, **{name: getattr(found, name) for name in ON_PAGE})


def keep(settings: Settings, **values: str) -> None:
    """Write what was set on the page to the settings file; see `told`.

    Raises:
        SettingsError: the file cannot be written.
    """
    path = settings.home / FILE
    lines = [f"{name} = {json.dumps(text)}\n" for name, text in values.items() if name in ON_PAGE and text.strip()]
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.writelines(lines)
    except OSError as error:
        raise SettingsError(f'"{path}" cannot be written: {error.strerror}.') from error


_NOWHERE = Path(os.devnull) / "nowhere"
"""A home without a settings file."""


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
_OWN_HOSTS = ("127.0.0.1", "localhost", "::1")
"""What is sent to a model on this computer never goes through a proxy."""
_UNSAFE = ("GRADIO_SHARE", "GRADIO_MCP_SERVER", "GRADIO_ALLOWED_PATHS", "GRADIO_ROOT_PATH", "GRADIO_SERVER_NAME")
"""What opens the page to others behind the settings' back."""


def close_doors() -> None:
    """Switch off what libraries would send, look up or take from the environment. Call before they are imported."""
    os.environ.update(_CLOSED)
    for name in ("NO_PROXY", "no_proxy"):
        known = [host for host in os.environ.get(name, "").split(",") if host]
        os.environ[name] = ",".join(dict.fromkeys((*known, *_OWN_HOSTS)))


def unsafe_names() -> tuple[str, ...]:
    """Variables of the environment that would open the page to others if they were followed."""
    return tuple(name for name in _UNSAFE if os.environ.get(name))
