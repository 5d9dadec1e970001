"""Nouns of the domain as HTML, in pure functions: nothing here knows gradio, and every text is escaped."""
