"""A fresh gradebook for each test, in both kinds of databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.gradebook.book import Gradebook
from tests.postgres import Server


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a fresh gradebook is to be."""
    if request.param == "sqlite":
        return str(tmp_path / "out" / "grade book.sqlite")
    server: Server = request.getfixturevalue("server")
    return server.database()


@pytest.fixture
def book(url: str) -> Iterator[Gradebook]:
    opened = Gradebook.open(url)
    yield opened
    opened.close()
