"""Rarer shapes of right optimizers: gradients the code asks for itself, models, choices, generators."""

from __future__ import annotations

import pytest

from tests.guest.harness import best, drive
from tests.guest.snippets_classes import Snippet
from tests.guest.snippets_more import MORE
from tests.guest.test_classes import USUAL


@pytest.mark.parametrize("snippet", MORE, ids=lambda snippet: snippet[0])
def test_a_right_optimizer_gives_the_path_of_its_rule(snippet: Snippet) -> None:
    """Open loop with two sets of values, and training, all from one way of calling."""
    _, rule, own, source = snippet
    heard = drive(source, rule)
    for request in ("open-a", "open-b", "train"):
        assert best(heard, request, rule, {**USUAL, **own}) < 1e-11, [
            (r.candidate, r.convention, r.given, r.error) for r in heard.recordings(request)
        ] or heard.candidates
