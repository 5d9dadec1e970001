"""Views from outside the package, which never imports them: an entry point names each.

A view is an object with the attributes of `Extra`. It shows HTML and is told what was clicked in it.
"""

from collections.abc import Generator, Mapping
from functools import cache
from importlib.metadata import entry_points
from typing import Protocol

from assistant.services import Services

GROUP = "noticing.views"
"""The group of entry points that add views."""
Given = Mapping[str, str]
"""The fields of the form or button, the action under `step`."""


class Extra(Protocol):
    """A view that is not the package's own."""

    label: str
    """What its tab says."""

    def view(self, services: Services, given: Given) -> str:
        """The view as HTML, after what was done last."""

    def act(self, services: Services, given: Given) -> Generator[str]:
        """Do what was clicked; a sentence for each step on the way.

        Raises:
            NoticingError: it cannot be done; the sentence is shown in the view.
        """


@cache
def extras() -> Mapping[str, Extra]:
    """The views by name."""
    return {entry.name: entry.load() for entry in entry_points(group=GROUP)}
