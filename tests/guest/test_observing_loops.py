"""Trainings in plain Python and NumPy are watched: what is told of each is what a separate computation gives."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest

from autograder.protocol.observed import Observation
from tests.guest.harness import Heard, observe

Vector = npt.NDArray[np.float64]
Gradient = Callable[[Vector], Vector]

DATA = """
import numpy as np
np.random.seed(1)
x = np.linspace(0, 1, 20)
y = 3 * x + 2 + 0.1 * np.random.randn(20)
"""
X = np.linspace(0, 1, 20)
Y = 3 * X + 2 + 0.1 * np.random.RandomState(1).randn(20)
DESIGN = np.stack([X, np.ones_like(X)], axis=1)


def gradient(theta: Vector) -> Vector:
    return 2 / len(Y) * DESIGN.T @ (DESIGN @ theta - Y)


def loss(theta: Vector) -> float:
    return float(np.mean((DESIGN @ theta - Y) ** 2))


def descent(steps: int, rates: npt.ArrayLike, of: Gradient = gradient, start: Vector | None = None) -> Vector:
    path = [np.zeros(2) if start is None else start]
    for rate in np.broadcast_to(rates, steps):
        path.append(path[-1] - rate * of(path[-1]))
    return np.array(path)


def momentum(steps: int, rate: float, alpha: float, *, ahead: float = 0.0) -> tuple[Vector, Vector]:
    """Path and the points at which the gradients are taken."""
    path, asked, v = [np.zeros(2)], [], np.zeros(2)
    for _ in range(steps):
        asked.append(path[-1] + ahead * v)
        v = alpha * v - rate * gradient(asked[-1])
        path.append(path[-1] + v)
    return np.array(path), np.array(asked)


def adam(steps: int, rate: float) -> Vector:
    path, s, r = [np.zeros(2)], np.zeros(2), np.zeros(2)
    for t in range(1, steps + 1):
        g = gradient(path[-1])
        s, r = 0.9 * s + 0.1 * g, 0.999 * r + 0.001 * g**2
        path.append(path[-1] - rate * (s / (1 - 0.9**t)) / (np.sqrt(r / (1 - 0.999**t)) + 1e-8))
    return np.array(path)


def only(source: str | list[str]) -> Observation:
    """The single training of a source that runs through."""
    heard = observe(source)
    assert [cell.status for cell in heard.cells] == ["ok"] * len(heard.cells)
    assert len(heard.observations) == 1, [each.variables for each in heard.observations]
    return heard.observations[0]


def rows(array: object) -> Vector:
    assert array is not None
    return array.numpy()  # type: ignore[attr-defined,no-any-return]


def check(
    seen: Observation, path: Vector, of: Gradient = gradient, rates: npt.ArrayLike | None = None
) -> None:
    """Parameters and gradients of a training that asks at the parameters; and the rates, where they are seen."""
    kept = min(len(path) - 1, 400)
    assert seen.framework == "numpy"
    assert seen.way == "loop"
    assert seen.steps == len(path) - 1
    np.testing.assert_allclose(rows(seen.theta), path[: kept + 1], rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(
        rows(seen.gradients), [of(each) for each in path[:kept]], rtol=1e-7, atol=1e-10
    )
    np.testing.assert_allclose(rows(seen.last_theta), path[-1], rtol=1e-9, atol=1e-12)
    if rates is not None:
        np.testing.assert_allclose(rows(seen.rates), np.broadcast_to(rates, kept), rtol=1e-12)


def check_losses(seen: Observation, path: Vector, of: Callable[[Vector], float] = loss) -> None:
    told = rows(seen.losses)
    right = np.array([of(each) for each in path[: len(told)]])
    assert np.count_nonzero(np.isfinite(told)) >= len(told) - 1
    np.testing.assert_allclose(told[np.isfinite(told)], right[np.isfinite(told)], rtol=1e-9)


def check_truth(seen: Observation, points: Vector, of: Gradient = gradient) -> None:
    np.testing.assert_allclose(
        rows(seen.true_gradients), [of(points[step]) for step in seen.true_at], rtol=1e-9, atol=1e-12
    )
    assert len(seen.true_at) >= 5


# ---- scripts -------------------------------------------------------------------------------------------------------

TOP_LEVEL = (
    DATA
    + """
w = 0.0
b = 0.0
lr = 0.1
for i in range(1000):
    y_hat = w*x + b
    loss = np.mean((y_hat - y)**2)
    dw = np.mean(2*(y_hat-y)*x)
    db = np.mean(2*(y_hat-y))
    w = w - lr*dw
    b -= lr*db
    if i % 100 == 0:
        print('step', i, 'loss', loss)
"""
)


def test_a_loop_at_the_top_level() -> None:
    seen, path = only(TOP_LEVEL), descent(1000, 0.1)
    check(seen, path, rates=0.1)
    check_losses(seen, path)
    check_truth(seen, path)
    assert seen.variables == ("w", "b")
    assert seen.sizes == (1, 1)
    assert seen.dtype == "float64"
    assert (seen.function, seen.cell, seen.line) == ("", 0, 10)
    assert seen.last_loss == pytest.approx(loss(path[-2]))
    assert len(seen.printed) == 10
    assert seen.printed[0].startswith("step 0 loss 12.9")
    assert seen.numbers["lr"] == 0.1
    assert seen.asked is None
    assert seen.error is None


def test_each_call_of_a_training_function_is_a_training_of_its_own() -> None:
    heard = observe(
        DATA
        + """
def train(x, y, lr, epochs):
    w, b = 0.0, 0.0
    losses = []
    for epoch in range(epochs):
        error = w * x + b - y
        losses.append((error ** 2).mean())
        w_grad = 2 * (error * x).mean()
        b_grad = 2 * error.mean()
        w -= lr * w_grad
        b -= lr * b_grad
    return w, b, losses

for lr in [0.01, 0.1, 0.5]:
    w, b, losses = train(x, y, lr, 50)
    print(lr, losses[-1])
w, b, _ = train(x, y, 0.2, 10)
"""
    )
    assert len(heard.observations) == 4
    for seen, rate, steps in zip(heard.observations, (0.01, 0.1, 0.5, 0.2), (50, 50, 50, 10), strict=True):
        path = descent(steps, rate)
        check(seen, path, rates=rate)
        check_losses(seen, path)
        assert seen.function == "train"
        assert seen.numbers["epochs"] == steps
    assert [len(seen.printed) for seen in heard.observations] == [1, 1, 1, 0]
    assert [seen.id for seen in heard.observations] == [f"training-{n}" for n in range(4)]


def test_a_class_that_holds_its_parameters() -> None:
    seen = only(
        DATA
        + """
class LinearRegression:
    def __init__(self, lr=0.1, n_iters=60):
        self.lr, self.n_iters = lr, n_iters
    def fit(self, X, y):
        n, d = X.shape
        self.w, self.b = np.zeros(d), 0
        self.losses = []
        for _ in range(self.n_iters):
            y_pred = X @ self.w + self.b
            dw = (2/n) * X.T @ (y_pred - y)
            db = (2/n) * np.sum(y_pred - y)
            self.w -= self.lr * dw
            self.b -= self.lr * db
            self.losses.append(np.mean((y_pred-y)**2))
        return self
m = LinearRegression().fit(x.reshape(-1, 1), y)
"""
    )
    path = descent(60, 0.1)
    check(seen, path, rates=0.1)
    check_losses(seen, path)
    check_truth(seen, path)
    assert seen.variables == ("self.w", "self.b")
    assert seen.function == "LinearRegression.fit"
    assert seen.numbers["self.lr"] == 0.1


def test_momentum_by_hand_computes_its_loss_after_the_step() -> None:
    seen = only(
        DATA
        + """
w, b, vw, vb = 0.0, 0.0, 0.0, 0.0
lr = 0.05; alpha = 0.9
for i in range(100):
    y_hat = w*x+b
    dw = 2*np.mean((y_hat-y)*x); db = 2*np.mean(y_hat-y)
    vw = alpha*vw - lr*dw
    vb = alpha*vb - lr*db
    w += vw; b += vb
    loss = np.mean((w*x+b-y)**2)
    print(f'step {i} loss {loss:.6f}')
"""
    )
    path, _ = momentum(100, 0.05, 0.9)
    check(seen, path, rates=0.05)
    check_losses(seen, path)
    assert np.isnan(rows(seen.losses)[0])
    assert seen.last_loss == pytest.approx(loss(path[-1]))
    np.testing.assert_allclose(rows(seen.asked), path[:-1], atol=1e-12)
    assert seen.variables == ("w", "b")


PRINTED_ONLY = {
    "as it is": "print(i, np.mean((w*x+b-y)**2))",
    "f-string": "print(f'{i}: {np.mean((w*x+b-y)**2):.5f}')",
    "percent": "print('%d %.4f' % (i, np.mean((w*x+b-y)**2)))",
    "format": "print('{} {:.4f}'.format(i, np.mean((w*x+b-y)**2)))",
    "function": "print(i, mse())",
    "now and then": "if i % 5 == 0: print(i, mse())",
}


@pytest.mark.parametrize("form", PRINTED_ONLY)
def test_a_loss_that_is_only_printed(form: str) -> None:
    seen = only(
        DATA
        + f"""
def mse():
    return np.mean((w*x+b-y)**2)
w = b = 0.0
for i in range(40):
    e = w*x+b-y
    w, b = w - 0.1*2*np.mean(e*x), b - 0.1*2*np.mean(e)
    {PRINTED_ONLY[form]}
"""
    )
    path = descent(40, 0.1)
    check(seen, path)
    check_truth(seen, path)
    told = rows(seen.losses)
    right = np.array([loss(each) for each in path[:-1]])
    assert np.count_nonzero(np.isfinite(told)) >= 7
    np.testing.assert_allclose(told[np.isfinite(told)], right[np.isfinite(told)], rtol=1e-9)


NESTEROV = {
    "variables ahead": """
for i in range(100):
    w_ahead = w + alpha*vw
    b_ahead = b + alpha*vb
    e = w_ahead*x + b_ahead - y
    dw = 2*np.mean(e*x); db = 2*np.mean(e)
    vw = alpha*vw - lr*dw
    vb = alpha*vb - lr*db
    w += vw; b += vb
    loss = np.mean((w*x+b-y)**2)
""",
    "a gradient function": """
def gradient(w, b):
    e = w*x + b - y
    return 2*np.mean(e*x), 2*np.mean(e)
for i in range(100):
    gw, gb = gradient(w + alpha*vw, b + alpha*vb)
    vw = alpha*vw - lr*gw
    vb = alpha*vb - lr*gb
    w = w + vw
    b = b + vb
""",
    "moved there and back": """
def loss(w, b):
    return np.mean((w*x + b - y)**2)
for i in range(100):
    w += alpha*vw; b += alpha*vb
    e = w*x + b - y
    gw = 2*np.mean(e*x); gb = 2*np.mean(e)
    w -= alpha*vw; b -= alpha*vb
    vw = alpha*vw - lr*gw
    vb = alpha*vb - lr*gb
    w += vw; b += vb
    l = loss(w, b)
""",
}


@pytest.mark.parametrize("form", NESTEROV)
def test_the_point_ahead_is_seen(form: str) -> None:
    seen = only(DATA + "w = b = vw = vb = 0.0\nlr = 0.05; alpha = 0.9\n" + NESTEROV[form])
    path, asked = momentum(100, 0.05, 0.9, ahead=0.9)
    np.testing.assert_allclose(rows(seen.theta), path, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(rows(seen.asked), asked, rtol=1e-8, atol=1e-10)
    np.testing.assert_allclose(rows(seen.gradients), [gradient(each) for each in asked], rtol=1e-7, atol=1e-9)


def test_one_expression_asks_ahead_under_any_name() -> None:
    seen = only("""
import numpy as np
def slope(p):
    return np.array([2*p[0], 20*p[1]])
here = np.array([5.0, 5.0]); velocity = np.zeros(2); lr = 0.01; mu = 0.9
for i in range(50):
    velocity = mu*velocity - lr*slope(here + mu*velocity)
    here = here + velocity
""")
    here, velocity, path, asked = np.array([5.0, 5.0]), np.zeros(2), [np.array([5.0, 5.0])], []
    for _ in range(50):
        asked.append(here + 0.9 * velocity)
        velocity = 0.9 * velocity - 0.01 * asked[-1] * [2, 20]
        here = here + velocity
        path.append(here)
    np.testing.assert_allclose(rows(seen.theta), path, rtol=1e-12)
    np.testing.assert_allclose(rows(seen.asked), asked, rtol=1e-12)
    np.testing.assert_allclose(rows(seen.gradients), np.array(asked) * [2, 20], rtol=1e-12)


def test_a_gradient_without_a_name() -> None:
    seen = only(
        DATA
        + """
X = np.c_[x, np.ones(len(x))]
Y = y.reshape(-1, 1)
theta = np.zeros((2, 1))
alpha = 0.1
m = len(Y)
J_history = []
for it in range(200):
    theta = theta - alpha * (1/m) * X.T.dot(X.dot(theta) - Y)
    J_history.append(np.sum((X.dot(theta)-Y)**2)/(2*m))
"""
    )
    path = descent(200, 0.1, lambda theta: gradient(theta) / 2)
    check(seen, path, lambda theta: gradient(theta) / 2, rates=0.1)
    check_losses(seen, path, lambda theta: loss(theta) / 2)
    check_truth(seen, path, lambda theta: gradient(theta) / 2)
    assert seen.variables == ("theta",)
    assert seen.sizes == (2,)


def test_simultaneous_updates_through_temporaries() -> None:
    seen = only(
        DATA
        + """
theta0 = 0.0; theta1 = 0.0; alpha = 0.1; m = len(x)
for k in range(100):
    h = theta0*x + theta1
    temp0 = theta0 - alpha*(1/m)*np.sum((h-y)*x)
    temp1 = theta1 - alpha*(1/m)*np.sum(h-y)
    theta0 = temp0
    theta1 = temp1
    cost = np.sum((h-y)**2)/(2*m)
"""
    )
    path = descent(100, 0.1, lambda theta: gradient(theta) / 2)
    check(seen, path, lambda theta: gradient(theta) / 2, rates=0.1)
    check_losses(seen, path, lambda theta: loss(theta) / 2)


def test_the_descending_direction_may_be_called_the_gradient() -> None:
    seen = only(
        DATA
        + """
w = b = 0.0
for i in range(50):
    err = y - (w*x+b)
    dw = 2*np.mean(err*x); db = 2*np.mean(err)
    w = w + 0.1*dw; b = b + 0.1*db
    mse = np.mean(err**2)
"""
    )
    check(seen, descent(50, 0.1))
    check_truth(seen, descent(50, 0.1))


def test_who_climbs_is_shown_climbing() -> None:
    seen = only(
        DATA
        + """
w = b = 0.0
for i in range(50):
    err = w*x+b-y
    dw = 2*np.mean(err*x); db = 2*np.mean(err)
    w = w + 0.1*dw; b = b + 0.1*db
    mse = np.mean(err**2)
"""
    )
    check(seen, descent(50, -0.1))


def test_a_wrong_gradient_stays_wrong_beside_the_true_one() -> None:
    seen = only(
        DATA
        + """
w = b = 0.0
lr = 0.02
for i in range(50):
    err = w*x+b-y
    loss = np.mean(err**2)
    dw = np.sum(err*x); db = np.sum(err)
    w -= lr*dw; b -= lr*db
"""
    )
    path = descent(50, 0.02, lambda theta: gradient(theta) * 10)
    check(seen, path, lambda theta: gradient(theta) * 10, rates=0.02)
    check_truth(seen, path)


def test_two_parameters_moved_alike_stay_two() -> None:
    seen = only(
        DATA
        + """
w = b = 0.0
lr = 0.05
for i in range(30):
    err = w*x+b-y
    dw = 2*np.mean(err*x)
    db = dw
    w -= lr*dw
    b -= lr*db
"""
    )
    assert seen.variables == ("w", "b")


def test_a_parameter_that_is_forgotten_is_listed() -> None:
    seen = only(
        DATA
        + """
w = b = 0.0
lr = 0.05
for i in range(30):
    err = w*x+b-y
    dw = 2*np.mean(err*x)
    db = 2*np.mean(err)
    w -= lr*dw
"""
    )
    assert seen.variables == ("w", "b")
    assert not rows(seen.theta)[:, 1].any()
    assert rows(seen.gradients)[:, 1].any()


# ---- optimizers ----------------------------------------------------------------------------------------------------

ADAM = """
class Adam:
    def __init__(self, lr=0.1, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m, self.v, self.t = {}, {}, 0
    def update(self, params, grads):
        self.t += 1
        for k in params:
            if k not in self.m:
                self.m[k] = np.zeros_like(params[k]); self.v[k] = np.zeros_like(params[k])
            self.m[k] = self.beta1*self.m[k] + (1-self.beta1)*grads[k]
            self.v[k] = self.beta2*self.v[k] + (1-self.beta2)*grads[k]**2
            mh = self.m[k]/(1-self.beta1**self.t); vh = self.v[k]/(1-self.beta2**self.t)
            params[k] = params[k] - self.lr*mh/(np.sqrt(vh)+self.eps)
"""


def test_an_optimizer_object_on_dictionaries() -> None:
    seen = only(
        DATA
        + ADAM
        + """
params = {'w': np.array([0.0]), 'b': np.array([0.0])}
opt = Adam()
for i in range(100):
    e = params['w']*x + params['b'] - y
    loss = np.mean(e**2)
    grads = {'w': np.array([2*np.mean(e*x)]), 'b': np.array([2*np.mean(e)])}
    opt.update(params, grads)
"""
    )
    path = adam(100, 0.1)
    check(seen, path, rates=0.1)
    check_losses(seen, path)
    assert seen.variables == ("params.w", "params.b")
    assert seen.optimizer == "Adam"
    assert seen.arguments == {"learning_rate": 0.1, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-8}


def test_adam_in_the_loop_itself() -> None:
    seen = only(
        DATA
        + """
X = np.c_[x, np.ones(len(x))]
w, m, v = np.zeros(2), np.zeros(2), np.zeros(2)
lr, beta1, beta2, eps = 0.1, 0.9, 0.999, 1e-8
for t in range(1, 101):
    g = 2*X.T@(X@w-y)/len(y)
    m = beta1*m + (1-beta1)*g
    v = beta2*v + (1-beta2)*g**2
    m_hat = m/(1-beta1**t)
    v_hat = v/(1-beta2**t)
    w = w - lr*m_hat/(np.sqrt(v_hat)+eps)
"""
    )
    check(seen, adam(100, 0.1), rates=0.1)
    assert seen.variables == ("w",)


def test_a_loop_over_optimizers() -> None:
    heard = observe(
        DATA
        + """
class GD:
    def __init__(self, lr): self.lr = lr
    def update(self, w, g): return w - self.lr*g
class Momentum:
    def __init__(self, lr, alpha=0.9):
        self.lr = lr; self.alpha = alpha; self.v = 0
    def update(self, w, g):
        self.v = self.alpha*self.v - self.lr*g
        return w + self.v
X = np.c_[x, np.ones(len(x))]
def loss_fn(w): return np.mean((X@w-y)**2)
def gradient(w): return 2*X.T@(X@w-y)/len(y)
for name, opt in [('gd', GD(0.1)), ('momentum', Momentum(0.05))]:
    w = np.zeros(2)
    hist = []
    for i in range(30):
        hist.append(loss_fn(w))
        w = opt.update(w, gradient(w))
    print(name, hist[:10])
"""
    )
    first, second = heard.observations
    check(first, descent(30, 0.1), rates=0.1)
    check(second, momentum(30, 0.05, 0.9)[0], rates=0.05)
    check_losses(second, momentum(30, 0.05, 0.9)[0])
    assert (first.optimizer, second.optimizer) == ("GD", "Momentum")
    assert second.arguments == {"learning_rate": 0.05, "momentum": 0.9}
    assert first.printed[0].startswith("gd")
    assert second.printed[0].startswith("momentum")


STATEFUL = {
    "closure": """
def make(lr, mu):
    v = np.zeros(2)
    def step(theta, g):
        nonlocal v
        v = mu*v + g
        return theta - lr*v
    return step
step = make(0.05, 0.9)
theta = np.zeros(2)
for t in range(60):
    g = gradient(theta)
    theta = step(theta, g)
""",
    "returned beside": """
def step(theta, g, v, lr=0.05, mu=0.9):
    v = mu*v - lr*g
    return theta + v, v
theta, v = np.zeros(2), np.zeros(2)
for t in range(60):
    theta, v = step(theta, gradient(theta), v)
""",
    "on the function": """
def step(theta, g):
    step.v = 0.9*step.v - 0.05*g
    return theta + step.v
step.v = np.zeros(2)
theta = np.zeros(2)
for t in range(60):
    grad = gradient(theta)
    theta = step(theta, grad)
""",
    "globals": """
theta = np.zeros(2)
v = np.zeros(2)
def train_step():
    global theta, v
    g = gradient(theta)
    v = 0.9*v - 0.05*g
    theta = theta + v
for t in range(60):
    train_step()
""",
}


@pytest.mark.parametrize("form", STATEFUL)
def test_state_anywhere(form: str) -> None:
    seen = only(
        DATA
        + "A = np.c_[x, np.ones(len(x))]\ndef gradient(t): return 2*A.T@(A@t-y)/len(y)\n"
        + STATEFUL[form]
    )
    check(seen, momentum(60, 0.05, 0.9)[0])
    assert seen.variables == ("theta",)


def test_an_optimizer_that_knows_its_layer() -> None:
    seen = only(
        DATA
        + """
class Linear:
    def __init__(self):
        self.W, self.b = np.zeros((1, 1)), np.zeros((1,))
    def forward(self, x):
        self.x = x
        return x@self.W + self.b
    def backward(self, d):
        self.dW = self.x.T@d
        self.db = d.sum(axis=0)
class SGD:
    def __init__(self, layer, lr=0.01):
        self.layer, self.lr = layer, lr
    def step(self):
        self.layer.W -= self.lr*self.layer.dW
        self.layer.b -= self.lr*self.layer.db
layer = Linear()
opt = SGD(layer, lr=0.1)
X, Y = x.reshape(-1, 1), y.reshape(-1, 1)
for epoch in range(80):
    out = layer.forward(X)
    loss = ((out-Y)**2).mean()
    layer.backward(2*(out-Y)/len(X))
    opt.step()
"""
    )
    path = descent(80, 0.1)
    check(seen, path, rates=0.1)
    check_losses(seen, path)
    check_truth(seen, path)
    assert seen.variables == ("layer.W", "layer.b")
    assert seen.optimizer == "SGD"


# ---- which loop, how many steps ------------------------------------------------------------------------------------


def test_minibatches_of_all_epochs_are_one_training() -> None:
    seen = only(
        DATA
        + """
w = 0.; b = 0.; lr = 0.1
for epoch in range(30):
    idx = np.random.permutation(len(x))
    for s in range(0, len(x), 5):
        xb, yb = x[idx[s:s+5]], y[idx[s:s+5]]
        e = w*xb+b-yb
        gw = 2*np.mean(e*xb); gb = 2*np.mean(e)
        w -= lr*gw; b -= lr*gb
    loss = np.mean((w*x+b-y)**2)
    print(epoch, loss)
"""
    )
    draw, theta, path, gradients = np.random.RandomState(1), np.zeros(2), [np.zeros(2)], []
    draw.randn(20)
    for _ in range(30):
        order = draw.permutation(20)
        for start in range(0, 20, 5):
            some = order[start : start + 5]
            gradients.append(2 / 5 * DESIGN[some].T @ (DESIGN[some] @ theta - Y[some]))
            theta = theta - 0.1 * gradients[-1]
            path.append(theta)
    np.testing.assert_allclose(rows(seen.theta), path, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(rows(seen.gradients), gradients, rtol=1e-7, atol=1e-10)
    assert seen.steps == 120
    assert len(seen.printed) == 30
    # Of its own batch, by the loss of all data that is shown after each epoch.
    np.testing.assert_allclose(
        rows(seen.true_gradients), [gradients[step] for step in seen.true_at], rtol=1e-7, atol=1e-10
    )
    assert seen.line == 10


BATCHES = """
w = 0.; b = 0.; lr = 0.01
for epoch in range(30):
    idx = np.random.permutation(len(x))
    for s in range(0, len(x), 6):
        xb, yb = x[idx[s:s+6]], y[idx[s:s+6]]
        e = w*xb+b-yb
        {in_step}
        gw, gb = {of}
        w -= lr*gw; b -= lr*gb
    {after_epoch}
"""


@pytest.mark.parametrize(
    ("of", "in_step", "after_epoch", "times"),
    [
        ("2*np.sum(e*xb), 2*np.sum(e)", "", "loss = np.mean((w*x+b-y)**2)", None),
        ("2*np.sum(e*xb), 2*np.sum(e)", "", "loss = np.sum((w*x+b-y)**2)", 1.0),
        ("2*np.sum(e*xb), 2*np.sum(e)", "loss = np.mean(e**2)", "", None),
        ("np.mean(e*xb), np.mean(e)", "loss = np.mean(e**2)/2", "", 1.0),
        ("np.mean(e*xb), np.mean(e)", "loss = np.mean(e**2)", "", 0.5),
        ("3*2*np.mean(e*xb), 3*2*np.mean(e)", "", "loss = np.mean((w*x+b-y)**2)", 3.0),
        ("-2*np.mean(e*xb), -2*np.mean(e)", "", "loss = np.mean((w*x+b-y)**2)", 1.0),
    ],
)
def test_of_a_minibatch_in_sight_the_losses_own_gradient_is_known(
    of: str, in_step: str, after_epoch: str, times: float | None
) -> None:
    """Twenty samples by six: the last batch has two. What is called a gradient may be the way down.

    ``times``: how many times too large it is; None: as often as the batch has samples.
    """
    seen = only(DATA + BATCHES.format(of=of, in_step=in_step or "pass", after_epoch=after_epoch or "pass"))
    handed, true = rows(seen.gradients)[list(seen.true_at)], rows(seen.true_gradients)
    sizes = np.array([[2.0 if step % 4 == 3 else 6.0] for step in seen.true_at])
    factors = sizes if times is None else np.full_like(sizes, times)
    np.testing.assert_allclose(handed, factors * true, rtol=1e-6, atol=1e-9)
    assert len(seen.true_at) >= 5


@pytest.mark.parametrize(
    ("of", "shown"),
    [
        ("2*np.mean(e*xb) + 0.1*w, 2*np.mean(e)", "np.mean((w*x+b-y)**2)"),
        ("2*np.mean(e*xb), 2*np.mean(e)", "np.abs(w*x+b-y).mean()"),
    ],
)
def test_nothing_is_said_of_batches_where_the_gradient_or_the_loss_is_another(of: str, shown: str) -> None:
    source = BATCHES.format(of=of, in_step="pass", after_epoch=f"loss = {shown}")
    assert only(DATA + source).true_gradients is None


def test_one_sample_at_a_time_with_bare_numbers() -> None:
    seen = only(
        DATA
        + """
w, b = 0.0, 0.0
lr = 0.05
for epoch in range(30):
    for xi, yi in zip(x, y):
        err = w*xi + b - yi
        w = w - lr*2*err*xi
        b = b - lr*2*err
"""
    )
    theta, path = np.zeros(2), [np.zeros(2)]
    for _ in range(30):
        for row, y in zip(DESIGN, Y, strict=True):
            theta = theta - 0.05 * 2 * row * (row @ theta - y)
            path.append(theta)
    np.testing.assert_allclose(rows(seen.theta), path[:401], rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(rows(seen.last_theta), path[-1], rtol=1e-9)
    assert seen.steps == 600


EPOCH = """
def train_epoch(w, b, lr):
    for s in range(0, len(x), 5):
        xb, yb = x[s:s+5], y[s:s+5]
        e = w*xb+b-yb
        gw = 2*np.mean(e*xb); gb = 2*np.mean(e)
        w -= lr*gw; b -= lr*gb
    return w, b
"""


def test_the_end_of_very_many_epochs_is_seen_from_outside() -> None:
    seen = only(
        DATA
        + EPOCH
        + "weight = bias = 0.0\nfor i in range(900):\n    weight, bias = train_epoch(weight, bias, 0.01)\n"
    )
    theta, path = np.zeros(2), [np.zeros(2)]
    for _ in range(900):
        for some in np.arange(20).reshape(4, 5):
            theta = theta - 0.01 * 2 / 5 * DESIGN[some].T @ (DESIGN[some] @ theta - Y[some])
            path.append(theta)
    assert seen.steps == 3600
    np.testing.assert_allclose(rows(seen.theta), path[:401], rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(rows(seen.last_theta), path[-1], rtol=1e-9)


def test_an_end_that_is_out_of_sight_is_not_told() -> None:
    seen = only(
        DATA
        + EPOCH
        + """
from collections import deque
box = deque([(0.0, 0.0)])
for i in range(900):
    box.append(train_epoch(*box.pop(), 0.01))
"""
    )
    assert seen.steps == 3600
    assert seen.last_theta is None


def test_loops_over_coordinates_and_samples_are_part_of_a_step() -> None:
    seen = only(
        DATA
        + """
rows = [[xi, 1.0] for xi in x]
theta = [0.0, 0.0]
lr = 0.1
for it in range(30):
    grad = [0.0, 0.0]
    for i in range(len(rows)):
        err = sum(theta[j]*rows[i][j] for j in range(2)) - y[i]
        for j in range(2):
            grad[j] += 2*err*rows[i][j]/len(rows)
    for j in range(2):
        theta[j] -= lr*grad[j]
"""
    )
    check(seen, descent(30, 0.1), rates=0.1)
    assert seen.variables == ("theta",)


def test_a_loop_over_keys_is_part_of_a_step() -> None:
    seen = only(
        DATA
        + """
params = {'w': 0.0, 'b': 0.0}
lr = 0.1
for i in range(50):
    e = params['w']*x + params['b'] - y
    grads = {'dw': 2*np.mean(e*x), 'db': 2*np.mean(e)}
    for k in params:
        params[k] -= lr*grads['d'+k]
"""
    )
    check(seen, descent(50, 0.1), rates=0.1)


def test_slots_in_a_dictionary_beside_the_parameters() -> None:
    seen = only(
        DATA
        + """
params = {'w': 0.0, 'b': 0.0}
velocity = {'w': 0.0, 'b': 0.0}
for i in range(50):
    e = params['w']*x + params['b'] - y
    grads = {'w': 2*np.mean(e*x), 'b': 2*np.mean(e)}
    for k in params:
        velocity[k] = -0.9*velocity[k] - 0.05*grads[k]
        params[k] = params[k] + velocity[k]
"""
    )
    check(seen, momentum(50, 0.05, -0.9)[0])
    assert seen.variables == ("params.w", "params.b")


def test_a_while_loop_left_before_its_update() -> None:
    seen = only(
        DATA
        + """
w = b = 0.0
lr = 0.1; n = 0; prev = 1e9
while True:
    e = w*x + b - y
    loss = (e**2).mean()
    if abs(prev - loss) < 1e-4:
        break
    prev = loss
    dw = 2*(e*x).mean(); db = 2*e.mean()
    w -= lr*dw; b -= lr*db
    n += 1
print(n)
"""
    )
    assert seen.steps == int(seen.printed[-1])
    path = descent(seen.steps, 0.1)
    check(seen, path, rates=0.1)
    check_losses(seen, path)
    assert seen.last_loss == pytest.approx(loss(path[-1]))


def test_a_long_while_loop_left_before_its_update() -> None:
    seen = only(
        DATA
        + """
w = b = 0.0
n = 0
while n < 100000:
    e = w*x + b - y
    dw = 2*(e*x).mean(); db = 2*e.mean()
    if dw*dw + db*db < 1e-8:
        break
    w -= 0.1*dw; b -= 0.1*db
    n += 1
print(n)
"""
    )
    assert seen.steps == int(seen.printed[-1]) > 400
    check(seen, descent(seen.steps, 0.1), rates=0.1)


def test_a_rate_that_decays() -> None:
    before = only(
        DATA
        + """
w = b = 0.0
for i in range(40):
    lr = 0.3*0.9**(i//5)
    e = w*x+b-y
    dw, db = 2*np.mean(e*x), 2*np.mean(e)
    w, b = w-lr*dw, b-lr*db
"""
    )
    check(before, descent(40, 0.3 * 0.9 ** (np.arange(40) // 5)), rates=0.3 * 0.9 ** (np.arange(40) // 5))
    after = only(
        DATA
        + """
w = b = 0.0; lr = 0.3
def grads(w, b):
    e = w*x+b-y
    return 2*np.mean(e*x), 2*np.mean(e)
def sgd(p, g, lr): return p - lr*g
for i in range(40):
    dw, db = grads(w, b)
    w = sgd(w, dw, lr); b = sgd(b, db, lr)
    lr *= 0.95
"""
    )
    check(after, descent(40, 0.3 * 0.95 ** np.arange(40)), rates=0.3 * 0.95 ** np.arange(40))


def test_single_precision_column_vectors() -> None:
    seen = only(
        DATA
        + """
X = np.c_[x, np.ones(len(x))].astype(np.float32); Y = y.reshape(-1,1).astype(np.float32)
W = np.zeros((2,1), dtype=np.float32)
lr = np.float32(0.1)
for i in range(50):
    diff = X@W - Y
    loss = np.mean(diff**2)
    grad_W = 2*X.T@diff/np.float32(len(X))
    W -= lr*grad_W
"""
    )
    assert seen.dtype == "float32"
    np.testing.assert_allclose(rows(seen.theta), descent(50, 0.1), atol=1e-5)
    np.testing.assert_allclose(
        rows(seen.true_gradients),
        [gradient(rows(seen.theta)[step]) for step in seen.true_at],
        atol=1e-5,
    )


def test_an_exception_in_the_loop_is_told() -> None:
    heard = observe(
        DATA
        + """
w = b = 0.0
for i in range(50):
    e = w*x+b-y
    dw = 2*np.mean(e*x); db = 2*np.mean(e)
    w -= 0.1*dw
    if i == 20:
        raise ValueError('enough')
    b -= 0.1*db
"""
    )
    (seen,) = heard.observations
    assert seen.error is not None
    assert (seen.error.kind, seen.error.message, seen.error.line) == ("ValueError", "enough", 13)
    check(seen, descent(20, 0.1))


def test_cells_and_what_is_not_a_regression() -> None:
    heard = observe(
        [
            "def df(x): return 4*x**3 - 9*x**2",
            """
cur_x = 6; rate = 0.01; precision = 0.00001; previous_step_size = 1; max_iters = 1000; iters = 0
while previous_step_size > precision and iters < max_iters:
    prev_x = cur_x
    cur_x = cur_x - rate*df(prev_x)
    previous_step_size = abs(cur_x - prev_x)
    iters = iters + 1
print(iters)
""",
        ]
    )
    (seen,) = heard.observations
    point, path = 6.0, [6.0]
    for _ in range(seen.steps):
        point -= 0.01 * (4 * point**3 - 9 * point**2)
        path.append(point)
    assert seen.variables == ("cur_x",)
    assert seen.steps == int(seen.printed[0])
    assert (seen.cell, seen.line) == (1, 3)
    np.testing.assert_allclose(rows(seen.theta)[:, 0], path, rtol=1e-12)
    np.testing.assert_allclose(rows(seen.rates), 0.01)


# ---- what is none --------------------------------------------------------------------------------------------------

NONE = {
    "schedule": "lr = 0.3\nfor i in range(50):\n    lr = lr*0.96\n    print(lr)\n",
    "fibonacci": "a, b = 0, 1\nfor i in range(20):\n    a, b = b, a+b\n",
    "sums": "s = 0.0\nfor v in [1.0, 2.0, 3.0]:\n    s += v\n",
    "interest": "balance = 100.0; rate = 0.05\nfor year in range(20):\n    balance += balance*rate\n",
    "prices": "total = 0.0; rate = 0.2\nfor p in [1.0, 2.5, 3.0]:\n    total += p*rate\n",
    "euler": "y = 1.0; h = 0.1\nfor i in range(10):\n    y = y + h*(-y)\n",
    "smoothing": "import math\ns = 0.0; alpha = 0.3\nfor i in range(20):\n    s = alpha*math.sin(i) + (1-alpha)*s\n",
    "newton": "z = 3.0\ndef f(x): return x*x-2\ndef df(x): return 2*x\nfor i in range(6):\n    z = z - f(z)/df(z)\n",
    "power": "import numpy as np\nw = np.ones(2); A = np.array([[2., 1.], [1., 3.]])\n"
    "for i in range(20):\n    w = A@w\n    w = w/np.linalg.norm(w)\n",
    "data": "import numpy as np\nx = np.zeros(50)\nfor i in range(50):\n    x[i] = 0.1*i + np.random.randn()\n",
    "walk": "import random\nx = 0.0\nfor i in range(100):\n    step = random.gauss(0, 1)\n    x += step\n",
}


@pytest.mark.parametrize("kind", NONE)
def test_what_trains_nothing_is_left_out(kind: str) -> None:
    heard = observe(NONE[kind])
    assert [cell.status for cell in heard.cells] == ["ok"]
    assert heard.observations == []


# ---- the student's code runs as before -----------------------------------------------------------------------------

BEHAVES = """
import inspect, sys, traceback
log = []
def numbers(n):
    for k in range(n):
        got = yield k
        if got: log.append(got)
def early():
    for k in range(10):
        if k == 3:
            return k
        try:
            continue
        finally:
            log.append(('finally', k))
    else:
        log.append('never')
def ends():
    k = 0
    while k < 3:
        k += 1
    else:
        log.append('else')
    for k in ():
        pass
    else:
        log.append('empty')
    return k
def fails():
    total = 0
    for k in [1, 2, 0]:
        total += 1/k
    return total
class Odd:
    def __iter__(self):
        return iter([1, 2])
g = numbers(3)
log.append([next(g), g.send('sent'), next(g)])
log.append(early())
log.append(ends())
try:
    fails()
except ZeroDivisionError as error:
    frames = traceback.extract_tb(error.__traceback__)
    log.append([(f.name, f.lineno) for f in frames if f.filename.startswith('<cell')])
d = {'a': 1}
try:
    for key in d:
        d[key + 'x'] = 2
except RuntimeError as error:
    log.append(str(error))
try:
    for k in 5:
        total = 1
except TypeError as error:
    log.append(str(error))
for k in Odd():
    log.append(k)
values = [1, 2, 3]
for k in values:
    if len(values) < 5:
        values.append(k)
log.append(values)
squares = [k*k for k in range(4)]
async def nothing():
    async for k in other():
        log.append(k)
def outer(depth):
    total = 0
    for k in range(2):
        if depth:
            total += outer(depth - 1)
        total += 1
    return total
log.append(outer(4))
log.append(inspect.getsource(early))
log.append(sorted(name for name in dir() if not name.startswith('__')))
log.append(early.__code__.co_firstlineno)
log.append(sys.getrefcount(values))
print(log)
"""


def test_the_code_behaves_as_it_does_unwatched(capsys: pytest.CaptureFixture[str]) -> None:
    from tests.guest.harness import hear, job

    def printed(*, watched: bool) -> str:
        heard: Heard = hear(job(BEHAVES, (), observe=watched))
        assert [cell.status for cell in heard.cells] == ["ok"]
        return capsys.readouterr().out

    assert printed(watched=True) == printed(watched=False)


def test_rewritten_functions_still_work_when_they_are_driven_later() -> None:
    from tests.guest.harness import GIVEN, best, hear, job, update_requests

    source = """
def momentum(w, dw, config=None):
    config = config or {}
    v = config.get('velocity', 0*w)
    for _ in range(1):
        v = config['momentum']*v - config['learning_rate']*dw
    config['velocity'] = v
    return w + v, config
"""
    heard = hear(job(source, update_requests("momentum"), observe=True))
    assert best(heard, "open-a", "momentum", GIVEN["momentum"]) < 1e-9


def test_nothing_is_watched_unless_asked() -> None:
    from tests.guest.harness import hear, job

    assert hear(job(TOP_LEVEL, ())).observations == []


HELD = """
from collections import namedtuple
from dataclasses import dataclass
from typing import NamedTuple
{kind}
def step(s, lr):
    w, b = {opened}
    e = w*x+b-y
    gw = 2*np.mean(e*x); gb = 2*np.mean(e)
    return Held(w - lr*gw, b - lr*gb)
s = Held(0., 0.)
for i in range(30):
    s = step(s, 0.1)
"""


@pytest.mark.parametrize(
    ("kind", "opened"),
    [
        ("Held = namedtuple('Held', 'w b')", "s"),
        ("class Held(NamedTuple):\n    w: float\n    b: float", "s.w, s.b"),
        ("@dataclass(slots=True)\nclass Held:\n    w: float\n    b: float", "s.w, s.b"),
        ("def Held(w, b): return w, b", "s[0], s[1]"),
        (
            "class Held:\n    __slots__ = ('w', 'b')\n    def __init__(self, w, b): self.w, self.b = w, b",
            "s.w, s.b",
        ),
    ],
)
def test_a_state_that_a_function_unpacks_and_packs_again(kind: str, opened: str) -> None:
    check(only(DATA + HELD.format(kind=kind, opened=opened)), descent(30, 0.1))
