"""At which step each mistake first shows: the same few sentences for many, so they stand in one table."""

from __future__ import annotations

from autograder.explaining.catalogue import mark

FIRST = mark("It shows from the first step on.")
SECOND = mark("The first step is right; it shows from the second step on.")
STEP = mark("In your code it first shows in step {step}.")
_AT_ZERO = mark("It shows in the first step in which a coordinate has had no gradient other than 0 so far.")
_WHEN_LARGE = mark("It shows in the first step whose gradient is beyond the limit.")
_SMALL = mark("It shows from the first step on where the gradient isn't large beside δ.")
_AFTER_TAU = mark("Up to step τ everything is right; it shows in the first step after τ.")
_BEFORE_TAU = mark("Step 0 is right; it shows from step 1 on, until τ.")
_FIRST_DROP = mark("It shows at the first drop at the latest.")
_SECOND_DROP = mark("It shows at the second drop at the latest.")
_STEP_ZERO = mark("It shows in step 0 already.")
_STEP_ONE = mark("Step 0 is right; it shows from step 1 on.")
_WHERE_IT_CHANGES = mark("It shows at the first step in which the rate should change.")
_FIRST_BATCH = mark("It shows in the first batch already.")
_SECOND_BATCH = mark("It shows in the second batch.")
_LAST_BATCH = mark("It shows at the end of the first epoch.")
_AT_THE_END = mark("Every step is right; it shows only where the training ends.")
_NO_STEP = mark("No step shows it: it stands in what the code calls, not in the numbers.")
_IN_THE_REPORT = mark("No step shows it: it stands in what is reported of the training.")
_SECOND_EPOCH = mark("It shows in the first epoch whose loss lies between the best one and the one before.")
_SECOND_BEST = mark("It shows after the first epoch that is better again.")
_AFTERWARDS = mark("No step shows it; it shows when the list or the gradient is used afterwards.")
_FALLS_BEHIND = mark(
    "It shows as soon as the loss falls clearly more slowly than the rule's; the chart shows where."
)
_SECOND_VARIABLE = mark("It shows in the first step, but not in every variable.")
_MOMENTS = mark("The moments show it from the first step on, the parameters from the second.")
_BEGIN = mark("It shows before the first step: the beginnings differ.")
_HESSIAN = mark("The first step is right, because H is still 1; it shows from the second step on.")
KINDS = mark("It shows in the first or the second step, as the mistaken line goes.")

_GROUPS: dict[str, str] = {
    FIRST: (
        "sign-flipped gradient-scaled learning-rate-ignored state-not-elementwise weight-decay-added "
        "integer-parameters shape-broadcast not-updated old-velocity-applied momentum-and-gradient-both "
        "ema-momentum missing-root second-moment-not-squared second-moment-of-first accumulator-not-decayed "
        "accumulator-decayed decay-swapped missing-one-minus-decay second-moment-missing "
        "no-bias-correction no-first-bias-correction no-second-bias-correction "
        "bias-correction-added bias-correction-inverted time-off-by-one gradient-for-first-moment "
        "correction-beta-wrong matrix-inverse batch-sum-not-mean gradient-wrong diverged "
        "epsilon-outside-fraction epsilon-in-numerator hessian-not-inverted hessian-diagonal hessian-divided "
        "line-search-missing own-term-kept coordinate-not-divided coordinate-step-inexact accumulator-not-kept"
    ),
    SECOND: (
        "state-not-kept velocity-not-accumulated velocity-sign lookahead-missing lookahead-sign "
        "lookahead-full-velocity lookahead-kept lookahead-twice lookahead-power velocity-overwritten "
        "first-moment-missing corrected-moments-stored bias-correction-constant bias-correction-linear "
        "time-frozen time-per-epoch hessian-not-updated gradient-not-updated"
    ),
    _SECOND_VARIABLE: "state-shared time-per-variable coordinates-in-turn coordinates-at-once one-variable-only",
    _MOMENTS: "betas-swapped one-beta-for-both",
    KINDS: "wrong-hyperparameter hyperparameter-ignored different-algorithm",
    _HESSIAN: "inverse-hessian-update",
    _AT_ZERO: "epsilon-missing not-finite",
    _WHEN_LARGE: "gradient-clipped",
    _SMALL: "epsilon-scale",
    _AFTERWARDS: "history-aliased gradient-modified",
    _AFTER_TAU: "decay-not-stopped",
    _BEFORE_TAU: "decay-jumps",
    _FIRST_DROP: "decay-from-stable-rate",
    _SECOND_DROP: "decay-compounds decay-step-constant",
    _STEP_ONE: "decay-every-step",
    _STEP_ZERO: "decay-ends-swapped",
    _WHERE_IT_CHANGES: "decay-wrong-direction schedule-shifted rate-not-used",
    _FIRST_BATCH: "not-shuffled samples-misaligned",
    _SECOND_BATCH: "same-batch-every-step with-replacement",
    _LAST_BATCH: "last-batch-lost last-batch-empty",
    _AT_THE_END: "stopped-early counting-off best-epoch-lost",
    _SECOND_EPOCH: "compared-with-previous",
    _SECOND_BEST: "patience-not-reset",
    _FALLS_BEHIND: "not-converged",
    _NO_STEP: "built-in-used built-in-missing built-in-not-run gradients-not-separate gradients-separate "
    "not-implemented",
    _IN_THE_REPORT: "report-differs claim-differs",
    _BEGIN: "unequal-comparison",
}
ONSET: dict[str, str] = {mistake: text for text, ids in _GROUPS.items() for mistake in ids.split()}
"""Id to its sentence."""

WITHOUT_TABLE: dict[str, str] = {
    "not-implemented": mark("There is nothing to compute yet, so there is no table."),
    "not-converged": mark(
        "There is no table for it: many causes lead here, and each step by itself may be right. "
        "Compare the losses of the first ten steps with the rule's."
    ),
    "built-in-used": mark(
        "There is no table for it: the numbers are right. What is missing is that the lines are yours."
    ),
    "built-in-missing": mark(
        "There is no table for it: your own rule may give the very same numbers. Asked for is the call."
    ),
    "built-in-not-run": mark(
        "There is no table for it: nothing was computed. θ is what it was at the start."
    ),
    "gradients-not-separate": mark("There is no table for it: both ways give the same numbers."),
    "gradients-separate": mark("There is no table for it: both ways give the same numbers."),
    "report-differs": mark(
        "There is no table of our own for it: put the numbers you report beside those your loop prints."
    ),
    "claim-differs": mark(
        "There is no table of our own for it: the two columns of losses that your own training gives are the table."
    ),
    "unequal-comparison": mark(
        "There is no table for it: print rate and parameters of each training before its first step, side by side."
    ),
}
"""Why a mistake has no smallest counterexample."""
