"""The other decays against TensorFlow 1, Keras 3, PyTorch, optax, and numbers worked by hand."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.other_schedules import cosine, inverse_time, piecewise_constant, polynomial
from reference.schedules import Schedule, linear

STEPS = 25


def rates(of: Schedule) -> list[float]:
    return [of(i) for i in range(STEPS)]


COSINES = [cosine(0.5, 0.125, 8), cosine(0.5, 0.125, 8, after="restarts")]
# Ours; TF1's; Keras's. Constants are exact in binary, since both hold some in float32. Intervals of 7
# and 8 steps, so that every jump and every end lies within 25 steps.
TENSORFLOW: list[tuple[Schedule, Callable[[Any, Any, int], Any], Callable[[Any, float], Any]]] = [
    (
        inverse_time(0.5, 0.375, 7),
        lambda train, r, k: train.inverse_time_decay(r, k, 7, 0.375),
        lambda s, r: s.InverseTimeDecay(r, 7, 0.375),
    ),
    (
        inverse_time(0.5, 0.375, 7, "staircase-late"),
        lambda train, r, k: train.inverse_time_decay(r, k, 7, 0.375, staircase=True),
        lambda s, r: s.InverseTimeDecay(r, 7, 0.375, staircase=True),
    ),
    (
        polynomial(0.5, 0.125, 8, 2.5),
        lambda train, r, k: train.polynomial_decay(r, k, 8, 0.125, 2.5),
        lambda s, r: s.PolynomialDecay(r, 8, 0.125, 2.5),
    ),
    (
        polynomial(0.5, 0.125, 8, 2.5, after="cycle"),
        lambda train, r, k: train.polynomial_decay(r, k, 8, 0.125, 2.5, cycle=True),
        lambda s, r: s.PolynomialDecay(r, 8, 0.125, 2.5, cycle=True),
    ),
    (
        COSINES[0],
        lambda train, r, k: train.cosine_decay(r, k, 8, alpha=0.25),
        lambda s, r: s.CosineDecay(r, 8, alpha=0.25),
    ),
    (
        COSINES[1],
        lambda train, r, k: train.cosine_decay_restarts(r, k, 8, t_mul=1.0, alpha=0.25),
        lambda s, r: s.CosineDecayRestarts(r, 8, t_mul=1.0, alpha=0.25),
    ),
    (
        piecewise_constant([3, 10], [0.5, 0.25, 0.1]),
        lambda train, _, k: train.piecewise_constant(
            k, [np.int64(3), np.int64(10)], [np.float64(0.5), np.float64(0.25), np.float64(0.1)]
        ),
        lambda s, r: s.PiecewiseConstantDecay([3, 10], [r, 0.25, 0.1]),
    ),
]


@pytest.mark.parametrize(("ours", "theirs", "_"), TENSORFLOW)
def test_tensorflow_1(tf: ModuleType, ours: Schedule, theirs: Callable[..., Any], _: object) -> None:
    """In float64 where TensorFlow can; it computes cosines in float32 only."""
    dtype, precision = (tf.float32, 1e-6) if ours in COSINES else (tf.float64, 1e-12)
    rate = tf.constant(0.5, dtype)
    steps = [tf.constant(k, tf.int64) for k in range(STEPS)]
    decayed = [theirs(tf.compat.v1.train, rate, k)() for k in steps]
    assert {one.dtype for one in decayed} == {dtype}
    assert rates(ours) == pytest.approx([float(one) for one in decayed], rel=precision)


@pytest.mark.parametrize(("ours", "_", "theirs"), TENSORFLOW)
def test_keras_3(tf: ModuleType, ours: Schedule, _: object, theirs: Callable[..., Any]) -> None:
    """Keras computes in float32."""
    decay = theirs(tf.keras.optimizers.schedules, 0.5)
    assert rates(ours) == pytest.approx([float(decay(k)) for k in range(STEPS)], rel=1e-6)


PYTORCH: list[tuple[Schedule, Callable[[Any, Any], Any]]] = [
    (polynomial(0.5, 0, 8, 2.5), lambda s, o: s.PolynomialLR(o, 8, 2.5)),
    (cosine(0.5, 0.125, 8, after="goes-on"), lambda s, o: s.CosineAnnealingLR(o, 8, 0.125)),
    (
        cosine(0.5, 0.125, 8, after="restarts"),
        lambda s, o: s.CosineAnnealingWarmRestarts(o, 8, eta_min=0.125),
    ),
    (
        piecewise_constant([3, 10], [0.5, 0.15, 0.045], boundary="new-rate"),
        lambda s, o: s.MultiStepLR(o, [3, 10], 0.3),
    ),
]


@pytest.mark.parametrize(("ours", "build"), PYTORCH)
def test_pytorch(ours: Schedule, build: Callable[[Any, Any], Any]) -> None:
    torch: Any = pytest.importorskip("torch", reason="PyTorch is not installed (extra torch)")
    weights = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([weights], lr=0.5)
    scheduler = build(torch.optim.lr_scheduler, optimizer)
    theirs = []
    for _ in range(STEPS):
        theirs.append(optimizer.param_groups[0]["lr"])
        weights.grad = torch.zeros(1)
        optimizer.step()
        scheduler.step()
    # PyTorch multiplies its way from step to step, so its roundings add up; its 0 may be some 1e-17.
    assert rates(ours) == pytest.approx(theirs, rel=1e-9, abs=1e-15)


OPTAX: list[tuple[Schedule, Callable[[Any], Any]]] = [
    (polynomial(0.5, 0.125, 8, 2.5), lambda o: o.polynomial_schedule(0.5, 0.125, 2.5, 8)),
    (cosine(0.5, 0.125, 8), lambda o: o.cosine_decay_schedule(0.5, 8, alpha=0.25)),
    (
        piecewise_constant([3, 10], [0.5, 0.25, 0.05], boundary="new-rate"),
        lambda o: o.piecewise_constant_schedule(0.5, {3: 0.5, 10: 0.2}),
    ),
]


@pytest.mark.parametrize(("ours", "build"), OPTAX)
def test_optax(ours: Schedule, build: Callable[[Any], Any]) -> None:
    jax = pytest.importorskip("jax", reason="JAX is not installed")
    optax = pytest.importorskip("optax", reason="optax is not installed")
    with jax.enable_x64(True):  # noqa: FBT003 - its only argument has no name
        theirs = build(optax)
        decayed = [float(theirs(jax.numpy.asarray(k, "int64"))) for k in range(STEPS)]
    assert rates(ours) == pytest.approx(decayed, rel=1e-12)


def test_inverse_time_by_hand() -> None:
    """Rate 1, d = 1, n = 2: 1, 1/1.5, 1/2, ...; the lecture's staircase drops one step earlier."""
    assert [inverse_time(1, 1, 2)(i) for i in range(4)] == [1, 1 / 1.5, 1 / 2, 1 / 2.5]
    early = inverse_time(1, 1, 2, "staircase-early")
    assert [early(i) for i in range(5)] == [1, 1 / 2, 1 / 2, 1 / 3, 1 / 3]


def test_cosine_by_hand() -> None:
    """From 1 to 0 in 6 steps: cosines of 0, 30, 60, 90 ... degrees."""
    halves = [2, 1 + 3**0.5 / 2, 1.5, 1, 0.5, 1 - 3**0.5 / 2, 0]
    fall = [half / 2 for half in halves]
    assert [cosine(1, 0, 6)(i) for i in range(9)] == pytest.approx([*fall, 0, 0], abs=1e-15)
    rises = [cosine(1, 0, 6, after="goes-on")(i) for i in range(13)]
    assert rises == pytest.approx(fall + fall[-2::-1], abs=1e-15)
    again = [cosine(1, 0, 6, after="restarts")(i) for i in range(12)]
    assert again == pytest.approx(fall[:6] * 2, abs=1e-15)


def test_a_cycle_by_hand() -> None:
    """Four steps, from 1 to 0: at 5 the fall is stretched to 8 steps, at 9 to 12."""
    of = polynomial(1, 0, 4, after="cycle")
    expected = [1, 3 / 4, 2 / 4, 1 / 4, 0, 3 / 8, 2 / 8, 1 / 8, 0, 3 / 12]
    assert [of(i) for i in range(10)] == pytest.approx(expected, abs=1e-15)


def test_the_two_meanings_of_a_boundary_differ_in_that_step_alone() -> None:
    old, new = (piecewise_constant([3], [1, 0.1], boundary=b) for b in ("old-rate", "new-rate"))
    assert [old(i) for i in range(6)] == [1, 1, 1, 1, 0.1, 0.1]
    assert [new(i) for i in range(6)] == [1, 1, 1, 0.1, 0.1, 0.1]


@given(start=st.floats(0, 10), share=st.floats(0, 1), steps=st.integers(1, 40))
def test_power_1_is_the_lectures_linear_decay(start: float, share: float, steps: int) -> None:
    ours, lecture = polynomial(start, start * share, steps), linear(start, start * share, steps)
    assert rates(ours) == pytest.approx(rates(lecture), rel=1e-12, abs=1e-14)


@given(
    share=st.floats(0, 1),
    steps=st.integers(1, 40),
    power=st.floats(0.5, 4),
    i=st.integers(0, 60),
)
def test_decays_lie_between_their_ends_and_never_rise(share: float, steps: int, power: float, i: int) -> None:
    for of in (polynomial(1, share, steps, power), cosine(1, share, steps)):
        assert of(0) == pytest.approx(1, rel=1e-15)
        assert share - 1e-12 <= of(i + 1) <= of(i) + 1e-12
        assert of(steps + i) == pytest.approx(share, abs=1e-15)


@given(rate=st.floats(0.1, 10), interval=st.integers(1, 9), i=st.integers(0, 60))
def test_equal_intervals_raise_the_inverse_of_an_inverse_time_decay_equally(
    rate: float, interval: int, i: int
) -> None:
    for form in ("continuous", "staircase-late", "staircase-early"):
        of = inverse_time(0.5, rate, interval, form)
        assert 0.5 / of(i + interval) - 0.5 / of(i) == pytest.approx(rate, rel=1e-9)


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda: inverse_time(-1, 0.5), "start must be"),
        (lambda: inverse_time(1, float("nan")), "rate must be"),
        (lambda: inverse_time(1, 0.5, 0), "interval must be"),
        (lambda: inverse_time(1, 0.5, 2, "stairs"), "form cannot be 'stairs'"),
        (lambda: polynomial(1, -0.1, 5), "end must be"),
        (lambda: polynomial(1, 0.1, 0), "steps must be"),
        (lambda: polynomial(1, 0.1, 5, 0), "power must be"),
        (lambda: polynomial(1, 0.1, 5, float("nan")), "power must be"),
        (lambda: polynomial(1, 0.1, 5, after="restarts"), "after cannot be 'restarts'"),
        (lambda: cosine(1, 0.1, float("inf")), "steps must be"),
        (lambda: cosine(1, 0.1, 5, after="cycle"), "after cannot be 'cycle'"),
        (lambda: piecewise_constant([3], [1.0]), "1 boundaries want 2 values, not 1"),
        (lambda: piecewise_constant([3, 3], [1.0, 0.1, 0.2]), "boundaries must rise"),
        (lambda: piecewise_constant([-1], [1.0, 0.1]), "boundaries must be"),
        (lambda: piecewise_constant([1], [1.0, float("inf")]), "values must be"),
        (lambda: piecewise_constant([1], [1.0, 0.1], boundary="none"), "boundary cannot be 'none'"),
        (lambda: cosine(1, 0.1, 5)(-1), "asked for step 0, 1"),
    ],
)
def test_bad_arguments_raise(build: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        build()
