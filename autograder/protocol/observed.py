"""Guest to host: a training that the submission ran by itself, watched while its cells ran."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from autograder.protocol.arrays import Array, Short
from autograder.protocol.replies import Fault

MAX_OBSERVED_STEPS = 400
"""Of a longer training the beginning is recorded in full, and its end."""

Way = Literal[
    "minimize",  # the optimizer did both: gradients and update (TF1 and Keras ``minimize``)
    "fit",  # ``model.fit``: the framework's own loop
    "apply_gradients",  # the student asked for the gradients, and handed them over
    "step",  # PyTorch: ``loss.backward()`` and ``optimizer.step()``
    "assign",  # the student's own update of the framework's variables (``assign_sub``, ``p.data -= …``)
    "loop",  # a loop over plain numbers or arrays
]


class Observation(msgspec.Struct, frozen=True, tag_field="type", tag="observation"):
    """One training: one set of variables, moved by one kind of update, from its first step to its last.

    Row t of ``gradients``, ``rates`` and ``losses`` belongs to the step from ``theta[t]`` to ``theta[t + 1]``. What
    wasn't seen is None, never guessed. NaN stands for a single value that wasn't seen.
    """

    id: Short
    """Unique in the job; numbered in the order in which the trainings began."""
    framework: Literal["numpy", "tf1", "tf2", "keras", "torch"]
    way: Way
    dtype: Literal["float32", "float64"]
    variables: Annotated[tuple[Short, ...], msgspec.Meta(max_length=20)]
    sizes: Annotated[tuple[int, ...], msgspec.Meta(max_length=20)]
    """Sizes of the variables in the order of the flat vector."""
    theta: Array
    """(T + 1, d): the parameters before the first step and after each recorded one."""
    steps: int
    """How many steps there were in all; T of them, the first ones, are recorded."""
    gradients: Array | None = None
    """(T, d): what the update was handed."""
    asked: Array | None = None
    """(T, d): points at which the gradients were computed, where that isn't ``theta[t]``."""
    rates: Array | None = None
    """(T,): the learning rate in force."""
    losses: Array | None = None
    """(T,): the loss that the student's code computed at ``theta[t]``."""
    last_theta: Array | None = None
    """(d,): after the very last step."""
    last_loss: float | None = None
    """The last loss that the student's code computed."""
    true_gradients: Array | None = None
    """(k, d): gradients of the student's own loss, worked out again by the framework or by differences …"""
    true_at: Annotated[tuple[int, ...], msgspec.Meta(max_length=40)] = ()
    """… at these steps."""
    optimizer: Short = ""
    """Class of the optimizer object that was used; empty where there is none."""
    builtin: Short = ""
    """Name of the framework's own optimizer whose update ran, however the code came by it; empty for an own rule."""
    arguments: dict[Short, float] = {}
    """Its hyperparameters under standard names (learning_rate, momentum, nesterov, rho, beta_1, beta_2, epsilon …)."""
    schedule: Short = ""
    """Name of the framework's own schedule that gave the rates, for example ``exponential_decay``."""
    schedule_arguments: dict[Short, float] = {}
    """Its arguments under standard names (start_lr, decay_rate, decay_interval, staircase)."""
    called: Annotated[tuple[Short, ...], msgspec.Meta(max_length=20)] = ()
    """What the student's own code called, in its framework's words: ``compute_gradients``, ``apply_gradients`` …"""
    numbers: dict[Short, float] = {}
    """Numbers in the student's namespace while it trained, under the student's names."""
    printed: Annotated[
        tuple[Annotated[str, msgspec.Meta(max_length=300)], ...], msgspec.Meta(max_length=400)
    ] = ()
    """Lines printed from its first step until the next training began."""
    function: Short = ""
    """Name of the student's function or class that holds the training loop; empty at the top level."""
    cell: int | None = None
    line: int | None = None
    stretched: bool = False
    """Its loss takes the difference of shapes (n, 1) and (n,), which became a table of n × n."""
    in_turn: bool = False
    """The gradient of one variable is worked out from another that had already moved in the same step.

    Read in the source of a loop, or seen with a framework's gradients.
    """
    alternates: bool = False
    """Another optimizer object moves other variables of its loss, in turn with this one: each gets its gradient where
    the other has moved already."""
    whole: bool = False
    """Its parameters are kept as integers: what a step moves them beyond those is cut off."""
    lent: bool = False
    """No cell called it: it was called with data and hyperparameters of ours."""
    error: Fault | None = None
    """What ended it, if it didn't end by itself."""


class CalledMessage(msgspec.Struct, frozen=True, tag_field="type", tag="called"):
    """A training function that no cell called was called, and how it ended."""

    name: Short
    status: Literal["ok", "error", "timed_out", "stub"]
    """A stub wasn't called: there is nothing in it."""
    line: int | None = None
    error: Fault | None = None
