"""The sentences about parts that compare trainings."""

from __future__ import annotations

from autograder.explaining.catalogue import mark

MESSAGES: dict[str, tuple[str, ...]] = {
    "compare.losses.right": (mark("The losses you report are those of your own trainings."),),
    "compare.losses.missing": (
        mark("Losses are reported for {found} of the {count} methods; missing: {absent}."),
    ),
    "compare.losses.few": (mark("Of {method} only {found} losses are reported; {count} are asked for."),),
    "compare.losses.wrong": (
        mark(
            "{method}: you report {identified} for step {first_step}; in your own training it is {expected}."
        ),
    ),
    "compare.losses.unseen": (
        mark("The losses of {method} couldn't be checked against its training. A person will look at it."),
    ),
    "compare.losses.two": (
        mark(
            "Of {method} there are two lists of losses, and only one of them is its training's. "
            "A person will look at it."
        ),
    ),
    "compare.steps.right": (mark("The numbers of steps agree with your own trainings."),),
    "compare.steps.missing": (
        mark("Numbers of steps are reported for {found} of the {count} methods; missing: {absent}."),
    ),
    "compare.steps.wrong": (
        mark(
            "{method}: you report {identified} steps; in your own training the loss is first below {threshold} "
            "at step {expected}."
        ),
        mark(
            "{method}: you report {identified} steps; in your own training the loss never is below {threshold}."
        ),
    ),
    "compare.steps.unseen": (
        mark("The steps of {method} couldn't be checked against its training. A person will look at it."),
    ),
    "compare.equal.right": (mark("All methods begin at the same parameters, with the same rate."),),
    "compare.equal.missing": (
        mark("A training was seen for {found} of the {count} methods; missing: {absent}."),
    ),
    "compare.equal.wrong": (mark("{method} and {other_method}: {mistake}."),),
    "compare.claim.right": (mark("What you say is faster agrees with your own losses."),),
    "compare.claim.steps": (mark("Your numbers of steps say which is faster, and they are right."),),
    "compare.claim.missing": (mark("Which method is faster isn't said."),),
    "compare.claim.wrong": (
        mark("You say that {claimed} is faster at first; in your own losses it is {faster}."),
    ),
    "compare.claim.wrong.late": (
        mark("You say that {claimed} is faster in the end; in your own losses it is {faster}."),
    ),
    "compare.claim.unseen": (
        mark("What you say is faster couldn't be held against a training. A person will look at it."),
    ),
    "compare.unseen": (
        mark(
            "You report numbers, but no training that gives them could be watched: {absent}. "
            "A person will look at it."
        ),
    ),
    "status.not_found.compare": (
        mark(
            "No comparison was found. Looked for: trainings of {methods}, and their losses or numbers of steps, "
            "printed or in variables."
        ),
    ),
}
