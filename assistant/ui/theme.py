"""The theme that the page library draws its own controls with: the colours of page.css, by name, for light and dark."""

import gradio as gr

_COLOURS = {
    "body_background_fill": "paper",
    "body_text_color": "ink",
    "body_text_color_subdued": "soft",
    "background_fill_primary": "paper",
    "background_fill_secondary": "paper",
    "border_color_primary": "line",
    "border_color_accent": "teal",
    "color_accent": "teal",
    "color_accent_soft": "wash",
    "block_background_fill": "paper",
    "block_border_color": "line",
    "block_label_text_color": "soft",
    "block_title_text_color": "soft",
    "input_background_fill": "sheet",
    "input_border_color": "edge",
    "input_border_color_focus": "teal",
    "input_placeholder_color": "soft",
    "button_primary_background_fill": "teal",
    "button_primary_background_fill_hover": "teal-deep",
    "button_primary_text_color": "on-teal",
    "button_primary_border_color": "teal",
    "button_secondary_background_fill": "paper",
    "button_secondary_background_fill_hover": "wash",
    "button_secondary_text_color": "teal",
    "button_secondary_border_color": "edge",
    "link_text_color": "teal",
    "error_background_fill": "paper",
    "error_text_color": "rust",
    "error_border_color": "rust",
    "error_icon_color": "rust",
}
_FIRST_PAINT = {"body_background_fill": ("#fbfaf7", "#181b19"), "body_text_color": ("#1f2421", "#e9ece8")}
"""Used before any style sheet has come, so given as values."""


def theme() -> gr.themes.Base:
    """The theme; nothing in it comes from elsewhere."""
    font = [gr.themes.Font("Atkinson Hyperlegible"), gr.themes.Font("system-ui"), gr.themes.Font("sans-serif")]
    mono = [gr.themes.Font("ui-monospace"), gr.themes.Font("monospace")]
    made = gr.themes.Base(font=font, font_mono=mono, radius_size=gr.themes.sizes.radius_sm)
    values = {name: f"var(--{colour})" for name, colour in _COLOURS.items()}
    dark = {f"{name}_dark": value for name, value in values.items() if hasattr(made, f"{name}_dark")}
    first = {name: light for name, (light, _) in _FIRST_PAINT.items()}
    first_dark = {f"{name}_dark": shade for name, (_, shade) in _FIRST_PAINT.items()}
    return made.set(**{**values, **dark, **first, **first_dark})
