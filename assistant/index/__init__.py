"""Finds the passages and cards nearest to a question, by meaning and by words, without leaving this machine.

Knows Chroma, sentence-transformers and BM25. Does not know what is done with what it finds.
"""

from assistant.index.case import CaseIndex
from assistant.index.encoder import Encoder, HashEncoder
from assistant.index.framework import FrameworkIndex, FrameworkRecord, Paper
from assistant.index.retrievers import (
    CaseRetriever,
    FrameworkRetriever,
    document_of,
    framework_document_of,
    framework_hit_of,
    hit_of,
)
from assistant.index.sentence_encoder import SentenceEncoder

__all__ = [
    "CaseIndex",
    "CaseRetriever",
    "Encoder",
    "FrameworkIndex",
    "FrameworkRecord",
    "FrameworkRetriever",
    "HashEncoder",
    "Paper",
    "SentenceEncoder",
    "document_of",
    "framework_document_of",
    "framework_hit_of",
    "hit_of",
]
