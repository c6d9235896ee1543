"""Where gradients were asked for, in the ways in which people look ahead; and what only looks like a look-ahead."""

from __future__ import annotations

import importlib.util

import numpy as np
import pytest

from autograder.protocol.observed import Observation
from tests.guest.observing import Watched, gradient, values, watch

START, RATE, MU, STEPS = (0.5, 0.0), 0.1, 0.8, 12

_TORCH = """
import torch
x = torch.linspace(0, 1, 10)
y = 3 * x + 1
w = torch.tensor(0.5, requires_grad=True)
b = torch.tensor(0.0, requires_grad=True)
vw = vb = torch.tensor(0.0)
for i in range(12):
{look}
    vw, vb = 0.8 * vw - 0.1 * gw, 0.8 * vb - 0.1 * gb
    with torch.no_grad():
        w += vw
        b += vb
"""
_TF2 = """
import numpy as np
import tensorflow as tf
x = np.linspace(0, 1, 10).astype('float32')
y = 3 * x + 1
w, b = tf.Variable(0.5), tf.Variable(0.0)
vw = vb = tf.constant(0.0)
def gradients():
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(((w + 0.8 * vw) * x + (b + 0.8 * vb) - y) ** 2)
    return tape.gradient(loss, [w, b])
for i in range(12):
{look}
    vw, vb = 0.8 * vw - 0.1 * gw, 0.8 * vb - 0.1 * gb
    w.assign_add(vw)
    b.assign_add(vb)
"""
_TF1 = """
import numpy as np
import tensorflow as tf
x = np.linspace(0, 1, 10).astype('float32')
y = 3 * x + 1
w, b = tf.Variable(0.5), tf.Variable(0.0)
vw, vb = tf.Variable(0.0, trainable=False), tf.Variable(0.0, trainable=False)
ahead = [w + 0.8 * vw, b + 0.8 * vb]
loss = tf.reduce_mean((ahead[0] * x + ahead[1] - y) ** 2)
gw, gb = tf.gradients(loss, {by})
steps = [0.8 * vw - 0.1 * gw, 0.8 * vb - 0.1 * gb]
with tf.control_dependencies(steps):
    train = tf.group(vw.assign(steps[0]), vb.assign(steps[1]), w.assign_add(steps[0]), b.assign_add(steps[1]))
with tf.Session() as session:
    session.run(tf.global_variables_initializer())
    for i in range(12):
        session.run(train)
"""
_TORCH_WAYS = {
    "tensors": """    wa, ba = w + 0.8 * vw, b + 0.8 * vb
    gw, gb = torch.autograd.grad(((wa * x + ba - y) ** 2).mean(), [wa, ba])""",
    "unnamed": """    loss = (((w + 0.8 * vw) * x + (b + 0.8 * vb) - y) ** 2).mean()
    gw, gb = torch.autograd.grad(loss, [w, b])""",
    "leaves": """    wa = (w + 0.8 * vw).detach().requires_grad_()
    ba = (b + 0.8 * vb).detach().requires_grad_()
    ((wa * x + ba - y) ** 2).mean().backward()
    gw, gb = wa.grad, ba.grad""",
}
_TF2_WAYS = {
    "watched": """    wa, ba = w + 0.8 * vw, b + 0.8 * vb
    with tf.GradientTape() as tape:
        tape.watch([wa, ba])
        loss = tf.reduce_mean((wa * x + ba - y) ** 2)
    gw, gb = tape.gradient(loss, [wa, ba])""",
    "function": "    gw, gb = gradients()",
}
TORCH = {name: _TORCH.format(look=look) for name, look in _TORCH_WAYS.items()} | {
    "target": """
import torch
target = torch.tensor([3.0, -1.0])
p = torch.zeros(2, requires_grad=True)
v = torch.zeros(2)
for i in range(12):
    loss = ((p - target) ** 2).sum()
    (g,) = torch.autograd.grad(loss, p)
    v = 0.8 * v - 0.1 * g
    with torch.no_grad():
        p += v
"""
}
TF2 = {name: _TF2.format(look=look) for name, look in _TF2_WAYS.items()} | {
    "one_sample": """
import numpy as np
import tensorflow as tf
x = np.linspace(0.1, 1, 12).astype('float32').reshape(-1, 1)
y = 3 * x + 1
w, b = tf.Variable([[0.0]]), tf.Variable([0.0])
vw, vb = tf.zeros([1, 1]), tf.zeros([1])
for i in range(12):
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum((x[i:i + 1] @ w + b - y[i:i + 1]) ** 2)
    gw, gb = tape.gradient(loss, [w, b])
    vw, vb = 0.8 * vw - 0.1 * gw, 0.8 * vb - 0.1 * gb
    w.assign_add(vw)
    b.assign_add(vb)
"""
}
TF1 = {"by_points": _TF1.format(by="ahead"), "by_variables": _TF1.format(by="[w, b]")}


@pytest.fixture(scope="module")
def torch_jobs() -> dict[str, Watched]:
    if importlib.util.find_spec("torch") is None:
        pytest.skip("PyTorch isn't installed")
    return watch("torch", TORCH, "torch")


@pytest.fixture(scope="module")
def tf2_jobs() -> dict[str, Watched]:
    return watch("tf2", TF2, "tensorflow")


@pytest.fixture(scope="module")
def tf1_jobs() -> dict[str, Watched]:
    return watch("tf1", TF1, "tensorflow")


@pytest.mark.parametrize("name", sorted(_TORCH_WAYS))
def test_pytorch(torch_jobs: dict[str, Watched], name: str) -> None:
    _looks_ahead(torch_jobs[name].only)


@pytest.mark.parametrize("name", sorted(_TF2_WAYS))
def test_tensorflow_2(tf2_jobs: dict[str, Watched], name: str) -> None:
    _looks_ahead(tf2_jobs[name].only)


@pytest.mark.parametrize("name", sorted(TF1))
def test_tensorflow_1(tf1_jobs: dict[str, Watched], name: str) -> None:
    _looks_ahead(tf1_jobs[name].only)


def test_a_bowl_about_a_target_is_no_look_ahead(torch_jobs: dict[str, Watched]) -> None:
    _stays(torch_jobs["target"].only)


def test_a_prediction_of_one_sample_is_no_look_ahead(tf2_jobs: dict[str, Watched]) -> None:
    """Its sum has the shape of the constant term, and is 0 at first as that is."""
    _stays(tf2_jobs["one_sample"].only)


def _looks_ahead(seen: Observation) -> None:
    """Points, gradients and parameters are those of Nesterov's method in NumPy."""
    theta, v = np.array(START), np.zeros(2)
    points, gradients, path = [], [], [theta]
    for _ in range(STEPS):
        points.append(theta + MU * v)
        gradients.append(gradient(points[-1]))
        v = MU * v - RATE * gradients[-1]
        theta = theta + v
        path.append(theta)
    np.testing.assert_allclose(values(seen.theta), path, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(values(seen.asked), points, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(values(seen.gradients), gradients, rtol=1e-4, atol=1e-5)


def _stays(seen: Observation) -> None:
    assert seen.steps == STEPS
    if seen.asked is not None:
        np.testing.assert_array_equal(values(seen.asked), values(seen.theta)[:-1])
