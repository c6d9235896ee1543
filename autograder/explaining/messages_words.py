"""Sentences about parts that are handed in as words: short answers and free texts."""

from __future__ import annotations

from autograder.explaining.catalogue import mark

MESSAGES_OF_WORDS: dict[str, tuple[str, ...]] = {
    "answers.right": (mark("Task {task_number}: “{given}” is right."),),
    "answers.wrong": (
        mark("Task {task_number}: “{given}” is another kind. {answer_hint}"),
        mark("Task {task_number}: “{given}” is another kind."),
    ),
    "answers.missing": (mark("Task {task_number}: no answer yet."),),
    "answers.unclear": (
        mark("Task {task_number}: “{given}” can't be read as one of the kinds, so a person will look at it."),
    ),
    "status.answers_unclear": (
        mark(
            "Not every answer could be read (open: {count}); a person will look at it. "
            "The others have {points} points so far."
        ),
    ),
    "status.answers_unread": (
        mark(
            "Answers were found, but not which of them belongs to which task; a person will look at them. "
            "A list with one word per task is understood at once."
        ),
    ),
    "status.essay": (mark("Collected ({count} characters); a person reads it and gives the points."),),
    "status.not_found.words": (
        mark(
            "Nothing was found here. A variable with the name that the task asks for is found, and so is a text cell "
            "under a heading that names the task."
        ),
    ),
}
