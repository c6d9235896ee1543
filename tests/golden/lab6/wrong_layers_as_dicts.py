# expect: lab6.adam failed no-bias-correction | plain-class numpy
import numpy as np


class MyAdam:
    """Adam over a network: one dictionary of W and b per layer."""

    def __init__(self, network, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.learning_rate = learning_rate
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.first = [{"W": 0.0, "b": 0.0} for _ in network]
        self.second = [{"W": 0.0, "b": 0.0} for _ in network]

    def update(self, network, gradients):
        for i, layer in enumerate(network):
            for key in ("W", "b"):
                g = gradients[i]["d" + key]
                self.first[i][key] = self.beta1 * self.first[i][key] + (1 - self.beta1) * g
                self.second[i][key] = self.beta2 * self.second[i][key] + (1 - self.beta2) * g**2
                layer[key] -= self.learning_rate * self.first[i][key] / (np.sqrt(self.second[i][key]) + self.epsilon)
        return network
