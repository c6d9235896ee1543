"""What the texts say about mini-batches, training and the use of built-in optimizers."""

from __future__ import annotations

from autograder.explaining.catalogue import mark
from autograder.explaining.entry import Entry

TEXTS: dict[str, Entry] = {
    "not-shuffled": Entry(
        lecture="1.2",
        title=mark("The samples are not shuffled"),
        what=mark("Your mini-batches take the samples in their stored order."),
        why=mark(
            "Neighbouring samples are often alike, so each batch gives a one-sided estimate of the gradient."
        ),
        hint=mark("The lecture's notes on drawing mini-batches name the step that is missing."),
        kinds={
            "epoch": mark(
                "Your samples are shuffled, but every epoch repeats the first one's batches. Is the order, or the "
                "generator's seed, set again in each epoch?"
            ),
            "batches": mark(
                "Neighbouring samples stay together: whole runs of the stored order are moved, not single samples."
            ),
            "nearby": mark(
                "Samples are only mixed with their neighbours: no sample comes much earlier than it is stored."
            ),
        },
    ),
    "same-batch-every-step": Entry(
        lecture="1.2",
        title=mark("The same batch in every step"),
        what=mark("Every step trains on the same few samples."),
        why=mark("The model fits those and never sees the rest of the data."),
        hint=mark("Print the indices of two consecutive batches."),
    ),
    "with-replacement": Entry(
        lecture="1.2",
        title=mark("Samples are drawn again within one pass"),
        what=mark("Within one pass over the data some samples come twice and others never."),
        why=mark(
            "The estimate of the gradient is unbiased as long as no sample is reused; with "
            "repetition some samples count more."
        ),
        hint=mark(
            "Shuffle once and cut into pieces, or draw anew each time: which of the two "
            "guarantees that each sample comes once?"
        ),
        kinds={
            "padded": mark(
                "Your last batch is filled up with samples that this epoch has already seen, so those count twice."
            ),
            "overlap": mark("Your batches overlap: the next one begins before the one before it has ended."),
        },
    ),
    "last-batch-lost": Entry(
        lecture="1.2",
        title=mark("The last samples are never used"),
        what=mark(
            "When the number of samples isn't a multiple of the batch size, your last, "
            "smaller batch is left out."
        ),
        why=mark("If the order never changes, the same samples are missing in every pass."),
        hint=mark("How many batches should 10 samples give at a size of 4?"),
    ),
    "last-batch-empty": Entry(
        lecture="1.2",
        title=mark("An empty batch is drawn"),
        what=mark(
            "When the number of samples is a multiple of the batch size, your epoch has a batch without samples."
        ),
        why=mark("The mean over no samples is NaN, and one NaN in the gradient spoils every parameter."),
        hint=mark("How many batches should 12 samples give at a size of 4? Count yours."),
    ),
    "samples-misaligned": Entry(
        lecture="1.2",
        title=mark("Inputs and targets no longer belong together"),
        what=mark("x and y don't come in the same order, so a sample gets another sample's target."),
        why=mark("The model is asked to learn noise; the loss stays high whatever the optimizer does."),
        hint=mark("How can one and the same order be applied to both arrays?"),
    ),
    "batch-sum-not-mean": Entry(
        lecture="1.2",
        title=mark("The gradient is a sum over the batch, not a mean"),
        what=mark("Your gradient grows with the number of samples in the batch."),
        why=mark(
            "Twice the batch size then means twice the step, so rate and batch size can't be "
            "chosen independently."
        ),
        hint=mark("Which factor stands before the sum in the box, and depends on m?"),
    ),
    "gradient-wrong": Entry(
        lecture="1.2",
        title=mark("The gradient doesn't belong to the loss"),
        what=mark("The gradient your code computes isn't the derivative of the loss that it reports."),
        why=mark("The optimizer then descends on another function than the one you watch."),
        hint=mark(
            "Compare one component with a difference quotient: (L(θ + h) − L(θ − h)) / 2h for a small h."
        ),
        kinds={
            "all-steps": mark(
                "The gradients of all steps so far add up: from the second step on you descend along their sum. "
                "PyTorch adds each new gradient to what .grad holds already."
            ),
        },
    ),
    "stopped-early": Entry(
        lecture="2.1",
        title=mark("Training stops too early"),
        what=mark("Your training ends before the asked number of steps or the asked loss is reached."),
        why=mark("The parameters are still on their way; results can't be compared with the others' then."),
        hint=mark("Check the stopping criterion: which quantity does it look at, and at which moment?"),
        kinds={"patience": mark("Your training stops one epoch earlier than the patience says.")},
    ),
    "not-converged": Entry(
        lecture="2.1",
        title=mark("Training doesn't arrive"),
        what=mark("Your training goes down but doesn't come close to the minimum within the given steps."),
        why=mark(
            "Somewhere the steps are shorter than the rule's; the chart of the loss shows from where on."
        ),
        hint=mark("First make the update rule right; the training usually follows by itself."),
    ),
    "diverged": Entry(
        lecture="2.1",
        title=mark("Training diverges"),
        what=mark("The loss grows without bound."),
        why=mark(
            "Steps that are too long jump over the minimum, each time further. For gradient "
            "descent the limit is 2 divided by the largest curvature."
        ),
        hint=mark(
            "Look at the first steps only: does the loss rise from step 1 (a sign) or does it "
            "swing up (the rate, or something applied twice)?"
        ),
    ),
    "counting-off": Entry(
        lecture="2.2",
        title=mark("The steps are counted differently"),
        what=mark("Your training is right, but the number of steps you report is off."),
        why=mark(
            "The comparison in the lecture (911, 144, 36) counts from step 0 and looks at the "
            "loss before the update."
        ),
        hint=mark("At which moment is the loss read: before or after the step with that number?"),
        kinds={
            "late": mark("Your training stops one epoch later than the patience says."),
            "from-one": mark("Your epochs are counted from 1; the exercise counts from 0."),
            "never": mark(
                "Where the losses never run out of patience, the last epoch is asked for, counted from 0."
            ),
        },
    ),
    "built-in-used": Entry(
        lecture="2.1",
        title=mark("The built-in optimizer does the work"),
        what=mark(
            "This part asks you to write the rule yourself, but your code calls the library's optimizer."
        ),
        numbers=mark("It calls {name}."),
        why=mark(
            "The library is what you will use later; writing the rule once by hand is how you "
            "learn what it does."
        ),
        hint=mark(
            "Write the lines of the algorithm box with plain array operations. A handful of lines is enough."
        ),
    ),
    "built-in-missing": Entry(
        lecture="2.1",
        title=mark("The built-in optimizer isn't used"),
        what=mark("This part asks for the library's own optimizer, and your code doesn't call it."),
        why=mark(
            "The point here is to know the tool: its name, its arguments and its defaults, "
            "which differ from the lecture's box."
        ),
        hint=mark("The exercise names the function. Compare its defaults with yours."),
    ),
    "gradients-not-separate": Entry(
        lecture="2.1",
        title=mark("Gradients and update are one call"),
        what=mark("Your code lets one call compute the gradients and apply them."),
        why=mark(
            "Between the two halves is the place where gradients can be looked at, clipped or changed; "
            "that is what method two is for."
        ),
        hint=mark("Which two methods of the optimizer are equivalent to the one that you call?"),
    ),
    "gradients-separate": Entry(
        lecture="2.1",
        title=mark("Gradients and update are two calls"),
        what=mark("Your code computes the gradients and applies them in two calls."),
        why=mark("It trains just as well; but this part asks for the shortest way the framework has."),
        hint=mark("Which one method of the optimizer takes the loss and does both?"),
    ),
}
