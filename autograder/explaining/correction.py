"""What the texts say about Adam's bias correction, its time step and its two decay rates."""

from __future__ import annotations

from autograder.explaining.catalogue import mark
from autograder.explaining.entry import Entry

TEXTS: dict[str, Entry] = {
    "no-bias-correction": Entry(
        lecture="3.3",
        title=mark("No bias correction"),
        what=mark("s and r start at 0 and are used as they are, without the correction for that start."),
        numbers=mark(
            "With ρ₁ = {beta_1} and ρ₂ = {beta_2} your first step is {first_ratio} times as "
            "long as it should be."
        ),
        why=mark(
            "In the first steps both moments are far too small, and not by the same factor, "
            "so the steps have the wrong length just when training begins."
        ),
        hint=mark(
            "In step 1, s is only (1 − ρ₁) g. Which two lines of the box make up for that, "
            "and what do they need to know?"
        ),
    ),
    "no-first-bias-correction": Entry(
        lecture="3.3",
        title=mark("The first moment is not corrected"),
        what=mark("r is corrected for its start at 0, s isn't."),
        numbers=mark("With ρ₁ = {beta_1} your first step is only {one_minus_beta_1} of the right one."),
        why=mark("The first steps are too short, and training starts slowly for no reason."),
        hint=mark("The box corrects two quantities. Which one do you use uncorrected in Δθ?"),
    ),
    "no-second-bias-correction": Entry(
        lecture="3.3",
        title=mark("The second moment is not corrected"),
        what=mark("s is corrected for its start at 0, r isn't."),
        numbers=mark("With ρ₂ = {beta_2} your first step is {root_ratio} times as long as it should be."),
        why=mark(
            "The divisor is far too small at first, so training begins with enormous steps "
            "that may throw away a good start."
        ),
        hint=mark("The box corrects two quantities. Which one stands uncorrected under your root?"),
    ),
    "bias-correction-added": Entry(
        lecture="3.2",
        title=mark("A bias correction that doesn't belong here"),
        what=mark("Your code corrects r for its start at 0. The rule of this part doesn't; Adam does."),
        why=mark(
            "It's a good idea, and Adam adds it for a good reason. But RMSProp as taught has "
            "shorter-memory statistics and other first steps."
        ),
        hint=mark("Compare the boxes of RMSProp and Adam: which lines are new in Adam?"),
    ),
    "corrected-moments-stored": Entry(
        lecture="3.3",
        title=mark("The corrected moments are fed back"),
        what=mark(
            "The corrected value is stored as the new moment, so the next step corrects what "
            "was already corrected."
        ),
        why=mark(
            "The correction piles up from step to step, and the moments grow far beyond an "
            "average of the gradients."
        ),
        hint=mark(
            "The box has two names, one with a hat and one without. Which of them goes on to the next step?"
        ),
        kinds={
            "beta_1": mark(
                "The corrected first moment is stored as the new s, so the next step corrects "
                "what was already corrected."
            ),
            "beta_2": mark(
                "The corrected second moment is stored as the new r, so the next step "
                "corrects what was already corrected."
            ),
        },
    ),
    "bias-correction-constant": Entry(
        lecture="3.3",
        title=mark("The bias correction never changes"),
        what=mark(
            "You divide by 1 − ρ in every step. The correction should depend on the time step "
            "t and fade away."
        ),
        why=mark(
            "Step 1 is exactly right, which hides it well. Afterwards the moments stay blown "
            "up: for ρ₁ = 0.9 tenfold, for ρ₂ = 0.999 a thousandfold."
        ),
        hint=mark(
            "What should 1 − ρ^t become when t grows large? Print your divisor at step 1 and at step 100."
        ),
    ),
    "bias-correction-linear": Entry(
        lecture="3.3",
        title=mark("ρ is multiplied by t, not raised to it"),
        what=mark("Your correction is 1 − ρ t. The rule has a power of ρ."),
        why=mark(
            "1 − ρ t is right at t = 1 and negative from t = 2 on, so the direction turns "
            "round or the root of a negative number gives NaN."
        ),
        hint=mark(
            "Compute your divisor for t = 1, 2, 3 by hand. What does a small t at the upper right of ρ mean?"
        ),
    ),
    "bias-correction-inverted": Entry(
        lecture="3.3",
        title=mark("The bias correction is multiplied"),
        what=mark("The moments are multiplied by 1 − ρ^t where they should be divided by it."),
        why=mark("They are too small at the start anyway; this makes them smaller still."),
        hint=mark("In step 1, s is (1 − ρ₁) g. Should the correction make it larger or smaller?"),
    ),
    "time-off-by-one": Entry(
        lecture="3.3",
        title=mark("Time starts at the wrong number"),
        what=mark("The time step t in your bias correction is shifted by one."),
        why=mark(
            "Starting at 0 divides by zero; starting at 2 makes the first steps too short or "
            "too long. Later it can't be seen, which makes it hard to find."
        ),
        hint=mark(
            "Does t ← t + 1 come before or after the correction in the box? What is t in your first update?"
        ),
        kinds={
            "0": mark(
                "In the first update the time step t is still 0, so the correction divides by 1 − ρ^0 = 0."
            ),
            "2": mark(
                "In the first update the time step t is already 2, so every correction "
                "belongs to the step after."
            ),
        },
    ),
    "time-frozen": Entry(
        lecture="3.3",
        title=mark("Time stands still"),
        what=mark("The time step t keeps the same value in every update."),
        why=mark("The bias correction is right once and then far too strong for the rest of the training."),
        hint=mark("Where is t increased, and does the update see the new value the next time it is called?"),
    ),
    "time-per-epoch": Entry(
        lecture="3.3",
        title=mark("Time counts epochs, not steps"),
        what=mark("The time step t grows once per epoch; all the updates inside an epoch see the same t."),
        why=mark(
            "The moments take in a gradient with every mini-batch, so they fill up long before t says so. The "
            "correction then makes the first epochs' steps too long."
        ),
        hint=mark("How many updates has Adam made by the end of the first epoch, and what is t there?"),
    ),
    "betas-swapped": Entry(
        lecture="3.3",
        title=mark("ρ₁ and ρ₂ have changed places"),
        what=mark("The decay rate of the first moment is used for the second and the other way round."),
        why=mark(
            "The direction then remembers a thousand steps and the step length only ten, the "
            "reverse of what Adam intends."
        ),
        hint=mark("Which of the two is meant to be slow? Check the order of the arguments too."),
        kinds={
            "moments": mark("In the moments ρ₁ and ρ₂ are exchanged; the corrections have them right."),
            "corrections": mark(
                "In the bias corrections ρ₁ and ρ₂ are exchanged; the moments have them right."
            ),
        },
    ),
    "one-beta-for-both": Entry(
        lecture="3.3",
        title=mark("One decay rate for both moments"),
        what=mark("s and r fade with the same decay rate."),
        why=mark(
            "The two moments are meant to have different memories: a short one for the "
            "direction, a long one for the scale."
        ),
        hint=mark("Find both uses of ρ in the moments. Do they read two different hyperparameters?"),
        kinds={
            "beta_1": mark("Both moments fade with ρ₁; ρ₂ isn't used."),
            "beta_2": mark("Both moments fade with ρ₂; ρ₁ isn't used."),
        },
    ),
    "gradient-for-first-moment": Entry(
        lecture="3.3",
        title=mark("The correction is applied to g, not to s"),
        what=mark("The numerator is the gradient divided by 1 − ρ₁^t; the average s belongs there."),
        why=mark("The first steps become far too long, and the smoothing of the direction is lost."),
        hint=mark("Look at the line with ŝ: what is corrected there?"),
    ),
    "correction-beta-wrong": Entry(
        lecture="3.3",
        title=mark("A moment is corrected with the other one's decay rate"),
        what=mark("One of the two bias corrections uses the other moment's ρ."),
        why=mark(
            "ρ₁ and ρ₂ fade at very different speeds, so the correction is off by large "
            "factors for hundreds of steps."
        ),
        hint=mark(
            "Each correction must undo the start of its own average. Read the two lines with hats once more."
        ),
        kinds={
            "beta_1": mark("The first moment is corrected with ρ₂, the other one's decay rate."),
            "beta_2": mark("The second moment is corrected with ρ₁, the other one's decay rate."),
        },
    ),
}
