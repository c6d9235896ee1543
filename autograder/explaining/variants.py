"""Names of the accepted conventions, as a page says them after “accepted:”."""

from __future__ import annotations

from autograder.explaining.catalogue import mark

VARIANTS: dict[str, str] = {
    "epsilon-inside": mark("δ inside the root"),
    "epsilon-outside": mark("δ outside the root"),
    "epsilon-hat": mark("δ beside the uncorrected root, as in Keras"),
    "lookahead-stored": mark(
        "the variable is the look-ahead point θ + α v, as in TensorFlow, Keras and PyTorch"
    ),
    "rate-outside-velocity": mark("the velocity holds gradients, the rate is applied afterwards"),
    "rate-in-velocity": mark("the rate is part of the velocity, as in the lecture"),
    "velocity-negated": mark("the velocity with the opposite sign, subtracted"),
    "bias-corrected-rate": mark("bias correction moved into the rate"),
    "running-product-time": mark("ρ^t kept as a running product"),
    "staircase-late": mark("the rate drops at step n, as in TensorFlow"),
    "staircase-early": mark("the rate drops at step n − 1, as in the lecture"),
    "continuous-decay": mark("continuous decay"),
    "accumulator-init": mark("the accumulator starts above 0, as the built-in does"),
    "dfp": mark("DFP's formula"),
    "sr1": mark("the symmetric formula of rank one (SR1)"),
    "lbfgs": mark("H from the last few steps (L-BFGS)"),
    "damped": mark("a length that a line search finds"),
    "float32": mark("single precision"),
    "float64": mark("double precision"),
    "in-place": mark("parameters changed in place"),
    "returned": mark("parameters returned"),
    "epsilon-free": mark("another small δ"),
}
