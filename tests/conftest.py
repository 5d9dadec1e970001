"""What every test has: no network but loopback, no home folder but a temporary one."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.settings import Settings, close_doors

close_doors()

_LOOPBACK = {"127.0.0.1", "::1", "localhost", "0.0.0.0"}


class NetworkTouched(AssertionError):
    """A test reached for another machine."""


def _guard(address: object) -> None:
    if isinstance(address, tuple) and address and address[0] not in _LOOPBACK:
        raise NetworkTouched(f"a connection to {address!r} was tried")


_connect, _connect_ex, _lookup = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo


def _guarded_connect(self: socket.socket, address: Any) -> None:
    _guard(address)
    _connect(self, address)


def _guarded_connect_ex(self: socket.socket, address: Any) -> int:
    _guard(address)
    return _connect_ex(self, address)


def _guarded_lookup(host: Any, *args: Any, **kwargs: Any) -> Any:
    name = host.decode() if isinstance(host, bytes) else host
    if name is not None and name not in _LOOPBACK:
        raise NetworkTouched(f"the address of {name!r} was looked up")
    return _lookup(host, *args, **kwargs)


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Only loopback can be reached, in the whole suite."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _guarded_connect)
        patch.setattr(socket.socket, "connect_ex", _guarded_connect_ex)
        patch.setattr(socket, "getaddrinfo", _guarded_lookup)
        yield


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of whoever runs the tests does not reach them."""
    for name in [name for name in os.environ if name.startswith("NOTICING_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings whose home is a temporary folder."""
    return Settings(home=tmp_path / "home")
