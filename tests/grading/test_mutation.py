"""The mutation score of an exercise sees what its values hide."""

from __future__ import annotations

import msgspec
import pytest

from autograder.grading.mutation import worth_of
from exercises.spec import Lab, labs


@pytest.mark.parametrize("lab", ["lab2", "lab3", "lab4"])
def test_the_labs_catch_and_name_every_mistake_and_accept_every_variant(lab: str) -> None:
    for worth in worth_of(labs()[lab]):
        assert len(worth.mistakes) >= 10
        assert worth.named == len(worth.mistakes), [one for one in worth.mistakes if one.word != "named"]
        assert all(one.word == "accepted" for one in worth.accepted)


def with_value(lab: Lab, part_id: str, name: str, value: float) -> Lab:
    """The lab with one value of one part fixed."""
    parts = []
    for part in lab.parts:
        if part.id == part_id:
            spec = msgspec.structs.replace(part.hyperparameters[name], check=value, grade=[value, value])
            part = msgspec.structs.replace(part, hyperparameters={**part.hyperparameters, name: spec})  # noqa: PLW2901
            parts.append(part)
    return msgspec.structs.replace(lab, parts=tuple(parts))


def test_an_epsilon_too_small_to_be_seen_lowers_the_score() -> None:
    """A gradient scaled beforehand is epsilon / c (IDENTIFICATION.md): at 1e-8 nobody sees it; an author must know."""
    (worth,) = worth_of(with_value(labs()["lab4"], "adagrad", "epsilon", 1e-8))
    lost = {one.name for one in worth.mistakes if one.word != "named"}
    assert "gradient-scaled" in lost
    assert lost <= {"gradient-scaled", "epsilon-missing", "epsilon-outside-fraction", "epsilon-in-numerator"}


def test_a_momentum_without_memory_lowers_the_score() -> None:
    (worth,) = worth_of(with_value(labs()["lab3"], "momentum", "momentum", 0.0))
    missed = {one.name for one in worth.mistakes if one.word == "missed"}
    assert "velocity-sign" in missed
    assert "sign-flipped" not in missed
