# expect: lab6.adam passed | plain-class numpy
import numpy as np

class AdamOptimizer:
    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.learning_rate = learning_rate
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon

    def initialize(self, parameters):
        self.t = 0
        self.m = {key: np.zeros_like(value) for key, value in parameters.items()}
        self.v = {key: np.zeros_like(value) for key, value in parameters.items()}

    def update_parameters(self, parameters, gradients):
        self.t += 1
        for key in parameters:
            g = gradients["d" + key]
            self.m[key] = self.beta1 * self.m[key] + (1 - self.beta1) * g
            self.v[key] = self.beta2 * self.v[key] + (1 - self.beta2) * np.square(g)
            m_hat = self.m[key] / (1 - np.power(self.beta1, self.t))
            v_hat = self.v[key] / (1 - np.power(self.beta2, self.t))
            parameters[key] = parameters[key] - self.learning_rate * m_hat / (np.sqrt(v_hat) + self.epsilon)
        return parameters
