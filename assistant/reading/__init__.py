"""The reading: who and what takes part in notes, what makes a difference and what is passed over."""

from assistant.reading.parse import Parser
from assistant.reading.reader import Reader
from assistant.reading.tagger import Tagger

__all__ = ["Parser", "Reader", "Tagger"]
