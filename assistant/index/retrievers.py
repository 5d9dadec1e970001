"""The case and the framework as LangChain retrievers, and the way back from their documents.

Does not know what a document is used for.
"""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.domain import FrameworkHit, Hit, Passage
from assistant.index.case import CaseIndex
from assistant.index.framework import FrameworkIndex


class CaseRetriever(BaseRetriever):
    """Finds passages of one case; `hit_of` turns a document into the Hit it stands for."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    index: CaseIndex
    k: int = 8

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return [document_of(hit) for hit in self.index.search(query, k=self.k)]


class FrameworkRetriever(BaseRetriever):
    """Finds cards, questions and pages of the framework; `framework_hit_of` turns a document into its FrameworkHit."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    index: FrameworkIndex
    k: int = 6

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        return [framework_document_of(hit) for hit in self.index.search(query, k=self.k)]


def document_of(hit: Hit) -> Document:
    """The hit as a document: the passage's text, and in the metadata `note`, `start`, `end` and `score`."""
    passage = hit.passage
    metadata = {"note": passage.note, "start": passage.start, "end": passage.end, "score": hit.score}
    return Document(page_content=passage.text, metadata=metadata, id=passage.id)


def hit_of(document: Document) -> Hit:
    """The hit that `document_of` made the document from."""
    data = document.metadata
    passage = Passage(note=data["note"], start=data["start"], end=data["end"], text=document.page_content)
    return Hit(passage=passage, score=data["score"])


def framework_document_of(hit: FrameworkHit) -> Document:
    """The hit as a document: its text, and in the metadata `lens`, `cite` and `score`."""
    return Document(page_content=hit.text, metadata={"lens": hit.lens, "cite": hit.cite, "score": hit.score})


def framework_hit_of(document: Document) -> FrameworkHit:
    """The hit that `framework_document_of` made the document from."""
    data = document.metadata
    return FrameworkHit(lens=data["lens"], text=document.page_content, cite=data["cite"], score=data["score"])
