"""The components of the page and where they stand; what they do is in `talk`."""

from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

import gradio as gr

from assistant.services import Services
from assistant.ui.state import Session

POLL_SECONDS = 2
ON_LOAD = """
const labelled = (button) => JSON.stringify([button.dataset.do, button.dataset.id, button.dataset.act]);
let used = null;
let live = null;
element.addEventListener('click', (event) => {
  const way = event.target.closest('button[data-say], button[data-edit]');
  if (way) return trigger('say', {...way.dataset, text: way.dataset.say});
  const button = event.target.closest('[data-do]');
  if (!button) return;
  if (button.dataset.do === 'stop') return trigger('halt', {});
  used = labelled(button);
  trigger('act', {...button.dataset});
});
element.addEventListener('change', (event) => {
  const form = event.target.closest('form[data-live]');
  if (!form) return;
  live = `form[data-form="${form.dataset.form}"][data-id="${form.dataset.id || ''}"] [name="${event.target.name}"]`;
  form.requestSubmit();
});
element.addEventListener('submit', (event) => {
  event.preventDefault();
  const form = event.target;
  const sent = {...Object.fromEntries(new FormData(form)), ...form.dataset, do: form.dataset.form};
  trigger(form.dataset.live ? 'live' : 'act', sent);
});
watch('value', () => requestAnimationFrame(() => {
  if (live !== null && document.activeElement === document.body) {
    const same = element.querySelector(live);
    if (same) same.focus({preventScroll: true});
    live = null;
  }
  if (used === null || document.activeElement !== document.body) return;
  const form = element.querySelector('.small-form input, .small-form textarea, .confirm button:not(.grave)');
  const same = [...element.querySelectorAll('button[data-do]')].find((button) => labelled(button) === used);
  const next = form || same || element.querySelector('button[aria-current]');
  if (next) next.focus({preventScroll: true});
  used = null;
}));
"""
"""Every button and form inside a piece of HTML calls back with its data; the focus comes back after a change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The components that handlers change."""

    session: gr.State
    top: gr.HTML
    cases: gr.HTML
    notes: gr.HTML
    files: gr.UploadButton
    find: gr.HTML
    tray: gr.HTML
    awake: gr.HTML
    past: gr.HTML
    now: gr.HTML
    spoken: gr.HTML
    composer: gr.Column
    trouble: gr.HTML
    message: gr.Textbox
    send: gr.Button
    margin: gr.HTML
    foot: gr.HTML
    paper: gr.UploadButton
    timer: gr.Timer

    def outputs(self) -> list[Any]:
        """All that an action may change."""
        elsewhere = {"session", "timer", "message", "send", "awake"}
        return [getattr(self, name) for name in self.__dataclass_fields__ if name not in elsewhere]


def _live(elem_id: str) -> gr.HTML:
    """HTML whose buttons and forms call back."""
    return gr.HTML(elem_id=elem_id, js_on_load=ON_LOAD, apply_default_css=False)


def _still(elem_id: str, value: str = "") -> gr.HTML:
    return gr.HTML(value, elem_id=elem_id, js_on_load=None, apply_default_css=False)


def components(services: Services) -> Parts:
    """Make all components, inside the page that is being made."""
    made: dict[str, Any] = {"session": gr.State(Session()), "timer": gr.Timer(POLL_SECONDS)}
    with gr.Row(elem_id="desk"):
        with gr.Column(elem_id="panel"):
            made |= _panel(services)
        with gr.Column(elem_id="talk"):
            made |= _talk()
        with gr.Column(elem_id="margin"):
            made["margin"] = _live("source")
            made["paper"] = gr.UploadButton("Add your team’s copy", elem_id="paper", visible=False, size="sm")
    return Parts(**made)


def _panel(services: Services) -> dict[str, Any]:
    _still("brand", '<p class="brand">Noticing</p>' + toggle("Close", "panel-close"))
    made: dict[str, Any] = {"cases": _live("cases"), "notes": _live("notes")}
    made["files"] = gr.UploadButton("Add files", file_count="multiple", elem_id="files", visible=False, size="sm")
    return {**made, "find": _live("find"), "foot": _live("foot")}


def _talk() -> dict[str, Any]:
    made: dict[str, Any] = {"top": _live("top")}
    with gr.Column(elem_id="scroll"):
        made |= {"tray": _live("tray"), "past": _live("past"), "now": _live("now")}
    made["spoken"] = gr.HTML(
        elem_id="spoken",
        apply_default_css=False,
        js_on_load="element.setAttribute('role', 'status'); element.setAttribute('aria-live', 'polite');",
    )
    with gr.Column(elem_id="composer", visible=False) as composer:
        made |= {"composer": composer, "awake": _still("awake"), "trouble": _live("trouble")}
        with gr.Row(elem_id="write"):
            made["message"] = gr.Textbox(
                label="What happened, or what stays with you?",
                info="Enter sends. Shift and Enter starts a new line.",
                lines=1,
                max_lines=8,
                elem_id="message",
            )
            made["send"] = gr.Button("Send", variant="primary", interactive=False, elem_id="send")
    return made


def alone(host: str) -> bool:
    """Whether only this computer can reach the address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def toggle(label: str, kind: str) -> str:
    """The button that opens and closes the column of cases and notes."""
    aria = 'aria-expanded="false" aria-controls="panel"'
    return f'<button type="button" class="plain {kind}" data-toggle="cases" {aria}>{label}</button>'
