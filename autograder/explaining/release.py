"""What a released notebook says of itself, beside the lab's own statement."""

from __future__ import annotations

from autograder.explaining.catalogue import mark

DATA = mark(
    "The lecture's linear regression: ten samples of two features, the values they shall give, and the start."
)
DATA_TEXT = mark(
    "The model is $y = x\\,w$ without a bias, the loss is the mean squared error $\\frac1n\\sum_i (x_i w - y_i)^2$, "
    "and training starts at `start`."
)
CHECK = mark(
    "## Self-check\n\nRun the cells above, then this one: it judges as grading will, only the random numbers differ. "
    "It needs the package `optimizer-autograder` where this notebook runs. In place of the code you may write "
    "`%load_ext autograder.notebook` and then `%check {lab}`."
)
CHECK_SCRIPT = mark("Self-check, in a terminal: autograder check {file} --lab {lab}")
