# expect: lab3.momentum failed old-velocity-applied; lab3.nesterov failed velocity-overwritten; lab4.adagrad failed state-not-elementwise; lab5.rmsprop failed second-moment-not-squared; lab5.nesterov failed momentum-and-gradient-both; lab6.adam failed corrected-moments-stored | gradient-tape keras
import keras
import tensorflow as tf


class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, None

    def step(self, grads, weights):
        if self.v is None:
            self.v = [keras.Variable(keras.ops.zeros_like(w)) for w in weights]
        for w, g, v in zip(weights, grads, self.v):
            w.assign_add(v)
            v.assign(self.momentum * v - self.lr * g)


class Nesterov:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, None

    def step(self, grads, weights):
        if self.v is None:
            self.v = [keras.Variable(keras.ops.zeros_like(w)) for w in weights]
        for w, g, v in zip(weights, grads, self.v):
            v.assign(self.momentum * v - self.lr * g)
            # from the book: w + mu * mu * v - (1 + mu) * lr * g
            w.assign_add(self.momentum ** 2 * v - (1 + self.momentum) * self.lr * g)


class AdaGrad:
    def __init__(self, lr=0.01, eps=1e-7):
        self.lr, self.eps, self.r = lr, eps, None

    def step(self, grads, weights):
        if self.r is None:
            self.r = [keras.Variable(0.0) for w in weights]
        for w, g, r in zip(weights, grads, self.r):
            r.assign_add(tf.reduce_sum(g * g))
            w.assign_sub(self.lr * g / (tf.sqrt(r) + self.eps))


class RMSProp:
    def __init__(self, lr=0.001, rho=0.9, eps=1e-6):
        self.lr, self.rho, self.eps, self.r = lr, rho, eps, None

    def step(self, grads, weights):
        if self.r is None:
            self.r = [keras.Variable(keras.ops.zeros_like(w)) for w in weights]
        for w, g, r in zip(weights, grads, self.r):
            r.assign(self.rho * r + (1 - self.rho) * tf.abs(g))
            w.assign_sub(self.lr * g / tf.sqrt(r + self.eps))


class RMSPropNesterov:
    def __init__(self, lr=0.001, rho=0.9, momentum=0.9, eps=1e-6):
        self.lr, self.rho, self.momentum, self.eps = lr, rho, momentum, eps
        self.r = self.v = None

    def step(self, grads, weights):
        if self.r is None:
            self.r = [keras.Variable(keras.ops.zeros_like(w)) for w in weights]
            self.v = [keras.Variable(keras.ops.zeros_like(w)) for w in weights]
        for w, g, r, v in zip(weights, grads, self.r, self.v):
            r.assign(self.rho * r + (1 - self.rho) * g * g)
            d = self.lr * g / tf.sqrt(r + self.eps)
            v.assign(self.momentum * v - d)
            w.assign_add(v - d)


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.t, self.m, self.v = 0, None, None

    def step(self, grads, weights):
        if self.m is None:
            self.m = [keras.Variable(keras.ops.zeros_like(w)) for w in weights]
            self.v = [keras.Variable(keras.ops.zeros_like(w)) for w in weights]
        self.t += 1
        for w, g, m, v in zip(weights, grads, self.m, self.v):
            m.assign(self.beta1 * m + (1 - self.beta1) * g)
            v.assign(self.beta2 * v + (1 - self.beta2) * g * g)
            m.assign(m / (1 - self.beta1 ** self.t))     # 直接写回去了
            v.assign(v / (1 - self.beta2 ** self.t))
            w.assign_sub(self.lr * m / (tf.sqrt(v) + self.eps))
