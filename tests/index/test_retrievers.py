from pathlib import Path

from assistant.index import (
    CaseIndex,
    CaseRetriever,
    FrameworkIndex,
    FrameworkRecord,
    FrameworkRetriever,
    framework_hit_of,
    hit_of,
)
from tests.index.conftest import CountingEncoder, passages


def test_case_documents_stand_for_their_hits(index: CaseIndex) -> None:
    index.add("n1", passages("n1", "The form.", "The lift.", "The rota."))
    documents = CaseRetriever(index=index, k=2).invoke("the form")
    assert tuple(map(hit_of, documents)) == index.search("the form", k=2)
    assert documents[0].page_content == "The form."
    assert documents[0].metadata["note"] == "n1"


def test_framework_documents_stand_for_their_hits(tmp_path: Path, encoder: CountingEncoder) -> None:
    index = FrameworkIndex(tmp_path / "framework", encoder)
    index.sync([FrameworkRecord(id="c1", lens="in-motion", text="When did it change?", cite="ours")])
    documents = FrameworkRetriever(index=index).invoke("change")
    assert tuple(map(framework_hit_of, documents)) == index.search("change")
    assert documents[0].metadata["lens"] == "in-motion"
