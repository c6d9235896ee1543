"""Which submissions are made: of each form, framework and convention so many, each a syntax tree of its own.

Trees are compared with all names replaced by their order of appearance, so that renaming makes no variant.
"""

from __future__ import annotations

import ast
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from benchmarks.truth import (
    fit_methods,
    loop_forms,
    numpy_forms,
    samplers,
    schedules,
    tensor_forms,
    tf1_loops,
    tf2_loops,
    torch_loops,
    watched_forms,
)
from benchmarks.truth.numpy_forms import Writer
from benchmarks.truth.recipes import RECIPES, Recipe
from benchmarks.truth.slips import slipped, slipped_twice
from benchmarks.truth.words import LABS

FORMS: tuple[tuple[str, str, tuple[Writer, ...]], ...] = (
    *((form, "numpy", writers) for form, writers in numpy_forms.FORMS),
    ("training-function", "numpy", (loop_forms.training_function,)),
    ("observed", "numpy", (loop_forms.loop, fit_methods.fit_method, *watched_forms.WRITERS)),
    ("observed", "torch", torch_loops.WRITERS),
    ("observed", "tf2", tf2_loops.WRITERS),
    ("observed", "tf1", tf1_loops.WRITERS),
    *((form, framework, (writer,)) for form, framework, writer in tensor_forms.FORMS),
)
_OF_THE_GRADIENT = frozenset({"weight-decay-added", "gradient-clipped", "gradient-scaled"})
_OF_EPSILON = frozenset({"epsilon-missing", "epsilon-outside-fraction", "epsilon-in-numerator"})
UNSEEN = _OF_THE_GRADIENT | _OF_EPSILON | {"lookahead-missing"}
"""What a script that trains by itself doesn't show: what happens to its gradient before the update is part of its loss,
at gradients far above epsilon its place makes no difference, and a loop of Nesterov's method that doesn't look ahead is
one of momentum, which nothing in it denies."""
_TRIES = 60
"""Drawings per variant that is wanted, after which a form has no more trees to offer."""


@dataclass(frozen=True)
class Case:
    """One generated submission and what is true of it."""

    kind: str
    """``right``, ``single`` or ``pair``."""
    form: str
    framework: str
    rule: str
    convention: str
    made: tuple[str, ...]
    """Ids of the mistakes in it."""
    of: str
    source: str

    @property
    def lab(self) -> str:
        """The lab it is handed in for."""
        return LABS[self.rule][0]

    @property
    def part(self) -> str:
        """The part that asks for the rule."""
        return LABS[self.rule][1]


def normalised(source: str) -> str:
    """Return the syntax tree with every name replaced by its order of appearance."""
    tree = ast.parse(source)
    seen: dict[str, str] = {}

    def new(name: str) -> str:
        return seen.setdefault(name, f"n{len(seen)}")

    for node in ast.walk(tree):
        for field in ("id", "name", "attr", "arg"):
            value = getattr(node, field, None)
            if isinstance(value, str):
                setattr(node, field, new(value))
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = new(node.value)
    return ast.dump(tree)


def right(each: int, seed: int = 0) -> Iterator[Case]:
    """Yield right code: ``each`` per form, framework and convention."""
    for recipe in RECIPES:
        for form, framework, writers in FORMS:
            made = _distinct(recipe, form, writers, each, seed)
            yield from (
                Case("right", form, framework, recipe.rule, recipe.convention, (), "", source)
                for source in made
            )


def single(each: int, seed: int = 1) -> Iterator[Case]:
    """Yield code with one mistake: ``each`` per mistake, convention, form and framework."""
    for recipe in RECIPES:
        for slip, changed in slipped(recipe):
            for form, framework, writers in FORMS:
                if form == "observed" and slip.id in UNSEEN:
                    continue
                for source in _distinct(changed, form, writers, each, seed):
                    yield Case(
                        "single", form, framework, recipe.rule, recipe.convention, (slip.id,), slip.of, source
                    )


def asked(each: int, seed: int = 3) -> Iterator[Case]:
    """Yield schedules and samplers: ``each`` right ones per convention, and as many of each mistake."""
    for formula in schedules.FORMULAS:
        made = formula.mistakes
        write = partial(schedules.write, formula)
        for source in _several(write, each, f"{seed} {formula.rule} {formula.convention} {made}"):
            kind = "single" if made else "right"
            yield Case(kind, "schedule", "numpy", formula.rule, formula.convention, made, "", source)
    for slip in ("", *samplers.SLIPS):
        for source in _several(partial(samplers.write, slip), each, f"{seed} {slip}"):
            made = (slip,) if slip else ()
            convention = "" if slip else "each sample once"
            yield Case(
                "single" if slip else "right", "sampler", "numpy", "minibatch", convention, made, "", source
            )


def pairs(count: int, seed: int = 2) -> Iterator[Case]:
    """Yield code with two mistakes: this many, drawn from all there are in all forms."""
    chance = random.Random(seed)
    every = [
        (recipe, names, changed, form)
        for recipe in RECIPES
        for names, changed in slipped_twice(recipe)
        for form in FORMS
        if form[0] != "observed"
    ]
    chance.shuffle(every)
    found = 0
    for recipe, names, changed, (form, framework, writers) in every:
        for source in _distinct(changed, form, writers, 1, seed):
            yield Case("pair", form, framework, recipe.rule, recipe.convention, names, "", source)
            found += 1
        if found >= count:
            return


def _distinct(recipe: Recipe, form: str, writers: tuple[Writer, ...], count: int, seed: int) -> list[str]:
    def write(number: int, chance: random.Random) -> str | None:
        return writers[number % len(writers)](recipe, chance)

    return _several(write, count, f"{seed} {form} {recipe.rule} {recipe.convention}")


def _several(write: Callable[[int, random.Random], str | None], count: int, seed: str) -> list[str]:
    """So many files whose trees differ, or as many as there are."""
    chance = random.Random(seed)
    found: dict[str, str] = {}
    for number in range(_TRIES * count):
        source = write(number, chance)
        if source is not None:
            found.setdefault(normalised(source), source)
        if len(found) == count:
            break
    return list(found.values())
