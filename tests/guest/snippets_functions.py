"""Right optimizers as functions, in the shapes that students write; (name, rule, the code's own values, source)."""

# ruff: noqa: E501 - lines as students write them
from __future__ import annotations

from tests.guest.snippets_classes import Snippet

FUNCTIONS: list[Snippet] = [
    (
        "config with setdefault",
        "momentum",
        {},
        """
import numpy as np
def sgd_momentum(w, dw, config=None):
    if config is None: config = {}
    config.setdefault('learning_rate', 1e-2)
    config.setdefault('momentum', 0.9)
    v = config.get('velocity', np.zeros_like(w))
    next_w = None
    v = config['momentum'] * v - config['learning_rate'] * dw
    next_w = w + v
    config['velocity'] = v
    return next_w, config
""",
    ),
    (
        "config with time",
        "adam",
        {},
        """
import numpy as np
def adam(x, dx, config=None):
    if config is None: config = {}
    config.setdefault('learning_rate', 1e-3)
    config.setdefault('beta1', 0.9)
    config.setdefault('beta2', 0.999)
    config.setdefault('epsilon', 1e-8)
    config.setdefault('m', np.zeros_like(x))
    config.setdefault('v', np.zeros_like(x))
    config.setdefault('t', 0)
    next_x = None
    config['t'] += 1
    config['m'] = config['beta1'] * config['m'] + (1 - config['beta1']) * dx
    config['v'] = config['beta2'] * config['v'] + (1 - config['beta2']) * (dx * dx)
    mb = config['m'] / (1 - config['beta1'] ** config['t'])
    vb = config['v'] / (1 - config['beta2'] ** config['t'])
    next_x = x - config['learning_rate'] * mb / (np.sqrt(vb) + config['epsilon'])
    return next_x, config
""",
    ),
    (
        "parameters with states by key",
        "adam",
        {},
        """
import numpy as np
def initialize_adam(parameters):
    L = len(parameters) // 2
    v = {}; s = {}
    for l in range(L):
        v["dW" + str(l+1)] = np.zeros(parameters["W" + str(l+1)].shape)
        v["db" + str(l+1)] = np.zeros(parameters["b" + str(l+1)].shape)
        s["dW" + str(l+1)] = np.zeros(parameters["W" + str(l+1)].shape)
        s["db" + str(l+1)] = np.zeros(parameters["b" + str(l+1)].shape)
    return v, s
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    L = len(parameters) // 2
    v_corrected = {}
    s_corrected = {}
    for l in range(L):
        v["dW" + str(l+1)] = beta1 * v["dW" + str(l+1)] + (1 - beta1) * grads["dW" + str(l+1)]
        v["db" + str(l+1)] = beta1 * v["db" + str(l+1)] + (1 - beta1) * grads["db" + str(l+1)]
        v_corrected["dW" + str(l+1)] = v["dW" + str(l+1)] / (1 - beta1 ** t)
        v_corrected["db" + str(l+1)] = v["db" + str(l+1)] / (1 - beta1 ** t)
        s["dW" + str(l+1)] = beta2 * s["dW" + str(l+1)] + (1 - beta2) * np.power(grads["dW" + str(l+1)], 2)
        s["db" + str(l+1)] = beta2 * s["db" + str(l+1)] + (1 - beta2) * np.power(grads["db" + str(l+1)], 2)
        s_corrected["dW" + str(l+1)] = s["dW" + str(l+1)] / (1 - np.power(beta2, t))
        s_corrected["db" + str(l+1)] = s["db" + str(l+1)] / (1 - np.power(beta2, t))
        parameters["W" + str(l+1)] = parameters["W" + str(l+1)] - learning_rate * v_corrected["dW" + str(l+1)] / (np.sqrt(s_corrected["dW" + str(l+1)]) + epsilon)
        parameters["b" + str(l+1)] = parameters["b" + str(l+1)] - learning_rate * v_corrected["db" + str(l+1)] / (np.sqrt(s_corrected["db" + str(l+1)]) + epsilon)
    return parameters, v, s, v_corrected, s_corrected
""",
    ),
    (
        "f-string keys",
        "rmsprop",
        {},
        """
import numpy as np
def init_rmsprop(params):
    return {f"dW{i}": 0 for i in range(1, 10)} | {f"db{i}": 0 for i in range(1, 10)}
def update_rmsprop(params, grads, s, lr, beta=0.9, eps=1e-8):
    L = len(params) // 2
    for i in range(1, L + 1):
        s[f"dW{i}"] = beta * s[f"dW{i}"] + (1 - beta) * grads[f"dW{i}"] ** 2
        s[f"db{i}"] = beta * s[f"db{i}"] + (1 - beta) * grads[f"db{i}"] ** 2
        params[f"W{i}"] = params[f"W{i}"] - lr * grads[f"dW{i}"] / (np.sqrt(s[f"dW{i}"]) + eps)
        params[f"b{i}"] = params[f"b{i}"] - lr * grads[f"db{i}"] / (np.sqrt(s[f"db{i}"]) + eps)
    return params, s
""",
    ),
    (
        "hyperparameters first",
        "adam",
        {},
        '''
def update_variables_Adam(alpha, beta1, beta2, epsilon, var, grad, v, s, t):
    """Adam"""
    v = beta1 * v + (1 - beta1) * grad
    s = beta2 * s + (1 - beta2) * grad ** 2
    v_c = v / (1 - beta1 ** t)
    s_c = s / (1 - beta2 ** t)
    var = var - alpha * v_c / (s_c ** 0.5 + epsilon)
    return var, v, s
''',
    ),
    (
        "momentum named beta1",
        "momentum",
        {},
        """
def update_variables_momentum(alpha, beta1, var, grad, v):
    v = beta1 * v + alpha * grad
    var = var - v
    return var, v
""",
    ),
    (
        "decay named beta2",
        "rmsprop",
        {},
        """
def update_variables_RMSProp(alpha, beta2, epsilon, var, grad, s):
    s = beta2 * s + (1 - beta2) * grad ** 2
    return var - alpha * grad / (s ** 0.5 + epsilon), s
""",
    ),
    (
        "state first in the result",
        "momentum",
        {},
        """
def momentum_step(w, g, v, lr=0.1, mu=0.9):
    v = mu * v - lr * g
    w = w + v
    return v, w
""",
    ),
    (
        "state defaults to None",
        "adagrad",
        {},
        """
import numpy as np
def adagrad(theta, grad, cache=None, lr=0.01, eps=1e-8):
    if cache is None:
        cache = np.zeros_like(theta)
    cache = cache + grad ** 2
    theta = theta - lr * grad / (np.sqrt(cache) + eps)
    return theta, cache
""",
    ),
    (
        "state in a dictionary",
        "adam",
        {},
        """
import numpy as np
def adam_update(theta, grad, state, lr=0.001, b1=0.9, b2=0.999, eps=1e-8):
    state['t'] += 1
    state['m'] = b1 * state['m'] + (1 - b1) * grad
    state['v'] = b2 * state['v'] + (1 - b2) * grad * grad
    mh = state['m'] / (1 - b1 ** state['t'])
    vh = state['v'] / (1 - b2 ** state['t'])
    return theta - lr * mh / (np.sqrt(vh) + eps), state
""",
    ),
    (
        "state in a dictionary that starts empty",
        "momentum",
        {},
        """
import numpy as np
def momentum(params, grads, state, lr=0.01, mu=0.9):
    for k in params:
        if k not in state:
            state[k] = np.zeros_like(params[k])
        state[k] = mu * state[k] - lr * grads[k]
        params[k] = params[k] + state[k]
""",
    ),
    (
        "gradients first",
        "adagrad",
        {},
        """
import numpy as np
def apply_adagrad(grads, params, accum, lr, eps):
    for i in range(len(params)):
        accum[i] += grads[i] ** 2
        params[i] -= lr * grads[i] / (np.sqrt(accum[i]) + eps)
""",
    ),
    (
        "names that say nothing",
        "momentum",
        {},
        """
def momentum(a, b, v, lr, mu):
    v = mu * v - lr * b
    a = a + v
    return a, v
""",
    ),
    (
        "names that say nothing, gradients first",
        "momentum",
        {},
        """
def momentum(a, b, v, lr, mu):
    v = mu * v - lr * a
    b = b + v
    return b, v
""",
    ),
    (
        "time kept by the caller",
        "adam",
        {},
        """
import numpy as np
def adam(w, g, m, v, t, lr, beta1, beta2, eps):
    t += 1
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g ** 2
    w = w - lr * m / (1 - beta1 ** t) / (np.sqrt(v / (1 - beta2 ** t)) + eps)
    return w, m, v, t
""",
    ),
    (
        "time counted from zero",
        "adam",
        {},
        """
import numpy as np
def adam(w, g, m, v, i, lr, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g ** 2
    w = w - lr * m / (1 - beta1 ** (i + 1)) / (np.sqrt(v / (1 - beta2 ** (i + 1))) + eps)
    return w, m, v
""",
    ),
    (
        "gradient function, velocity passed along",
        "nesterov",
        {},
        """
def nesterov(theta, v, grad, epsilon, alpha):
    g = grad(theta + alpha * v)
    v = alpha * v - epsilon * g
    theta = theta + v
    return theta, v
""",
    ),
    (
        "gradient function with a config",
        "nesterov",
        {},
        """
import numpy as np
def nag(w, grad_f, config=None):
    config = config or {}
    lr = config.setdefault('lr', 0.01)
    mu = config.setdefault('mu', 0.9)
    v = config.setdefault('v', np.zeros_like(w))
    config['v'] = mu * v - lr * grad_f(w + mu * v)
    return w + config['v'], config
""",
    ),
    (
        "global velocity",
        "momentum",
        {},
        """
import numpy as np
lr = 0.05
momentum = 0.9
v = 0
def update(w, grad):
    global v
    v = momentum * v - lr * grad
    return w + v
w = np.array([1.0, 2.0])
for i in range(30):
    w = update(w, 2 * w)
print(w)
""",
    ),
    (
        "global arrays",
        "adam",
        {},
        """
import numpy as np
m = np.zeros((2, 1))
v = np.zeros((2, 1))
t = 0
def adam_step(theta, g, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    global m, v, t
    t = t + 1
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g ** 2
    return theta - lr * (m / (1 - beta1 ** t)) / (np.sqrt(v / (1 - beta2 ** t)) + eps)
theta = np.ones((2, 1))
for _ in range(100):
    theta = adam_step(theta, 2 * theta)
""",
    ),
    (
        "global dictionary as state",
        "momentum",
        {},
        """
import numpy as np
state = {}
def momentum_update(params, grads, lr=0.01, mu=0.9):
    for k in params:
        state[k] = mu * state.get(k, 0.0) - lr * grads[k]
        params[k] = params[k] + state[k]
    return params
""",
    ),
    (
        "mutable default",
        "momentum",
        {},
        """
def momentum_update(w, dw, lr=0.01, mu=0.9, cache={'v': 0}):
    cache['v'] = mu * cache['v'] - lr * dw
    return w + cache['v']
""",
    ),
    (
        "function attribute",
        "adagrad",
        {},
        """
import numpy as np
def adagrad(w, g, lr=0.01, eps=1e-7):
    adagrad.r = adagrad.r + g * g
    return w - lr * g / (eps + np.sqrt(adagrad.r))
adagrad.r = 0
""",
    ),
    (
        "maker of a closure",
        "adam",
        {},
        """
import numpy as np
def make_adam(lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    m = v = 0
    t = 0
    def step(theta, g):
        nonlocal m, v, t
        t += 1
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g * g
        return theta - lr * (m / (1 - beta1 ** t)) / (np.sqrt(v / (1 - beta2 ** t)) + eps)
    return step
opt = make_adam(0.1)
""",
    ),
    (
        "maker of init and update",
        "momentum",
        {},
        """
import numpy as np
def momentum(lr, mu):
    def init(params):
        return [np.zeros_like(p) for p in params]
    def update(grads, state, params):
        state = [mu * v - lr * g for v, g in zip(state, grads)]
        return [p + v for p, v in zip(params, state)], state
    return init, update
""",
    ),
    (
        "lambda",
        "momentum",
        {},
        """
momentum_step = lambda w, g, v, lr=0.01, mu=0.9: (w + mu * v - lr * g, mu * v - lr * g)
""",
    ),
    (
        "result in a dictionary",
        "momentum",
        {},
        """
def momentum_step(w, dw, v, lr=0.01, mu=0.9):
    v_new = mu * v - lr * dw
    return {'w': w + v_new, 'v': v_new}
""",
    ),
    (
        "weight and bias with two states",
        "adam",
        {},
        """
import numpy as np
def adam(w, b, dw, db, vw, vb, sw, sb, t, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    vw = beta1 * vw + (1 - beta1) * dw
    vb = beta1 * vb + (1 - beta1) * db
    sw = beta2 * sw + (1 - beta2) * dw ** 2
    sb = beta2 * sb + (1 - beta2) * db ** 2
    w = w - lr * (vw / (1 - beta1 ** t)) / (np.sqrt(sw / (1 - beta2 ** t)) + eps)
    b = b - lr * (vb / (1 - beta1 ** t)) / (np.sqrt(sb / (1 - beta2 ** t)) + eps)
    return w, b, vw, vb, sw, sb
""",
    ),
    (
        "math on scalars",
        "adagrad",
        {},
        """
import math
def adagrad_step(w, grad, r, lr=0.1, delta=1e-7):
    r = r + grad * grad
    w = w - lr / (delta + math.sqrt(r)) * grad
    return w, r
""",
    ),
    (
        "everything hard-coded",
        "rmsprop",
        {"learning_rate": 0.001, "rho": 0.9, "epsilon": 1e-6},
        """
import numpy as np
def rmsprop_update(w, g, r):
    r = 0.9 * r + 0.1 * g * g
    w = w - 0.001 * g / (np.sqrt(r) + 1e-6)
    return w, r
""",
    ),
    (
        "state made by the student's initialiser",
        "rmsprop",
        {},
        """
import numpy as np
def initialize_cache(params):
    return [np.zeros(p.shape) for p in params]
def rmsprop_step(params, grads, cache, learning_rate, decay_rate, epsilon):
    new = []
    for p, g, c in zip(params, grads, cache):
        c *= decay_rate
        c += (1 - decay_rate) * g ** 2
        new.append(p - learning_rate * g / (np.sqrt(c) + epsilon))
    return new
""",
    ),
    (
        "keyword-only",
        "adam",
        {},
        """
import numpy as np
def adam_step(theta, grad, m, v, t, *, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    b1, b2 = betas
    m = b1 * m + (1 - b1) * grad
    v = b2 * v + (1 - b2) * grad ** 2
    m_hat = m / (1 - b1 ** t)
    v_hat = v / (1 - b2 ** t)
    return theta - lr * m_hat / (np.sqrt(v_hat) + eps), m, v
""",
    ),
    (
        "Greek letters",
        "adam",
        {},
        """
import numpy as np
def adam(θ, g, m, v, t, η=0.001, β1=0.9, β2=0.999, ϵ=1e-8):
    m = β1 * m + (1 - β1) * g
    v = β2 * v + (1 - β2) * g**2
    return θ - η * (m / (1 - β1**t)) / (np.sqrt(v / (1 - β2**t)) + ϵ), m, v
""",
    ),
    (
        "velocity before gradient, rate last",
        "momentum",
        {},
        """
def update_with_momentum(velocity, parameter, gradient, momentum_rate, step_size):
    velocity = momentum_rate * velocity - step_size * gradient
    parameter = parameter + velocity
    return velocity, parameter
""",
    ),
    (
        "calls its own helper",
        "adagrad",
        {},
        """
import numpy as np
def update_cache(cache, grad):
    return cache + grad ** 2
def adagrad_update(weights, grad, cache, lr, eps):
    cache = update_cache(cache, grad)
    return weights - lr * grad / (np.sqrt(cache) + eps), cache
""",
    ),
    (
        "starts with a training script that fails",
        "momentum",
        {},
        """
import numpy as np
import no_such_package
data = np.loadtxt('data.csv')
def momentum(w, g, v, lr=0.01, mu=0.9):
    v = mu * v - lr * g
    return w + v, v
""",
    ),
    (
        "the old velocity is kept under another name",
        "momentum",
        {},
        """
def momentum(theta, grad, prev_update, lr=0.01, gamma=0.9):
    update = gamma * prev_update + lr * grad
    return theta - update, update
""",
    ),
    (
        "type hints and decorators",
        "momentum",
        {},
        """
from __future__ import annotations
import functools
import numpy as np
def timed(f):
    @functools.wraps(f)
    def inner(*args, **kwargs):
        return f(*args, **kwargs)
    return inner
@timed
def momentum_step(theta: np.ndarray, grad: np.ndarray, velocity: np.ndarray | None = None, lr: float = 0.01, momentum: float = 0.9) -> tuple[np.ndarray, np.ndarray]:
    if velocity is None:
        velocity = np.zeros_like(theta)
    velocity = momentum * velocity - lr * grad
    return theta + velocity, velocity
""",
    ),
]
