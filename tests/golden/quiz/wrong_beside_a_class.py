# expect: quiz.answers failed; lab3.momentum passed | plain-class numpy
import numpy as np

# quiz.answers
# 1. mini-batch
# 2. stochastic
# 3. batch
# 4. online


# lab3.momentum
class Momentum:
    def __init__(self, lr=0.001, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {key: np.zeros_like(value) for key, value in params.items()}
        for key in params:
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] = params[key] + self.v[key]
        return params
