"""The tests of a file run in one worker, so that what they share is made once."""

from __future__ import annotations

import os

import pytest

ONE_WORKER = "PYTEST_XDIST_WORKER" not in os.environ


@pytest.mark.skipif(ONE_WORKER, reason="all tests run in one process")
def test_the_runner_knows_the_group_of_a_file(request: pytest.FixtureRequest) -> None:
    """It reads the group off the end of a test's name; a release that names tests otherwise makes suites slow."""
    assert request.node.nodeid.endswith("@packaging/test_groups.py")
