"""What is said about the batches that a sampler drew."""

from __future__ import annotations

from autograder.explaining.catalogue import mark

TEXTS: dict[str, tuple[str, ...]] = {
    "sampler.shuffled": (mark("Every epoch comes in a new order."),),
    "sampler.aligned": (mark("Every sample comes with its own target."),),
    "sampler.once": (
        mark(
            "Each of the {count} samples comes once per epoch: the batches' gradients, weighted by their sizes, "
            "average to the gradient of all samples (up to {gap})."
        ),
    ),
    "sampler.last": (
        mark("{count} samples in batches of {batch_size}: the last batch holds the {rest} that are left."),
        mark("No sample is lost."),
    ),
    "sampler.last.drawn": (mark("An epoch draws no fewer than {count} samples: no last batch is left out."),),
    "sampler.mistake": (mark("Seen in the batches that your code drew: {mistake}."),),
    "sampler.no-last": (mark("No epoch ends in your batches, so there is no last one."),),
    "status.not_found.sampler": (
        mark(
            "No sampler was found. Looked for: a function that takes the samples and a batch size and gives batches, "
            "such as minibatches(x, y, batch_size, rng), or a class with such a method, whose name contains one of "
            "these: {names}. Batches drawn in a loop outside of functions can't be judged: "
            "put the loop into a function."
        ),
    ),
    "status.not_callable.sampler": (
        mark(
            "Found, but the grader doesn't know how to call it ({kind}: {message}). A person will look at it; "
            "a function such as minibatches(x, y, batch_size, rng) is understood at once."
        ),
        mark("Found, but the grader doesn't know how to call it. A person will look at it."),
    ),
}
