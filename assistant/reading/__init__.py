"""The reading: who and what takes part in notes, what makes a difference and what is passed over."""

from assistant.reading.explain import Explanation
from assistant.reading.explain import text as explanation_text
from assistant.reading.forms import form
from assistant.reading.parse import Parser
from assistant.reading.reader import Reader
from assistant.reading.tagger import Tagger

__all__ = ["Explanation", "Parser", "Reader", "Tagger", "explanation_text", "form"]
