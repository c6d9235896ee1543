"""More right optimizers, in rarer shapes; (name, rule, the code's own values, source)."""

# ruff: noqa: E501 - lines as students write them
from __future__ import annotations

from tests.guest.snippets_classes import Snippet

MORE: list[Snippet] = [
    (
        "own gradient function in a global",
        "momentum",
        {},
        """
import numpy as np
X = np.array([[1.0], [2.0], [3.0]])
y = np.array([2.0, 4.0, 6.0])
def compute_gradient(w):
    return 2 * X.T @ (X @ w - y) / len(y)
def momentum_step(w, v, lr=0.01, mu=0.9):
    g = compute_gradient(w)
    v = mu * v - lr * g
    return w + v, v
w, v = np.zeros(1), np.zeros(1)
for i in range(50):
    w, v = momentum_step(w, v)
""",
    ),
    (
        "own gradient function with data passed along",
        "nesterov",
        {},
        """
import numpy as np
def gradient(X, y, theta):
    m = len(y)
    return 2 / m * X.T @ (X @ theta - y)
def nesterov_update(X, y, theta, velocity, learning_rate, momentum):
    lookahead = theta + momentum * velocity
    grad = gradient(X, y, lookahead)
    velocity = momentum * velocity - learning_rate * grad
    theta = theta + velocity
    return theta, velocity
""",
    ),
    (
        "gradient function given to the constructor",
        "nesterov",
        {},
        """
import numpy as np
class NAG:
    def __init__(self, grad_fn, lr=0.01, mu=0.9):
        self.grad_fn = grad_fn
        self.lr, self.mu, self.v = lr, mu, None
    def step(self, w):
        if self.v is None:
            self.v = np.zeros_like(w)
        g = self.grad_fn(w + self.mu * self.v)
        self.v = self.mu * self.v - self.lr * g
        return w + self.v
""",
    ),
    (
        "start and gradient in the constructor",
        "momentum",
        {},
        """
import numpy as np
class Momentum:
    def __init__(self, x0, lr=0.01, alpha=0.9):
        self.x = np.array(x0, dtype=float)
        self.v = np.zeros_like(self.x)
        self.lr, self.alpha = lr, alpha
    def step(self, grad):
        self.v = self.alpha * self.v - self.lr * grad
        self.x = self.x + self.v
        return self.x
""",
    ),
    (
        "parameters and gradients in the constructor",
        "adagrad",
        {},
        """
import numpy as np
class AdaGrad:
    def __init__(self, params, grads, lr=0.01, eps=1e-8):
        self.params, self.grads, self.lr, self.eps = params, grads, lr, eps
        self.h = [np.zeros_like(p) for p in params]
    def step(self):
        for p, g, h in zip(self.params, self.grads, self.h):
            h += g * g
            p -= self.lr * g / (np.sqrt(h) + self.eps)
""",
    ),
    (
        "shapes of weight and bias in the constructor",
        "rmsprop",
        {},
        """
import numpy as np
class RMSProp:
    def __init__(self, w_shape, b_shape, lr=0.01, rho=0.9, eps=1e-8):
        self.rw, self.rb = np.zeros(w_shape), np.zeros(b_shape)
        self.lr, self.rho, self.eps = lr, rho, eps
    def update(self, w, b, dw, db):
        self.rw = self.rho * self.rw + (1 - self.rho) * dw ** 2
        self.rb = self.rho * self.rb + (1 - self.rho) * db ** 2
        w -= self.lr * dw / (np.sqrt(self.rw) + self.eps)
        b -= self.lr * db / (np.sqrt(self.rb) + self.eps)
        return w, b
""",
    ),
    (
        "state as a tuple",
        "adam",
        {},
        """
import numpy as np
def adam(theta, g, state, lr=0.001, b1=0.9, b2=0.999, eps=1e-8):
    m, v, t = state
    t += 1
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g * g
    theta = theta - lr * (m / (1 - b1 ** t)) / (np.sqrt(v / (1 - b2 ** t)) + eps)
    return theta, (m, v, t)
""",
    ),
    (
        "state as a named tuple with its maker",
        "adam",
        {},
        """
from typing import NamedTuple
import numpy as np
class AdamState(NamedTuple):
    m: np.ndarray
    v: np.ndarray
    t: int
def adam_init(theta):
    return AdamState(np.zeros_like(theta), np.zeros_like(theta), 0)
def adam_update(theta, grad, state, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.t + 1
    m = beta1 * state.m + (1 - beta1) * grad
    v = beta2 * state.v + (1 - beta2) * grad ** 2
    theta = theta - lr * (m / (1 - beta1 ** t)) / (np.sqrt(v / (1 - beta2 ** t)) + eps)
    return theta, AdamState(m, v, t)
""",
    ),
    (
        "initialiser that takes a shape",
        "momentum",
        {},
        """
import numpy as np
def init_velocity(shape):
    return np.zeros(shape)
def momentum_update(w, grad, velocity, lr, mu):
    velocity[:] = mu * velocity - lr * grad
    w += velocity
""",
    ),
    (
        "layers of a model",
        "momentum",
        {},
        """
import numpy as np
class Momentum:
    def __init__(self, lr=0.01, mu=0.9):
        self.lr, self.mu, self.v = lr, mu, {}
    def step(self, model):
        for i, layer in enumerate(model.layers):
            vw, vb = self.v.get(i, (0, 0))
            vw = self.mu * vw - self.lr * layer.dW
            vb = self.mu * vb - self.lr * layer.db
            layer.W += vw
            layer.b += vb
            self.v[i] = (vw, vb)
""",
    ),
    (
        "layers in the constructor",
        "momentum",
        {},
        """
import numpy as np
class Momentum:
    def __init__(self, layers, lr=0.01, mu=0.9):
        self.layers, self.lr, self.mu = layers, lr, mu
        self.vW = [np.zeros_like(l.W) for l in layers]
        self.vb = [np.zeros_like(l.b) for l in layers]
    def update(self):
        for i, l in enumerate(self.layers):
            self.vW[i] = self.mu * self.vW[i] - self.lr * l.dW
            self.vb[i] = self.mu * self.vb[i] - self.lr * l.db
            l.W = l.W + self.vW[i]
            l.b = l.b + self.vb[i]
""",
    ),
    (
        "a flag chooses Nesterov",
        "momentum",
        {},
        """
import numpy as np
class SGD:
    def __init__(self, lr=0.01, momentum=0.9, nesterov=True):
        self.lr, self.momentum, self.nesterov, self.v = lr, momentum, nesterov, 0
    def update(self, w, g):
        self.v = self.momentum * self.v - self.lr * g
        if self.nesterov:
            return w + self.momentum * self.v - self.lr * g
        return w + self.v
""",
    ),
    (
        "a word chooses the rule",
        "adam",
        {},
        """
import numpy as np
class Optimizer:
    def __init__(self, method='sgd', lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.method, self.lr, self.beta1, self.beta2, self.eps = method, lr, beta1, beta2, eps
        self.m = self.v = self.t = 0
    def step(self, w, g):
        if self.method == 'sgd':
            return w - self.lr * g
        elif self.method == 'momentum':
            self.m = self.beta1 * self.m - self.lr * g
            return w + self.m
        elif self.method == 'adam':
            self.t += 1
            self.m = self.beta1 * self.m + (1 - self.beta1) * g
            self.v = self.beta2 * self.v + (1 - self.beta2) * g * g
            return w - self.lr * (self.m / (1 - self.beta1 ** self.t)) / (np.sqrt(self.v / (1 - self.beta2 ** self.t)) + self.eps)
""",
    ),
    (
        "generator",
        "momentum",
        {},
        """
import numpy as np
def momentum(theta, lr, mu):
    v = np.zeros_like(theta)
    while True:
        g = yield theta
        v = mu * v - lr * g
        theta = theta + v
""",
    ),
    (
        "numbered weights",
        "rmsprop",
        {},
        """
import numpy as np
class RMSProp:
    def __init__(self, lr=0.01, rho=0.9, eps=1e-8):
        self.lr, self.rho, self.eps, self.r = lr, rho, eps, {}
    def update(self, i, w, dw):
        if i not in self.r:
            self.r[i] = np.zeros_like(w)
        self.r[i] = self.rho * self.r[i] + (1 - self.rho) * dw * dw
        w -= self.lr * dw / (np.sqrt(self.r[i]) + self.eps)
""",
    ),
    (
        "rate written into the constructor",
        "momentum",
        {},
        """
import numpy as np
class Momentum:
    def __init__(self):
        self.lr = 0.01
        self.momentum = 0.9
        self.v = None
    def update(self, w, g):
        if self.v is None:
            self.v = np.zeros_like(w)
        self.v = self.momentum * self.v - self.lr * g
        return w + self.v
""",
    ),
    (
        "numbers of the class",
        "adam",
        {},
        """
import numpy as np
class Adam:
    lr = 0.001
    beta1 = 0.9
    beta2 = 0.999
    eps = 1e-8
    t = 0
    m = 0.0
    v = 0.0
    def update(self, w, g):
        self.t += 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * g
        self.v = self.beta2 * self.v + (1 - self.beta2) * g ** 2
        return w - self.lr * self.m / (1 - self.beta1 ** self.t) / (np.sqrt(self.v / (1 - self.beta2 ** self.t)) + self.eps)
""",
    ),
    (
        "static method",
        "adagrad",
        {},
        """
import numpy as np
class Optimizers:
    @staticmethod
    def adagrad(w, dw, cache, lr=0.01, eps=1e-7):
        cache = cache + dw ** 2
        return w - lr * dw / (np.sqrt(cache) + eps), cache
""",
    ),
    (
        "returned object only",
        "momentum",
        {},
        """
def momentum(param, d_param, velocity, *, learning_rate, beta):
    new_velocity = beta * velocity - learning_rate * d_param
    new_param = param + new_velocity
    return new_param, new_velocity
""",
    ),
    (
        "negated velocity, tuple of lists",
        "momentum",
        {},
        """
def momentum_update(ws, gs, vs, eta=0.1, alpha=0.9):
    vs = [alpha * v + eta * g for v, g in zip(vs, gs)]
    ws = [w - v for w, v in zip(ws, vs)]
    return ws, vs
""",
    ),
    (
        "cupy in place of numpy",
        "adagrad",
        {},
        """
import cupy as np
class AdaGrad:
    def __init__(self, lr=0.01, eps=1e-7):
        self.lr, self.eps, self.h = lr, eps, None
    def update(self, params, grads):
        if self.h is None:
            self.h = {k: np.zeros_like(v) for k, v in params.items()}
        for k in params.keys():
            self.h[k] += grads[k] * grads[k]
            params[k] -= self.lr * grads[k] / (np.sqrt(self.h[k]) + self.eps)
""",
    ),
    (
        "running products of the betas",
        "adam",
        {},
        """
import numpy as np
class Adam:
    def __init__(self, stepsize=1e-3, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.stepsize, self.beta1, self.beta2, self.epsilon = stepsize, beta1, beta2, epsilon
        self.m, self.v, self.p1, self.p2 = None, None, 1.0, 1.0
    def _compute_step(self, g):
        if self.m is None:
            self.m, self.v = np.zeros_like(g), np.zeros_like(g)
        self.p1 *= self.beta1
        self.p2 *= self.beta2
        self.m = self.beta1 * self.m + (1 - self.beta1) * g
        self.v = self.beta2 * self.v + (1 - self.beta2) * g * g
        return -self.stepsize * (self.m / (1 - self.p1)) / (np.sqrt(self.v / (1 - self.p2)) + self.epsilon)
    def update(self, theta, g):
        return theta + self._compute_step(g)
""",
    ),
    (
        "notebook order: helper defined after its use",
        "momentum",
        {},
        """
class Momentum:
    def __init__(self, lr, mu):
        self.lr, self.mu = lr, mu
        self.v = {}
    def step(self, params, grads):
        for name in sorted(params):
            self.v[name] = blend(self.v.get(name, 0.0), grads[name], self.mu, self.lr)
            params[name] += self.v[name]
def blend(v, grad, mu, lr):
    return mu * v - lr * grad
""",
    ),
    (
        "swapped names: g is the parameter's gradient, p the parameter",
        "rmsprop",
        {},
        """
def rmsprop(p, g, s, lr, rho, eps):
    s = rho * s + (1.0 - rho) * g * g
    p = p - lr * g / (s ** 0.5 + eps)
    return p, s
""",
    ),
    (
        "slots class with update_params",
        "adam",
        {},
        """
import numpy as np
class Adam:
    __slots__ = ('lr', 'b1', 'b2', 'eps', 'm', 'v', 't')
    def __init__(self, lr=1e-3, b1=0.9, b2=0.999, eps=1e-8):
        self.lr, self.b1, self.b2, self.eps, self.m, self.v, self.t = lr, b1, b2, eps, [], [], 0
    def update_params(self, params, grads):
        if not self.m:
            self.m = [np.zeros_like(p) for p in params]
            self.v = [np.zeros_like(p) for p in params]
        self.t += 1
        lr_t = self.lr * np.sqrt(1 - self.b2 ** self.t) / (1 - self.b1 ** self.t)
        eps_t = self.eps * np.sqrt(1 - self.b2 ** self.t)
        for p, g, m, v in zip(params, grads, self.m, self.v):
            m *= self.b1; m += (1 - self.b1) * g
            v *= self.b2; v += (1 - self.b2) * g ** 2
            p -= lr_t * m / (np.sqrt(v) + eps_t)
""",
    ),
]
