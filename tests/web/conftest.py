"""One real server for the room's tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.serving import Server, serving


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A paired server on a free port, with a folder of its own."""
    with serving(tmp_path_factory.mktemp("home")) as running:
        yield running
