import socket

import pytest

from tests.conftest import NetworkTouched


def test_other_machines_cannot_be_reached() -> None:
    with pytest.raises(NetworkTouched), socket.socket() as connection:
        connection.connect(("192.0.2.1", 80))
    with pytest.raises(NetworkTouched):
        socket.getaddrinfo("example.org", 80)


def test_loopback_can() -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        with socket.create_connection(server.getsockname(), timeout=5) as client:
            assert client.getpeername() == server.getsockname()
