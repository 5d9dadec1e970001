"""Notes that hold instructions to a machine are read like any others."""

import json
from pathlib import Path

from assistant.reading import Reader
from tests.reading.test_reader import note

ATTEMPTS = json.loads((Path(__file__).parents[1] / "data" / "injections.json").read_text(encoding="utf-8"))
FRAME = "The referral form sends people back. {} The night nurse rang Mrs Field."


def test_actors_are_still_found_beside_every_attempt(reader: Reader) -> None:
    for attempt in (text for texts in ATTEMPTS.values() for text in texts):
        found = {item.name for item in reader.read([note(FRAME.format(attempt))]).actors}
        assert {"referral form", "night nurse", "Mrs Field"} <= found, attempt
