"""Names inside sentences and on pages: algorithms, hyperparameters, tasks, kinds, statuses, forms."""

from __future__ import annotations

from autograder.explaining.catalogue import mark, translator
from reference.oracle import ORACLES

ALGORITHMS = {
    "sgd": mark("gradient descent"),
    "momentum": mark("momentum"),
    "nesterov": mark("Nesterov's method"),
    "adagrad": "AdaGrad",
    "rmsprop": "RMSProp",
    "rmsprop-nesterov": mark("RMSProp with Nesterov momentum"),
    "adam": "Adam",
    "adamax": "AdaMax",
    "nadam": "Nadam",
    "amsgrad": "AMSGrad",
    "adamw": "AdamW",
    "adadelta": "AdaDelta",
    "lion": "Lion",
    "radam": "RAdam",
    "linear": mark("linear decay"),
    "exponential": mark("exponential decay"),
    "constant": mark("a constant rate"),
    "newton": mark("Newton's method"),
    "bfgs": mark("a quasi-Newton method"),
    "coordinate-descent": mark("coordinate descent"),
    "early-stopping": mark("early stopping"),
    "conjugate-gradient": mark("conjugate gradients"),
}
HYPERPARAMETERS = {
    "learning_rate": mark("the learning rate ϵ"),
    "momentum": mark("the momentum parameter α"),
    "rho": mark("the decay rate ρ"),
    "beta_1": mark("the decay rate ρ₁"),
    "beta_2": mark("the decay rate ρ₂"),
    "epsilon": mark("the small constant δ"),
    "initial_accumulator": mark("the accumulator's start"),
    "weight_decay": mark("the weight decay λ"),
    "start_lr": mark("the initial rate ϵ₀"),
    "stable_lr": mark("the stable rate ϵ_τ"),
    "decay_steps": mark("the number of decay steps τ"),
    "decay_rate": mark("the decay rate d"),
    "decay_interval": mark("the decay interval n"),
    "batch_size": mark("the batch size m"),
}
SLOTS = {
    "velocity": mark("the velocity v"),
    "first-moment": mark("the first moment s"),
    "second-moment": mark("the second moment r"),
    "squared-gradients": mark("the accumulated squared gradients r"),
}
TASKS = {
    "lecture-regression": mark("the lecture's linear regression"),
    "well-conditioned": mark("a well-conditioned linear regression"),
    "ill-conditioned": mark("an ill-conditioned linear regression"),
    "sparse-gradients": mark("a regression with sparse gradients"),
    "norris": mark("the regression of NIST's Norris data"),
    "pontius": mark("the regression of NIST's Pontius data"),
    "longley": mark("the regression of NIST's Longley data"),
    "method-quadratic": mark("a quadratic"),
    "method-logistic": mark("a logistic regression"),
    "method-rosenbrock": mark("Rosenbrock's valley"),
}
PART_KINDS = {
    "update": mark("write an update rule"),
    "schedule": mark("write a schedule"),
    "builtin": mark("use the built-in optimizer"),
    "training": mark("train a model"),
    "compare": mark("compare losses and steps"),
    "sampler": mark("draw mini-batches"),
    "answers": mark("short answers"),
    "essay": mark("free text"),
    "method": mark("another optimization method"),
}
CRITERIA = {
    "update": mark("Update rule"),
    "training": mark("Training"),
    "schedule": mark("Learning rates"),
    "called": mark("Built-in used"),
    "losses": mark("Losses"),
    "steps": mark("Numbers of steps"),
    "claim": mark("Conclusion"),
    "equal": mark("Equal conditions"),
    "way": mark("Way"),
    "shuffled": mark("Shuffled anew in every epoch"),
    "aligned": mark("Samples stay with their targets"),
    "once": mark("Each sample once per epoch"),
    "last": mark("The last, smaller batch is kept"),
    "result": mark("Where it arrives"),
    "rule": mark("How it steps"),
    "stop": mark("When it stops"),
    "best": mark("Which epoch was the best"),
    "answer": mark("Answer"),
}
STATUSES = {
    "judged": mark("judged"),
    "not_started": mark("not begun"),
    "not_found": mark("not found"),
    "crashed": mark("crashed"),
    "timed_out": mark("out of time"),
    "out_of_memory": mark("out of memory"),
    "blocked": mark("not allowed"),
    "needs_person": mark("waits for a person"),
    "grader_fault": mark("our fault"),
    "unreadable": mark("can't be read"),
}
FORMS = {
    "tf1-optimizer": mark("subclass of tf.train.Optimizer"),
    "keras-optimizer": mark("subclass of a Keras optimizer"),
    "gradient-tape": mark("TensorFlow 2 code with a gradient tape"),
    "torch-optimizer": mark("subclass of torch.optim.Optimizer"),
    "plain-class": mark("a plain class"),
    "update-function": mark("an update function"),
    "training-function": mark("a training function"),
    "observed": mark("a script that trains by itself"),
    "schedule": mark("a schedule"),
    "sampler": mark("a function or class that draws batches"),
    "answer": mark("answers"),
}
TIERS = {
    "bubblewrap": mark("sandbox (bubblewrap)"),
    "landlock": mark("sandbox (Landlock)"),
    "limited-process": mark("limited process, no sandbox"),
}


def algorithm(name: str, language: str) -> str:
    """Return the name of an algorithm or schedule, as it stands inside a sentence."""
    brought = ORACLES.get(name)
    found = brought.titles[language] if brought else word(ALGORITHMS, name, language)
    # Chinese sets a space between its characters and a Latin word.
    return f" {found}" if language == "zh" and found[:1].isascii() else found


def hyperparameter(name: str, language: str) -> str:
    """Return name and symbol of a hyperparameter, as the lecture's boxes write it."""
    return word(HYPERPARAMETERS, name, language)


def word(table: dict[str, str], name: str, language: str) -> str:
    """Return a table's word; the id itself where the table has none."""
    return translator(language)(table[name]) if name in table else name
