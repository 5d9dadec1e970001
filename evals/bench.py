"""Speed and memory of the main job, in one run on one machine: `make bench`.

Times of different machines do not compare; the ratios at the end do. Nothing here is a test.

    page        from `python app.py` to the first answered request
    cold        from the same start to the first whole reply on the sample case, models included
    warm        a later reply on the sample case (median of eight)
    around      a turn around a language model: retrieval, brief, parsing, grounding (95th percentile)
    note        a note of 500 words that was not read before, warm
    reading     words a second of a case of 48 long notes, in one process, warm
    batch       words a second of many cases of some notes each, with a process on each core, warm
    vectors     passages a second through the encoder, warm
    views       the slowest view of the page, drawn whole, in a case of 200 notes, once they have been read
    peak        resident memory of this process at its highest, in megabytes
"""

import json
import os
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, replace
from pathlib import Path

from assistant import passages
from assistant.domain import Note
from assistant.responders import Asked, ScriptedChatModel
from assistant.services import Services
from assistant.settings import Settings
from evals.learn.gold import load
from evals.reading import in_batch, notes_of

MESSAGES = (
    "What did I write about the dashboard?",
    "The hub works well for everyone now.",
    "Tell me more about that.",
    "Another way of looking, please.",
    "Who decided on the form?",
    "The driver waits in the corridor.",
    "I had not seen that.",
    "What now?",
)
LOCAL = "http://127.0.0.1:9"
COPIES = 12
"""How many changed copies of the sample's notes make a text long enough to time."""
ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Seconds, rates and megabytes of one run."""

    page: float
    cold: float
    warm: float
    around: float
    note: float
    reading: float
    batch: float
    vectors: float
    views: float
    crowd: int
    """Actors of the case whose views were timed."""
    peak: float


def served_after(home: Path) -> float:
    """Seconds from starting the server to its first answer."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    begun = time.perf_counter()
    command = [sys.executable, "-m", "assistant", "serve", "--port", str(port)]
    server = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "NOTICING_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while time.perf_counter() - begun < 120:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
                return time.perf_counter() - begun
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.05)
        raise TimeoutError("the page was not served within 120 seconds")
    finally:
        server.terminate()
        server.wait()


def first_reply(services: Services) -> float:
    """Seconds to the first whole reply on the sample case, with nothing loaded before."""
    begun = time.perf_counter()
    case = services.sample()
    list(services.talk(case.id, "We changed how people go home from hospital."))
    return time.perf_counter() - begun


def later_replies(services: Services) -> float:
    """Seconds of a later reply."""
    case = services.sample()
    times = []
    for message in MESSAGES:
        begun = time.perf_counter()
        list(services.talk(case.id, message))
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def around_a_model(services: Services) -> float:
    """Seconds of a turn in which a scripted model answers at once; the 95th percentile."""
    note = services.notes(services.sample().id)[0]
    quote = next(line for line in note.text.splitlines() if len(line.split()) > 8)
    remark = {"text": "Look at this again.", "quote": quote, "passage": "p1"}
    answer = json.dumps({"opening": "", "observations": [remark], "question": "What stays with you?"})
    model = ScriptedChatModel(answers=[answer], piece=len(answer))
    case = services.create_case("Around")
    services.keep(case.id, services.read_text(case.id, note.text))
    responder = services.library.with_model(model, Asked(name="scripted"))  # made once, as the product does
    services.library.chat_model = lambda writer: responder  # type: ignore[method-assign]  # an edge that a benchmark stands in for
    before, services.settings = services.settings, replace(services.settings, model="openai:x", model_url=LOCAL)
    times = []
    for number in range(40):
        begun = time.perf_counter()
        list(services.talk(case.id, MESSAGES[number % len(MESSAGES)]))
        times.append(time.perf_counter() - begun)
    services.settings = before
    del services.library.chat_model
    return statistics.quantiles(times, n=20)[-1]


def one_note(services: Services) -> float:
    """Seconds to read one note of 500 words that is new, models loaded."""
    words = " ".join(note.text for note in services.notes(services.sample().id)).split()
    times = []
    for number in range(5):
        text = " ".join([*words[:499], f"{number}."])
        begun = time.perf_counter()
        services.library.read((Note(id="n", filename="n", title="N", text=text),))
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def long_notes(services: Services) -> list[Note]:
    """Changed copies of the sample's notes, so that no cache knows them."""
    notes = services.notes(services.sample().id)
    return [
        replace(note, id=f"{note.id}-{n}", text=f"{note.text}\n\nCopy {n}.") for n in range(COPIES) for note in notes
    ]


def in_batch_rate() -> float:
    """Words a second of the annotated cases, read in batch after others of their kind."""
    others, cases = ([notes_of(case) for case in load(part)] for part in ("apart", "dev"))
    copies = [
        tuple(replace(note, text=f"{note.text}\n\nCopy {n}.") for note in notes) for n in range(3) for notes in cases
    ]
    with in_batch() as read:
        list(read(others))
        begun = time.perf_counter()
        list(read(copies))
        passed = time.perf_counter() - begun
    return sum(note.words for notes in copies for note in notes) / passed


def slowest_view(services: Services) -> tuple[float, int]:
    """Seconds that the slowest view of a case of 200 notes takes, and how many actors the case has."""
    import gradio as gr

    from assistant.ui import actions
    from assistant.ui.layout import components
    from assistant.ui.showing import VIEWS, shown
    from assistant.ui.state import Page

    case = services.create_case("Two hundred notes")
    cases = (
        json.loads(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "evals/gold/train").glob("*.json"))
    )
    texts = [note["text"] for one in cases for note in one["notes"]]
    for number, text in enumerate(texts[:200]):
        services.keep(case.id, services.read_text(case.id, text, f"Note {number}"), duplicate="keep both")
    crowd = len(services.reading(case.id).actors)
    services.warm()
    while not services.readiness().ready:
        time.sleep(0.1)
    with gr.Blocks():
        parts = components(services)
    page, times = Page(case=case.id), []
    for view, _ in VIEWS:
        begun = time.perf_counter()
        *_, step = actions.act(services, page, {"do": "view", "name": view})
        shown(services, parts, step.page)
        times.append(time.perf_counter() - begun)
    return max(times), crowd


def run(home: Path) -> Figures:
    """Measure everything once."""
    page = served_after(home / "served")
    services = Services(Settings(home=home / "bench"))
    cold, warm = first_reply(services), later_replies(services)
    around, note = around_a_model(services), one_note(services)
    notes = long_notes(services)
    begun = time.perf_counter()
    services.library.read(tuple(notes))
    reading = sum(note.words for note in notes) / (time.perf_counter() - begun)
    batch = in_batch_rate()
    texts = [passage.text for note in notes for passage in passages.split(note)]
    begun = time.perf_counter()
    services.library.encoder.encode(texts)
    vectors = len(texts) / (time.perf_counter() - begun)
    views, crowd = slowest_view(services)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Figures(
        page=page,
        cold=cold,
        warm=warm,
        around=around,
        note=note,
        reading=reading,
        batch=batch,
        vectors=vectors,
        views=views,
        crowd=crowd,
        peak=peak,
    )


def main() -> None:
    """Print the figures and their ratios."""
    with tempfile.TemporaryDirectory(prefix="noticing-bench-") as folder:
        found = run(Path(folder))
    print(f"page     {found.page:8.2f} s to the first answer")
    print(f"cold     {found.cold:8.2f} s to the first whole reply")
    print(f"warm     {found.warm:8.2f} s for a later one")
    print(f"around   {found.around:8.3f} s around a language model's answer, 95th percentile")
    print(f"note     {found.note:8.3f} s for a new note of 500 words")
    print(f"reading  {found.reading:8.0f} words a second of one case")
    print(f"batch    {found.batch:8.0f} words a second of many cases")
    print(f"vectors  {found.vectors:8.1f} passages a second")
    print(f"views    {found.views:8.2f} s for the slowest view of 200 notes and {found.crowd} actors")
    print(f"peak     {found.peak:8.0f} MB")
    print(f"cold / warm reply                    {found.cold / found.warm:6.1f}")
    print(f"warm reply / one passage's vector    {found.warm * found.vectors:6.1f}")


if __name__ == "__main__":
    main()
