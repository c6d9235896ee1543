"""Optimizers as PyTorch, Keras, TensorFlow 1 and optax run them: what is ours is named with its values, the rest isn't.

Held against parts that ask for another rule, and against Adam's; no value is given. Keras and TensorFlow compute in
single precision, which shows less of a decay.
"""

from __future__ import annotations

import importlib

import numpy as np
import pytest

from autograder.comparing.evidence import Run
from autograder.diagnosis.finding import Runs
from autograder.diagnosis.identify import Identifier
from autograder.driving.plan import FIRST, SECOND, make_plan
from autograder.driving.seeds import PUBLIC_SECRET, SeedSource
from benchmarks.truth.libraries.identified import Answer, Told, identified_for, same_function
from benchmarks.truth.libraries.shipped import ADADELTA, ADAM, LR, MOMENTUM, SIZES, Path, Shipped, Use
from exercises.spec import labs

FRAMEWORKS = {
    "torch_optim": "torch",
    "keras_optimizers": "keras",
    "tf1_train": "tensorflow",
    "optax_alias": "optax",
}
PARTS = ("momentum", "adam")
EXACT, SINGLE = 1e-6, 1e-3
TORCH = {"lr": 0.02, "betas": (0.8, 0.95), "eps": 1e-6}
OPTAX = {**LR, "b1": 0.8, "b2": 0.95}
DECAYED = {**ADAM, "weight_decay": 0.1}

NAMED = [
    ("torch_optim", "AdamW", Use({**TORCH, "weight_decay": 0.1}, "adamw", DECAYED)),
    ("torch_optim", "Adadelta", Use({"lr": 0.5, "rho": 0.8}, "adadelta", ADADELTA)),
    ("torch_optim", "Adadelta", Use({}, "adadelta", {"learning_rate": 1.0, "rho": 0.9})),
    ("torch_optim", "RAdam", Use(TORCH, "radam", ADAM)),
    ("torch_optim", "SparseAdam", Use(TORCH, "adam", ADAM)),
    ("keras_optimizers", "AdamW", Use(DECAYED, "adamw", DECAYED)),
    ("keras_optimizers", "Adadelta", Use(ADADELTA, "adadelta", ADADELTA)),
    ("keras_optimizers", "Lion", Use(ADAM, "lion", ADAM)),
    ("keras_optimizers", "Lion", Use(DECAYED, "lion", DECAYED)),
    ("tf1_train", "AdadeltaOptimizer", Use(ADADELTA, "adadelta", ADADELTA)),
    ("tf1_train", "MomentumOptimizer", Use(MOMENTUM, "momentum", MOMENTUM)),
    ("optax_alias", "adamw", Use({**OPTAX, "weight_decay": 0.1}, "adamw", DECAYED)),
    ("optax_alias", "adadelta", Use(ADADELTA, "adadelta", ADADELTA)),
    ("optax_alias", "lion", Use(OPTAX, "lion", {**ADAM, "weight_decay": 1e-3})),
    ("optax_alias", "radam", Use(OPTAX, "radam", ADAM)),
]
OUTSIDE = [
    ("torch_optim", "RMSprop", Use({"lr": 0.02, "alpha": 0.8, "centered": True})),
    ("torch_optim", "Muon", Use({"lr": 0.02}, matrices=True)),
    ("torch_optim", "LBFGS", Use({"lr": 0.02, "max_iter": 1})),
    ("keras_optimizers", "ScheduleFreeAdamW", Use()),
    ("tf1_train", "AdagradDAOptimizer", Use(LR)),
    ("optax_alias", "adamaxw", Use(LR)),
    ("optax_alias", "adan", Use(LR)),
    ("optax_alias", "lbfgs", Use({**LR, "linesearch": None})),
]


def driven(module: str, name: str, use: Use) -> tuple[Shipped, Path]:
    framework = FRAMEWORKS[module]
    pytest.importorskip(framework, reason=f"{framework} is not installed here")
    (one,) = importlib.import_module(f"benchmarks.truth.libraries.{module}").shipped(name, [use])
    assert one.path is not None, one.why
    return one, one.path


def answers(module: str, name: str, use: Use) -> list[Told]:
    one, path = driven(module, name, use)
    return [identified_for(one, path, rule) for rule in PARTS]


@pytest.mark.parametrize(("module", "name", "use"), NAMED, ids=lambda value: str(value)[:40])
def test_what_is_ours_is_named_with_its_values(module: str, name: str, use: Use) -> None:
    told = answers(module, name, use)
    assert [(one.name, one.answer) for one in told] == [(use.algorithm, Answer.NAMED)] * len(PARTS)
    single = module in {"keras_optimizers", "tf1_train"}
    assert max(one.off for one in told) < (SINGLE if single else EXACT)


@pytest.mark.parametrize(("module", "name", "use"), OUTSIDE, ids=lambda value: str(value)[:40])
def test_what_is_not_ours_gets_no_name(module: str, name: str, use: Use) -> None:
    assert {one.answer for one in answers(module, name, use)} == {Answer.UNKNOWN}


@pytest.mark.parametrize(
    ("module", "name", "use", "told"),
    [
        ("optax_alias", "signum", Use({**LR, "beta": 0.8}), "lion"),
        ("keras_optimizers", "Muon", Use(LR), "adamw"),
        ("tf1_train", "ProximalAdagradOptimizer", Use(LR), "adagrad"),
    ],
)
def test_another_name_for_the_same_function_is_found_to_be_one(
    module: str, name: str, use: Use, told: str
) -> None:
    assert [(one.name, one.answer) for one in answers(module, name, use)] == [(told, Answer.SAME)] * len(
        PARTS
    )


def test_a_name_whose_rule_goes_elsewhere_is_no_same_function() -> None:
    _, adam = driven("torch_optim", "Adam", Use(TORCH))
    _, amsgrad = driven("torch_optim", "Adam", Use({**TORCH, "amsgrad": True}))
    part = labs()["lab6"].part("adam")
    designs = make_plan((part,), SeedSource(PUBLIC_SECRET, "lab6", b"")).designs
    first, second = (
        Run(design, {}, np.asarray(adam(design.theta0, design.gradients)), None, SIZES)
        for design in (designs[FIRST], designs[SECOND])
    )
    found = Identifier(part, Runs(first, second)).as_other()
    assert found is not None
    assert same_function(adam, found)
    assert not same_function(amsgrad, found)
