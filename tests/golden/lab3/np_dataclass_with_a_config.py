# expect: lab3.momentum passed | plain-class numpy
from dataclasses import dataclass, field
import numpy as np

@dataclass
class Config:
    learning_rate: float = 0.01
    momentum: float = 0.9

@dataclass
class Momentum:
    config: Config = field(default_factory=Config)
    velocity: dict = field(default_factory=dict)

    def step(self, params, grads):
        for k in params:
            v = self.config.momentum * self.velocity.get(k, 0.0) - self.config.learning_rate * grads[k]
            self.velocity[k] = v
            params[k] = params[k] + v
        return params
