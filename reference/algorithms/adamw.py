"""AdamW (Loshchilov and Hutter 2019): Adam beside a decay of the weights that the moments don't see.

theta <- theta - learning_rate (weight_decay theta + s_hat / (sqrt(r_hat) + epsilon))
"""

from dataclasses import replace

from reference.algorithms import adam

_ADAM = adam.ALGORITHM
ALGORITHM = replace(
    _ADAM,
    name="adamw",
    title="AdamW",
    hyperparameters={**_ADAM.hyperparameters, "weight_decay": 0.01},
    numbers={name: value for name, value in _ADAM.numbers.items() if name != "weight_decay"},
    switches={
        **_ADAM.switches,
        "decay": ("decoupled", *(value for value in _ADAM.switches["decay"] if value != "decoupled")),
        "epsilon": ("outside", *(place for place in _ADAM.switches["epsilon"] if place != "outside")),
    },
)
