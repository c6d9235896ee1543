"""What the texts say about accumulated squares, decay rates and the small constant of adaptive methods."""

from __future__ import annotations

from autograder.explaining.catalogue import mark
from autograder.explaining.entry import Entry

TEXTS: dict[str, Entry] = {
    "missing-root": Entry(
        lecture="3.1",
        title=mark("The square root is missing"),
        what=mark("The gradient is divided by the accumulated squares themselves instead of by their root."),
        why=mark(
            "With the root the step has the unit of θ and hardly depends on the gradient's "
            "scale. Without it small gradients give enormous steps and large ones almost "
            "none."
        ),
        hint=mark("Multiply all gradients by 10 in your mind: what happens to g, to r, and to the quotient?"),
    ),
    "second-moment-not-squared": Entry(
        lecture="3.1",
        title=mark("The gradient is accumulated without its square"),
        what=mark("The second moment gathers the gradient itself, not its square."),
        why=mark(
            "Positive and negative gradients cancel there, so the divisor says nothing about "
            "their size and may vanish or turn negative under the root."
        ),
        hint=mark("What does ⊙ stand for in g ⊙ g? Feed +1 and −1 in turn and look at r."),
        kinds={
            "absolute": mark("The second moment gathers |g|, not its square."),
        },
    ),
    "second-moment-of-first": Entry(
        lecture="3.3",
        title=mark("The second moment squares s, not g"),
        what=mark("r is built from the square of the first moment where the square of the gradient belongs."),
        why=mark(
            "s is already smoothed, so noise that r should measure has been averaged away, "
            "and noisy coordinates take steps that are too large."
        ),
        hint=mark("Which letter stands beside (1 − ρ₂) in the box?"),
    ),
    "accumulator-not-kept": Entry(
        lecture="3.1",
        title=mark("The squared gradients are not accumulated"),
        what=mark("r is only the square of the current gradient; earlier squares are forgotten."),
        why=mark(
            "g divided by its own size is just ±1: every coordinate moves by the full rate in "
            "every step and can't settle at the minimum."
        ),
        hint=mark("What stands to the right of “r ←” in the box besides g?"),
    ),
    "accumulator-not-decayed": Entry(
        lecture="3.2",
        title=mark("The squared gradients never fade"),
        what=mark(
            "r sums up all squares as AdaGrad does. Here old squares should fade with the decay rate ρ."
        ),
        why=mark(
            "A sum only grows, so the effective rate only falls. That early slowdown is the "
            "very thing RMSProp was made to avoid."
        ),
        hint=mark("Feed a constant gradient for 50 steps and watch r: should it level off or go on growing?"),
        kinds={
            "weighted-sum": mark(
                "Old squares are kept whole while the new one is weighted with 1 − ρ, so r still only grows."
            ),
        },
    ),
    "accumulator-decayed": Entry(
        lecture="3.1",
        title=mark("The squared gradients fade"),
        what=mark("r forgets old squares as RMSProp does. AdaGrad keeps them all."),
        why=mark(
            "Both train well, but they are different methods: AdaGrad's rate must fall "
            "steadily, yours rises again when gradients get small."
        ),
        hint=mark("Compare the line “accumulate squared gradient” of AdaGrad and of RMSProp in the lecture."),
    ),
    "decay-swapped": Entry(
        lecture="3.2",
        title=mark("ρ and 1 − ρ have changed places"),
        what=mark("The old value is weighted with 1 − ρ and the new one with ρ."),
        numbers=mark("With {name} = {value} your average keeps only {one_minus} of the past in each step."),
        why=mark(
            "The average then remembers about one step instead of many, so it follows every "
            "noise of the gradient."
        ),
        hint=mark(
            "If ρ is close to 1, should the average change quickly or slowly? Check which "
            "term gets the large weight."
        ),
        kinds={
            "beta_1": mark(
                "In the first moment s the old value is weighted with 1 − ρ₁ and the new one with ρ₁."
            ),
            "beta_2": mark(
                "In the second moment r the old value is weighted with 1 − ρ₂ and the new one with ρ₂."
            ),
        },
    ),
    "missing-one-minus-decay": Entry(
        lecture="3.2",
        title=mark("The factor 1 − ρ is missing"),
        what=mark(
            "The old value fades with ρ, but the new one enters whole, so the two weights don't add up to 1."
        ),
        numbers=mark("With {name} = {value} the result settles at {max_ratio} times the size of an average."),
        why=mark(
            "It is a sum, no longer an average: its size depends on ρ, and so does the length of your steps."
        ),
        hint=mark("With a constant gradient of 1, where should an average settle? Where does yours?"),
        kinds={
            "beta_1": mark("In the first moment s the gradient enters without the factor 1 − ρ₁."),
            "beta_2": mark("In the second moment r the squared gradient enters without the factor 1 − ρ₂."),
            "rho": mark("In r the squared gradient enters without the factor 1 − ρ."),
        },
    ),
    "second-moment-missing": Entry(
        lecture="3.3",
        title=mark("The second moment is missing"),
        what=mark(
            "Your step isn't divided by the root of the squared gradients; it is momentum with a correction."
        ),
        why=mark(
            "Without that divisor all coordinates share one rate, and the adaptive half of Adam is gone."
        ),
        hint=mark("What stands below the fraction bar in the line for Δθ?"),
    ),
    "first-moment-missing": Entry(
        lecture="3.3",
        title=mark("The first moment is missing"),
        what=mark("The gradient itself stands in the numerator; its running average s isn't used."),
        why=mark(
            "The direction then follows every noisy gradient: this is RMSProp with a "
            "correction, without the momentum part of Adam."
        ),
        hint=mark("What stands above the fraction bar in the line for Δθ?"),
    ),
    "epsilon-missing": Entry(
        lecture="3.1",
        title=mark("The small constant δ is missing"),
        what=mark("Nothing protects the division where the accumulated squares are 0 or tiny."),
        why=mark(
            "A coordinate whose gradient has always been 0 gives 0 / 0 = NaN, and one NaN "
            "spoils the whole model. Sparse data meets this at once."
        ),
        hint=mark("What is your divisor for a feature that hasn't occurred yet?"),
    ),
    "epsilon-outside-fraction": Entry(
        lecture="3.1",
        title=mark("δ is added to the fraction, not to the divisor"),
        what=mark("Because of operator precedence δ is added after the division."),
        why=mark("The division stays unprotected, and every coordinate drifts by δ in each step."),
        hint=mark(
            "In a / b + c, what is divided by what? Put brackets where the fraction bar of the box ends."
        ),
    ),
    "epsilon-in-numerator": Entry(
        lecture="3.1",
        title=mark("δ stands above the fraction bar"),
        what=mark("The small constant is added to the numerator; it belongs to the divisor."),
        why=mark("The divisor can still be 0, and parameters move even without a gradient."),
        hint=mark("Which number could become 0 and must not? That is where δ is needed."),
    ),
    "matrix-inverse": Entry(
        lecture="3.1",
        title=mark("A matrix inverse in place of an elementwise division"),
        what=mark("Your code inverts r as a matrix, where each element should be divided by its own root."),
        why=mark("The (pseudo-)inverse mixes the coordinates; adaptive rates treat each one by itself."),
        hint=mark(
            "The lecture says “elementwise”. Which NumPy or TensorFlow operator divides element by element?"
        ),
    ),
    "epsilon-scale": Entry(
        lecture="3.1",
        title=mark("δ is wrong by orders of magnitude"),
        what=mark("Your small constant is so large, or so small, that it changes the steps."),
        numbers=mark("Your δ is about {of}."),
        why=mark(
            "δ should only protect the division. When it is as large as the root itself, "
            "small gradients are no longer scaled up."
        ),
        hint=mark("Compare the exponent of your δ with the one in the box, and the dtype you compute in."),
    ),
}
