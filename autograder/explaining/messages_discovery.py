"""What is said where nothing was found for a part: what was looked for, and what the nearest candidate lacked."""

from __future__ import annotations

from autograder.explaining.catalogue import mark, translator
from autograder.explaining.words import algorithm

NOT_FOUND: dict[str, tuple[str, ...]] = {
    "status.not_found": (
        mark(
            "Nothing was found here that could be judged. Looked for: a class with a method such as "
            "update(params, grads), a subclass of the framework's optimizer, or a function of one step; its name may "
            "contain one of these: {names}. The nearest is {candidate} in cell {cell}, line {line}: {lacks}."
        ),
        mark(
            "Nothing was found here that could be judged. Looked for: a class with a method such as "
            "update(params, grads), a subclass of the framework's optimizer, or a function of one step; its name may "
            "contain one of these: {names}. The nearest is {candidate} in line {line}: {lacks}."
        ),
        mark(
            "Nothing was found here that could be judged. A class or function whose name contains one of "
            "these is found: {names}."
        ),
        mark("Nothing was found here that could be judged."),
    ),
    "status.not_found.empty": (
        mark(
            "Nothing was found here that could be judged: the file defines no class and no function. Looked for: a "
            "class with a method such as update(params, grads), a subclass of the framework's optimizer, or a function "
            "of one step; its name may contain one of these: {names}."
        ),
    ),
    "status.not_found.schedule": (
        mark(
            "No {rule} was found. Looked for: a function or class whose name contains one of these: {names}; "
            "a loop that prints at least {count} rates; a list of them. "
            "The rates of cell {cell}, line {line} are another schedule: {algorithm}."
        ),
        mark(
            "No {rule} was found. Looked for: a function or class whose name contains one of these: {names}; "
            "a loop that prints at least {count} rates; a list of them. "
            "The rates of line {line} are another schedule: {algorithm}."
        ),
        mark(
            "No {rule} was found. Looked for: a function or class whose name contains one of these: {names}; "
            "a loop that prints at least {count} rates; a list of them. "
            "The nearest is {candidate} in cell {cell}, line {line}: {lacks}."
        ),
        mark(
            "No {rule} was found. Looked for: a function or class whose name contains one of these: {names}; "
            "a loop that prints at least {count} rates; a list of them. "
            "The nearest is {candidate} in line {line}: {lacks}."
        ),
        mark(
            "No {rule} was found. Looked for: a function or class whose name contains one of these: {names}; "
            "a loop that prints at least {count} rates; a list of them."
        ),
    ),
}

LACKS = {
    # left aside before anything ran
    "no-method": mark("it has no method of its own but the constructor"),
    "no-gradient-method": mark("none of its methods takes a gradient ({detail})"),
    "no-gradient": mark("it takes no gradient, nor a function that gives one ({detail})"),
    "takes-data": mark("it takes data and no gradient ({detail})"),
    "trains-alone": mark(
        "it trains parameters of its own on data ({detail}), so it can only be judged by a training that the file "
        "runs; call it at the end of the file"
    ),
    "no-arguments": mark("it takes no arguments"),
    "helper": mark("its name says that it is a helper"),
    "called": mark("{detail} calls it as its helper"),
    "returns-nothing": mark("it returns nothing"),
    "no-step": mark("it takes no step, and its name says nothing of a rate ({detail})"),
    "takes-gradient": mark("it takes a gradient, so it is an update and no schedule ({detail})"),
    "framework": mark("there were too many candidates before it"),
    "unclear": mark("it is not clear what its arguments are"),
    # found, and left for what it did
    "is": mark("it is {detail}"),
    "plain": mark("it is plain gradient descent, to compare with"),
    "another-name": mark("its name speaks for another rule, and it isn't this one"),
    "stopped": mark("it stopped with {detail}"),
    "not-nearest": mark("another candidate is nearer"),
}
"""Why a definition isn't what was judged; ``detail`` follows the id after a colon."""

CHOSEN = {
    "name": mark("its name says so"),
    "fit": mark("no name says so, but it fits best"),
}
"""Why a candidate was taken."""


def lacks(told: str, language: str) -> str:
    """Put ``no-gradient:x, y`` into words."""
    key, _, detail = told.partition(":")
    if key == "is":
        detail = algorithm(detail, language)
    return translator(language)(LACKS[key]).format(detail=detail) if key in LACKS else told
