"""Who writes the replies: what that means for the case's text, the consent to it, and the settings of a model."""

from collections.abc import Mapping
from typing import Protocol

from assistant.ui.state import Page
from assistant.ui.views.elements import button, text
from assistant.ui.views.margin import card as margin_card


class Writer(Protocol):
    """Who writes the replies of a case."""

    @property
    def model(self) -> str:
        """Embedded, or the provider and the model."""

    @property
    def name(self) -> str:
        """The model and where it is."""

    @property
    def place(self) -> str:
        """Where the text goes."""

    @property
    def local(self) -> bool:
        """Whether it stays on this computer."""

    @property
    def allowed(self) -> bool:
        """Whether it may be used for the case."""

    @property
    def sentence(self) -> str:
        """What leaves this computer."""


class Chosen(Protocol):
    """The settings of a model."""

    @property
    def model(self) -> str:
        """Embedded, or the provider and the model."""

    @property
    def model_url(self) -> str:
        """Its address."""

    @property
    def model_key(self) -> object:
        """Its key; true where there is one."""

    @property
    def model_timeout(self) -> int:
        """Seconds."""

    @property
    def model_temperature(self) -> float:
        """From 0 to 2."""

    @property
    def model_context(self) -> int:
        """Tokens."""


def card(page: Page, writer: Writer, chosen: Chosen, *, case: str) -> str:
    """The card.

    Args:
        page: What stands open.
        writer: Who writes the replies of the open case.
        chosen: The settings as they are.
        case: The open case's name; empty where none is open.
    """
    body = f"<p>{text(writer.sentence)}</p>{_consent(writer, case)}{_form(chosen, dict(page.typed))}"
    return margin_card("Who writes the replies", body, page)


def _consent(writer: Writer, case: str) -> str:
    if writer.local or not case:
        return ""
    if writer.allowed:
        back = button("Stop sending this case’s text", "disallow", kind="plain")
        return f'<p class="row">{back}</p>'
    yes = button(f"Allow it for “{case}”", "allow", kind="strong", place=writer.place)
    return (
        f"<h3>Allow it for this case?</h3><p>What you write and the passages of your notes that fit are sent to "
        f"{text(writer.place)}. Names that were found, and numbers, addresses and dates of birth, are replaced first. "
        "That is a help, and no promise that nobody can be recognised. Check that your organisation allows it.</p>"
        f'<p class="row">{yes}</p>'
    )


def _form(chosen: Chosen, typed: Mapping[str, str]) -> str:
    """The form with the settings as they are, or as they were typed when that failed."""
    shown = {
        "model": "" if chosen.model == "embedded" else chosen.model,
        "model_url": chosen.model_url,
        "model_timeout": str(chosen.model_timeout),
        "model_temperature": f"{chosen.model_temperature:g}",
        "model_context": str(chosen.model_context),
        **typed,
    }
    kept = "A key is set. Leave this empty to keep it." if chosen.model_key else "Only if the server wants one."
    fields = (
        ("model", "Provider and model", "Such as ollama:llama3.2. Leave empty for no language model."),
        ("model_url", "Address of its server", "Only where it is not the provider’s own."),
        ("model_key", "Key", kept),
        ("model_timeout", "Seconds to wait", ""),
        ("model_temperature", "Freedom of wording, from 0 to 2", ""),
        ("model_context", "Tokens that it takes", ""),
    )
    rows = "".join(_field(name, label, shown.get(name, ""), hint) for name, label, hint in fields)
    return (
        f"<details{' open' if typed else ''}><summary>Set a language model</summary>"
        '<form class="small-form" data-form="set model">'
        "<p>Replies need none. With one they are worded more freely; every quote is still checked against your notes, "
        f"and what cannot be shown there is held back.</p>{rows}"
        f'<p class="row"><button class="strong">Save</button>{button("Cancel", "close")}</p></form></details>'
    )


def _field(name: str, label: str, value: str, hint: str) -> str:
    said = f'<small class="hint">{text(hint)}</small>' if hint else ""
    kind = "password" if name == "model_key" else "text"
    return (
        f'<label>{text(label)}{said}<input type="{kind}" name="{name}" value="{text(value)}" autocomplete="off">'
        "</label>"
    )
