"""Files and pasted texts become notes: text, title, date, locations and what was left out."""

from assistant.notes.content import Limits
from assistant.notes.files import FORMATS, read_file
from assistant.notes.pasted import read_text

__all__ = ["FORMATS", "Limits", "read_file", "read_text"]
