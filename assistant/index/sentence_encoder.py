"""The encoder that runs a sentence-transformers model from a folder of this machine, never from the network.

Knows what describes a model in its folder. Does not know what the vectors are used for.
"""

import io
import threading
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import packaged
from assistant.errors import ModelMissing

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

PACKAGED = "packaged"
BATCH = 32
_DESCRIBED_BY = ("modules.json", "config.json", "config_sentence_transformers.json", "1_Pooling/config.json")


class SentenceEncoder:
    """Runs a sentence-transformers model; it is loaded by the first text that is encoded."""

    def __init__(self, model: str = PACKAGED) -> None:
        """Take the model's name; nothing is read yet.

        Args:
            model: "packaged", or the path of a folder that holds a sentence-transformers model.
        """
        self._choice = model
        self._lock = threading.Lock()
        self._model: SentenceTransformer | None = None
        self._name = f"all-MiniLM-L6-v2-{packaged.WEIGHTS_SHA256[:12]}" if model == PACKAGED else ""

    @property
    def name(self) -> str:
        """Names the model: the packaged one by its weights, another by its folder and what describes it there.

        Raises:
            ModelMissing: the folder is not there or holds no model.
        """
        if not self._name:
            self._name = _described(self._folder())
        return self._name

    def encode(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector of length 1 for each text, in order. Safe to call from several threads.

        Raises:
            ModelMissing: the model is not installed, is not the one expected, or cannot be loaded.
        """
        if not texts:
            return []
        with self._lock:  # also while encoding: a fast tokenizer must not be shared by two threads at once
            if self._model is None:
                self._model = self._load()
            vectors = self._model.encode(
                [_clean(text) for text in texts],
                batch_size=BATCH,
                show_progress_bar=False,
                normalize_embeddings=True,
            )
        return [[float(value) for value in vector] for vector in vectors]

    def _folder(self) -> Path:
        return packaged.folder() if self._choice == PACKAGED else _model_folder(Path(self._choice))

    def _load(self) -> "SentenceTransformer":
        return _read_model(packaged.weights().parent if self._choice == PACKAGED else self._folder())


def _model_folder(folder: Path) -> Path:
    if not (folder / "modules.json").is_file():
        raise ModelMissing(
            f"There is no search model in {str(folder)!r}. Give the folder of a sentence-transformers model "
            "(it holds `modules.json`), or use the packaged one."
        )
    return folder


def _described(folder: Path) -> str:
    """The folder's name and a hash of the files that describe the model and of its weights' size."""
    description = sha256()
    for name in _DESCRIBED_BY:
        path = folder / name
        description.update(name.encode() + (path.read_bytes() if path.is_file() else b""))
    for path in sorted(folder.glob("*.safetensors")):
        description.update(f"{path.name} {path.stat().st_size}".encode())
    return f"{folder.name}-{description.hexdigest()[:12]}"


def _clean(text: str) -> str:
    """The text without lone surrogates, which no tokenizer takes."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _read_model(folder: Path) -> "SentenceTransformer":
    from safetensors import SafetensorError
    from sentence_transformers import SentenceTransformer

    try:
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):  # a progress bar that has no switch
            return SentenceTransformer(
                str(folder),
                device="cpu",
                local_files_only=True,
                trust_remote_code=False,
                model_kwargs={"use_safetensors": True},
            )
    except (OSError, ValueError, KeyError, RuntimeError, ImportError, SafetensorError) as error:
        raise ModelMissing(
            f"The search model in {str(folder)!r} cannot be loaded ({type(error).__name__}). "
            f"Install it again, or use the packaged one: `{packaged.INSTALL}`."
        ) from error
