"""The sentences about trainings that a submission ran by itself."""

from __future__ import annotations

from autograder.explaining.catalogue import mark

TRAINING_MESSAGES: dict[str, tuple[str, ...]] = {
    "way.right.minimize": (
        mark("The optimizer computed the gradients and applied them, as method one asks."),
    ),
    "way.right.apply": (mark("The gradients were computed first and then applied, as method two asks."),),
    "way.right.own": (mark("The update is your own, as method three asks."),),
    "way.own-instead.minimize": (
        mark("The update is your own here; this part asks for the built-in optimizer's minimize."),
    ),
    "way.own-instead.apply": (
        mark(
            "The update is your own here; this part asks for the built-in optimizer to apply the gradients."
        ),
    ),
    "way.minimize-instead": (
        mark(
            "{name} did everything in one call. This part asks for the two halves apart: "
            "compute the gradients, then apply them."
        ),
    ),
    "way.apply-instead": (
        mark(
            "The gradients were computed and applied apart. This part asks for the one call that does both."
        ),
    ),
    "observed.update.right": (
        mark("Every step of your training follows {rule}; the rate is {rate}."),
        mark("Every step of your training follows {rule}."),
    ),
    "observed.update.variants": (
        mark("Every step of your training follows {rule}. Accepted form: {variants}."),
        mark("Every step of your training follows {rule}."),
    ),
    "observed.update.mistake": (
        mark("The steps of your training are those of {algorithm}."),
        mark("The steps of your training differ from the rule: {mistake}."),
    ),
    "observed.training.converged": (
        mark("Your training arrived: the loss went from {first} to {last} in {steps} steps."),
        mark("Your training arrived after {steps} steps."),
    ),
    "observed.training.stopped-early": (
        mark(
            "After {steps} steps the loss has come from {first} to {last} and is still falling: "
            "more steps would bring it to the minimum."
        ),
        mark(
            "After {steps} steps the training was still on its way; more steps would bring it to the minimum."
        ),
    ),
    "observed.training.not-converged": (
        mark("In {steps} steps the loss went from {first} to {last}; the minimum is still far."),
        mark("After {steps} steps the minimum is still far."),
    ),
    "observed.training.diverged": (
        mark("The loss grew from {first} to {last} in {steps} steps."),
        mark("The training diverged within {steps} steps."),
    ),
    "observed.training.shape-broadcast": (
        mark(
            "The loss went from {first} to {last} in {steps} steps, but it isn't the regression's: shapes (n, 1) and "
            "(n,) became a table of n × n differences, so each prediction is compared with every target."
        ),
        mark(
            "The loss isn't the regression's: shapes (n, 1) and (n,) became a table of n × n differences, so each "
            "prediction is compared with every target."
        ),
    ),
    "status.training-unclear": (
        mark("A training was seen, but too little of it to judge every step. A person will look at it."),
    ),
    "status.training-unexplained": (
        mark(
            "A training of your own was seen, but its steps follow neither the rule nor a mistake that is known. "
            "A person will look at it."
        ),
    ),
    "status.not_found.minimize": (
        mark(
            "No training with the built-in optimizer's minimize was seen "
            "(in Keras also fit; in PyTorch step with a closure, or a function named method1)."
        ),
    ),
    "status.not_found.apply": (
        mark(
            "No training was seen in which gradients are computed first and then applied by the built-in optimizer "
            "(compute_gradients and apply_gradients; in PyTorch backward and step)."
        ),
    ),
    "status.not_found.own": (
        mark(
            "No training with an update of your own was seen "
            "(assign_sub of the variables, or a loop that changes its parameters)."
        ),
    ),
}
