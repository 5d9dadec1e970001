"""The framework: `corpus/` as typed, checked nouns.

Knows the corpus's files and their rules. Does not know how a lens or a question is chosen.
"""

from assistant.framework.catalogue import Framework
from assistant.framework.lexicon import load_abbreviations, load_lexicon
from assistant.framework.loading import load

__all__ = ["Framework", "load", "load_abbreviations", "load_lexicon"]
