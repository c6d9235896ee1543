"""The sentences of a record, and of who writes exercises: a key and its arguments, said in one language.

A key has one or several templates, the richest first; the first one whose arguments are all given is said.
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from functools import cache

from autograder.explaining import (
    messages_builtin,
    messages_compare,
    messages_methods,
    messages_sampling,
    words,
)
from autograder.explaining.catalogue import mark, translator
from autograder.explaining.messages_class import MESSAGES_OF_CLASS
from autograder.explaining.messages_device import ABOUT_THE_DEVICE
from autograder.explaining.messages_discovery import NOT_FOUND, lacks
from autograder.explaining.messages_exercises import ABOUT_EXERCISES
from autograder.explaining.messages_imports import ABOUT_THE_GRADER
from autograder.explaining.messages_old import OLD_MESSAGES
from autograder.explaining.messages_training import TRAINING_MESSAGES
from autograder.explaining.messages_words import MESSAGES_OF_WORDS
from autograder.explaining.mistakes import title, variant
from autograder.explaining.numbers import number, percent, points
from exercises.spec import labs

MESSAGES: dict[str, tuple[str, ...]] = {
    **TRAINING_MESSAGES,
    **MESSAGES_OF_WORDS,
    **MESSAGES_OF_CLASS,
    **ABOUT_EXERCISES,
    **ABOUT_THE_GRADER,
    **ABOUT_THE_DEVICE,
    **NOT_FOUND,
    # criteria
    "update.right": (
        mark("Every step follows {rule}. Accepted form: {variants}."),
        mark("Every step follows {rule}."),
    ),
    "update.mistake": (
        mark("From step {first_step} on the parameters differ from the rule: {mistake}."),
        mark("The parameters differ from the rule: {mistake}."),
    ),
    "update.slip": (mark("Every step follows {rule}, but: {mistake}."),),
    "update.unknown": (
        mark(
            "From step {first_step} on the parameters differ from the rule, by up to {size}; "
            "first in coordinate {coordinate}. No known mistake explains it."
        ),
        mark("From step {first_step} on the parameters differ from the rule. No known mistake explains it."),
    ),
    "update.not-finite": (mark("The parameters become NaN or infinite in step {first_step}."),),
    "update.wrong-hyperparameter": (
        mark("The rule is right, but {name} is {identified}; {expected} was asked for."),
    ),
    "training.right": (mark("Trains {task} in {steps} steps as well as the rule does."),),
    "training.wrong": (mark("Doesn't train {task} in {steps} steps as well as the rule does."),),
    "training.diverged": (mark("Training diverges within {steps} steps."),),
    "training.follows": (
        mark(
            "Your training could not be run here; every step follows the rule, so it trains as the rule does."
        ),
    ),
    "training.lent": (
        mark(
            "Nothing in your file calls {function}, so it was called with small data of our own; every step follows "
            "the rule, so it trains as the rule does."
        ),
    ),
    "training.unseen": (
        mark("This training is counted by its steps: once they follow the rule, this counts as well."),
    ),
    "training.not-run": (mark("Training wasn't run, because the update could not be."),),
    "schedule.right": (
        mark("Every rate follows {rule}. Accepted form: {variants}."),
        mark("Every rate follows {rule}."),
    ),
    "schedule.mistake": (
        mark("From step {first_step} on the rate differs: {mistake}."),
        mark("The rate differs: {mistake}."),
    ),
    "schedule.unknown": (
        mark(
            "In step {first_step} the rate is {identified}; {expected} was expected. "
            "No known mistake explains it."
        ),
    ),
    "schedule.copied-slip": (
        mark(
            "Your code stops because {missing} isn't defined. The course's own example has this slip: "
            "the initial rate is meant. Was it copied?"
        ),
    ),
    "keep": (mark("“{mistake}” keeps {share} of the points: {points}."),),
    "built-in-used": (mark("Calls the built-in {name}; this part asks you to write the rule yourself."),),
    # a part that isn't judged
    "status.not_started": (mark("Not begun yet: the template is unchanged or empty."),),
    "status.crashed": (
        mark("Your code stopped with {kind} in cell {cell}, line {line}: {message}"),
        mark("Your code stopped with {kind} in line {line}: {message}"),
        mark("Your code stopped with {kind}: {message}"),
        mark("Your code stopped with {kind} in cell {cell}, line {line}."),
        mark("Your code stopped with {kind} in line {line}."),
        mark("Your code stopped with {kind}."),
    ),
    "status.timed_out": (
        mark("Your code was still running after {seconds} s. Is there a loop that doesn't end?"),
    ),
    "status.out_of_memory": (
        mark("Your code needed more than {megabytes} MB. Does a list or an array grow in every step?"),
    ),
    "status.blocked": (
        mark(
            "The sandbox stopped your code: {detail}. Labs need no files, no network and no other programs."
        ),
        mark("The sandbox stopped your code. Labs need no files, no network and no other programs."),
    ),
    "status.grader_fault": (
        mark("A fault of ours, not of yours: {detail}. It costs no points; a person will look at it."),
        mark("A fault of ours, not of yours. It costs no points; a person will look at it."),
    ),
    "status.protocol": (
        mark(
            "The grader couldn't read what came back from the run of your code ({detail}). That may be our fault: "
            "it costs no points, and a person will look at it."
        ),
    ),
    "status.needs_person": (mark("A person reads and grades this part."),),
    "status.own_gradient": (
        mark(
            "Found, but it works out its gradient itself, so the grader can't give it one. A person will look at it; "
            "code that takes the gradient as an argument is judged at once."
        ),
    ),
    "status.not_callable": (
        mark(
            "Found, but the grader doesn't know how to call it ({kind}: {message}). A person will look at it; "
            "a method such as update(params, grads) is understood at once."
        ),
        mark("Found, but the grader doesn't know how to call it. A person will look at it."),
    ),
    "status.not_callable.schedule": (
        mark(
            "Found, but the grader doesn't know how to call it ({kind}: {message}). A person will look at it; "
            "a function of the step such as linear_decay(step) is understood at once."
        ),
        mark("Found, but the grader doesn't know how to call it. A person will look at it."),
    ),
    # notes, which cost nothing
    "note.cell-error": (
        mark("Cell {cell}, line {line} stopped with {kind} ({message}). The cells after it were still run."),
        mark("Cell {cell} stopped with {kind} ({message}). The cells after it were still run."),
        mark("Line {line} stopped with {kind} ({message}). What was defined before was used."),
        mark("Stopped with {kind} ({message}). What was defined before was used."),
        mark("Cell {cell}, line {line} stopped with {kind}. The cells after it were still run."),
        mark("Cell {cell} stopped with {kind}. The cells after it were still run."),
        mark("Line {line} stopped with {kind}. What was defined before was used."),
        mark("Stopped with {kind}. What was defined before was used."),
    ),
    "note.cell-syntax": (
        mark(
            "Cell {cell}, line {line} is Python 2 and was skipped. Write {instead} in place of {old}; "
            "the course uses Python 3."
        ),
        mark("Cell {cell}, line {line} is not valid Python and was skipped: {message}."),
        mark("Line {line} is not valid Python and was skipped: {message}."),
    ),
    "note.cell-timeout": (
        mark("Cell {cell} was stopped after {seconds} s; what was defined before was used."),
        mark("The code was stopped after {seconds} s; what was defined before was used."),
    ),
    "note.magic": (
        mark("Cell {cell}, line {line} is a notebook command and was skipped."),
        mark("Line {line} is a notebook command and was skipped."),
        mark("Notebook commands were skipped."),
    ),
    "note.stdout-truncated": (mark("You printed a lot; only the beginning was kept."),),
    "note.cells-skipped": (mark("{count} cells that judging doesn't need were skipped."),),
    "note.missing-package": (mark("The package {package} isn't installed here and was left out."),),
    **messages_sampling.TEXTS,
    **messages_methods.TEXTS,
    "left_out": (mark("Not judged by this version ({kind}); it isn't part of the total."),),
    # a submission that can't be read
    "unreadable.empty": (mark("{name} is empty. Was the right file saved and handed in?"),),
    "unreadable.syntax": (
        mark("{name}, line {line} is not valid Python: {message}. Fix that line and hand in again."),
        mark("{name} is not valid Python: {message}."),
    ),
    "unreadable.encoding": (mark("{name} is neither UTF-8 nor GBK text. Save it as UTF-8."),),
    "unreadable.notebook": (
        mark("{name} is not a notebook that can be opened: {message}. Export it again from Jupyter."),
        mark("{name} is not a notebook that can be opened. Export it again from Jupyter."),
    ),
    "unreadable.python2": (
        mark("{name}, line {line} is Python 2. Write {instead} in place of {old}; the course uses Python 3."),
        mark("{name}, line {line} is Python 2. The course uses Python 3."),
    ),
    "unreadable.size": (
        mark("{name} is too large to be read as a submission. Clear the notebook's outputs and try again."),
    ),
    **messages_builtin.MESSAGES,
    **messages_compare.MESSAGES,
    **OLD_MESSAGES,
}

_POINTS = frozenset({"points"})
_SHARES = frozenset({"share", "size"})
_METHODS = frozenset({"method", "other_method", "methods", "absent", "claimed", "faster"})
_LOOKED_UP = {
    "task": words.TASKS,
    "name": words.HYPERPARAMETERS,
    "kind": words.PART_KINDS,
}


def say(key: str, arguments: Mapping[str, str | float], language: str) -> str:
    """Say a message in a language; ``KeyError`` for an unknown key or when arguments are missing."""
    given = {name for name, value in arguments.items() if value not in ("", None)}
    for template in MESSAGES[key]:
        if _fields(template) <= given:
            worded = {name: _worded(name, arguments[name], language) for name in given}
            return translator(language)(template).format_map(worded)
    wanted = ", ".join(sorted(_fields(MESSAGES[key][-1]) - given))
    raise KeyError(f"message {key!r} needs {wanted}")


@cache
def _fields(template: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name)


def _worded(name: str, value: str | float, language: str) -> str:
    """Put one argument into words: ids by their names, numbers with few digits, text as it is."""
    if isinstance(value, str):
        if name == "mistake":
            return _joined([title(one, language) for one in _listed(value)], language, " + ")
        if name == "variants":
            return _joined([variant(one, language) for one in _listed(value)], language, "; ")
        if name == "answer_hint":
            return _answer_hint(value, language)
        if name == "lacks":
            return lacks(value, language)
        if name in {"rule", "algorithm"}:
            return words.algorithm(value, language)
        if name in _METHODS:
            said = [words.algorithm(one, language).strip() for one in _listed(value)]
            return ("、" if language == "zh" else ", ").join(said)
        return words.word(_LOOKED_UP[name], value, language) if name in _LOOKED_UP else value
    if name in _SHARES:
        return percent(value)
    return points(value) if name in _POINTS else number(value)


def _answer_hint(place: str, language: str) -> str:
    """The hint of ``LAB.PART.ANSWER``, from the lab's data; empty where the lab no longer has it."""
    lab, _, rest = place.partition(".")
    part, _, answer = rest.partition(".")
    for one in labs()[lab].parts if lab in labs() else ():
        for each in one.answers:
            if (one.id, each.id) == (part, answer):
                return each.hint.zh if language == "zh" else each.hint.en
    return ""


def _listed(value: str) -> list[str]:
    return [one.strip() for one in value.split(",") if one.strip()]


def _joined(parts: list[str], language: str, separator: str) -> str:
    return {"; ": "；"}.get(separator, separator).join(parts) if language == "zh" else separator.join(parts)
