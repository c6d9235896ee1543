"""What the texts say about mistakes of learning-rate schedules."""

from __future__ import annotations

from autograder.explaining.catalogue import mark
from autograder.explaining.entry import Entry

TEXTS: dict[str, Entry] = {
    "decay-from-stable-rate": Entry(
        lecture="2.1.1",
        title=mark("The decay starts from the stable rate"),
        what=mark(
            "Your exponential decay multiplies the stable rate. It should start from the initial rate ϵ₀."
        ),
        why=mark(
            "The rate is then a hundred times too small, and training nearly stands still. "
            "The course's example has this very slip: stable_lr belongs to the linear "
            "example."
        ),
        hint=mark("In ϵ_k = ϵ₀ d^k, which of your variables is ϵ₀?"),
    ),
    "decay-not-stopped": Entry(
        lecture="2.1.1",
        title=mark("The decay doesn't stop at τ"),
        what=mark("The linear formula goes on after step τ, where the rate should stay at ϵ_τ."),
        why=mark(
            "The rate falls below the stable rate, to zero or further. At zero training stands still; with a "
            "negative rate it climbs uphill."
        ),
        hint=mark("Print the rate at τ, τ + 1 and 2 τ. What should the three have in common?"),
    ),
    "decay-compounds": Entry(
        lecture="2.1.1",
        title=mark("The decayed rate is decayed again with the whole power"),
        what=mark("You multiply the current rate by d^k, though it already contains the earlier powers."),
        why=mark(
            "The exponents add up (1 + 2 + 3 …), so the rate is practically 0 after few drops "
            "and learning stops."
        ),
        hint=mark(
            "Either start from ϵ₀ with the whole power, or go on from the current rate with "
            "one factor. Which of the two did you mean?"
        ),
    ),
    "decay-every-step": Entry(
        lecture="2.1.1",
        title=mark("The rate decays in every step"),
        what=mark("The exercise asks for a drop every n steps; your rate drops in each."),
        why=mark(
            "The rate falls n times too fast, and training stops moving long before the "
            "minimum. The lecture warns of exactly this."
        ),
        hint=mark("How does your formula use the decay interval?"),
    ),
    "decay-ends-swapped": Entry(
        lecture="2.1.1",
        title=mark("Start and end of the decay have changed places"),
        what=mark("Your rate begins at the stable rate and rises to the initial one."),
        why=mark(
            "Large steps should come first, to get near the minimum, and small ones last, to settle there."
        ),
        hint=mark("Put k = 0 and k = τ into your formula. Which rate comes out of each?"),
    ),
    "decay-wrong-direction": Entry(
        lecture="2.1.1",
        title=mark("The rate grows"),
        what=mark("Your learning rate rises from step to step."),
        why=mark(
            "Decay is there to calm the noise near the minimum; a growing rate amplifies it "
            "until training diverges."
        ),
        hint=mark(
            "For 0 < d < 1, is d^k or d^(−k) the smaller one? Check the sign of the exponent, "
            "or whether you divide."
        ),
    ),
    "decay-step-constant": Entry(
        lecture="2.1.1",
        title=mark("The exponent never grows"),
        what=mark("The rate drops once and then stays: the exponent doesn't depend on the step."),
        why=mark(
            "One small drop is hardly a decay; near the minimum the noise of the mini-batches "
            "stays as large as before."
        ),
        hint=mark("Which quantity in your exponent changes from one step to the next?"),
    ),
    "decay-jumps": Entry(
        lecture="2.1.1",
        title=mark("The rate jumps at τ"),
        what=mark("Before and after step τ your two formulas don't meet."),
        why=mark(
            "The linear part is made to arrive at ϵ_τ exactly; a jump means that one of the "
            "two uses another number."
        ),
        hint=mark("Evaluate both branches at k = τ. They should give the same rate."),
    ),
    "schedule-shifted": Entry(
        lecture="2.1.1",
        title=mark("The schedule is shifted"),
        what=mark("Your rates are the right ones, but they come some steps too early or too late."),
        numbers=mark("The shift is {of} steps."),
        why=mark(
            "A shift does little harm to training, but it shows that the step is counted from "
            "another start than the formula's."
        ),
        hint=mark("Which number does the first step have in your code, and in the formula?"),
    ),
    "rate-not-used": Entry(
        lecture="2.1.1",
        title=mark("The new rate is computed but not used"),
        what=mark("A new rate is computed, yet the rate that is shown and used stays the old one."),
        why=mark("Training runs at a constant rate, as if there were no decay."),
        hint=mark(
            "Follow the new rate from the line that computes it. Which variable does the next line print, "
            "or hand to the optimizer?"
        ),
    ),
}
