"""What answers a brief with a draft.

Knows the brief and the framework. Does not check its own drafts: grounding does that, outside.
"""

from assistant.responders.embedded import EmbeddedResponder
from assistant.responders.scripted import ScriptedResponder

__all__ = ["EmbeddedResponder", "ScriptedResponder"]
