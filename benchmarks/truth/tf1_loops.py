"""Trainings written out in TensorFlow 1: a graph whose assignments are one ``train`` operation, run in a session."""

from __future__ import annotations

import random
from collections.abc import Callable

from benchmarks.truth.code import Words, body, indented
from benchmarks.truth.eager_loops import can_be_written
from benchmarks.truth.numpy_forms import Writer, counting
from benchmarks.truth.recipes import Recipe
from benchmarks.truth.words import hyperparameters, settings

_CALLS = {"sqrt": "tf.sqrt", "square": "tf.square", "abs": "tf.abs", "clip": "tf.clip_by_value"}


def _can_be_written(recipe: Recipe) -> bool:
    """Whether one group of assignments does it: nothing is assigned late, or read before."""
    late = any(key == "old" or key.startswith("after ") for key in recipe.change)
    start, counted, _ = counting(recipe)
    old = any(line.name == "old" for line in recipe.lines)
    return can_be_written(recipe) and not late and not old and start == "0" and counted


def vector(recipe: Recipe, chance: random.Random) -> str | None:
    """One weight matrix with its intercept."""
    if not _can_be_written(recipe):
        return None
    made = [
        "w = tf.Variable([[-1.0], [2.0]])",
        "loss = tf.reduce_mean(tf.square(tf.matmul(X, w) - Y))",
        "g = tf.gradients(loss, [w])[0]",
    ]
    return _written(recipe, chance, made, {"w": ("g", "[2, 1]")}, columns=2)


def two(recipe: Recipe, chance: random.Random) -> str | None:
    """A weight and an intercept."""
    if not _can_be_written(recipe):
        return None
    made = [
        "w = tf.Variable([[-1.0]])",
        "b = tf.Variable([2.0])",
        "loss = tf.reduce_mean(tf.square(tf.matmul(X, w) + b - Y))",
        "dw, db = tf.gradients(loss, [w, b])",
    ]
    return _written(recipe, chance, made, {"w": ("dw", "[1, 1]"), "b": ("db", "[1]")}, columns=1)


def _written(
    recipe: Recipe,
    chance: random.Random,
    made: list[str],
    points: dict[str, tuple[str, str]],
    *,
    columns: int,
) -> str:
    """``points``: the parameters with their gradients and shapes."""
    called, fed = hyperparameters(recipe, chance), recipe.timed and chance.random() < 0.5
    time = (
        ["t = tf.placeholder(tf.float32, [])"]
        if fed
        else ["step = tf.Variable(0.0)", "t = step.assign_add(1.0)"]
    )
    made = [*made, *(time if recipe.timed else [])]
    seed, group = chance.random(), list[str]()
    for point, (gradient, shape) in points.items():
        slots = {slot: slot if len(points) == 1 else f"{slot}_{point}" for slot in recipe.slots}
        made += [f"{name} = tf.Variable(tf.zeros({shape}))" for name in slots.values()]
        words = Words(
            {**_CALLS, **called, "t": "t", "p": point, "g": gradient, **slots},
            _stored(slots),
            _moved(point),
            copies=True,
            after={slot: f"{name}_new" for slot, name in slots.items()},
        )
        made += body(recipe, words, random.Random(seed))
        group += [f"move_{point}", *(f"{name}_new" for name in slots.values())]
    feed = "{X: data, Y: goal" + (", t: k + 1.0" if fed else "") + "}"
    run = [
        "sess.run(tf.global_variables_initializer())",
        "for k in range(150):",
        f"    sess.run(train, feed_dict={feed})",
        "    if k % 10 == 0:",
        "        print(sess.run(loss, feed_dict={X: data, Y: goal}))",
    ]
    lines = [
        *_data(columns),
        *settings(recipe, called),
        *made,
        f"train = tf.group({', '.join(group)})",
        "with tf.Session() as sess:",
        *indented(run, 1),
    ]
    return "\n".join(lines) + "\n"


def _stored(slots: dict[str, str]) -> Callable[[str, str], str]:
    return lambda slot, way: f"{slots[slot]}_new = tf.assign({slots[slot]}, {way})"


def _moved(point: str) -> Callable[[str], str]:
    return lambda step: f"move_{point} = tf.assign_sub({point}, {step})"


def _data(columns: int) -> list[str]:
    return [
        "import numpy as np",
        "import tensorflow as tf",
        "data = np.linspace(-1, 1, 60).reshape(-1, 1).astype(np.float32)",
        "goal = 3 * data - 1",
        *(["data = np.hstack([data, np.ones_like(data)])"] if columns > 1 else []),
        f"X = tf.placeholder(tf.float32, [None, {columns}])",
        "Y = tf.placeholder(tf.float32, [None, 1])",
    ]


WRITERS: tuple[Writer, ...] = (vector, two)
