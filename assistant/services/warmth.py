"""Loading the models in the background, so that the page is served at once and can say how far it is."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from assistant.errors import NoticingError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """Whether a reply can be made at once, in a sentence for the page."""

    ready: bool
    sentence: str


ASLEEP = Readiness(ready=False, sentence="Still waking up; you can add notes already.")
AWAKE = Readiness(ready=True, sentence="Ready.")


class Warmth:
    """Runs a load once, in a thread of its own."""

    def __init__(self, load: Callable[[], None]) -> None:
        self._load = load
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._state = ASLEEP

    def start(self) -> None:
        """Begin, unless it has begun; returns at once."""
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="warm", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        try:
            self._load()
        except NoticingError as error:
            self._state = Readiness(ready=False, sentence=str(error))
        except BaseException:
            log.exception("The models could not be loaded.")
            self._state = Readiness(
                ready=False, sentence="The models could not be loaded. `noticing doctor` says what is missing."
            )
            raise
        else:
            self._state = AWAKE

    @property
    def state(self) -> Readiness:
        """How far it is."""
        return self._state
