"""Trainings written out in NumPy: in any container, over all data or minibatches, by ``for`` or ``while``, anywhere.

At the top of a script, in ``main``, in a function that is called.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from benchmarks.truth import containers, returned_states
from benchmarks.truth.code import indented
from benchmarks.truth.containers import Draft, data
from benchmarks.truth.numpy_forms import NUMPY, Writer, counting
from benchmarks.truth.recipes import Recipe
from benchmarks.truth.words import hyperparameters, settings

Container = Callable[[Recipe, dict[str, str], list[str], random.Random], Draft | None]
_OWN_TIME = (
    containers.in_an_object,
    returned_states.in_a_named_tuple,
    returned_states.in_a_tuple_of_numbers,
    returned_states.in_returned_names,
)
"""They count the steps where they keep their numbers, not beside the loop."""


def _writer(container: Container) -> Writer:
    def write(recipe: Recipe, chance: random.Random) -> str | None:
        start, counted, inside = counting(recipe)
        if recipe.change.get("slots") == "rebuilt" or inside:
            return None
        called = hyperparameters(recipe, chance)
        own_time = container in _OWN_TIME
        loop = chance.choice(("for", "for", "while", "minibatches"))
        by_loop = (
            recipe.timed
            and counted
            and not own_time
            and loop == "for"
            and start == "0"
            and chance.random() < 0.5
        )
        names = {**NUMPY, **called, "t": "k" if by_loop else "t"}
        tick = ["t += 1"] if recipe.timed and counted and not by_loop else []
        draft = container(recipe, names, tick, chance)
        if draft is None:
            return None
        made = [*draft.made]
        if recipe.timed and not by_loop and not own_time:
            made.append(f"t = {start}")
        draft = replace(draft, made=made)
        column = "[[-1.0]" in " ".join(made)
        return _put_together(
            draft, settings(recipe, called), data(chance, column=column), loop, chance, by_loop=by_loop
        )

    return write


def _put_together(
    draft: Draft, settings: list[str], numbers: list[str], loop: str, chance: random.Random, *, by_loop: bool
) -> str:
    whole = [line.format(X="X", Y="Y") for line in draft.step]
    told = chance.choice(
        (
            [],
            [f"losses.append({draft.loss})"],
            [f"print({draft.loss})"],
            ["if k % 50 == 0:", f"    print(k, {draft.loss})"],
            [f"loss = {draft.loss}", "losses.append(loss)"],
        )
    )
    made = [*draft.made, *(["losses = []"] if any("losses" in line for line in told) else [])]
    if loop == "for":
        lines = [
            "for k in range(1, 301):" if by_loop else "for k in range(300):",
            *indented([*whole, *told], 1),
        ]
    elif loop == "while":
        lines = ["k = 0", "while k < 300:", *indented([*whole, *told, "k += 1"], 1)]
    else:
        batch = [line.format(X="xb", Y="yb") for line in draft.step]
        inner = ["xb, yb = X[order[i:i + 20]], Y[order[i:i + 20]]", *batch]
        lines = [
            "for k in range(120):",
            *indented(
                [
                    "order = np.random.permutation(60)",
                    "for i in range(0, 60, 20):",
                    *indented(inner, 1),
                    *told,
                ],
                1,
            ),
        ]
    place = chance.choice(("top", "top", "main", "train"))
    head = ["import numpy as np", "", *draft.before, "", *settings]
    if place == "top":
        whole_file = [*head, *numbers, *made, *lines]
    else:
        name, given = ("main", "") if place == "main" else ("train", "X, Y")
        inside = [*numbers, *made] if place == "main" else made
        whole_file = [
            *head,
            *([] if place == "main" else numbers),
            "",
            f"def {name}({given}):",
            *indented([*inside, *lines], 1),
        ]
        whole_file += ["", f"{name}({given})"]
    return "\n".join(whole_file) + "\n"


CONTAINERS: tuple[Container, ...] = (
    containers.in_names,
    containers.in_dictionaries,
    containers.in_lists,
    containers.in_an_object,
    returned_states.in_a_named_tuple,
    returned_states.in_a_tuple_of_numbers,
    containers.in_a_data_class,
    returned_states.in_returned_names,
)
WRITERS: tuple[Writer, ...] = tuple(map(_writer, CONTAINERS))
