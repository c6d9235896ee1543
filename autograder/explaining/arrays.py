"""What the texts say about slips in how Python and NumPy hold and pass parameters."""

from __future__ import annotations

from autograder.explaining.catalogue import mark
from autograder.explaining.entry import Entry

TEXTS: dict[str, Entry] = {
    "one-variable-only": Entry(
        lecture="2.1",
        title=mark("Only some of the variables are trained"),
        what=mark("Some variables move as they should; the others stay where they started."),
        numbers=mark("Counted in their order, these move: {moving}."),
        why=mark(
            "A model whose bias or second layer never learns can look half right and still "
            "never fit the data."
        ),
        hint=mark(
            "Give your code two variables and print both after one step. Does a return or a "
            "fixed index end the loop too early?"
        ),
        kinds={
            "first": mark("The first variable moves as it should; all others stay where they started."),
            "last": mark("The last variable moves as it should; all others stay where they started."),
        },
    ),
    "not-updated": Entry(
        lecture="2.1",
        title=mark("The parameters never change"),
        what=mark("After all steps the parameters are exactly where they started."),
        why=mark("The new value is computed, perhaps rightly, but training never sees it."),
        hint=mark(
            "In Python, w = w - … inside a function makes a new local name. How does the "
            "caller get the new value?"
        ),
    ),
    "history-aliased": Entry(
        lecture="2.1",
        title=mark("The history holds one array many times"),
        what=mark(
            "All entries of the recorded list are the same array, so every entry shows the last value."
        ),
        why=mark("Plots and comparisons made from such a history show a training that didn't happen."),
        hint=mark(
            "Appending an array stores a reference to it. What has to be stored so that later "
            "changes in place don't reach it?"
        ),
    ),
    "gradient-modified": Entry(
        lecture="2.1",
        title=mark("The caller's gradient is changed"),
        what=mark("Your update writes into the gradient array that it was given."),
        why=mark(
            "Whoever uses the gradient afterwards (a second optimizer, a log, a check of its "
            "norm) gets another number."
        ),
        hint=mark("Operators such as *= and += write in place. Which of them act on g itself?"),
    ),
    "integer-parameters": Entry(
        lecture="2.1",
        title=mark("The parameters are whole numbers"),
        what=mark(
            "The parameters are kept in an integer array, so each update is cut down to a whole number."
        ),
        why=mark(
            "Steps smaller than 1 vanish completely, and training stands still without any error message."
        ),
        hint=mark(
            "Print the dtype of your parameter array. np.array([0, 1]) and np.array([0.0, "
            "1.0]) are different things."
        ),
    ),
    "shape-broadcast": Entry(
        lecture="2.1",
        title=mark("Shapes don't fit and were stretched silently"),
        what=mark(
            "An array of shape (n,) met one of shape (n, 1), and they were stretched to a table of n × n."
        ),
        why=mark(
            "The result has numbers everywhere and looks fine, but mixes every sample with every other."
        ),
        hint=mark(
            "Print the shapes of prediction, target and gradient before they are combined. "
            "Each should be what you think it is."
        ),
    ),
    "not-implemented": Entry(
        lecture="2.1",
        title=mark("Still the empty template"),
        what=mark("The function is there, but its body isn't written yet."),
        why=mark("Nothing is wrong here; it's just not begun."),
        hint=mark(
            "Begin with the first line below “while” in the algorithm box and turn it into one line of code."
        ),
    ),
}
