# expect: lab2.linear passed; lab2.exponential passed | schedule numpy
from dataclasses import dataclass, field
import math

@dataclass(frozen=True)
class LinearDecay:
    start: float = 0.3
    end: float = 0.003
    tau: int = 20

    def __call__(self, k: int) -> float:
        return self.end + (self.start - self.end) * max(0.0, 1 - k / self.tau)

@dataclass(frozen=True)
class ExponentialDecay:
    start: float = 0.3
    rate: float = 0.96
    every: int = 5

    def __call__(self, k: int) -> float:
        return self.start * math.exp(math.log(self.rate) * (k // self.every))
