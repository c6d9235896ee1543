"""What the texts say about accepted conventions: full marks, and worth knowing where they part from the lecture."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.explaining.catalogue import mark, translator
from autograder.explaining.variants import VARIANTS


@dataclass(frozen=True)
class Convention:
    """Texts of one accepted convention, in English."""

    lecture: str
    what: str
    """What the code does, and who else does."""
    where: str
    """At which step the two part, and where they don't."""
    why: str
    """Why it is as good, or what it means for training."""
    mind: str
    """What to keep in mind when the form is used."""


@dataclass(frozen=True)
class Told:
    """One convention in one language."""

    title: str
    what: str
    where: str
    why: str
    mind: str
    lecture: str


_SMALL_DELTA = mark(
    "With a δ of 10⁻⁸ the two agree to seven digits as long as the gradients are not tiny; they part from the first "
    "step on where |g| comes near δ."
)
_NEVER = mark("They never part: every step gives the same numbers, up to rounding.")
_DELTA_MIND = mark(
    "When you compare with a library, compare the place of δ too: at gradients near δ it matters."
)

CONVENTIONS: dict[str, Convention] = {
    "epsilon-inside": Convention(
        "3.1",
        mark("Yours divides by √(r + δ), as Keras does for AdaGrad and RMSProp."),
        _SMALL_DELTA,
        mark("Either way nothing is divided by 0, and that is all that δ is there for."),
        _DELTA_MIND,
    ),
    "epsilon-outside": Convention(
        "3.2",
        mark("Yours divides by √r + δ, as the lecture's code and PyTorch do."),
        _SMALL_DELTA,
        mark("Either way nothing is divided by 0, and that is all that δ is there for."),
        _DELTA_MIND,
    ),
    "epsilon-hat": Convention(
        "3.3",
        mark(
            "Yours adds δ to the root of the uncorrected r, as Keras, TensorFlow and section 2 of the Adam paper do."
        ),
        mark(
            "They part from the first step on where |g| comes near δ: before the correction r is smaller, so the same "
            "δ weighs more. Late in training, when the correction is 1, both are the same."
        ),
        mark("It saves work: both corrections become one factor of the rate."),
        _DELTA_MIND,
    ),
    "lookahead-stored": Convention(
        "2.2",
        mark(
            "Yours keeps θ + α v as its variable, as TensorFlow, Keras and PyTorch do; the lecture's box keeps θ."
        ),
        mark(
            "They part from the first step on: yours is one look-ahead further. The gradients are taken at the same "
            "points all along, so it is the same method."
        ),
        mark(
            "The lecture's table for Nesterov is that of this form: 673.23 after step 1, where the box would print "
            "3.51."
        ),
        mark("The loss that you print is that at θ + α v. At the end, when v has died away, the two meet."),
    ),
    "rate-outside-velocity": Convention(
        "2.2",
        mark(
            "Yours gathers gradients in v and multiplies by the rate afterwards, as TensorFlow 1 and PyTorch do."
        ),
        mark(
            "At a constant rate they never part. Where the rate decays they do, from the first changed rate on."
        ),
        mark(
            "In your form a new rate acts on the whole velocity at once; in the lecture's only on what is added to it."
        ),
        mark("Use a decaying rate with care: today's rate applies to yesterday's gradients too."),
    ),
    "rate-in-velocity": Convention(
        "2.2",
        mark("Yours has the rate inside the velocity: v ← α v − ϵ g, as in the lecture and in Keras."),
        _NEVER,
        mark("It is the lecture's own form."),
        mark("Libraries with the rate outside give another path where the rate decays."),
    ),
    "velocity-negated": Convention(
        "2.2",
        mark("Yours keeps −v: v ← α v + ϵ g, and θ ← θ − v."),
        mark("The velocity has the opposite sign in every step; θ never parts."),
        mark("Two signs that cancel: the path is the same."),
        mark("Take care when you mix lines of both forms: one sign alone climbs uphill."),
    ),
    "bias-corrected-rate": Convention(
        "3.3",
        mark("Yours moves both corrections into the rate: ϵ √(1 − ρ₂^t) / (1 − ρ₁^t)."),
        _NEVER,
        mark("It is the same formula with the factors in another place, and needs less work per coordinate."),
        mark("δ then stands beside the uncorrected root, if nothing is done about it."),
    ),
    "running-product-time": Convention(
        "3.3",
        mark("Yours keeps ρ^t as a product that is multiplied by ρ in every step, as TensorFlow 1 does."),
        _NEVER,
        mark("A product needs no count of steps."),
        mark("The product belongs to the step, not to the variable: multiply it once per step."),
    ),
    "staircase-late": Convention(
        "2.1.1",
        mark(
            "Your rate drops at steps n, 2n, …, as TensorFlow's exponential_decay does with staircase=True."
        ),
        mark("They part for one step before each drop: the lecture's example has dropped already."),
        mark("The same staircase, one step later. For training that makes no difference."),
        mark("When you compare two tables of rates, compare the number of their first step too."),
    ),
    "staircase-early": Convention(
        "2.1.1",
        mark("Your rate drops at steps n − 1, 2n − 1, …, as the lecture's example does."),
        mark("They part for one step before each drop: TensorFlow's staircase is still on the step before."),
        mark("The same staircase, one step earlier. For training that makes no difference."),
        mark("When you compare two tables of rates, compare the number of their first step too."),
    ),
    "continuous-decay": Convention(
        "2.1.1",
        mark("Your rate falls in every step: ϵ₀ d^(k/n), without stairs."),
        mark("They part between the drops and meet at every whole interval."),
        mark("The lecture's own formula has no stairs; they only make the decay easier to read."),
        mark("TensorFlow's exponential_decay does this unless staircase=True is said."),
    ),
    "accumulator-init": Convention(
        "3.1",
        mark(
            "Your accumulator starts above 0: at 0.1 as TensorFlow's AdaGrad, or at 1 as TensorFlow 1's RMSProp."
        ),
        mark(
            "They part from the first step on; RMSProp forgets the start after some 1 / (1 − ρ) steps, AdaGrad never."
        ),
        mark("The first steps are shorter, which spares training a wild beginning."),
        mark("A library's default is part of the algorithm that you compare with."),
    ),
    "dfp": Convention(
        "3.4",
        mark(
            "Yours learns H by the formula of Davidon, Fletcher and Powell, which exchanges s and y in BFGS's."
        ),
        mark("The first step is the same; from the second on the directions part, though both H map y to s."),
        mark(
            "With exact line searches on a quadratic both arrive after as many steps as there are variables."
        ),
        mark("It recovers more slowly from a bad H than BFGS, so it needs the better line search."),
    ),
    "sr1": Convention(
        "3.4",
        mark("Yours learns H by adding a single symmetric term of rank one."),
        mark("The first step is the same; from the second on the directions part, though both H map y to s."),
        mark("It finds the right H of a quadratic even without exact line searches."),
        mark("Its divisor may come near 0, and H need not stay positive: skip such an update."),
    ),
    "lbfgs": Convention(
        "3.4",
        mark("Yours makes −H g from the last few steps and never stores H."),
        mark("As long as all steps are remembered it is BFGS; they part when the first one is forgotten."),
        mark("For many parameters H would be too large: L-BFGS needs a few vectors in its place."),
        mark("How many steps are remembered is a hyperparameter; 5 to 20 are usual."),
    ),
    "damped": Convention(
        "3.4",
        mark("Yours takes the length of Newton's step from a line search."),
        mark(
            "They part where the full step would lead too far; near the minimum the length is 1 and they agree."
        ),
        mark("Far from the minimum the full step may go uphill; a line search keeps it from that."),
        mark("Try the length 1 first, or the fast convergence near the minimum is lost."),
    ),
    "float32": Convention(
        "2.1",
        mark("Yours computes in single precision, as TensorFlow does by default."),
        mark("They part in the seventh digit, from the first step on; steps below it are lost."),
        mark("For training seven digits are plenty; gradients are noisy anyway."),
        mark("1 − ρ₂^t loses digits in single precision when ρ₂ is close to 1."),
    ),
    "float64": Convention(
        "2.1",
        mark("Yours computes in double precision, as NumPy does by default."),
        mark("It is what we compare with, so they never part."),
        mark("Sixteen digits make it easy to compare two programs."),
        mark("Mixed with single precision the result is silently widened or refused."),
    ),
    "in-place": Convention(
        "2.1",
        mark("Yours changes the parameter arrays themselves."),
        _NEVER,
        mark("It saves memory, and the caller sees the new values at once."),
        mark("Whoever keeps a history has to copy the array before it is changed."),
    ),
    "returned": Convention(
        "2.1",
        mark("Yours returns new parameters and leaves the old ones as they are."),
        _NEVER,
        mark("A function without side effects is the easiest to test."),
        mark("The caller has to take what is returned; otherwise nothing is trained."),
    ),
    "epsilon-free": Convention(
        "3.1",
        mark("Yours has another δ than the lecture's, which this part leaves open."),
        _SMALL_DELTA,
        mark("δ only protects the division; between 10⁻¹² and 10⁻⁵ training is the same."),
        mark("A δ as large as √r itself is another matter: then small gradients are no longer scaled up."),
    ),
}


def convention(name: str, language: str) -> Told | None:
    """Explain an accepted convention; None where it has no texts."""
    found = CONVENTIONS.get(name)
    if found is None:
        return None
    say = translator(language)
    return Told(
        title=say(VARIANTS[name]),
        what=say(found.what),
        where=say(found.where),
        why=say(found.why),
        mind=say(found.mind),
        lecture=found.lecture,
    )
