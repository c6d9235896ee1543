"""A training written out around a framework's own gradients: what all eager frameworks have in common."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from benchmarks.truth.code import Words, body, indented
from benchmarks.truth.numpy_forms import counting
from benchmarks.truth.recipes import Recipe
from benchmarks.truth.words import hyperparameters, settings


@dataclass(frozen=True)
class Part:
    """One parameter in the code that updates it."""

    point: str
    gradient: str
    slots: dict[str, str]
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Frame:
    """A framework's training but for its update; in ``loss`` stand ``{X}`` and ``{Y}`` for the data."""

    head: list[str]
    made: list[str]
    """Parameters and slots."""
    parts: list[Part]
    gradients: list[str]
    """From the data to the gradients."""
    told: list[str]
    """How the loss is shown or kept."""
    store: Callable[[str, str], str]
    """From a slot's name and its new value to the statement."""
    move: Callable[[str, str], str]
    """From a parameter's name and what is taken off to the statement."""
    calls: dict[str, str]
    """The framework's functions."""
    copies: bool = False
    """Slots are written in place."""
    over: str = ""
    """A loop over the parameters around their update."""
    within: str = ""
    """What the update stands in: ``with torch.no_grad():``."""


def can_be_written(recipe: Recipe) -> bool:
    """Whether a training of this form shows it: slots live beside the loop, and gradients are the framework's."""
    return not (recipe.asks or recipe.change.get("slots") == "rebuilt" or counting(recipe)[2])


def written(recipe: Recipe, chance: random.Random, frame: Frame) -> str:
    """Return the file."""
    called = hyperparameters(recipe, chance)
    start, counted, _ = counting(recipe)
    by_loop = recipe.timed and counted and start == "0" and chance.random() < 0.5
    tick = ["t += 1"] if recipe.timed and counted and not by_loop else []
    seed, update = chance.random(), list[str]()
    for part in frame.parts:
        names = {**frame.calls, **called, "t": "t", "p": part.point, "g": part.gradient, **part.slots}
        words = Words(names, _stored(frame, part), _moved(frame, part), copies=frame.copies)
        # Both parameters of a line are updated in the same way.
        update += [*part.before, *body(recipe, words, random.Random(seed)), *part.after]
    for around in (frame.over, frame.within):
        update = [around, *indented(update, 1)] if around else update
    made = [*frame.made, *([f"t = {start}"] if recipe.timed and not by_loop else []), "losses = []"]
    lines = _looped([*frame.gradients, *tick, *update], frame.told, chance, by_loop=by_loop)
    return _placed([*frame.head, *settings(recipe, called)], made, lines, chance)


def _stored(frame: Frame, part: Part) -> Callable[[str, str], str]:
    return lambda slot, way: frame.store(part.slots[slot], way)


def _moved(frame: Frame, part: Part) -> Callable[[str], str]:
    return lambda step: frame.move(part.point, step)


def _looped(step: list[str], told: list[str], chance: random.Random, *, by_loop: bool) -> list[str]:
    """Over all data, or over minibatches."""
    if by_loop or chance.random() < 0.7:
        counter = "t" if by_loop else chance.choice(("epoch", "k"))
        over = f"for {counter} in range({'1, 151' if by_loop else '150'}):"
        shown = chance.choice(([], told, [f"if {counter} % 20 == 0:", *indented(told, 1)]))
        return [over, *indented([*(line.format(X="X", Y="Y") for line in step), *shown], 1)]
    batch = ["xb, yb = X[k:k + 20], Y[k:k + 20]", *(line.format(X="xb", Y="yb") for line in step)]
    inner = ["for k in range(0, 60, 20):", *indented(batch, 1), *(told if chance.random() < 0.5 else [])]
    return ["for epoch in range(60):", *indented(inner, 1)]


def _placed(head: list[str], made: list[str], lines: list[str], chance: random.Random) -> str:
    """At the top of the script, in ``main``, or in a function that is called."""
    place = chance.choice(("", "", "main", "train"))
    if not place:
        return "\n".join([*head, *made, *lines]) + "\n"
    return "\n".join([*head, "", f"def {place}():", *indented([*made, *lines], 1), "", f"{place}()"]) + "\n"
