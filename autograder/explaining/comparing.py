"""What the texts say about trainings that are compared, and about what is reported of them."""

from __future__ import annotations

from autograder.explaining.catalogue import mark
from autograder.explaining.entry import Entry

TEXTS: dict[str, Entry] = {
    "built-in-not-run": Entry(
        lecture="2.1",
        title=mark("The built-in optimizer is created, but never run"),
        what=mark("Your code creates the optimizer, or the operation of one step, and never runs it."),
        why=mark(
            "In a graph, minimize() only describes a step: no parameter moves before a session runs it."
        ),
        hint=mark(
            "Which line of the lecture's loop makes the step happen, and what does it hand to the session?"
        ),
    ),
    "report-differs": Entry(
        lecture="2.2",
        title=mark("The numbers are not those of your training"),
        what=mark(
            "The numbers you report are written down in the source, and your own training gives others."
        ),
        why=mark("A comparison shows something only where the numbers come from the runs that are compared."),
        hint=mark("Let the training loop collect the numbers in place of copying them."),
    ),
    "claim-differs": Entry(
        lecture="2.2",
        title=mark("The conclusion contradicts the numbers"),
        what=mark("You name one method as the faster one; your own losses say the other."),
        why=mark(
            "Which method is faster depends on the data, on the rate and on when one looks. It has to be read "
            "off the losses, whatever one expects."
        ),
        hint=mark("Put the losses of both side by side: who is lower in the first steps, who arrives first?"),
    ),
    "unequal-comparison": Entry(
        lecture="2.2",
        title=mark("The methods are not compared under equal conditions"),
        what=mark("The trainings that you compare don't begin alike."),
        kinds={
            "start": mark("The trainings that you compare begin at different parameters."),
            "learning_rate": mark("The trainings that you compare run at different learning rates."),
        },
        why=mark("What differs then isn't only the method, so the losses don't tell which method is faster."),
        hint=mark(
            "The lecture compares with the same rate and the same initial parameters. Where are yours set?"
        ),
    ),
}
