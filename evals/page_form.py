"""The form of "Evaluate" that runs evaluation prompts. Does not run them: that is `page_run`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.services import Services
from assistant.ui.views.elements import count, text
from evals.engines import EMBEDDED
from evals.page_run import Group, groups, no_model

Given = Mapping[str, str]


def form(services: Services, given: Given) -> str:
    """Which cases, who writes, which prompts."""
    again = given.get("step") == "run"
    boxes = "".join(_box(group, ticked=not again or group.name in given) for group in groups(services))
    kept = given if again else {}
    return (
        '<section class="narrow"><h3>Run the cases</h3><form class="run-form" data-form="extra" data-step="run">'
        f"{_field(kept, 'Name of this run', 'name', _NAME)}"
        f'<fieldset><legend>Cases</legend><div class="boxes">{boxes}</div></fieldset>'
        f"{_field(kept, 'Only cases with these letters in their name', 'only', _ONLY)}"
        f"<fieldset><legend>Who writes the replies</legend>{_who(services, kept)}</fieldset>"
        f"{_field(kept, 'Folder with prompts A', 'prompts', _ONE)}"
        f"{_field(kept, 'Folder with prompts B', 'prompts-b', _TWO)}"
        '<p class="row"><button class="strong">Run the cases</button></p></form></section>'
    )


_NAME = "So that you find it again. If you stop a run, give the same name to go on with it."
_ONLY = "Such as “danger”. Leave it empty to run all that you ticked."
_ONE = "A folder on this computer with prompts that you changed. Leave it empty to use the prompts as they are now."
_TWO = "Leave it empty to run A alone. If you give one, A runs first, then B, and then you compare the two."


def _field(given: Given, label: str, name: str, hint: str) -> str:
    return (
        f'<label><span class="name">{text(label)}</span><small class="hint">{text(hint)}</small>'
        f'<input type="text" name="{name}" autocomplete="off" maxlength="300" value="{text(given.get(name, ""))}">'
        "</label>"
    )


def _box(group: Group, *, ticked: bool) -> str:
    none = not group.ids
    state = " disabled" if none else " checked" if ticked else ""
    told = count(len(group.ids), "case") if group.ids else group.problem or "none yet"
    return (
        f'<label class="check{" off" if none else ""}"><input type="checkbox" name="{text(group.name)}"{state}>'
        f"<span>{text(group.title)}{':' if none else ''} <small>{text(told)}</small></span></label>"
    )


def _who(services: Services, given: Given) -> str:
    refused, model = no_model(services), services.settings.model
    named = "A language model" if model == EMBEDDED else model
    other = given.get("engine") == "model" and not refused
    rows: Sequence[tuple[str, str, str, bool]] = (
        (EMBEDDED, "No language model", "", not other),
        ("model", named, refused, other),
    )
    return "".join(
        f'<label class="check{" off" if why else ""}"><input type="radio" name="engine" value="{value}"'
        f"{' checked' if on else ''}{' disabled' if why else ''}>"
        f"<span>{text(label)} <small>{text(why)}</small></span></label>"
        for value, label, why, on in rows
    )
