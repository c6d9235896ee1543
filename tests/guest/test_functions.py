"""Right optimizers written as functions are called as their author would: the recorded path is the rule's."""

from __future__ import annotations

import pytest

from tests.guest.harness import best, drive
from tests.guest.snippets_classes import Snippet
from tests.guest.snippets_functions import FUNCTIONS
from tests.guest.test_classes import USUAL


@pytest.mark.parametrize("snippet", FUNCTIONS, ids=lambda snippet: snippet[0])
def test_a_right_function_gives_the_path_of_its_rule(snippet: Snippet) -> None:
    """Open loop with two sets of values, and training, all from one way of calling."""
    _, rule, own, source = snippet
    heard = drive(source, rule)
    for request in ("open-a", "open-b", "train"):
        assert best(heard, request, rule, {**USUAL, **own}) < 1e-12, [
            (r.candidate, r.convention, r.given, r.error) for r in heard.recordings(request)
        ]
