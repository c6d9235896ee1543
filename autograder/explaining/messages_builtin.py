"""The sentences about parts that ask for the framework's own optimizer or schedule."""

from __future__ import annotations

from autograder.explaining.catalogue import mark

MESSAGES: dict[str, tuple[str, ...]] = {
    "builtin.right": (
        mark("The library's own {optimizer} is used, with {settings}."),
        mark("The library's own {optimizer} is used."),
    ),
    "builtin.variant": (
        mark("The library's own {optimizer} is used, with {settings}: Nesterov's variant, accepted as well."),
        mark("The library's own {optimizer} is used: Nesterov's variant, accepted as well."),
    ),
    "builtin.other": (
        mark("What ran is the library's {optimizer}, that is {algorithm}; {wanted} is asked for here."),
    ),
    "builtin.other.kept": (
        mark(
            "What ran is the library's {optimizer}, as the sheet says. That is a slip of the sheet: {wanted} is meant. "
            "It costs you nothing; do try that one too."
        ),
    ),
    "builtin.own": (mark("The update that ran is your own; the library's {wanted} is asked for here."),),
    "builtin.made": (
        mark("{optimizer} is created in cell {cell}, line {line}."),
        mark("{optimizer} is created in line {line}."),
    ),
    "builtin.idle": (mark("Nothing is ever trained with {optimizer}: what it makes is never run."),),
    "builtin.unseen": (
        mark(
            "{optimizer} is called in cell {cell}, line {line}, but no training with it could be watched. "
            "A person will look at it."
        ),
        mark(
            "{optimizer} is called in line {line}, but no training with it could be watched. "
            "A person will look at it."
        ),
    ),
    "builtin.schedule.right": (
        mark("The rate comes from the library's own {optimizer}; it falls from {first} to {last}."),
    ),
    "builtin.schedule.short": (
        mark(
            "The rate comes from the library's own {optimizer}; your {steps} steps end before its first drop."
        ),
    ),
    "builtin.schedule.used": (mark("The rate comes from the library's own {optimizer}."),),
    "builtin.schedule.other": (
        mark("The rate comes from the library's {optimizer}; {wanted} is asked for here."),
    ),
    "builtin.schedule.own": (
        mark("The rate changes by your own code; the library's {wanted} is asked for here."),
    ),
    "builtin.mistake": (
        mark(
            "{optimizer} is called, but the training's rate is {first} at first and {last} at last: {mistake}."
        ),
    ),
    "builtin.rates-unseen": (
        mark(
            "{optimizer} is called, but the rates of the training couldn't be seen. A person will look at it."
        ),
    ),
    "builtin.training.right": (
        mark("Trains your model: in {steps} steps the loss falls from {first} to {last}."),
        mark("Trains your model in {steps} steps."),
    ),
    "builtin.training.flat": (
        mark("The loss hardly falls: {first} at first, {last} after {steps} steps."),
        mark("The training hardly gets anywhere in {steps} steps."),
    ),
    "builtin.training.still": (mark("No parameter changes in {steps} steps."),),
    "builtin.training.diverged": (mark("The training diverges within {steps} steps."),),
    "builtin.training.other": (mark("Nothing was trained with what is asked for here."),),
    "builtin.training.unseen": (mark("The training was seen, but not its loss. A person will look at it."),),
    "status.not_found.builtin": (
        mark("No training with the library's own optimizer or schedule was found. Asked for here: {wanted}."),
    ),
    "status.not_found.builtin.numpy": (
        mark(
            "This part asks for the framework's own optimizer or schedule ({wanted}) and a training with it; "
            "a file that uses NumPy alone has none."
        ),
    ),
}
