"""Who writes the replies of a case: a language model where one is set and may be used, else the embedded responder.

Knows the settings and the practitioner's consent. Does not know how a reply is written.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.settings import Settings

EMBEDDED = "embedded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Who writes, and where it stands."""

    model: str
    """"embedded", or "provider:model"."""
    place: str
    """The host that the text goes to; empty where it goes nowhere."""
    local: bool
    """Whether what it is given stays on this computer."""
    allowed: bool
    """Whether it may be used for the case."""

    @property
    def name(self) -> str:
        """As the page names it: "gpt-4o at api.openai.com"."""
        return EMBEDDED if self.model == EMBEDDED else f"{self.model.partition(':')[2]} at {self.place}"

    @property
    def sentence(self) -> str:
        """What leaves this computer, in plain words."""
        if self.model == EMBEDDED:
            return "No language model. Nothing leaves this computer."
        if self.local:
            return f"Replies are written by {self.name}. It runs on this computer, and nothing leaves it."
        if self.allowed:
            return f"Replies are written by {self.name}. Names and numbers are replaced before anything is sent."
        return f"{self.name} is set, but not used for this case until you allow it. Nothing leaves this computer."


def writer(settings: Settings, consent: str) -> Writer:
    """Who writes the replies of a case.

    Args:
        settings: Hold the model and its address.
        consent: Where the case's text may be sent, as it was agreed to.
    """
    if settings.model == EMBEDDED:
        return Writer(model=EMBEDDED, place="", local=True, allowed=True)
    from assistant.responders import is_local, place

    where, local = place(settings.model, settings.model_url), is_local(settings.model, settings.model_url)
    return Writer(model=settings.model, place=where, local=local, allowed=local or consent == where)
