"""Right optimizers written as classes are called as their author would: the recorded path is the rule's."""

from __future__ import annotations

import pytest

from tests.guest.harness import best, drive
from tests.guest.snippets_classes import CLASSES, Snippet

USUAL = {"learning_rate": 0.01, "momentum": 0.9, "rho": 0.9, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-8}


@pytest.mark.parametrize("snippet", CLASSES, ids=lambda snippet: snippet[0])
def test_a_right_class_gives_the_path_of_its_rule(snippet: Snippet) -> None:
    """Open loop with two sets of values, and training, all from one way of calling."""
    _, rule, own, source = snippet
    heard = drive(source, rule)
    assert all(cell.status == "ok" for cell in heard.cells)
    for request in ("open-a", "open-b", "train"):
        assert best(heard, request, rule, {**USUAL, **own}) < 1e-12, [
            (r.convention, r.given, r.error) for r in heard.recordings(request)
        ]
