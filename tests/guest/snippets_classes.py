"""Right optimizers as classes, in the shapes that students write; (name, rule, the code's own values, source)."""

# ruff: noqa: E501 - lines as students write them
from __future__ import annotations

Snippet = tuple[str, str, dict[str, float], str]

CLASSES: list[Snippet] = [
    (
        "dict in place",
        "adam",
        {},
        '''
import numpy as np
class Adam:
    """Adam (http://arxiv.org/abs/1412.6980v8)"""
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2, self.iter, self.m, self.v = lr, beta1, beta2, 0, None, None
    def update(self, params, grads, eps=1e-8):
        if self.m is None:
            self.m, self.v = {}, {}
            for key, val in params.items():
                self.m[key] = np.zeros_like(val)
                self.v[key] = np.zeros_like(val)
        self.iter += 1
        for key in params.keys():
            self.m[key] += (1 - self.beta1) * (grads[key] - self.m[key])
            self.v[key] += (1 - self.beta2) * (grads[key]**2 - self.v[key])
            mh = self.m[key] / (1 - self.beta1**self.iter)
            vh = self.v[key] / (1 - self.beta2**self.iter)
            params[key] -= self.lr * mh / (np.sqrt(vh) + eps)
''',
    ),
    (
        "list in place with enumerate",
        "rmsprop",
        {},
        """
import numpy as np
class RMSProp(object):
    def __init__(self, learning_rate=0.01, decay_rate=0.99, eps=1e-7):
        self.learning_rate = learning_rate
        self.decay_rate = decay_rate
        self.eps = eps
        self.h = None
    def step(self, params, grads):
        if self.h is None:
            self.h = [np.zeros(p.shape) for p in params]
        for i, (p, g) in enumerate(zip(params, grads)):
            self.h[i] = self.decay_rate * self.h[i] + (1 - self.decay_rate) * g ** 2
            p -= self.learning_rate * g / (np.sqrt(self.h[i]) + self.eps)
""",
    ),
    (
        "one array returned",
        "adagrad",
        {},
        """
import numpy as np
class Adagrad():
    def __init__(self, learning_rate=0.01):
        self.learning_rate = learning_rate
        self.G = None
        self.eps = 1e-8
    def update(self, w, grad_wrt_w):
        if self.G is None:
            self.G = np.zeros(np.shape(w))
        self.G += np.power(grad_wrt_w, 2)
        return w - self.learning_rate * grad_wrt_w / (np.sqrt(self.G) + self.eps)
""",
    ),
    (
        "gradient function of the point",
        "nesterov",
        {},
        """
import numpy as np
class NesterovAcceleratedGradient():
    def __init__(self, learning_rate=0.001, momentum=0.4):
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.w_updt = np.array([])
    def update(self, w, grad_func):
        if not self.w_updt.any():
            self.w_updt = np.zeros(np.shape(w))
        approx_future_grad = grad_func(w - self.momentum * self.w_updt)
        self.w_updt = self.momentum * self.w_updt + self.learning_rate * approx_future_grad
        return w - self.w_updt
""",
    ),
    (
        "parameters bound in the constructor",
        "momentum",
        {},
        """
import numpy as np
class SGDMomentum:
    def __init__(self, params, lr=0.01, momentum=0.9):
        self.params = params
        self.lr = lr
        self.mu = momentum
        self.velocities = [np.zeros_like(p) for p in params]
    def step(self, grads):
        for i in range(len(self.params)):
            self.velocities[i] = self.mu * self.velocities[i] - self.lr * grads[i]
            self.params[i] += self.velocities[i]
""",
    ),
    (
        "bound list rebuilt",
        "momentum",
        {},
        """
import numpy as np
class Momentum:
    def __init__(self, parameters, eta, gamma):
        self.theta = list(parameters)
        self.eta = eta
        self.gamma = gamma
        self.v = [0 for _ in self.theta]
    def step(self, gradients):
        self.v = [self.gamma * v + self.eta * g for v, g in zip(self.v, gradients)]
        self.theta = [t - v for t, v in zip(self.theta, self.v)]
        return self.theta
""",
    ),
    (
        "bound dictionary",
        "adam",
        {},
        """
import numpy as np
class Adam:
    def __init__(self, params: dict, lr: float = 1e-3, betas=(0.9, 0.999), eps: float = 1e-8):
        self.params = params
        self.lr = lr
        self.b1, self.b2 = betas
        self.eps = eps
        self.t = 0
        self.m = {k: np.zeros_like(v) for k, v in params.items()}
        self.v = {k: np.zeros_like(v) for k, v in params.items()}
    def step(self, grads: dict):
        self.t += 1
        for k in self.params:
            g = grads[k]
            self.m[k] = self.b1 * self.m[k] + (1 - self.b1) * g
            self.v[k] = self.b2 * self.v[k] + (1 - self.b2) * g * g
            mhat = self.m[k] / (1 - self.b1 ** self.t)
            vhat = self.v[k] / (1 - self.b2 ** self.t)
            self.params[k] = self.params[k] - self.lr * mhat / (np.sqrt(vhat) + self.eps)
""",
    ),
    (
        "objects with data and grad",
        "adam",
        {},
        """
import numpy as np
class Adam:
    def __init__(self, parameters, lr=0.001, beta_1=0.9, beta_2=0.999, eps=1e-8):
        self.parameters = parameters
        self.lr = lr; self.beta_1 = beta_1; self.beta_2 = beta_2; self.eps = eps
        self.ms = [np.zeros_like(p.data) for p in parameters]
        self.vs = [np.zeros_like(p.data) for p in parameters]
        self.t = 0
    def zero_grad(self):
        for p in self.parameters:
            p.grad = np.zeros_like(p.data)
    def step(self):
        self.t += 1
        for p, m, v in zip(self.parameters, self.ms, self.vs):
            m[:] = self.beta_1 * m + (1 - self.beta_1) * p.grad
            v[:] = self.beta_2 * v + (1 - self.beta_2) * p.grad ** 2
            p.data -= self.lr * (m / (1 - self.beta_1 ** self.t)) / (np.sqrt(v / (1 - self.beta_2 ** self.t)) + self.eps)
""",
    ),
    (
        "objects passed to update",
        "momentum",
        {},
        """
import numpy as np
class Momentum:
    def __init__(self, lr, mu):
        self.lr, self.mu, self.vel = lr, mu, {}
    def update(self, params):
        for p in params:
            v = self.vel.get(id(p), 0)
            v = self.mu * v - self.lr * p.grad
            self.vel[id(p)] = v
            p.value = p.value + v
""",
    ),
    (
        "layer object with weights and dweights",
        "momentum",
        {},
        """
import numpy as np
class Optimizer_SGD:
    def __init__(self, learning_rate=1., decay=0., momentum=0.):
        self.learning_rate = learning_rate
        self.current_learning_rate = learning_rate
        self.decay = decay
        self.iterations = 0
        self.momentum = momentum
    def pre_update_params(self):
        if self.decay:
            self.current_learning_rate = self.learning_rate * (1. / (1. + self.decay * self.iterations))
    def update_params(self, layer):
        if self.momentum:
            if not hasattr(layer, 'weight_momentums'):
                layer.weight_momentums = np.zeros_like(layer.weights)
                layer.bias_momentums = np.zeros_like(layer.biases)
            weight_updates = self.momentum * layer.weight_momentums - self.current_learning_rate * layer.dweights
            layer.weight_momentums = weight_updates
            bias_updates = self.momentum * layer.bias_momentums - self.current_learning_rate * layer.dbiases
            layer.bias_momentums = bias_updates
        else:
            weight_updates = -self.current_learning_rate * layer.dweights
            bias_updates = -self.current_learning_rate * layer.dbiases
        layer.weights += weight_updates
        layer.biases += bias_updates
    def post_update_params(self):
        self.iterations += 1
""",
    ),
    (
        "layer objects, time counted in a hook",
        "adam",
        {},
        """
import numpy as np
class Optimizer_Adam:
    def __init__(self, learning_rate=0.001, decay=0., epsilon=1e-7, beta_1=0.9, beta_2=0.999):
        self.learning_rate = learning_rate
        self.current_learning_rate = learning_rate
        self.decay = decay
        self.iterations = 0
        self.epsilon = epsilon
        self.beta_1 = beta_1
        self.beta_2 = beta_2
    def pre_update_params(self):
        if self.decay:
            self.current_learning_rate = self.learning_rate * (1. / (1. + self.decay * self.iterations))
    def update_params(self, layer):
        if not hasattr(layer, 'weight_cache'):
            layer.weight_momentums = np.zeros_like(layer.weights)
            layer.weight_cache = np.zeros_like(layer.weights)
            layer.bias_momentums = np.zeros_like(layer.biases)
            layer.bias_cache = np.zeros_like(layer.biases)
        layer.weight_momentums = self.beta_1 * layer.weight_momentums + (1 - self.beta_1) * layer.dweights
        layer.bias_momentums = self.beta_1 * layer.bias_momentums + (1 - self.beta_1) * layer.dbiases
        wm = layer.weight_momentums / (1 - self.beta_1 ** (self.iterations + 1))
        bm = layer.bias_momentums / (1 - self.beta_1 ** (self.iterations + 1))
        layer.weight_cache = self.beta_2 * layer.weight_cache + (1 - self.beta_2) * layer.dweights**2
        layer.bias_cache = self.beta_2 * layer.bias_cache + (1 - self.beta_2) * layer.dbiases**2
        wc = layer.weight_cache / (1 - self.beta_2 ** (self.iterations + 1))
        bc = layer.bias_cache / (1 - self.beta_2 ** (self.iterations + 1))
        layer.weights += -self.current_learning_rate * wm / (np.sqrt(wc) + self.epsilon)
        layer.biases += -self.current_learning_rate * bm / (np.sqrt(bc) + self.epsilon)
    def post_update_params(self):
        self.iterations += 1
""",
    ),
    (
        "weight and bias one by one",
        "momentum",
        {},
        """
import numpy as np
class MomentumGD:
    def __init__(self, alpha=0.01, beta=0.9):
        self.alpha = alpha
        self.beta = beta
        self.v_w, self.v_b = 0, 0
    def update(self, w, b, dw, db):
        self.v_w = self.beta * self.v_w - self.alpha * dw
        self.v_b = self.beta * self.v_b - self.alpha * db
        w = w + self.v_w
        b = b + self.v_b
        return w, b
""",
    ),
    (
        "time first, then weight and bias",
        "adam",
        {},
        """
import numpy as np
class AdamOptim():
    def __init__(self, eta=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.m_dw, self.v_dw = 0, 0
        self.m_db, self.v_db = 0, 0
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.eta = eta
    def update(self, t, w, b, dw, db):
        self.m_dw = self.beta1*self.m_dw + (1-self.beta1)*dw
        self.m_db = self.beta1*self.m_db + (1-self.beta1)*db
        self.v_dw = self.beta2*self.v_dw + (1-self.beta2)*(dw**2)
        self.v_db = self.beta2*self.v_db + (1-self.beta2)*(db**2)
        m_dw_corr = self.m_dw/(1-self.beta1**t)
        m_db_corr = self.m_db/(1-self.beta1**t)
        v_dw_corr = self.v_dw/(1-self.beta2**t)
        v_db_corr = self.v_db/(1-self.beta2**t)
        w = w - self.eta*(m_dw_corr/(np.sqrt(v_dw_corr)+self.epsilon))
        b = b - self.eta*(m_db_corr/(np.sqrt(v_db_corr)+self.epsilon))
        return w, b
""",
    ),
    (
        "called with a key",
        "rmsprop",
        {},
        """
import numpy as np
class RMSprop:
    def __init__(self, lr=0.01, beta=0.9, eps=1e-8):
        self.lr = lr; self.beta = beta; self.eps = eps
        self.cache = {}
    def update(self, key, w, dw):
        if key not in self.cache:
            self.cache[key] = np.zeros_like(w)
        self.cache[key] = self.beta * self.cache[key] + (1 - self.beta) * dw * dw
        return w - self.lr * dw / (np.sqrt(self.cache[key]) + self.eps)
""",
    ),
    (
        "apply_gradients of pairs",
        "adagrad",
        {},
        """
import numpy as np
class AdaGrad:
    def __init__(self, learning_rate=0.01, epsilon=1e-7):
        self.learning_rate = learning_rate
        self.epsilon = epsilon
        self._r = {}
    def apply_gradients(self, grads_and_vars):
        for i, (g, v) in enumerate(grads_and_vars):
            r = self._r.setdefault(i, np.zeros_like(v))
            r += g * g
            v -= self.learning_rate / (self.epsilon + np.sqrt(r)) * g
""",
    ),
    (
        "pairs with the parameter first",
        "momentum",
        {},
        """
import numpy as np
class Momentum:
    def __init__(self, lr, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = None
    def apply(self, params_and_grads):
        params_and_grads = list(params_and_grads)
        if self.v is None:
            self.v = [np.zeros_like(p) for p, _ in params_and_grads]
        for k, (p, g) in enumerate(params_and_grads):
            self.v[k] = self.momentum * self.v[k] - self.lr * g
            p += self.v[k]
""",
    ),
    (
        "callable object",
        "adam",
        {},
        """
import numpy as np
class Adam:
    def __init__(self, alpha=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.alpha, self.beta1, self.beta2, self.eps = alpha, beta1, beta2, eps
        self.m = self.v = self.t = 0
    def __call__(self, theta, g):
        self.t += 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * g
        self.v = self.beta2 * self.v + (1 - self.beta2) * g ** 2
        return theta - self.alpha * (self.m / (1 - self.beta1 ** self.t)) / ((self.v / (1 - self.beta2 ** self.t)) ** 0.5 + self.eps)
""",
    ),
    (
        "the change is returned",
        "momentum",
        {},
        """
import numpy as np
class Momentum:
    def __init__(self, lr=0.01, mu=0.9):
        self.lr, self.mu, self.v = lr, mu, 0.0
    def get_update(self, grad):
        self.v = self.mu * self.v - self.lr * grad
        return self.v
""",
    ),
    (
        "the step to subtract is returned",
        "rmsprop",
        {},
        """
import numpy as np
class RMSProp:
    def __init__(self, learning_rate=0.01, rho=0.9, delta=1e-6):
        self.learning_rate, self.rho, self.delta, self.r = learning_rate, rho, delta, 0
    def compute_update(self, g):
        self.r = self.rho * self.r + (1 - self.rho) * g * g
        return self.learning_rate * g / (np.sqrt(self.r) + self.delta)
""",
    ),
    (
        "base class with a template method",
        "adam",
        {},
        """
import numpy as np
class Optimizer:
    def __init__(self, lr):
        self.lr = lr
        self.t = 0
    def update(self, params, grads):
        self.t += 1
        for name in params:
            self._update_one(name, params, grads)
    def _update_one(self, name, params, grads):
        raise NotImplementedError
class Adam(Optimizer):
    def __init__(self, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
        super().__init__(lr)
        self.beta1, self.beta2, self.eps = beta1, beta2, eps
        self.m, self.v = {}, {}
    def _update_one(self, name, params, grads):
        g = grads[name]
        self.m[name] = self.beta1 * self.m.get(name, 0) + (1 - self.beta1) * g
        self.v[name] = self.beta2 * self.v.get(name, 0) + (1 - self.beta2) * g * g
        params[name] -= self.lr * self.m[name] / (1 - self.beta1 ** self.t) / (np.sqrt(self.v[name] / (1 - self.beta2 ** self.t)) + self.eps)
""",
    ),
    (
        "shape given to the constructor",
        "adagrad",
        {},
        """
import numpy as np
class AdaGrad:
    def __init__(self, shape, lr=0.1, eps=1e-8):
        self.r = np.zeros(shape)
        self.lr = lr
        self.eps = eps
    def step(self, w, g):
        self.r += g ** 2
        return w - self.lr * g / (np.sqrt(self.r) + self.eps)
""",
    ),
    (
        "size given to the constructor",
        "momentum",
        {},
        """
import numpy as np
class Momentum:
    def __init__(self, n_params, lr=0.1, momentum=0.9):
        self.v = np.zeros(n_params)
        self.lr = lr
        self.momentum = momentum
    def update(self, theta, grad):
        self.v = self.momentum * self.v - self.lr * grad
        theta += self.v
        return theta
""",
    ),
    (
        "scalar code",
        "adam",
        {},
        """
import math
class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr; self.beta1 = beta1; self.beta2 = beta2; self.eps = eps
        self.m = 0.0; self.v = 0.0; self.t = 0
    def update(self, w, g):
        self.t += 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * g
        self.v = self.beta2 * self.v + (1 - self.beta2) * g * g
        mh = self.m / (1 - self.beta1 ** self.t)
        vh = self.v / (1 - self.beta2 ** self.t)
        return w - self.lr * mh / (math.sqrt(vh) + self.eps)
""",
    ),
    (
        "dataclass with gradients first",
        "momentum",
        {},
        """
from dataclasses import dataclass, field
from typing import Any
import numpy as np
@dataclass
class Momentum:
    learning_rate: float = 0.01
    momentum: float = 0.9
    velocity: Any = None
    def update(self, gradients, parameters):
        if self.velocity is None:
            self.velocity = np.zeros_like(parameters)
        self.velocity = self.momentum * self.velocity - self.learning_rate * gradients
        return parameters + self.velocity
""",
    ),
    (
        "lecture notation",
        "adam",
        {},
        """
import numpy as np
class MyAdam:
    def __init__(self, epsilon=0.001, rho1=0.9, rho2=0.999, delta=1e-8):
        self.epsilon, self.rho1, self.rho2, self.delta = epsilon, rho1, rho2, delta
        self.s, self.r, self.t = None, None, 0
    def update(self, theta, g):
        if self.s is None:
            self.s, self.r = np.zeros_like(theta), np.zeros_like(theta)
        self.t += 1
        self.s = self.rho1 * self.s + (1 - self.rho1) * g
        self.r = self.rho2 * self.r + (1 - self.rho2) * g * g
        s_hat = self.s / (1 - self.rho1 ** self.t)
        r_hat = self.r / (1 - self.rho2 ** self.t)
        return theta - self.epsilon * s_hat / (self.delta + np.sqrt(r_hat))
""",
    ),
    (
        "keys W1 b1 and dW1 db1",
        "momentum",
        {},
        """
import numpy as np
class Momentum:
    def __init__(self, lr=0.01, beta=0.9):
        self.lr, self.beta, self.v = lr, beta, {}
    def update(self, parameters, grads):
        L = len(parameters) // 2
        for l in range(1, L + 1):
            for n in ["W", "b"]:
                k = n + str(l)
                if "d" + k not in self.v:
                    self.v["d" + k] = np.zeros(parameters[k].shape)
                self.v["d" + k] = self.beta * self.v["d" + k] - self.lr * grads["d" + k]
                parameters[k] = parameters[k] + self.v["d" + k]
        return parameters
""",
    ),
    (
        "constant keys",
        "momentum",
        {},
        """
import numpy as np
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.vw, self.vb = 0, 0
    def step(self, params, grads):
        self.vw = self.momentum * self.vw - self.lr * grads['dw']
        self.vb = self.momentum * self.vb - self.lr * grads['db']
        params['w'] = params['w'] + self.vw
        params['b'] = params['b'] + self.vb
""",
    ),
    (
        "list unpacked into two",
        "momentum",
        {},
        """
import numpy as np
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.vw, self.vb = 0, 0
    def step(self, params, grads):
        w, b = params
        dw, db = grads
        self.vw = self.momentum * self.vw - self.lr * dw
        self.vb = self.momentum * self.vb - self.lr * db
        return [w + self.vw, b + self.vb]
""",
    ),
    (
        "rates in a dictionary",
        "adam",
        {},
        """
import numpy as np
class Adam:
    def __init__(self, config):
        self.config = config
        self.m = self.v = 0
        self.t = 0
    def step(self, x, dx):
        c = self.config
        lr = self.config['learning_rate']; b1 = self.config['beta1']; b2 = self.config['beta2']; eps = self.config.get('epsilon', 1e-8)
        self.t += 1
        self.m = b1 * self.m + (1 - b1) * dx
        self.v = b2 * self.v + (1 - b2) * dx ** 2
        return x - lr * (self.m / (1 - b1 ** self.t)) / (np.sqrt(self.v / (1 - b2 ** self.t)) + eps)
""",
    ),
    (
        "keyword arguments",
        "rmsprop",
        {},
        """
import numpy as np
class RMSProp:
    def __init__(self, **kwargs):
        self.lr = kwargs.get('lr', 0.01)
        self.rho = kwargs.get('rho', 0.9)
        self.eps = kwargs.get('eps', 1e-6)
        self.r = None
    def update(self, params, grads):
        if self.r is None:
            self.r = [0.0] * len(params)
        out = []
        for i in range(len(params)):
            self.r[i] = self.rho * self.r[i] + (1 - self.rho) * grads[i] ** 2
            out.append(params[i] - self.lr * grads[i] / (np.sqrt(self.r[i]) + self.eps))
        return out
""",
    ),
    (
        "minimize with a gradient function",
        "nesterov",
        {},
        """
import numpy as np
class Nesterov:
    def __init__(self, lr, alpha):
        self.lr, self.alpha, self.v = lr, alpha, None
    def minimize(self, gradient, theta):
        if self.v is None:
            self.v = np.zeros_like(theta)
        theta_tilde = theta + self.alpha * self.v
        g = gradient(theta_tilde)
        self.v = self.alpha * self.v - self.lr * g
        return theta + self.v
""",
    ),
    (
        "state kept on the class",
        "momentum",
        {},
        """
import numpy as np
class Momentum:
    v = {}
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
    def update(self, params, grads):
        for k in params:
            Momentum.v[k] = self.momentum * Momentum.v.get(k, 0) - self.lr * grads[k]
            params[k] += Momentum.v[k]
""",
    ),
    (
        "model object with params and grads",
        "momentum",
        {},
        """
import numpy as np
class MomentumOptimizer:
    def __init__(self, model, lr=0.01, momentum=0.9):
        self.model = model
        self.lr = lr
        self.momentum = momentum
        self.v = {k: np.zeros_like(p) for k, p in model.params.items()}
    def step(self):
        for k in self.model.params:
            self.v[k] = self.momentum * self.v[k] - self.lr * self.model.grads[k]
            self.model.params[k] += self.v[k]
""",
    ),
    (
        "Chinese comments and hints",
        "adagrad",
        {},
        '''
# -*- coding: utf-8 -*-
import numpy as np
class 自适应梯度:
    """AdaGrad 优化器"""
    def __init__(self, 学习率=0.01, 小常数=1e-7):
        self.学习率 = 学习率
        self.小常数 = 小常数
        self.累积 = None
    def 更新(self, 参数, 梯度):
        if self.累积 is None:
            self.累积 = np.zeros_like(参数)
        self.累积 = self.累积 + 梯度 * 梯度
        return 参数 - self.学习率 / (self.小常数 + np.sqrt(self.累积)) * 梯度
''',
    ),
    (
        "rate set by the method",
        "momentum",
        {},
        """
import numpy as np
class Momentum:
    def __init__(self, momentum=0.9):
        self.momentum = momentum
        self.v = None
    def update(self, weights, gradients, learning_rate):
        if self.v is None:
            self.v = [np.zeros_like(w) for w in weights]
        for j in range(len(weights)):
            self.v[j] = self.momentum * self.v[j] - learning_rate * gradients[j]
            weights[j] += self.v[j]
        return weights
""",
    ),
    (
        "column vectors only",
        "momentum",
        {},
        """
import numpy as np
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, None
    def step(self, theta, grad):
        n, one = theta.shape
        assert one == 1
        if self.v is None:
            self.v = np.zeros((n, 1))
        self.v = self.momentum * self.v - self.lr * grad
        return theta + self.v
""",
    ),
]
