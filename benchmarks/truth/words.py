"""What people call things: hyperparameters, classes, functions. Another name makes no other program; it must be found."""

from __future__ import annotations

import random

from benchmarks.truth.recipes import Recipe

_HYPERPARAMETERS = {
    "lr": ("lr", "learning_rate", "eta"),
    "momentum": ("momentum", "mu", "gamma"),
    "rho": ("rho", "decay_rate", "decay"),
    "beta1": ("beta1", "beta_1", "b1"),
    "beta2": ("beta2", "beta_2", "b2"),
    "eps": ("eps", "epsilon"),
}
_TITLES = {
    "momentum": ("Momentum", "MomentumSGD", "MomentumOptimizer"),
    "nesterov": ("Nesterov", "NAG", "NesterovMomentum"),
    "adagrad": ("AdaGrad", "Adagrad", "AdagradOptimizer"),
    "rmsprop": ("RMSProp", "RMSprop", "RmsPropOptimizer"),
    "rmsprop-nesterov": ("RMSPropNesterov", "NesterovRMSProp"),
    "adam": ("Adam", "MyAdam", "AdamOptimizer"),
}
LABS = {
    "momentum": ("lab3", "momentum"),
    "nesterov": ("lab3", "nesterov"),
    "adagrad": ("lab4", "adagrad"),
    "rmsprop": ("lab5", "rmsprop"),
    "rmsprop-nesterov": ("lab5", "nesterov"),
    "adam": ("lab6", "adam"),
    "linear": ("lab2", "linear"),
    "exponential": ("lab2", "exponential"),
    "minibatch": ("minibatch", "sampler"),
}
"""The part that asks for a rule, a schedule or a sampler."""


def hyperparameters(recipe: Recipe, chance: random.Random) -> dict[str, str]:
    """Choose the names of a recipe's hyperparameters."""
    style = chance.randrange(3)
    return {
        name: ways[style % len(ways)]
        for name, ways in _HYPERPARAMETERS.items()
        if name in recipe.hyperparameters
    }


def arguments(recipe: Recipe, called: dict[str, str]) -> str:
    """Return the parameters of a signature, with the lecture's defaults."""
    return ", ".join(f"{called[name]}={value!r}" for name, value in recipe.hyperparameters.items())


def title(recipe: Recipe, chance: random.Random) -> str:
    """Choose a class's name."""
    return chance.choice(_TITLES[recipe.rule])


def function(recipe: Recipe, chance: random.Random) -> str:
    """Choose a function's name."""
    name = {"momentum": "momentum", "nesterov": "nesterov", "rmsprop-nesterov": "rmsprop_nesterov"}.get(
        recipe.rule, recipe.rule
    )
    return chance.choice((name, f"{name}_update", f"update_{name}", f"my_{name}"))


RATES = {
    "momentum": 0.05,
    "nesterov": 0.05,
    "adagrad": 0.5,
    "rmsprop": 0.05,
    "rmsprop-nesterov": 0.003,
    "adam": 0.1,
}
"""Learning rates with which a line is found in a few hundred steps."""


def settings(recipe: Recipe, called: dict[str, str]) -> list[str]:
    """Return the hyperparameters as variables, at a rate that finds a line."""
    values = {**recipe.hyperparameters, "lr": RATES[recipe.rule]}
    return [f"{called[name]} = {value!r}" for name, value in values.items()]
