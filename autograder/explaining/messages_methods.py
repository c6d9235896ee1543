"""What is said about methods beyond the gradient, and about early stopping."""

from __future__ import annotations

from autograder.explaining.catalogue import mark

_UNKNOWN_CALL = mark("Found, but the grader doesn't know how to call it. A person will look at it.")

TEXTS: dict[str, tuple[str, ...]] = {
    "method.right": (
        mark("The steps are those of {rule}. Accepted form: {variants}."),
        mark("The steps are those of {rule}."),
    ),
    "method.mistake": (mark("Not as asked: {mistake}."),),
    "method.unknown": (mark("The steps are not those of {rule}. No known mistake explains them."),),
    "method.arrives": (mark("Arrives at the minimum on all {count} tasks."), mark("Arrives at the minimum.")),
    "method.counts": (mark("Arrives, but makes one step more than it is asked for."),),
    "method.far": (mark("On {task} {steps} steps leave {gap} of the first gradient."),),
    "method.diverges": (mark("Diverges on {task} within {steps} steps."),),
    "method.not-finite": (mark("On {task} the parameters become NaN or infinite within {steps} steps."),),
    "method.stops": (
        mark("On {task} it stopped with {kind}: {message}"),
        mark("On {task} it stopped with {kind}."),
    ),
    "method.nothing": (mark("On {task} no parameters came back."),),
    "stop.right": (
        mark(
            "Stops in the right epoch in all {count} sequences of losses. On the noisy curve that is epoch "
            "{stop}, where the "
            "derivative of the training loss is still {gradient}, {times} times as large as it becomes in the end."
        ),
    ),
    "stop.best-right": (mark("Names the best epoch in all {count} sequences of losses."),),
    "stop.unknown": (mark("The epoch of the stop isn't among the numbers that come back."),),
    "stop.best-missing": (mark("The best epoch isn't among the numbers that come back."),),
    "status.unclear.method": (
        mark("It arrives, but its steps could not be told to be those of {rule}. A person will look at it."),
    ),
    "status.slow.method": (
        mark(
            "Its first steps are those of {rule}, but a longer run took more time than there is. "
            "A person will look at it; is there a search that doesn't end near the minimum?"
        ),
    ),
    "status.not_callable.early-stopping": (
        mark(
            "Found, but the grader doesn't know how to call it ({kind}: {message}). A person will look at it; "
            "a function such as early_stopping(losses, patience) is understood at once."
        ),
        _UNKNOWN_CALL,
    ),
    "status.not_callable.newton": (
        mark(
            "Found, but the grader doesn't know how to call it ({kind}: {message}). A person will look at it; "
            "a function such as newton(gradient, hessian, theta, steps) is understood at once."
        ),
        _UNKNOWN_CALL,
    ),
    "status.not_callable.bfgs": (
        mark(
            "Found, but the grader doesn't know how to call it ({kind}: {message}). A person will look at it; "
            "a function such as bfgs(loss, gradient, theta, steps) is understood at once."
        ),
        _UNKNOWN_CALL,
    ),
    "status.not_callable.coordinate-descent": (
        mark(
            "Found, but the grader doesn't know how to call it ({kind}: {message}). A person will look at it; "
            "a function such as coordinate_descent(a, b, theta, sweeps) is understood at once."
        ),
        _UNKNOWN_CALL,
    ),
}
