"""What twenty students wrote: momentum and Nesterov in NumPy and in TensorFlow 1, right and wrong, as cells of code."""

from __future__ import annotations

from typing import Literal, NamedTuple

Framework = Literal["numpy", "tensorflow"]


class Writing(NamedTuple):
    """The two updates of one student; ``m``, ``lr``, ``v`` and ``g`` stand for momentum, rate, velocity and gradient."""

    momentum: tuple[str, str]
    """The new velocity, and what is added to the variable once ``v`` is the new velocity."""
    nesterov: tuple[str, str]
    momentum_right: bool = True
    nesterov_right: bool = True


_MOMENTUM = ("m * v - lr * g", "v")
_NESTEROV = ("m * v - lr * g", "m * v - lr * g")
WRITINGS = (
    Writing(_MOMENTUM, _NESTEROV),
    Writing(("m * v + lr * g", "-v"), ("m * v + lr * g", "-(m * v + lr * g)")),
    Writing(("m * v + g", "-lr * v"), ("m * v + g", "-lr * (m * v + g)")),
    Writing(("-(lr * g - m * v)", "1.0 * v"), ("m * v - g * lr", "v * m - g * lr")),
    Writing(("m * v + lr * g", "v"), _NESTEROV, momentum_right=False),  # uphill
    Writing(("-lr * g", "v"), _NESTEROV, momentum_right=False),  # forgets its velocity
    Writing(("(1 - m) * v - lr * g", "v"), _NESTEROV, momentum_right=False),  # the complement of momentum
    Writing(_MOMENTUM, _MOMENTUM, nesterov_right=False),  # does not look ahead
    Writing(_MOMENTUM, ("m * v - lr * g", "v - lr * g"), nesterov_right=False),  # looks too far ahead
    Writing(("m * v - (1 - m) * lr * g", "v"), _NESTEROV, momentum_right=False),  # a moving average
)

_NUMPY = """class {name}:
    def __init__(self, learning_rate=0.001, momentum=0.9):
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = [np.zeros_like(p) for p in params]
        lr, m = self.learning_rate, self.momentum
        for i, g in enumerate(grads):
            v = self.v[i]
            v = {velocity}
            params[i] += {step}
            self.v[i] = v
"""
_TENSORFLOW = """class {name}(tf.train.Optimizer):
    def __init__(self, learning_rate=0.001, momentum=0.9, use_locking=False, name="Own{name}"):
        super().__init__(use_locking, name)
        self.learning_rate = learning_rate
        self.momentum = momentum

    def _create_slots(self, var_list):
        for var in var_list:
            self._zeros_slot(var, "v", self._name)

    def _apply_dense(self, grad, var):
        lr, m, g = self.learning_rate, self.momentum, grad
        v = self.get_slot(var, "v")
        v = v.assign({velocity})
        return var.assign_add({step})
"""
_CLASS = {"numpy": _NUMPY, "tensorflow": _TENSORFLOW}

_NUMPY_START = """import numpy as np

x = np.random.default_rng(3).uniform(-1.0, 1.0, (64, 2))
y = x @ np.array([2.0, -3.0])
start = np.zeros(2)
"""
START: dict[Framework, str] = {
    "numpy": _NUMPY_START,
    "tensorflow": _NUMPY_START.replace(
        "import numpy as np\n",
        "import numpy as np\nimport tensorflow.compat.v1 as tf\n\ntf.disable_v2_behavior()\n",
    ),
}
TRAINING: dict[Framework, str] = {
    "numpy": """for make in (Momentum, Nesterov):
    optimizer = make(learning_rate=0.01, momentum=0.9)
    w = start.copy()
    for step in range(300):
        error = x @ w - y
        if step % 50 == 0:
            print(step, np.mean(error**2))
        params, grads = [w], [2 / len(y) * x.T @ error]
        optimizer.update(params, grads)
        w = params[0]
""",
    "tensorflow": """for make in (Momentum, Nesterov):
    with tf.Graph().as_default(), tf.Session() as session:
        w = tf.Variable(start, dtype=tf.float32)
        loss = tf.reduce_mean(tf.square(tf.tensordot(tf.constant(x, tf.float32), w, 1) - y.astype(np.float32)))
        train_op = make(learning_rate=0.01, momentum=0.9).minimize(loss)
        session.run(tf.global_variables_initializer())
        for step in range(300):
            if step % 50 == 0:
                print(step, session.run(loss))
            session.run(train_op)
""",
}

_NUMPY_CHECK = """theta = [np.array([1.0, -2.0])]
expected, v = theta[0].copy(), np.zeros(2)
optimizer = {name}(learning_rate={lr}, momentum={m})
for g in np.random.default_rng({seed}).normal(size=(5, 2)):
    optimizer.update(theta, [g.copy()])
    v = {m} * v - {lr} * g
    expected += {step}
    assert np.allclose(theta[0], expected)
"""
_TENSORFLOW_CHECK = """expected, v = np.array([1.0, -2.0]), np.zeros(2)
with tf.Graph().as_default(), tf.Session() as session:
    theta, fed = tf.Variable([1.0, -2.0]), tf.placeholder(tf.float32, [2])
    update = {name}(learning_rate={lr}, momentum={m}).apply_gradients([(fed, theta)])
    session.run(tf.global_variables_initializer())
    for g in np.random.default_rng({seed}).normal(size=(5, 2)):
        session.run(update, {{fed: g}})
        v = {m} * v - {lr} * g
        expected += {step}
        assert np.allclose(session.run(theta), expected, rtol=1e-4)
"""
_CHECK = {"numpy": _NUMPY_CHECK, "tensorflow": _TENSORFLOW_CHECK}
_STEPS = {"Momentum": "v", "Nesterov": "{m} * v - {lr} * g"}
NAMES = tuple(_STEPS)


def code(name: str, writing: Writing, framework: Framework) -> str:
    """Return a student's class ``Momentum`` or ``Nesterov``."""
    velocity, step = writing.momentum if name == "Momentum" else writing.nesterov
    return _CLASS[framework].format(name=name, velocity=velocity, step=step)


def check(name: str, framework: Framework, *, hidden: bool) -> str:
    """Return the statements with which the other graders judge the class: five steps compared with the formula."""
    lr, m, seed = (0.05, 0.75, 8) if hidden else (0.1, 0.9, 7)
    step = _STEPS[name].format(lr=lr, m=m)
    return _CHECK[framework].format(name=name, lr=lr, m=m, seed=seed, step=step)
