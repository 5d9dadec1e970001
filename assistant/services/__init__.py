"""What the page and the command line call; the only part that constructs the others."""

from assistant.services.doctor import Finding
from assistant.services.home import Incoming
from assistant.services.prompting import kept_prompt
from assistant.services.services import Services
from assistant.services.shelf import Duplicate
from assistant.services.warmth import Readiness

__all__ = ["Duplicate", "Finding", "Incoming", "Readiness", "Services", "kept_prompt"]
