# expect: lab3.momentum passed; lab3.nesterov passed; lab4.adagrad passed; lab5.rmsprop passed; lab5.nesterov passed; lab6.adam passed | gradient-tape keras
"""实验三～六。模型用 Keras 搭，优化器自己写，不继承 keras.optimizers.Optimizer。"""
import tensorflow as tf
from tensorflow import keras


class MyOptimizer:
    """apply_gradients 和 Keras 的一样，update 由子类实现。"""

    def __init__(self, learning_rate=0.01):
        self.learning_rate = learning_rate
        self.slots = {}

    def slot(self, var, name):
        key = (id(var), name)
        if key not in self.slots:
            self.slots[key] = tf.Variable(tf.zeros_like(var), trainable=False)
        return self.slots[key]

    def apply_gradients(self, grads_and_vars):
        self.before()
        for grad, var in grads_and_vars:
            self.update(grad, var)

    def before(self):
        pass


class Momentum(MyOptimizer):
    def __init__(self, learning_rate=0.01, momentum=0.9):
        super().__init__(learning_rate)
        self.momentum = momentum

    def update(self, grad, var):
        v = self.slot(var, "v")
        v.assign(self.momentum * v - self.learning_rate * grad)
        var.assign_add(v)


class Nesterov(Momentum):
    def update(self, grad, var):
        v = self.slot(var, "v")
        v.assign(self.momentum * v - self.learning_rate * grad)
        var.assign_add(self.momentum * v - self.learning_rate * grad)


class AdaGrad(MyOptimizer):
    def __init__(self, learning_rate=0.01, epsilon=1e-7):
        super().__init__(learning_rate)
        self.epsilon = epsilon

    def update(self, grad, var):
        r = self.slot(var, "r")
        r.assign_add(tf.square(grad))
        var.assign_sub(self.learning_rate * grad / (tf.sqrt(r) + self.epsilon))


class RMSProp(MyOptimizer):
    def __init__(self, learning_rate=0.001, rho=0.9, epsilon=1e-6):
        super().__init__(learning_rate)
        self.rho = rho
        self.epsilon = epsilon

    def update(self, grad, var):
        r = self.slot(var, "r")
        r.assign(self.rho * r + (1 - self.rho) * tf.square(grad))
        var.assign_sub(self.learning_rate * grad / tf.sqrt(r + self.epsilon))


class RMSPropNesterov(RMSProp):
    def __init__(self, learning_rate=0.001, rho=0.9, momentum=0.9, epsilon=1e-6):
        super().__init__(learning_rate, rho, epsilon)
        self.momentum = momentum

    def update(self, grad, var):
        r, v = self.slot(var, "r"), self.slot(var, "v")
        r.assign(self.rho * r + (1 - self.rho) * tf.square(grad))
        step = self.learning_rate * grad / tf.sqrt(r + self.epsilon)
        v.assign(self.momentum * v - step)
        var.assign_add(self.momentum * v - step)


class Adam(MyOptimizer):
    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-8):
        super().__init__(learning_rate)
        self.beta_1, self.beta_2, self.epsilon = beta_1, beta_2, epsilon
        self.t = 0

    def before(self):
        self.t += 1

    def update(self, grad, var):
        s, r = self.slot(var, "s"), self.slot(var, "r")
        s.assign(self.beta_1 * s + (1 - self.beta_1) * grad)
        r.assign(self.beta_2 * r + (1 - self.beta_2) * tf.square(grad))
        s_hat = s / (1 - self.beta_1 ** self.t)
        r_hat = r / (1 - self.beta_2 ** self.t)
        var.assign_sub(self.learning_rate * s_hat / (tf.sqrt(r_hat) + self.epsilon))


model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
print(model.count_params())
