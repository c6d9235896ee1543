# expect: lab3.momentum passed; lab3.nesterov not_found | plain-class numpy
import numpy as np


class Momentum:
    def __init__(self, model, lr=0.001, momentum=0.9):
        self.model = model
        self.lr = lr
        self.momentum = momentum
        self.v = [{key: np.zeros_like(p) for key, p in layer.params.items()} for layer in model.layers]

    def step(self):
        for layer, v in zip(self.model.layers, self.v):
            for key in layer.params:
                v[key] = self.momentum * v[key] - self.lr * layer.grads[key]
                layer.params[key] += v[key]
