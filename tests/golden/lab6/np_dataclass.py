# expect: lab6.adam passed | plain-class numpy
from dataclasses import dataclass, field

import numpy as np


@dataclass
class Adam:
    learning_rate: float = 0.001
    beta_1: float = 0.9
    beta_2: float = 0.999
    epsilon: float = 1e-8
    t: int = 0
    s: dict = field(default_factory=dict)
    r: dict = field(default_factory=dict)

    def update(self, params: dict, grads: dict) -> dict:
        self.t += 1
        out = {}
        for k, g in grads.items():
            self.s[k] = self.beta_1 * self.s.get(k, np.zeros_like(g)) + (1 - self.beta_1) * g
            self.r[k] = self.beta_2 * self.r.get(k, np.zeros_like(g)) + (1 - self.beta_2) * g**2
            s_hat = self.s[k] / (1 - self.beta_1**self.t)
            r_hat = self.r[k] / (1 - self.beta_2**self.t)
            out[k] = params[k] - self.learning_rate * s_hat / (np.sqrt(r_hat) + self.epsilon)
        return out
