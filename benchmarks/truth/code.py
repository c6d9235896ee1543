"""From a recipe to lines of code for one parameter: the frame says what each name is, chance which way a line is put."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from benchmarks.truth.recipes import Recipe

INDENT = "    "
_NAME = re.compile(r"\{(\w+)\}")


def put(way: str, names: Mapping[str, str]) -> str:
    """Return a way with the names of a frame in it."""
    return _NAME.sub(lambda found: names[found[1]], way)


@dataclass
class Words:
    """What the names of a recipe are in one file, and how its framework writes things."""

    names: dict[str, str]
    store: Callable[[str, str], str]
    """(slot, expression) to the statement that keeps it."""
    move: Callable[[str], str]
    """What is taken off the parameter, to the statement that takes it off."""
    copies: bool = False
    """A slot's name is the same object after it took a value: what was there before must be copied."""
    after: dict[str, str] = field(default_factory=dict)
    """What a slot's name is once it took its new value, where that differs."""


def body(recipe: Recipe, words: Words, chance: random.Random) -> list[str]:
    """Return the statements that update one parameter."""
    names, lines = dict(words.names), []
    moved = recipe.change.get("old") == ""
    keep_moving: list[str] = []
    late = recipe.change.get("old") is not None
    if late:
        lines.append(words.move(put(chance.choice(recipe.step), names)))
        moved = True
    for line in recipe.lines:
        ways = [
            way
            for way in line.ways
            if not (words.copies and re.fullmatch(r"\{\w+\}", way) and line.name == "old")
        ]
        way = put(chance.choice(ways), names)
        if line.slot:
            lines.append(words.store(line.name, way))
            names[line.name] = words.after.get(line.name, words.names[line.name])
        elif (
            chance.random() < 0.3
            and line.name not in {"old", "grad", "ahead"}
            and f"after {line.name[0]}" not in recipe.change
        ):
            names[line.name] = f"({way})"
        else:
            lines.append(f"{_TEMPORARY.get(line.name, line.name)} = {way}")
            names[line.name] = _TEMPORARY.get(line.name, line.name)
            if line.name == "old" and words.copies:
                names["v"] = names["old"]
    if not moved:
        step = put(chance.choice(recipe.step), names)
        if chance.random() < 0.4:
            lines.append(f"delta = {step}")
            step = "delta"
        lines.append(words.move(step))
    for key, way in recipe.change.items():
        if key.startswith("after "):
            keep_moving.append(words.store(key.removeprefix("after "), put(way, names)))
    return lines + keep_moving


def updated(
    recipe: Recipe, names: dict[str, str], move: Callable[[str], str], chance: random.Random, *, at: str = ""
) -> list[str]:
    """Return the statements that update one parameter where every slot simply takes its new value.

    ``at``: the data that the gradient function ``grad_at`` is given beside its point.
    """
    lines = body(recipe, Words(names, lambda slot, way: f"{names[slot]} = {way}", move), chance)
    return [line.replace("grad_at(ahead)", f"grad_at(ahead, {at})") for line in lines] if at else lines


_TEMPORARY = {
    "m_hat": "m_hat",
    "v_hat": "v_hat",
    "rate": "lr_t",
    "push": "scaled",
    "old": "v_prev",
    "grad": "grad_p",
    "ahead": "ahead",
}


def indented(lines: list[str], depth: int) -> list[str]:
    """Move lines to the right."""
    return [INDENT * depth + line for line in lines]


def taken_off(target: str, chance: random.Random) -> Callable[[str], str]:
    """Return one way to take something off a name."""
    if chance.random() < 0.5:
        return lambda step: f"{target} -= {step}"
    if chance.random() < 0.5:
        return lambda step: f"{target} = {target} - {_in_brackets(step)}"
    return lambda step: f"{target} = {target} + -1 * {_in_brackets(step)}"


def _in_brackets(step: str) -> str:
    return step if re.fullmatch(r"[\w.\[\]'\"]+", step) else f"({step})"
