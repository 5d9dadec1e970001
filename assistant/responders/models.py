"""Connects any LangChain chat model by its name, and tells where what is sent to it goes.

Knows `init_chat_model` and which package each provider needs. Does not know prompts, cases or consent.
"""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from langchain_core.language_models import BaseChatModel

from assistant.errors import ModelMissing, SettingsError
from assistant.responders.briefing import ANSWER_TOKENS

ChatModel = BaseChatModel
"""Any chat model of LangChain."""
PROVIDERS: Mapping[str, tuple[str, str]] = {
    "openai": ("langchain-openai", "api.openai.com"),
    "anthropic": ("langchain-anthropic", "api.anthropic.com"),
    "mistralai": ("langchain-mistralai", "api.mistral.ai"),
    "ollama": ("langchain-ollama", "127.0.0.1:11434"),
    "azure_openai": ("langchain-openai", "Azure"),
    "google_genai": ("langchain-google-genai", "Google"),
}
"""Providers with their package and where they are reached if no address is given."""
ADDRESSES: Mapping[str, str] = {
    "openai": "https://api.openai.com/v1",
    "anthropic": "https://api.anthropic.com",
    "mistralai": "https://api.mistral.ai/v1",
    "ollama": "http://127.0.0.1:11434",
}
"""Their own addresses, always given: libraries take others from the environment, where the page would not name them."""
EXTRAS = {"langchain-openai": "openai", "langchain-anthropic": "anthropic", "langchain-mistralai": "mistral"}
EXTRAS = {**EXTRAS, "langchain-ollama": "ollama"}
"""The extras of this product that bring a provider's package."""


def place(model: str, url: str) -> str:
    """Where a model is: the host of its address, or of its provider."""
    provider = model.partition(":")[0]
    return (urlsplit(url).netloc or url) if url else PROVIDERS.get(provider, ("", provider))[1]


def is_local(model: str, url: str) -> bool:
    """Whether what is sent to the model stays on this computer."""
    host = urlsplit(f"//{place(model, url)}").hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def connect(
    model: str, *, url: str = "", key: str = "", timeout: float = 60.0, temperature: float = 0.3
) -> BaseChatModel:
    """Make the chat model; nothing is sent yet.

    Args:
        model: "provider:model", as LangChain's `init_chat_model` takes it.
        url: The address of its server, where it is not the provider's own.
        key: The key for it; a server on this computer seldom wants one.
        timeout: Seconds that one request may wait.
        temperature: How freely it words its answers, from 0.

    Raises:
        ModelMissing: the provider's package is not installed; tells the command.
        SettingsError: the provider is unknown, or something that it needs is missing.
    """
    from langchain.chat_models import init_chat_model

    provider, _, name = model.partition(":")
    given: dict[str, Any] = {
        "temperature": temperature,
        "timeout": timeout,
        "max_retries": 1,
        "max_tokens": ANSWER_TOKENS,
    }
    if provider == "ollama":
        given = {"temperature": temperature, "client_kwargs": {"timeout": timeout}, "num_predict": ANSWER_TOKENS}
    if address := url or ADDRESSES.get(provider, ""):
        given["base_url"] = address
    if provider == "openai" and url:
        # LangChain sends the limit under OpenAI's newer name, which most other servers of its kind do not know.
        given["extra_body"] = {"max_tokens": ANSWER_TOKENS}
    if key or is_local(model, url):
        given["api_key"] = key or "none"
    if provider == "ollama":
        given.pop("api_key", None)
    try:
        made: BaseChatModel = init_chat_model(name, model_provider=provider, **given)
    except ImportError as error:
        raise ModelMissing(_missing(provider)) from error
    except Exception as error:  # each provider checks its settings with errors of its own
        raise SettingsError(
            f"`NOTICING_MODEL` is {model!r}, which cannot be used ({type(error).__name__}). "
            "Check the provider, the model, `NOTICING_MODEL_URL` and `NOTICING_MODEL_KEY`."
        ) from None
    return made


def _missing(provider: str) -> str:
    package = PROVIDERS.get(provider, (f"langchain-{provider.replace('_', '-')}", ""))[0]
    extra = EXTRAS.get(package)
    command = f"pip install 'noticing[{extra}]'" if extra else f"pip install {package}"
    return f"The model's provider `{provider}` needs the package `{package}`. Install it with `{command}`."
