"""What answers a brief with a draft.

Knows the brief and the framework. Does not check its own drafts: grounding does that, outside.
"""

from assistant.responders.chat_model import MODEL_PROMPTS, Asked, ChatModelResponder
from assistant.responders.embedded import EmbeddedResponder
from assistant.responders.models import ChatModel, connect, is_local, place
from assistant.responders.scripted import ScriptedChatModel, ScriptedResponder

__all__ = [
    "MODEL_PROMPTS",
    "Asked",
    "ChatModel",
    "ChatModelResponder",
    "EmbeddedResponder",
    "ScriptedChatModel",
    "ScriptedResponder",
    "connect",
    "is_local",
    "place",
]
