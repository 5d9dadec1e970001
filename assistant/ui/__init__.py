"""The page: a conversation between the case's notes and the margin in which its sources open.

`build` makes the page, `launch` serves it. Neither knows how a case is kept or how a reply is made; gradio is imported
when one of them is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.services import Services

if TYPE_CHECKING:
    import gradio as gr

__all__ = ["build", "launch"]


def build(services: Services) -> gr.Blocks:
    """Make the page over these services; nothing is served yet."""
    from assistant.ui.talk import blocks

    return blocks(services)


def launch(services: Services) -> None:
    """Serve the page until the process is told to stop.

    Raises:
        SettingsError: the address or the port cannot be used.
    """
    from assistant.ui.server import serve

    serve(services, build(services))
