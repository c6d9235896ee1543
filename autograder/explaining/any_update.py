"""What the texts say about mistakes that any update can have."""

from __future__ import annotations

from autograder.explaining.catalogue import mark
from autograder.explaining.entry import Entry

TEXTS: dict[str, Entry] = {
    "sign-flipped": Entry(
        lecture="2.1",
        title=mark("The step goes uphill"),
        what=mark(
            "Your update adds the gradient where the rule subtracts it, so every step climbs "
            "the loss instead of descending."
        ),
        why=mark(
            "The gradient points to where the loss grows fastest. Walking along it makes "
            "training diverge, often within a few steps."
        ),
        hint=mark(
            "Follow one number by hand: where the gradient is positive, should θ grow or "
            "shrink? Check each sign between g and θ once."
        ),
    ),
    "gradient-scaled": Entry(
        lecture="2.1",
        title=mark("The gradient is multiplied by a constant"),
        what=mark(
            "Every step has the right direction but not the right length: the gradient "
            "carries a constant factor."
        ),
        numbers=mark("In your code the factor is {factor}."),
        why=mark(
            "The learning rate then no longer means what it says, and a rate that works for "
            "the rule may diverge for your code."
        ),
        hint=mark(
            "Look for a sum where a mean over the m samples is asked for, a forgotten 2 of "
            "the square, or a rate that is applied twice."
        ),
    ),
    "learning-rate-ignored": Entry(
        lecture="2.1",
        title=mark("The learning rate is not used"),
        what=mark("Changing the learning rate doesn't change your steps at all."),
        why=mark(
            "The learning rate ϵ is the one number that everybody tunes first; here tuning it "
            "would have no effect."
        ),
        hint=mark(
            "Search your update for the place where the rate is used. Is it stored under one "
            "name and read under another?"
        ),
    ),
    "state-not-kept": Entry(
        lecture="2.2",
        title=mark("What was accumulated is lost between steps"),
        what=mark(
            "The velocity or the moments start from zero again at every step instead of going "
            "on from the step before."
        ),
        why=mark(
            "Momentum and adaptive rates live from memory. Without it every step only knows its own gradient."
        ),
        hint=mark(
            "Where in your code is the zero assigned: once at the beginning, or each time the "
            "update is called?"
        ),
        kinds={
            "slots-and-time": mark(
                "The moments and the time step t all start again at every step instead of "
                "going on from the step before."
            ),
        },
    ),
    "state-shared": Entry(
        lecture="2.2",
        title=mark("Several parameters share one state"),
        what=mark(
            "All variables read and write the same velocity or moment, so each one is moved "
            "by the others' gradients."
        ),
        why=mark(
            "Every parameter needs its own memory: that is what lets each have its own "
            "direction and its own rate."
        ),
        hint=mark(
            "Feed two variables with very different gradients and print the state after each. "
            "How many states do you see?"
        ),
    ),
    "state-not-elementwise": Entry(
        lecture="3.1",
        title=mark("One number in place of one per coordinate"),
        what=mark(
            "The squared gradients are summed up over the coordinates, so all coordinates are "
            "divided by the same number."
        ),
        why=mark(
            "Adaptive methods exist because coordinates differ in scale. With one common "
            "number a steep coordinate slows down all the flat ones."
        ),
        hint=mark(
            "The box says “elementwise”: ⊙ multiplies coordinate by coordinate. Compare the "
            "shape of r with the shape of g."
        ),
        kinds={
            "norm": mark(
                "The gradient's norm stands where each coordinate's own square belongs, so "
                "all coordinates are divided by the same number."
            ),
            "sum": mark(
                "The gradient is summed over all coordinates before it is squared, so all "
                "coordinates are divided by the same number."
            ),
            "mean": mark(
                "The squares are averaged over all coordinates, so all coordinates are "
                "divided by the same number."
            ),
        },
    ),
    "time-per-variable": Entry(
        lecture="3.3",
        title=mark("Time is counted once per variable, not once per step"),
        what=mark(
            "The step counter t goes up each time a variable is updated. With several "
            "variables it runs ahead: one variable sees t = 1, 3, 5 …, another 2, 4, 6 …"
        ),
        why=mark(
            "The bias correction 1 − ρ^t then belongs to a later time, so the first steps "
            "have the wrong length, and differently for each variable. The course's own "
            "example code does this; with a single variable nobody notices."
        ),
        hint=mark(
            "Ask who owns t: the step or the variable? TensorFlow calls _apply_dense once for every variable."
        ),
    ),
    "wrong-hyperparameter": Entry(
        lecture="2.1",
        title=mark("The rule is right, a hyperparameter is not"),
        what=mark(
            "Your code follows the rule, but with another value of a hyperparameter than the one asked for."
        ),
        why=mark(
            "Hyperparameters are part of the algorithm: with another value the same formulas "
            "train at a different speed, or not at all."
        ),
        hint=mark(
            "Compare the constants and default values in your code with those of the "
            "algorithm box and the exercise."
        ),
    ),
    "different-algorithm": Entry(
        lecture="3.4",
        title=mark("This is another algorithm"),
        what=mark("Your code is a working optimizer, but not the one this part asks for."),
        numbers=mark("What it computes is {algorithm}."),
        why=mark(
            "Each algorithm of the course remembers something different, and that difference "
            "is what this exercise is about."
        ),
        hint=mark(
            "Put your update beside the algorithm box, line by line. Which quantity of the "
            "box has no counterpart in your code, or the reverse?"
        ),
    ),
    "hyperparameter-ignored": Entry(
        lecture="2.1",
        title=mark("A given hyperparameter is not followed"),
        what=mark(
            "Your code accepts the hyperparameter, but computes with another value whatever it is given."
        ),
        why=mark(
            "Whoever tunes it sees no effect, and a search over values compares the same "
            "training again and again."
        ),
        hint=mark(
            "Follow the argument from the constructor to the formula. Is there a number "
            "written out, or an attribute of a similar name?"
        ),
    ),
    "gradient-clipped": Entry(
        lecture="2.1",
        title=mark("Large gradients are cut off"),
        what=mark("Your update limits the gradient before using it. The rule of this part doesn't."),
        numbers=mark("In your code the limit is {threshold}."),
        why=mark(
            "Clipping is a useful tool on its own, but hidden inside an optimizer it changes "
            "the algorithm exactly when gradients are large."
        ),
        hint=mark("Look for clip, minimum or maximum on the way from g to θ."),
        kinds={
            "value": mark(
                "Your update cuts each coordinate of the gradient off at a limit before using it. "
                "The rule of this part doesn't."
            ),
            "norm": mark(
                "Your update shortens the gradient of each variable to a largest norm before using it. "
                "The rule of this part doesn't."
            ),
            "global-norm": mark(
                "Your update shortens the gradient of all variables together to a largest norm before using "
                "it. The rule of this part doesn't."
            ),
        },
    ),
    "weight-decay-added": Entry(
        lecture="2.1",
        title=mark("The parameters are pulled towards zero"),
        what=mark("Your update contains a term with θ itself (weight decay) that the rule doesn't have."),
        numbers=mark("In your code its factor is {share}."),
        why=mark("The training then minimises another function, and its minimum lies elsewhere."),
        hint=mark("In the algorithm box, does the step Δθ depend on θ other than through the gradient?"),
        kinds={
            "gradient": mark(
                "Your update adds a multiple of θ to the gradient (L2 weight decay). The rule doesn't."
            ),
            "decoupled": mark(
                "Beside the step your update takes a share of θ off (decoupled weight decay). The rule doesn't."
            ),
            "decoupled-after": mark(
                "After the step your update shrinks θ by a share (decoupled weight decay). The rule doesn't."
            ),
        },
    ),
    "coordinates-in-turn": Entry(
        lecture="2.1",
        title=mark("The parameters are updated one after the other"),
        what=mark(
            "The gradient is computed again between two parameters, so the second already "
            "sees the first one's new value."
        ),
        why=mark(
            "Gradient descent moves all parameters from the same point. In turn it becomes "
            "another method (coordinate descent) with another path."
        ),
        hint=mark(
            "Compute all gradients first, at one point. How many times does your code ask for "
            "a gradient in one step?"
        ),
    ),
    "not-finite": Entry(
        lecture="3.3",
        title=mark("Not a number"),
        what=mark("Your parameters become NaN or infinite where the rule has ordinary numbers."),
        why=mark(
            "One NaN spreads through every later step and every parameter that touches it; "
            "training can't recover."
        ),
        hint=mark(
            "Find the first division or root that produces it. What is its divisor in step 1, "
            "and where a gradient is exactly 0?"
        ),
        kinds={
            "epsilon": mark(
                "Where a gradient is exactly 0 your update divides 0 by 0, because no small "
                "constant δ protects the division."
            ),
            "time": mark(
                "In the first step your bias correction divides by 1 − ρ^0 = 0, because t is still 0 there."
            ),
        },
    ),
}
