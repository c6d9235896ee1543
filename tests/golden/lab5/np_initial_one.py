# expect: lab5.rmsprop passed; lab5.nesterov not_found | plain-class numpy
import numpy as np


class RMSPropTF:
    """和 tf.train.RMSPropOptimizer 一样：ms 从 1 开始，epsilon 在根号里"""

    def __init__(self, learning_rate=0.001, decay=0.9, epsilon=1e-10):
        self.learning_rate = learning_rate
        self.decay = decay
        self.epsilon = epsilon
        self.ms = None

    def minimize_step(self, params, grads):
        if self.ms is None:
            self.ms = [np.ones_like(p) for p in params]
        for i in range(len(params)):
            self.ms[i] = self.decay * self.ms[i] + (1 - self.decay) * grads[i] ** 2
            params[i] = params[i] - self.learning_rate * grads[i] / np.sqrt(self.ms[i] + self.epsilon)
        return params
