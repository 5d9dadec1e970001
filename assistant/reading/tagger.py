"""Text -> what the tagger says of each word: is it in an actor's name, of which kind, does it act, is it passed over.

Knows where the weights lie and how texts are cut into windows. Does not know grammar or which mentions belong together.
The weights are made by `make train`; what the file beside them says of it is checked when they are loaded.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from assistant import packaged
from assistant.domain import HumanKind, NonHumanKind
from assistant.errors import ModelMissing
from assistant.reading.pieces import Window, Word, pieces, pieces_of, tokenizer, windows, words

if TYPE_CHECKING:
    import numpy as np
    from tokenizers import Tokenizer

    from assistant.reading.net import Net

KINDS: tuple[str, ...] = (*get_args(HumanKind), *get_args(NonHumanKind))
"""The kinds in the order of the network's answers."""
QUESTIONS = ("acts", "here", "passed", "before", "after", "tie")
"""What is asked of each word by itself, yes or no."""
NEAR = 2
"""How many sentences apart two mentions may stand to be compared."""
WEIGHTS = Path(__file__).parent / "weights"
TAGGER = "tagger.safetensors"
CARD = "tagger.json"
BATCH = 8


@dataclass(frozen=True, slots=True)
class Tags:
    """What the tagger says of the words of one text; each row of an array is a word."""

    words: tuple[Word, ...]
    spans: np.ndarray
    """W x 3: the chance of being outside all names, of beginning one, of going on with one."""
    kinds: np.ndarray
    """W x 14: the chance of each kind, if it is part of a name."""
    asked: np.ndarray
    """W x 6: the chance of each of `QUESTIONS`."""
    doer: np.ndarray
    """W x 128: the word as the one that does something to another."""
    done_to: np.ndarray
    """W x 128: the word as the other."""
    between: np.ndarray
    """W x 128: the word as one that stands between two."""
    who: np.ndarray
    """W x 64: whom or what the word names; the inner product of two tells how strongly they name one."""


class Tagger:
    """The learned part of the reading, loaded at first use; safe to share between threads."""

    def __init__(self, folder: Path = WEIGHTS, *, loaded: tuple[Net, Tokenizer] | None = None) -> None:
        """Take the folder of the weights, or a network that is loaded already; nothing is read yet."""
        self._folder = folder
        self._lock = threading.Lock()
        self._loaded = loaded

    def tag(self, texts: Sequence[str]) -> list[Tags]:
        """Tag texts of any length.

        Returns:
            For each text its words, offsets in characters of that text, and what is said of them.

        Raises:
            ModelMissing: the packaged model or the tagger's weights are missing, or are not those expected.
        """
        with self._lock:
            self._loaded = self._loaded or load(self._folder)
            return tag(*self._loaded, texts)

    def tied(self, tags: Tags, pairs: Sequence[tuple[int, int, int, int, int]]) -> list[float]:
        """How likely each pair of mentions of one text is tied, from 0 to 1.

        Args:
            tags: What `tag` said of the text.
            pairs: First and last word of the doer, first and last word of the other, sentences apart (at most `NEAR`).
        """
        import torch

        from assistant.reading.net import Answers

        if not pairs:
            return []
        with self._lock, torch.inference_mode():
            self._loaded = self._loaded or load(self._folder)
            none = torch.empty(0)
            doer, done_to, between = (torch.from_numpy(item)[None] for item in (tags.doer, tags.done_to, tags.between))
            given = torch.tensor([(0, *pair) for pair in pairs])
            told: list[float] = (
                self._loaded[0].tied(Answers(none, none, none, doer, done_to, between, none), given).sigmoid().tolist()
            )
        return told


def load(folder: Path) -> tuple[Net, Tokenizer]:
    """The network with its weights, and its tokenizer.

    Raises:
        ModelMissing: a file is missing, or its hash is not the one that was noted when it was made.
    """
    import torch
    from safetensors import safe_open
    from safetensors.torch import load_file

    from assistant.reading.net import Net, embeddings

    base = packaged.weights()
    packaged.verify(folder / TAGGER, _card(folder)["sha256"], "Install Noticing again.")
    with torch.device("meta"):
        net = Net(len(KINDS))
    with safe_open(base, framework="pt") as published:
        weights = embeddings(published.get_tensor)
    learned = {name: item.float() for name, item in load_file(folder / TAGGER).items()}
    net.load_state_dict({**weights, **learned}, assign=True)
    return net.eval(), tokenizer(base.parent)


def _card(folder: Path) -> dict[str, str]:
    try:
        card: dict[str, str] = json.loads((folder / CARD).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelMissing(f'The tagger\'s card "{folder / CARD}" cannot be read. Install Noticing again.') from error
    return card


def tag(net: Net, made: Tokenizer, texts: Sequence[str]) -> list[Tags]:
    """Tag texts with a given network."""
    listed = [words(text) for text in texts]
    cut = [pieces(made, item) for item in listed]
    jobs = [
        (number, window)
        for number, item in enumerate(cut)
        for window in windows([len(ids) for ids in item], _breaks(listed[number]))
    ]
    jobs.sort(key=lambda job: (len(job[1].words), job[0], job[1].words[:1]))
    found = [_empty(len(item)) for item in listed]
    for at in range(0, len(jobs), BATCH):
        some = jobs[at : at + BATCH]
        for (number, window), rows in zip(some, _answer(net, listed, cut, some), strict=True):
            kept = slice(window.words[window.first], window.words[window.last - 1] + 1)
            for array, row in zip(found[number], rows, strict=True):
                array[kept] = row[window.first : window.last]
    return [Tags(tuple(item), *arrays) for item, arrays in zip(listed, found, strict=True)]


def _empty(count: int) -> list[np.ndarray]:
    import numpy as np

    from assistant.reading.net import PAIR, WHO

    widths = (3, len(KINDS), len(QUESTIONS), PAIR, PAIR, PAIR, WHO)
    return [np.zeros((count, width), dtype="float32") for width in widths]


def _breaks(listed: Sequence[Word]) -> list[bool]:
    return [word.gap == 1 or (index > 0 and listed[index - 1].text in ".?!") for index, word in enumerate(listed)]


def _answer(
    net: Net, listed: Sequence[Sequence[Word]], cut: Sequence[Sequence[list[int]]], jobs: Sequence[tuple[int, Window]]
) -> Iterator[list[np.ndarray]]:
    """What the network says of each word of some windows."""
    import torch

    rows = [pieces_of(listed[number], cut[number], window.words) for number, window in jobs]
    given = [
        torch.nn.utils.rnn.pad_sequence([torch.tensor(item[key]) for item in rows], batch_first=True)
        for key in range(4)
    ]
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16, enabled=_short_floats()):
        told = net(*given)
    arrays = [
        told.spans.float().softmax(-1).numpy(),
        told.kinds.float().softmax(-1).numpy(),
        told.asked.float().sigmoid().numpy(),
        told.doer.float().numpy(),
        told.done_to.float().numpy(),
        told.between.float().numpy(),
        told.who.float().numpy(),
    ]
    for index in range(len(jobs)):
        yield [array[index] for array in arrays]


def _short_floats() -> bool:
    """Whether this processor multiplies 16-bit floats faster than 32-bit ones."""
    import torch

    return torch.backends.cpu.get_cpu_capability().startswith("AVX512") and bool(
        torch.cpu._is_avx512_bf16_supported()  # PyTorch tells it nowhere else
    )
