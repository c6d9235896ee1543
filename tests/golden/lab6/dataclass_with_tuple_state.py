# expect: lab6.adam passed | plain-class numpy
from dataclasses import dataclass, field
import numpy as np

@dataclass
class Adam:
    lr: float = 1e-3
    betas: tuple = (0.9, 0.999)
    eps: float = 1e-8
    t: int = 0
    state: dict = field(default_factory=dict)

    def step(self, params: dict, grads: dict) -> None:
        self.t += 1
        b1, b2 = self.betas
        for name, p in params.items():
            m, v = self.state.get(name, (np.zeros_like(p), np.zeros_like(p)))
            g = grads[name]
            m = b1 * m + (1 - b1) * g
            v = b2 * v + (1 - b2) * g * g
            self.state[name] = (m, v)
            p -= self.lr * (m / (1 - b1 ** self.t)) / (np.sqrt(v / (1 - b2 ** self.t)) + self.eps)
